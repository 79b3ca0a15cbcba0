//! Days that prose names, as a reader would read them.

use std::ops::Range;

use super::words::{Kind, Word, words};
use crate::language::Language;
use crate::letter::Day;

/// A day or several, as one phrase of prose names them: "Thursday, 1 to 2 February 2018".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Bytes of the phrase, weekday and year included.
    pub range: Range<usize>,
    /// The weekday before it, counted from Monday as 0, and its bytes.
    pub weekday: Option<(usize, Range<usize>)>,
    /// The days, in the order named; at least one.
    pub days: Vec<Named>,
    /// The days are the two ends of a range.
    pub span: bool,
    /// The bytes of its year, where it has one.
    pub year: Option<Range<usize>>,
}

/// One day that prose names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// From 1.
    pub day: u32,
    /// From 1.
    pub month: u32,
    /// Where it is said.
    pub year: Option<i32>,
}

impl Named {
    /// The day itself; in `usual` year where it says none.
    pub fn in_year(self, usual: i32) -> Option<Day> {
        let year = self.year.unwrap_or(usual);
        Day::parse(&format!("{year:04}-{:02}-{:02}", self.month, self.day)).ok()
    }

    /// The day itself, if it says its year.
    pub fn exact(self) -> Option<Day> {
        self.in_year(self.year?)
    }

    /// The day nearest to `day` that it can mean.
    pub fn near(self, day: Day) -> Option<Day> {
        let years = [day.year(), day.year() - 1, day.year() + 1];
        let days = years.into_iter().filter_map(|year| self.in_year(year));
        days.min_by_key(|found| distance(*found, day))
    }
}

/// How many days lie between two.
pub fn distance(a: Day, b: Day) -> i64 {
    days(a).abs_diff(days(b)) as i64
}

