//! The date that a letter bears, as far as it is known: a day, or what is left of it in old letters
//! (EDTF level 1: Extended Date/Time Format, ISO 8601-2:2019, annex A).

use std::fmt;

use super::{DateRange, Dates, Day, End};
use crate::node::scalar::scalar;

/// The date of a letter.
///
/// `1926-03-12`, `1926-03`, `1926`; `~` about, `?` uncertain, `%` both; `192X` a year of the
/// twenties; `1926/1928` from one to the other, `../1926` and `1926/..` with one end open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Date {
    /// A day, and no doubt of it.
    Day(Day),
    /// A year, a month, or what is not certain.
    Known(Known),
    /// Some time between two dates, or on the days from one to the other.
    Between(Known, Known),
    /// No later than this.
    Until(Known),
    /// No earlier than this.
    Since(Known),
}

/// A day, month or year, with what is doubtful of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Known {
    /// The first day that can be meant.
    pub first: Day,
    /// How much is known.
    pub precision: Precision,
    /// It is about then: `~`.
    pub approximate: bool,
    /// It may be another: `?`.
    pub uncertain: bool,
}

/// How much of a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Precision {
    /// `19XX`.
    Century,
    /// `192X`.
    Decade,
    /// `1926`.
    Year,
    /// `1926-XX`.
    YearOfMonth,
    /// `1926-XX-XX`.
    YearOfDay,
    /// `1926-03`.
    Month,
    /// `1926-03-XX`.
    MonthOfDay,
    /// `1926-03-12`.
    Day,
}

impl Known {
    fn parse(text: &str) -> Result<Self, String> {
        let (bare, approximate, uncertain) = match text.as_bytes().last() {
            Some(b'~') => (&text[..text.len() - 1], true, false),
            Some(b'?') => (&text[..text.len() - 1], false, true),
            Some(b'%') => (&text[..text.len() - 1], true, true),
            _ => (text, false, false),
        };
        let known = |first, precision| Self { first, precision, approximate, uncertain };
        let wrong = || format!("`{text}` is not a date");
        let year = bare.get(..4).ok_or_else(wrong)?;
        let figures = year.trim_end_matches('X');
        if !figures.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(wrong());
        }
        let (low, unknown) = match figures.len() {
            4 => (figures.to_owned(), None),
            3 => (format!("{figures}0"), Some(Precision::Decade)),
            2 => (format!("{figures}00"), Some(Precision::Century)),
            _ => return Err(format!("of `{text}` nobody knows the century")),
        };
        let first = |rest: &str| Day::read(&format!("{low}{rest}"));
        match (&bare[4..], unknown) {
            ("", Some(precision)) => Ok(known(first("-01-01")?, precision)),
            (_, Some(_)) => Err(format!("`{text}` says a month, and not its year")),
            ("", None) => Ok(known(first("-01-01")?, Precision::Year)),
            ("-XX", None) => Ok(known(first("-01-01")?, Precision::YearOfMonth)),
            ("-XX-XX", None) => Ok(known(first("-01-01")?, Precision::YearOfDay)),
            (rest, None) => match rest.strip_suffix("-XX") {
                Some(month) => Ok(known(first(&format!("{month}-01"))?, Precision::MonthOfDay)),
                None if rest.len() == 3 => {
                    Ok(known(first(&format!("{rest}-01"))?, Precision::Month))
                }
                None => Ok(known(Day::read(bare)?, Precision::Day)),
            },
        }
    }

    /// The last day that can be meant.
    pub fn last(self) -> Day {
        let (year, month) = (self.first.year(), self.first.month());
        let end_of = |year: i32, month: u32| {
            let next = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
            Day::from_ymd(next.0, next.1, 1).map_or(Day::LAST, |day| day.plus(-1))
        };
        match self.precision {
            Precision::Century => end_of(year + 99, 12),
            Precision::Decade => end_of(year + 9, 12),
            Precision::Year | Precision::YearOfMonth | Precision::YearOfDay => end_of(year, 12),
            Precision::Month | Precision::MonthOfDay => end_of(year, month),
            Precision::Day => self.first,
        }
    }

    /// Whether it is a day, and no doubt of it.
    fn day(self) -> Option<Day> {
        let sure = self.precision == Precision::Day && !self.is_doubtful();
        sure.then_some(self.first)
    }

    /// Whether it is about then, or may be another.
    pub fn is_doubtful(self) -> bool {
        self.approximate || self.uncertain
    }
}

