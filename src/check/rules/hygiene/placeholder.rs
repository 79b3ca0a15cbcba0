//! "TBD", "XX", "[date]".

use std::ops::Range;

use crate::check::passage::Passage;
use crate::check::ranges::Ranges;
use crate::check::words::{word_after, word_right_before};
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::{Finding, Level};
use crate::language::List;
use crate::node::{Decode as _, Holds};
use crate::source::Place;

pub(super) static RULE: Rule = Rule {
    name: "placeholder",
    family: Family::Hygiene,
    level: Level::Error,
    most: Level::Error,
    summary: "a placeholder is left over",
    checks: "What stands for words to come: \"[date]\", \"[insert name]\", \"lorem ipsum\", \"XX\", a line to fill in \
             (\"____\"), what a word processor leaves (\"Error! Reference source not found\", \"press F11\", \"Click here to \
             enter text\"), \"TBD\"; \"TBC\" only where it stands for a date, time or room. In running text, names and \
             rooms; what a word processor leaves in all fields. \"(XX)\" in the number of a resolution and \"Article XX\" are numerals; \"[sic]\" and \"[…]\" belong \
             to quotations. \"TBD\", \"TBC\", and an \"XX\" that could be a numeral are warnings.",
    why: "A letter that went out with a placeholder has to be sent twice.",
    example: "to be held on XX February 2018 in [room]",
    instead: "to be held on 1 February 2018 in Conference Room 2",
    source: "general practice",
    scope: Scope::Letter(check),
};

/// What stands in brackets begins within so many characters with one of the language's words.
const LONGEST: usize = 24;

fn check(letter: &Piece<'_>, found: &mut Found) {
    for passage in letter.passages().filter(|passage| !passage.quoted) {
        for (range, level) in placeholders(letter, passage) {
            if !passage.is_quotation(range.start) {
                found.push(finding(&passage.text()[range.clone()], level, passage.place(range)));
            }
        }
    }
    let mut left_over = Vec::new();
    letter.letter.each_text(&mut |path, holds, text| {
        // A phrase has a space; running text was looked through above.
        if matches!(holds, Holds::Prose) || !text.contains(' ') {
            return;
        }
        let hits = letter.house.phrases.find(text);
        if let Some(hit) = hits.iter().find(|hit| hit.list == List::LeftOver) {
            let place = letter.record.place(&path.to_string());
            left_over.push(finding(&text[hit.range()], Level::Error, place));
        }
    });
    found.append(&mut left_over);
    let mut short = |text: &str, path: &dyn Fn() -> String| {
        let passage = letter.passage(text);
        if let Some((_, level)) = placeholders(letter, &passage).first() {
            found.push(finding(text, *level, letter.record.place(&path())));
        }
    };
    for room in letter.schedule.rooms() {
        short(room.name, &|| letter.schedule.path_of_room(&room));
    }
    for (at, signatory) in letter.letter.signatories.iter().enumerate() {
        for (text, field) in [(&signatory.name, "name"), (&signatory.title, "title")] {
            if let Some(text) = text {
                short(text, &|| format!("signatories[{at}].{field}"));
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

fn placeholders(letter: &Piece<'_>, passage: &Passage<'_>) -> Vec<(Range<usize>, Level)> {
    let text = passage.text();
    let mut found = Vec::new();
    let fill_in = letter.list(List::FillIn).unwrap_or_default();
    let mut close = 0;
    let opens = if passage.has(b'[') { text } else { "" };
    for (open, _) in opens.match_indices('[') {
        if close <= open {
            let Some(next) = text[open..].find(']') else { break };
            close = open + next;
        }
        let inner = text[open + 1..close].trim_start().chars().take(LONGEST);
        let inner: String = inner.flat_map(char::to_lowercase).collect();
        let begins = |word: &str| {
            let rest = inner.strip_prefix(word);
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        if fill_in.iter().any(|word| begins(word)) {
            found.push((open..close + 1, Level::Error));
        }
    }
    // "[xx]" and "[insert date]" are one placeholder.
    let brackets = Ranges::of(found.iter().map(|(range, _)| range.clone()));
    if let Some(at) = text.find("___").filter(|_| passage.has(b'_')) {
        let length = text[at..].len() - text[at..].trim_start_matches('_').len();
        found.push((at..at + length, Level::Error));
    }
    let left_over = passage.found(List::LeftOver).iter();
    found.extend(left_over.map(|hit| (hit.range(), Level::Error)));
    for hit in passage.found(List::Codes) {
        let word = passage.word_at(hit.start).map(|at| passage.words()[at].range.clone());
        let level = word.clone().and_then(|range| short(letter, passage, range));
        found.extend(word.zip(level));
    }
    found.retain(|(range, _)| text[range.clone()].starts_with('[') || !brackets.hold(range));
    found
}

/// "XX", "TBD" and the like.
fn short(letter: &Piece<'_>, passage: &Passage<'_>, range: Range<usize>) -> Option<Level> {
    let text = passage.text();
    let word = &text[range.clone()];
    if passage.is_address(range.start) {
        return None;
    }
    let before = word_right_before(text, range.start);
    let bracketed = text[..range.start].ends_with('(') && text[range.end..].starts_with(')');
    match word {
        "TBD" | "tbd" => Some(Level::Warning),
        "TBC" | "tbc" => {
            let put_off =
                letter.has(List::PutOff, before) || text[..range.start].trim_end().ends_with(':');
            (put_off || text.trim() == word).then_some(Level::Warning)
        }
        _ if word.len() > 1
            && word.chars().all(|c| matches!(c, 'X' | 'x'))
            && (word.starts_with('X') == word.ends_with('X')) =>
        {
            let numbered = letter.has(List::Numerals, before);
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
