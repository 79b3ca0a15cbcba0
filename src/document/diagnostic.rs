//! What is wrong with Markdown that should become a letter.

use std::ops::Range;

/// Something in Markdown that has no place in a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule it breaks.
    pub rule: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// Bytes in the Markdown.
    pub range: Range<usize>,
}
