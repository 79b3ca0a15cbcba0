//! Days and times as lists write them, in the words of records, so that a letter says them as its
//! office does.

use crate::finding::Level;
use crate::language::facts::{Order, Reader, TimeForm, Value};
use crate::letter::{Clock, Day};

/// No day or time that a list writes is longer.
const LONGEST: usize = 48;

/// A day or a time.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Moment {
    /// What it is, as records write it: `2026-10-02`, `15:30`, `2026-10-02T15:30`.
    Known(String),
    /// It looks like one, and the letter says it as it is.
    Doubtful {
        level: Level,
        what: &'static str,
        /// How to write it, so that the letter says it as its office does.
        right: String,
    },
    /// A day whose month may come first: 02/10/2026. Where the letter's language cannot tell, a
    /// rule says so.
    TwoWays,
}

/// What a cell that a letter prints says; `reader` is of the language of the letter, which is
/// that of its list. None for all else.
pub(super) fn moment(text: &str, reader: &Reader) -> Option<Moment> {
    if text.len() > LONGEST || !text.contains(char::is_numeric) {
        return None;
    }
    if let Some(found) = almost_a_day(text) {
        return Some(found);
    }
    if let Some(found) = clock(text, reader) {
        return Some(found);
    }
    if let Some(found) = day_in_figures(text, reader) {
        return Some(found);
    }
    if is_no_time(text) {
        return Some(doubtful("time", "a time of day as 15:30".to_owned()));
    }
    // A day and a time: 2.10.2026 15:30:00.
    let (day, time) = text.split_once(char::is_whitespace)?;
    let day = match (Day::parse(day), day_in_figures(day, reader)) {
        (Ok(day), _) => day.to_string(),
        (_, Some(Moment::Known(day))) => day,
        _ => return None,
    };
    let time = time.trim();
    let found = match (Clock::parse(time), by_clock(time)) {
        (Ok(clock), _) => Some(clock),
        (_, Some(Told { clock, is_exact: true, .. })) => Some(clock),
        (_, Some(_)) => {
            return Some(doubtful("point in time", format!("{day} and a time as 15:30")));
        }
        _ if is_no_time(time) => {
            return Some(doubtful("point in time", format!("{day} and a time as 15:30")));
        }
        _ => match clock(time, reader) {
            Some(Moment::Known(time)) => Clock::parse(&time).ok(),
            _ => None,
        },
    };
    match found? {
        Clock { hour: 0, minute: 0 } => Some(Moment::Known(day)),
        clock => Some(Moment::Known(format!("{day}T{clock}"))),
    }
}

fn doubtful(what: &'static str, right: String) -> Moment {
    Moment::Doubtful { level: Level::Warning, what, right }
}

/// A time of day by a clock: 15:30:00, 3:30 PM. Not 15:30, which is as it should be.
fn clock(text: &str, reader: &Reader) -> Option<Moment> {
    if let Some(Told { clock, is_exact, is_sure }) = by_clock(text) {
        return Some(match is_exact && is_sure {
            true => Moment::Known(clock.to_string()),
            false => doubtful("time", clock.to_string()),
        });
    }
    let facts = reader.facts(text);
    let [fact] = facts.as_slice() else { return None };
    let time = fact.times().filter(|_| fact.range == (0..text.len()))?;
    let in_clock = time.from.form == TimeForm::Colon && time.zone.is_none();
    match (&time.to, time.from.half) {
        _ if !in_clock => None,
        (None, Some(_)) if time.from.other.is_none() => {
            Some(Moment::Known(time.from.clock.to_string()))
        }
        (Some(to), _) if to.form == TimeForm::Colon && time.from.clock < to.clock => {
            Some(doubtful("time", format!("{}/{}", time.from.clock, to.clock)))
        }
        _ => None,
    }
}

/// Whether a text has the shape of a time, and no clock shows it: 25:00, 3:75 PM.
fn is_no_time(text: &str) -> bool {
    let clock = text.trim_end_matches(|c: char| c.is_alphabetic() || matches!(c, '.' | ' '));
    let Some((hour, minute)) = clock.split_once(':') else { return false };
    let figures = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let shape = (1..=2).contains(&hour.len()) && minute.len() == 2;
    let number = |text: &str| text.parse::<u8>().unwrap_or(u8::MAX);
    let halved = clock.len() < text.len();
    shape
        && figures(hour)
        && figures(minute)
        && (number(minute) > 59 || number(hour) > 24 || halved && !(1..=12).contains(&number(hour)))
        && (!halved || text.to_lowercase().ends_with(['m', '.']))
}

/// A time as spreadsheets write it into CSV.
struct Told {
    clock: Clock,
    /// No seconds are lost.
    is_exact: bool,
    /// It is not how long something lasts, as 0:45 and 00:45:00 may be.
    is_sure: bool,
}

