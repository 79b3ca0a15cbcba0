//! Dates with the name of their month: "Thursday, 1 to 2 February 2018", "February 1, 2018",
//! "February 2018"; and what all dates share.

use std::ops::Range;

use super::cursor::Cursor;
use super::date::{DateMention, DateStyle, Joint, Order, PartialDate};
use super::tokens::Kind;
use super::vocabulary::Sense;
use super::{Fact, Value};

/// No month has more days, and no list of days is longer.
pub(super) const MOST: usize = 31;
const DASHES: &[char] = &['-', '–', '—', '−', '~'];
pub(super) const COMMAS: &[char] = &[',', '、'];

/// Days as a phrase names them, without weekdays.
#[derive(Debug, Default)]
pub(super) struct Phrase {
    pub(super) days: Vec<PartialDate>,
    pub(super) joints: Vec<Joint>,
    pub(super) year: Option<Range<usize>>,
    pub(super) ordinals: Vec<Range<usize>>,
    pub(super) zeros: Vec<Range<usize>>,
    pub(super) comma: Option<Range<usize>>,
    /// The token after it.
    pub(super) next: usize,
    /// It can mean nothing else.
    pub(super) certain: bool,
}

/// One day, with what it says itself of month and year.
#[derive(Debug, Clone, Default)]
pub(super) struct Part {
    pub(super) day: u32,
    pub(super) month: Option<u32>,
    pub(super) year: Option<(i32, usize)>,
    pub(super) ordinal: Option<Range<usize>>,
    pub(super) zero: Option<Range<usize>>,
    pub(super) comma: Option<Range<usize>>,
    pub(super) certain: bool,
    pub(super) next: usize,
}

