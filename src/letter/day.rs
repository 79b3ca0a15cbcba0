//! A civil day, as records write it (ISO 8601).

use std::fmt;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::node::scalar::scalar;

/// A civil day: no time, no zone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NaiveDate);

impl Day {
    /// The first day that can be written: 1 January of the year 1.
    pub const FIRST: Self = Self(match NaiveDate::from_ymd_opt(1, 1, 1) {
        Some(day) => day,
        None => NaiveDate::MIN,
    });
    /// The last day that can be written: 31 December 9999.
    pub const LAST: Self = Self(match NaiveDate::from_ymd_opt(9999, 12, 31) {
        Some(day) => day,
        None => NaiveDate::MAX,
    });

    /// Reads `2018-02-01`, exactly so: four, two and two digits, and a day that exists.
    ///
    /// # Errors
    /// A sentence that says what is wrong and how to write it.
    pub fn parse(text: &str) -> Result<Self, String> {
        Self::read(text).map_err(|why| match super::Date::parse(text) {
            Ok(_) => format!("`{text}` is no full day, and here a day must stand"),
            Err(_) => why,
        })
    }

    /// The same, which says nothing of dates that are no days.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let shape = text.len() == 10
            && text
                .bytes()
                .enumerate()
                .all(|(at, b)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() });
        if !shape {
            return Err(format!("`{text}` is not a date as year-month-day"));
        }
        let number = |range: std::ops::Range<usize>| text[range].parse::<u32>().unwrap_or_default();
        let (year, month, day) = (number(0..4), number(5..7), number(8..10));
        if !(1..=12).contains(&month) {
            return Err(format!("there is no month {month}"));
        }
        i32::try_from(year)
            .ok()
            .and_then(|year| Self::from_ymd(year, month, day))
            .ok_or_else(|| format!("{year}-{month:02} has no day {day}"))
    }

    /// The day of a year (1 to 9999), a month (1 to 12) and a day of the month; none where the
    /// calendar has no such day.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        let date = NaiveDate::from_ymd_opt(year, month, day)?;
        (1..=9999).contains(&year).then_some(Self(date))
    }

    /// How many days lie between two, in either order.
    pub fn distance(self, other: Self) -> i64 {
        (self.0 - other.0).num_days().abs()
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// Days since Monday, 0 to 6.
    pub fn weekday(self) -> usize {
        self.0.weekday().days_since(Weekday::Mon) as usize
    }

    /// The day `days` after (or before) this one; this one where the calendar ends.
    pub fn plus(self, days: i64) -> Self {
        chrono::Duration::try_days(days)
            .and_then(|days| self.0.checked_add_signed(days))
            .map_or(self, Self)
    }

    /// The day that began so many days after 1 January 1970.
    pub fn from_epoch(days: i64) -> Self {
        NaiveDate::from_ymd_opt(1970, 1, 1)
            .map_or(Self(NaiveDate::MIN), Self)
            .plus(days)
    }

    /// How many days after 1 January 1970 it began; negative before.
    pub fn since_epoch(self) -> i64 {
        NaiveDate::from_ymd_opt(1970, 1, 1).map_or(0, |epoch| (self.0 - epoch).num_days())
    }

    /// The day after, if the calendar has one.
    pub fn next(self) -> Option<Self> {
        self.0.succ_opt().map(Self)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.year(), self.month(), self.day());
        // A letter writes many dates; figures put down by hand cost a tenth of `write!`.
        let Some(year @ 0..=9999) = u32::try_from(year).ok() else {
            return write!(f, "{year:04}-{month:02}-{day:02}");
        };
        let mut text = *b"0000-00-00";
        for (end, mut number) in [(4, year), (7, month), (10, day)] {
            let mut at = end;
            while number > 0 {
                at -= 1;
                text[at] = b'0' + (number % 10) as u8;
                number /= 10;
            }
        }
        f.write_str(std::str::from_utf8(&text).unwrap_or_default())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

scalar!(Day, Day, "impossible-date", "a date", "write it as 2018-02-01: year, month, day", {
    "pattern": r"^\d{4}-\d{2}-\d{2}$"
});
