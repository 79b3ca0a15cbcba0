//! Content lines: the syntax of iCalendar (RFC 5545, sections 3.1 and 3.3.11).
//!
//! Sixty lines of our own, because the `icalendar` crate lets a lone carriage return pass into
//! the file, folds some lines at 76 octets, and stamps a VTIMEZONE with the clock and a random name.

use crate::text::percent;

/// An iCalendar file, line by line.
#[derive(Default)]
pub(super) struct Lines(String);

/// The most octets of a line, without its break (RFC 5545, section 3.1).
const OCTETS: usize = 75;

impl Lines {
    /// A property whose value is ours: a date, a number, a word of the standard.
    pub(super) fn put(&mut self, name: &str, value: &str) {
        self.line(&format!("{name}:{}", value.replace(char::is_control, "")));
    }

    /// A property whose value is a text that somebody wrote.
    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.line(&format!("{name}:{}", escape(text)));
    }

    /// A link; what has no place in one is written in percent signs (RFC 3986, section 2.1).
    pub(super) fn link(&mut self, name: &str, link: &str) {
        let safe = percent::encode(link, percent::ADDRESS);
        self.line(&format!("{name}:{safe}"));
    }

    /// A component, with what stands in it.
    pub(super) fn component(&mut self, name: &str, inner: impl FnOnce(&mut Self)) {
        self.put("BEGIN", name);
        inner(self);
        self.put("END", name);
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.0.into_bytes()
    }

    /// A line, folded between characters; a break and a space go on with it.
    fn line(&mut self, line: &str) {
        let mut length = 0;
        for c in line.chars() {
            if length + c.len_utf8() > OCTETS {
                self.0.push_str("\r\n ");
                length = 1;
            }
            length += c.len_utf8();
            self.0.push(c);
        }
        self.0.push_str("\r\n");
    }
}

/// A text in which nothing can end the line: breaks and separators are escaped, other control
/// characters have no place in a text and are left out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\r' if chars.peek() == Some(&'\n') => {}
            // Everything that some reader takes for the end of a line.
            '\n'
            | '\r'
            | '\u{B}'
            | '\u{C}'
            | '\u{1C}'..='\u{1E}'
            | '\u{85}'
            | '\u{2028}'
            | '\u{2029}' => {
                out.push_str("\\n");
            }
            '\t' => out.push(c),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}
