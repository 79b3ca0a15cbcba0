//! Text of strangers on a terminal: what nobody could see, or what the terminal would obey, is shown.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a terminal obeys a character, or turns what stands around it: controls other than line
/// feed and tab, marks of direction, embeddings, overrides and isolates (UAX #9), and the
/// separators of lines and paragraphs.
fn is_obeyed(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{FEFF}' => true,
        '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{206F}' => true,
        c => c.is_control(),
    }
}

/// The text with each such character as a picture of it (`␛`), or as its number (`<U+202E>`).
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    shown(text, |out, c| match c as u32 {
        control @ 0..=0x1F => out.extend(char::from_u32(0x2400 + control)),
        0x7F => out.push('␡'),
        number => {
            let _ = write!(out, "<U+{number:04X}>");
        }
    })
}

/// JSON with each such character as its escape: the same data.
pub(crate) fn visible_json(json: &str) -> Cow<'_, str> {
    shown(json, |out, c| {
        let _ = write!(out, "\\u{:04x}", c as u32);
    })
}

fn shown(text: &str, show: impl Fn(&mut String, char)) -> Cow<'_, str> {
    if !text.contains(is_obeyed) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_obeyed(c) { show(&mut out, c) } else { out.push(c) }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_seen() {
        let text = "a\u{1B}]0;x\u{7}\r\n\tb\u{7F}\u{9B}2J\u{202E}c\u{200F}";
        assert_eq!(visible(text), "a␛]0;x␇␍\n\tb␡<U+009B>2J<U+202E>c<U+200F>");
        assert_eq!(visible_json("\"\u{202E}\u{9B}é\""), r#""\u202e\u009bé""#);
        assert!(matches!(visible("Владимир, العربية"), Cow::Borrowed(_)));
    }
}
