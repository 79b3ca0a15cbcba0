//! Merge fields outside the prose: a cell of a list is looked up in every field of text, and
//! nothing else is.

use std::collections::BTreeMap;

use super::engine::Engine;
use super::fields::cell;
use crate::document::{Passage, find_field};
use crate::finding::Finding;
use crate::gather::Bundle;
use crate::house::House;
use crate::letter::Letter;
use crate::node::{Decode as _, Holds};
use crate::record::{self, Record, Syntax};

/// What the prose of a letter is, and what is no text of a page.
const ASIDE: &[&str] = &["body", "say", "row", "sic", "turns"];

/// The bundle with the cells of its letter's row in every field of text that asks for one; none
/// where no field does.
///
/// # Errors
/// What cannot be looked up, at its place.
pub fn with_cells(engine: &Engine, bundle: &Bundle) -> Result<Option<Bundle>, Vec<Finding>> {
    let asked = |record: &Record| !record.letter.row.0.is_empty() && !asking(record).is_empty();
    if !asked(&bundle.record) && !bundle.versions.iter().any(|version| asked(&version.record)) {
        return Ok(None);
    }
    let mut filled = bundle.clone();
    filled.record = fill(engine, &bundle.record)?;
    for version in &mut filled.versions {
        let mut own = Bundle::clone(version);
        own.record = fill(engine, &version.record)?;
        *version = own.into();
    }
    Ok(Some(filled))
}

/// The texts outside the prose that hold a merge field, by their paths; without what a cell of a
/// list brought, which is text.
pub(crate) fn asking(record: &Record) -> BTreeMap<String, &str> {
    let mut asking = BTreeMap::new();
    record.letter.each_text(&mut |path, holds, text| {
        if !matches!(holds, Holds::Body) && text.contains("{{") {
            let path = path.to_string();
            if !ASIDE.iter().any(|aside| path.starts_with(aside)) && !record.is_cell(&path) {
                asking.insert(path, text);
            }
        }
    });
    asking
}

/// The first merge field in a text of this shape, and what it names: a name in braces.
pub(crate) fn braced(text: &str) -> Option<(&str, &str)> {
    let mut rest = text;
    while let Some((range, field)) = find_field(rest, 0, false) {
        let name = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_');
        if field.path.starts_with(char::is_alphabetic) && field.path.chars().all(name) {
            let inner = rest[range.clone()].trim_start_matches(['{', ' ', '\t']);
            return Some((&rest[range], &inner[..field.path.len()]));
        }
        rest = &rest[range.end..];
    }
    None
}

/// The record with its cells.
fn fill(engine: &Engine, record: &Record) -> Result<Record, Vec<Finding>> {
    let house = engine.house_of(record)?;
    let (mut filled, mut findings) = (BTreeMap::new(), Vec::new());
    for (path, text) in asking(record) {
        match written(&house, record, text) {
            Ok(text) => {
                filled.insert(text.0, text.1);
            }
            Err(finding) => findings.push(finding.at(record.place(&path))),
        }
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    let mut fields = serde_json::to_value(&*record.letter).unwrap_or_default();
    if let serde_json::Value::Object(fields) = &mut fields {
        let texts = fields.iter_mut().filter(|(name, _)| !ASIDE.contains(&name.as_str()));
        texts.for_each(|(_, value)| put(value, &filled));
    }
    // Only text has changed, so that what was a letter is one.
    let text = fields.to_string();
    let again = record::read(&record.id, record.source.name(), text.as_bytes(), Syntax::Json)?;
    Ok(record.with_letter(Letter::clone(&again.letter)))
}

/// A text, and the same with its cells.
fn written(house: &House, record: &Record, text: &str) -> Result<(String, String), Finding> {
    let (mut out, mut rest) = (String::new(), text);
    while let Some((range, field)) = find_field(rest, 0, false) {
        out.push_str(&rest[..range.start]);
        let name = field.path.strip_prefix("row.");
        match name.and_then(|name| Some((name, record.letter.row.0.get(name)?))) {
            Some((name, value)) => {
                let inline = cell(house, name, value, &field);
                let inline = inline.map_err(|refusal| {
                    Finding::error("merge-field", refusal.message).help(refusal.help)
                })?;
                out.push_str(&Passage::Text(&inline).words());
            }
            // What is no cell stays, and is said when the letter is composed.
            None => out.push_str(&rest[range.clone()]),
        }
        rest = &rest[range.end..];
    }
    Ok((text.to_owned(), out + rest))
}

/// Puts texts in the place of others.
fn put(value: &mut serde_json::Value, filled: &BTreeMap<String, String>) {
    match value {
        serde_json::Value::String(text) => {
            if let Some(new) = filled.get(text) {
                text.clone_from(new);
            }
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(|item| put(item, filled)),
        serde_json::Value::Object(fields) => {
            fields.values_mut().for_each(|value| put(value, filled));
        }
        _ => {}
    }
}
