//! Folding: the form in which words are compared. Lajčák and LAJCAK are one word.
//!
//! Characters are folded one by one, so that a match can be shown at its place in the text. What
//! Unicode does not say stands here alone: the page gets it as a [`FoldTable`] with the index.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::text::latin;
use serde::Serialize;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// What a character becomes.
pub(super) enum Folded {
    /// A letter without marks, in lower case; or what is no letter.
    Letter(char),
    /// The mark that was taken off the letter before it, or the letter that others were put for.
    Mark(char),
}

/// Letters that have a spelling of two letters where they cannot be written, as in passports
/// (ICAO Doc 9303, part 3, section 6): the mark, the letter that it is taken off, what follows it.
const SECOND: [(char, char, char); 6] = [
    ('\u{308}', 'a', 'e'),
    ('\u{308}', 'o', 'e'),
    ('\u{308}', 'u', 'e'),
    ('\u{30A}', 'a', 'a'),
    ('ø', 'o', 'e'),
    ('đ', 'd', 'j'),
];

/// Calls `emit` with what a character becomes.
pub(super) fn fold(c: char, emit: &mut impl FnMut(Folded)) {
    if c.is_ascii() {
        return emit(Folded::Letter(c.to_ascii_lowercase()));
    }
    decompose_compatible(c, |part| {
        for lower in part.to_lowercase() {
            if is_dropped(lower) {
                emit(Folded::Mark(lower));
            } else if let Some(letters) = letters(lower, &mut [0; 4]) {
                letters.chars().for_each(|c| emit(Folded::Letter(c)));
                emit(Folded::Mark(lower));
            } else {
                emit(Folded::Letter(lower));
            }
        }
    });
}

/// A text, folded.
pub(super) fn folded(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        fold(c, &mut |folded| {
            if let Folded::Letter(c) = folded {
                out.push(c);
            }
        });
    }
    out
}

/// What follows a letter whose mark is spelt as a letter of its own: "ue" for ü.
pub(super) fn second(mark: char, letter: char) -> Option<char> {
    let known = SECOND.iter().find(|known| (known.0, known.1) == (mark, letter));
    known.map(|(_, _, follows)| *follows)
}

/// The letters that stand for one in lower case, beside what Unicode says.
fn letters(c: char, room: &mut [u8; 4]) -> Option<&str> {
    let one = match c {
        'ə' => 'a',
        'ς' => 'σ',
        'ґ' => 'г',
        // Arabic letters that people write one for the other, and those of Persian and Urdu.
        'ٱ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ة' | 'ھ' | 'ہ' | 'ە' => 'ه',
        'ک' => 'ك',
        '٠'..='٩' => digit(c, '٠'),
        '۰'..='۹' => digit(c, '۰'),
        other => return latin(other),
    };
    Some(one.encode_utf8(room))
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

/// What joins two words into one that is also written without it: "e-mail", "1914–1918".
pub(super) fn is_hyphen(c: char) -> bool {
    HYPHENS.contains(&c)
}

/// What joins words likewise, and is no hyphen: "O’Brien", "col·lecció".
pub(super) fn is_apostrophe(c: char) -> bool {
    APOSTROPHES.contains(&c)
}

const HYPHENS: &[char] = &['-', '‐', '‒', '–', '_'];
const APOSTROPHES: &[char] = &['\'', '’', '‘', '`', '·', '‧'];

/// What the page must know to fold as the index does, and Unicode does not say.
#[derive(Debug, Serialize)]
pub(super) struct FoldTable {
    /// What stands for a letter.
    letters: BTreeMap<char, String>,
    /// Characters that are left out: first and last.
    dropped: Vec<(char, char)>,
    /// Characters of scripts without spaces: first and last.
    han: Vec<(char, char)>,
    second: &'static [(char, char, char)],
    hyphens: &'static [char],
    apostrophes: &'static [char],
}

impl FoldTable {
    /// The table, made of the rules by which [`fold`] goes.
    pub(super) fn get() -> &'static Self {
        static TABLE: LazyLock<FoldTable> = LazyLock::new(|| {
            let all = '\u{80}'..=char::MAX;
            let letters = all.filter_map(|c| Some((c, letters(c, &mut [0; 4])?.to_owned())));
            FoldTable {
                letters: letters.collect(),
                dropped: ranges(is_dropped),
                han: ranges(is_han),
                second: &SECOND,
                hyphens: HYPHENS,
                apostrophes: APOSTROPHES,
            }
        });
        &TABLE
    }
}

/// The runs of characters of a kind.
fn ranges(is: fn(char) -> bool) -> Vec<(char, char)> {
    let mut ranges: Vec<(char, char)> = Vec::new();
    let mut before = None;
    for c in '\u{80}'..=char::MAX {
        let goes_on = before.is_some_and(|before: char| is(before));
        match (is(c), goes_on, ranges.last_mut()) {
            (true, true, Some(last)) => last.1 = c,
            (true, ..) => ranges.push((c, c)),
            _ => {}
        }
        before = Some(c);
    }
    ranges
}
