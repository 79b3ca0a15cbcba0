//! Months by their names, and dates that name the month first: "July 19, 2017", "February 2018".

use super::cursor::Cursor;
use super::date::{Joint, PartialDate};
use super::dates::{COMMAS, MOST, Part, Phrase};
use super::vocabulary::Sense;

impl Cursor<'_> {
    /// A month by its name, from 1. "شباط/فبراير" is one.
    pub(super) fn month(&self, at: usize) -> Option<(u32, usize)> {
        let name = |at: usize| {
            self.sense(at, |sense| match sense {
                Sense::Month(month) => Some(u32::from(month)),
                _ => None,
            })
        };
        let Some((month, next)) = name(at) else {
            return self.short_month(at);
        };
        match name(next + 1) {
            Some((same, after)) if self.is_mark(next, &['/']) && same == month => {
                Some((month, after))
            }
            _ => Some((month, next)),
        }
    }

    /// A month by its short name. The stop behind it is its own, but where a sentence ends.
    pub(super) fn short_month(&self, at: usize) -> Option<(u32, usize)> {
        let (month, next) = self.sense(at, |sense| match sense {
            Sense::ShortMonth(month) => Some(u32::from(month)),
            _ => None,
        })?;
        let stopped = next > at + 1 && self.is_mark(next - 1, &['.']);
        let capital = self.word(next).starts_with(char::is_uppercase);
        let ends = self.token(next).is_none() || self.gap(next) && capital;
        Some((month, if stopped && ends { next - 1 } else { next }))
    }

    /// Whether no "and" follows a comma.
    fn comma_alone(&self, at: usize) -> bool {
        self.is(at + 1, Sense::Join).is_none()
    }

    /// "July 19, 2017", "February 1-2, 2018", "February 27 to March 2, 2018", "March 3".
    pub(super) fn month_first(&self, start: usize) -> Option<Phrase> {
        let (month, next) = self.month(start)?;
        let first = self.day(next).filter(|_| self.figures(next).is_some())?;
        let mut parts = vec![Part { month: Some(month), ..first }];
        let mut joints = Vec::new();
        while let Some(before) = parts.last().filter(|_| parts.len() < MOST) {
            let joint = self.joint(before.next).filter(|_| !self.is_mark(before.next, COMMAS));
            let Some((joint, next)) = joint else {
                break;
            };
            let month = self.month(next).filter(|_| joint != Joint::And && parts.len() == 1);
            let next = month.map_or(next, |(_, next)| next);
            let Some(part) = self.day(next).filter(|_| self.figures(next).is_some()) else {
                break;
            };
            joints.push(joint);
            parts.push(Part { month: month.map(|(month, _)| month), ..part });
        }
        // Days after the first are of its month, unless they say their own.
        let mut of = month;
        for part in &mut parts {
            of = part.month.unwrap_or(of);
            part.month = Some(of);
        }
        let last = parts.last_mut()?;
        let comma = self.is_mark(last.next, &[',']);
        let at = last.next + usize::from(comma);
        let year = self.year(at);
        let mut next = last.next;
        if let Some(year) = year {
            last.comma = comma.then(|| self.bytes(last.next, at));
            (last.year, next) = (Some((year, at)), at + 1);
        }
        let bytes = year.map(|_| self.bytes(at, at + 1));
        let mut phrase = self.phrase_of(&parts, joints, bytes, next);
        phrase.certain = year.is_some();
        Some(phrase)
    }

    /// "February 2018", "February and March 2018"; without a year only after "in".
    pub(super) fn months(&self, start: usize) -> Option<Phrase> {
        let (month, mut next) = self.month(start)?;
        let (mut months, mut joints) = (vec![month], Vec::new());
        let first = next;
        let mut comma = false;
        while months.len() < 12
            && let Some((joint, after)) = self.joint(next)
            && let Some((month, after)) = self.month(after)
            // What a day follows is another date: "in March and April 5".
            && self.day(after).is_none()
        {
            // "January, February and March": a comma alone joins no months.
            comma = joint == Joint::And && self.is_mark(next, COMMAS) && self.comma_alone(next);
            joints.push(joint);
            months.push(month);
            next = after;
        }
        if comma {
            joints.clear();
            months.truncate(1);
            next = first;
        }
        let comma = self.is_mark(next, &[',']);
        let at = self.skip(next + usize::from(comma), &[Sense::Link]);
        let mut phrase = Phrase { joints, next, certain: true, ..Phrase::default() };
        let year = self.year(at);
        if year.is_some() {
            phrase.comma = comma.then(|| self.bytes(next, next + 1));
            phrase.year = Some(self.bytes(at, at + 1));
            phrase.next = self.skip(at + 1, &[Sense::AfterYear]);
        } else {
            self.before(start, &[Sense::Within])?;
        }
        let of = |month| PartialDate { day: None, month, year, ambiguous: false };
        phrase.days = months.into_iter().map(of).collect();
        Some(phrase)
    }
}
