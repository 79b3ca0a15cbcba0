//! Quotation marks of the typewriter.

use crate::check::fix::is_written_so;
use crate::check::passage::Passage;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::List;
use crate::source::Place;

pub(super) static RULE: Rule = Rule {
    name: "straight-quotes",
    family: Family::House,
    level: Level::Note,
    most: Level::Warning,
    summary: "quotation marks are straight",
    checks: "Straight double quotation marks in prose: one finding a letter, at the first. \
             Where curly ones stand in the same package it is a matter of `mixed-quotes`. Inches and seconds \
             after a figure are passed over.",
    why: "The wording of letters prints curly marks, and the titles it quotes bear them.",
    example: "the item entitled \"Oceans and the law of the sea\"",
    instead: "the item entitled “Oceans and the law of the sea”",
    source: "general practice of printing",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let Some([open, close]) = letter.list(List::Quotes) else {
        return;
    };
    let curly = [open, close].map(|mark| mark.chars().next().unwrap_or('"'));
    let is_curled = |passage: &Passage<'_>| {
        curly.iter().any(|mark| passage.has_char(*mark)) && passage.text().contains(curly)
    };
    if letter.prose.iter().any(is_curled) {
        return;
    }
    let mut marks = letter
        .prose
        .iter()
        .flat_map(|passage| straight(passage).into_iter().map(move |at| (passage, at)));
    let Some((passage, at)) = marks.next() else {
        return;
    };
    let finding = RULE
        .finding("straight quotation marks")
        .at(passage.place(at..at + 1))
        .help(format!("write {open} and {close}"));
    // One mark that cannot be told leaves all as they are.
    let edits: Option<Vec<_>> = letter
        .prose
        .iter()
        .map(|passage| curled(passage, [open, close]))
        .collect();
    let edits = edits.into_iter().flatten().flatten();
    let fixed = edits.fold(finding, |finding, (place, text)| finding.fix(place, text));
    found.push(fixed);
}

/// Straight double marks of a passage; after a figure, where none is open, they are inches.
pub(super) fn straight(passage: &Passage<'_>) -> Vec<usize> {
    let text = passage.text();
    let mut marks = Vec::new();
    if !passage.has(b'"') {
        return marks;
    }
    for (at, _) in text.match_indices('"') {
        let figure = text[..at].ends_with(|c: char| c.is_ascii_digit());
        if !figure || marks.len() % 2 == 1 {
            marks.push(at);
        }
    }
    marks
}

/// The curly mark for each straight one, where they open and close in turn.
pub(super) fn curled<'q>(
    passage: &Passage<'_>,
    [open, close]: [&'q str; 2],
) -> Option<Vec<(Place, &'q str)>> {
    let text = passage.text();
    let marks = straight(passage);
    let mut edits = Vec::with_capacity(marks.len());
    for (number, at) in marks.iter().enumerate() {
        let before = text[..*at].chars().next_back();
        let after = text[at + 1..].chars().next();
        let opens = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–'));
        let closes = after.is_none_or(|c| !c.is_alphanumeric());
        let mark = match number % 2 {
            0 if opens && !closes => open,
            1 if closes && !opens => close,
            _ => return None,
        };
        let range = *at..at + 1;
        // In the syntax of YAML or JSON a mark may be more than a mark.
        if !is_written_so(passage, range.clone()) {
            return None;
        }
        edits.push((passage.place(range), mark));
    }
    marks.len().is_multiple_of(2).then_some(edits)
}
