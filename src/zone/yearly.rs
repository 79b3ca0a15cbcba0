//! Changes of clocks that come again every year, as recurrence rules (RFC 5545, section 3.3.10).

use std::fmt;
use std::ops::Range;

use chrono::{Datelike, NaiveDateTime, Weekday};

/// How a change of the clocks comes again every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Yearly {
    /// On which day of its month.
    pub shape: Shape,
    /// The last time, in Universal Time; none where it is in force.
    pub until: Option<NaiveDateTime>,
}

/// The day of a month on which a change comes again every year, at the same hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    month: u32,
    day: Which,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    /// The second Sunday, as 2; the last, as -1.
    Weekday(i32, Weekday),
    /// The first Friday on this day of the month or after it.
    From(u32, Weekday),
    /// The same day of the month.
    Day(u32),
}

impl fmt::Display for Yearly {
    /// The value of an `RRULE`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FREQ=YEARLY;BYMONTH={}", self.shape.month)?;
        match self.shape.day {
            Which::Weekday(number, weekday) => write!(f, ";BYDAY={number}{}", short(weekday))?,
            Which::From(first, weekday) => {
                let days: Vec<_> = (first..first + 7).map(|day| day.to_string()).collect();
                write!(f, ";BYMONTHDAY={};BYDAY={}", days.join(","), short(weekday))?;
            }
            Which::Day(day) => write!(f, ";BYMONTHDAY={day}")?,
        }
        match self.until {
            Some(until) => write!(f, ";UNTIL={}", until.format("%Y%m%dT%H%M%SZ")),
            None => Ok(()),
        }
    }
}

fn short(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    }
}

/// Onsets in runs that come again every year, the longest first from each on; what comes once is a
/// run by itself, without a shape.
pub(super) fn runs(onsets: &[NaiveDateTime]) -> Vec<(Range<usize>, Option<Shape>)> {
    let (mut runs, mut start) = (Vec::new(), 0);
    while start < onsets.len() {
        let found = shapes(&onsets[start..]).into_iter();
        // Of two that reach as far the one that more programs can read, which is named first.
        let best = found.rev().max_by_key(|(length, _)| *length);
        let (length, shape) = best
            .filter(|(length, _)| *length > 1)
            .map_or((1, None), |(length, shape)| (length, Some(shape)));
        runs.push((start..start + length, shape));
        start += length;
    }
    runs
}

/// The shapes that the first of some onsets can have, each with how many of them follow it.
fn shapes(onsets: &[NaiveDateTime]) -> Vec<(usize, Shape)> {
    let Some(first) = onsets.first() else { return Vec::new() };
    let weekday = first.weekday();
    let like = |fits: &dyn Fn(&NaiveDateTime) -> bool| {
        let alike = onsets.iter().enumerate().take_while(|(at, onset)| {
            let year = i32::try_from(*at).ok().map(|at| first.year() + at);
            Some(onset.year()) == year
                && onset.month() == first.month()
                && onset.time() == first.time()
                && fits(onset)
        });
        alike.count()
    };
    let mut shapes = Vec::new();
    let mut add = |length, day| shapes.push((length, Shape { month: first.month(), day }));
    let nth = |onset: &NaiveDateTime| (onset.day() - 1) / 7 + 1;
    let is_last = |onset: &NaiveDateTime| onset.day() + 7 > days_in_month(onset);
    let on_weekday = |onset: &NaiveDateTime| onset.weekday() == weekday;
    if is_last(first) {
        add(like(&|onset| on_weekday(onset) && is_last(onset)), Which::Weekday(-1, weekday));
    }
    if let Ok(number @ 1..=4) = i32::try_from(nth(first)) {
        let same = like(&|onset| on_weekday(onset) && nth(onset) == nth(first));
        add(same, Which::Weekday(number, weekday));
    }
    for start in first.day().saturating_sub(6).max(1)..=first.day().min(days_in_month(first) - 6) {
        let within = start..start + 7;
        let same = like(&|onset| on_weekday(onset) && within.contains(&onset.day()));
        add(same, Which::From(start, weekday));
    }
    add(like(&|onset| onset.day() == first.day()), Which::Day(first.day()));
    shapes
}

fn days_in_month(onset: &NaiveDateTime) -> u32 {
    onset.date().num_days_in_month().into()
}
