//! Days that prose names, as a reader would read them.
//!
//! What a language's dates are known by is its own table ([`Reading`](crate::language::Reading));
//! here are only the two shapes that languages have: words in a row, and numbers with units.

mod spoken;
mod units;

use std::ops::Range;

use super::words::figure;
use crate::language::Language;
use crate::letter::Day;

/// A day or several, as one phrase of prose names them: "Thursday, 1 to 2 February 2018".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Bytes of the phrase, weekday and year included.
    pub range: Range<usize>,
    /// The weekday before it, counted from Monday as 0, and its bytes.
    pub weekday: Option<(usize, Range<usize>)>,
    /// The days, in the order named; at least one.
    pub days: Vec<Named>,
    /// The days are the two ends of a range.
    pub span: bool,
    /// The bytes of its year, where it has one.
    pub year: Option<Range<usize>>,
}

/// One day that prose names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// From 1.
    pub day: u32,
    /// From 1.
    pub month: u32,
    /// Where it is said.
    pub year: Option<i32>,
}

impl Named {
    /// The day itself; in `usual` year where it says none.
    pub fn in_year(self, usual: i32) -> Option<Day> {
        Day::from_ymd(self.year.unwrap_or(usual), self.month, self.day)
    }

    /// The day itself, if it says its year.
    pub fn exact(self) -> Option<Day> {
        self.in_year(self.year?)
    }

    /// Whether it says its year, and the year has no such day.
    pub fn is_in_no_calendar(self) -> bool {
        self.year.is_some() && self.exact().is_none()
    }

    /// The day nearest to `day` that it can mean.
    pub fn near(self, day: Day) -> Option<Day> {
        let years = [day.year(), day.year() - 1, day.year() + 1];
        let days = years.into_iter().filter_map(|year| self.in_year(year));
        days.min_by_key(|found| distance(*found, day))
    }
}

/// Of the days that a text names, in order, those that begin within some bytes.
pub fn among<'m>(mentions: &'m [Mention], range: &Range<usize>) -> &'m [Mention] {
    let start = mentions.partition_point(|mention| mention.range.start < range.start);
    let end = mentions.partition_point(|mention| mention.range.start < range.end);
    &mentions[start..end.max(start)]
}

/// How many days lie between two.
pub fn distance(a: Day, b: Day) -> i64 {
    (a.since_epoch() - b.since_epoch()).abs()
}

/// The days that a text names, in order.
pub fn mentions(text: &str, language: &Language) -> Vec<Mention> {
    let reading = language.reading();
    // Without a number there is no day: most paragraphs are passed over here.
    let number = |c| figure(c).is_some() || reading.numeral(c).is_some();
    if !text.chars().any(number) {
        return Vec::new();
    }
    match &reading.units {
        Some(units) => units::mentions(text, reading, units),
        None => spoken::mentions(text, reading),
    }
}
