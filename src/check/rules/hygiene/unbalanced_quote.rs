//! A quotation mark without its partner.

use crate::check::passage::Passage;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::List;

pub(super) static RULE: Rule = Rule {
    name: "unbalanced-quote",
    family: Family::Hygiene,
    level: Level::Warning,
    most: Level::Error,
    summary: "a quotation mark has no partner",
    checks: "Curly marks (`quotes` in words.toml), « and » in any language, and an odd number of straight marks, paragraph by \
             paragraph. A quotation of several paragraphs opens each and closes only the last, and is right; inches \
             and seconds after a figure are no quotation marks.",
    why: "The reader does not know where the words of the other end, and who is bound by what follows.",
    example: "the item entitled “Oceans and the law of the sea",
    instead: "the item entitled “Oceans and the law of the sea”",
    source: "general practice",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let curly = letter.list(List::Quotes).is_some_and(|quotes| quotes == ["“", "”"]);
    let passages: Vec<_> = letter.passages().collect();
    for (number, passage) in passages.iter().enumerate() {
        let text = passage.text();
        for (open, close) in [('“', '”'), ('«', '»')] {
            // Each two begin with one byte.
            if !passage.has_char(open) {
                continue;
            }
            // German and Dutch close with the mark that opens in English.
            if open == '“' && (!curly || text.contains('„')) {
                continue;
            }
            let goes_on = passages
                .get(number + 1)
                .is_some_and(|next| next.text().starts_with(open));
            found.extend(
                lone(text, open, close, goes_on).map(|at| {
                    finding(passage, at, text[at..].chars().next().unwrap_or(open), open)
                }),
            );
        }
        if !passage.has(b'"') {
            continue;
        }
        let straight = |at: &usize| !text[..*at].ends_with(|c: char| c.is_ascii_digit());
        let marks: Vec<_> = text.match_indices('"').map(|(at, _)| at).collect();
        if marks.len() % 2 == 1 && marks.iter().all(straight) {
            let at = marks[marks.len() - 1];
            found.push(finding(passage, at, '"', '"'));
        }
    }
}

fn finding(passage: &Passage<'_>, at: usize, mark: char, open: char) -> crate::finding::Finding {
    let what = match mark {
        '"' => "has no partner",
        mark if mark == open => "is never closed",
        _ => "was never opened",
    };
    RULE.finding(format!("the quotation mark {mark} {what}"))
        .at(passage.place(at..at + mark.len_utf8()))
        .help("put in its partner, or take it out")
}

/// The first mark without its partner.
fn lone(text: &str, open: char, close: char, goes_on: bool) -> Option<usize> {
    let mut opened = Vec::new();
    for (at, c) in text.char_indices() {
        if c == open {
            opened.push(at);
        } else if c == close && opened.pop().is_none() {
            return Some(at);
        }
    }
    // A quotation of several paragraphs is closed in the last of them.
    opened.first().copied().filter(|_| !goes_on)
}
