//! Texts with a name, and places in them: what every message points at.

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// A text that was read, with the name a person knows it by.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    text: String,
    /// Where each line begins; made when the first message asks for it.
    lines: OnceLock<Vec<usize>>,
    /// How many characters stand before each stretch of so many bytes ([`STRETCH`]): a line may be
    /// long, and have many messages.
    characters: OnceLock<Vec<usize>>,
    /// Where it stands, if it is a part of another text.
    within: Option<Place>,
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.text == other.text
    }
}

impl Eq for Source {}

/// The bytes after which characters are counted anew.
const STRETCH: usize = 1024;

impl Source {
    /// A named text. `name` is shown in messages; it is never opened.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Self {
            name: name.into(),
            text: text.into(),
            lines: OnceLock::new(),
            characters: OnceLock::new(),
            within: None,
        })
    }

    /// A text that stands in another, as it is meant there: a string of a file of settings. Places in
    /// it are places in that text; the whole of `place` where it is spelled otherwise there.
    pub fn part(place: Place, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Self {
            name: place.source.name.clone(),
            text: text.into(),
            lines: OnceLock::new(),
            characters: OnceLock::new(),
            within: Some(place),
        })
    }

    /// The name shown in messages, usually a path as the person typed it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Line and column (both from 1, columns in characters) of a byte offset.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let offset = self.floor(offset);
        let line = self.line_index(offset);
        let start = self.starts()[line];
        (line + 1, self.characters_before(offset) - self.characters_before(start) + 1)
    }

    /// How many characters begin before a byte.
    fn characters_before(&self, offset: usize) -> usize {
        let bytes = self.text.as_bytes();
        let count = |bytes: &[u8]| bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
        let before = self.characters.get_or_init(|| {
            let counts = bytes.chunks(STRETCH).scan(0, |sum, stretch| {
                let before = *sum;
                *sum += count(stretch);
                Some(before)
            });
            counts.collect()
        });
        let stretch = (offset / STRETCH).min(before.len().saturating_sub(1));
        before.get(stretch).copied().unwrap_or(0) + count(&bytes[stretch * STRETCH..offset])
    }

    /// The bytes of the first line of a range, without its line break: enough to find a group
    /// of fields, or prose, by.
    pub fn first_line(&self, range: &Range<usize>) -> Range<usize> {
        let end = range.end.min(self.text.len());
        let start = range.start.min(end);
        let line = self.text.get(start..end).and_then(|text| text.lines().next());
        start..start + line.map_or(0, str::len)
    }

    /// The bytes of the line (from 1) without its line break; empty past the last line.
    pub fn line_range(&self, line: usize) -> Range<usize> {
        let end = self.text.len();
        let Some(&start) = self.starts().get(line.wrapping_sub(1)) else {
            return end..end;
        };
        let rest = &self.text[start..self.starts().get(line).copied().unwrap_or(end)];
        start
            ..start
                + rest
                    .strip_suffix('\n')
                    .map_or(rest, |text| text.strip_suffix('\r').unwrap_or(text))
                    .len()
    }

    fn line_index(&self, offset: usize) -> usize {
        self.starts()
            .partition_point(|start| *start <= offset)
            .saturating_sub(1)
    }

    fn starts(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            let breaks = self.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
            std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect()
        })
    }

    fn floor(&self, offset: usize) -> usize {
        let mut at = offset.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

/// The texts that a record or an office is made of, counted as one: the bytes of each follow
/// those of the one before it.
#[derive(Debug, Clone)]
pub struct Sources {
    first: Arc<Source>,
    others: Vec<Arc<Source>>,
}

impl Sources {
    /// One text.
    pub fn one(first: &Arc<Source>) -> Self {
        Self { first: Arc::clone(first), others: Vec::new() }
    }

    /// Adds another text, if there is one.
    #[must_use]
    pub fn and(mut self, other: Option<Arc<Source>>) -> Self {
        self.others.extend(other);
        self
    }

    /// The first text.
    pub fn first(&self) -> &Arc<Source> {
        &self.first
    }

    /// The second text, if there is one.
    pub fn second(&self) -> Option<&Arc<Source>> {
        self.others.first()
    }

    /// The byte at which a text begins, by its number; past the last, the byte at which one more
    /// would.
    pub fn start(&self, number: usize) -> usize {
        let before = std::iter::once(&self.first).chain(&self.others).take(number);
        before.map(|source| source.text().len() + 1).sum()
    }

    /// The text that a byte stands in, and the byte at which that text begins.
    pub fn around(&self, at: usize) -> (&Arc<Source>, usize) {
        let (mut found, mut from) = (&self.first, 0);
        for next in &self.others {
            let start = from + found.text().len() + 1;
            if at < start {
                break;
            }
            (found, from) = (next, start);
        }
        (found, from)
    }

    /// The place of some bytes.
    pub fn place(&self, range: Range<usize>) -> Place {
        let (source, from) = self.around(range.start);
        Place::new(source, range.start - from..range.end.saturating_sub(from))
    }

    /// The bytes of the first line of a range, without its line break.
    pub fn first_line(&self, range: &Range<usize>) -> Range<usize> {
        let (source, from) = self.around(range.start);
        let line = source.first_line(&(range.start - from..range.end.saturating_sub(from)));
        line.start + from..line.end + from
    }

    /// What is written in some bytes.
    pub fn written(&self, range: Range<usize>) -> Option<&str> {
        let (source, from) = self.around(range.start);
        source.text().get(range.start - from..range.end.checked_sub(from)?)
    }
}

/// A stretch of a source, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    source: Arc<Source>,
    range: Range<usize>,
}

impl Place {
    /// The bytes `range` of `source`; a range outside the text is cut to it.
    pub fn new(source: &Arc<Source>, range: Range<usize>) -> Self {
        let start = source.floor(range.start);
        let end = source.floor(range.end).max(start);
        let Some(within) = &source.within else {
            return Self { source: Arc::clone(source), range: start..end };
        };
        match within.text().find(&source.text) {
            Some(at) => {
                let from = within.range.start + at;
                Self::new(&within.source, from + start..from + end)
            }
            None => within.clone(),
        }
    }

    /// The text it is in.
    pub fn source(&self) -> &Arc<Source> {
        &self.source
    }

    /// Where it is in the text, in bytes.
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// The words it covers.
    pub fn text(&self) -> &str {
        &self.source.text[self.range.clone()]
    }

    /// Line and column (both from 1, columns in characters) of its start.
    pub fn line_column(&self) -> (usize, usize) {
        self.source.line_column(self.range.start)
    }
}

/// `NAME:LINE:COLUMN`, as compilers and editors write it.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (line, column) = self.line_column();
        write!(f, "{}:{line}:{column}", self.source.name())
    }
}
