//! What changed between two letters: sentences as people read them, and every kind of change named
//! once and nothing else.

mod finished;
mod judges;
mod redline;

use std::sync::Arc;

use crate::prelude::*;
use chancery::difference::{self, Difference};
use chancery::gather::Bundle;
use serde_json::Value;

const LANGUAGES: [&str; 6] = ["en", "fr", "es", "ru", "zh", "ar"];

fn bundle(id: &str, text: &str, syntax: Syntax) -> Option<Arc<Bundle>> {
    let record = record::read(id, id, text.as_bytes(), syntax).ok()?;
    Some(gather(record, &Folder::new("letters")).0)
}

fn compared(engine: &Engine, old: &Arc<Bundle>, new: &Arc<Bundle>, language: &str) -> Difference {
    difference::compare(engine, (old, new), Some(language))
        .unwrap_or_else(|findings| panic!("{findings:#?}"))
}

/// Pairs of records in `tests/diff`, told in six languages. `UPDATE=1` accepts what is told.
#[test]
fn differences_are_told_in_six_languages() {
    let engine = engine();
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir("tests/diff").expect("pairs") {
        let folder = entry.expect("a folder").path();
        if !folder.is_dir() {
            continue;
        }
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let side = |side: &str| {
            let path = folder.join(format!("{side}.md"));
            let text = std::fs::read_to_string(&path).expect("a record");
            let record = record::read(side, side, text.as_bytes(), Syntax::Markdown);
            let record = record.unwrap_or_else(|findings| panic!("{name}: {findings:#?}"));
            gather(record, &Folder::new(folder.clone())).0
        };
        let (old, new) = (side("old"), side("new"));
        for language in LANGUAGES {
            let told = compared(&engine, &old, &new, language);
            wrong.push(differs(folder.join(format!("{language}.txt")), &difference::text(&told)));
        }
        let told = compared(&engine, &old, &new, "en");
        wrong.push(differs(folder.join("en.html"), &difference::html(&told)));
        assert_eq!(told.unexplained, 0, "{name}");
    }
    goldens(wrong);
}

#[test]
fn a_letter_does_not_differ_from_itself() {
    let engine = engine();
    for (id, text, syntax) in letters() {
        let bundle = bundle(&id, &text, syntax).expect("a letter");
        let told = compared(&engine, &bundle, &bundle, "en");
        assert!(told.is_empty(), "{id}: {}", difference::text(&told));
    }
}

/// A change of a record, and where it stands: in the old one, or in the new one.
struct Mutation {
    path: String,
    record: Value,
    /// How many changes it is: a list that goes is each of its items.
    changes: usize,
}

/// Lists that are one value for who reads them.
const WHOLE: [&str; 3] = ["dates", "times", "address"];

/// Groups whose fields people name: each is a change of its own.
const NAMED: [&str; 5] = ["turns", "say", "sic", "row", "style"];

/// The record with one thing changed, for each thing that can be.
fn mutations(record: &Value) -> Vec<Mutation> {
    let mut found = Vec::new();
    at(record, "", &mut |path, changed, changes| {
        found.push(Mutation { path, record: changed, changes });
    });
    found
}

fn at(value: &Value, path: &str, found: &mut dyn FnMut(String, Value, usize)) {
    match value {
        Value::Object(fields) => {
            for (key, held) in fields {
                let place = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                let with = |changed: Value| {
                    let mut fields = fields.clone();
                    fields.insert(key.clone(), changed);
                    Value::Object(fields)
                };
                let mut without = fields.clone();
                without.remove(key);
                let many = match held {
                    Value::Array(items) if !WHOLE.contains(&key.as_str()) => items.len(),
                    Value::Object(fields) if NAMED.contains(&key.as_str()) => fields.len(),
                    _ => 1,
                };
                found(place.clone(), Value::Object(without), many);
                at(held, &place, &mut |path, changed, many| found(path, with(changed), many));
            }
        }
        Value::Array(items) => {
            for (number, item) in items.iter().enumerate() {
                let place = format!("{path}[{number}]");
                let mut without = items.clone();
                without.remove(number);
                found(place.clone(), Value::Array(without), 1);
                at(item, &place, &mut |path, changed, many| {
                    let mut items = items.clone();
                    items[number] = changed;
                    found(path, Value::Array(items), many);
                });
            }
            if items.len() > 1 {
                let mut swapped = items.clone();
                swapped.swap(0, 1);
                found(path.to_owned(), Value::Array(swapped), 1);
            }
        }
        Value::String(text) => found(path.to_owned(), Value::String(format!("{text} and more")), 1),
        Value::Bool(held) => found(path.to_owned(), Value::Bool(!held), 1),
        Value::Null | Value::Number(_) => {}
    }
}

