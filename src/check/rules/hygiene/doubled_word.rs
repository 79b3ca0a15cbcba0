//! "the the".

use crate::check::passage::Passage;
use crate::check::token::mended;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "doubled-word",
    family: Family::Hygiene,
    level: Level::Warning,
    most: Level::Warning,
    summary: "a word stands twice",
    checks: "A word followed by itself with nothing but white space between, in English prose. \"That that\", \"had \
             had\" and names such as Bora Bora are right; quotations are passed over.",
    why: "It is the commonest slip of merged and edited text, and the eye skips it at the end of a line.",
    example: "on the the agenda",
    instead: "on the agenda",
    source: "general practice; real letters slip so",
    scope: Scope::Letter(check),
};

/// Words that may follow themselves.
const TWICE: &[&str] = &["that", "had", "very", "is", "do", "in", "ha", "no"];

fn check(letter: &Piece<'_>, found: &mut Found) {
    if !letter.is_english() {
        return;
    }
    letter.own().for_each(|passage| check_passage(passage, found));
}

fn check_passage(passage: &Passage<'_>, found: &mut Found) {
    let text = passage.text();
    let mut before: Option<(usize, usize)> = None;
    let mut at = 0;
    for token in text.split_whitespace() {
        let start = at + text[at..].find(token).unwrap_or(0);
        let end = start + token.len();
        at = end;
        // Marks may follow the second word, and none may stand between the two.
        let word = token.trim_end_matches(|c: char| !c.is_alphanumeric());
        let first = before.map(|(start, end)| &text[start..end]);
        let is_word = !word.is_empty()
            && word
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\''));
        let capital = |word: &str| word.starts_with(char::is_uppercase);
        if let (Some((_, first_end)), Some(first), true) = (before, first, is_word)
            && first.to_lowercase() == word.to_lowercase()
            && !capital(word)
            && !TWICE.contains(&word)
            && !passage.is_quotation(start)
        {
            let finding = RULE
                .finding(format!("\"{first} {word}\""))
                .help(format!("write \"{first}\" once"));
            let place = passage.place(start..start + word.len());
            found.push(mended(finding, passage, first_end..start + word.len(), "").at(place));
        }
        before = Some((start, end));
    }
}
