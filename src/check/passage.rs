//! A stretch of running text as rules read it. What several rules ask of it is found once,
//! when the first of them asks.

mod runs;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::sentences;
use super::words::{Word, words};
use crate::house::House;
use crate::language::facts::Fact;
use crate::language::{Hit, List};
use crate::record::Record;
use crate::source::Place;
pub(super) use runs::Run;
use runs::{align, locate};

/// What a merge field is in a passage: a word that nobody wrote.
pub const FIELD: char = '\u{FFFC}';

/// A paragraph, heading, list item or table cell of prose, or the text of a field.
#[derive(Debug)]
pub struct Passage<'a> {
    text: Cow<'a, str>,
    record: &'a Record,
    house: Arc<House>,
    origin: Origin,
    /// The words of somebody else.
    pub quoted: bool,
    /// What merge fields filled in, where they are filled.
    values: Vec<Filled>,
    bytes: [u64; 4],
    words: OnceLock<Vec<Word>>,
    sentences: OnceLock<Vec<usize>>,
    quotations: OnceLock<Vec<(usize, bool)>>,
    addresses: OnceLock<Vec<Range<usize>>>,
    facts: OnceLock<Vec<Fact>>,
    hits: OnceLock<Vec<Hit>>,
    in_capitals: OnceLock<bool>,
}

/// No phrase of a list has more bytes, its white space included.
const LONGEST: usize = 256;

/// What a merge field is filled with.
#[derive(Debug, Clone)]
struct Filled {
    range: Range<usize>,
    /// The bytes of the merge field in the prose.
    written: Range<usize>,
    /// The path of a cell of a list: `row.deadline`.
    cell: Option<String>,
}

/// Where a passage stands in its record.
#[derive(Debug)]
enum Origin {
    /// In the prose: runs count its bytes.
    Prose(Vec<Run>),
    /// In a field: runs count the bytes of the record.
    Field { path: String, runs: OnceLock<(Place, Vec<Run>)> },
}

impl<'a> Passage<'a> {
    /// A passage of the prose.
    pub(super) fn of_prose(
        record: &'a Record,
        house: &Arc<House>,
        text: String,
        runs: Vec<Run>,
    ) -> Self {
        Self::new(record, house, Cow::Owned(text), Origin::Prose(runs))
    }

    /// The text of a field.
    pub(super) fn of_field(
        record: &'a Record,
        house: &Arc<House>,
        text: impl Into<Cow<'a, str>>,
        path: String,
    ) -> Self {
        let origin = Origin::Field { path, runs: OnceLock::new() };
        Self::new(record, house, text.into(), origin)
    }

    fn new(record: &'a Record, house: &Arc<House>, text: Cow<'a, str>, origin: Origin) -> Self {
        let mut bytes = [0; 4];
        for byte in text.bytes() {
            bytes[usize::from(byte >> 6)] |= 1_u64 << (byte & 63);
        }
        Self {
            text,
            record,
            house: Arc::clone(house),
            origin,
            quoted: false,
            values: Vec::new(),
            bytes,
            words: OnceLock::new(),
            sentences: OnceLock::new(),
            quotations: OnceLock::new(),
            addresses: OnceLock::new(),
            facts: OnceLock::new(),
            hits: OnceLock::new(),
            in_capitals: OnceLock::new(),
        }
    }

    /// The bytes of each merge field that is not filled.
    pub(super) fn fields(&self) -> Vec<Range<usize>> {
        let starts = self.text.match_indices(FIELD);
        let ends = starts.map(|(start, field)| {
            let end = start + field.len();
            start..self.text.len() - self.text[end..].trim_start_matches('\u{1}').len()
        });
        ends.collect()
    }

    /// The same passage with values in the place of its merge fields, one for each: what it is
    /// filled with and the path of the cell that brings it, or none where it stays a field.
    pub(super) fn filled(&self, values: &[Option<(&str, Option<&str>)>]) -> Self {
        let none = Vec::new();
        let runs = match &self.origin {
            Origin::Prose(runs) => runs,
            Origin::Field { .. } => &none,
        };
        let (mut text, mut filled, mut new_runs) = (String::new(), Vec::new(), Vec::new());
        let mut at = 0;
        let copy = |range: Range<usize>, text: &mut String, new_runs: &mut Vec<Run>| {
            for run in runs {
                let start = run.read.max(range.start);
                let end = (run.read + run.length).min(range.end);
                if start < end {
                    let read = text.len() + start - range.start;
                    let written = run.written + start - run.read;
                    new_runs.push(Run { read, written, length: end - start });
                }
            }
            text.push_str(&self.text[range]);
        };
        for (field, value) in self.fields().into_iter().zip(values) {
            let Some((value, cell)) = value else { continue };
            copy(at..field.start, &mut text, &mut new_runs);
            let written = locate(runs, field.start, false);
            let range = text.len()..text.len() + value.len();
            new_runs.push(Run { read: text.len(), written, length: field.len().min(value.len()) });
            let written = written..written + field.len();
            filled.push(Filled { range, written, cell: cell.map(str::to_owned) });
            text.push_str(value);
            at = field.end;
        }
        copy(at..self.text.len(), &mut text, &mut new_runs);
        let origin = match &self.origin {
            Origin::Prose(_) => Origin::Prose(new_runs),
            Origin::Field { path, .. } => {
                Origin::Field { path: path.clone(), runs: OnceLock::new() }
            }
        };
        let mut passage = Self::new(self.record, &self.house, Cow::Owned(text), origin);
        passage.quoted = self.quoted;
        passage.values = filled;
        passage
    }

