//! How others write dates in a language, for whoever reads what they wrote.
//!
//! Most of it is how the language writes them itself; `[dates.reading]` adds other names and words.

use serde::Deserialize;

use super::calendar::{DatePhrases, DaySlot, RangeSlot};
use super::pattern::{Pattern, Piece, Slot};

/// The table `[dates.reading]`: what the language's own patterns do not say.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub(super) struct More {
    ranges: Vec<String>,
    joins: Vec<String>,
    links: Vec<String>,
    articles: Vec<String>,
    suffixes: Vec<String>,
    after: Vec<String>,
    days: Vec<String>,
    numerals: Option<Numerals>,
    /// From January; several names of a month are one list.
    months: Vec<Vec<String>>,
    /// From Monday.
    weekdays: Vec<Vec<String>>,
}

/// Nought to nine and ten, in words of one character.
#[derive(Debug, Clone, Deserialize)]
#[serde(transparent)]
struct Numerals([char; 11]);

/// The words by which dates are known in running text.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Between the two ends of a range: "to", "au", "至".
    pub ranges: Vec<String>,
    /// Between days apart: "and", "和".
    pub joins: Vec<String>,
    /// Between day, month and year: "of", "de".
    pub links: Vec<String>,
    /// Between weekday and day: "the".
    pub articles: Vec<String>,
    /// What clings to the figures of a day: "st", "er".
    pub suffixes: Vec<String>,
    /// What follows a year: "года".
    pub after: Vec<String>,
    /// Where the year comes first, what stands after year, month and day: "年", "月", "日".
    pub units: Option<Units>,
    numerals: Option<Numerals>,
    months: Vec<(String, u32)>,
    weekdays: Vec<(String, usize)>,
}

/// What stands after the numbers of a date that says each with its unit.
#[derive(Debug, Clone)]
pub struct Units {
    /// After the year.
    pub year: String,
    /// After the month.
    pub month: String,
    /// After the day, in any of these ways.
    pub day: Vec<String>,
}

impl Reading {
    /// What a language's dates are known by.
    pub(super) fn of(dates: &DatePhrases) -> Self {
        let more = dates.reading.clone();
        let ends = [&dates.range_dash, &dates.range_words];
        let own = ends
            .into_iter()
            .map(|range| between(range, RangeSlot::Start, RangeSlot::End));
        let mut ranges = more.ranges;
        ranges.extend(own);
        let mut joins = more.joins;
        joins.push(between(&dates.pair, RangeSlot::Start, RangeSlot::End));
        let mut links = more.links;
        links.push(between(&dates.full, DaySlot::Day, DaySlot::Month));
        let mut after = more.after;
        after.push(behind(&dates.full, DaySlot::Year));
        let year = between(&dates.full, DaySlot::Year, DaySlot::Month);
        let month = between(&dates.full, DaySlot::Month, DaySlot::Day);
        let units = (!year.is_empty() && !month.is_empty()).then(|| {
            let mut day = more.days;
            day.push(behind(&dates.full, DaySlot::Day));
            Units { year, month, day }
        });
        for words in [&mut ranges, &mut joins, &mut links, &mut after] {
            words.retain(|word| !word.is_empty());
        }
        let mut months = Vec::new();
        for month in 1..=12 {
            let others = more.months.get(month as usize - 1).into_iter().flatten();
            let own = [dates.month_of_day(month), dates.month_name(month, false)];
            let all = own.into_iter().chain(others.map(String::as_str));
            // "شباط/فبراير": either name alone is the month, too.
            let each = all.flat_map(|name| std::iter::once(name).chain(name.split('/')));
            months.extend(each.map(|name| (name.to_owned(), month)));
        }
        let mut weekdays = Vec::new();
        for number in 0..7 {
            let others = more.weekdays.get(number).into_iter().flatten();
            let all = std::iter::once(dates.weekday_name(number)).chain(others.map(String::as_str));
            weekdays.extend(all.map(|name| (name.to_owned(), number)));
        }
        longest_first(&mut months);
        longest_first(&mut weekdays);
        Self {
            ranges,
            joins,
            links,
            articles: more.articles,
            suffixes: more.suffixes,
            after,
            units,
            numerals: more.numerals,
            months,
            weekdays,
        }
    }

    /// The month that a text begins with, from 1, and the bytes of its name. A name with a
    /// capital is known by it: "may" is no month.
    pub fn month(&self, text: &str) -> Option<(u32, usize)> {
        name(text, &self.months, |name| name.starts_with(char::is_uppercase))
    }

    /// The weekday that a text begins with, from Monday as 0, and the bytes of its name.
    pub fn weekday(&self, text: &str) -> Option<(usize, usize)> {
        name(text, &self.weekdays, |_| false)
    }

    /// The value of a character that stands for a number up to ten, where words do.
    pub fn numeral(&self, c: char) -> Option<u32> {
        let numerals = self.numerals.as_ref()?;
        let at = numerals.0.iter().position(|numeral| *numeral == c)?;
        u32::try_from(at).ok()
    }
}

fn longest_first<N>(names: &mut [(String, N)]) {
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
}

/// The first of the names that a text begins with, and how many bytes it fills.
fn name<N: Copy>(
    text: &str,
    names: &[(String, N)],
    exact: impl Fn(&str) -> bool,
) -> Option<(N, usize)> {
    names.iter().find_map(|(name, of)| {
        let length = match exact(name) {
            true => text.starts_with(name.as_str()).then_some(name.len()),
            false => alike(text, name),
        };
        let length = length.filter(|length| *length > 0)?;
        Some((*of, length))
    })
}

/// How many bytes of a text are a name, whatever its case.
fn alike(text: &str, name: &str) -> Option<usize> {
    let mut chars = text.char_indices();
    for wanted in name.chars() {
        let (_, c) = chars.next()?;
        if c != wanted && !c.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    Some(chars.offset())
}

/// The words of a pattern between two of its places, where nothing else stands between them.
fn between<S: Slot>(pattern: &Pattern<S>, first: S, second: S) -> String {
    let found = pattern.pieces().windows(3).find_map(|three| match three {
        [Piece::Slot(a), Piece::Text(text), Piece::Slot(b)] if *a == first && *b == second => {
            Some(text.trim())
        }
        _ => None,
    });
    found.unwrap_or_default().to_owned()
}

/// The words at the end of a pattern, right behind a place.
fn behind<S: Slot>(pattern: &Pattern<S>, place: S) -> String {
    match pattern.pieces() {
        [.., Piece::Slot(slot), Piece::Text(text)] if *slot == place => text.trim().to_owned(),
        _ => String::new(),
    }
}
