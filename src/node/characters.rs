//! Characters that no letter may carry, because nobody can see them.

use std::ops::Range;

use super::Decoder;
use crate::finding::Finding;

/// Notes every character of `text` that must not stand in a record, each with the change that takes
/// it out. The places are exact where the source spells the text as it is.
pub(crate) fn check(text: &str, range: Range<usize>, decoder: &mut Decoder) -> Option<()> {
    let Some(first) = first_forbidden(text) else {
        return Some(());
    };
    let written = decoder.written(range.clone()).unwrap_or_default();
    let odd = written
        .char_indices()
        .filter(|(_, c)| forbidden(*c) && text.contains(*c));
    let spelled: Vec<_> = odd.collect();
    if spelled.is_empty() {
        decoder.note(finding(first), range);
        return None;
    }
    for (at, c) in spelled {
        let place = range.start + at..range.start + at + c.len_utf8();
        decoder.note_mended(finding(c), place, instead(c));
    }
    None
}

/// What takes the place of a character that may not stand in a record.
pub(crate) fn instead(c: char) -> &'static str {
    if matches!(c, '\u{2028}' | '\u{2029}') { " " } else { "" }
}

/// The first character of `text` that must not stand in a record.
pub(crate) fn first_forbidden(text: &str) -> Option<char> {
    // Nearly all text is plain, which is quick to tell of many bytes at once.
    let mut at = 0;
    for piece in text.as_bytes().chunks(64) {
        if !piece.iter().fold(true, |plain, byte| plain & is_plain(*byte)) {
            let start = text.floor_char_boundary(at);
            let end = text.ceil_char_boundary(at + piece.len());
            let found = text[start..end].chars().find(|c| forbidden(*c));
            if found.is_some() {
                return found;
            }
        }
        at += piece.len();
    }
    None
}

/// Whether no forbidden character begins with this byte. Of those beyond ASCII, only C2, E1, E2
/// and EF to F4 begin one; the bytes from 80 to BF go on in a character.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\n' | b'\t' | 0x80..=0xBF | 0xC3..=0xE0 | 0xE3..=0xEE)
}

/// The finding that a character cannot be seen.
pub(crate) fn finding(c: char) -> Finding {
    Finding::error("invisible-character", format!("{} cannot be seen on the page", describe(c)))
        .help("delete it and type the text around it again")
}

/// Whether a character may not stand in a record.
///
/// Joiners and the marks of direction stay: Persian and mixed Arabic text needs them.
/// Embeddings, overrides and isolates go: the writers isolate what needs isolating.
pub fn forbidden(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{200B}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{00AD}' | '\u{180E}' => true,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}' => true,
        '\u{2028}' | '\u{2029}' | '\u{FFF9}'..='\u{FFFC}' | '\u{E0000}'..='\u{E0FFF}' => true,
        c => {
            c.is_control() || (c as u32) & 0xFFFE == 0xFFFE || matches!(c, '\u{FDD0}'..='\u{FDEF}')
        }
    }
}

fn describe(c: char) -> String {
    let name = match c {
        '\u{200B}' => "zero-width space",
        '\u{FEFF}' => "byte order mark",
        '\u{00AD}' => "soft hyphen",
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => "bidirectional control",
        c if c.is_control() => "control character",
        _ => "invisible character",
    };
    format!("the {name} U+{:04X}", c as u32)
}
