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

/// The properties of a schema, and those of them that have no description.
pub(crate) fn properties(schema: &Value) -> (usize, Vec<String>) {
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
    walk(schema, "", &mut count, &mut bare);
    (count, bare)
}

#[test]
fn every_property_is_described() {
    let (count, bare) = properties(&schema());
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

pub(crate) fn data(text: &str, syntax: Syntax) -> Value {
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

/// Whether the program takes a record, and whether the schema does: both must say the same.
#[track_caller]
fn agree(validator: &Validator, record: &Value, good: bool) {
    let schema: Vec<_> = validator.iter_errors(record).map(|error| error.to_string()).collect();
    let program = record::read("r", "r", record.to_string().as_bytes(), Syntax::Json);
    assert_eq!(program.is_ok(), good, "the program: {record}\n{program:#?}");
    assert_eq!(schema.is_empty(), good, "the schema: {record}\n{schema:#?}");
}

#[test]
fn schema_and_program_agree() {
    let validator = validator();
    let base = json!({ "office": "pga", "date": "2018-01-18", "body": "Text." });
    agree(&validator, &base, true);
    for (page, good) in [("tests/schema/taken.yaml", true), ("tests/schema/refused.yaml", false)] {
        let text = std::fs::read_to_string(page).expect("the page");
        let fields: Vec<_> = text.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(fields.len() > 12, "{page}");
        for field in fields {
            let mut record = base.clone();
            for (key, value) in yaml(field).as_object().expect("a field") {
                record[key] = value.clone();
            }
            agree(&validator, &record, good);
        }
    }
    agree(&validator, &json!({ "date": "2018-01-18" }), false);
    agree(&validator, &json!([]), false);
}

#[test]
fn the_committed_schema_is_the_program_s() {
    let printed = std::process::Command::new(env!("CARGO_BIN_EXE_chancery"))
        .arg("schema")
        .output()
        .expect("it runs");
    let printed = String::from_utf8_lossy(&printed.stdout);
    golden(COMMITTED, &printed);
    // Beside what the types say it names clauses and turns, which are data.
    let mut named: Value = serde_json::from_str(&printed).expect("a schema");
    for group in ["Turns", "Say"] {
        let group = named["$defs"][group].as_object_mut().expect("a group");
        assert!(
            group
                .remove("properties")
                .is_some_and(|names| names["hope"].is_object())
        );
    }
    let types: Value = serde_json::from_str(&record::schema()).expect("a schema");
    assert_eq!(named, types);
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
