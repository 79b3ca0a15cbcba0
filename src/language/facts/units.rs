//! Dates that need no name of a month: numbers with units, the year first ("2018年2月1日至2日"),
//! and figures alone ("2018-02-01", "01.02.2018").

use std::ops::Range;

use super::cursor::Cursor;
use super::date::{Joint, Order, PartialDate};
use super::dates::Phrase;
use super::tables::Numeric;
use super::tokens::Kind;
use super::vocabulary::Sense;
use crate::letter::{Dates, Day, End};

/// A day as it is said.
struct Part {
    year: Option<(i32, Range<usize>)>,
    month: Option<u32>,
    day: Option<u32>,
    /// Whether its last unit is said: "1至2日" says it once.
    whole: bool,
    next: usize,
}

impl Cursor<'_> {
    /// "2018年2月1日至2日", "2月1日", "2018年2月", "二〇一八年二月一日".
    pub(super) fn with_units(&self, start: usize) -> Option<Phrase> {
        self.numeral(start)?;
        if self.glued_before(start).is_some_and(|before| {
            let ascii =
                self.text[before.start..before.end].ends_with(|c: char| c.is_ascii_alphanumeric());
            ascii || matches!(before.kind, Kind::Mark('/' | '.'))
        }) {
            return None;
        }
        let first = self.unit_part(start)?;
        first.month?;
        if first.day.is_none() {
            return self.unit_months(first);
        }
        let mut good = usize::from(first.whole);
        let (mut parts, mut joints) = (vec![first], Vec::new());
        while let Some(before) = parts.last().filter(|_| parts.len() < 31) {
            let Some((joint, next)) = self.joint(before.next) else {
                break;
            };
            if joint != Joint::And && parts.len() > 1 {
                break;
            }
            let Some(part) = self.unit_part(next).filter(|part| part.day.is_some()) else {
                break;
            };
            // Apart, what names its own month is another mention.
            if joint == Joint::And && part.month.is_some() {
                break;
            }
            joints.push(joint);
            parts.push(part);
            if parts.last().is_some_and(|part| part.whole) {
                good = parts.len();
            }
            if joint != Joint::And {
                break;
            }
        }
        if good == 0 {
            return None;
        }
        parts.truncate(good);
        joints.truncate(good - 1);
        Some(phrase(&parts, joints))
    }

    fn unit_part(&self, start: usize) -> Option<Part> {
        let (mut year, mut month, mut at) = (None, None, start);
        if let Some((value @ 1900..2200, 4)) = self.numeral(at)
            && let Some(next) = self.is(at + 1, Sense::YearUnit)
        {
            year = Some((value as i32, self.bytes(at, at + 1)));
            at = next;
        }
        if let Some((value @ 1..=12, _)) = self.numeral(at)
            && let Some(next) = self.is(at + 1, Sense::MonthUnit)
        {
            month = Some(value as u32);
            at = next;
        }
        let day = self
            .numeral(at)
            .filter(|(day, width)| (1..=31).contains(day) && *width < 4);
        let Some((day, _)) = day else {
            return month.map(|_| Part { year, month, day: None, whole: true, next: at });
        };
        let unit = self.is(at + 1, Sense::DayUnit);
        if unit.is_none() && month.is_some() && self.joint(at + 1).is_none() {
            return Some(Part { year, month, day: None, whole: true, next: at });
        }
        // A year without its month is followed by no day.
        (year.is_none() || month.is_some()).then_some(Part {
            year,
            month,
            day: Some(day as u32),
            whole: unit.is_some(),
            next: unit.unwrap_or(at + 1),
        })
    }

    /// Months: "2018年2月", "2018年2月至3月", "2月".
    fn unit_months(&self, first: Part) -> Option<Phrase> {
        let (mut parts, mut joints) = (vec![first], Vec::new());
        while let Some(before) = parts.last().filter(|_| parts.len() < 12)
            && !self.is_mark(before.next, &[','])
            && let Some((joint, next)) = self.joint(before.next)
            && let Some(part) = self.unit_part(next)
            && part.month.is_some()
            && part.day.is_none()
        {
            joints.push(joint);
            parts.push(part);
        }
        Some(phrase(&parts, joints))
    }

    /// "2018-02-01", "2018-02-01/02", "01.02.2018", "01/02/2018", "1-2-2018", "1/2/18".
    pub(super) fn in_figures(&self, at: usize) -> Option<(Phrase, Order)> {
        let (first, width) = self.figures(at)?;
        if !matches!(width, 1 | 2 | 4) || self.gap(at + 1) {
            return None;
        }
        let mark = self.mark(at + 1).filter(|mark| matches!(mark, '-' | '.' | '/'))?;
        let glued = (at + 1..at + 5).all(|at| !self.gap(at));
        let next = at + 5;
        let (second, third) = (self.figures(at + 2)?, self.figures(at + 4)?);
        let same = self.mark(at + 3) == Some(mark) && glued;
        if !same || second.1 > 2 || !self.begins_date(at) {
            return None;
        }
        let (year, days) = match (width, third.1) {
            (4, 1 | 2) => (first, [second.0, third.0]),
            (1 | 2, 4) => (third.0, [second.0, first]),
            // A year of two figures, as in 1/2/26; with dots it is as often a version.
            (1 | 2, 2) if mark == '/' => (2000 + third.0, [second.0, first]),
            _ => return None,
        };
        if !(1900..2200).contains(&year) {
            return None;
        }
        if mark == '-'
            && width == 4
            && let Some(found) = self.interval(at, next)
        {
            return Some((found, Order::Iso));
        }
        // What goes on after it is a symbol or a code.
        let goes_on = !self.gap(next)
            && (self.is_letters(next)
                || self.figures(next).is_some()
                || self.is_mark(next, &['-', '/', '.', ':'])
                    && !self.gap(next + 1)
                    && self.figures(next + 1).is_some());
        if goes_on {
            return None;
        }
        let fits = |[month, day]: [u64; 2]| (1..=12).contains(&month) && (1..=31).contains(&day);
        let [month, day] = days;
        let turned = [day, month];
        // With dots the day comes first everywhere.
        let turns = mark != '.' && width != 4;
        let (days, ambiguous) = match (fits(days), turns && fits(turned)) {
            (true, true) => (days, self.rules.numeric == Numeric::Either && day != month),
            (true, false) => (days, false),
            (false, true) => (turned, false),
            (false, false) => return None,
        };
        let year_bytes = if width == 4 { self.bytes(at, at + 1) } else { self.bytes(at + 4, next) };
        let day = PartialDate {
            day: Some(days[1] as u32),
            month: days[0] as u32,
            year: Some(year as i32),
            ambiguous,
        };
        let phrase = Phrase {
            days: vec![day],
            year: Some(year_bytes),
            next,
            certain: !ambiguous,
            ..Phrase::default()
        };
        let order = if mark == '-' && width == 4 { Order::Iso } else { Order::Figures(mark) };
        Some((phrase, order))
    }

    /// Whether figures may begin a date: no letter, figure or stroke clings to them.
    fn begins_date(&self, at: usize) -> bool {
        self.begins_number(at)
            && !self
                .glued_before(at)
                .is_some_and(|before| matches!(before.kind, Kind::Mark('-')))
    }

    /// A range as records write it: "2018-02-01/02", "2018-02-27/03-02".
    fn interval(&self, at: usize, next: usize) -> Option<Phrase> {
        if !self.is_mark(next, &['/']) || self.gap(next) {
            return None;
        }
        let ends = [next + 6, next + 4, next + 2];
        let (dates, end) = ends.into_iter().find_map(|end| {
            self.token(end - 1)?;
            let text = self.text.get(self.bytes(at, end))?;
            Some((Dates::parse(text).ok()?, end))
        })?;
        let [range] = dates.ranges() else {
            return None;
        };
        let End::Day(last) = range.end else {
            return None;
        };
        let of = |day: Day| PartialDate {
            day: Some(day.day()),
            month: day.month(),
            year: Some(day.year()),
            ambiguous: false,
        };
        Some(Phrase {
            days: vec![of(range.start), of(last)],
            joints: vec![Joint::Dash],
            year: Some(self.bytes(at, at + 1)),
            next: end,
            certain: true,
            ..Phrase::default()
        })
    }
}

/// What parts say together: year and month are said once, with the first.
fn phrase(parts: &[Part], joints: Vec<Joint>) -> Phrase {
    let (mut year, mut month) = (None, 0);
    let mut days = Vec::with_capacity(parts.len());
    for part in parts {
        year = part.year.as_ref().map(|(year, _)| *year).or(year);
        month = part.month.unwrap_or(month);
        days.push(PartialDate { day: part.day, month, year, ambiguous: false });
    }
    Phrase {
        days,
        joints,
        year: parts
            .first()
            .and_then(|part| part.year.as_ref())
            .map(|(_, bytes)| bytes.clone()),
        next: parts.last().map_or(0, |part| part.next),
        certain: true,
        ..Phrase::default()
    }
}
