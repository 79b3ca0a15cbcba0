//! "TBD", "XX", "[date]".

use std::ops::Range;

use crate::check::token::{is_address, word_after, word_right_before};
use crate::check::words::{Kind, find, words};
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::{Finding, Level};
use crate::source::Place;

pub(super) static RULE: Rule = Rule {
    name: "placeholder",
    family: Family::Hygiene,
    level: Level::Error,
    most: Level::Error,
    summary: "a placeholder is left over",
    checks: "What stands for words to come: \"[date]\", \"[insert name]\", \"lorem ipsum\", \"XX\", a line to fill in \
             (\"____\"), \"TBD\"; \"TBC\" only where it stands for a date, time or room. In running text, names and \
             rooms. \"(XX)\" in the number of a resolution and \"Article XX\" are numerals; \"[sic]\" and \"[…]\" belong \
             to quotations. \"TBD\", \"TBC\", and an \"XX\" that could be a numeral are warnings.",
    why: "A letter that went out with a placeholder has to be sent twice.",
    example: "to be held on XX February 2018 in [room]",
    instead: "to be held on 1 February 2018 in Conference Room 2",
    source: "general practice",
    scope: Scope::Letter(check),
};

/// Words that begin what is said in brackets of a template.
const FILL_IN: &[&str] = &[
    "date", "dates", "name", "names", "title", "insert", "room", "time", "venue", "number",
    "country", "city", "address", "place", "signature", "link", "url", "tbd", "tbc", "to be",
    "add", "fill in", "xx", "xxx", "day", "month", "year", "symbol", "placeholder",
];

/// What is put off by "TBC".
const PUT_OFF: &[&str] =
    &["date", "time", "room", "venue", "on", "at", "in", "place", "location", "link"];

/// Nouns whose number may be a Roman numeral.
const NUMBERED: &[&str] = &[
    "article", "chapter", "part", "annex", "title", "book", "section", "session", "appendix",
    "volume", "protocol",
];

fn check(letter: &Piece<'_>, found: &mut Found) {
    for passage in letter.passages().filter(|passage| !passage.quoted) {
        for (range, level) in placeholders(passage.text()) {
            if !passage.is_quotation(range.start) {
                found.push(finding(&passage.text()[range.clone()], level, passage.place(range)));
            }
        }
    }
    for room in letter.rooms() {
        if let Some((_, level)) = placeholders(room.name).first() {
            found.push(finding(room.name, *level, room.place.clone()));
        }
    }
    for (at, signatory) in letter.letter.signatories.iter().enumerate() {
        for (text, field) in [(&signatory.name, "name"), (&signatory.title, "title")] {
            let Some(text) = text else { continue };
            if let Some((_, level)) = placeholders(text).first() {
                let place = letter.record.place(&format!("signatories[{at}].{field}"));
                found.push(finding(text, *level, place));
            }
        }
    }
}

fn finding(text: &str, level: Level, place: Place) -> Finding {
    RULE.finding(format!("\"{text}\" is a placeholder"))
        .level(level)
        .at(place)
        .help("put in what it stands for")
}

fn placeholders(text: &str) -> Vec<(Range<usize>, Level)> {
    let mut found = Vec::new();
    for (open, _) in text.match_indices('[') {
        let Some(close) = text[open..].find(']').map(|close| open + close) else {
            break;
        };
        let inner = text[open + 1..close].trim().to_lowercase();
        let begins = |word: &str| {
            let rest = inner.strip_prefix(word);
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        if FILL_IN.iter().any(|word| begins(word)) {
            found.push((open..close + 1, Level::Error));
        }
    }
    if let Some(at) = text.find("___") {
        let length = text[at..].len() - text[at..].trim_start_matches('_').len();
        found.push((at..at + length, Level::Error));
    }
    if text.contains(['i', 'I']) {
        for phrase in [
            "lorem ipsum", "insert date", "insert name", "insert title", "insert text",
            "insert here",
        ] {
            found.extend(find(text, phrase).into_iter().map(|range| (range, Level::Error)));
        }
    }
    if text.contains("XX") || text.contains("xx") || text.contains("TB") || text.contains("tb") {
        for word in words(text).into_iter().filter(|word| word.kind == Kind::Letters) {
            found.extend(short(text, word.range.clone()).map(|level| (word.range, level)));
        }
    }
    // "[xx]" and "[insert date]" are one placeholder.
    let brackets: Vec<_> = found
        .iter()
        .map(|(range, _)| range.clone())
        .filter(|range| text[range.clone()].starts_with('['))
        .collect();
    found.retain(|(range, _)| {
        !brackets
            .iter()
            .any(|bracket| bracket.start < range.start && range.end < bracket.end)
    });
    found
}

/// "XX", "TBD" and the like.
fn short(text: &str, range: Range<usize>) -> Option<Level> {
    let word = &text[range.clone()];
    if is_address(text, range.start) {
        return None;
    }
    let before = word_right_before(text, range.start);
    let bracketed = text[..range.start].ends_with('(') && text[range.end..].starts_with(')');
    match word {
        "TBD" | "tbd" => Some(Level::Warning),
        "TBC" | "tbc" => {
            let noun = before.to_lowercase();
            let put_off =
                PUT_OFF.contains(&noun.as_str()) || text[..range.start].trim_end().ends_with(':');
            (put_off || text.trim() == word).then_some(Level::Warning)
        }
        _ if word.len() > 1
            && word.chars().all(|c| matches!(c, 'X' | 'x'))
            && (word.starts_with('X') == word.ends_with('X')) =>
        {
            let numbered = NUMBERED.contains(&before.to_lowercase().as_str());
            let number = before.ends_with(|c: char| c.is_ascii_digit());
            if bracketed || numbered || number && text[range.end..].starts_with(')') {
                return None;
            }
            // "Louis XX" may be a name; before a noun of small letters it is a hole.
            let name = before.starts_with(char::is_uppercase)
                && !word_after(text, range.end).starts_with(char::is_uppercase);
            let roman = word.len() < 4 && word.starts_with('X') && name;
            Some(if roman { Level::Warning } else { Level::Error })
        }
        _ => None,
    }
}
