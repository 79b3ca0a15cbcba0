//! Mistakes in a language's phrases, in a drafting officer's words.

use std::ops::Range;

use toml::de::DeValue;

use crate::finding::{Finding, suggest};
use crate::source::Place;

/// The file is not TOML.
pub(super) const SYNTAX: &str = "phrases-syntax";
/// A key that no language has.
pub(super) const UNKNOWN: &str = "unknown-phrase";
/// A key that every language has.
pub(super) const MISSING: &str = "missing-phrase";
/// A value that cannot be used.
pub(super) const WRONG: &str = "wrong-phrase";

/// Serde's message as a drafting officer's.
pub(super) fn explain(error: &toml::de::Error, place: Place, path: &str) -> Finding {
    let message = error.message().to_owned();
    let mut names = message.split('`').skip(1).step_by(2);
    if message.starts_with("unknown field") {
        let wrong = names.next().unwrap_or_default();
        let known: Vec<_> = names.collect();
        let help = suggest(wrong, known.iter().copied());
        return Finding::error(UNKNOWN, format!("`{path}` has no `{wrong}`"))
            .at(place)
            .help(help);
    }
    if message.starts_with("missing field") {
        let name = names.next().unwrap_or_default();
        return Finding::error(MISSING, format!("`{path}` lacks `{name}`"))
            .at(place)
            .help("the English phrases show what a language needs");
    }
    Finding::error(WRONG, message).at(place)
}

/// Takes the key at `span` out of a value, or out of a table within it.
pub(super) fn remove(value: &mut DeValue<'_>, span: &Range<usize>) -> bool {
    let DeValue::Table(table) = value else {
        return false;
    };
    let key = table
        .keys()
        .find(|key| key.span() == *span)
        .map(|key| key.get_ref().to_string());
    match key {
        Some(key) => table.remove(key.as_str()).is_some(),
        None => table.iter_mut().any(|(_, inner)| remove(inner.get_mut(), span)),
    }
}
