//! From data to types: all mistakes at once, each at its place.

use std::ops::Range;
use std::sync::Arc;

use super::characters;
use super::shape::{Holds, Path, Visit};
use super::{Entry, Node, Value};
use crate::finding::{Finding, suggest};
use crate::source::{Source, Sources};
use crate::text::is_folded;

/// A type that data can become.
pub trait Decode: Sized {
    /// What a field of this type holds.
    const HOLDS: Holds;

    /// Whether it is a list.
    const MANY: bool = false;

    /// Reads `node`; a mistake is noted in `decoder`, and `None` comes back.
    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self>;

    /// The value of a field that was left out; `None` where it must be given.
    fn absent() -> Option<Self> {
        None
    }

    /// Visits the texts in it, each with the way to it; `holds` is what the field says it holds.
    fn visit<'a>(&'a self, _path: &Path<'_>, _holds: Holds, _visit: Visit<'a, '_>) {}

    /// Visits all texts in it, from its root.
    fn each_text<'a>(&'a self, visit: Visit<'a, '_>) {
        self.visit(&Path::Root, Self::HOLDS, visit);
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
    pub(super) fn written(&self, range: Range<usize>) -> Option<&str> {
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

    /// Notes that a text is none of the words that can stand there.
    pub fn unknown_word<T>(
        &mut self,
        wrong: &str,
        what: &str,
        known: &[&str],
        node: &Node,
    ) -> Option<T> {
        let finding = Finding::error("unknown-word", format!("`{wrong}` is not {what}"))
            .help(suggest(wrong, known.iter().copied()));
        self.note(finding, node.range.clone());
        None
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
