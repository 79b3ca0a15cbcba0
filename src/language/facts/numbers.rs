//! Numbers: 1,000 and 1 000 and 1.000 are one, and so are 5 million and 500万; twenty-one and 21.

use std::ops::Range;

use super::cursor::Cursor;
use super::number::NumberMention;
use super::tokens::{Kind, is_ideograph};
use super::vocabulary::Sense;
use super::{Fact, Value};

/// A number in words has so many words at most.
const MOST: usize = 12;

impl Cursor<'_> {
    /// Takes the number that begins at a token; gives the token after it.
    pub(super) fn number(&mut self, at: usize) -> Option<usize> {
        match self.token(at)?.kind {
            Kind::Figures(..) => self.number_in_figures(at),
            Kind::Numeral(value, width) => self.number_in_ideographs(at, value, width),
            _ => self.number_in_words(at),
        }
    }

    fn number_in_figures(&mut self, at: usize) -> Option<usize> {
        // "L5" is a name.
        let clings = self.glued_before(at).is_some_and(|before| {
            self.text[before.start..before.end].ends_with(|c: char| c.is_ascii_alphabetic())
        });
        if clings {
            return None;
        }
        let (mut value, mut other, next) = self.grouped(at);
        let figures = self.bytes(at, next);
        let mut end = next;
        let label = self.before(at, &[Sense::Label]).is_some();
        let suffix = self.is(next, Sense::OrdinalSuffix).filter(|_| !self.gap(next));
        // A full stop may also be that of the sentence: "Nr. 5.", "im Jahr 2018."
        let stop = self.mark(next).is_some()
            && (label || figures.len() > 3 || self.token(next + 1).is_none());
        let suffix = suffix.filter(|_| !stop);
        let prefix = self.before(at, &[Sense::OrdinalPrefix]).is_some() && !self.gap(at);
        let day = self.is(next, Sense::DayUnit).is_some() && !self.gap(next);
        end = suffix.unwrap_or(end);
        if suffix.is_none()
            && let Some((noughts, after)) = self.multiplier(next)
        {
            value = multiplied(&value, noughts);
            other = other.map(|other| multiplied(&other, noughts));
            end = after;
        }
        let number = NumberMention {
            value,
            other,
            ordinal: suffix.is_some() || prefix || day,
            words: false,
            label,
            figures,
        };
        self.push(Fact { range: self.bytes(at, end), value: Value::Number(number), certain: true });
        Some(end)
    }

    /// The figures of a number without what parts its thousands; the other value they may have;
    /// and the token after them.
    fn grouped(&self, at: usize) -> (String, Option<String>, usize) {
        let mut value = self.plain(at);
        let mut next = at + 1;
        let part = |at: usize| {
            let mark = self.mark(at).filter(|_| !self.gap(at) && !self.gap(at + 1));
            match mark {
                Some(mark @ (',' | '.' | '’' | '\'')) => Some((mark, at + 1)),
                None if self.gap(at) && self.single_space(at) => Some((' ', at)),
                _ => None,
            }
        };
        let width = |at: usize| self.figures(at).map(|(_, width)| width);
        let first = part(next).map(|(mark, _)| mark);
        let mut groups = 0;
        if value.len() <= 3 {
            while let Some((mark, after)) = part(next)
                && Some(mark) == first
                && width(after) == Some(3)
                // "72 313/5": what a symbol begins with is no group.
                && (!self.is_mark(after + 1, &['/']) || self.gap(after + 1))
            {
                value.push_str(&self.plain(after));
                next = after + 1;
                groups += 1;
            }
        }
        let other = match first {
            Some(mark)
                if groups == 1 && self.rules.decimal == Some(mark) && self.word(at + 1) != "٬" =>
            {
                Some(decimals(&value[..value.len() - 3], &value[value.len() - 3..]))
            }
            _ => None,
        };
        if let Some((mark @ (',' | '.'), after)) = part(next)
            && let Some(1 | 2) = width(after)
            && !(groups > 0 && Some(mark) == first)
            && !self.text[self.end(after + 1)..].starts_with(is_ideograph)
        {
            value = format!("{value}.{}", self.plain(after).trim_end_matches('0'));
            next = after + 1;
        }
        (trimmed(&value), other, next)
    }

    /// The figures of a token as those of ASCII.
    fn plain(&self, at: usize) -> String {
        let figures = self.word(at).chars().filter_map(super::tokens::figure);
        figures.filter_map(|figure| char::from_digit(figure, 10)).collect()
    }

    /// Whether one space alone stands before a token.
    fn single_space(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else {
            return false;
        };
        let between = &self.text[self.end(at)..token.start];
        let mut chars = between.chars();
        chars.next().is_some_and(char::is_whitespace) && chars.next().is_none()
    }

    /// The noughts of a word that multiplies, and the token after it.
    fn multiplier(&self, at: usize) -> Option<(u32, usize)> {
        let token = self.token(at)?;
        if !token.gap
            && let Some((noughts, length)) = self.vocabulary.places(&self.text[token.start..])
        {
            let end = token.start + length;
            let rest = self.tokens.all[at..].iter().take_while(|token| token.start < end);
            return Some((noughts, at + rest.count()));
        }
        let (noughts, next) = self.sense(at, |sense| match sense {
            Sense::Multiplier(noughts) => Some(u32::from(noughts)),
            _ => None,
        })?;
        Some((noughts, next))
    }

    /// A number in ideographs. One character is a number for certain only where something says so:
    /// it is part of many words.
    fn number_in_ideographs(&mut self, at: usize, value: u64, width: u8) -> Option<usize> {
        let prefix = self.before(at, &[Sense::OrdinalPrefix]).is_some();
        let counted = self.is(at + 1, Sense::Counter).is_some();
        let number = NumberMention {
            value: value.to_string(),
            other: None,
            ordinal: prefix || self.is(at + 1, Sense::DayUnit).is_some(),
            words: true,
            figures: self.bytes(at, at + 1),
            label: false,
        };
        self.push(Fact {
            range: self.bytes(at, at + 1),
            value: Value::Number(number),
            certain: prefix || counted || width > 1,
        });
        Some(at + 1)
    }

    /// "three", "twenty-one", "two hundred and five", "seventy-second".
    fn number_in_words(&mut self, start: usize) -> Option<usize> {
        let (mut whole, mut group) = (0_u64, 0_u64);
        let (mut next, mut count, mut ordinal) = (start, 0, false);
        let units_first = self.rules.units_first;
        while count < MOST {
            let joined = if count > 0 { self.is(next, Sense::NumberJoin) } else { None };
            let found = joined.into_iter().chain([next]).find_map(|at| {
                let ((number, is_ordinal), after) = self.number_word(at)?;
                // "septuagésimo segundo", "الثانية والسبعون", but not "second five".
                if ordinal && !is_ordinal && !units_first {
                    return None;
                }
                let order = if !units_first {
                    Order::Tens
                } else if at != next {
                    Order::Joined
                } else {
                    Order::Units
                };
                let sum = added(whole, group, number, order)?;
                Some((sum, is_ordinal, after))
            });
            let Some((sum, is_ordinal, after)) = found else {
                break;
            };
            // A new number after white space alone is another one: "two 2018".
            ((whole, group), ordinal, next) = (sum, ordinal || is_ordinal, after);
            count += 1;
        }
        let value = whole.saturating_add(group);
        // "one" is an article or a pronoun more often than a number.
        if count == 0 || value < 2 && count == 1 {
            return None;
        }
        let range: Range<usize> = self.bytes(start, next);
        let number = NumberMention {
            value: value.to_string(),
            other: None,
            ordinal,
            words: true,
            figures: range.clone(),
            label: self.before(start, &[Sense::Label]).is_some(),
        };
        self.push(Fact { range, value: Value::Number(number), certain: true });
        Some(next)
    }

    /// The number of a word, and whether it is an ordinal.
    fn number_word(&self, at: usize) -> Option<((u64, bool), usize)> {
        self.sense(at, |sense| match sense {
            Sense::Number(number) => Some((number, false)),
            Sense::Ordinal(number) => Some((number, true)),
            _ => None,
        })
    }
}