    /// The value of a merge field that holds a byte.
    pub fn value_at(&self, at: usize) -> Option<&Range<usize>> {
        let mut values = self.values.iter().map(|value| &value.range);
        values.find(|value| value.contains(&at))
    }

    /// What its merge field of a number is filled with.
    pub(super) fn value(&self, at: usize) -> Option<&str> {
        Some(&self.text[self.values.get(at)?.range.clone()])
    }

    /// Its words; a merge field is [`FIELD`].
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The record's path, where it is the text of a field.
    pub fn path(&self) -> Option<&str> {
        match &self.origin {
            Origin::Prose(_) => None,
            Origin::Field { path, .. } => Some(path),
        }
    }

    /// Whether a byte of UTF-8 occurs in its text.
    pub fn has(&self, byte: u8) -> bool {
        self.bytes[usize::from(byte >> 6)] & (1 << (byte & 63)) != 0
    }

    /// Whether one of these bytes of UTF-8 occurs in its text.
    pub fn has_any(&self, bytes: impl IntoIterator<Item = u8>) -> bool {
        bytes.into_iter().any(|byte| self.has(byte))
    }

    /// Whether a character may occur in its text; of those beyond ASCII the first byte is known.
    pub fn has_char(&self, c: char) -> bool {
        self.has(c.encode_utf8(&mut [0; 4]).as_bytes()[0])
    }

    /// Whether figures from 0 to 9 occur in its text.
    pub fn has_figures(&self) -> bool {
        self.has_any(b'0'..=b'9')
    }

    /// Whether its text has characters beyond ASCII.
    pub fn is_ascii(&self) -> bool {
        self.bytes[2] | self.bytes[3] == 0
    }

    /// Whether it has no small letters.
    pub fn is_in_capitals(&self) -> bool {
        *self.in_capitals.get_or_init(|| {
            !self.has_any(b'a'..=b'z') && !self.text.chars().any(char::is_lowercase)
        })
    }

    /// Its words, numbers and marks, in order.
    pub fn words(&self) -> &[Word] {
        self.words.get_or_init(|| words(&self.text))
    }

    /// The bytes of the word at a number; empty past the last.
    pub fn word(&self, at: usize) -> &str {
        self.words().get(at).map_or("", |word| &self.text[word.range.clone()])
    }

    /// What its text states, as the reader of its letter's language finds it.
    pub fn facts(&self) -> &[Fact] {
        self.facts.get_or_init(|| self.house.reader().facts(&self.text))
    }

    /// What its text states, if it may hold a figure: without one there is no day, no time of day
    /// by the clock, and no symbol.
    pub fn facts_in_figures(&self) -> &[Fact] {
        // Figures of Arabic and Persian, of full width, and ideographs, by their first bytes.
        let figures =
            self.has_figures() || self.has_any([0xD9, 0xDB, 0xEF]) || self.has_any(0xE3..=0xE9);
        if figures { self.facts() } else { &[] }
    }

    /// The word that begins at a byte, by its number.
    pub fn word_at(&self, start: usize) -> Option<usize> {
        self.words()
            .binary_search_by_key(&start, |word| word.range.start)
            .ok()
    }

    /// The phrases of a list that stand in it, in order.
    pub fn found(&self, list: List) -> &[Hit] {
        let hits = self.hits.get_or_init(|| self.house.phrases.find(&self.text));
        let start = hits.partition_point(|hit| hit.list < list);
        let count = hits[start..].partition_point(|hit| hit.list == list);
        &hits[start..start + count]
    }

    /// A phrase of a list that begins at a byte.
    pub fn found_at(&self, list: List, start: usize) -> Option<&Hit> {
        let hits = self.found(list);
        let at = hits.partition_point(|hit| hit.start < start);
        hits.get(at).filter(|hit| hit.start == start)
    }

    /// A phrase of a list that ends at a byte.
    pub fn found_before(&self, list: List, end: usize) -> Option<&Hit> {
        let hits = self.found(list);
        let begun = hits.partition_point(|hit| hit.start < end);
        let near = hits[..begun].iter().rev().take_while(|hit| hit.start + LONGEST > end);
        near.into_iter().find(|hit| hit.end == end)
    }

