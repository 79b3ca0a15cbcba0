//! Where text can come from.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;

/// Where a stretch of a letter came from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(tag = "from", rename_all = "kebab-case")]
pub enum Origin {
    /// A field of a record.
    Field {
        /// Its path: `meetings[0].room`.
        path: String,
        /// The id of the enclosed letter whose record it is; none for the letter's own.
        #[serde(skip_serializing_if = "Option::is_none")]
        letter: Option<String>,
    },
    /// The prose of the record.
    Prose {
        /// Bytes of `body`.
        range: Span,
    },
    /// The record's own words in the place of a clause, in its field `say`.
    Say {
        /// The clause.
        clause: String,
        /// Bytes of the words.
        range: Span,
    },
    /// A clause, said by a turn of the language or office.
    Turn {
        /// The clause.
        clause: String,
        /// Its turn; of a manner and a verb, `manner.NAME` and `verb.NAME`.
        turn: String,
        /// The file that spells the words.
        file: String,
        /// The line in it, from 1.
        line: usize,
    },
    /// A key of the office's settings.
    Office {
        /// The office.
        office: String,
        /// The key: `sender.name` in `office.toml`, or in the office's file of the language.
        key: String,
    },
    /// A phrase of the language.
    Phrase {
        /// The language as a BCP 47 tag.
        language: String,
        /// Its file in the folder of the language: `phrases.toml`, `clauses.toml`.
        file: String,
        /// The key in it: `labels.copies`; a table where the text is made by several of its keys.
        key: String,
    },
    /// Words that a template spells.
    Template {
        /// The file.
        file: String,
        /// The line in it, from 1.
        line: usize,
    },
}

/// A range of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self { start: range.start, end: range.end }
    }
}

impl Origin {
    /// A field of the letter's own record.
    pub fn field(path: impl Into<String>) -> Self {
        Self::Field { path: path.into(), letter: None }
    }

    /// The path of a field of the letter's own record.
    pub fn own_field(&self) -> Option<&str> {
        match self {
            Self::Field { path, letter: None } => Some(path),
            _ => None,
        }
    }
}

impl fmt::Display for Origin {
    /// As a person is told: `field meetings[0].room`, `clause act, turn plain (FILE:LINE)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Field { path, letter: None } => write!(f, "field {path}"),
            Self::Field { path, letter: Some(letter) } => write!(f, "field {path} of {letter}"),
            Self::Prose { range } => write!(f, "prose, bytes {}–{}", range.start, range.end),
            Self::Say { clause, range } => {
                write!(f, "say.{clause}, bytes {}–{}", range.start, range.end)
            }
            Self::Turn { clause, turn, file, line } => {
                write!(f, "clause {clause}, turn {turn} ({file}:{line})")
            }
            Self::Office { office, key } => write!(f, "office {office}, {key}"),
            Self::Phrase { language, file, key } => write!(f, "phrase {key} ({language}/{file})"),
            Self::Template { file, line } => write!(f, "template {file}:{line}"),
        }
    }
}

/// A table of origins, each by its number.
#[derive(Debug, Clone, Default)]
pub(crate) struct Origins {
    /// Those that stay the same from letter to letter.
    below: Option<Arc<Origins>>,
    list: Vec<Origin>,
    numbers: HashMap<Origin, usize>,
}

impl Origins {
    /// A table that goes on from another.
    pub(crate) fn over(below: &Arc<Self>) -> Self {
        Self { below: Some(Arc::clone(below)), ..Self::default() }
    }

    fn len_below(&self) -> usize {
        self.below.as_ref().map_or(0, |below| below.list.len())
    }

    /// The number of an origin; a new one where it has none.
    pub(crate) fn number(&mut self, origin: Origin) -> usize {
        let below = self.below.as_ref().and_then(|below| below.numbers.get(&origin));
        if let Some(number) = below.or_else(|| self.numbers.get(&origin)) {
            return *number;
        }
        let number = self.len_below() + self.list.len();
        self.list.push(origin.clone());
        self.numbers.insert(origin, number);
        number
    }

    /// The origin of that number.
    pub(crate) fn get(&self, number: usize) -> Option<&Origin> {
        match number.checked_sub(self.len_below()) {
            Some(own) => self.list.get(own),
            None => self.below.as_ref()?.list.get(number),
        }
    }
}