/// A clock with seconds, with an hour of one figure, or with AM or PM behind it, as spreadsheets
/// write them in many languages. Not 15:30, which is as it should be.
fn by_clock(text: &str) -> Option<Told> {
    let (text, half) = match text.split_at_checked(text.len().saturating_sub(2))? {
        (clock, half) if half.eq_ignore_ascii_case("am") => (clock.trim_end(), Some(0)),
        (clock, half) if half.eq_ignore_ascii_case("pm") => (clock.trim_end(), Some(12)),
        _ => (text, None),
    };
    let mut parts = text.splitn(3, ':');
    let (hour, minute, seconds) = (parts.next()?, parts.next()?, parts.next());
    let figures = |text: &str, widths: std::ops::RangeInclusive<usize>| {
        widths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let as_it_should_be = hour.len() == 2 && seconds.is_none() && half.is_none();
    if !figures(hour, 1..=2) || !figures(minute, 2..=2) || as_it_should_be {
        return None;
    }
    let is_short = hour.len() == 1;
    let seconds = seconds.unwrap_or("00");
    let (whole, rest) = seconds.split_at_checked(2)?;
    let fraction = rest.strip_prefix(['.', ',']).unwrap_or(rest);
    if !figures(whole, 2..=2) || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let hour = match (hour.parse::<u8>().ok()?, half) {
        (hour, None) => hour,
        (hour @ 1..=12, Some(half)) => hour % 12 + half,
        _ => return None,
    };
    let clock = Clock::from_hm(hour, minute.parse().ok()?)?;
    let is_exact = whole == "00" && fraction.bytes().all(|byte| byte == b'0');
    let is_sure = half.is_some() || hour > 0 && !is_short;
    Some(Told { clock, is_exact, is_sure })
}

/// A day in figures, in the order of the language, or with the short name of its month: 2.10.2026,
/// 31/10/2026, 2-Oct-2026.
fn day_in_figures(text: &str, reader: &Reader) -> Option<Moment> {
    let facts = reader.facts(text);
    if let [fact] = facts.as_slice()
        && fact.range == (0..text.len())
        && let Value::Dates(dates) = &fact.value
    {
        let short = !dates.style.short_months.is_empty() && dates.days.len() == 1;
        let known = short || matches!(dates.style.order, Order::Figures(_));
        if !known || !dates.weekdays.is_empty() {
            return None;
        }
        if dates.is_ambiguous() {
            return Some(Moment::TwoWays);
        }
        let days = dates.dates(None)?.to_string();
        // A year of two figures may be of the last century; and where one day of a list has its
        // month first, although the language has not, all may have.
        let year = dates.year.clone()?;
        let first = text.split(|c: char| !c.is_numeric()).next()?.parse().ok();
        let day = dates.days.first()?.day;
        let turned =
            !short && reader.has_day_first() && first.is_some_and(|first: u32| Some(first) != day);
        return Some(match text[year].chars().count() {
            4 if !turned => Moment::Known(days),
            _ => doubtful("day", days),
        });
    }
    let parts: Vec<_> = text.split('.').collect();
    let small = |text: &str| -> Option<u32> {
        let short = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|_| short)
    };
    let [day, month, year] = parts.as_slice() else { return None };
    let (day, month, year) = (small(day)?, small(month)?, small(year)?);
    let day = Day::from_ymd(2000 + i32::try_from(year).ok()?, month, day)?;
    Some(doubtful("day", day.to_string()))
}

/// A point in time as programs write it, as a day, or as a day and a time: `2026-10-02T00:00:00`
/// is `2026-10-02`, `2026-10-02 15:30:00` is `2026-10-02T15:30`. None for all else, and where
/// seconds or a zone would be lost.
pub(super) fn point_in_time(text: &str) -> Option<String> {
    let (day, time) = text.split_once(['T', ' '])?;
    let shape = |(at, byte): (usize, u8)| {
        if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() }
    };
    if day.len() != 10 || !day.bytes().enumerate().all(shape) {
        return None;
    }
    let bare = ["Z", "+00:00", "+0000"]
        .iter()
        .find_map(|zone| time.strip_suffix(zone));
    let (clock, zoned) = (bare.unwrap_or(time), bare.is_some());
    let (clock, rest) = clock.split_at_checked(5)?;
    let idle = |c: char| matches!(c, ':' | '.' | ',' | '0');
    let time = Clock::parse(clock).ok().filter(|_| rest.chars().all(idle))?;
    match (time.hour, time.minute) {
        (0, 0) => Some(day.to_owned()),
        _ if zoned || Day::parse(day).is_err() => None,
        _ => Some(format!("{day}T{time}")),
    }
}

/// What is no day as letters read them and begins with a year: 2026-1-5, 2026-10, a point in time
/// with seconds or a zone.
fn almost_a_day(text: &str) -> Option<Moment> {
    let timed = text.get(..10).filter(|day| Day::parse(day).is_ok());
    if let Some(day) =
        timed.filter(|_| text[10..].starts_with(['T', ' ']) && text[11..].contains(':'))
    {
        // "03:30 PM" is for those who read clocks.
        let halved = text[11..].contains(|c: char| c.is_alphabetic() && c != 'Z');
        let time = text[11..]
            .get(..5)
            .filter(|time| Clock::parse(time).is_ok() && !halved)?;
        let right = format!("{day} {time}");
        return (right != text.replace('T', " ")).then(|| doubtful("point in time", right));
    }
    let numbers: Vec<_> = text.split(['-', '/', '.']).collect();
    let year = numbers.first().filter(|year| year.len() == 4)?.parse::<i32>().ok()?;
    let small = |text: &str| (text.len() < 3).then(|| text.parse::<u32>().ok()).flatten();
    let known = (1900..2100).contains(&year);
    match numbers.as_slice() {
        [_, month, day] if known => {
            let (month, day) = (small(month)?, small(day)?);
            let day = Day::from_ymd(year, month, day);
            // Days that there are not, and what is written as it should be, rules know.
            let right = day.map(|day| day.to_string()).filter(|right| right != text)?;
            Some(doubtful("day", right))
        }
        [_, month] if known && text.contains('-') && month.len() == 2 => {
            let right = "the month as a word".to_owned();
            let named = (1..=12).contains(&small(month)?);
            named.then_some(Moment::Doubtful { level: Level::Note, what: "month", right })
        }
        _ => None,
    }
}
