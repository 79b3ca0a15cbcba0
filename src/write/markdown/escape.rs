//! Escaping for Markdown that people read: only what would be read as markup.
//!
//! Rules of CommonMark 0.31, section 2.4 (backslash escapes) and 4 (what may begin a block).

/// Writes running text, escaping as it goes.
pub(super) struct Escaper {
    out: String,
    /// Nothing but white space stands on the line so far.
    line_start: bool,
    /// Only digits stand on the line so far.
    digits: bool,
}

impl Escaper {
    pub(super) fn new(line_start: bool) -> Self {
        Self {
            out: String::new(),
            line_start,
            digits: false,
        }
    }

    /// One text by itself.
    pub(super) fn text(text: &str, line_start: bool) -> String {
        let mut escaper = Self::new(line_start);
        escaper.push_text(text);
        escaper.finish()
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    pub(super) fn push_markup(&mut self, markup: &str) {
        self.out.push_str(markup);
        self.line_start = false;
        self.digits = false;
    }

    pub(super) fn push_break(&mut self, indent: &str) {
        self.out.push_str("\\\n");
        self.out.push_str(indent);
        self.line_start = true;
        self.digits = false;
    }

    pub(super) fn push_text(&mut self, text: &str) {
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            let escaped = match c {
                '\\' | '`' | '*' | '[' | ']' | '<' | '|' => true,
                // Within a word an underscore is plain.
                '_' => {
                    !(self.out.ends_with(char::is_alphanumeric)
                        && chars.peek().is_some_and(|c| c.is_alphanumeric()))
                }
                '&' => chars
                    .peek()
                    .is_some_and(|c| c.is_alphanumeric() || *c == '#'),
                // A bang before a link would make a picture of it.
                '!' => chars.peek().is_none_or(|c| *c == '['),
                '{' => chars.peek() == Some(&'{') || self.out.ends_with('{'),
                '~' => true,
                '#' | '>' | '=' | '+' | '-' => self.line_start,
                '.' | ')' => self.digits,
                _ => false,
            };
            if escaped {
                self.out.push('\\');
            }
            self.out.push(c);
            self.digits = c.is_ascii_digit() && (self.digits || self.line_start);
            self.line_start = self.line_start && c == ' ';
        }
    }
}

/// An address between angle brackets.
pub(super) fn href(href: &str) -> String {
    let mut out = String::with_capacity(href.len());
    for c in href.chars() {
        match c {
            '<' | '>' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '&' => out.push_str("&amp;"),
            '\n' => out.push_str("%0A"),
            _ => out.push(c),
        }
    }
    out
}
