//! "resolutions 72/313", "resolution 72/313 and 72/314".

use std::cell::LazyCell;
use std::ops::Range;

use crate::check::passage::{FIELD, Passage, range_in};
use crate::check::ranges::Ranges;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::List;

pub(super) static RULE: Rule = Rule {
    name: "resolution-plural",
    family: Family::House,
    level: Level::Warning,
    most: Level::Warning,
    summary: "\"resolution\" and the number of its symbols do not agree",
    checks: "\"resolutions\" or \"decisions\" before a single number, with no other in the sentence but dates and \
             numbers of paragraphs, and \"resolution\" or \"decision\" before two. Numbers of merge fields count. \"Resolutions 71/280 A and B\", \"resolution 3160 (XVIII)\" \
             and \"resolution ES-10/17\" are right.",
    why: "It is the slip of a letter made from another, and the reader looks for the number that is missing.",
    example: "in accordance with resolutions 72/313",
    instead: "in accordance with resolution 72/313",
    source: "general practice; real letters slip so",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let Some(pairs) = letter.pairs(List::NumberedTexts) else {
        return;
    };
    for passage in letter.own_filled().filter(|passage| passage.has_figures()) {
        let text = passage.text();
        let hits = passage.found(List::NumberedTexts);
        let known = LazyCell::new(|| known(passage));
        for (at, hit) in hits.iter().enumerate() {
            let sentence = passage.sentence(hit.start).end.max(hit.end);
            let numbers = text[hit.end..sentence].trim_start();
            let Some((first, rest)) = number(numbers) else {
                continue;
            };
            // "resolutions 72/313 and decision 71/553": what another noun counts is not theirs.
            let mut others = hits[at + 1..].iter().take_while(|other| other.start < sentence);
            let other = others.find(|other| other.item / 2 != hit.item / 2);
            let rest = match other {
                Some(other) => &text[sentence - rest.len()..other.start.max(sentence - rest.len())],
                None => rest,
            };
            let (one, several) = &pairs[hit.item / 2];
            let plural = hit.item % 2 == 1;
            let right = if plural {
                let start = text.len().min(range_in(text, rest).start);
                let others = has_number(passage, &known, start..start + rest.len());
                let only = !others && !has_letter(rest) && !numbers.contains(FIELD);
                only.then_some(one)
            } else {
                let next = letter.list(List::And).unwrap_or_default().iter().find_map(|and| {
                    number(rest.trim_start().strip_prefix(and.as_str())?.strip_prefix(' ')?)
                });
                next.filter(|(next, _)| is_alike(first, next)).map(|_| several)
            };
            let Some(right) = right.filter(|_| !passage.is_quotation(hit.start)) else {
                continue;
            };
            let how_many = if plural { "one number" } else { "two numbers" };
            found.push(
                RULE.finding(format!("\"{}\" before {how_many}", &text[hit.range()]))
                    .at(passage.place(hit.range()))
                    .help(format!("write \"{right}\", or correct the numbers")),
            );
        }
    }
}

/// A number of a resolution at the start of a text, and what follows it.
fn number(text: &str) -> Option<(&str, &str)> {
    let end = text
        .find(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ')'))
        .unwrap_or(text.len());
    let (word, mut rest) = text.split_at(end);
    let word = word.trim_end_matches('.');
    let figures = word.contains(|c: char| c.is_ascii_digit());
    let shaped = word
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '–'));
    // The session or year in brackets belongs to the number: "3160 (XVIII)", "2231 (2015)".
    if let Some(inner) = rest.trim_start().strip_prefix('(')
        && let Some((_, after)) = inner.split_once(')')
    {
        rest = after;
    }
    (figures && shaped && !word.contains('–')).then_some((word, rest))
}

/// Dates, times and the numbers of paragraphs.
fn known(passage: &Passage<'_>) -> Ranges {
    Ranges::of(passage.facts().iter().filter_map(|fact| {
        let label = fact.number().is_some_and(|number| number.label);
        let known = fact.dates().is_some() || fact.times().is_some() || label;
        known.then(|| fact.range.clone())
    }))
}

/// Whether another number stands in some bytes that is none of the known ones.
fn has_number(passage: &Passage<'_>, known: &Ranges, range: Range<usize>) -> bool {
    let words = passage.words();
    let first = words.partition_point(|word| word.range.start < range.start);
    let mut figures = words[first..].iter().take_while(|word| word.range.end <= range.end);
    figures.any(|word| {
        let said = &passage.text()[word.range.clone()];
        said.contains(|c: char| c.is_ascii_digit()) && !known.meet(&word.range)
    })
}

/// A letter of its own, as of the resolutions 71/280 A and B; or "to", as of a range.
fn has_letter(rest: &str) -> bool {
    let rest = rest.trim_start();
    let letter = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.len() == 1 && word.chars().all(|c| c.is_ascii_uppercase())
    };
    rest.starts_with("to ") || rest.split_whitespace().any(letter)
}

/// Whether two numbers are of one kind: "72/313" and "72/314", not "72/313" and "2018".
fn is_alike(first: &str, second: &str) -> bool {
    first.contains('/') && second.contains('/')
}
