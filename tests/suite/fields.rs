//! What comes of what a field says that it holds.

use chancery::letter::Letter;
use chancery::node::{Holds, Shape};
use serde_json::Value;

use crate::prelude::*;

/// The merge fields of all days and times of some data.
fn merge_fields(shape: &'static Shape, data: &Value, path: &str, found: &mut Vec<String>) {
    for field in shape.fields {
        let value = &data[field.name];
        let path = match path {
            "" => field.name.to_owned(),
            _ => format!("{path}.{}", field.name),
        };
        match (field.holds, value) {
            (_, Value::Null) => {}
            (_, Value::Array(items)) if items.is_empty() => {}
            (Holds::Day | Holds::Time, _) => found.push(format!("{{{{ {path} }}}}")),
            (Holds::Group(group), Value::Array(items)) => {
                for (at, item) in items.iter().enumerate() {
                    merge_fields(group(), item, &format!("{path}.{}", at + 1), found);
                }
            }
            (Holds::Group(group), _) => merge_fields(group(), value, &path, found),
            _ => {}
        }
    }
}

#[test]
fn a_merge_field_writes_out_each_day_and_time() {
    let full = include_str!("../../src/template_check/full.yaml");
    // What it encloses is another test's.
    let (head, rest) = full.split_once("enclosures:\n").expect("enclosures");
    let (_, rest) = rest.split_once("copies:").expect("copies");
    let (rest, _) = rest.split_once("body:").expect("the body stands last");
    let fields = format!("---\noffice: pga\n{head}copies:{rest}---\n");
    let read = record::read("full", "full.md", fields.as_bytes(), Syntax::Markdown);
    let letter = read.expect("it is a record").letter;
    let data = serde_json::to_value(&*letter).expect("a letter is data");
    let mut merged = Vec::new();
    merge_fields(Letter::shape(), &data, "", &mut merged);
    for expected in ["{{ date }}", "{{ deadlines.1.was }}", "{{ meetings.1.agenda.1.time }}"] {
        assert!(merged.iter().any(|field| field == expected), "{expected}: {merged:?}");
    }
    let engine = engine();
    let letter = package(&engine, &(fields + &merged.join("\n\n")));
    let written = written(&engine, &letter, Format::TEXT);
    let iso = |word: &&str| {
        let mut bytes = word.bytes();
        bytes.by_ref().take(4).all(|b| b.is_ascii_digit()) && bytes.next() == Some(b'-')
    };
    let slips: Vec<_> = written.split_whitespace().filter(iso).collect();
    assert!(slips.is_empty(), "{slips:?} in\n{written}");
}