impl Cursor<'_> {
    /// Takes the date that begins at a token; gives the token after it.
    pub(super) fn dates(&mut self, at: usize) -> Option<usize> {
        let (weekdays, start) = self.weekdays(at).unwrap_or((Vec::new(), at));
        let (phrase, order) = self.phrase(start)?;
        let started = self.before(at, &[Sense::Start]).is_some();
        let Phrase { days, joints, year, ordinals, zeros, comma, next, certain } = phrase;
        let mut mention = DateMention {
            range: self.bytes(at, next),
            weekdays,
            days,
            joints,
            year,
            style: DateStyle {
                order,
                core: self.bytes(start, next),
                ordinals,
                zeros,
                comma,
                short_months: self.short_months(start, next),
                started,
            },
        };
        let mut end = next;
        let opens = start > at && self.is_mark(start - 1, &['(']);
        end += usize::from(opens && self.is_mark(end, &[')']));
        if mention.weekdays.is_empty()
            && let Some((weekdays, after)) = self.weekdays_after(next, mention.days.len())
        {
            (mention.weekdays, end) = (weekdays, after);
        }
        let certain = certain || !mention.weekdays.is_empty();
        self.symbols = None;
        mention.range = self.bytes(at, end);
        self.push(Fact { range: mention.range.clone(), value: Value::Dates(mention), certain });
        Some(end)
    }

    /// The bytes of the months by short names from a token up to another.
    fn short_months(&self, start: usize, next: usize) -> Vec<Range<usize>> {
        let short = |at: usize| {
            let is_whole = self.sense(at, |sense| matches!(sense, Sense::Month(_)).then_some(()));
            let (_, after) = self.short_month(at).filter(|_| is_whole.is_none())?;
            Some(self.bytes(at, after.min(next)))
        };
        (start..next).filter_map(short).collect()
    }

    fn phrase(&self, at: usize) -> Option<(Phrase, Order)> {
        if let Some(found) = self.in_figures(at) {
            return Some(found);
        }
        if self.rules.units
            && let Some(phrase) = self.with_units(at)
        {
            return Some((phrase, Order::Year));
        }
        if let Some(phrase) = self.day_first(at) {
            return Some((phrase, Order::Day));
        }
        let phrase = self.month_first(at).or_else(|| self.months(at))?;
        Some((phrase, Order::Month))
    }

    /// A weekday or two before a date, and the token at which the date begins.
    #[allow(clippy::type_complexity, reason = "weekdays with their bytes, and a token")]
    fn weekdays(&self, at: usize) -> Option<(Vec<(usize, Range<usize>)>, usize)> {
        let (weekday, mut next) = self.weekday(at)?;
        let mut weekdays = vec![weekday];
        if let Some((_, second)) = self.joint(next)
            && let Some((weekday, after)) = self.weekday(second)
        {
            weekdays.push(weekday);
            next = after;
        }
        next += usize::from(self.is_mark(next, &[',', '(']));
        Some((weekdays, self.skip(next, &[Sense::Article])))
    }

    #[allow(clippy::type_complexity, reason = "a weekday with its bytes, and a token")]
    fn weekday(&self, at: usize) -> Option<((usize, Range<usize>), usize)> {
        let (number, next) = self.sense(at, |sense| match sense {
            Sense::Weekday(number) | Sense::ShortWeekday(number) => Some(usize::from(number)),
            _ => None,
        })?;
        Some(((number, self.bytes(at, next)), next))
    }

    /// The weekdays behind a date, in brackets or, where numbers have units, right behind it:
    /// "1 февраля 2018 года (четверг)", "2018年2月1日星期四". One weekday of several days is none.
    #[allow(clippy::type_complexity, reason = "weekdays with their bytes, and a token")]
    fn weekdays_after(
        &self,
        at: usize,
        days: usize,
    ) -> Option<(Vec<(usize, Range<usize>)>, usize)> {
        let open = self.is_mark(at, &['(']);
        let start = at + usize::from(open);
        let units = self.token(start).is_some_and(|token| token.kind == Kind::Ideographs);
        if !open && !units {
            return None;
        }
        let (weekday, mut next) = self.weekday(start)?;
        let mut weekdays = vec![weekday];
        if let Some((_, second)) = self.joint(next)
            && let Some((weekday, after)) = self.weekday(second)
        {
            weekdays.push(weekday);
            next = after;
        }
        if open {
            if !self.is_mark(next, &[')']) {
                return None;
            }
            next += 1;
        }
        if weekdays.len() == 1 && days > 1 {
            if !units {
                return None;
            }
            weekdays.clear();
        }
        Some((weekdays, next))
    }

    /// What joins two days, and the token after it.
    pub(super) fn joint(&self, at: usize) -> Option<(Joint, usize)> {
        if self.is_mark(at, DASHES) {
            return Some((Joint::Dash, at + 1));
        }
        if self.is_mark(at, COMMAS) {
            return Some((Joint::And, self.skip(at + 1, &[Sense::Join])));
        }
        self.sense(at, |sense| match sense {
            Sense::Range => Some(Joint::To),
            Sense::Join => Some(Joint::And),
            _ => None,
        })
    }

    /// A day of the month in figures that no symbol holds; or, before its month, as an ordinal in
    /// words.
    pub(super) fn day(&self, at: usize) -> Option<Part> {
        let Some((value, width)) = self.figures(at) else {
            return self.day_in_words(at);
        };
        if width > 2 || !(1..=31).contains(&value) || !self.begins_number(at) {
            return None;
        }
        let mut part = Part { day: value as u32, certain: true, next: at + 1, ..Part::default() };
        let start = self.bytes(at, at + 1).start;
        let second = self.word(at).chars().next().map_or(0, char::len_utf8);
        part.zero = (width == 2 && value < 10).then(|| start..start + second);
        if self.gap(at + 1) {
            return Some(part);
        }
        if let Some(next) = self.is(at + 1, Sense::DaySuffix) {
            let lone = next == at + 2 && self.mark(at + 1).is_some();
            part.ordinal = (!lone).then(|| self.bytes(at + 1, next));
            part.next = next;
            return Some(part);
        }
        let clings = self.is_letters(at + 1) || self.is_mark(at + 1, &['/', ':']);
        (!clings).then_some(part)
    }

    fn day_in_words(&self, at: usize) -> Option<Part> {
        let (day, next) = self.sense(at, |sense| match sense {
            Sense::Ordinal(day @ 1..=31) => Some(day as u32),
            _ => None,
        })?;
        let link = self.is(next, Sense::Link).filter(|link| self.month(*link).is_some());
        let first = day == 1 && self.month(next).is_some();
        let certain = link.is_some();
        (certain || first).then(|| Part { day, certain, next, ..Part::default() })
    }

    /// Whether figures begin a number of their own, and are not the rest of a word or symbol.
    pub(super) fn begins_number(&self, at: usize) -> bool {
        let Some(before) = self.glued_before(at) else {
            return true;
        };
        match before.kind {
            Kind::Mark(mark) => !matches!(mark, '/' | '.' | ':' | '\0'),
            Kind::Ideographs => true,
            Kind::Word => self.vocabulary.is_particle(&self.text[before.start..before.end]),
            Kind::Figures(..) | Kind::Numeral(..) => false,
        }
    }

    /// A year that no symbol holds: its value.
    pub(super) fn year(&self, at: usize) -> Option<i32> {
        let (year, width) = self.figures(at)?;
        let glued = !self.gap(at + 1);
        let clings = glued
            && (self.is_mark(at + 1, &['/'])
                || self.token(at + 1).is_some_and(|token| {
                    matches!(token.kind, Kind::Word | Kind::Ideographs)
                        && self.is(at + 1, Sense::AfterYear).is_none()
                }));
        (width == 4 && (1900..2200).contains(&year) && !clings).then_some(year as i32)
    }

    /// A day with its month and year, as far as it says them.
    fn part(&self, at: usize) -> Option<Part> {
        let mut part = self.day(at)?;
        if let Some(hyphened) = self.hyphened(&part) {
            return Some(hyphened);
        }
        let Some((month, next)) = self.month(self.skip(part.next, &[Sense::Link])) else {
            return Some(part);
        };
        (part.month, part.next) = (Some(month), next);
        let comma = self.is_mark(next, &[',']);
        let at = self.skip(next + usize::from(comma), &[Sense::Link]);
        if let Some(year) = self.year(at) {
            part.comma = comma.then(|| self.bytes(next, next + 1));
            (part.year, part.next) = (Some((year, at)), at + 1);
        }
        Some(part)
    }

    /// A day as spreadsheets write it: "2-Oct-2026", "02-Oct-26", "2-Oct".
    fn hyphened(&self, day: &Part) -> Option<Part> {
        let hyphen = |at: usize| self.is_mark(at, &['-']) && !self.gap(at) && !self.gap(at + 1);
        let (month, next) = self.month(day.next + 1).filter(|_| hyphen(day.next))?;
        let year = hyphen(next).then(|| {
            let short = |(year, width)| (width == 2).then_some(2000 + year as i32);
            self.year(next + 1).or_else(|| self.figures(next + 1).and_then(short))
        });
        let next = if year.is_some() { next + 2 } else { next };
        // What goes on is a code.
        if year == Some(None) || self.is_mark(next, &['-', '/']) && !self.gap(next) {
            return None;
        }
        let year = year.flatten().map(|year| (year, next - 1));
        Some(Part { month: Some(month), year, next, ..day.clone() })
    }

    /// "1 February 2018", "1-2 February", "29 January to 2 February 2018", "20, 22 and 24 February".
    fn day_first(&self, start: usize) -> Option<Phrase> {
        let first = self.part(start)?;
        let mut good = usize::from(first.month.is_some());
        let (mut parts, mut joints) = (vec![first], Vec::new());
        while let Some(before) = parts.last().filter(|_| parts.len() < MOST) {
            let Some((joint, next)) = self.joint(before.next) else {
                break;
            };
            // Apart, a whole new date may follow, with its own year: that is another mention.
            if joint == Joint::And && before.month.is_some() {
                break;
            }
            let next = self.skip(next, &[Sense::Article, Sense::Start]);
            let Some(part) = self.part(next) else {
                break;
            };
            let whole = part.month.is_some();
            joints.push(joint);
            parts.push(part);
            if whole {
                good = parts.len();
                if joint != Joint::And && parts.len() == 2 {
                    break;
                }
            }
        }
        if good == 0 {
            return None;
        }
        parts.truncate(good);
        joints.truncate(good - 1);
        let last = parts.last()?;
        let year = last.year.map(|(_, at)| self.bytes(at, at + 1));
        let next = match last.year {
            Some(_) => self.skip(last.next, &[Sense::AfterYear]),
            None => last.next,
        };
        Some(self.phrase_of(&parts, joints, year, next))
    }

    pub(super) fn phrase_of(
        &self,
        parts: &[Part],
        joints: Vec<Joint>,
        year: Option<Range<usize>>,
        next: usize,
    ) -> Phrase {
        let mut days = Vec::with_capacity(parts.len());
        let (mut month, mut of) = (0, None);
        for part in parts.iter().rev() {
            month = part.month.unwrap_or(month);
            of = part.year.map(|(year, _)| year).or(of);
            days.push(PartialDate { day: Some(part.day), month, year: of, ambiguous: false });
        }
        days.reverse();
        Phrase {
            days,
            joints,
            year,
            ordinals: parts.iter().filter_map(|part| part.ordinal.clone()).collect(),
            zeros: parts.iter().filter_map(|part| part.zero.clone()).collect(),
            comma: parts.last().and_then(|part| part.comma.clone()),
            next,
            certain: parts.iter().all(|part| part.certain),
        }
    }
}
