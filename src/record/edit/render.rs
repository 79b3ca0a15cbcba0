//! New data as text, in the way of the record around it.

use super::doc::Doc;
use super::literal::{self, Block};
use super::path::{self, Step};
use super::scalar::{self, Care};
use super::{Data, block};
use crate::node::{Node, Value};
use crate::record::Syntax;

/// The widest line that a list or a group gets by itself.
const WIDE: usize = 100;

/// How a record writes what is new in it.
#[derive(Debug, Clone)]
pub(super) struct Render<'d> {
    pub(super) doc: &'d Doc,
    pub(super) care: Care,
    /// How far a group stands within its field.
    step: usize,
    /// How far the dashes of a list stand within its field.
    dashes: usize,
}

/// A value: behind the name of its field, or in lines below it.
#[derive(Debug, Clone)]
pub(super) enum ValueText {
    Inline(String),
    Lines(Block),
}

impl<'d> Render<'d> {
    pub(super) fn new(doc: &'d Doc, care: Care) -> Self {
        let (mut step, mut dashes) = (None, None);
        steps(doc, &doc.root, &mut step, &mut dashes);
        Self { doc, care, step: step.unwrap_or(2), dashes: dashes.unwrap_or(2) }
    }

    pub(super) fn step(&self) -> usize {
        self.step
    }

    fn syntax(&self) -> Syntax {
        self.doc.syntax
    }

    /// A text on one line.
    pub(super) fn scalar(&self, text: &str, old: Option<&str>, flow: bool) -> String {
        scalar::inline(self.syntax(), text, old, flow, self.care)
    }

    /// A value in brackets or without, on one line.
    pub(super) fn flow(&self, data: &Data, flow: bool) -> String {
        match data {
            Data::Text(text) => self.scalar(text, None, flow),
            Data::List(items) => {
                let items: Vec<_> = items.iter().map(|item| self.flow(item, true)).collect();
                format!("[{}]", items.join(", "))
            }
            Data::Map(entries) if entries.is_empty() => "{}".to_owned(),
            Data::Map(entries) => {
                let entries: Vec<_> =
                    entries.iter().map(|(key, data)| self.pair(key, data)).collect();
                format!("{{ {} }}", entries.join(", "))
            }
        }
    }

    /// A field in brackets.
    pub(super) fn pair(&self, key: &str, data: &Data) -> String {
        let between = if self.syntax() == Syntax::Toml { " = " } else { ": " };
        format!("{}{between}{}", scalar::key(self.syntax(), key, true), self.flow(data, true))
    }

    /// A value in brackets, in lines where it is a list of groups: those of TOML and JSON.
    pub(super) fn spread(&self, data: &Data, indent: usize) -> String {
        let line = self.flow(data, true);
        let groups = matches!(data, Data::List(items) if items.iter().any(|item| matches!(item, Data::Map(_))));
        match data {
            Data::List(items) if groups || line.chars().count() > WIDE && items.len() > 1 => {
                let eol = self.doc.eol();
                let margin = " ".repeat(indent + 2);
                let items: Vec<_> = items
                    .iter()
                    .map(|item| format!("{margin}{}", self.flow(item, true)))
                    .collect();
                let items = items.join(&format!(",{eol}"));
                format!("[{eol}{items}{eol}{}]", " ".repeat(indent))
            }
            _ => line,
        }
    }

    /// A value in lines of YAML, of a field or item that stands in the column `column`. `at` is its
    /// path; `flow` says that groups stand in brackets here.
    pub(super) fn block(&self, data: &Data, column: usize, at: &[Step], flow: bool) -> ValueText {
        match data {
            Data::Text(text) => self.text(text, column, path::is_prose(at)),
            Data::List(items) if items.is_empty() => ValueText::Inline("[]".to_owned()),
            Data::Map(entries) if entries.is_empty() => ValueText::Inline("{}".to_owned()),
            Data::List(items) => {
                let line = self.flow(data, false);
                let short = items.iter().all(is_line) && line.chars().count() <= WIDE;
                if short || flow && is_flat(data) {
                    return ValueText::Inline(line);
                }
                let column = column + self.dashes;
                let lines = items.iter().flat_map(|item| self.item(item, column, at, false));
                ValueText::Lines(Block { header: String::new(), lines: lines.collect() })
            }
            Data::Map(entries) => {
                if flow && is_flat(data) {
                    return ValueText::Inline(self.flow(data, false));
                }
                let lines = self.fields(entries, column + self.step, at);
                ValueText::Lines(Block { header: String::new(), lines })
            }
        }
    }

