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

/// The longest sentence, in bytes. What goes on for longer is cut at a space: rules look at the rest
/// of a sentence from each of its words, and a text without a full stop must not cost its square.
const LONGEST: usize = 4_000;

/// The ends of sentences with those at which long ones are cut.
pub(super) fn cut(text: &str, ends: Vec<usize>) -> Vec<usize> {
    let mut all = Vec::with_capacity(ends.len());
    let mut start = 0;
    for end in ends.into_iter().chain([text.len()]) {
        while end - start > LONGEST {
            let from = text.ceil_char_boundary(start + LONGEST);
            let space = text[from..end].find(' ').map(|at| from + at + 1);
            let Some(at) = space.filter(|at| *at < end) else { break };
            all.push(at);
            start = at;
        }
        all.push(end);
        start = end;
    }
    all.pop();
    all
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