/// Days since 1 January 1970.
pub fn days(day: Day) -> i64 {
    let (y, m) = (i64::from(day.year()), i64::from(day.month()));
    // Howard Hinnant's days_from_civil: years begin in March.
    let y = if m <= 2 { y - 1 } else { y };
    let era = y.div_euclid(400);
    let of_era = y.rem_euclid(400);
    let of_year = (153 * (m + if m > 2 { -3 } else { 9 }) + 2) / 5 + i64::from(day.day()) - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The days that a text names, in order.
pub fn mentions(text: &str, language: &Language) -> Vec<Mention> {
    // Without a figure there is no day: most paragraphs are passed over here.
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let words = words(text);
    let reader = Reader {
        text,
        words: &words,
        language,
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match reader.mention(at) {
            Some((mention, next)) => {
                found.push(mention);
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

struct Reader<'a> {
    text: &'a str,
    words: &'a [Word],
    language: &'a Language,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.words
            .get(at)
            .map_or("", |word| &self.text[word.range.clone()])
    }

    /// A month by its name, from 1.
    fn month(&self, at: usize) -> Option<u32> {
        let word = self.word(at);
        word.chars().next().filter(|c| c.is_alphabetic())?;
        (1..=12).find(|month| {
            let names = [
                self.language.month(*month),
                self.language.month_of_day(*month),
            ];
            names.into_iter().any(|name| {
                name == word
                    || name.to_lowercase() == word && !word.is_ascii()
                    || (self.language.tag() != "en" && name.to_lowercase() == word.to_lowercase())
            })
        })
    }

    fn weekday(&self, at: usize) -> Option<usize> {
        let word = self.word(at);
        (0..7).find(|number| {
            // 1 January 2018 was a Monday.
            let day = Day::from_epoch(17_532 + *number as i64);
            self.language.weekday(day).eq_ignore_ascii_case(word)
        })
    }

    /// A day of the month: one or two figures that no symbol holds.
    fn day(&self, at: usize) -> Option<(u32, usize)> {
        let word = self
            .words
            .get(at)
            .filter(|word| word.kind == Kind::Figures)?;
        let number: u32 = self
            .word(at)
            .parse()
            .ok()
            .filter(|day| (1..=31).contains(day))?;
        let before = self.text[..word.range.start].chars().next_back();
        let after = self.text[word.range.end..].chars().next();
        let part_of_symbol = |c: char| matches!(c, '/' | '.' | ':') || c.is_alphanumeric();
        if word.range.len() > 2
            || before.is_some_and(part_of_symbol)
            || after.is_some_and(|c| matches!(c, '/' | ':'))
        {
            return None;
        }
        // "1st", "3rd", "1er": letters that cling to the figures.
        let clings = self
            .words
            .get(at + 1)
            .is_some_and(|next| next.kind == Kind::Letters && next.range.start == word.range.end);
        let suffix = matches!(self.word(at + 1), "st" | "nd" | "rd" | "th" | "er");
        match (clings, suffix) {
            (true, false) => None,
            (true, true) => Some((number, at + 2)),
            _ => Some((number, at + 1)),
        }
    }

    fn year(&self, at: usize) -> Option<i32> {
        let word = self
            .words
            .get(at)
            .filter(|word| word.kind == Kind::Figures && word.range.len() == 4)?;
        let after = self.text[word.range.end..].chars().next();
        let clings = after.is_some_and(|c| c == '/' || c.is_alphabetic());
        self.word(at)
            .parse()
            .ok()
            .filter(|year| (1900..2200).contains(year) && !clings)
    }

    /// One day with what it says of month and year, and where it ends.
    #[allow(
        clippy::type_complexity,
        reason = "day, month, year with its word, end"
    )]
    fn named(&self, at: usize) -> Option<(u32, Option<u32>, Option<(i32, usize)>, usize)> {
        let (day, mut next) = self.day(at)?;
        let of = usize::from(self.word(next) == "of" || self.word(next) == "de");
        let Some(month) = self.month(next + of) else {
            return Some((day, None, None, next));
        };
        next += of + 1;
        let comma = usize::from(self.word(next) == ",");
        let de = usize::from(self.word(next + comma) == "de");
        match self.year(next + comma + de) {
            Some(year) => {
                let at = next + comma + de;
                Some((day, Some(month), Some((year, at)), at + 1))
            }
            None => Some((day, Some(month), None, next)),
        }
    }

    fn mention(&self, at: usize) -> Option<(Mention, usize)> {
        let weekday = self.weekday(at);
        let mut start = at;
        if weekday.is_some() {
            start += 1;
            start += usize::from(self.word(start) == ",");
            start += usize::from(self.word(start) == "the");
        }
        let (days, year, span, end) = self.day_first(start).or_else(|| self.month_first(start))?;
        let range = self.words[at].range.start..self.words[end - 1].range.end;
        let weekday = weekday.map(|number| (number, self.words[at].range.clone()));
        let year = year.map(|at| self.words[at].range.clone());
        Some((
            Mention {
                range,
                weekday,
                days,
                span,
                year,
            },
            end,
        ))
    }

    /// "1 February 2018", "1-2 February", "29 January to 2 February 2018", "20, 22 and 24 February".
    #[allow(
        clippy::type_complexity,
        reason = "days, the word of the year, span, end"
    )]
    fn day_first(&self, start: usize) -> Option<(Vec<Named>, Option<usize>, bool, usize)> {
        let mut parts = vec![self.named(start)?];
        let mut span = false;
        let mut good = parts[0].1.is_some().then_some(1);
        loop {
            let next = parts[parts.len() - 1].3;
            let word = self.word(next);
            let joins = matches!(
                word,
                "-" | "–" | "—" | "‑" | "to" | "and" | "," | "au" | "et" | "al" | "y" | "a"
            );
            // After a comma or "and" a whole new date may follow, with its own year: that is another mention.
            let (_, _, year, _) = parts[parts.len() - 1];
            if !joins || (year.is_some() && !matches!(word, "-" | "–" | "—" | "to")) {
                break;
            }
            let Some(part) = self.named(next + 1) else {
                break;
            };
            let range = matches!(word, "-" | "–" | "—" | "‑" | "to" | "au" | "al" | "a");
            if parts[parts.len() - 1].1.is_some() && !range {
                break;
            }
            span = range && parts.len() == 1;
            parts.push(part);
            if part.1.is_some() {
                good = Some(parts.len());
                if span {
                    break;
                }
            }
        }
        parts.truncate(good?);
        span = span && parts.len() == 2;
        let mut days: Vec<Named> = Vec::with_capacity(parts.len());
        let (mut month, mut year) = (None, None);
        for (day, own_month, own_year, _) in parts.iter().rev() {
            month = own_month.or(month);
            year = own_year.map(|(year, _)| year).or(year);
            days.push(Named {
                day: *day,
                month: month?,
                year,
            });
        }
        days.reverse();
        let last = parts.last()?;
        Some((days, last.2.map(|(_, at)| at), span, last.3))
    }

    /// "July 19, 2017", "February 1-2, 2018", "March 3".
    #[allow(
        clippy::type_complexity,
        reason = "days, the word of the year, span, end"
    )]
    fn month_first(&self, start: usize) -> Option<(Vec<Named>, Option<usize>, bool, usize)> {
        let month = self.month(start)?;
        let (first, mut next) = self.day(start + 1)?;
        let mut numbers = vec![first];
        let span = matches!(self.word(next), "-" | "–" | "to");
        if (span || self.word(next) == "and")
            && let Some((second, after)) = self.day(next + 1)
        {
            numbers.push(second);
            next = after;
        }
        let comma = usize::from(self.word(next) == ",");
        let year = self.year(next + comma);
        let at = year.map(|_| next + comma);
        let end = at.map_or(next, |at| at + 1);
        let days = numbers
            .iter()
            .map(|day| Named {
                day: *day,
                month,
                year,
            })
            .collect();
        Some((days, at, span && numbers.len() == 2, end))
    }
}
