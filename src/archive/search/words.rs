//! What a text is found by: its words, its symbols whole and in parts, its dates in figures.
//!
//! `search.js` reads texts and queries in the same way; `tests/search/words.json` holds both
//! to it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::fold::{fold, is_han, is_word};
use crate::language::facts::DateWords;

/// Longer words are cut; a query is cut in the same way.
const LONGEST: usize = 48;

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

fn folded(text: &str) -> String {
    let mut out = String::new();
    text.chars().for_each(|c| fold(c, &mut |c| out.push(c)));
    out
}

/// A word of a query: what a letter must have.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unit {
    /// The term.
    pub term: String,
    /// A word that begins so will do: "Laj", and "negotiation" for "negotiations".
    pub prefix: bool,
}

/// The words of a text, folded; room that is used again for the next text.
#[derive(Debug, Default)]
pub(super) struct Words {
    folded: String,
    words: Vec<Word>,
}

/// A word, as its place in the folded text.
#[derive(Debug, Clone, Copy)]
struct Word {
    start: usize,
    end: usize,
    /// The one character between it and the next word.
    glue: Option<char>,
    han: bool,
}

/// What stands at a place in a text.
enum Found {
    /// Words joined by slashes: a symbol.
    Symbol,
    /// A date: as ISO 8601, in full or as a month.
    Dates(Vec<String>),
    /// A word.
    Word,
}

impl Words {
    fn read(&mut self, text: &str) {
        self.folded.clear();
        self.words.clear();
        let mut gap = 0;
        for c in text.chars() {
            let (folded, words) = (&mut self.folded, &mut self.words);
            fold(c, &mut |c| {
                let (at, han) = (folded.len(), is_han(c));
                folded.push(c);
                let last = words.last_mut();
                if !is_word(c) {
                    gap += 1;
                    if let Some(last) = last {
                        last.glue = (gap == 1).then_some(c);
                    }
                    return;
                }
                match last {
                    Some(last) if gap == 0 && last.han == han => last.end = folded.len(),
                    _ => words.push(Word { start: at, end: folded.len(), glue: None, han }),
                }
                gap = 0;
            });
        }
    }

    fn text(&self, at: usize) -> &str {
        (self.words.get(at)).map_or("", |word| &self.folded[word.start..word.end])
    }

    fn glue(&self, at: usize) -> Option<char> {
        // What follows the last word joins it to nothing.
        self.words.get(at + 1)?;
        self.words.get(at)?.glue
    }

    /// What begins with the word at a place, and how many words it is.
    fn found(&self, at: usize, dates: &DateTerms) -> (Found, usize) {
        let mut end = at + 1;
        let mut slash = false;
        while let Some(glue @ ('/' | '.')) = self.glue(end - 1) {
            slash |= glue == '/';
            end += 1;
        }
        if slash {
            return (Found::Symbol, end - at);
        }
        if let Some((dates, length)) = self.dates(at, dates) {
            return (Found::Dates(dates), length);
        }
        (Found::Word, 1)
    }

    /// 2018-02-01, 2018-02, 1 February 2018, February 1, 2018, 1–2 February 2018, February
    /// 2018, 1 de febrero de 2018, 2018年2月1日.
    fn dates(&self, at: usize, known: &DateTerms) -> Option<(Vec<String>, usize)> {
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

    /// Calls `see` with every term of a text; one that stands in it twice may come twice.
    pub(super) fn terms(&mut self, text: &str, dates: &DateTerms, mut see: impl FnMut(&str)) {
        self.read(text);
        for at in 0..self.words.len() {
            let (start, end) = (self.words[at].start, self.words[at].end);
            if self.words[at].han {
                let text = &self.folded[start..end];
                for (from, c) in text.char_indices() {
                    // Two characters; the last stands alone, so that each begins a term.
                    let next = text[from + c.len_utf8()..].chars().next();
                    let length = c.len_utf8() + next.map_or(0, char::len_utf8);
                    see(&text[from..from + length]);
                }
            } else {
                see(cut(&self.folded[start..end]));
            }
            match self.found(at, dates) {
                // The rest of a symbol is a symbol while a slash is left in it.
                (Found::Symbol, length) => {
                    see(cut(&self.folded[start..self.words[at + length - 1].end]));
                }
                (Found::Dates(dates), _) => dates.iter().for_each(|date| see(date)),
                (Found::Word, _) => {}
            }
        }
    }
}

/// What a text is found by, in order, each once.
pub fn terms(text: &str, dates: &DateTerms) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    Words::default().terms(text, dates, |term| {
        all.insert(term.to_owned());
    });
    all
}

/// The words of a query, each once, in their order.
pub fn query(text: &str, dates: &DateTerms) -> Vec<Unit> {
    let mut words = Words::default();
    words.read(text);
    // A symbol or a date is typed on after its slash or hyphen.
    let goes_on = |c| is_word(c) || matches!(c, '/' | '-' | '.');
    let typing = text.chars().next_back().is_some_and(goes_on);
    let mut units: Vec<Unit> = Vec::new();
    let mut add = |term: &str, last: bool| {
        let term = cut(term).to_owned();
        let long = term.chars().count() > 3;
        let plain = long && !term.chars().any(|c| c.is_ascii_digit());
        let month = term.len() == 7 && term.as_bytes()[4] == b'-' && year(&term[..4]).is_some();
        let prefix = last || plain && !term.contains('/') || month;
        match units.iter_mut().find(|unit| unit.term == term) {
            Some(unit) => unit.prefix |= prefix,
            None => units.push(Unit { term, prefix }),
        }
    };
    let mut at = 0;
    while at < words.words.len() {
        let (found, length) = words.found(at, dates);
        let Word { start, han, .. } = words.words[at];
        let end = words.words[at + length - 1].end;
        let last = typing && at + length == words.words.len();
        let text = &words.folded[start..end];
        match found {
            Found::Dates(dates) => dates.iter().for_each(|date| add(date, last)),
            Found::Word if han => {
                let chars: Vec<char> = text.chars().collect();
                if let [one] = chars.as_slice() {
                    add(&one.to_string(), true);
                }
                for pair in chars.windows(2) {
                    add(&String::from_iter(pair), false);
                }
            }
            _ => add(text, last),
        }
        at += length;
    }
    units
}

fn cut(term: &str) -> &str {
    match term.char_indices().nth(LONGEST) {
        Some((end, _)) => &term[..end],
        None => term,
    }
}

fn year(text: &str) -> Option<&str> {
    (text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())).then_some(text)
}

fn number(text: &str, most: u32) -> Option<u32> {
    let digits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let number = text.parse().ok().filter(|_| digits)?;
    (1..=most).contains(&number).then_some(number)
}
