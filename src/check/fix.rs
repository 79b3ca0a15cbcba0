//! Safe changes: edits of a record's text, and nothing else of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::finding::{Edit, Finding};
use crate::source::Source;

/// The text of `source` with the changes that `findings` offer for it, and how many findings
/// that mends. Where two changes meet, the first is made; a second run makes the other.
pub fn mend(source: &Arc<Source>, findings: &[Finding]) -> (String, usize) {
    let here = |finding: &&Finding| {
        finding.suppressed.is_none()
            && !finding.fix.is_empty()
            && (finding.fix.iter()).all(|edit| edit.place.source().name() == source.name())
    };
    let mut taken: BTreeMap<usize, &Edit> = BTreeMap::new();
    let mut mended = 0;
    for finding in findings.iter().filter(here) {
        let meets = |edit: &Edit| {
            let range = edit.place.range();
            let before = taken.range(..range.end.max(range.start + 1)).next_back();
            before
                .is_some_and(|(start, other)| range.start < other.place.range().end.max(start + 1))
        };
        if !finding.fix.iter().any(meets) {
            taken.extend(finding.fix.iter().map(|edit| (edit.place.range().start, edit)));
            mended += 1;
        }
    }
    let (mut text, mut at) = (String::with_capacity(source.text().len()), 0);
    for edit in taken.into_values() {
        let range = edit.place.range();
        text.push_str(&source.text()[at..range.start]);
        text.push_str(&edit.text);
        at = range.end;
    }
    text.push_str(&source.text()[at..]);
    (text, mended)
}
