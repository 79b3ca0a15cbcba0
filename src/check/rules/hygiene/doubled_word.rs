//! "the the".

use crate::check::passage::{Passage, range_in};
use crate::check::token::mended;
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
    let mut first = "";
    for token in text.split_whitespace() {
        // Marks may follow the second word, and none may stand between the two.
        let word = token.trim_end_matches(|c: char| !c.is_alphanumeric());
        if !word.is_empty()
            && is_alike(first, word)
            && word
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\''))
            && !word.starts_with(char::is_uppercase)
            && !letter.has_exactly(List::Twice, word)
        {
            let (before, range) = (range_in(text, first), range_in(text, word));
            if !passage.is_quotation(range.start) {
                let finding = RULE
                    .finding(format!("\"{first} {word}\""))
                    .help(format!("write \"{first}\" once"));
                let place = passage.place(range.clone());
                found.push(mended(finding, passage, before.end..range.end, "").at(place));
            }
        }
        first = token;
    }
}
