//! Symbols of documents, resolutions and decisions.

use std::ops::Range;

use super::symbols::spelt;

/// The symbol of a document, or the number of a resolution or decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// As it should be written: "A/RES/72/313", "72/313", "3160 (XVIII)", "A/70/623-S/2015/988".
    pub text: String,
    /// What it is the symbol of.
    pub kind: SymbolKind,
    /// Session and number, where it has both and nothing else: 72 and 313.
    pub numbers: Option<(u32, u32)>,
    /// The bytes of session and number.
    pub place: Range<usize>,
}

/// What a symbol is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SymbolKind {
    /// A resolution, by its symbol or by the word before it.
    Resolution,
    /// A decision.
    Decision,
    /// Another document: it begins with an organ.
    Document,
    /// Numbers or words with a slash between them: "24/7", "and/or 5".
    Unknown,
}

impl Symbol {
    /// Whether words of a text write the symbol as it should be written. Both joints of a double
    /// symbol are right, and so are figures of any script.
    pub fn is_written(&self, words: &str) -> bool {
        let bare = |text: &str| text.replace('–', "-").replace([' ', '\u{A0}'], "");
        let spaced = words.contains(' ') && !self.text.contains(' ');
        !spaced && bare(&spelt(words)) == bare(&self.text)
    }

    /// The symbol for comparing: capitals, without what says that it is a resolution.
    pub fn key(&self) -> String {
        let upper = self.text.to_uppercase();
        upper.strip_prefix("A/RES/").unwrap_or(&upper).to_owned()
    }
}
