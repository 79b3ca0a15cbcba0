//! Plain values: text, numbers, lists, maps.

use std::collections::BTreeMap;

use super::{Decode, Decoder, Holds, Node, Path, Spanned, Value, Visit, characters};
use crate::finding::Finding;
use crate::text::is_folded;

impl<T: Decode> Decode for Option<T> {
    const HOLDS: Holds = T::HOLDS;
    const MANY: bool = T::MANY;

    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        T::decode(node, decoder).map(Some)
    }
    fn absent() -> Option<Self> {
        Some(None)
    }
    fn visit<'a>(&'a self, path: &Path<'_>, holds: Holds, visit: Visit<'a, '_>) {
        if let Some(value) = self {
            value.visit(path, holds, visit);
        }
    }
}

/// A single value stands for a list of one.
impl<T: Decode> Decode for Vec<T> {
    const HOLDS: Holds = T::HOLDS;
    const MANY: bool = true;

    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        match &node.value {
            Value::List(items) => {
                let mut read = Vec::with_capacity(items.len());
                // All are read, so that all mistakes are seen.
                for item in items {
                    read.extend(T::decode(item, decoder));
                }
                (read.len() == items.len()).then_some(read)
            }
            _ => T::decode(node, decoder).map(|one| vec![one]),
        }
    }
    fn absent() -> Option<Self> {
        Some(Vec::new())
    }
    fn visit<'a>(&'a self, path: &Path<'_>, holds: Holds, visit: Visit<'a, '_>) {
        for (at, item) in self.iter().enumerate() {
            item.visit(&path.item(at), holds, visit);
        }
    }
}

impl Decode for bool {
    const HOLDS: Holds = Holds::Code;

    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        match decoder.text("yes or no", node)? {
            "true" | "yes" => Some(true),
            "false" | "no" => Some(false),
            _ => decoder.expected("yes or no", node),
        }
    }
    fn absent() -> Option<Self> {
        Some(false)
    }
}

/// One line of text: control and invisible characters are refused, white space is folded.
impl Decode for String {
    const HOLDS: Holds = Holds::Unsaid;

    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        let text = decoder.text("text", node)?;
        characters::check(text, node.range.clone(), decoder)?;
        if is_folded(text) && !text.starts_with(' ') && !text.ends_with(' ') {
            return Some(text.to_owned());
        }
        Some(
            text.split([' ', '\n', '\t'])
                .filter(|word| !word.is_empty())
                .collect::<Vec<_>>()
                .join(" "),
        )
    }
    fn visit<'a>(&'a self, path: &Path<'_>, holds: Holds, visit: Visit<'a, '_>) {
        visit(path, holds, self);
    }
}

/// Text as it is written, spaces and all; characters that nobody can see are refused.
#[derive(
    Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, schemars::JsonSchema,
)]
#[serde(transparent)]
pub struct Verbatim(pub String);

impl std::ops::Deref for Verbatim {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl Decode for Verbatim {
    const HOLDS: Holds = Holds::Unsaid;

    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        let text = decoder.text("text", node)?;
        characters::check(text, node.range.clone(), decoder)?;
        Some(Self(text.to_owned()))
    }
    fn visit<'a>(&'a self, path: &Path<'_>, holds: Holds, visit: Visit<'a, '_>) {
        visit(path, holds, &self.0);
    }
}

/// A character alone.
impl Decode for char {
    const HOLDS: Holds = Holds::Code;

    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        let mut chars = decoder.text("one character", node)?.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => Some(c),
            _ => decoder.not("one character", node),
        }
    }
}

macro_rules! number {
    ($type:ty, $what:literal) => {
        impl Decode for $type {
            const HOLDS: Holds = Holds::Code;

            fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
                let text = decoder.text($what, node)?;
                text.parse().ok().or_else(|| decoder.not($what, node))
            }
        }
    };
}

number!(f32, "a number");
number!(usize, "a whole number");

/// So many values, neither more nor fewer.
impl<T: Decode, const N: usize> Decode for [T; N] {
    const HOLDS: Holds = T::HOLDS;
    const MANY: bool = true;

    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        let Value::List(items) = &node.value else {
            return decoder.expected(&format!("a list of {N}"), node);
        };
        if items.len() != N {
            let message = format!("expected {N} of these, found {}", items.len());
            decoder.note(Finding::error("wrong-type", message), node.range.clone());
            return None;
        }
        <Vec<T>>::decode(node, decoder)?.try_into().ok()
    }
    fn visit<'a>(&'a self, path: &Path<'_>, holds: Holds, visit: Visit<'a, '_>) {
        for (at, item) in self.iter().enumerate() {
            item.visit(&path.item(at), holds, visit);
        }
    }
}

/// The name of a value in a map, which may be any word.
pub trait Key: Ord + From<Spanned<String>> {}

impl Key for Spanned<String> {}

impl Key for String {}

impl From<Spanned<String>> for String {
    fn from(key: Spanned<String>) -> Self {
        key.value
    }
}

impl<K: Key, T: Decode> Decode for BTreeMap<K, T> {
    const HOLDS: Holds = T::HOLDS;
    const MANY: bool = true;

    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            return decoder.expected("a group of fields", node);
        };
        let read: Vec<_> = entries
            .iter()
            .map(|entry| {
                let value = T::decode(&entry.node, decoder)?;
                let key = Spanned { value: entry.key.clone(), range: entry.range.clone() };
                Some((key.into(), value))
            })
            .collect();
        read.into_iter().collect()
    }
    fn absent() -> Option<Self> {
        Some(Self::new())
    }
}
