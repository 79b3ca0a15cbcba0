//! Where the sentences of a text end.

/// Words before whose full stop no sentence ends.
const ABBREVIATIONS: &[&str] = &["Mr", "Mrs", "Ms", "Dr", "st", "No", "Prof"];

/// The bytes after each full stop that ends a sentence.
pub(super) fn ends(text: &str) -> Vec<usize> {
    let marks = text.match_indices(['.', '!', '?']);
    marks
        .map(|(at, _)| at)
        .filter(|at| is_end(text, *at))
        .map(|at| at + 1)
        .collect()
}

/// Whether a full stop ends a sentence: a space and a capital follow, and no single letter or
/// known abbreviation stands before it.
fn is_end(text: &str, at: usize) -> bool {
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
    let long = word.chars().nth(1).is_some() && !ABBREVIATIONS.contains(&word);
    // "a.m.", "p. 3.": a full stop within the word is that of an abbreviation.
    (long || figures) && !before.ends_with('.')
}
