//! Safe changes: edits of a record's text, and nothing else of it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::passage::Passage;
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

/// Whether two texts differ in white space alone.
fn same_words(a: &str, b: &str) -> bool {
    a == b || a.split_whitespace().eq(b.split_whitespace())
}

/// A finding at bytes of a passage, with a change of them where the record spells them as
/// they are read: elsewhere a change could break the record's own syntax.
#[must_use]
pub(super) fn mended(
    finding: Finding,
    passage: &Passage<'_>,
    range: Range<usize>,
    text: &str,
) -> Finding {
    let place = passage.place(range.clone());
    let finding = finding.at(place.clone());
    if is_written_so(passage, range) { finding.fix(place, text) } else { finding }
}

/// Whether the record spells bytes of a passage as they are read.
pub(super) fn is_written_so(passage: &Passage<'_>, range: Range<usize>) -> bool {
    let written = passage.place(range.clone());
    let read = &passage.text()[range];
    let spaces =
        |text: &str| (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace));
    same_words(written.text(), read) && spaces(written.text()) == spaces(read)
}
