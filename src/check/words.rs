//! Words of a text with their places: what rules look for phrases in.

use std::ops::Range;

/// A word, a number, or a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Bytes in the text.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// What a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Letters, with hyphens and apostrophes between them.
    Letters,
    /// Figures alone.
    Figures,
    /// Anything else, one character.
    Mark,
}

/// The value of a figure: European, Arabic, Persian, or of full width.
pub fn figure(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    let zeros = ['\u{660}', '\u{6F0}', '\u{FF10}'];
    let values = zeros.map(|zero| u32::from(c).checked_sub(u32::from(zero)));
    values.into_iter().flatten().find(|value| *value < 10)
}

/// The words of a text, in order.
pub fn words(text: &str) -> Vec<Word> {
    let mut out = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while let Some(c) = char_at(text, at) {
        let start = at;
        at += c.len_utf8();
        // What a merge field leaves behind is no word either.
        if c.is_whitespace() || c == '\u{1}' {
            continue;
        }
        let kind = if c.is_alphabetic() {
            at = end_of_word(text, at);
            Kind::Letters
        } else if figure(c).is_some() {
            while let Some(next) = char_at(text, at).filter(|next| figure(*next).is_some()) {
                at += next.len_utf8();
            }
            Kind::Figures
        } else {
            Kind::Mark
        };
        out.push(Word { range: start..at, kind });
    }
    out
}

/// The byte after a word that goes on at a byte: hyphens and apostrophes stand between letters.
fn end_of_word(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    loop {
        while bytes.get(at).is_some_and(u8::is_ascii_alphanumeric) {
            at += 1;
        }
        let Some(next) = char_at(text, at) else { break };
        let after = at + next.len_utf8();
        let inner = matches!(next, '-' | '‑' | '\'' | '’')
            && char_at(text, after).is_some_and(char::is_alphabetic);
        if !next.is_alphanumeric() && !inner {
            break;
        }
        at = after;
    }
    at
}

/// The character that begins at a byte.
fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        Some(_) => text[at..].chars().next(),
        None => None,
    }
}

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
