//! Small questions about running text that many rules ask.

use std::ops::Range;

use super::passage::Passage;
use crate::finding::Finding;

/// The word that ends before a place, whatever space or mark is between.
pub fn word_before(text: &str, at: usize) -> &str {
    let before = text[..at].trim_end_matches(|c: char| !is_inner(c));
    let start = before
        .char_indices()
        .rev()
        .find(|(_, c)| !is_inner(*c))
        .map_or(0, |(mark, c)| mark + c.len_utf8());
    &before[start..]
}

/// The word right before a place, with nothing but white space between.
pub fn word_right_before(text: &str, at: usize) -> &str {
    let before = text[..at].trim_end();
    if before.ends_with(is_inner) { word_before(before, before.len()) } else { "" }
}

/// The word right after a place, with nothing but white space between.
pub fn word_after(text: &str, at: usize) -> &str {
    let after = text[at..].trim_start();
    let end = after.find(|c| !is_inner(c)).unwrap_or(after.len());
    &after[..end]
}

fn is_inner(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '\'' | '’')
}

/// Whether a place begins a sentence of the text.
pub fn begins_sentence(text: &str, at: usize) -> bool {
    let before =
        text[..at].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '“' | '"' | '('));
    before.is_empty() || before.ends_with(['.', '!', '?', ':'])
}

/// Whether two texts differ in white space alone.
pub fn same_words(a: &str, b: &str) -> bool {
    a == b || a.split_whitespace().eq(b.split_whitespace())
}

/// A finding at bytes of a passage, with a change of them where the record spells them as
/// they are read: elsewhere a change could break the record's own syntax.
#[must_use]
pub fn mended(finding: Finding, passage: &Passage<'_>, range: Range<usize>, text: &str) -> Finding {
    let place = passage.place(range.clone());
    let finding = finding.at(place.clone());
    if is_spelt(passage, range) { finding.fix(place, text) } else { finding }
}

/// Whether the record spells bytes of a passage as they are read.
pub fn is_spelt(passage: &Passage<'_>, range: Range<usize>) -> bool {
    let written = passage.place(range.clone());
    let read = &passage.text()[range];
    let spaces =
        |text: &str| (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace));
    same_words(written.text(), read) && spaces(written.text()) == spaces(read)
}
