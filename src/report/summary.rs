//! How many findings there are, in a line; and changes, as a diff.

use std::sync::Arc;

use similar::TextDiff;

use crate::finding::{Finding, Level};
use crate::source::Source;
use crate::text;

/// How many findings of each level in so many letters, in one line.
pub fn summary(findings: &[Finding], letters: usize) -> String {
    let count = |level| {
        let of = |finding: &&Finding| finding.suppressed.is_none() && finding.level == level;
        findings.iter().filter(of).count()
    };
    let kept = findings.iter().filter(|finding| finding.suppressed.is_some()).count();
    let counts = [
        (count(Level::Error), "error", "errors"),
        (count(Level::Warning), "warning", "warnings"),
        (count(Level::Note), "note", "notes"),
        (kept, "kept on purpose", "kept on purpose"),
    ];
    let counts: Vec<_> = (counts.into_iter())
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
        .collect();
    let letters = text::count(letters, "letter");
    if counts.is_empty() {
        format!("{letters}: nothing found")
    } else {
        format!("{letters}: {}", counts.join(", "))
    }
}

/// What would change in a text, as a unified diff.
pub fn diff(source: &Arc<Source>, mended: &str) -> String {
    TextDiff::from_lines(source.text(), mended)
        .unified_diff()
        .context_radius(2)
        .header(source.name(), source.name())
        .to_string()
}
