//! "the the".

use crate::check::fix::mended;
use crate::check::passage::{Passage, range_in};
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::List;
use crate::text::is_alike;

pub(super) static RULE: Rule = Rule {
    name: "doubled-word",
    family: Family::Hygiene,
    level: Level::Warning,
    most: Level::Warning,
    summary: "a word stands twice",
    checks: "A word followed by itself with nothing but white space between, in prose. \"That that\", \"had had\" \
             (`twice` in words.toml) and names such as Bora Bora are right; quotations are passed over.",
    why: "It is the commonest slip of merged and edited text, and the eye skips it at the end of a line.",
    example: "on the the agenda",
    instead: "on the agenda",
    source: "general practice; real letters slip so",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    if letter.list(List::Twice).is_some() {
        letter.own().for_each(|passage| check_passage(letter, passage, found));
    }
}

fn check_passage(letter: &Piece<'_>, passage: &Passage<'_>, found: &mut Found) {
    let text = passage.text();
    for (first, second) in passage.words().iter().zip(passage.words().iter().skip(1)) {
        let gap = &text[first.range.end..second.range.start];
        let (first, word) = (&text[first.range.clone()], &text[second.range.clone()]);
        if gap.is_empty() || !may_be_alike(first, word) || !is_alike(first, word) {
            continue;
        }
        let (before, range) = (range_in(text, first), second.range.clone());
        // Marks may follow the second word, and none may stand between the two.
        let free = gap.chars().all(char::is_whitespace)
            && text[..before.start]
                .chars()
                .next_back()
                .is_none_or(char::is_whitespace)
            && is_end(&text[range.end..]);
        if free
            && word
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\''))
            && !word.starts_with(char::is_uppercase)
            && !letter.has_exactly(List::Twice, word)
            && !passage.is_quotation(range.start)
        {
            let finding = RULE
                .finding(format!("\"{first} {word}\""))
                .help(format!("write \"{first}\" once"));
            let place = passage.place(range.clone());
            found.push(mended(finding, passage, before.end..range.end, "").at(place));
        }
    }
}

/// Whether the first bytes of two words can be of one letter.
fn may_be_alike(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes()[0], b.as_bytes()[0]);
    a.eq_ignore_ascii_case(&b) || !a.is_ascii() && !b.is_ascii()
}

/// Whether nothing but marks follows up to the next white space.
fn is_end(rest: &str) -> bool {
    let next = rest.find(|c: char| c.is_whitespace() || c.is_alphanumeric());
    next.is_none_or(|at| rest[at..].starts_with(char::is_whitespace))
}
