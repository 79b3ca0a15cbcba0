//! "1-2 February".

use std::ops::Range;

use crate::check::fix::mended;
use crate::check::words::{word_after, word_right_before};
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::letter::RangeStyle;

pub(super) static RULE: Rule = Rule {
    name: "hyphen-range",
    family: Family::House,
    level: Level::Note,
    most: Level::Warning,
    summary: "a range is joined by a hyphen",
    checks: "Two days before a month, or two years, with a hyphen between them, and two days with spaces around hyphen \
             or dash (17 - 18 June), where the house joins ranges by a dash. Symbols (A/70/623-S/2015/988), telephone numbers and numbers of resolutions keep their hyphens.",
    why: "The dates that the record writes have dashes, and a hyphen beside them looks like a slip.",
    example: "1-2 February 2018; the period 2017-2018",
    instead: "1–2 February 2018; the period 2017–2018",
    source: "the house style of the office",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let dash = letter.house.language.range_dash().filter(|dash| *dash != "-");
    let Some(dash) = dash.filter(|_| letter.house.office.style.range == RangeStyle::Dash) else {
        return;
    };
    for passage in letter.own() {
        let text = passage.text();
        for (range, from, to) in spaced(text) {
            let is_month = letter.house.reader().is_month(word_after(text, range.end + to.len()));
            if is_month && !passage.is_quotation(range.start) {
                let said = &text[range.start - from.len()..range.end + to.len()];
                let finding = RULE
                    .finding(format!("\"{said}\" has spaces in the range"))
                    .help(format!("write \"{from}{dash}{to}\""));
                found.push(mended(finding, passage, range, dash));
            }
        }
        for (at, _) in text.match_indices('-') {
            let Some((whole, first, second)) = numbers(text, at) else {
                continue;
            };
            let (Ok(from), Ok(to)) = (first.parse::<u32>(), second.parse::<u32>()) else {
                continue;
            };
            if passage.is_quotation(at) {
                continue;
            }
            let months = || letter.house.reader().is_month(word_after(text, whole.end));
            let days = first.len() <= 2 && second.len() <= 2 && from < to && to <= 31 && months();
            let years = (first.len(), second.len()) == (4, 4)
                && (1900..2200).contains(&from)
                && from < to
                && to - from <= 100
                && !letter.is_label(word_right_before(text, whole.start));
            if days || years {
                let finding = RULE
                    .finding(format!("\"{first}-{second}\" has a hyphen"))
                    .help(format!("write \"{first}{dash}{second}\""));
                found.push(mended(finding, passage, at..at + 1, dash));
            }
        }
    }
}

/// Two days with spaces around the hyphen or dash between them: the bytes between the days, and both.
fn spaced(text: &str) -> impl Iterator<Item = (Range<usize>, &str, &str)> {
    text.match_indices(['-', '–']).filter_map(|(at, mark)| {
        let (before, after) = (&text[..at], &text[at + mark.len()..]);
        let (first, second) = (before.trim_end_matches(' '), after.trim_start_matches(' '));
        let range = first.len()..text.len() - second.len();
        let from = &first[first.trim_end_matches(|c: char| c.is_ascii_digit()).len()..];
        let end = second.find(|c: char| !c.is_ascii_digit()).unwrap_or(second.len());
        let to = &second[..end];
        let free = first[..first.len() - from.len()]
            .chars()
            .next_back()
            .is_none_or(char::is_whitespace)
            && second[end..].starts_with(char::is_whitespace);
        let is_day = |day: &str| (1..=2).contains(&day.len());
        let ordered = from
            .parse::<u32>()
            .ok()
            .zip(to.parse().ok())
            .is_some_and(|(from, to)| from < to);
        let days = is_day(from) && is_day(to) && ordered;
        (free && days && range.len() > mark.len()).then_some((range, from, to))
    })
}

/// The word around a hyphen and the two numbers that it is made of, whatever marks are around.
fn numbers(text: &str, at: usize) -> Option<(Range<usize>, &str, &str)> {
    let (before, after) = (&text[..at], &text[at + 1..]);
    let first = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (rest, first) = before.split_at(first);
    let end = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
    let (second, after) = after.split_at(end);
    let is_mark = |c: char| !c.is_ascii_alphanumeric() && !c.is_whitespace();
    let start = rest.trim_end_matches(is_mark);
    let after = after.trim_start_matches(is_mark);
    let free = (start.is_empty() || start.ends_with(char::is_whitespace))
        && (after.is_empty() || after.starts_with(char::is_whitespace));
    let whole = start.len()..text.len() - after.len();
    (free && !first.is_empty() && !second.is_empty()).then_some((whole, first, second))
}
