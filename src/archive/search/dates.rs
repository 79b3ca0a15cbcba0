//! Dates in words and figures, as a text and a query have them: "1 February 2018" is 2018-02-01.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::fold::folded;
use super::words::Words;
use crate::language::facts::DateWords;

/// The words by which dates are known in the languages of letters, folded; so that "1 February
/// 2018" is 2018-02-01. The search page gets them with the index.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DateTerms {
    months: BTreeMap<String, u32>,
    links: BTreeSet<String>,
    joints: BTreeSet<String>,
    suffixes: BTreeSet<String>,
    years: BTreeSet<String>,
    #[serde(rename = "monthUnits")]
    month_units: BTreeSet<String>,
    days: BTreeSet<String>,
}

impl DateTerms {
    /// Adds the words of a language.
    pub fn add(&mut self, words: &DateWords) {
        self.months
            .extend(words.months.iter().map(|(name, month)| (folded(name), *month)));
        for (known, more) in [
            (&mut self.links, &words.links),
            (&mut self.joints, &words.joints),
            (&mut self.suffixes, &words.suffixes),
            (&mut self.years, &words.year_units),
            (&mut self.month_units, &words.month_units),
            (&mut self.days, &words.day_units),
        ] {
            known.extend(more.iter().map(|word| folded(word)).filter(|word| !word.is_empty()));
        }
    }

    /// Whether a word of ideographs begins with one of the units.
    fn begins(units: &BTreeSet<String>, text: &str) -> bool {
        units.iter().any(|unit| text.starts_with(unit.as_str()))
    }

    /// A day of the month: 1, 1st, 1er, 1º.
    fn day(&self, text: &str) -> Option<u32> {
        let end = text.find(|c: char| !c.is_ascii_digit());
        let (figures, rest) = text.split_at(end.unwrap_or(text.len()));
        let good = rest.is_empty() || self.suffixes.contains(rest);
        good.then(|| number(figures, 31))?
    }
}

impl Words {
    /// 2018-02-01, 2018-02, 1 February 2018, February 1, 2018, 1–2 February 2018, February
    /// 2018, 1 de febrero de 2018, 2018年2月1日.
    pub(super) fn dates(&self, at: usize, known: &DateTerms) -> Option<(Vec<String>, usize)> {
        let month = |at: usize| known.months.get(self.text(at)).copied();
        let of = |at: usize| at + usize::from(known.links.contains(self.text(at)));
        if let Some(year) = year(self.text(at)) {
            if known.years.contains(self.text(at + 1))
                && DateTerms::begins(&known.month_units, self.text(at + 3))
            {
                let month = number(self.text(at + 2), 12)?;
                let bare = known.month_units.contains(self.text(at + 3));
                return match number(self.text(at + 4), 31) {
                    Some(day) if bare && DateTerms::begins(&known.days, self.text(at + 5)) => {
                        Some((vec![format!("{year}-{month:02}-{day:02}")], 6))
                    }
                    _ => Some((vec![format!("{year}-{month:02}")], 4)),
                };
            }
            // As far as it is typed.
            let short = |at: usize| {
                let text = self.text(at);
                (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
            };
            if self.glue(at) != Some('-') || !short(at + 1) {
                return None;
            }
            let mut date = format!("{year}-{}", self.text(at + 1));
            if self.glue(at + 1) != Some('-') || !short(at + 2) {
                return Some((vec![date], 2));
            }
            date.push('-');
            date.push_str(self.text(at + 2));
            return Some((vec![date], 3));
        }
        if let Some(month) = month(at) {
            let next = of(at + 1);
            if let Some(year) = year(self.text(next)) {
                return Some((vec![format!("{year}-{month:02}")], next + 1 - at));
            }
            let (day, year) = (known.day(self.text(at + 1))?, year(self.text(at + 2))?);
            return Some((vec![format!("{year}-{month:02}-{day:02}")], 3));
        }
        let first = known.day(self.text(at))?;
        let (mut days, mut next) = (vec![first], at + 1);
        let joint = usize::from(known.joints.contains(self.text(next)));
        if let Some(second) = known.day(self.text(next + joint)) {
            days.push(second);
            next += joint + 1;
        }
        next = of(next);
        let month = month(next)?;
        next = of(next + 1);
        let year = year(self.text(next))?;
        let date = |day| format!("{year}-{month:02}-{day:02}");
        Some((days.into_iter().map(date).collect(), next + 1 - at))
    }
}

pub(super) fn year(text: &str) -> Option<&str> {
    (text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())).then_some(text)
}

fn number(text: &str, most: u32) -> Option<u32> {
    let digits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let number = text.parse().ok().filter(|_| digits)?;
    (1..=most).contains(&number).then_some(number)
}
