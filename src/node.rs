//! Plain data with places: what every record syntax becomes before it is a letter.
//!
//! A decoder never stops at a mistake: it notes a finding and goes on, so that a
//! person sees all mistakes of a record at once.

use std::ops::Range;
use std::sync::Arc;

use crate::finding::{Finding, suggest};
use crate::source::{Source, Sources};

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

/// A type that a record's data can become.
pub trait Decode: Sized {
    /// Reads `node`; a mistake is noted in `decoder`, and `None` comes back.
    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self>;

    /// The value of a field that was left out; `None` where it must be given.
    fn absent() -> Option<Self> {
        None
    }
}

/// Collects the findings of one record while it is read.
#[derive(Debug)]
pub struct Decoder {
    sources: Sources,
    findings: Vec<Finding>,
    more: usize,
}

impl Decoder {
    /// A decoder of data that was read from `source`.
    pub fn new(source: &Arc<Source>) -> Self {
        Self::of(Sources::one(source))
    }

    /// A decoder of data that was read from several texts.
    pub fn of(sources: Sources) -> Self {
        Self { sources, findings: Vec::new(), more: 0 }
    }

    /// The most findings that one record gets: nobody reads more, and a hostile record has millions.
    pub const MOST: usize = 200;

    /// What was found so far; the last one says how many more there were than are shown.
    pub fn into_findings(mut self) -> Vec<Finding> {
        if self.more > 0 {
            let finding = Finding::error(
                "too-many-findings",
                format!("{} more mistakes are not shown", self.more),
            )
            .help("correct the others first, then check again");
            self.findings.push(finding);
        }
        self.findings
    }

    /// Notes a finding at some bytes of the source.
    pub fn note(&mut self, finding: Finding, range: Range<usize>) {
        if self.is_full() {
            self.more += 1;
            return;
        }
        self.findings.push(finding.at(self.sources.place(range)));
    }

    /// The text that is read; the first where there are several.
    pub fn source(&self) -> &Arc<Source> {
        self.sources.first()
    }

    /// What is written in some bytes of it.
    fn written(&self, range: Range<usize>) -> Option<&str> {
        self.sources.written(range)
    }

    fn is_full(&self) -> bool {
        self.findings.len() >= Self::MOST
    }

    /// Notes that a node has the wrong shape.
    pub fn expected<T>(&mut self, what: &str, node: &Node) -> Option<T> {
        let finding =
            Finding::error("wrong-type", format!("expected {what}, found {}", node.describe()));
        self.note(finding, node.range.clone());
        None
    }

    /// The scalar of a node, or a finding that `what` was expected.
    pub fn text<'n>(&mut self, what: &str, node: &'n Node) -> Option<&'n str> {
        match &node.value {
            Value::Text(text) => Some(text),
            _ => self.expected(what, node),
        }
    }

    /// Opens a mapping whose keys must be among `known`.
    pub fn fields<'n>(
        &mut self,
        node: &'n Node,
        what: &str,
        known: &[&str],
    ) -> Option<&'n [Entry]> {
        let Value::Map(entries) = &node.value else {
            let message = format!("expected {what}: a group of fields, found {}", node.describe());
            let known: Vec<_> = known.iter().map(|name| format!("`{name}`")).collect();
            let finding = Finding::error("wrong-type", message)
                .help(format!("its fields are {}", known.join(", ")));
            self.note(finding, node.range.clone());
            return None;
        };
        for entry in entries {
            if !known.contains(&entry.key.as_str()) {
                if self.is_full() {
                    self.more += 1;
                    continue;
                }
                let finding = Finding::error(
                    "unknown-field",
                    format!("unknown field `{}` in {what}", entry.key),
                )
                .help(suggest(&entry.key, known.iter().copied()));
                self.note(finding, entry.range.clone());
            }
        }
        Some(entries)
    }

    /// Reads one field of an opened mapping.
    pub fn field<T: Decode>(
        &mut self,
        owner: &Node,
        entries: &[Entry],
        name: &str,
        what: &str,
    ) -> Option<T> {
        match entries.iter().find(|entry| entry.key == name) {
            // A mistake is noted; the rest of the group is read on as if the field were not there.
            Some(entry) if entry.node.value != Value::Null => {
                T::decode(&entry.node, self).or_else(T::absent)
            }
            found => T::absent().or_else(|| {
                let range = found.map_or_else(
                    || self.source().first_line(&owner.range),
                    |entry| entry.range.clone(),
                );
                let finding =
                    Finding::error("missing-field", format!("`{name}` is missing in {what}"))
                        .help(format!("add a line `{name}: …`"));
                self.note(finding, range);
                None
            }),
        }
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        T::decode(node, decoder).map(Some)
    }
    fn absent() -> Option<Self> {
        Some(None)
    }
}

/// A single value stands for a list of one.
impl<T: Decode> Decode for Vec<T> {
    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        match &node.value {
            Value::List(items) => {
                let read: Vec<_> = items.iter().map(|item| T::decode(item, decoder)).collect();
                read.into_iter().collect()
            }
            _ => T::decode(node, decoder).map(|one| vec![one]),
        }
    }
    fn absent() -> Option<Self> {
        Some(Vec::new())
    }
}

impl Decode for bool {
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
    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        let text = decoder.text("text", node)?;
        crate::node::characters::check(text, node.range.clone(), decoder)?;
        if !text.contains(['\n', '\t'])
            && !text.starts_with(' ')
            && !text.ends_with(' ')
            && !text.contains("  ")
        {
            return Some(text.to_owned());
        }
        Some(
            text.split([' ', '\n', '\t'])
                .filter(|word| !word.is_empty())
                .collect::<Vec<_>>()
                .join(" "),
        )
    }
}

pub(crate) mod characters;
pub use characters::forbidden;
