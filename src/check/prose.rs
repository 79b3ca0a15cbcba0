//! Running text of a record, each byte with its place in the record.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::document::{self, Block};
use crate::record::Record;
use crate::source::{Place, Source};

/// What a merge field is in a passage: a word that nobody wrote.
pub const FIELD: char = '\u{FFFC}';

/// A paragraph, heading, list item or table cell of prose, or the text of a field.
#[derive(Debug, Clone)]
pub struct Passage {
    text: String,
    /// Where stretches of the text stand in the source: start in the text, start in the source, length.
    runs: Vec<(usize, usize, usize)>,
    source: Arc<Source>,
    /// The words of somebody else.
    pub quoted: bool,
    /// The record's path, where it is the text of a field.
    pub path: Option<String>,
}

impl Passage {
    /// Its words, white space folded, a merge field as [`FIELD`].
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where bytes of its text stand in the record.
    pub fn place(&self, range: Range<usize>) -> Place {
        let start = self.locate(range.start, false);
        let end = self.locate(range.end, true).max(start);
        Place::new(&self.source, start..end)
    }

    fn locate(&self, offset: usize, end: bool) -> usize {
        let before = |run: &&(usize, usize, usize)| run.0 < offset || (!end && run.0 == offset);
        match self.runs.iter().rev().find(before).or(self.runs.first()) {
            Some((text, source, length)) => source + offset.saturating_sub(*text).min(*length),
            None => 0,
        }
    }

    /// Whether bytes of its text stand between quotation marks.
    pub fn is_quotation(&self, at: usize) -> bool {
        let before = &self.text[..at.min(self.text.len())];
        let open = before.rfind(['“', '«']);
        let close = before.rfind(['”', '»']);
        open > close || before.matches('"').count() % 2 == 1
    }
}

/// The words of a block of a document, passage by passage; without the marks of signatories.
pub fn words_of(block: &Block) -> String {
    let texts = document::passages(std::slice::from_ref(block))
        .filter(|passage| matches!(passage, document::Passage::Text(_)));
    texts.map(document::Passage::words).collect::<Vec<_>>().join("\n")
}

/// The prose of a record, passage by passage.
pub(super) fn of_body(record: &Record) -> Vec<Passage> {
    let Some(body) = &record.letter.body else {
        return Vec::new();
    };
    let mut reader = Reader { record, body: &body.0, passages: Vec::new(), open: None, quotes: 0 };
    for (event, range) in Parser::new_ext(&body.0, Options::ENABLE_TABLES).into_offset_iter() {
        reader.take(&event, range);
    }
    reader.close();
    let mut passages = reader.passages;
    for passage in &mut passages {
        mask_fields(passage);
    }
    passages
}

struct Reader<'a> {
    record: &'a Record,
    body: &'a str,
    passages: Vec<Passage>,
    open: Option<Passage>,
    quotes: usize,
}

impl Reader<'_> {
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
        let quoted = self.quotes > 0;
        let place = self.record.body_place(range);
        let passage = self.open.get_or_insert_with(|| Passage {
            text: String::new(),
            runs: Vec::new(),
            source: Arc::clone(place.source()),
            quoted,
            path: None,
        });
        let start = place.range();
        let length = if exact { text.len() } else { text.len().min(start.len()) };
        match passage.runs.last_mut() {
            Some((at, from, long))
                if exact && *at + *long == passage.text.len() && *from + *long == start.start =>
            {
                *long += length;
            }
            _ => passage.runs.push((passage.text.len(), start.start, length)),
        }
        passage.text.push_str(text);
    }

    fn close(&mut self) {
        self.passages.extend(self.open.take());
    }
}

/// Puts a word that nobody wrote in the place of each merge field.
fn mask_fields(passage: &mut Passage) {
    let mut from = 0;
    while let Some(start) = passage.text[from..].find("{{").map(|at| from + at) {
        let Some(length) = passage.text[start..].find("}}") else {
            return;
        };
        let end = start + length + 2;
        // The same number of bytes, so that every place stays where it is.
        let mask: String = std::iter::once(FIELD)
            .chain((0..length + 2 - FIELD.len_utf8()).map(|_| '\u{1}'))
            .collect();
        passage.text.replace_range(start..end, &mask);
        from = end;
    }
}

/// The running text that stands in other fields of a record.
pub(super) fn of_fields(record: &Record) -> Vec<Passage> {
    let letter = &record.letter;
    let mut passages = Vec::new();
    let mut add = |text: Option<&String>, path: &str| {
        if let Some(text) = text {
            passages.push(of_field(record, text, path));
        }
    };
    add(letter.subject.as_ref(), "subject");
    add(letter.salutation.as_ref(), "salutation");
    add(letter.closing.as_ref(), "closing");
    for (at, follows) in letter.follows.iter().enumerate() {
        add(follows.about.as_ref(), &format!("follows[{at}].about"));
    }
    for (at, cite) in letter.cites.iter().enumerate() {
        add(cite.title.as_ref(), &format!("cites[{at}].title"));
    }
    for (at, meeting) in letter.meetings.iter().enumerate() {
        add(meeting.title.as_ref(), &format!("meetings[{at}].title"));
        for (item, agenda) in meeting.agenda.iter().enumerate() {
            add(Some(&agenda.title), &format!("meetings[{at}].agenda[{item}].title"));
        }
    }
    for (at, deadline) in letter.deadlines.iter().enumerate() {
        add(Some(&deadline.what), &format!("deadlines[{at}].what"));
    }
    for (at, enclosure) in letter.enclosures.iter().enumerate() {
        add(enclosure.title.as_ref(), &format!("enclosures[{at}].title"));
        add(enclosure.concerning.as_ref(), &format!("enclosures[{at}].concerning"));
    }
    if let Some(action) = &letter.action {
        add(Some(&action.what), "action.what");
    }
    if let Some(appointment) = &letter.appointment {
        add(appointment.task.as_ref(), "appointment.task");
    }
    passages
}

fn of_field(record: &Record, text: &str, path: &str) -> Passage {
    let whole = record.place(path);
    let runs = align(text, whole.text())
        .into_iter()
        .map(|(at, from, length)| (at, whole.range().start + from, length))
        .collect();
    Passage {
        text: text.to_owned(),
        runs,
        source: Arc::clone(whole.source()),
        quoted: false,
        path: Some(path.to_owned()),
    }
}

/// Where the words of a field stand in what was written, however its lines were broken.
/// One run for all of it where they cannot be told apart.
fn align(text: &str, written: &str) -> Vec<(usize, usize, usize)> {
    let mut runs = Vec::new();
    let (mut at, mut from) = (0, 0);
    for word in text.split(' ') {
        let Some(found) = written[from..].find(word) else {
            return vec![(0, 0, written.len())];
        };
        let start = from + found;
        runs.push((at, start, word.len()));
        at += word.len() + 1;
        from = start + word.len();
    }
    runs
}
