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
    let zeros = ['0', '\u{660}', '\u{6F0}', '\u{FF10}'];
    let values = zeros.map(|zero| u32::from(c).checked_sub(u32::from(zero)));
    values.into_iter().flatten().find(|value| *value < 10)
}

/// The words of a text, in order.
pub fn words(text: &str) -> Vec<Word> {
    let mut out = Vec::with_capacity(text.len() / 5);
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        // What a merge field leaves behind is no word either.
        if c.is_whitespace() || c == '\u{1}' {
            continue;
        }
        let mut end = start + c.len_utf8();
        let kind = if c.is_alphabetic() {
            while let Some((at, next)) = chars.peek().copied() {
                let after = text[at + next.len_utf8()..].chars().next();
                let inner = matches!(next, '-' | '‑' | '\'' | '’')
                    && after.is_some_and(char::is_alphabetic);
                if !next.is_alphanumeric() && !inner {
                    break;
                }
                end = at + next.len_utf8();
                chars.next();
            }
            Kind::Letters
        } else if figure(c).is_some() {
            while let Some((at, next)) = chars.peek().copied() {
                if figure(next).is_none() {
                    break;
                }
                end = at + next.len_utf8();
                chars.next();
            }
            Kind::Figures
        } else {
            Kind::Mark
        };
        out.push(Word { range: start..end, kind });
    }
    out
}
