//! TOML: settings, offices, languages and records. The parser recovers from mistakes, so a file
//! gets all of its own at once.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::tree::{Doubts, Tree, duplicate, note, scalar, too_deep};
use super::{Decode, Entry, Layers, MAX_DEPTH, Node, Value};
use crate::finding::Finding;
use crate::source::{Place, Source};

/// Reads a file of settings.
///
/// # Errors
/// Every mistake in it, at its place.
pub fn from_toml<T: Decode>(source: &Arc<Source>) -> Result<T, Vec<Finding>> {
    from_toml_judged(source, |_| Vec::new())
}

/// Reads a file of settings; `judge` says what its types cannot know.
///
/// # Errors
/// Every mistake in it, at its place.
pub fn from_toml_judged<T: Decode>(
    source: &Arc<Source>,
    judge: impl FnOnce(&T) -> Vec<Finding>,
) -> Result<T, Vec<Finding>> {
    let layers = Layers::of(source);
    let root = layers.merged();
    layers.decode(&root, judge)
}

/// Reads the data of a text.
pub(crate) fn read(source: &Arc<Source>) -> Tree {
    let text = source.text();
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reading = Reading { source, findings: Vec::new(), doubts: Doubts::default() };
    let whole = table.span();
    let root = reading.table(table.get_ref(), whole, 1);
    for error in &errors {
        reading.mistake(error, table.get_ref());
    }
    Tree { root: Some(root), findings: reading.findings, doubts: reading.doubts }
}

struct Reading<'s> {
    source: &'s Arc<Source>,
    findings: Vec<Finding>,
    doubts: Doubts,
}

impl Reading<'_> {
    fn table(&mut self, table: &DeTable<'_>, range: Range<usize>, depth: usize) -> Node {
        let mut entries = Vec::with_capacity(table.len());
        for (key, value) in table {
            let node = self.value(value, depth + 1);
            entries.push(Entry { key: key.get_ref().to_string(), range: key.span(), node });
        }
        // The parser sorts by name; people read in the order written.
        entries.sort_by_key(|entry| entry.range.start);
        Node { range, value: Value::Map(entries) }
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>, depth: usize) -> Node {
        let range = value.span();
        if depth > MAX_DEPTH && matches!(value.get_ref(), DeValue::Array(_) | DeValue::Table(_)) {
            self.deep(range.clone());
            return Node { range, value: Value::Null };
        }
        let value = match value.get_ref() {
            DeValue::String(text) => scalar(text.clone().into_owned()),
            DeValue::Array(items) => {
                Value::List(items.iter().map(|item| self.value(item, depth + 1)).collect())
            }
            DeValue::Table(table) => return self.table(table, range, depth),
            // Dates, numbers and the like are text as written: their field says what they mean.
            _ => Value::Text(self.source.text().get(range.clone()).unwrap_or_default().to_owned()),
        };
        Node { range, value }
    }

    fn deep(&mut self, range: Range<usize>) {
        if !self
            .findings
            .iter()
            .any(|finding| finding.rule == "nested-too-deeply")
        {
            self.findings.push(too_deep(self.source, range.clone()));
        }
        self.doubts.incomplete = true;
        self.doubts.ranges.push(range);
    }

    fn mistake(&mut self, error: &toml::de::Error, table: &DeTable<'_>) {
        let end = self.source.text().trim_end().len();
        let span = error.span().unwrap_or(end..end);
        let message = error.message();
        if message.contains("recursion") || message.contains("recurse") {
            return self.deep(span);
        }
        let source = self.source;
        let place = Place::new(source, span.clone());
        self.doubts.incomplete = true;
        let (line, _) = place.line_column();
        // After a group whose name is unclear, nobody knows whose fields these are.
        let upset = if message.contains("table") && !message.contains("inline") { end } else { 0 };
        let line_range = source.line_range(line);
        self.doubts.ranges.push(line_range.start..line_range.end.max(upset));
        if message == "duplicate key" {
            let key = place.text().to_owned();
            let name = key.trim_matches(['"', '\'']);
            let mut earlier = None;
            first_of(table, name, &span, &mut earlier);
            return note(&mut self.findings, || duplicate(source, name, span, earlier));
        }
        // One slip of the pen makes the parser complain several times on its line.
        let same_line = |finding: &Finding| {
            finding.rule == "toml-syntax"
                && finding
                    .place
                    .as_ref()
                    .is_some_and(|other| other.line_column().0 == line)
        };
        if !self.findings.last().is_some_and(same_line) {
            let (message, help) = words(message);
            note(&mut self.findings, || {
                Finding::error("toml-syntax", message).at(place).help(help)
            });
        }
    }
}

/// Where the nearest field of this name stands before `span`, in the same or an enclosing table.
fn first_of(
    table: &DeTable<'_>,
    name: &str,
    span: &Range<usize>,
    found: &mut Option<Range<usize>>,
) {
    for (key, value) in table {
        let at = key.span();
        let nearer = found.as_ref().is_none_or(|found| found.start < at.start);
        if key.get_ref().as_ref() == name && at.start < span.start && nearer {
            *found = Some(at);
        }
        let items = match value.get_ref() {
            DeValue::Table(table) => {
                first_of(table, name, span, found);
                continue;
            }
            DeValue::Array(items) => items,
            _ => continue,
        };
        for item in items {
            if let DeValue::Table(table) = item.get_ref() {
                first_of(table, name, span, found);
            }
        }
    }
}

fn words(message: &str) -> (String, &'static str) {
    let known = |message: &str, help| (message.to_owned(), help);
    let first = message.split(", expected").next().unwrap_or(message);
    match first {
        "string values must be quoted" | "invalid value" | "unexpected key or value" => {
            known("text must stand in quotes", "write it as name = \"text\"")
        }
        "missing value" | "missing value for key" | "key with no value" => {
            known("a value is missing", "write it as name = \"text\"")
        }
        "unclosed array" => {
            known("`[` is opened and never closed", "write `]` after the last value")
        }
        "unclosed inline table" => {
            known("`{` is opened and never closed", "write `}` after the last field")
        }
        "unclosed table" | "unclosed array table" => known(
            "the name of a group is opened and never closed",
            "write `[name]`, or `[[name]]` for an item of a list",
        ),
        "missing comma between array elements" | "missing comma between key-value pairs" => {
            known("a comma is missing", "put a comma between the values")
        }
        "extra comma in array" | "extra comma in inline table" => {
            known("a comma with nothing after it", "delete it")
        }
        first if first.starts_with("missing assignment") || first == "invalid key-value pair" => {
            known(
                "an equals sign is missing after the name of a field",
                "write it as name = \"text\"",
            )
        }
        first if first.contains("date") || first.contains("time") => known(
            "there is no such date or time",
            "write a date as 2018-02-01, a time as \"10:00\"",
        ),
        first if first.contains("opening quote") => known(
            "the text has a quotation mark after it and none before it",
            "write it as name = \"text\"",
        ),
        _ if message.contains('"') || message.contains('\'') => known(
            "the text in quotes never ends",
            "close the quotation mark, or use three for text of several lines",
        ),
        first => (
            format!("this cannot be read as TOML: {first}"),
            "compare the line with those around it",
        ),
    }
}
