//! Times of day: "10 a.m.", "from 3 to 5.30 p.m.", "14 h 30", "10:00–13:00 (CET)", "noon".

use std::ops::Range;

use super::cursor::Cursor;
use super::time::{TimeForm, TimeMention, TimePoint};
use super::vocabulary::Sense;
use super::{Fact, Value};
use crate::letter::Clock;

/// Zones by abbreviations that all languages share.
const ZONES: &[&str] = &[
    "UTC", "GMT", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "CET", "CEST", "EET",
    "EEST", "WET", "WEST", "BST", "IST", "MSK", "JST", "SGT", "WAT", "CAT", "EAT", "SAST", "AEST",
    "AEDT",
];

/// A time as it is said, its half of the day perhaps left to the other of a range.
#[derive(Debug, Clone)]
struct Point {
    minutes: u32,
    half: Option<bool>,
    says_half: bool,
    form: TimeForm,
    /// It is a time by its own words, and not a mere number.
    stands: bool,
    certain: bool,
    /// The hour has a nought before it: no clock of twelve hours.
    padded: bool,
    at: usize,
    next: usize,
}

impl Cursor<'_> {
    /// Takes the time, or range of times, that begins at a token; gives the token after it.
    pub(super) fn times(&mut self, at: usize) -> Option<usize> {
        let first = self.point(at, false)?;
        let second = self.second(&first);
        let (from, to, apart) = match second {
            None if first.stands => (first, None, false),
            None => return None,
            Some((second, apart)) => (first, Some(second), apart),
        };
        let (mut from, mut to) = (from, to);
        if let Some(to) = &mut to {
            share_half(&mut from, to);
        }
        let end = to.as_ref().map_or(from.next, |to| to.next);
        let zone = self.zone(end);
        let (zone, end) = zone.map_or((None, end), |(zone, end)| (Some(zone), end));
        let certain = from.certain || to.as_ref().is_some_and(|to| to.certain);
        let begins = self.before(at, &[Sense::At, Sense::BeforeRange]).is_some();
        let [from, to] = [Some(from), to].map(|point| Some(self.time_point(&point?)));
        let from = from?;
        let start = from.range.start;
        match to {
            Some(second) if apart => {
                let range = from.range.clone();
                let first = TimeMention { from, to: None, zone: None, begins };
                self.push(Fact { range, value: Value::Times(first), certain });
                let range = second.range.start..self.end(end);
                let second = TimeMention { from: second, to: None, zone, begins };
                self.push(Fact { range, value: Value::Times(second), certain });
            }
            to => {
                let range = start..self.end(end);
                let value = Value::Times(TimeMention { from, to, zone, begins });
                self.push(Fact { range, value, certain });
            }
        }
        Some(end)
    }

    /// The second time after a first, and whether they are two times and no range.
    fn second(&self, first: &Point) -> Option<(Point, bool)> {
        if first.form == TimeForm::Word && !first.stands {
            return None;
        }
        let range = self.is(first.next, Sense::TimeRange).or_else(|| {
            self.is_mark(first.next, &['-', '–', '—', '−', '~'])
                .then_some(first.next + 1)
        });
        let join = || self.is(first.next, Sense::Join).filter(|_| !first.stands);
        let (next, apart) = match range {
            Some(next) => (next, false),
            None => (join()?, true),
        };
        let next = self.skip(next, &[Sense::At, Sense::BeforeTime, Sense::Clock]);
        let second = self.point(next, true).filter(|point| point.stands)?;
        // A number before "to" is a time by the words of the second time alone.
        let good = first.stands || second.certain && second.form != TimeForm::Word;
        good.then_some((second, apart))
    }

    /// A time, or a number that may be the first of two times.
    fn point(&self, start: usize, second: bool) -> Option<Point> {
        let word = |at: usize| {
            self.sense(at, |sense| match sense {
                Sense::Noon => Some(12 * 60),
                Sense::Midnight => Some(0),
                _ => None,
            })
        };
        if let Some((minutes, next)) = word(start) {
            return Some(Point {
                minutes,
                half: None,
                says_half: false,
                form: TimeForm::Word,
                stands: true,
                certain: true,
                padded: true,
                at: start,
                next,
            });
        }
        let half = |at: usize| {
            self.sense(at, |sense| match sense {
                Sense::Half(pm) => Some(pm),
                _ => None,
            })
        };
        let before = half(start).filter(|_| self.rules.half_first);
        let (before, mut at) = before.map_or((None, start), |(pm, next)| (Some(pm), next));
        let clock = self.is(at, Sense::Clock);
        at = clock.unwrap_or(at);
        let (hour, padded, mut next) = self.hour(at, second)?;
        let (mut minutes, mut form) = (hour * 60, TimeForm::Hour);
        if let Some((minute, form_of, after)) = self.minutes(next) {
            (minutes, form, next) = (minutes + minute, form_of, after);
        }
        // "часов дня" is one phrase, where "дня" alone is not.
        let unit = self.is(next, Sense::HourUnit).filter(|_| half(next).is_none());
        if let Some(after) = unit {
            next = after;
            if form == TimeForm::Hour
                && let Some((minute @ 0..60, 2)) = self.figures(next)
            {
                (minutes, form) = (minutes + minute as u32, TimeForm::Units);
                next = self.skip(next + 1, &[Sense::MinuteUnit]);
            }
        }
        let after = half(next).filter(|_| before.is_none());
        let half = before.or(after.map(|(pm, _)| pm));
        next = after.map_or(next, |(_, next)| next);
        if let Some((noon, after)) = word(next).filter(|_| hour == 12 && minutes == 12 * 60) {
            (minutes, next, form) = (noon, after, TimeForm::Word);
        }
        let figures = self.token(at).is_some_and(|_| self.figures(at).is_some());
        let told = self.before(start, &[Sense::At, Sense::BeforeTime]).is_some()
            || clock.is_some()
            || second;
        let says = half.is_some() || unit.is_some() || form == TimeForm::Word;
        let stands = match form {
            TimeForm::Hour if !figures => unit.is_some() && told,
            TimeForm::Hour => says || clock.is_some(),
            TimeForm::Point => says || told && !self.goes_on(next),
            _ => true,
        };
        // "2 heures" may be how long it lasts.
        let sure =
            half.is_some() || form != TimeForm::Hour && unit.is_some() || form == TimeForm::Word;
        let certain = stands && (sure || told && self.ends(next));
        let says_half = half.is_some();
        // "الساعة" is no part of the time.
        let at = if before.is_some() { start } else { at };
        Some(Point { minutes, half, says_half, form, stands, certain, padded, at, next })
    }

    /// An hour in figures or in words: its value, and whether a nought stands before it.
    fn hour(&self, at: usize, second: bool) -> Option<(u32, bool, usize)> {
        if let Some((hour @ 0..=24, width @ 1..=2)) = self.numeral(at) {
            let before = self.glued_before(at).is_some_and(|before| {
                let text = &self.text[before.start..before.end];
                matches!(text, "," | "$" | "€" | "£") || text == "-" && !second
            });
            let padded = width == 2 && hour < 10;
            return (self.begins_number(at) && !before).then_some((hour as u32, padded, at + 1));
        }
        let (hour, next) = self.sense(at, |sense| match sense {
            Sense::Number(hour @ 1..=24) => Some(hour as u32),
            _ => None,
        })?;
        self.is(next, Sense::HourUnit).map(|_| (hour, false, next))
    }

    /// The minutes that cling to an hour: ":30", ".30".
    fn minutes(&self, at: usize) -> Option<(u32, TimeForm, usize)> {
        let form = match self.mark(at).filter(|_| !self.gap(at))? {
            ':' => TimeForm::Colon,
            '.' => TimeForm::Point,
            _ => return None,
        };
        let (minute @ 0..60, 2) = self.figures(at + 1).filter(|_| !self.gap(at + 1))? else {
            return None;
        };
        let glued = |at: usize| !self.gap(at) && !self.gap(at + 1);
        let more = glued(at + 2) && self.figures(at + 3).is_some();
        let mut next = at + 2;
        match form {
            // Seconds are passed over.
            TimeForm::Colon if more && self.is_mark(next, &[':']) => next += 2,
            // "3.10.2" is no time.
            TimeForm::Point if more && self.is_mark(next, &['.', '/', '-']) => return None,
            _ => {}
        }
        Some((minute as u32, form, next))
    }

    /// Whether a number goes on to be something else than a time: "10.30 per cent".
    fn goes_on(&self, at: usize) -> bool {
        self.is(at, Sense::Measure).is_some()
            || self.is(at, Sense::Multiplier(6)).is_some()
            || self.is_mark(at, &['%', '°'])
    }

    /// Whether what follows a time lets it end.
    fn ends(&self, at: usize) -> bool {
        self.gap(at)
            || self.is_mark(at, &['.', ',', ';', ')', '-', '–', '。', '、', '?', '!', ':'])
            || self.ideograph_before(self.end(at + 1))
    }

    fn time_point(&self, point: &Point) -> TimePoint {
        let minutes = in_half(point.minutes, point.half);
        let clock = |minutes: u32| Clock {
            hour: u8::try_from(minutes / 60).unwrap_or(24),
            minute: u8::try_from(minutes % 60).unwrap_or(0),
        };
        let hour = point.minutes / 60;
        let other = match point.half {
            Some(_) if point.minutes == 12 * 60 => Some((minutes + 12 * 60) % (24 * 60)),
            None if self.rules.twelve && (1..=12).contains(&hour) && !point.padded => {
                Some((minutes + 12 * 60) % (24 * 60))
            }
            _ => None,
        };
        TimePoint {
            range: self.bytes(point.at, point.next),
            clock: clock(minutes),
            other: other.filter(|_| point.form != TimeForm::Word).map(clock),
            form: point.form,
            half: point.half,
            says_half: point.says_half,
        }
    }

    /// The zone of a time, in brackets or behind it: its bytes, and the token after it.
    fn zone(&self, at: usize) -> Option<(Range<usize>, usize)> {
        let open = self.is_mark(at, &['(']);
        let start = at + usize::from(open);
        let mut next = self.zone_words(start)?;
        let zone = self.bytes(start, next);
        if open {
            if !self.is_mark(next, &[')']) {
                return None;
            }
            next += 1;
        }
        Some((zone, next))
    }

    /// "CET", "UTC+1", "New York time", "heure de New York".
    fn zone_words(&self, start: usize) -> Option<usize> {
        if let Some(next) = self.is(start, Sense::Zone) {
            return Some(next);
        }
        if ZONES.contains(&self.word(start)) {
            let offset = self.is_mark(start + 1, &['+', '-', '−', '–']) && !self.gap(start + 1);
            if !offset || self.figures(start + 2).is_none() {
                return Some(start + 1);
            }
            let minutes = self.is_mark(start + 3, &[':']) && self.figures(start + 4).is_some();
            return Some(start + if minutes { 5 } else { 3 });
        }
        let place = |at: usize| {
            let letters = self.word(at).chars().next();
            letters.is_some_and(|c| c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase())
        };
        let places = |from: usize| (from..from + 4).take_while(|at| place(*at)).count();
        if let Some(next) = self.is(start, Sense::ZoneBefore) {
            let count = places(next);
            return (count > 0).then_some(next + count);
        }
        let count = places(start);
        (1..=count).find_map(|count| self.is(start + count, Sense::ZoneAfter))
    }
}

/// Gives the half of the day that only one of two times says to the other, too.
fn share_half(from: &mut Point, to: &mut Point) {
    let morning = |point: &Point| point.minutes <= 12 * 60 + 59 && point.form != TimeForm::Word;
    match (from.half, to.half) {
        (None, Some(half)) if morning(from) && from.minutes < 12 * 60 => {
            // "11 to 1 p.m." begins before noon.
            let same = in_half(from.minutes, Some(half)) <= in_half(to.minutes, Some(half));
            from.half = Some(if same { half } else { !half });
        }
        (Some(half), None) if morning(to) && to.minutes > 0 => {
            let same = in_half(to.minutes, Some(half)) > in_half(from.minutes, Some(half));
            to.half = Some(if same { half } else { !half });
        }
        _ => {}
    }
}

/// Minutes after midnight in a half of the day; true is after noon.
fn in_half(minutes: u32, half: Option<bool>) -> u32 {
    match half {
        Some(true) if minutes < 12 * 60 => minutes + 12 * 60,
        Some(false) if (12 * 60..24 * 60).contains(&minutes) => minutes - 12 * 60,
        _ => minutes,
    }
}
