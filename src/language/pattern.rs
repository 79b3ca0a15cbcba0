//! Patterns: words with named places, compiled once when a language is read.

use crate::finding::{Finding, suggest};
use crate::node::{Decode, Decoder, Holds, Node, Verbatim};

/// The places a kind of pattern may have.
pub(super) trait Slot: Copy + PartialEq + 'static {
    /// Each with the name that stands in braces.
    const ALL: &'static [(&'static str, Self)];
}

/// Defines the places of a kind of pattern.
macro_rules! slots {
    ($(#[$doc:meta])* $name:ident { $($slot:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum $name { $($slot),+ }
        impl $crate::language::pattern::Slot for $name {
            const ALL: &'static [(&'static str, Self)] = &[$(($text, Self::$slot)),+];
        }
    };
}
pub(super) use slots;

/// Words with named places: `{day} {month} {year}`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pattern<S> {
    pieces: Vec<Piece<S>>,
}

/// A piece of a pattern.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece<S> {
    /// It stands as it is.
    Text(String),
    /// It is filled in.
    Slot(S),
}

impl<S: Slot> Pattern<S> {
    fn compile(text: &str) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            if at > 0 {
                pieces.push(Piece::Text(rest[..at].to_owned()));
            }
            let inside = rest[at..].strip_prefix('{').and_then(|after| after.split_once('}'));
            let Some((name, after)) = inside else {
                return Err("a brace of the pattern has no partner".to_owned());
            };
            let Some((_, slot)) = S::ALL.iter().find(|(known, _)| *known == name) else {
                let help = suggest(name, S::ALL.iter().map(|(known, _)| *known));
                return Err(format!("the pattern cannot be filled with `{name}`; {help}"));
            };
            pieces.push(Piece::Slot(*slot));
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        Ok(Self { pieces })
    }

    /// The pieces in order.
    pub(super) fn pieces(&self) -> &[Piece<S>] {
        &self.pieces
    }

    /// Writes the pattern, asking `fill` for each place.
    pub(super) fn write(&self, out: &mut String, mut fill: impl FnMut(S, &mut String)) {
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Slot(slot) => fill(*slot, out),
            }
        }
    }

    /// The pattern with every place filled by `text`.
    pub(super) fn fill(&self, text: &str) -> String {
        let mut out = String::new();
        self.write(&mut out, |_, out| out.push_str(text));
        out
    }

    /// Whether a place stands in the pattern exactly once.
    pub(super) fn has(&self, slot: S) -> bool {
        let is = |piece: &&Piece<S>| matches!(piece, Piece::Slot(found) if *found == slot);
        self.pieces.iter().filter(is).count() == 1
    }

    /// That a pattern, where there is one, must have each of `needed` once.
    pub(super) fn must_have(&self, needed: &[S]) -> Result<(), String> {
        let lacks = S::ALL
            .iter()
            .filter(|(_, slot)| needed.contains(slot) && !self.has(*slot))
            .map(|(name, _)| format!("`{{{name}}}`"));
        let lacks: Vec<_> = lacks.collect();
        if lacks.is_empty() {
            return Ok(());
        }
        Err(format!("must have {} once", lacks.join(" and ")))
    }
}

/// A pattern, or none.
pub(super) trait Written<S> {
    fn pattern(&self) -> Option<&Pattern<S>>;
}

impl<S> Written<S> for Pattern<S> {
    fn pattern(&self) -> Option<&Self> {
        Some(self)
    }
}

impl<S> Written<S> for Option<Pattern<S>> {
    fn pattern(&self) -> Option<&Pattern<S>> {
        self.as_ref()
    }
}

/// What a pattern, where there is one, must have once: else it would lose a part of what it writes.
pub(super) fn once<S: Slot, P: Written<S>>(
    needed: &'static [S],
) -> impl Fn(&P) -> Result<(), String> {
    move |written| written.pattern().map_or(Ok(()), |pattern| pattern.must_have(needed))
}

impl<S: Slot> Decode for Pattern<S> {
    const HOLDS: Holds = Holds::Words;

    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        match Self::compile(&Verbatim::decode(node, decoder)?) {
            Ok(pattern) => Some(pattern),
            Err(why) => {
                decoder.note(Finding::error("wrong-value", why), node.range.clone());
                None
            }
        }
    }
}

/// As it is written.
impl<S: Slot> serde::Serialize for Pattern<S> {
    fn serialize<T: serde::Serializer>(&self, serializer: T) -> Result<T::Ok, T::Error> {
        let mut text = String::new();
        self.write(&mut text, |slot, out| {
            let name = S::ALL.iter().find(|(_, known)| *known == slot);
            out.push_str(&format!("{{{}}}", name.map_or("", |(name, _)| name)));
        });
        serializer.serialize_str(&text)
    }
}

impl<S> schemars::JsonSchema for Pattern<S> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Pattern".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string" })
    }
}
