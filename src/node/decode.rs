//! From data to types: all mistakes at once, each at its place.

use std::ops::Range;
use std::sync::Arc;

use super::shape::{Field, Holds, Path, Shape, Visit};
use super::{Entry, Node, Notation, Value};
use crate::finding::{Finding, nearest, suggest};
use crate::source::{Place, Source, Sources};

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

/// Collects the findings of one text while it is read.
#[derive(Debug)]
pub struct Decoder {
    sources: Sources,
    notation: Notation,
    /// The outermost group of fields.
    root: Option<&'static Shape>,
    findings: Vec<Finding>,
    more: usize,
}

/// The most groups that a misplaced field is said to belong to.
const MOST_GROUPS: usize = 3;

impl Decoder {
    /// A decoder of data that was read from `source`.
    pub fn new(source: &Arc<Source>) -> Self {
        Self::of(Sources::one(source))
    }

    /// A decoder of data that was read from several texts.
    pub fn of(sources: Sources) -> Self {
        let notation = Notation::Yaml;
        Self { sources, notation, root: None, findings: Vec::new(), more: 0 }
    }

    /// The same decoder, whose advice is written as its texts are; it is YAML else.
    #[must_use]
    pub fn written_in(mut self, notation: Notation) -> Self {
        self.notation = notation;
        self
    }

    /// The most findings that one text gets: nobody reads more, and a hostile record has millions.
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

    /// Notes a mistake that another text in its place mends.
    pub(super) fn note_mended(&mut self, finding: Finding, range: Range<usize>, text: &str) {
        let place = self.sources.place(range.clone());
        self.note(finding.fix(place, text), range);
    }

    /// The place of some bytes.
    pub fn place(&self, range: Range<usize>) -> Place {
        self.sources.place(range)
    }

    /// The bytes of the first line of a range: enough to find a group of fields by.
    pub fn first_line(&self, range: &Range<usize>) -> Range<usize> {
        self.sources.first_line(range)
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
        let finding = match &node.value {
            Value::Null => finding.help("write it behind the colon, or take the line out"),
            _ => finding,
        };
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

    /// Notes that a text cannot be read as what it must be.
    pub fn not<T>(&mut self, what: &str, node: &Node) -> Option<T> {
        let Value::Text(text) = &node.value else {
            return self.expected(what, node);
        };
        let finding = Finding::error("wrong-type", format!("`{text}` is not {what}"));
        self.note(finding, node.range.clone());
        None
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

    /// Opens a mapping whose keys must be the fields of a group.
    pub fn fields<'n>(&mut self, node: &'n Node, shape: &'static Shape) -> Option<&'n [Entry]> {
        self.root.get_or_insert(shape);
        let Value::Map(entries) = &node.value else {
            let message =
                format!("expected {}: a group of fields, found {}", shape.what, node.describe());
            let known: Vec<_> =
                shape.fields.iter().map(|field| format!("`{}`", field.name)).collect();
            let finding = Finding::error("wrong-type", message)
                .help(format!("its fields are {}", known.join(", ")));
            self.note(finding, node.range.clone());
            return None;
        };
        for entry in entries.iter().filter(|entry| shape.field(&entry.key).is_none()) {
            let help = if self.is_full() { String::new() } else { self.meant(&entry.key, shape) };
            self.unknown(entry, shape.what, help);
        }
        Some(entries)
    }

    /// Notes a field that a group does not have.
    pub fn unknown(&mut self, entry: &Entry, what: &str, help: String) {
        if self.is_full() {
            self.more += 1;
            return;
        }
        let message = format!("unknown field `{}` in {what}", entry.key);
        self.note(Finding::error("unknown-field", message).help(help), entry.range.clone());
    }

    /// Notes that a group lacks a field, which a `line` would give.
    pub fn missing(&mut self, name: &str, what: &str, line: &str, range: Range<usize>) {
        let finding = Finding::error("missing-field", format!("`{name}` is missing in {what}"))
            .help(format!("add a line `{line}`"));
        self.note(finding, range);
    }

    /// What an unknown field was probably meant to be: a field of a group within, a mistyped one,
    /// or one of the outermost group.
    fn meant(&self, name: &str, shape: &'static Shape) -> String {
        let within =
            |field: &&Field| field.group().is_some_and(|group| group.field(name).is_some());
        let groups: Vec<_> = shape.fields.iter().filter(within).collect();
        if (1..=MOST_GROUPS).contains(&groups.len()) {
            return self.notation.within(name, &groups);
        }
        let known = shape.fields.iter().map(|field| field.name);
        match (nearest(name, known.clone()), self.root) {
            (None, Some(root)) if root.field(name).is_some() => {
                self.notation.above(name, root.what)
            }
            _ => suggest(name, known),
        }
    }

    /// Reads one field of an opened mapping; `absent` gives its value where it is left out.
    pub fn field<T: Decode>(
        &mut self,
        owner: &Node,
        entries: &[Entry],
        shape: &'static Shape,
        name: &str,
        absent: impl Fn() -> Option<T>,
    ) -> Option<T> {
        match entries.iter().find(|entry| entry.key == name) {
            // A mistake is noted; the rest of the group is read on as if the field were not there.
            Some(entry) if entry.node.value != Value::Null => {
                T::decode(&entry.node, self).or_else(absent)
            }
            found => absent().or_else(|| {
                let known = shape.fields.iter().map(|field| field.name);
                if !entries.iter().any(|entry| is_meant(name, &entry.key, known.clone())) {
                    let range = found
                        .map_or_else(|| self.first_line(&owner.range), |entry| entry.range.clone());
                    let line = self.line::<T>(name);
                    self.missing(name, shape.what, &line, range);
                }
                None
            }),
        }
    }

    /// A line that gives a field: `name = …`, or `[dates.months]` for a group that has a line of its own.
    fn line<T: Decode>(&self, name: &str) -> String {
        match T::HOLDS {
            Holds::Group(shape) if !T::MANY && shape().what.starts_with("`[") => {
                shape().what.trim_matches('`').to_owned()
            }
            _ => self.notation.line(name),
        }
    }

    /// A value that was read, if it can be; `fits` says what it must have or must not.
    pub fn fitting<T>(
        &mut self,
        value: Option<T>,
        fits: impl Fn(&T) -> Result<(), String>,
        entries: &[Entry],
        name: &str,
        what: &str,
    ) -> Option<T> {
        let value = value?;
        let Err(why) = fits(&value) else {
            return Some(value);
        };
        if let Some(entry) = entries.iter().find(|entry| entry.key == name) {
            let finding = Finding::error("wrong-value", format!("`{name}` in {what} {why}"));
            self.note(finding, entry.node.range.clone());
        }
        None
    }
}

/// Whether a name that is missing was probably meant by a mistyped one.
pub(crate) fn is_meant<'a>(
    missing: &str,
    written: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> bool {
    !known.clone().any(|name| name == written) && nearest(written, known) == Some(missing)
}
