//! Plain data with places: what every syntax becomes before it is a letter, an office or a language.
//!
//! A decoder never stops at a mistake: it notes a finding and goes on, so that a
//! person sees all mistakes of a text at once.

pub(crate) mod characters;
mod decode;
pub(crate) mod fields;
mod layers;
mod notation;
pub(crate) mod scalar;
mod shape;
mod spanned;
pub(crate) mod toml;
pub(crate) mod tree;
mod values;

pub use characters::forbidden;
pub(crate) use decode::is_meant;
pub use decode::{Decode, Decoder};
pub use layers::{Layers, lay};
pub use notation::Notation;
pub use shape::{Field, Holds, Path, Shape, Visit};
pub use spanned::Spanned;
pub use toml::{from_toml, from_toml_judged};
pub use values::Verbatim;

use std::ops::Range;

/// How deeply lists and groups of fields may stand in each other.
pub const MAX_DEPTH: usize = 32;

/// The JSON Schema (2020-12) of a type, as a file for editors.
pub fn schema<T: schemars::JsonSchema>() -> String {
    let settings = schemars::generate::SchemaSettings::draft2020_12();
    let schema = settings.into_generator().into_root_schema_for::<T>();
    serde_json::to_string_pretty(&schema).unwrap_or_default()
}

/// A piece of data and the bytes of the source it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Bytes in the source.
    pub range: Range<usize>,
    /// What it holds.
    pub value: Value,
}

/// Plain data. Every scalar is text: a date is a date because a field says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing was written.
    Null,
    /// A scalar, as written.
    Text(String),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping, in the order written.
    Map(Vec<Entry>),
}

/// One key of a mapping with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The key, as written.
    pub key: String,
    /// Bytes of the key in the source.
    pub range: Range<usize>,
    /// The value.
    pub node: Node,
}

impl Node {
    /// A mapping's value by key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.node)
    }

    /// Moves its places, and those of all in it, by so many bytes.
    pub(crate) fn shift(&mut self, by: usize) {
        let moved = |range: &Range<usize>| range.start + by..range.end + by;
        self.range = moved(&self.range);
        match &mut self.value {
            Value::List(items) => items.iter_mut().for_each(|item| item.shift(by)),
            Value::Map(entries) => {
                for entry in entries {
                    entry.range = moved(&entry.range);
                    entry.node.shift(by);
                }
            }
            Value::Null | Value::Text(_) => {}
        }
    }

    /// A mapping's entry by key.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        match &self.value {
            Value::Map(entries) => entries.iter().find(|entry| entry.key == key),
            _ => None,
        }
    }

    /// The node at a path such as `meetings[0].was.dates`; the nearest that exists
    /// where the path goes deeper than the data.
    pub fn at(&self, path: &str) -> &Node {
        self.follow(path).node
    }

    /// Follows a path such as `meetings[0].was.dates` as far as the data goes.
    pub fn follow(&self, path: &str) -> Followed<'_> {
        let mut found = Followed { node: self, key: None, whole: true };
        for step in path.split(['.', '[']).filter(|step| !step.is_empty()) {
            match (&found.node.value, step.strip_suffix(']')) {
                (Value::List(items), Some(index)) => {
                    match index.parse::<usize>().ok().and_then(|index| items.get(index)) {
                        Some(item) => found = Followed { node: item, key: None, whole: true },
                        None => {
                            return Followed { whole: false, ..found };
                        }
                    }
                }
                // A single value stands for a list of one.
                (_, Some("0")) => {}
                _ => match found.node.entry(step) {
                    Some(entry) => {
                        found = Followed { node: &entry.node, key: Some(entry), whole: true }
                    }
                    None => {
                        return Followed { whole: false, ..found };
                    }
                },
            }
        }
        found
    }

    /// What it is, in a drafting officer's words.
    pub fn describe(&self) -> &'static str {
        match &self.value {
            Value::Null => "nothing",
            Value::Text(_) => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a group of fields",
        }
    }
}

/// How far a path led into the data.
#[derive(Debug, Clone, Copy)]
pub struct Followed<'n> {
    /// The last node that exists.
    pub node: &'n Node,
    /// Its key, where it is a field.
    pub key: Option<&'n Entry>,
    /// Whether the path led to its end.
    pub whole: bool,
}
