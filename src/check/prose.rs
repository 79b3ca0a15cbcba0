//! The running text of a record: its prose, parsed once for all rules, and its other fields.

mod bold;
mod lists;

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

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
        Self { passages: passages.passages, lists: lists.done(), bold: bold.found }
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
        mask_fields(&mut text);
        let runs = std::mem::take(&mut self.runs);
        let mut passage = Passage::of_prose(self.record, self.house, text, runs);
        passage.quoted = self.quotes > 0;
        self.passages.push(passage);
    }
}

/// Puts a word that nobody wrote in the place of each merge field.
fn mask_fields(text: &mut String) {
    let mut from = 0;
    while let Some(start) = text[from..].find("{{").map(|at| from + at) {
        let Some(length) = text[start..].find("}}") else {
            return;
        };
        let end = start + length + 2;
        // The same number of bytes, so that every place stays where it is.
        let mask: String = std::iter::once(FIELD)
            .chain((0..length + 2 - FIELD.len_utf8()).map(|_| '\u{1}'))
            .collect();
        text.replace_range(start..end, &mask);
        from = end;
    }
}

/// The running text that stands in other fields of a record.
pub(super) fn of_fields<'a>(record: &'a Record, house: &Arc<House>) -> Vec<Passage<'a>> {
    let mut passages = Vec::new();
    record.letter.each_text(&mut |path, holds, text| {
        if matches!(holds, Holds::Prose) {
            passages.push(Passage::of_field(record, house, text, path.to_string()));
        }
    });
    passages
}
