//! Texts with a name, and places in them: what every message points at.

use std::ops::Range;
use std::sync::Arc;

/// A text that was read, with the name a person knows it by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    name: String,
    text: String,
}

impl Source {
    /// A named text. `name` is shown in messages; it is never opened.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Self { name: name.into(), text: text.into() })
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
        let before = &self.text[..offset];
        let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        (line, before[start..].chars().count() + 1)
    }

    fn floor(&self, offset: usize) -> usize {
        let mut at = offset.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
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
        Self { source: Arc::clone(source), range: start..end }
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
