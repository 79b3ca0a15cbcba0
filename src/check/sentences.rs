//! Where the sentences of a text end.

use crate::house::House;
use crate::language::List;
use crate::language::facts::Fact;

/// The bytes after each mark that ends a sentence.
pub(super) fn ends(text: &str, house: &House) -> Vec<usize> {
    let marks = text.match_indices(['.', '!', '?', '。', '！', '？', '؟']);
    let ends = marks.filter(|(at, mark)| mark.len() > 1 || is_end(text, *at, house));
    ends.map(|(at, mark)| at + mark.len()).collect()
}

/// Whether a full stop ends a sentence: a space and a capital follow, and no single letter or
/// known abbreviation stands before it.
fn is_end(text: &str, at: usize, house: &House) -> bool {
    let rest = &text[at + 1..];
    let next = rest.chars().find(|c| !c.is_whitespace());
    if rest.starts_with(|c: char| !c.is_whitespace()) || next.is_some_and(char::is_lowercase) {
        return false;
    }
    if next.is_none() {
        return true;
    }
    let before = &text[..at];
    let word = before.trim_end_matches(char::is_alphanumeric).len();
    let (before, word) = before.split_at(word);
    let figures = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let long = word.chars().nth(1).is_some()
        && !house.lexicon.checker.has_exactly(List::Abbreviations, word);
    // "a.m.", "p. 3.": a full stop within the word is that of an abbreviation.
    (long || figures) && !before.ends_with('.')
}

/// Those ends of sentences that are no part of a fact: "am 1. Februar", "die 72. Tagung".
pub(super) fn beside(mut ends: Vec<usize>, facts: &[Fact]) -> Vec<usize> {
    let mut facts = facts.iter().peekable();
    ends.retain(|end| {
        while facts.next_if(|fact| fact.range.end < *end).is_some() {}
        facts.peek().is_none_or(|fact| {
            let within = fact.range.start < *end && *end < fact.range.end;
            let ordinal = fact
                .number()
                .is_some_and(|number| number.ordinal && !number.words && fact.range.end == *end);
            !within && !ordinal
        })
    });
    ends
}
