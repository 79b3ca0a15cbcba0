//! Folding: the form in which words are compared. Lajčák and LAJCAK are one word.
//!
//! `search.js` folds in the same way; `tests/search/words.json` holds both to it. Characters
//! are folded one by one, so that a match can be shown at its place in the text.

use crate::text::latin;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Calls `emit` with what a character becomes: its letters without marks, in lower case.
pub(super) fn fold(c: char, emit: &mut impl FnMut(char)) {
    if c.is_ascii() {
        return emit(c.to_ascii_lowercase());
    }
    decompose_compatible(c, |part| {
        for lower in part.to_lowercase() {
            match lower {
                c if is_dropped(c) => {}
                'ə' => emit('a'),
                'ς' => emit('σ'),
                'ґ' => emit('г'),
                // Arabic letters that people write one for the other, and those of Persian.
                'ى' | 'ی' => emit('ي'),
                'ة' => emit('ه'),
                'ک' => emit('ك'),
                '٠'..='٩' => emit(digit(lower, '٠')),
                '۰'..='۹' => emit(digit(lower, '۰')),
                other => match latin(other) {
                    Some(letters) => letters.chars().for_each(&mut *emit),
                    None => emit(other),
                },
            }
        }
    });
}

fn digit(c: char, zero: char) -> char {
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap_or(c)
}

/// Marks of letters, and characters without a width. The vowel signs of Indic scripts stay.
fn is_dropped(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5C7}'
        | '\u{610}'..='\u{61A}' | '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}'
        | '\u{6D6}'..='\u{6ED}' | '\u{2B9}'..='\u{2BF}' | '\u{AD}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// A character of which words are made.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || !c.is_ascii() && is_combining_mark(c)
}

/// A character of a script that puts no space between words.
pub(super) fn is_han(c: char) -> bool {
    matches!(c,
        '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{323AF}')
}
