//! Fields that a program fills in, and the sections of a letter.

/// A section of a letter: what its pages say at their head and foot.
#[derive(Debug, Default)]
pub(super) struct Section {
    /// How many paragraphs come before its end.
    pub(super) end: usize,
    /// The relations of its headers and footers.
    pub(super) named: Vec<String>,
}

/// A field: what it asks for, and whether its result is read.
#[derive(Default)]
pub(super) struct Field {
    pub(super) asks: String,
    pub(super) shows: bool,
    pub(super) is_number: bool,
}

impl Field {
    /// Numbers of pages are no words of the letter.
    pub(super) fn settle(&mut self) {
        let first = self.asks.split_whitespace().next().unwrap_or_default();
        self.is_number = ["PAGE", "NUMPAGES", "SECTIONPAGES"]
            .iter()
            .any(|name| first.eq_ignore_ascii_case(name));
    }
}
