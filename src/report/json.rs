//! Findings as data.

use serde::Serialize;

use crate::finding::Finding;
use crate::source::Place;

#[derive(Serialize)]
struct Shown<'f> {
    rule: &'f str,
    level: &'f str,
    message: &'f str,
    #[serde(flatten)]
    place: Where<'f>,
    label: &'f str,
    related: Vec<Related<'f>>,
    help: &'f [String],
    source: &'f str,
    kept: Option<&'f str>,
    fix: Vec<Change<'f>>,
}

#[derive(Serialize)]
struct Change<'f> {
    #[serde(flatten)]
    place: Where<'f>,
    text: &'f str,
}

#[derive(Serialize)]
struct Related<'f> {
    #[serde(flatten)]
    place: Where<'f>,
    label: &'f str,
}

/// A place, or nothing in each of its fields.
#[derive(Serialize, Default)]
struct Where<'f> {
    file: Option<&'f str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    byte_start: Option<usize>,
    byte_end: Option<usize>,
}

impl<'f> From<&'f Place> for Where<'f> {
    fn from(place: &'f Place) -> Self {
        let (line, column) = place.line_column();
        let (end_line, end_column) = place.source().line_column(place.range().end);
        Self {
            file: Some(place.source().name()),
            line: Some(line),
            column: Some(column),
            end_line: Some(end_line),
            end_column: Some(end_column),
            byte_start: Some(place.range().start),
            byte_end: Some(place.range().end),
        }
    }
}

/// Findings as a JSON array, with a line break at its end.
///
/// Lines and columns count from 1, columns in characters; bytes count from 0, after a byte
/// order mark; ends are exclusive. A finding without a place has null in these fields.
pub fn json(findings: &[Finding]) -> String {
    let shown: Vec<_> = findings
        .iter()
        .map(|finding| Shown {
            rule: finding.rule,
            level: finding.level.name(),
            message: &finding.message,
            place: finding.place.as_ref().map(Where::from).unwrap_or_default(),
            label: &finding.label,
            related: finding
                .related
                .iter()
                .map(|(place, label)| Related { place: place.into(), label })
                .collect(),
            help: &finding.help,
            source: finding.source,
            kept: finding.suppressed.as_deref(),
            fix: (finding.fix.iter())
                .map(|edit| Change { place: (&edit.place).into(), text: &edit.text })
                .collect(),
        })
        .collect();
    // Only text and numbers are written, which cannot fail.
    serde_json::to_string_pretty(&shown).unwrap_or_default() + "\n"
}
