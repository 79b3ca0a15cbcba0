//! What prose can look up in its letter, as the desk's editor offers and shows it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::desk::Desk;
use super::form::told;
use super::letter::OpenLetter;
use super::words::Words;
use crate::compose::{self, FieldValue};

impl OpenLetter {
    /// The merge fields of the letter: those that are `offered`, each with what it is called and
    /// prints, and the `values` of those that are used. Nothing where the record cannot be read.
    pub(super) fn merge_fields(&self, desk: &Desk, words: &Words) -> Value {
        let Some(bundle) = &self.bundle else { return Value::Null };
        let fields = compose::merge_fields(desk.engine, bundle);
        // Of two that say the same under one name, the first will do.
        let mut seen = BTreeSet::new();
        let offered = fields.offered.iter().filter_map(|field| {
            let label = label(words, field);
            let is_new = seen.insert((label.clone(), field.prints.as_str()));
            is_new.then(|| {
                json!({
                    "written": field.written,
                    "label": label,
                    "prints": field.prints,
                    "isBlock": field.is_block,
                })
            })
        });
        let offered: Vec<_> = offered.collect();
        let all = fields.offered.iter().chain(&fields.used);
        let values: BTreeMap<_, _> = all
            .map(|field| (field.written.as_str(), field.prints.as_str()))
            .collect();
        json!({ "offered": offered, "values": values })
    }

    /// The language of the record's prose as a BCP 47 tag, and its direction; none where the office
    /// or language cannot be had.
    pub(super) fn language(&self, desk: &Desk) -> Option<(String, &'static str)> {
        let house = desk.engine.house_of(&self.bundle.as_ref()?.record).ok()?;
        let direction = if house.language.is_rtl() { "rtl" } else { "ltr" };
        Some((house.language.tag().to_owned(), direction))
    }
}

/// What a merge field is called: "Meeting 1, Dates".
fn label(words: &Words, field: &FieldValue) -> String {
    let of =
        |outer: &str, inner: &str| words.fill("field-of", &[("outer", outer), ("inner", inner)]);
    if field.is_block {
        let name = format!("block-{}", field.path);
        let known = words.say(&name);
        return if known == name { field.path.clone() } else { known.to_owned() };
    }
    match field.path.split_once('.') {
        Some(("addressee", rest)) => {
            let label = words.field("letter", "to");
            let inner = words.field("person", rest);
            of(
                label.map_or("to", |said| said.label.as_str()),
                inner.map_or(rest, |said| said.label.as_str()),
            )
        }
        // Its forms are told apart by what they print.
        Some(("sender", _)) => words.say("office").to_owned(),
        _ => told(words, &field.path),
    }
}
