//! Times of day, as records write them (ISO 8601).

use std::fmt;

use crate::node::scalar::scalar;

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
        let (hour, minute) = (digits(hour).ok_or_else(wrong)?, digits(minute).ok_or_else(wrong)?);
        Self::from_hm(hour, minute).ok_or_else(|| format!("no day has the time {text}"))
    }

    /// The time at an hour (0 to 24) and a minute; none where no day has it.
    pub fn from_hm(hour: u8, minute: u8) -> Option<Self> {
        let exists = (hour < 24 && minute < 60) || (hour == 24 && minute == 0);
        exists.then_some(Self { hour, minute })
    }
}

impl Clock {
    /// Minutes since midnight.
    pub fn minutes(self) -> u16 {
        u16::from(self.hour) * 60 + u16::from(self.minute)
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

/// The most minutes of a sitting that ends on the next day: one of more has a slip in its times.
const NIGHT: u16 = 12 * 60;

/// From a time of day, to another if one is given; to one on the next day where it is earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeRange {
    /// From when.
    pub from: Clock,
    /// Until when, if it is said.
    pub to: Option<Clock>,
}

impl TimeRange {
    /// Reads `10:00`, `10:00/13:00`, or past midnight `22:00/02:00`.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    pub fn parse(text: &str) -> Result<Self, String> {
        let Some((from, to)) = text.split_once('/') else {
            return Clock::parse(text).map(|from| Self { from, to: None });
        };
        let (from, to) = (Clock::parse(from)?, Clock::parse(to)?);
        let night = u16::from(to < from) * 24 * 60 + to.minutes();
        if to == from || night.saturating_sub(from.minutes()) > NIGHT && to < from {
            return Err(format!("it ends at {to}, not after it begins at {from}"));
        }
        Ok(Self { from, to: Some(to) })
    }

    /// Whether it ends on the day after it began.
    pub fn is_overnight(self) -> bool {
        self.to.is_some_and(|to| to < self.from)
    }

    /// The minutes from the midnight before it until it ends, where that is known.
    pub fn ends(self) -> Option<u16> {
        let day = if self.is_overnight() { 24 * 60 } else { 0 };
        Some(self.to?.minutes() + day)
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

scalar!(Clock, Time, "impossible-time", "a time", "write it as 10:00, on a 24-hour clock", {
    "pattern": r"^\d{2}:\d{2}$"
});
scalar!(
    TimeRange,
    Time,
    "impossible-time",
    "a time",
    "write it as 10:00, or from and to as 10:00/13:00, on a 24-hour clock; past midnight as 22:00/02:00",
    { "pattern": r"^\d{2}:\d{2}(/\d{2}:\d{2})?$" }
);
