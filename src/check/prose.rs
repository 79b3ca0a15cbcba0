//! The running text of a record: its prose, parsed once for all rules, and its other fields.

mod bold;
mod lists;

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::filled;
use super::passage::{FIELD, Passage, Run};
use crate::document::{self, Block};
use crate::house::House;
use crate::node::{Decode as _, Holds};
use crate::record::Record;

pub use lists::Items;

/// The prose of a record.
#[derive(Debug, Default)]
pub struct Prose<'a> {
    /// Its paragraphs, headings, list items and table cells.
    pub passages: Vec<Passage<'a>>,
    /// Of each passage the cells of a list that its merge fields ask for, one for each field.
    pub(super) columns: Vec<Vec<Option<String>>>,
    /// Its lists, outside of quotations.
    pub lists: Vec<Items>,
    /// The bytes of bold words within its sentences, with their marks.
    pub bold: Vec<Range<usize>>,
}

impl<'a> Prose<'a> {
    /// Reads the prose of a record.
    pub(super) fn of(record: &'a Record, house: &Arc<House>) -> Self {
        let Some(body) = &record.letter.body else {
            return Self::default();
        };
        let mut passages = Reader::new(record, house, &body.0);
        let (mut lists, mut bold) = (lists::Reader::default(), bold::Reader::default());
        for (event, range) in Parser::new_ext(&body.0, Options::ENABLE_TABLES).into_offset_iter() {
            lists.take(&event, &range);
            bold.take(&event, &range);
            passages.take(&event, range);
        }
        passages.close();
        let Reader { passages, columns, .. } = passages;
        Self { passages, columns, lists: lists.done(), bold: bold.found }
    }
}

/// The words of a block of a document, passage by passage; without the marks of signatories.
pub fn words_of(block: &Block) -> String {
    let texts = document::passages(std::slice::from_ref(block))
        .filter(|passage| matches!(passage, document::Passage::Text(_)));
    texts.map(document::Passage::words).collect::<Vec<_>>().join("\n")
}

/// Reads passages.
struct Reader<'a, 'h> {
    record: &'a Record,
    house: &'h Arc<House>,
    body: &'a str,
    passages: Vec<Passage<'a>>,
    columns: Vec<Vec<Option<String>>>,
    text: String,
    runs: Vec<Run>,
    quotes: usize,
}

impl<'a, 'h> Reader<'a, 'h> {
    fn new(record: &'a Record, house: &'h Arc<House>, body: &'a str) -> Self {
        Self {
            record,
            house,
            body,
            passages: Vec::new(),
            columns: Vec::new(),
            text: String::new(),
            runs: Vec::new(),
            quotes: 0,
        }
    }

    fn take(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::BlockQuote(_)) => {
                self.close();
                self.quotes += 1;
            }
            Event::End(TagEnd::BlockQuote(_)) => {
                self.close();
                self.quotes -= 1;
            }
            Event::Start(
                Tag::Paragraph | Tag::Heading { .. } | Tag::Item | Tag::TableCell | Tag::List(_),
            )
            | Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell,
            ) => {
                self.close();
            }
            Event::Text(text) => {
                // A character reference is shorter in the text than in the record.
                let exact = self.body.get(range.clone()) == Some(text);
                self.add(text, range, exact);
            }
            Event::SoftBreak | Event::HardBreak => self.add(" ", range, false),
            _ => {}
        }
    }

    fn add(&mut self, text: &str, range: Range<usize>, exact: bool) {
        let length = if exact { text.len() } else { text.len().min(range.len()) };
        match self.runs.last_mut() {
            Some(run)
                if exact
                    && run.read + run.length == self.text.len()
                    && run.written + run.length == range.start =>
            {
                run.length += length;
            }
            _ => self
                .runs
                .push(Run { read: self.text.len(), written: range.start, length }),
        }
        self.text.push_str(text);
    }

    fn close(&mut self) {
        if self.runs.is_empty() {
            return;
        }
        let mut text = std::mem::take(&mut self.text);
        self.columns.push(mask_fields(&mut text));
        let runs = std::mem::take(&mut self.runs);
        let mut passage = Passage::of_prose(self.record, self.house, text, runs);
        passage.quoted = self.quotes > 0;
        self.passages.push(passage);
    }
}

/// Puts a word that nobody wrote in the place of each merge field. Returns of each the path of the
/// cell of a list that it asks for, if it does.
fn mask_fields(text: &mut String) -> Vec<Option<String>> {
    let (mut from, mut columns) = (0, Vec::new());
    while let Some(start) = text[from..].find("{{").map(|at| from + at) {
        let Some(length) = text[start..].find("}}") else {
            break;
        };
        let end = start + length + 2;
        let path = text[start + 2..end - 2].split('|').next().unwrap_or_default().trim();
        columns.push(path.starts_with("row.").then(|| path.to_owned()));
        // The same number of bytes, so that every place stays where it is.
        let mask: String = std::iter::once(FIELD)
            .chain((0..length + 2 - FIELD.len_utf8()).map(|_| '\u{1}'))
            .collect();
        text.replace_range(start..end, &mask);
        from = end;
    }
    columns
}

/// The running text that stands in other fields of a record.
pub(super) fn of_fields<'a>(record: &'a Record, house: &Arc<House>) -> Vec<Passage<'a>> {
    let mut passages = Vec::new();
    record.letter.each_text(&mut |path, holds, text| {
        if matches!(holds, Holds::Prose) {
            passages.push(of_field(record, house, text, path.to_string()));
        }
    });
    passages
}

/// The text of a field, with the cells of a list that a clause of one's own asks for.
fn of_field<'a>(
    record: &'a Record,
    house: &Arc<House>,
    text: &'a str,
    path: String,
) -> Passage<'a> {
    let row = &record.letter.row;
    if !row.0.is_empty() && text.contains("{{") {
        let mut masked = text.to_owned();
        let columns = mask_fields(&mut masked);
        let passage = Passage::of_field(record, house, masked, path.clone());
        if let Some(passage) = filled::with_cells(&passage, &columns, None, row) {
            return passage;
        }
    }
    Passage::of_field(record, house, text, path)
}