    /// The first phrase of a list within some bytes.
    pub fn found_in(&self, list: List, range: Range<usize>) -> Option<&Hit> {
        let hits = self.found(list);
        let next = hits.partition_point(|hit| hit.start < range.start);
        hits.get(next).filter(|hit| hit.end <= range.end)
    }

    /// The byte at which the next word or mark begins.
    pub fn after_space(&self, at: usize) -> usize {
        self.text.len() - self.text[at..].trim_start().len()
    }

    /// The sentence around a byte.
    pub fn sentence(&self, at: usize) -> Range<usize> {
        let ends = self.sentences.get_or_init(|| {
            let ends = sentences::ends(&self.text, &self.house);
            sentences::cut(&self.text, sentences::beside(ends, self.facts()))
        });
        let next = ends.partition_point(|end| *end <= at);
        let start = if next == 0 { 0 } else { ends[next - 1] };
        start..ends.get(next).copied().unwrap_or(self.text.len())
    }

    /// Whether a byte stands between quotation marks.
    pub fn is_quotation(&self, at: usize) -> bool {
        let marks = self.quotations.get_or_init(|| quotations(&self.text));
        let before = marks.partition_point(|(mark, _)| *mark < at);
        before > 0 && marks[before - 1].1
    }

    /// Whether a byte is within an address of the web or of a mailbox.
    pub fn is_address(&self, at: usize) -> bool {
        let addresses = self.addresses.get_or_init(|| self.find_addresses());
        let before = addresses.partition_point(|address| address.start <= at);
        before > 0 && at <= addresses[before - 1].end
    }

    /// The words between white space that are addresses.
    fn find_addresses(&self) -> Vec<Range<usize>> {
        let scheme = self.has(b':') && self.has(b'/');
        let www = self.has(b'w') && self.has(b'.');
        if !self.has(b'@') && !scheme && !www {
            return Vec::new();
        }
        let is_address = |token: &&str| {
            token.starts_with("www.") || token.contains('@') || token.contains("://")
        };
        let addresses = self.text.split_whitespace().filter(is_address);
        addresses.map(|token| range_in(&self.text, token)).collect()
    }

    /// Where bytes of its text stand in the record.
    pub fn place(&self, range: Range<usize>) -> Place {
        if let Some(place) = self.place_of_cell(&range) {
            return place;
        }
        match &self.origin {
            Origin::Prose(runs) => {
                let first = self.values.iter().find(|value| value.range.contains(&range.start));
                let last = self
                    .values
                    .iter()
                    .find(|value| value.range.contains(&(range.end.max(1) - 1)));
                let start = match first {
                    Some(value) => value.written.start,
                    None => locate(runs, range.start, false),
                };
                let end = match last.filter(|_| !range.is_empty()) {
                    Some(value) => value.written.end,
                    None => locate(runs, range.end, true),
                };
                self.record.body_place(start..end.max(start))
            }
            Origin::Field { path, runs } => {
                let (whole, runs) = runs.get_or_init(|| {
                    let whole = self.record.place(path);
                    let runs = align(&self.text, whole.text(), whole.range().start);
                    (whole, runs)
                });
                let start = locate(runs, range.start, false);
                let end = locate(runs, range.end, true).max(start);
                Place::new(whole.source(), start..end)
            }
        }
    }
}

impl Passage<'_> {
    /// Where bytes stand in the cell of a list that brings them.
    fn place_of_cell(&self, range: &Range<usize>) -> Option<Place> {
        let holds = |value: &&Filled| {
            value.range.start <= range.start && range.end <= value.range.end && !range.is_empty()
        };
        let value = self.values.iter().find(holds)?;
        let whole = self.record.place(value.cell.as_deref()?);
        let text = &self.text[value.range.clone()];
        // A day of the list is written as the office does, and stands there otherwise.
        let Some(start) = whole.text().find(text) else { return Some(whole) };
        let start = whole.range().start + start + range.start - value.range.start;
        Some(Place::new(whole.source(), start..start + range.len()))
    }
}

/// The bytes of a text that a part of it is.
pub(super) fn range_in(text: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr() as usize - text.as_ptr() as usize;
    start..start + part.len()
}

/// Every quotation mark, and whether what follows it is quoted.
fn quotations(text: &str) -> Vec<(usize, bool)> {
    let (mut opened, mut straight) = (false, false);
    let marks = text.match_indices(['“', '«', '”', '»', '"']);
    let marks = marks.map(|(at, mark)| {
        match mark {
            "“" | "«" => opened = true,
            "”" | "»" => opened = false,
            _ => straight = !straight,
        }
        (at, opened || straight)
    });
    marks.collect()
}