impl Date {
    /// Reads a day, or what EDTF level 1 writes of one.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub fn parse(text: &str) -> Result<Self, String> {
        let Some((start, end)) = text.split_once('/') else {
            return if text.len() == 10 && text.bytes().all(|b| b == b'-' || b.is_ascii_digit()) {
                Day::read(text).map(Self::Day)
            } else {
                Known::parse(text).map(Self::Known)
            };
        };
        // The end may leave out what it shares with the start, as the days of meetings do.
        let whole = match (start.len(), end.len()) {
            (10, 2) => Some(format!("{}{end}", &start[..8])),
            (10, 5) if end.as_bytes()[2] == b'-' => Some(format!("{}{end}", &start[..5])),
            _ => None,
        };
        let end = whole.as_deref().unwrap_or(end);
        match (start, end) {
            (".." | "", ".." | "") => Err("an interval without a date".to_owned()),
            (".." | "", end) => Known::parse(end).map(Self::Until),
            (start, ".." | "") => Known::parse(start).map(Self::Since),
            (start, end) => {
                let (start, end) = (Known::parse(start)?, Known::parse(end)?);
                if end.last() <= start.first {
                    return Err(format!("{end} does not come after {start}"));
                }
                Ok(Self::Between(start, end))
            }
        }
    }

    /// The day, where it is known and there is no doubt of it.
    pub fn day(self) -> Option<Day> {
        match self {
            Self::Day(day) => Some(day),
            _ => None,
        }
    }

    /// The day by which a letter is filed: the earliest that can be meant; of a date that is known
    /// only by its end, the beginning of that.
    pub fn filed(self) -> Day {
        match self {
            Self::Day(day) => day,
            Self::Known(known)
            | Self::Between(known, _)
            | Self::Until(known)
            | Self::Since(known) => known.first,
        }
    }

    /// The earliest day that can be meant.
    pub fn earliest(self) -> Option<Day> {
        match self {
            Self::Until(_) => None,
            _ => Some(self.filed()),
        }
    }

    /// The latest day that can be meant.
    pub fn latest(self) -> Option<Day> {
        match self {
            Self::Day(day) => Some(day),
            Self::Known(known) | Self::Between(_, known) | Self::Until(known) => Some(known.last()),
            Self::Since(_) => None,
        }
    }

    /// Whether it is about then, or may be another.
    pub fn is_doubtful(self) -> bool {
        match self {
            Self::Day(_) => false,
            Self::Known(known) | Self::Until(known) | Self::Since(known) => known.is_doubtful(),
            Self::Between(start, end) => start.is_doubtful() || end.is_doubtful(),
        }
    }

    /// As the dates of a meeting are, where these can say the same: a day, days in a row, a month.
    pub fn dates(self) -> Option<Dates> {
        let range = match self {
            Self::Day(day) => DateRange { start: day, end: End::Day(day) },
            Self::Between(start, end) => {
                DateRange { start: start.day()?, end: End::Day(end.day()?) }
            }
            Self::Known(Known {
                first,
                precision: Precision::Month | Precision::MonthOfDay,
                ..
            }) if !self.is_doubtful() => DateRange { start: first, end: End::Month },
            _ => return None,
        };
        Dates::new(vec![range]).ok()
    }
}

impl From<Day> for Date {
    fn from(day: Day) -> Self {
        Self::Day(day)
    }
}

impl fmt::Display for Known {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (day, year) = (self.first, self.first.year());
        match self.precision {
            Precision::Century => write!(f, "{:02}XX", year / 100)?,
            Precision::Decade => write!(f, "{:03}X", year / 10)?,
            Precision::Year => write!(f, "{year:04}")?,
            Precision::YearOfMonth => write!(f, "{year:04}-XX")?,
            Precision::YearOfDay => write!(f, "{year:04}-XX-XX")?,
            Precision::Month => write!(f, "{year:04}-{:02}", day.month())?,
            Precision::MonthOfDay => write!(f, "{year:04}-{:02}-XX", day.month())?,
            Precision::Day => write!(f, "{day}")?,
        }
        f.write_str(match (self.approximate, self.uncertain) {
            (true, true) => "%",
            (true, false) => "~",
            (false, true) => "?",
            (false, false) => "",
        })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Known(known) => write!(f, "{known}"),
            Self::Between(start, end) => write!(f, "{start}/{end}"),
            Self::Until(end) => write!(f, "../{end}"),
            Self::Since(start) => write!(f, "{start}/.."),
        }
    }
}

scalar!(
    Date,
    Day,
    "impossible-date",
    "a date",
    "write it as 2018-02-01: year, month, day; of an old letter also as 1926-03, 1926, or 1926~ for about",
    { "pattern": r"^(\.\.|[0-9X]{4}(-[0-9X]{2}){0,2}[~?%]?)?(/(\.\.|([0-9X]{4}-)?([0-9X]{2}-)?[0-9X]{2}[~?%]?|[0-9X]{4}[~?%]?)?)?$" }
);