/// In which order a language says the words of a number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    /// Tens before units.
    Tens,
    /// Units before tens; "and" stands before this word.
    Joined,
    /// Units before tens; nothing does.
    Units,
}

/// A number with one more word of it; none where the word begins another number.
fn added(whole: u64, group: u64, word: u64, order: Order) -> Option<(u64, u64)> {
    let (tens, units) = (group % 100, group % 10);
    match word {
        1000.. if group > 0 || whole == 0 => {
            Some((whole.saturating_add(group.max(1).saturating_mul(word)), 0))
        }
        100 if group < 10 => Some((whole, group.max(1) * 100)),
        101..1000 if group == 0 => Some((whole, word)),
        20..100 if tens == 0 || order == Order::Joined && tens < 10 => Some((whole, group + word)),
        // "soixante-douze", "quatre-vingt-quinze": from ten to nineteen after a twenty.
        10..20 if tens == 0 || matches!(tens, 60 | 80) => Some((whole, group + word)),
        // "أحد عشر"
        10 if order == Order::Units && tens < 10 => Some((whole, group + word)),
        1..10 if units == 0 && (tens == 0 || tens >= 20) => Some((whole, group + word)),
        _ => None,
    }
}

/// Figures with noughts after them.
fn multiplied(value: &str, noughts: u32) -> String {
    let (whole, tail) = value.split_once('.').unwrap_or((value, ""));
    let zeros = (noughts as usize).saturating_sub(tail.len());
    trimmed(&format!("{whole}{tail}{}", "0".repeat(zeros)))
}

fn decimals(whole: &str, tail: &str) -> String {
    trimmed(&format!("{whole}.{}", tail.trim_end_matches('0')))
}

/// Figures without noughts before them, and without a full stop behind.
fn trimmed(value: &str) -> String {
    let whole = value.trim_end_matches('.').trim_start_matches('0');
    if whole.is_empty() || whole.starts_with('.') { format!("0{whole}") } else { whole.to_owned() }
}
