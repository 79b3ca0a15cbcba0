//! What prose states, whatever its language: so that versions of a letter can be compared.

mod dates;
mod letters;
mod numbers;
mod symbols;
mod times;
mod words;

use std::ops::Range;

use crate::language::Language;
use letters::Letters;

pub(super) use words::{Enclosing, encloses, says_number};

/// Something that prose states, and that is the same in every language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fact {
    /// A day, or a month of a year.
    Date(Date),
    /// A time of day, in minutes after midnight.
    Time(u32),
    /// The symbol of a document.
    Symbol(String),
    /// A number in figures.
    Number(Number),
}

/// A day that prose names, or a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Date {
    pub(super) year: Option<i32>,
    pub(super) month: u32,
    pub(super) day: Option<u32>,
}

impl Date {
    /// Whether both can be the same: what one leaves out, the other may say.
    pub(super) fn agrees(self, other: Self) -> bool {
        let year = self.year.is_none() || other.year.is_none() || self.year == other.year;
        let day = self.day.is_none() || other.day.is_none() || self.day == other.day;
        self.month == other.month && year && day
    }
}

/// A number that prose gives in figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// Its figures, with a full stop before decimals.
    pub(super) value: String,
    /// It is written as an ordinal: "72nd".
    pub(super) ordinal: bool,
}

/// What a text states, in order, each with its bytes. Every figure counts once: as part of a
/// date, a time, a symbol, or as a number.
pub(super) fn facts(text: &str, language: &Language) -> Vec<(Fact, Range<usize>)> {
    let mut letters = Letters::new(text);
    let mut found: Vec<(Fact, Range<usize>)> = Vec::new();
    symbols::pass_addresses(&mut letters);
    found.extend(dates::read(&mut letters, language));
    found.extend(symbols::read(&mut letters));
    found.extend(times::read(&mut letters));
    found.extend(numbers::read(&mut letters));
    found.sort_by_key(|(_, range)| range.start);
    found
}
