//! Civil dates and times of day, as records write them (ISO 8601).

use std::fmt;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::finding::Finding;
use crate::node::{Decode, Decoder, Node, Value};

/// A civil day: no time, no zone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NaiveDate);

impl Day {
    /// Reads `2018-02-01`, exactly so: four, two and two digits, and a day that exists.
    ///
    /// # Errors
    /// A sentence that says what is wrong and how to write it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let shape = text.len() == 10
            && text.bytes().enumerate().all(|(at, b)| {
                if at == 4 || at == 7 {
                    b == b'-'
                } else {
                    b.is_ascii_digit()
                }
            });
        if !shape {
            return Err(format!("`{text}` is not a date as year-month-day"));
        }
        let number = |range: std::ops::Range<usize>| text[range].parse::<u32>().unwrap_or_default();
        Self::new(number(0..4), number(5..7), number(8..10))
    }

    fn new(year: u32, month: u32, day: u32) -> Result<Self, String> {
        if !(1..=12).contains(&month) {
            return Err(format!("there is no month {month}"));
        }
        i32::try_from(year)
            .ok()
            .filter(|year| (1..=9999).contains(year))
            .and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
            .map(Self)
            .ok_or_else(|| format!("{year}-{month:02} has no day {day}"))
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
        write!(
            f,
            "{:04}-{:02}-{:02}",
            self.year(),
            self.month(),
            self.day()
        )
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Where a range ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// On this day; the first day itself for a single day.
    Day(Day),
    /// Nobody knows yet.
    Open,
    /// Only the month is known; the start is its first day.
    Month,
}

/// One day, or several in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateRange {
    /// The first day.
    pub start: Day,
    /// The last.
    pub end: End,
}

impl DateRange {
    fn parse(text: &str) -> Result<Self, String> {
        let Some((first, last)) = text.split_once('/') else {
            return match text.len() {
                7 => Day::parse(&format!("{text}-01")).map(|start| Self {
                    start,
                    end: End::Month,
                }),
                _ => Day::parse(text).map(|start| Self {
                    start,
                    end: End::Day(start),
                }),
            };
        };
        let start = Day::parse(first)?;
        if last == ".." {
            return Ok(Self {
                start,
                end: End::Open,
            });
        }
        // The end may leave out what it shares with the start: 2018-02-01/02, 2018-02-27/03-02.
        let full = match last.len() {
            2 => format!("{}{last}", &first[..8]),
            5 => format!("{}{last}", &first[..5]),
            _ => last.to_owned(),
        };
        let end = Day::parse(&full).map_err(|_| {
            Day::parse(&full)
                .err()
                .filter(|_| full.len() == 10)
                .unwrap_or_else(|| format!("`{last}` is not the end of a range"))
        })?;
        if end < start {
            return Err(format!(
                "the range ends on {end}, before it begins on {start}"
            ));
        }
        Ok(Self {
            start,
            end: End::Day(end),
        })
    }

    /// The last day, where it is known.
    pub fn last(self) -> Option<Day> {
        match self.end {
            End::Day(day) => Some(day),
            End::Open | End::Month => None,
        }
    }
}

impl fmt::Display for DateRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.end {
            End::Day(day) if day == self.start => write!(f, "{day}"),
            End::Day(day) => write!(f, "{}/{day}", self.start),
            End::Open => write!(f, "{}/..", self.start),
            End::Month => write!(f, "{:04}-{:02}", self.start.year(), self.start.month()),
        }
    }
}

/// One day, several in a row, several apart, a month, or an open end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dates(Vec<DateRange>);

impl Dates {
    /// Reads a range, or several with commas between them.
    ///
    /// # Errors
    /// A sentence that says what is wrong and how to write it.
    pub fn parse(text: &str) -> Result<Self, String> {
        Self::from_ranges(
            text.split(',')
                .map(|part| DateRange::parse(part.trim()))
                .collect::<Result<_, _>>()?,
        )
    }

    fn from_ranges(ranges: Vec<DateRange>) -> Result<Self, String> {
        for pair in ranges.windows(2) {
            if pair[1].start <= pair[0].last().unwrap_or(pair[0].start) {
                return Err(format!("{} does not come after {}", pair[1], pair[0]));
            }
        }
        if ranges.is_empty() {
            return Err("a list of dates without a date".to_owned());
        }
        Ok(Self(ranges))
    }

    /// The ranges, in order of time; at least one.
    pub fn ranges(&self) -> &[DateRange] {
        &self.0
    }

    /// The first day of all.
    pub fn first(&self) -> Day {
        self.0[0].start
    }

    /// The last day of all, where it is known.
    pub fn last(&self) -> Option<Day> {
        self.0.last().and_then(|range| range.last())
    }
}

