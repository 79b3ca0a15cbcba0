//! Working days, sessions of the General Assembly, and dates as records write them.

use chancery::letter::Day;

use super::chance::Chance;

/// The years of the letters.
pub(super) const YEARS: std::ops::RangeInclusive<usize> = 2006..=2025;

/// The longest that a matter may take, so that it ends in the last year.
const LONGEST: usize = 230;

/// Monday, 2 January 2006, in days since 1 January 1970.
const FIRST: i64 = 13_150;

/// A working day on which a matter may begin.
pub(super) fn beginning(chance: &mut Chance) -> Day {
    let days = YEARS.count() * 365 - LONGEST;
    working(Day::from_epoch(FIRST).plus(chance.below(days) as i64))
}

/// The day itself, or the Monday after it.
pub(super) fn working(day: Day) -> Day {
    match day.weekday() {
        5 => day.plus(2),
        6 => day.plus(1),
        _ => day,
    }
}

/// A working day so many days after another.
pub(super) fn later(chance: &mut Chance, day: Day, first: usize, last: usize) -> Day {
    working(day.plus(chance.between(first, last) as i64))
}

/// The session of a day: session n begins in the middle of September of the year 1945 + n.
pub(super) fn session(day: Day) -> i32 {
    day.year() - 1945 - i32::from((day.month(), day.day()) < (9, 15))
}

/// A day, or a day with the one after it, as a record writes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) first: Day,
    pub(super) last: Day,
}

impl Span {
    /// Two days where `long`, and the week allows it.
    pub(super) fn new(first: Day, long: bool) -> Self {
        let last = if long && first.weekday() < 4 { first.plus(1) } else { first };
        Self { first, last }
    }

    /// As a record writes it: 2018-02-01, 2018-02-01/02.
    pub(super) fn text(self) -> String {
        let (first, last) = (self.first, self.last);
        if first == last {
            first.to_string()
        } else if first.month() == last.month() {
            format!("{first}/{:02}", last.day())
        } else if first.year() == last.year() {
            format!("{first}/{:02}-{:02}", last.month(), last.day())
        } else {
            format!("{first}/{last}")
        }
    }
}
