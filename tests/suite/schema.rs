//! The schema that editors complete records with says what the program reads.

use crate::prelude::*;
use granit_parser::{Event, Parser, ScalarStyle};
use jsonschema::Validator;
use serde_json::{Map, Value, json};

/// The schema as a file for editors.
const COMMITTED: &str = "letters/record.schema.json";

fn schema() -> Value {
    serde_json::from_str(&record::schema()).expect("the schema is JSON")
}

fn validator() -> Validator {
    let schema = schema();
    jsonschema::meta::validate(&schema).expect("the schema is a schema");
    jsonschema::draft202012::new(&schema).expect("the schema compiles")
}

#[test]
fn it_is_draft_2020_12() {
    assert_eq!(schema()["$schema"], "https://json-schema.org/draft/2020-12/schema");
}

#[test]
fn every_property_is_described() {
    fn walk(value: &Value, path: &str, count: &mut usize, bare: &mut Vec<String>) {
        let Value::Object(map) = value else {
            if let Value::Array(items) = value {
                items.iter().for_each(|item| walk(item, path, count, bare));
            }
            return;
        };
        for (key, inner) in map {
            if key == "properties" {
                for (name, property) in inner.as_object().expect("properties have names") {
                    *count += 1;
                    if property["description"].as_str().is_none_or(str::is_empty) {
                        bare.push(format!("{path}/{name}"));
                    }
                }
            }
            walk(inner, &format!("{path}/{key}"), count, bare);
        }
    }
    let (mut count, mut bare) = (0, Vec::new());
    walk(&schema(), "", &mut count, &mut bare);
    assert!(count > 80, "{count} properties");
    assert_eq!(bare, Vec::<String>::new(), "properties without a description");
}

/// YAML as an editor reads it: plain scalars are what they look like (YAML 1.2, core schema).
fn yaml(text: &str) -> Value {
    let mut open: Vec<(Value, Option<String>)> = vec![(Value::Array(Vec::new()), None)];
    let put = |open: &mut Vec<(Value, Option<String>)>, value: Value| {
        let (holder, key) = open.last_mut().expect("something is open");
        match (holder, key.take()) {
            (Value::Array(items), _) => items.push(value),
            (Value::Object(map), Some(name)) => {
                map.insert(name, value);
            }
            (_, _) => *key = Some(value.as_str().expect("a key is text").to_owned()),
        }
    };
    for event in Parser::new_from_str(text) {
        match event.expect("the sample is YAML").0 {
            Event::Scalar(text, style, ..) => {
                let plain = style == ScalarStyle::Plain;
                let is_key = matches!(open.last(), Some((Value::Object(_), None)));
                let value = match &*text {
                    "true" | "false" if plain && !is_key => Value::from(&*text == "true"),
                    "" | "~" | "null" if plain && !is_key => Value::Null,
                    number if plain && !is_key && number.parse::<f64>().is_ok() => {
                        Value::from(number.parse::<f64>().unwrap_or_default())
                    }
                    text => Value::from(text),
                };
                put(&mut open, value);
            }
            Event::MappingStart(..) => open.push((Value::Object(Map::new()), None)),
            Event::SequenceStart(..) => open.push((Value::Array(Vec::new()), None)),
            Event::MappingEnd | Event::SequenceEnd => {
                let (value, _) = open.pop().expect("something is open");
                put(&mut open, value);
            }
            _ => {}
        }
    }
    let (documents, _) = open.pop().expect("the documents");
    documents[0].clone()
}

fn data(text: &str, syntax: Syntax) -> Value {
    match syntax {
        Syntax::Json => serde_json::from_str(text).expect("the sample is JSON"),
        Syntax::Yaml => yaml(text),
        Syntax::Markdown => {
            let inner = text.strip_prefix("---\n").expect("front matter begins");
            let (front, body) = inner.split_once("\n---\n").expect("front matter ends");
            let mut data = yaml(front);
            if !body.trim().is_empty() {
                data["body"] = Value::from(body);
            }
            data
        }
        Syntax::Toml => {
            fn plain(value: toml::Value) -> Value {
                match value {
                    toml::Value::String(text) => Value::from(text),
                    toml::Value::Boolean(yes) => Value::from(yes),
                    toml::Value::Integer(number) => Value::from(number),
                    toml::Value::Float(number) => Value::from(number),
                    // An editor checks a date of TOML as its text.
                    toml::Value::Datetime(date) => Value::from(date.to_string()),
                    toml::Value::Array(items) => items.into_iter().map(plain).collect(),
                    toml::Value::Table(table) => {
                        table.into_iter().map(|(key, value)| (key, plain(value))).collect()
                    }
                }
            }
            plain(toml::Value::Table(toml::from_str(text).expect("the sample is TOML")))
        }
    }
}