impl From<Day> for Dates {
    fn from(day: Day) -> Self {
        Self(vec![DateRange {
            start: day,
            end: End::Day(day),
        }])
    }
}

impl fmt::Display for Dates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, range) in self.0.iter().enumerate() {
            write!(f, "{}{range}", if at == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

/// A time of day on a 24-hour clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clock {
    /// 0 to 24.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
}

/// A time of day, as 10:00.
pub type Time = Clock;

impl Clock {
    /// Reads `10:00`; midnight at the end of a day is `24:00`.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not a time of day");
        let (hour, minute) = text.split_once(':').ok_or_else(wrong)?;
        let digits = |part: &str| (part.len() == 2).then(|| part.parse::<u8>().ok()).flatten();
        let (hour, minute) = (
            digits(hour).ok_or_else(wrong)?,
            digits(minute).ok_or_else(wrong)?,
        );
        let exists = (hour < 24 && minute < 60) || (hour == 24 && minute == 0);
        exists
            .then_some(Self { hour, minute })
            .ok_or_else(|| format!("no day has the time {text}"))
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

/// From a time of day, to another if one is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeRange {
    /// From when.
    pub from: Clock,
    /// Until when, if it is said.
    pub to: Option<Clock>,
}

impl TimeRange {
    /// Reads `10:00` or `10:00/13:00`.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub fn parse(text: &str) -> Result<Self, String> {
        let Some((from, to)) = text.split_once('/') else {
            return Clock::parse(text).map(|from| Self { from, to: None });
        };
        let (from, to) = (Clock::parse(from)?, Clock::parse(to)?);
        if to <= from {
            return Err(format!("it ends at {to}, not after it begins at {from}"));
        }
        Ok(Self { from, to: Some(to) })
    }
}

impl fmt::Display for TimeRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to {
            Some(to) => write!(f, "{}/{to}", self.from),
            None => write!(f, "{}", self.from),
        }
    }
}

/// What a record's field of each type looks like, for messages and for the schema.
macro_rules! iso {
    ($type:ty, $rule:literal, $what:literal, $help:literal, $pattern:literal) => {
        impl Decode for $type {
            fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
                let text = decoder.text($what, node)?;
                match <$type>::parse(text) {
                    Ok(value) => Some(value),
                    Err(why) => {
                        decoder.note(Finding::error($rule, why).help($help), node.range.clone());
                        None
                    }
                }
            }
        }
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Self::parse(&text).map_err(serde::de::Error::custom)
            }
        }
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "description": $help, "pattern": $pattern })
            }
        }
    };
}

iso!(
    Day,
    "impossible-date",
    "a date",
    "write it as 2018-02-01: year, month, day",
    r"^\d{4}-\d{2}-\d{2}$"
);
iso!(
    Clock,
    "impossible-time",
    "a time",
    "write it as 10:00, on a 24-hour clock",
    r"^\d{2}:\d{2}$"
);
iso!(
    TimeRange,
    "impossible-time",
    "a time",
    "write it as 10:00, or from and to as 10:00/13:00, on a 24-hour clock",
    r"^\d{2}:\d{2}(/\d{2}:\d{2})?$"
);

const DATES_HELP: &str = "write 2018-02-01 for a day, 2018-02-01/02 for a range, 2018-02-01/.. for an open end, \
                          2018-02 for a month, and a list for several";

impl Decode for Dates {
    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        let mut note = |why: String, range: std::ops::Range<usize>| {
            decoder.note(
                Finding::error("impossible-date", why).help(DATES_HELP),
                range,
            );
            None
        };
        match &node.value {
            Value::Text(text) => {
                Self::parse(text).map_or_else(|why| note(why, node.range.clone()), Some)
            }
            Value::List(items) => {
                let mut ranges = Vec::new();
                for item in items {
                    let Value::Text(text) = &item.value else {
                        return decoder.expected("a date", item);
                    };
                    match DateRange::parse(text) {
                        Ok(range) => ranges.push(range),
                        Err(why) => return note(why, item.range.clone()),
                    }
                }
                Self::from_ranges(ranges).map_or_else(|why| note(why, node.range.clone()), Some)
            }
            _ => decoder.expected("dates", node),
        }
    }
}

impl serde::Serialize for Dates {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Dates {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

impl schemars::JsonSchema for Dates {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Dates".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let one = r"^\d{4}-\d{2}(-\d{2}(/(\d{2}|\d{2}-\d{2}|\d{4}-\d{2}-\d{2}|\.\.))?)?(, *.+)?$";
        schemars::json_schema!({
            "description": DATES_HELP,
            "anyOf": [
                { "type": "string", "pattern": one },
                { "type": "array", "minItems": 1, "items": { "type": "string", "pattern": one } }
            ]
        })
    }
}
