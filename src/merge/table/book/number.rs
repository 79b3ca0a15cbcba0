//! Days and times as the numbers that spreadsheets keep them as.

use crate::letter::Day;

/// 1 January 1970, counted as Excel does.
const EPOCH: i64 = 25_569;

/// How many days later a workbook counts that begins with 1904.
const DAYS_TO_1904: i64 = 1462;

const SECONDS: f64 = 86_400.0;

/// A point in time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Moment {
    /// None where the number is a time of day alone.
    pub(super) day: Option<Day>,
    pub(super) hour: u32,
    pub(super) minute: u32,
    pub(super) second: u32,
}

impl Moment {
    /// The moment of a number; none of a negative one, and of one that no calendar has.
    pub(super) fn of(number: f64, from_1904: bool) -> Option<Self> {
        if !(0.0..3_000_000.0).contains(&number) {
            return None;
        }
        let seconds = (number * SECONDS).round() as i64;
        let (days, rest) = (seconds / 86_400, (seconds % 86_400) as u32);
        let days = if from_1904 { days + DAYS_TO_1904 } else { days };
        // Excel counts a 29 February 1900 that there was not.
        let day = match days {
            ..=0 => None,
            60 => return None,
            1..60 => Some(Day::from_epoch(days + 1 - EPOCH)),
            _ => Some(Day::from_epoch(days - EPOCH)),
        };
        let day = day.filter(|_| !from_1904 || number >= 1.0);
        Some(Self { day, hour: rest / 3600, minute: rest / 60 % 60, second: rest % 60 })
    }

    /// The time of day, as `15:30`.
    pub(super) fn time(self) -> String {
        format!("{:02}:{:02}", self.hour, self.minute)
    }
}
