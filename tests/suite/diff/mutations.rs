//! Records changed in one place at a time: every change is named once, nothing else is, and every
//! format says the same.

use std::collections::BTreeSet;

use super::redline::{settled, written};
use super::{Arc, Bundle, LANGUAGES, bundle, difference};
use crate::docx::reading;
use crate::prelude::*;
use chancery::difference::Difference;
use chancery::letter::Letter;
use chancery::write::docx::redline::Revision;
use serde_json::Value;

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
                    // Prose that goes is each of its paragraphs.
                    Value::String(text) if key == "body" => {
                        text.split("\n\n").filter(|text| !text.trim().is_empty()).count()
                    }
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
        Value::String(text) => {
            let other = renamed(path, text).unwrap_or_else(|| format!("{text} and more"));
            found(path.to_owned(), Value::String(other), 1);
        }
        Value::Bool(held) => found(path.to_owned(), Value::Bool(!held), 1),
        Value::Null | Value::Number(_) => {}
    }
}

/// A record to change, and the language in which it is told.
struct Base {
    name: String,
    record: Value,
    language: &'static str,
}

/// The record that fills every field, as each kind of letter in each language.
fn full(engine: &Engine) -> Vec<Base> {
    const FULL: &str = include_str!("../../../src/template_check/full.yaml");
    let mut found = Vec::new();
    for kind in engine.templates().starters() {
        for language in LANGUAGES {
            let text = format!("office: pga\nlanguage: {language}\nkind: {kind}\n{MORE}{FULL}");
            let record =
                record::read("full", "full", text.as_bytes(), Syntax::Yaml).expect("a record");
            let record = bare(&serde_json::to_value(&*record.letter).expect("data"));
            found.push(Base { name: format!("{kind} in {language}"), record, language });
        }
    }
    found
}

/// The letters of the folder, told in one language each.
fn samples() -> Vec<Base> {
    let letters = letters().into_iter().enumerate();
    let base = |(at, (id, text, syntax)): (usize, (String, String, Syntax))| {
        let record = record::read(&id, &id, text.as_bytes(), syntax).ok()?;
        let record = bare(&serde_json::to_value(&*record.letter).expect("data"));
        Some(Base { name: id, record, language: LANGUAGES[at % LANGUAGES.len()] })
    };
    letters.filter_map(base).collect()
}

/// Fields that the record of all fields leaves to others.
const MORE: &str = "style: { clock: '24', weekday: true }
received: { date: 2018-01-20, number: '12', by: the Registry }
closing: Yours sincerely,
by-hand: [With best wishes, Until soon]
say: { hope: We hope for the best. }
turns: { object: none }
register-only: [contacts, deadlines]
row: { deadline: soon }
jointly-with: [ign-co-chairs]
";

/// Another value for a field whose values are names of something, days or times.
fn renamed(key: &str, held: &str) -> Option<String> {
    const WORDS: &[(&str, &str)] = &[
        ("hybrid", "virtual"),
        ("virtual", "hybrid"),
        ("rescheduled", "confirmed"),
        ("tentative", "confirmed"),
        ("cancelled", "confirmed"),
        ("confirmed", "invited"),
        ("invited", "confirmed"),
        ("placed", "broken"),
        ("replies", "cancels"),
        ("supersedes", "cancels"),
        ("24", "12"),
    ];
    if let Some((_, other)) = WORDS.iter().find(|(word, _)| *word == held) {
        return Some((*other).to_owned());
    }
    let digits = held.len().saturating_sub(2);
    if held.contains(['-', ':', '/']) && held.bytes().all(|byte| b"0123456789-/:".contains(&byte)) {
        let last: u32 = held[digits..].parse().ok()?;
        return Some(format!("{}{:02}", &held[..digits], last + 1));
    }
    let other = match key {
        "kind" if held == "letter" => "invitation",
        "kind" => "letter",
        "office" if held == "pga" => "permanent-mission",
        "office" => "pga",
        "language" if held == "fr" => "en",
        "language" => "fr",
        _ => return None,
    };
    Some(other.to_owned())
}

/// What is wrong with how a mutation is told, both ways; nothing where it makes no letter.
fn told(engine: &Engine, base: &Base, mutation: &Mutation, in_word: bool) -> Option<Vec<String>> {
    // What is no record any more is for the decoder to say.
    let (old, new) = (of(&base.record)?, of(&mutation.record)?);
    if old.record.letter == new.record.letter {
        return None;
    }
    let mut wrong = Vec::new();
    for (old, new, back) in [(&old, &new, false), (&new, &old, true)] {
        // A frame that no office has is an error of the record.
        let told = difference::compare(engine, (old, new), Some(base.language)).ok()?;
        let mut say = |why: &str| {
            let (back, text) = (if back { ", taken back" } else { "" }, difference::text(&told));
            wrong.push(format!("{} of {}{back}: {why}\n{text}", mutation.path, base.name));
        };
        told_once(&told, mutation, &mut say);
        if in_word && told.not_compared.is_empty() {
            in_word_as_told(engine, (old, new), &told, &mut say);
        }
    }
    Some(wrong)
}

fn of(record: &Value) -> Option<Arc<Bundle>> {
    bundle("full", &record.to_string(), Syntax::Json)
}

