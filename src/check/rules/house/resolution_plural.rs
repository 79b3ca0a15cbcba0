//! "resolutions 72/313", "resolution 72/313 and 72/314".

use crate::check::words::find;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "resolution-plural",
    family: Family::House,
    level: Level::Warning,
    most: Level::Warning,
    summary: "\"resolution\" and the number of its symbols do not agree",
    checks: "\"resolutions\" or \"decisions\" before a single number, with no other in the sentence, and \
             \"resolution\" or \"decision\" before two. \"Resolutions 71/280 A and B\", \"resolution 3160 (XVIII)\" \
             and \"resolution ES-10/17\" are right.",
    why: "It is the slip of a letter made from another, and the reader looks for the number that is missing.",
    example: "in accordance with resolutions 72/313",
    instead: "in accordance with resolution 72/313",
    source: "general practice; real letters slip so",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    if !letter.is_english() {
        return;
    }
    for passage in letter
        .own()
        .filter(|passage| passage.text().contains(|c: char| c.is_ascii_digit()))
    {
        let text = passage.text();
        for (word, plural) in
            [("resolutions", true), ("decisions", true), ("resolution", false), ("decision", false)]
        {
            for range in find(text, word) {
                let end = passage.sentence(range.start).end;
                let numbers = text[range.end..end.max(range.end)].trim_start();
                let Some((first, rest)) = number(numbers) else {
                    continue;
                };
                // "resolutions 72/313 and decision 71/553": what another noun counts is not theirs.
                let other = if word.starts_with('r') { " decision" } else { " resolution" };
                let rest = rest.split(other).next().unwrap_or(rest);
                let right = if plural {
                    let only = !rest.contains(|c: char| c.is_ascii_digit())
                        && !has_letter(rest)
                        && !numbers.contains('\u{FFFC}');
                    only.then(|| word.trim_end_matches('s'))
                } else {
                    let next = rest.trim_start().strip_prefix("and ").and_then(number);
                    next.filter(|(next, _)| is_alike(first, next))
                        .map(|_| if word == "decision" { "decisions" } else { "resolutions" })
                };
                let Some(right) = right.filter(|_| !passage.is_quotation(range.start)) else {
                    continue;
                };
                let how_many = if plural { "one number" } else { "two numbers" };
                found.push(
                    RULE.finding(format!("\"{}\" before {how_many}", &text[range.clone()]))
                        .at(passage.place(range.clone()))
                        .help(format!("write \"{right}\", or correct the numbers")),
                );
            }
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
