//! JSON: what is written is what the published schema says, and its record is a record.

use crate::prelude::*;
use chancery::letter::{Languages, Letter};
use chancery::write::json;
use serde_json::Value;

/// The schema as a file for programs.
const COMMITTED: &str = "letters/letter.schema.json";

fn schema() -> Value {
    serde_json::from_str(&json::schema()).expect("the schema is JSON")
}

/// Every sample: its id, its record as read, and the letter as data.
fn samples() -> Vec<(String, record::Record, String)> {
    let engine = engine();
    let samples = letters().into_iter().map(|(id, text, syntax)| {
        let record = record::read(&id, &id, text.as_bytes(), syntax).expect("a record");
        let package = compose(&engine, &id, &text, syntax, &Records::default());
        let package = package.unwrap_or_else(|findings| panic!("{id}: {findings:#?}"));
        (id, record, written(&engine, &package, Format::JSON))
    });
    samples.collect()
}

#[test]
fn every_sample_is_as_the_schema_says() {
    jsonschema::meta::validate(&schema()).expect("the schema is a schema");
    let validator = jsonschema::draft202012::new(&schema()).expect("the schema compiles");
    for (id, _, text) in samples() {
        let letter: Value = serde_json::from_str(&text).expect("JSON");
        let errors: Vec<_> = validator
            .iter_errors(&letter)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{id}: {errors:#?}");
        // The schema sees a mistake wherever it is.
        for path in [
            "/parts/0/role",
            "/parts/0/blocks/0/block",
            "/direction",
            "/record/date",
            "/sender",
            "/version",
        ] {
            let mut wrong = letter.clone();
            *wrong.pointer_mut(path).unwrap_or_else(|| panic!("{id}: {path}")) = Value::from("!");
            assert!(!validator.is_valid(&wrong), "{id}: {path}");
        }
    }
}

#[test]
fn the_record_inside_is_the_record() {
    for (id, read, text) in samples() {
        let letter: Value = serde_json::from_str(&text).expect("JSON");
        let inside = letter["record"].to_string();
        let again = record::read(&id, &id, inside.as_bytes(), Syntax::Json);
        let again = again.unwrap_or_else(|findings| panic!("{id}: {findings:#?}\n{inside}"));
        // Of a letter in several languages it is the one that was written.
        let mut letter = Letter::clone(&read.letter);
        letter.languages = Languages::default();
        assert_eq!(*again.letter, letter, "{id}");
    }
}

#[test]
fn the_seed() {
    let (_, _, text) = samples()
        .into_iter()
        .find(|(id, ..)| id == "2018-01-18-pga-ign")
        .expect("the seed");
    let letter: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(letter["enclosed"][0]["id"], "2018-01-17-ign-co-chairs");
    assert_eq!(letter["enclosed"][0]["meetings"][0]["when"], "1–2 February 2018");
    golden("tests/golden/2018-01-18-pga-ign/letter.json", &text);
}

#[test]
fn letters_lie_in_those_that_enclose_them() {
    let letter = |enclosures: &str| {
        format!(
            "---\noffice: pga\ndate: 2026-01-12\nto: all-permanent-representatives\n\
             signatories: [ {{ name: Ana Silva }} ]\nenclosures: [ {enclosures} ]\n---\nText.\n"
        )
    };
    let neighbours = Records(
        [("b", "{ letter: d }, { title: a map }"), ("c", ""), ("d", "")]
            .map(|(id, enclosures)| (id.to_owned(), letter(enclosures)))
            .into(),
    );
    let text = letter("{ letter: b }, { document: A/77/L.109 }, { letter: c }");
    let engine = engine();
    let package = compose(&engine, "a", &text, Syntax::Markdown, &neighbours).expect("composed");
    fn shape(letter: &Value) -> String {
        let enclosed = letter["enclosed"].as_array().expect("letters");
        let inner: Vec<_> = enclosed.iter().map(shape).collect();
        format!("{}({})", letter["id"].as_str().expect("an id"), inner.join(" "))
    }
    let written: Value = serde_json::from_str(&json::write(&package)).expect("JSON");
    assert_eq!(shape(&written), "a(b(d()) c())");
}

#[test]
fn the_committed_schema_is_the_program_s() {
    let ours = json::schema() + "\n";
    golden(COMMITTED, &ours);
    let printed = std::process::Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(["schema", "--of", "letter"])
        .output()
        .expect("it runs");
    assert_eq!(String::from_utf8_lossy(&printed.stdout), ours);
}