fn told_once(told: &Difference, mutation: &Mutation, say: &mut dyn FnMut(&str)) {
    let paths = told.changes.iter();
    let mut paths = paths.map(|it| it.path.clone().or(it.old_path.clone()).unwrap_or_default());
    let fits =
        |path: String| path.starts_with(&mutation.path) || mutation.path.starts_with(path.as_str());
    if told.changes.len() != mutation.changes || !paths.all(fits) {
        say("it is not named once");
    }
    if told.unexplained > 0 {
        say("words are not explained");
    }
    let is_prose = told
        .changes
        .iter()
        .any(|change| change.path.as_deref() == Some("body"));
    let (seen, changed) = (told.is_seen(), told.page.iter().any(|line| !line.is_same()));
    if told.not_compared.is_empty() && !is_prose && told.enclosed.is_empty() && seen != changed {
        say("it is not told where it is seen");
    }
    let (text, html) = (difference::text(told), difference::html(told));
    // Names in a page that runs from right to left stand apart.
    let html = html.replace("<bdi dir=\"ltr\">", "").replace("</bdi>", "");
    let json = serde_json::to_string(&told).expect("data");
    for change in &told.changes {
        let in_json = serde_json::to_string(&change.sentence).expect("text");
        if !(text.contains(&change.sentence) && json.contains(&in_json)) {
            say("text and data do not say the same");
        }
        let in_html = change
            .sentence
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;");
        if !html.contains(&in_html) {
            say("the page does not say the same");
        }
    }
    let blank = [": .", "  .", "“”", "«»", "()", "  ", ": ;"];
    // A field that prints a whole block is told as the prose has it.
    let fields: String = text
        .split("{{")
        .map(|it| it.split_once("}}").map_or(it, |it| it.1))
        .collect();
    let mut sentences = told.changes.iter().map(|change| change.sentence.trim());
    if fields.contains('{') || sentences.any(|it| blank.iter().any(|blank| it.contains(blank))) {
        say("a sentence has a hole");
    }
}

/// The Word file tracks changes where the words of the letters differ, and both come out of it.
fn in_word_as_told(
    engine: &Engine,
    (old, new): (&Arc<Bundle>, &Arc<Bundle>),
    told: &Difference,
    say: &mut dyn FnMut(&str),
) {
    let by = Revision { author: "A".to_owned(), date: None };
    let Ok(marked) = difference::redline(engine, (old, new), &by) else { return };
    let document = |bytes: &[u8]| {
        let part = reading::parts(bytes).remove("word/document.xml").expect("the letter");
        String::from_utf8(part).expect("UTF-8")
    };
    let marked = document(&marked);
    for (letter, accepts) in [(new, true), (old, false)] {
        if settled(&marked, accepts) != settled(&document(&written(engine, letter)), true) {
            say("the Word file does not hold both letters");
        }
    }
    let tracks = marked.contains("<w:ins ") || marked.contains("<w:del ");
    let changed = told.page.iter().any(|line| !line.is_same());
    // The head of a letter may stand in a header.
    if tracks && !changed && told.enclosed.is_empty() {
        say("the Word file tracks what nobody told");
    }
}

/// Every field of the record that fills all of them: as another kind in another language each time.
#[test]
fn every_change_is_named_once_and_nothing_else() {
    let engine = engine();
    let bases = full(&engine);
    let (mut named, mut wrong, mut fields) = (0, Vec::new(), BTreeSet::new());
    let places = mutations(&bases[0].record).len();
    for at in 0..places {
        // A step that is prime to the number of bases goes through all of them.
        let base = &bases[(at * 7) % bases.len()];
        let mutation = mutations(&base.record).swap_remove(at);
        if let Some(mut found) = told(&engine, base, &mutation, at % 5 == 0) {
            named += 2;
            wrong.append(&mut found);
            fields.extend(mutation.path.split(['.', '[']).next().map(str::to_owned));
        }
    }
    assert!(wrong.is_empty(), "{} of {named}\n{}", wrong.len(), wrong.join("\n"));
    assert!(named > 400, "only {named} changes were made");
    let given: BTreeSet<_> = bases[0].record.as_object().expect("fields").keys().cloned().collect();
    assert_eq!(given.difference(&fields).collect::<Vec<_>>(), Vec::<&String>::new());
}

/// Every field of the schema is one that the record or a letter of the folder gives.
#[test]
fn every_field_of_the_schema_is_changed() {
    let engine = engine();
    let bases: Vec<_> = full(&engine).into_iter().take(1).chain(samples()).collect();
    let given = |name: &&str| bases.iter().any(|base| base.record.get(*name).is_some());
    let fields = Letter::shape().fields.iter().map(|field| field.name);
    let missing: Vec<_> = fields.filter(|name| !given(name)).collect();
    assert_eq!(missing, Vec::<&str>::new());
}

/// Every field of every letter of the folder.
#[test]
fn every_change_of_every_letter_is_named_once() {
    let engine = engine();
    let (mut named, mut wrong) = (0, Vec::new());
    for base in samples() {
        for (at, mutation) in mutations(&base.record).iter().enumerate() {
            if let Some(mut found) = told(&engine, &base, mutation, at % 11 == 0) {
                named += 2;
                wrong.append(&mut found);
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {named}\n{}", wrong.len(), wrong.join("\n"));
    assert!(named > 400, "only {named} changes were made");
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
