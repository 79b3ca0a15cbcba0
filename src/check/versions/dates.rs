//! Days and months that prose names, in any language that writes them with figures.

use std::ops::Range;

use super::letters::{Letters, is_ideograph};
use super::{Date, Fact};
use crate::language::Language;

/// Words between the days of a list: "1 and 2 February", "1er et 2 février", "1日至2日".
const BETWEEN: &[&str] = &[
    "–", "—", "-", "to", "and", "or", "et", "au", "ou", "y", "al", "a", "и", "по", "إلى", "و",
    "至", "和", "、", ",",
];

/// Words between a day and its month, or a month and its year.
const OF: &[&str] = &["of", "de", "del", "du", "من", "عام", "سنة"];

/// What clings to the figures of a day.
const SUFFIXES: &[&str] = &["st", "nd", "rd", "th", "er", "-го", "-е", "º", "°", "日"];

/// The first of a month, in words.
const FIRSTS: &[&str] = &["first", "premier", "primero", "الأول"];

pub(super) fn read(letters: &mut Letters, language: &Language) -> Vec<(Fact, Range<usize>)> {
    let mut found = Vec::new();
    with_names(letters, language, &mut found);
    year_first(letters, &mut found);
    in_figures(letters, &mut found);
    found
}

fn note(
    letters: &mut Letters,
    found: &mut Vec<(Fact, Range<usize>)>,
    range: Range<usize>,
    (year, month): (Option<i32>, u32),
    days: &[u32],
) {
    let bytes = letters.bytes(range.clone());
    letters.take(range);
    let date = |day| (Fact::Date(Date { year, month, day }), bytes.clone());
    if days.is_empty() {
        // A month without a year says little, and the word may mean something else.
        found.extend(year.map(|_| date(None)));
    }
    found.extend(days.iter().map(|day| date(Some(*day))));
}

/// Dates whose month is a word.
fn with_names(letters: &mut Letters, language: &Language, found: &mut Vec<(Fact, Range<usize>)>) {
    let names = names(language);
    let mut at = 0;
    while at < letters.len() {
        let before = letters.before(at);
        // In Arabic a word of one letter clings to the next.
        let clings =
            matches!(before, 'و' | 'ل' | 'ب' | 'ف') && !letters.before(at - 1).is_alphabetic();
        let named = (!before.is_alphabetic() || clings)
            .then(|| month(letters, at, &names))
            .flatten();
        let Some((month, end)) = named else {
            at += 1;
            continue;
        };
        let (mut days, start) = days_before(letters, at);
        let mut end = end;
        if days.is_empty() {
            // "February 1-2, 2018"
            let (after, last) = days_after(letters, end);
            if !after.is_empty() {
                (days, end) = (after, last);
            }
        }
        let mut year = None;
        if let Some((number, last)) = year_after(letters, end) {
            (year, end) = (Some(number), last);
        }
        if !days.is_empty() || year.is_some() {
            note(letters, found, start..end, (year, month), &days);
        }
        at = end;
    }
}

/// The names of the months of a language, with what each stands for; longer ones first.
fn names(language: &Language) -> Vec<(String, u32)> {
    let mut names = Vec::new();
    for month in 1..=12 {
        for name in [language.month(month), language.month_of_day(month)] {
            if !name.contains(|c: char| c.is_alphabetic() && !is_ideograph(c)) {
                continue;
            }
            names.push((name.to_owned(), month));
            names.extend(name.split('/').map(|half| (half.to_owned(), month)));
            // A Russian month has as many endings as cases.
            if language.tag().starts_with("ru") && name.chars().count() > 3 {
                let stem = name.trim_end_matches(['ь', 'я', 'а', 'й']);
                names
                    .extend(["е", "ю", "у", "ем", "ом"].map(|end| (format!("{stem}{end}"), month)));
            }
        }
    }
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.chars().count()));
    names.dedup();
    names
}

fn month(letters: &Letters, at: usize, names: &[(String, u32)]) -> Option<(u32, usize)> {
    let found = |(name, month): &(String, u32)| {
        let end = letters.word(at, name)?;
        // "may" is no month, and neither is "march".
        let capital = name.starts_with(char::is_uppercase) && name.is_ascii();
        (!capital || letters.at(at).is_uppercase()).then_some((*month, end))
    };
    let (month, end) = names.iter().find_map(found)?;
    // "شباط/فبراير" with spaces around the stroke is one month too.
    let stroke = letters.skip(end);
    if letters.at(stroke) == '/'
        && let Some((same, end)) = names
            .iter()
            .find_map(|(name, month)| Some((*month, letters.word(letters.skip(stroke + 1), name)?)))
        && same == month
    {
        return Some((month, end));
    }
    Some((month, end))
}