    fn fields(&self, entries: &[(String, Data)], column: usize, at: &[Step]) -> Vec<String> {
        let mut lines = Vec::new();
        for (key, data) in entries {
            let mut at = at.to_vec();
            at.push(Step::Field(key.clone()));
            lines.extend(self.field(key, data, column, &at));
        }
        lines
    }

    /// The lines of a field, indented.
    pub(super) fn field(&self, key: &str, data: &Data, column: usize, at: &[Step]) -> Vec<String> {
        let head = format!("{}{}:", " ".repeat(column), scalar::key(self.syntax(), key, false));
        match self.block(data, column, at, false) {
            ValueText::Inline(value) => vec![format!("{head} {value}")],
            ValueText::Lines(Block { header, mut lines }) => {
                let space = if header.is_empty() { "" } else { " " };
                lines.insert(0, format!("{head}{space}{header}"));
                lines
            }
        }
    }

    /// The lines of an item, indented.
    pub(super) fn item(&self, data: &Data, column: usize, at: &[Step], flow: bool) -> Vec<String> {
        let dash = format!("{}-", " ".repeat(column));
        if let (Data::Map(entries), false) = (data, flow && is_flat(data) || data.is_blank()) {
            let mut lines = self.fields(entries, column + 2, at);
            let first = format!("{dash} {}", lines[0].trim_start());
            lines[0] = first;
            return lines;
        }
        match self.block(data, column, at, flow) {
            ValueText::Inline(value) => vec![format!("{dash} {value}")],
            ValueText::Lines(Block { header, mut lines }) => {
                let space = if header.is_empty() { "" } else { " " };
                lines.insert(0, format!("{dash}{space}{header}"));
                lines
            }
        }
    }

    fn text(&self, text: &str, column: usize, prose: bool) -> ValueText {
        if self.care < Care::Quoted && (text.contains('\n') || prose) {
            let block = literal::literal(text, column + self.step, self.step, prose);
            if let Some(block) = block {
                return ValueText::Lines(block);
            }
        }
        ValueText::Inline(self.scalar(text, None, false))
    }
}

/// Whether it is a text of one line.
pub(super) fn is_line(data: &Data) -> bool {
    matches!(data, Data::Text(text) if !text.contains('\n'))
}

/// Whether it goes into brackets on one line.
fn is_flat(data: &Data) -> bool {
    match data {
        Data::Text(_) => is_line(data),
        Data::List(items) => items.iter().all(is_flat),
        Data::Map(entries) => entries.iter().all(|(_, data)| is_flat(data)),
    }
}

/// How far the first group and the first list in lines of YAML are indented.
fn steps(doc: &Doc, node: &Node, step: &mut Option<usize>, dashes: &mut Option<usize>) {
    let is_block = |node: &Node| {
        let bracket = doc
            .text
            .as_bytes()
            .get(node.range.start)
            .is_some_and(|b| b"{[".contains(b));
        !bracket && !node.range.is_empty()
    };
    match &node.value {
        Value::Map(entries) if is_block(node) => {
            for entry in entries {
                let (own, value) = (doc.column(entry.range.start), &entry.node);
                let start = match &value.value {
                    Value::List(_) => block::first_dash(doc, value),
                    _ => value.range.start,
                };
                let inner = is_block(value).then(|| doc.column(start));
                let by = inner.and_then(|inner| inner.checked_sub(own));
                match &value.value {
                    Value::Map(_) => *step = step.or(by.filter(|by| *by > 0)),
                    Value::List(_) => *dashes = dashes.or(by),
                    _ => {}
                }
                steps(doc, value, step, dashes);
            }
        }
        Value::List(items) if is_block(node) => {
            items.iter().for_each(|item| steps(doc, item, step, dashes));
        }
        _ => {}
    }
}
