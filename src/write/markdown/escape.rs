//! Escaping for Markdown that people read: only what would be read as markup.
//!
//! Rules of CommonMark 0.31, section 2.4 (backslash escapes), 4 (what may begin a block)
//! and 6.2 (where emphasis may begin and end).

use crate::document::marks::APART;

/// Writes running text, escaping as it goes.
pub(super) struct Escaper {
    out: String,
    place: Place,
    /// Nothing but white space stands on the line so far.
    line_start: bool,
    /// Only digits stand on the line so far.
    digits: bool,
    /// Delimiters that wait for the character after them.
    waiting: Vec<Delimiter>,
}

/// What the running text stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The start of a line.
    Line,
    /// A heading, after its `#`.
    Heading,
    /// Somewhere in a line.
    Within,
}

#[derive(Clone, Copy)]
struct Delimiter {
    mark: &'static str,
    opens: bool,
}

impl Escaper {
    pub(super) fn new(place: Place) -> Self {
        Self {
            out: String::new(),
            place,
            line_start: place == Place::Line,
            digits: false,
            waiting: Vec::new(),
        }
    }

    /// One text by itself.
    pub(super) fn text(text: &str, place: Place) -> String {
        let mut escaper = Self::new(place);
        escaper.push_text(text);
        escaper.finish()
    }

    pub(super) fn finish(mut self) -> String {
        self.settle(None);
        self.out
    }

    /// Emphasis begins: `mark` is `_` or `**`.
    pub(super) fn open(&mut self, mark: &'static str) {
        self.waiting.push(Delimiter { mark, opens: true });
        self.line_start = false;
        self.digits = false;
    }

    /// Emphasis ends.
    pub(super) fn close(&mut self, mark: &'static str) {
        self.waiting.push(Delimiter { mark, opens: false });
    }

    pub(super) fn push_markup(&mut self, markup: &str) {
        self.push_mark(markup);
        self.line_start = false;
        self.digits = false;
    }

    /// An inline mark: a viewer does not see it, so what follows may still begin the line.
    pub(super) fn push_mark(&mut self, mark: &str) {
        self.settle(mark.chars().next());
        self.out.push_str(mark);
    }

    pub(super) fn push_break(&mut self, indent: &str) {
        self.settle(None);
        self.out.push_str("\\\n");
        self.out.push_str(indent);
        self.line_start = self.place != Place::Heading;
        self.digits = false;
    }

    pub(super) fn push_text(&mut self, text: &str) {
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            // Where emphasis begins, a space of any kind must be spelled out.
            let begins = self.waiting.last().is_some_and(|last| last.opens);
            if begins && c.is_whitespace() {
                self.settle(Some('&'));
                self.out.push_str(&entity(c));
                continue;
            }
            let escaped = match c {
                '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' => true,
                // Within a word an underscore is plain.
                '_' => {
                    let after_word = self.waiting.is_empty() && self.out.ends_with(is_word);
                    !(after_word && chars.peek().copied().is_some_and(is_word))
                }
                '&' => chars.peek().is_some_and(|c| c.is_alphanumeric() || *c == '#'),
                // A bang before a link would make a picture of it.
                '!' => chars.peek().is_none_or(|c| *c == '['),
                '{' => chars.peek() == Some(&'{') || self.out.ends_with('{'),
                // A heading may end in these, which are then no text.
                '#' => self.line_start || self.place == Place::Heading,
                '>' | '=' | '+' | '-' | ':' => self.line_start,
                '.' | ')' => self.digits,
                _ => false,
            };
            self.settle(Some(if escaped { '\\' } else { c }));
            if escaped {
                self.out.push('\\');
            }
            self.out.push(c);
            self.digits = c.is_ascii_digit() && (self.digits || self.line_start);
            self.line_start = self.line_start && c == ' ';
        }
    }

    /// Writes the delimiters that waited, now that the character after them is known.
    ///
    /// Emphasis begins and ends only next to certain characters (sections 6.2, rules 1 to 8).
    /// Where the text has others, an empty comment stands between: viewers do not show it.
    fn settle(&mut self, next: Option<char>) {
        let waiting = std::mem::take(&mut self.waiting);
        for (at, delimiter) in waiting.iter().enumerate() {
            let before = self.out.chars().next_back();
            let after = match waiting.get(at + 1) {
                Some(other) => other.mark.chars().next(),
                None => next,
            };
            if delimiter.opens {
                if !may_touch(delimiter.mark, after, before) {
                    self.out.push_str(APART);
                }
                self.out.push_str(delimiter.mark);
            } else {
                // A space that an escape could not spell out would keep emphasis from ending.
                let mut before = before;
                if let Some(space) = before.filter(|c| c.is_whitespace()) {
                    self.out.pop();
                    self.out.push_str(&entity(space));
                    before = Some(';');
                }
                self.out.push_str(delimiter.mark);
                if !may_touch(delimiter.mark, before, after) {
                    self.out.push_str(APART);
                }
            }
        }
    }
}

/// Whether a delimiter works between the character on its inner and the one on its outer side.
fn may_touch(mark: &str, inner: Option<char>, outer: Option<char>) -> bool {
    let apart = outer.is_none_or(|c| c.is_whitespace() || c.is_ascii_punctuation());
    // Only `**` may stand within a word.
    apart || (mark == "**" && inner.is_some_and(char::is_alphanumeric))
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

fn entity(c: char) -> String {
    format!("&#{};", u32::from(c))
}

/// An address between angle brackets.
pub(super) fn href(href: &str) -> String {
    let mut out = String::with_capacity(href.len());
    for c in href.chars() {
        match c {
            '<' | '>' | '\\' | '|' => {
                out.push('\\');
                out.push(c);
            }
            '&' => out.push_str("&amp;"),
            _ => out.push(c),
        }
    }
    out
}
