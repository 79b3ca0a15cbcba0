//! What merge fields of a letter print: those that its prose has, and those that it could have.

use serde::Serialize;
use serde_json::Value;

use super::Fields;
use crate::compose::forms::Kind;
use crate::document::{Block, Field, MergeFields as _, Passage, find_field, passages};
use crate::node::Holds;

/// A merge field, and what it prints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldValue {
    /// What stands between the braces: `meetings.ign-72-1.dates | weekday`.
    pub written: String,
    /// The field of the record that it looks up, as `meetings[0].dates`; of a block its name.
    pub path: String,
    /// What it prints; of a block its first words.
    pub prints: String,
    /// It stands alone in a paragraph.
    pub is_block: bool,
}

/// The merge fields of a letter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MergeFieldValues {
    /// What its prose can look up, in the order of the record: the ready-made blocks last.
    pub offered: Vec<FieldValue>,
    /// What its prose does look up, in the order of the prose.
    pub used: Vec<FieldValue>,
}

/// Codes that letters print; others are for programs.
const PRINTED_CODES: &[&str] =
    &["reference", "resolution", "decision", "document", "number", "symbol", "telephone", "email"];

/// Fields that direct how a letter is made, and print nothing.
const DIRECTIONS: &[&str] = &[
    "kind", "office", "frame", "language", "languages", "style", "turns", "say", "register-only",
    "issued-as", "received", "enclosures", "follows", "copies", "to", "initials", "by-hand",
    "jointly-with", "salutation", "closing",
];

/// The most fields that are offered: a list that nobody reads to its end.
const MOST: usize = 400;

/// The most characters of a block that are shown.
const FIRST_WORDS: usize = 100;

impl Fields<'_> {
    /// All merge fields that the letter could use, and those of its prose.
    pub(in crate::compose) fn merge_fields(&self) -> MergeFieldValues {
        let mut values = MergeFieldValues::default();
        if let Ok(Value::Object(map)) = self.values() {
            for (name, value) in map.iter().filter(|(name, _)| !DIRECTIONS.contains(&name.as_str()))
            {
                self.below(name, value, &mut values.offered);
            }
        }
        for name in self.house.wording.blocks() {
            values.offered.extend(self.printed(field(name, &[])));
        }
        let letter = &self.record.letter;
        let texts = letter.body.iter().chain(letter.say.0.values());
        for text in texts.map(|prose| prose.0.as_str()) {
            let mut rest = text;
            while let Some((range, field)) = find_field(rest, 0, false) {
                values.used.extend(self.printed(field));
                rest = &rest[range.end..];
            }
        }
        self.take_looked_up();
        values
    }

    /// Every field at a path and below it.
    fn below(&self, path: &str, value: &Value, found: &mut Vec<FieldValue>) {
        if found.len() >= MOST {
            return;
        }
        match value {
            Value::Object(map) => {
                for (name, value) in map {
                    self.below(&format!("{path}.{name}"), value, found);
                }
            }
            Value::Array(items) if items.iter().any(Value::is_object) => {
                for (at, item) in items.iter().enumerate() {
                    let name = match item["id"].as_str() {
                        Some(id) => id.to_owned(),
                        None => (at + 1).to_string(),
                    };
                    self.below(&format!("{path}.{name}"), item, found);
                }
            }
            Value::Null => {}
            _ => {
                let plain = field(path, &[]);
                let Some(holds) = self.find(&plain).ok().map(|found| (found.holds, found.name))
                else {
                    return;
                };
                if matches!(holds, (Some(Holds::Code | Holds::Preset), name) if !PRINTED_CODES.contains(&name))
                {
                    return;
                }
                let first = found.len();
                found.extend(self.printed(field(path, &[])));
                if Kind::of(holds.0) == Kind::Days {
                    let with = self.printed(field(path, &["weekday"]));
                    let is_new = |one: &FieldValue| {
                        found[first..].iter().all(|other| other.prints != one.prints)
                    };
                    found.extend(with.filter(is_new));
                }
            }
        }
    }

    /// What a merge field prints, where it prints something.
    fn printed(&self, field: Field) -> Option<FieldValue> {
        self.take_looked_up();
        let (is_block, prints) = match self.block(&field) {
            Some(blocks) => (true, words(&blocks.ok()?)),
            None => (false, Passage::Text(&self.inline(&field).ok()?).words()),
        };
        let path = self.take_looked_up().into_iter().next().unwrap_or_default();
        let mut written = field.path;
        for form in &field.forms {
            written.push_str(" | ");
            written.push_str(form);
        }
        let prints = prints.trim().to_owned();
        (!prints.is_empty()).then_some(FieldValue { written, path, prints, is_block })
    }
}

fn field(path: &str, forms: &[&str]) -> Field {
    let forms = forms.iter().map(|form| (*form).to_owned()).collect();
    Field { path: path.to_owned(), forms, range: 0..0 }
}

/// The first words of blocks.
fn words(blocks: &[Block]) -> String {
    let all: Vec<_> = passages(blocks).map(Passage::words).collect();
    let all = all.join(" ");
    match all.char_indices().nth(FIRST_WORDS) {
        Some((end, _)) => format!("{}…", all[..end].trim_end()),
        None => all,
    }
}
