//! Records that could only be read in part.

use super::engine::Engine;
use super::letter::{finding, kind_of, unknown_kind};
use super::{address, fields};
use crate::document;
use crate::finding::Finding;
use crate::record::Record;

/// What else is wrong with a record that has mistakes already: an unknown kind, office or
/// addressee, and prose that has no place in a letter. What needs the wrong fields is not judged.
pub(crate) fn diagnose_broken(engine: &Engine, record: &Record) -> Vec<Finding> {
    let mut findings = Vec::new();
    match engine.house_of(record) {
        Ok(house) => {
            findings.extend(kind_of(record, &house).err());
            for (field, list) in [("to", &record.letter.to), ("copies", &record.letter.copies)] {
                address::resolve(record, field, list, &house.office, &mut findings);
            }
        }
        Err(mistakes) => {
            findings.extend(mistakes);
            // Without an office there is still the wording that all offices share.
            let kind = record.letter.kind.as_deref().unwrap_or("letter");
            let kinds = engine
                .templates()
                .kinds("", record.letter.language.as_deref().unwrap_or("en"));
            if !kinds.is_empty() && !kinds.contains(&kind) {
                findings.push(unknown_kind(kind, &kinds).at(record.place("kind")));
            }
        }
    }
    if let Some(body) = &record.letter.body {
        let place = |range| record.body_place(range);
        let diagnostics = document::read_prose(&body.0, &fields::Unjudged).err();
        let diagnostics = diagnostics.into_iter().flatten();
        findings.extend(diagnostics.map(|diagnostic| finding(diagnostic, place)));
    }
    findings
}