/// The samples that fill every field, changed in one place at a time.
#[test]
fn every_change_is_named_once_and_nothing_else() {
    const FULL: &str = include_str!("../../src/template_check/full.yaml");
    let engine = engine();
    let (mut named, mut wrong) = (0, Vec::new());
    let starters = engine.templates().starters();
    let text = format!("office: pga\nlanguage: en\n{FULL}");
    let record = record::read("full", "full", text.as_bytes(), Syntax::Yaml).expect("a record");
    let whole = serde_json::to_value(&*record.letter).expect("data");
    for (at, mutation) in mutations(&bare(&whole)).into_iter().enumerate() {
        let (kind, language) = (&starters[at % starters.len()], LANGUAGES[at % LANGUAGES.len()]);
        let of = |value: &Value| {
            let mut value = value.clone();
            value["kind"] = Value::String(kind.clone());
            bundle("full", &value.to_string(), Syntax::Json)
        };
        let first = mutation.path.split(['.', '[']).next().unwrap_or_default();
        if matches!(first, "kind" | "office" | "language" | "languages" | "body") {
            continue;
        }
        // What is no record any more is for the decoder to say.
        let (Some(old), Some(new)) = (of(&bare(&whole)), of(&mutation.record)) else { continue };
        if old.record.letter == new.record.letter {
            continue;
        }
        let told = compared(&engine, &old, &new, language);
        named += 1;
        let text = difference::text(&told);
        let paths: Vec<_> = told
            .changes
            .iter()
            .map(|change| change.path.clone().or(change.old_path.clone()).unwrap_or_default())
            .collect();
        let fits = |path: &String| {
            path.starts_with(&mutation.path) || mutation.path.starts_with(path.as_str())
        };
        let html = difference::html(&told);
        let json = serde_json::to_string(&told).expect("data");
        let said = |sentence: &str| {
            let in_html = sentence
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;");
            let in_json = serde_json::to_string(sentence).expect("text");
            text.contains(sentence) && html.contains(&in_html) && json.contains(&in_json)
        };
        if told.changes.len() != mutation.changes
            || !paths.iter().all(fits)
            || told.unexplained > 0
            || !told.changes.iter().all(|change| said(&change.sentence))
            || text.contains('{')
            || text.contains(": .")
        {
            wrong.push(format!("{} in {language}, {kind}:\n{text}", mutation.path));
        }
    }
    assert!(wrong.is_empty(), "{} of {named}\n{}", wrong.len(), wrong.join("\n"));
    assert!(named > 200, "only {named} changes were made");
}

/// A record without the fields that it does not give.
fn bare(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let given = fields.iter().map(|(key, held)| (key.clone(), bare(held)));
            let empty = |held: &Value| match held {
                Value::Null | Value::Bool(false) => true,
                Value::Array(items) => items.is_empty(),
                Value::Object(fields) => fields.is_empty(),
                _ => false,
            };
            Value::Object(given.filter(|(_, held)| !empty(held)).collect())
        }
        Value::Array(items) => Value::Array(items.iter().map(bare).collect()),
        other => other.clone(),
    }
}

#[test]
fn every_language_has_the_words() {
    let engine = engine();
    let names = |tag: &str| {
        let source = engine
            .templates()
            .text("", &format!("{tag}/difference.toml"))
            .expect("words");
        let words: difference::DifferenceWords =
            chancery::node::from_toml(source).unwrap_or_else(|findings| panic!("{findings:#?}"));
        words.names()
    };
    let english = names("en");
    for tag in LANGUAGES {
        let missing: Vec<_> = english.difference(&names(tag)).cloned().collect();
        // A sentence of its own for one field of one list is for who wants it.
        let missing: Vec<_> = missing
            .into_iter()
            .filter(|name| {
                !name.starts_with("sentences.meetings-")
                    && !name.starts_with("sentences.deadlines-")
            })
            .collect();
        assert!(missing.is_empty(), "{tag}: {missing:?}");
    }
}