#[test]
fn every_sample_is_valid() {
    let validator = validator();
    for (id, text, syntax) in crate::common::letters() {
        let data = data(&text, syntax);
        let errors: Vec<_> = validator
            .iter_errors(&data)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{id}: {errors:#?}");
    }
}

/// Records, and whether program and schema take them: both must say the same.
#[test]
fn schema_and_program_agree() {
    let validator = validator();
    let base = json!({ "office": "pga", "date": "2018-01-18", "body": "Text." });
    let with = |key: &str, value: Value| {
        let mut record = base.clone();
        record[key] = value;
        record
    };
    for (record, good) in [
        (base.clone(), true),
        (with("signatorys", json!([])), false),
        (with("signatories", json!([{ "name": "A", "tittle": "B" }])), false),
        (
            with("signatories", json!([{ "name": "A", "signature": { "transcription": "A" } }])),
            true,
        ),
        (with("signatories", json!([{ "name": "A", "signature": { "scribble": "A" } }])), false),
        (
            with(
                "signatories",
                json!([{ "name": "A", "signature": { "image": "a.png", "transcription": "A" } }]),
            ),
            false,
        ),
        (with("signatories", json!({ "name": "A" })), true),
        (with("to", json!("all-permanent-representatives")), true),
        (with("to", json!({ "group": "All", "address": "One line" })), true),
        (
            with(
                "to",
                json!(["all-permanent-representatives", { "name": "A", "address": ["One", "Two"] }]),
            ),
            true,
        ),
        (with("to", json!([["nested"]])), false),
        (with("to", json!({ "name": "A", "email": "a.b@c-d.example" })), true),
        (with("to", json!({ "name": "A", "email": "A <a@b.example>" })), false),
        (with("to", json!({ "name": "A", "email": "a@b" })), false),
        (with("to", json!({ "name": "A", "email": ["a@b.example"] })), false),
        (with("date", json!("2018-1-18")), false),
        (with("date", json!("18 January 2018")), false),
        (with("date", json!(["2018-01-18"])), false),
        (with("meetings", json!([{ "id": "a", "dates": "2018-02-01/02" }])), true),
        (with("meetings", json!([{ "id": "a", "dates": ["2018-02-01", "2018-02-05"] }])), true),
        (with("meetings", json!([{ "id": "a", "dates": "2018-02" }])), true),
        (with("meetings", json!([{ "id": "a", "dates": "2018-02-01/.." }])), true),
        (with("meetings", json!([{ "id": "a", "dates": "tomorrow" }])), false),
        (with("meetings", json!([{ "id": "a", "times": "10:00/13:00" }])), true),
        (with("meetings", json!([{ "id": "a", "times": "10 to 1" }])), false),
        (with("meetings", json!([{ "id": "a", "status": "moved" }])), false),
        (with("meetings", json!([{ "id": "a", "status": "rescheduled" }])), true),
        (with("meetings", json!([{ "id": "a", "parallel": true }])), true),
        (
            with(
                "meetings",
                json!([{ "id": "a", "was": { "letter": "2017-12-11-ign-co-chairs" } }]),
            ),
            true,
        ),
        (
            with("meetings", json!([{ "id": "a", "was": { "letter": { "date": "2017-12-11" } } }])),
            true,
        ),
        (
            with("meetings", json!([{ "id": "a", "was": { "letter": { "day": "2017-12-11" } } }])),
            false,
        ),
        (
            with(
                "follows",
                json!([{ "letter": { "office": "pga", "date": "2017-12-13", "to": "x" } }]),
            ),
            false,
        ),
        (with("follows", json!([{ "about": "a matter" }])), false),
        (with("cites", json!([{ "decision": "71/553", "oral": true }])), true),
        (with("sic", json!({ "undated": "it bears none" })), true),
        (with("sic", json!("all of it")), false),
        (json!({ "date": "2018-01-18" }), false),
        (json!([]), false),
    ] {
        let schema = validator.is_valid(&record);
        let program = record::read("r", "r", record.to_string().as_bytes(), Syntax::Json);
        assert_eq!(program.is_ok(), good, "the program: {record}\n{program:#?}");
        let errors: Vec<_> = validator
            .iter_errors(&record)
            .map(|error| error.to_string())
            .collect();
        assert_eq!(schema, good, "the schema: {record}\n{errors:#?}");
    }
}

#[test]
fn the_committed_schema_is_the_program_s() {
    let ours = record::schema() + "\n";
    golden(COMMITTED, &ours);
    let printed = std::process::Command::new(env!("CARGO_BIN_EXE_chancery"))
        .arg("schema")
        .output()
        .expect("it runs");
    assert_eq!(String::from_utf8_lossy(&printed.stdout), ours);
}

#[test]
fn the_schema_is_no_record_though_it_lies_among_them() {
    let letters = crate::common::letters();
    assert!(letters.iter().all(|(id, ..)| !id.contains("schema")));
}

/// YAML records tell editors where their schema is.
#[test]
fn yaml_records_name_the_schema() {
    for (id, text, syntax) in crate::common::letters() {
        if syntax == Syntax::Yaml {
            let first = text.lines().next().unwrap_or_default();
            assert_eq!(first, "# yaml-language-server: $schema=record.schema.json", "{id}");
        }
    }
}
