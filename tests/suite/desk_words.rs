//! The words of the desk's form, in every language of the program: each field, choice, kind, frame
//! and format has them, in the order of English, and in the language's own writing.

use std::collections::BTreeSet;

use crate::prelude::*;
use chancery::language::facts::{DateMention, Reader};
use chancery::letter::Letter;
use chancery::node::{Field, Holds, Shape};
use serde_json::Value;

const LANGUAGES: [&str; 6] = ["en", "fr", "es", "ru", "zh", "ar"];

/// Schemas whose fields are the clauses of a kind's sentences.
const CLAUSES: [&str; 2] = ["Turns", "Say"];

fn source(tag: &str) -> String {
    let engine = engine();
    let source = engine.templates().text("", &format!("{tag}/desk.toml"));
    source
        .unwrap_or_else(|| panic!("no words in {tag}"))
        .text()
        .to_owned()
}

fn words(tag: &str) -> Value {
    let table: toml::Table = toml::from_str(&source(tag)).expect("TOML");
    serde_json::to_value(table).expect("words are data")
}

/// `AgendaItem` as `agenda-item`.
fn kebab(name: &str) -> String {
    let mut out = String::new();
    for (at, letter) in name.char_indices() {
        if letter.is_ascii_uppercase() && at > 0 {
            out.push('-');
        }
        out.push(letter.to_ascii_lowercase());
    }
    out
}

/// All groups of fields that a record can have.
fn shapes() -> Vec<&'static Shape> {
    let mut shapes = vec![Letter::shape()];
    let mut at = 0;
    while let Some(shape) = shapes.get(at) {
        let within: Vec<_> = shape.fields.iter().filter_map(Field::group).collect();
        for group in within {
            if !shapes.iter().any(|known| known.name == group.name) {
                shapes.push(group);
            }
        }
        at += 1;
    }
    shapes
}

fn definitions() -> Vec<(String, Value)> {
    let schema: Value = serde_json::from_str(&record::schema()).expect("JSON");
    let definitions = schema["$defs"].as_object().expect("definitions");
    let own = definitions.iter().filter(|(name, _)| !name.ends_with("Texts"));
    own.map(|(name, schema)| (name.clone(), schema.clone())).collect()
}

/// The fields of a definition, also of one that can be written in several ways.
fn properties(schema: &Value) -> Vec<&String> {
    let ways = schema["anyOf"].as_array().into_iter().flatten();
    let all = std::iter::once(schema).chain(ways);
    all.filter_map(|way| way["properties"].as_object())
        .flat_map(|map| map.keys())
        .collect()
}

