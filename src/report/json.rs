//! Findings as data.

use schemars::JsonSchema;
use serde::Serialize;

use crate::finding::Finding;
use crate::source::Place;

/// What is wrong with a letter, as data.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Finding")]
pub struct FindingData<'f> {
    /// The name of the rule.
    rule: &'f str,
    /// `error`, `warning` or `note`.
    level: &'f str,
    /// What is wrong, in English.
    message: &'f str,
    #[serde(flatten)]
    place: Where<'f>,
    /// What stands at the place.
    label: &'f str,
    /// Other places that have to do with it.
    related: Vec<Related<'f>>,
    /// What to do.
    help: &'f [String],
    /// The source of the rule; empty for what the format of a record demands.
    source: &'f str,
    /// Why it is kept on purpose (`sic`); then it keeps no letter from going out.
    kept: Option<&'f str>,
    /// A safe change of the text that mends it, as pieces to replace.
    fix: Vec<Change<'f>>,
}

/// A piece of text to replace.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Edit")]
struct Change<'f> {
    #[serde(flatten)]
    place: Where<'f>,
    /// What is to stand there.
    text: &'f str,
}

/// Another place.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "RelatedPlace")]
struct Related<'f> {
    #[serde(flatten)]
    place: Where<'f>,
    /// What stands there.
    label: &'f str,
}

/// A place, or nothing in each of its fields.
#[derive(Debug, Serialize, Default, JsonSchema)]
struct Where<'f> {
    /// The file.
    file: Option<&'f str>,
    /// The line where it begins, from 1.
    line: Option<usize>,
    /// The column where it begins, in characters, from 1.
    column: Option<usize>,
    /// The line where it ends.
    end_line: Option<usize>,
    /// The column behind its end.
    end_column: Option<usize>,
    /// The byte where it begins, from 0, after a byte order mark.
    byte_start: Option<usize>,
    /// The byte behind its end.
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

/// Findings as data, in their order.
pub fn findings(findings: &[Finding]) -> Vec<FindingData<'_>> {
    let all = findings.iter().map(|finding| FindingData {
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
    });
    all.collect()
}

/// Findings as a JSON array, with a line break at its end.
///
/// Lines and columns count from 1, columns in characters; bytes count from 0, after a byte
/// order mark; ends are exclusive. A finding without a place has null in these fields.
pub fn json(shown: &[Finding]) -> String {
    // Only text and numbers are written, which cannot fail.
    serde_json::to_string_pretty(&findings(shown)).unwrap_or_default() + "\n"
}
