//! Straight quotation marks beside curly ones.

use super::straight_quotes::straight;
use crate::check::passage::Passage;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "mixed-quotes",
    family: Family::House,
    level: Level::Note,
    most: Level::Warning,
    summary: "straight and curly quotation marks are mixed",
    checks: "Straight double marks in prose that also has curly ones, and straight apostrophes in prose that also \
             has curly ones: one finding a letter for each, at the first straight one. Inches and seconds after \
             a figure are passed over.",
    why: "It tells that a letter was put together from two, and a search for one finds half.",
    example: "the “elements paper” and the \"revised elements\"",
    instead: "the “elements paper” and the “revised elements”",
    source: "general practice of printing",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let curly = |marks: &'static [char]| {
        find(letter, |passage| {
            let text = passage.text();
            passage.has_char('“').then(|| text.find(marks)).flatten()
        })
    };
    let first = |passage: &Passage| straight(passage).first().copied();
    let double = letter
        .prose
        .iter()
        .find_map(|passage| Some((passage, first(passage)?)));
    let single = find(letter, apostrophe);
    let pairs = [
        (double, curly(&['“', '”']), "a straight quotation mark beside curly ones"),
        (single, curly(&['’']), "a straight apostrophe beside curly ones"),
    ];
    for (straight, curly, message) in pairs {
        if let (Some((passage, at)), Some((other, place))) = (straight, curly) {
            found.push(
                RULE.finding(message)
                    .at(passage.place(at..at + 1))
                    .related(other.place(place..place + '“'.len_utf8()), "a curly one")
                    .help("write all of them alike"),
            );
        }
    }
}

fn find<'a>(
    letter: &'a Piece<'_>,
    mark: impl Fn(&Passage<'_>) -> Option<usize>,
) -> Option<(&'a Passage<'a>, usize)> {
    letter
        .prose
        .iter()
        .find_map(|passage| Some((passage, mark(passage)?)))
}

/// A straight apostrophe within a word.
fn apostrophe(passage: &Passage<'_>) -> Option<usize> {
    let text = passage.text();
    if !passage.has(b'\'') {
        return None;
    }
    text.match_indices('\'').map(|(at, _)| at).find(|at| {
        text[..*at].ends_with(char::is_alphabetic)
            && text[at + 1..].starts_with(char::is_alphabetic)
    })
}