fn judge(wrong: &[String]) {
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether there are words at the path.
fn is_said(words: &Value, path: &[&str]) -> bool {
    let at = path.iter().fold(words, |at, name| &at[*name]);
    at.as_str().is_some_and(|text| !text.trim().is_empty())
}

#[test]
fn every_field_and_group_has_its_words() {
    let words = words("en");
    let mut wrong = Vec::new();
    let mut demand = |path: &[&str]| {
        if !is_said(&words, path) {
            wrong.push(path.join("."));
        }
    };
    for shape in shapes() {
        let group = kebab(shape.name);
        for field in shape.fields {
            demand(&["fields", &group, field.name, "label"]);
            demand(&["fields", &group, field.name, "help"]);
        }
        for word in ["one", "many", "add"] {
            demand(&["groups", &group, word]);
        }
    }
    for (name, schema) in definitions() {
        for field in properties(&schema) {
            if CLAUSES.contains(&name.as_str()) {
                demand(&["choices", "clause", field]);
            } else {
                demand(&["fields", &kebab(&name), field, "label"]);
                demand(&["fields", &kebab(&name), field, "help"]);
            }
        }
    }
    judge(&wrong);
}

/// A section has its words if the form has it, and in no other case.
#[test]
fn the_sections_are_those_of_the_form() {
    let engine = engine();
    let layout = engine.templates().text("", "desk/form.toml").expect("a layout");
    let layout: toml::Table = toml::from_str(layout.text()).expect("TOML");
    let names = |value: &Value| -> BTreeSet<String> {
        value.as_object().expect("sections").keys().cloned().collect()
    };
    let layout = names(&serde_json::to_value(&layout["sections"]).expect("data"));
    for tag in LANGUAGES {
        assert_eq!(names(&words(tag)["sections"]), layout, "{tag}");
    }
}

#[test]
fn every_choice_has_its_words_and_no_other_has() {
    let words = words("en");
    let mut chosen = BTreeSet::from(["clause".to_owned()]);
    for (name, schema) in definitions() {
        let choices = schema["oneOf"].as_array().into_iter().flatten();
        let choices: Option<BTreeSet<_>> = choices.map(|one| one["const"].as_str()).collect();
        let choices = choices.filter(|choices| !choices.is_empty());
        let Some(choices) = choices else { continue };
        let said = words["choices"][kebab(&name)].as_object();
        let said: BTreeSet<_> = said.into_iter().flatten().map(|(word, _)| word.as_str()).collect();
        assert_eq!(said, choices, "{name}");
        chosen.insert(kebab(&name));
    }
    let said = words["choices"].as_object().expect("choices");
    assert_eq!(said.keys().cloned().collect::<BTreeSet<_>>(), chosen);
}

#[test]
fn every_kind_frame_and_format_says_when_it_is_used() {
    let engine = engine();
    let words = words("en");
    let frames = engine.templates().within("frames/");
    let frames = frames.filter_map(|(path, _)| path.strip_prefix("frames/")?.strip_suffix(".toml"));
    let formats = Format::ALL.iter().map(|format| format.extension());
    let kinds = engine.templates().kinds("pga", "en");
    for (table, wanted) in [
        ("kinds", kinds.into_iter().collect::<BTreeSet<_>>()),
        ("frames", frames.collect()),
        ("formats", formats.collect()),
    ] {
        let said = words[table].as_object().expect(table);
        assert_eq!(said.keys().map(String::as_str).collect::<BTreeSet<_>>(), wanted, "{table}");
        for name in wanted {
            assert!(is_said(&words, &[table, name, "name"]), "{table}.{name}");
            assert!(is_said(&words, &[table, name, "when"]), "{table}.{name}");
        }
    }
}

/// The tables and keys of a file, each line as far as its value, with the names within it.
fn keys(text: &str) -> Vec<String> {
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let names = |line: &str| {
        let Some((key, value)) = line.split_once(" = ") else { return line.to_owned() };
        let inner: Vec<_> = ["label", "help", "example", "one", "many", "add", "name", "when"]
            .into_iter()
            .filter(|name| value.starts_with('{') && value.contains(&format!(" {name} = \"")))
            .collect();
        format!("{key} {}", inner.join(" "))
    };
    lines.map(names).collect()
}

#[test]
fn all_languages_have_the_same_words_in_the_same_order() {
    let english = keys(&source("en"));
    for tag in LANGUAGES {
        let own = keys(&source(tag));
        let known: BTreeSet<_> = own.iter().collect();
        let missing: Vec<_> = english.iter().filter(|key| !known.contains(key)).collect();
        assert!(missing.is_empty(), "{tag} lacks {missing:?}");
        assert_eq!(own, english, "{tag}");
    }
}

/// Every text of the words with the way to it.
fn texts<'w>(words: &'w Value, path: &str, found: &mut Vec<(String, &'w str)>) {
    match words {
        Value::Object(map) => {
            for (name, inner) in map {
                texts(inner, &format!("{path}/{name}"), found);
            }
        }
        Value::String(text) => found.push((path.to_owned(), text)),
        _ => {}
    }
}

/// What no text of the language writes.
fn slips(tag: &str, text: &str) -> Option<&'static str> {
    let marks: &[&str] = match tag {
        "fr" => &[" ;", " :", " ?", " !", "« ", " »", "“"],
        "zh" => &[",", "; ", "?", "!", ". ", "\"", "( ", " )"],
        "ar" => &[",", ";", "?", "“"],
        "ru" | "es" => &[" ;", " :", " ,", "“"],
        _ => &[" ;", " :", " ,", "«"],
    };
    marks
        .iter()
        .chain(&["'", "  ", ".."])
        .find(|mark| text.contains(**mark))
        .copied()
}

