//! Times of day that a text names.

use std::ops::Range;

use crate::letter::{Clock, TimeRange};

/// A time of day, or from one to another: "from 10 a.m. to 1 p.m. (New York time)".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeMention {
    /// The time, or the first of two.
    pub from: TimePoint,
    /// The second of two.
    pub to: Option<TimePoint>,
    /// The bytes of the zone, without brackets.
    pub zone: Option<Range<usize>>,
    /// Before it stands a word that says when something begins: "at", "from".
    pub begins: bool,
}

/// One time of day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimePoint {
    /// Its bytes.
    pub range: Range<usize>,
    /// Its value on a clock of 24 hours.
    pub clock: Clock,
    /// The other time that it may be: "12 p.m.", "3.30" where a clock of 12 hours is usual.
    pub other: Option<Clock>,
    /// How it is written.
    pub form: TimeForm,
    /// It says whether it is before noon or after it, or the other of its range says so.
    pub half: Option<bool>,
    /// It says so itself.
    pub says_half: bool,
}

/// How a time is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeForm {
    /// "noon".
    Word,
    /// "10", with "a.m." or a unit behind it.
    Hour,
    /// "10:30".
    Colon,
    /// "10.30".
    Point,
    /// "14 h 30", "10时30分".
    Units,
}

impl TimeMention {
    /// What a record says of it.
    pub fn time_range(&self) -> TimeRange {
        TimeRange { from: self.from.clock, to: self.to.as_ref().map(|to| to.clock) }
    }

    /// The times that it names.
    pub fn points(&self) -> impl Iterator<Item = &TimePoint> {
        std::iter::once(&self.from).chain(&self.to)
    }
}