/// The days before a month, in their order, and where the first begins.
fn days_before(letters: &Letters, at: usize) -> (Vec<u32>, usize) {
    let (mut days, mut start, mut listed) = (Vec::new(), at, false);
    let mut end = letters.skip_back(at);
    if let Some(before) = OF.iter().find_map(|word| letters.ends(end, word)) {
        end = letters.skip_back(before);
    }
    if letters.before(at) == 'و' {
        // "and February": the days of another month stand before it.
        return (days, start);
    }
    loop {
        let plain = SUFFIXES
            .iter()
            .find_map(|suffix| {
                let start = end.checked_sub(suffix.chars().count())?;
                (letters.starts(start, suffix)? == end).then_some(start)
            })
            .filter(|start| letters.before(*start).is_ascii_digit())
            .unwrap_or(end);
        let first = FIRSTS.iter().find_map(|word| letters.ends(end, word));
        let day = letters.figures_before(plain, 2).filter(|(day, from)| {
            let before = letters.before(*from);
            (1..=31).contains(day)
                && !matches!(before, '/' | '.' | ':')
                && !before.is_ascii_alphabetic()
        });
        let Some((day, from)) = day.or(first.filter(|_| days.is_empty()).map(|from| (1, from)))
        else {
            break;
        };
        days.push(day);
        start = from;
        let gap = letters.skip_back(from);
        let Some((word, before)) = BETWEEN
            .iter()
            .find_map(|word| Some((*word, letters.ends(gap, word)?)))
        else {
            break;
        };
        // Before "and" stands a day of the list; before a comma alone may stand anything.
        if word == "," && !listed {
            break;
        }
        listed |= !matches!(word, "," | "–" | "-" | "—" | "to" | "至" | "إلى" | "al" | "au" | "по");
        end = letters.skip_back(before);
    }
    days.reverse();
    (days, start)
}

/// The days after a month, as Americans write them, and where the last ends.
fn days_after(letters: &Letters, at: usize) -> (Vec<u32>, usize) {
    let (mut days, mut end) = (Vec::new(), at);
    let mut from = letters.skip(at);
    while let Some((day, mut last)) = letters.figures(from, 2) {
        if !(1..=31).contains(&day) || matches!(letters.at(last), '/' | ':') {
            break;
        }
        if let Some(clung) = SUFFIXES.iter().find_map(|suffix| letters.word(last, suffix)) {
            last = clung;
        }
        days.push(day);
        end = last;
        let gap = letters.skip(last);
        let next = ["–", "-", "and", "to"]
            .iter()
            .find_map(|word| letters.word(gap, word));
        let Some(next) = next else { break };
        from = letters.skip(next);
    }
    (days, end)
}

fn year_after(letters: &Letters, end: usize) -> Option<(i32, usize)> {
    let mut at = letters.skip(end);
    if matches!(letters.at(at), ',' | '،') {
        at = letters.skip(at + 1);
    }
    if let Some(after) = OF.iter().find_map(|word| letters.word(at, word)) {
        at = letters.skip(after);
    }
    let (year, last) = letters.figures(at, 4)?;
    let is_year = last - at == 4 && (1900..2200).contains(&year) && letters.at(last) != '/';
    let year = is_year.then(|| i32::try_from(year).ok()).flatten()?;
    Some((year, last))
}

/// "2018年2月1日至2日", "2月1日", "2018年2月".
fn year_first(letters: &mut Letters, found: &mut Vec<(Fact, Range<usize>)>) {
    let mut at = 0;
    while at < letters.len() {
        let Some((number, mut end)) = letters
            .figures(at, 4)
            .filter(|_| !letters.before(at).is_ascii_digit())
        else {
            at += 1;
            continue;
        };
        let start = at;
        at = end;
        let (mut year, mut month) = (None, number);
        if letters.at(end) == '年' {
            let Some((number, last)) = letters.figures(letters.skip(end + 1), 2) else {
                continue;
            };
            (year, month, end) = (i32::try_from(month).ok(), number, last);
        }
        if letters.at(end) != '月' || !(1..=12).contains(&month) {
            continue;
        }
        end += 1;
        let mut days = Vec::new();
        let mut from = end;
        while let Some((day, last)) = letters.figures(letters.skip(from), 2) {
            let is_day = letters.at(last) == '日';
            let range = ["至", "和", "、", "–", "-"].iter().find_map(|word| {
                let gap = if is_day { last + 1 } else { last };
                letters.word(letters.skip(gap), word)
            });
            if !is_day && range.is_none() || letters.at(last) == '月' {
                break;
            }
            days.push(day);
            end = if is_day { last + 1 } else { last };
            let Some(next) = range else { break };
            from = next;
        }
        note(letters, found, start..end, (year, month), &days);
        at = end;
    }
}

/// "2018-02-01" and "01.02.2018".
fn in_figures(letters: &mut Letters, found: &mut Vec<(Fact, Range<usize>)>) {
    let mut at = 0;
    while at < letters.len() {
        let start = at;
        at += 1;
        if letters.before(start).is_ascii_alphanumeric() || !letters.at(start).is_ascii_digit() {
            continue;
        }
        let read = |separator: char| {
            let (first, end) = letters.figures(start, 4)?;
            let (second, last) = (letters.at(end) == separator)
                .then(|| letters.figures(end + 1, 2))
                .flatten()?;
            let (third, finish) = (letters.at(last) == separator)
                .then(|| letters.figures(last + 1, 4))
                .flatten()?;
            Some((first, second, third, finish))
        };
        let (year, month, day, end) = match (read('-'), read('.')) {
            (Some((year, month, day, end)), _) => (year, month, day, end),
            (None, Some((day, month, year, end))) => (year, month, day, end),
            (None, None) => continue,
        };
        if (1900..2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day) {
            let year = i32::try_from(year).ok();
            note(letters, found, start..end, (year, month), &[day]);
            at = end;
        }
    }
}
