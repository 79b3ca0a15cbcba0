//! Days in a row, days apart, months and open ends, as records write them (ISO 8601).

use std::fmt;

use super::Day;
use crate::finding::Finding;
use crate::node::{Decode, Decoder, Holds, Node, Value};

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
                7 => Day::parse(&format!("{text}-01")).map(|start| Self { start, end: End::Month }),
                _ => Day::parse(text).map(|start| Self { start, end: End::Day(start) }),
            };
        };
        let start = Day::parse(first)?;
        if last == ".." {
            return Ok(Self { start, end: End::Open });
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
            return Err(format!("the range ends on {end}, before it begins on {start}"));
        }
        Ok(Self { start, end: End::Day(end) })
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
        Self::new(
            text.split(',')
                .map(|part| DateRange::parse(part.trim()))
                .collect::<Result<_, _>>()?,
        )
    }

    /// A month (1 to 12) of a year of which no day is known.
    pub fn of_month(year: i32, month: u32) -> Option<Self> {
        let start = Day::from_ymd(year, month, 1)?;
        Some(Self(vec![DateRange { start, end: End::Month }]))
    }

    /// Dates of these ranges, in order of time.
    ///
    /// # Errors
    /// A sentence that says which does not come after the one before it.
    pub fn new(ranges: Vec<DateRange>) -> Result<Self, String> {
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
        Self(vec![DateRange { start: day, end: End::Day(day) }])
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

const DATES_HELP: &str = "write 2018-02-01 for a day, 2018-02-01/02 for a range, 2018-02-01/.. for an open end, \
                          2018-02 for a month, and a list for several";

impl Decode for Dates {
    const HOLDS: Holds = Holds::Day;

    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        let mut note = |why: String, range: std::ops::Range<usize>| {
            decoder.note(Finding::error("impossible-date", why).help(DATES_HELP), range);
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
                Self::new(ranges).map_or_else(|why| note(why, node.range.clone()), Some)
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
