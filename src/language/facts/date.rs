//! Dates that a text names: what they say, what they leave out, and how they are written.

use std::ops::Range;

use crate::letter::{DateRange, Dates, Day, End};

/// A day or several, or months, as one phrase names them: "Thursday, 1 to 2 February 2018".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// The bytes of the phrase, weekdays and year included.
    pub range: Range<usize>,
    /// The weekdays that it names, from Monday as 0, each with its bytes; two at most.
    pub weekdays: Vec<(usize, Range<usize>)>,
    /// What it names, in its order; at least one.
    pub days: Vec<PartialDate>,
    /// What stands between each and the next.
    pub joints: Vec<Joint>,
    /// The bytes of its last year, where it says one.
    pub year: Option<Range<usize>>,
    /// How it is written.
    pub style: DateStyle,
}

/// A day or month, with what the phrase says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartialDate {
    /// From 1; none for a month.
    pub day: Option<u32>,
    /// From 1.
    pub month: u32,
    /// Where it is said.
    pub year: Option<i32>,
    /// Day and month may be meant the other way round: 01/02/2018.
    pub ambiguous: bool,
}

/// What stands between two days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joint {
    /// All days between them are meant: a dash.
    Dash,
    /// Likewise, in words: "to".
    To,
    /// They are days apart: a comma, "and".
    And,
}

/// How a date is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateStyle {
    /// What comes first.
    pub order: Order,
    /// The bytes without weekdays.
    pub core: Range<usize>,
    /// The bytes of what makes a day an ordinal: the "rd" of "3rd".
    pub ordinals: Vec<Range<usize>>,
    /// The bytes of each nought before a day.
    pub zeros: Vec<Range<usize>>,
    /// The bytes of the comma before the year.
    pub comma: Option<Range<usize>>,
    /// The bytes of each month by its short name: "Oct."
    pub short_months: Vec<Range<usize>>,
    /// Before it stands a word that begins a range: "from".
    pub started: bool,
}

/// What comes first in a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// 1 February 2018.
    Day,
    /// February 1, 2018; February 2018.
    Month,
    /// 2018年2月1日.
    Year,
    /// 2018-02-01.
    Iso,
    /// 01.02.2018 or 01/02/2018: figures alone, with this mark between them.
    Figures(char),
}

impl DateMention {
    /// Whether all it names is days, and not months.
    pub fn has_days(&self) -> bool {
        self.days.iter().all(|day| day.day.is_some())
    }

    /// Whether it is one range of days: "1–2 February".
    pub fn is_range(&self) -> bool {
        matches!(self.joints.as_slice(), [Joint::Dash | Joint::To])
    }

    /// Whether day and month may be meant the other way round.
    pub fn is_ambiguous(&self) -> bool {
        self.days.iter().any(|day| day.ambiguous)
    }

    /// What a record says of it; in `usual` year where it says none. None where there are no such
    /// days, or the year is not known, or day and month may be meant the other way round.
    pub fn dates(&self, usual: Option<i32>) -> Option<Dates> {
        Self::joined(std::slice::from_ref(&self), usual)
    }

    /// What a record says of mentions that follow one another as one list: "20 February and 22 to
    /// 23 February 2018". A later year is that of the earlier days, too.
    pub fn joined(mentions: &[&Self], usual: Option<i32>) -> Option<Dates> {
        let mut ranges: Vec<DateRange> = Vec::new();
        let mut year = None;
        for mention in mentions.iter().rev() {
            let mut at = mention.days.len();
            while at > 0 {
                at -= 1;
                let end = mention.days[at].filled(&mut year, usual)?;
                let joint = at.checked_sub(1).and_then(|before| mention.joints.get(before));
                if matches!(joint, Some(Joint::Dash | Joint::To)) && end.1 != End::Month {
                    at -= 1;
                    let start = mention.days[at].filled(&mut year, usual)?;
                    ranges.push(DateRange { start: start.0, end: End::Day(end.0) });
                } else {
                    ranges.push(DateRange { start: end.0, end: end.1 });
                }
            }
        }
        ranges.reverse();
        Dates::new(ranges).ok()
    }
}

impl PartialDate {
    /// The day itself; in `usual` year where it says none.
    pub fn in_year(self, usual: i32) -> Option<Day> {
        Day::from_ymd(self.year.unwrap_or(usual), self.month, self.day?)
    }

    /// The day itself, if it says its year.
    pub fn exact(self) -> Option<Day> {
        self.in_year(self.year?)
    }

    /// Whether it says its year, and the year has no such day.
    pub fn is_in_no_calendar(self) -> bool {
        self.year.is_some() && self.day.is_some() && self.exact().is_none()
    }

    /// The day nearest to `day` that it can mean.
    pub fn near(self, day: Day) -> Option<Day> {
        let years = [day.year(), day.year() - 1, day.year() + 1];
        let days = years.into_iter().filter_map(|year| self.in_year(year));
        days.min_by_key(|found| found.distance(day))
    }

    /// Whether both can be the same: what one leaves out, the other may say.
    pub fn agrees(self, other: Self) -> bool {
        let year = self.year.is_none() || other.year.is_none() || self.year == other.year;
        let same = |a: Self, b: Self| {
            a.month == b.month && (a.day.is_none() || b.day.is_none() || a.day == b.day)
        };
        let turned = |date: Self| date.turned().unwrap_or(date);
        year && (same(self, other) || same(turned(self), other) || same(self, turned(other)))
    }

    /// The other way to read it, where there are two.
    pub fn turned(self) -> Option<Self> {
        let day = self.day.filter(|_| self.ambiguous)?;
        Some(Self { day: Some(self.month), month: day, ..self })
    }

    /// Its day, or the first of its month; the year from a later mention where it says none.
    fn filled(self, year: &mut Option<i32>, usual: Option<i32>) -> Option<(Day, End)> {
        if self.ambiguous {
            return None;
        }
        *year = self.year.or(*year);
        let known = (*year).or(usual)?;
        match self.day {
            Some(day) => Day::from_ymd(known, self.month, day).map(|day| (day, End::Day(day))),
            None => Day::from_ymd(known, self.month, 1).map(|day| (day, End::Month)),
        }
    }
}