/// The names that are filled in.
fn places(text: &str) -> BTreeSet<&str> {
    let parts = text.split('{').skip(1);
    parts
        .filter_map(|part| part.split_once('}'))
        .map(|(name, _)| name)
        .collect()
}

#[test]
fn words_are_short_and_in_the_writing_of_their_language() {
    let english = words("en");
    let mut wrong = Vec::new();
    for tag in LANGUAGES {
        let own = words(tag);
        let mut found = Vec::new();
        texts(&own, "", &mut found);
        for (path, text) in found {
            let is = |end: &str| path.ends_with(end);
            let most = match () {
                () if is("/help") => 200,
                () if is("/label") => 40,
                () => 140,
            };
            if !path.starts_with("/words") && text.chars().count() > most {
                wrong.push(format!("{tag}{path} has {} characters", text.chars().count()));
            }
            if (is("/help") || is("/when")) && !text.ends_with(['.', '。']) {
                wrong.push(format!("{tag}{path} is no sentence: {text}"));
            }
            if is("/example") || path.starts_with("/choices/hour-mark") {
                continue;
            }
            if let Some(slip) = slips(tag, text) {
                wrong.push(format!("{tag}{path} has `{slip}`: {text}"));
            }
            let same = english.pointer(&path).and_then(Value::as_str);
            let is_sentence = is("/help") || is("/when") || is("/add") || text.len() > 20;
            if tag != "en" && is_sentence && same == Some(text) {
                wrong.push(format!("{tag}{path} is English: {text}"));
            }
            if same.map(places) != Some(places(text)) {
                wrong.push(format!("{tag}{path} fills in other names: {text}"));
            }
        }
    }
    judge(&wrong);
}

/// What somebody types as an example is read as the record would write it.
fn read(reader: &Reader, holds: Holds, text: &str) -> Option<String> {
    let facts = reader.facts(text);
    match holds {
        Holds::Day => {
            let mentions: Option<Vec<_>> = facts.iter().map(|fact| fact.dates()).collect();
            DateMention::joined(&mentions?, None).map(|dates| dates.to_string())
        }
        _ => match facts.as_slice() {
            [fact] => fact.times().map(|times| times.time_range().to_string()),
            _ => None,
        },
    }
}

#[test]
fn examples_of_days_and_times_can_be_typed_as_they_stand() {
    let engine = engine();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for shape in shapes() {
        for field in shape
            .fields
            .iter()
            .filter(|field| matches!(field.holds, Holds::Day | Holds::Time))
        {
            let read = |tag: &str| {
                let words = words(tag);
                let example = words["fields"][kebab(shape.name)][field.name]["example"].as_str();
                let example = example.unwrap_or_else(|| panic!("{tag}: {}", field.name)).to_owned();
                let house = engine.house("pga", Some(tag)).expect("a house");
                (read(house.reader(), field.holds, &example), example)
            };
            let (expected, _) = read("en");
            for tag in LANGUAGES {
                let (own, example) = read(tag);
                if own.is_none() || own != expected {
                    let at = format!("{tag}: {}.{}", kebab(shape.name), field.name);
                    wrong.push(format!("{at}: “{example}” is {own:?}, not {expected:?}"));
                }
                seen += 1;
            }
        }
    }
    assert!(seen > 100, "{seen} examples");
    judge(&wrong);
}
