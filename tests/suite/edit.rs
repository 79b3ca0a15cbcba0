//! Records changed by field: the text that comes out, byte for byte.
//!
//! A case in `tests/edit/` holds a record, changes, and the text after them; or a record that two
//! people changed, and both changes in one. `UPDATE=1` accepts what comes.

mod laws;
mod lists;
mod merges;

use crate::prelude::*;
use chancery::record::edit::{Change, Conflict, Data, edit, merge};

fn data(value: serde_json::Value) -> Data {
    match value {
        serde_json::Value::String(text) => Data::Text(text),
        serde_json::Value::Array(items) => Data::List(items.into_iter().map(data).collect()),
        serde_json::Value::Object(fields) => {
            Data::Map(fields.into_iter().map(|(key, value)| (key, data(value))).collect())
        }
        other => Data::Text(other.to_string()),
    }
}

/// A value as a case writes it: text as it is, or JSON.
fn value(text: &str) -> Data {
    match text.starts_with(['{', '[', '"']) {
        true => serde_json::from_str(text).map_or_else(|_| Data::from(text), data),
        false => Data::from(text),
    }
}

/// `set PATH = VALUE`, `remove PATH`, `insert PATH AT = VALUE`, `move PATH FROM TO`.
fn change(line: &str) -> Change {
    let (what, rest) = line.split_once(' ').expect("a change");
    let (before, after) = rest.split_once(" = ").unwrap_or((rest, ""));
    let words: Vec<&str> = before.split(' ').collect();
    let number = |at: usize| words[at].parse().expect("a number");
    let path = words[0].to_owned();
    match what {
        "set" => Change::Set { path, value: value(after) },
        "remove" => Change::Remove { path },
        "insert" => Change::Insert { list: path, at: number(1), value: value(after) },
        "move" => Change::Move { list: path, from: number(1), to: number(2) },
        _ => panic!("no change: {line}"),
    }
}

fn shown(data: Option<&Data>) -> String {
    match data {
        None => "nothing".to_owned(),
        Some(Data::Text(text)) => format!("{text:?}"),
        Some(other) => format!("{other:?}"),
    }
}

fn conflict(conflict: &Conflict) -> String {
    let Conflict { path, is_passage, base, ours, theirs } = conflict;
    let part = if *is_passage { " (a passage)" } else { "" };
    format!(
        "{path}{part}\n  base:   {}\n  ours:   {}\n  theirs: {}\n",
        shown(base.as_ref()),
        shown(ours.as_ref()),
        shown(theirs.as_ref())
    )
}

/// The parts of a case: the words of its heading, and its text.
fn parts(text: &str) -> Vec<(&str, &str)> {
    let rest = text.split("=== ").skip(1);
    rest.map(|part| part.split_once('\n').expect("a heading")).collect()
}

fn answer(text: &str) -> String {
    let parts = parts(text);
    let part = |name: &str| {
        let found = parts
            .iter()
            .find(|(heading, _)| heading.split(' ').next() == Some(name));
        *found.unwrap_or_else(|| panic!("no part {name}"))
    };
    let crlf = |text: &str| text.replace('⏎', "\r");
    let syntax = |heading: &str| {
        let extension = heading.split(' ').nth(1).expect("a syntax");
        Syntax::from_extension(extension).expect("a syntax")
    };
    let start = text.rfind("=== after\n").expect("an answer") + "=== after\n".len();
    let mut answer = text[..start].to_owned();
    if parts.iter().any(|(heading, _)| heading.starts_with("base")) {
        let (heading, base) = part("base");
        let merged = merge(base, part("ours").1, part("theirs").1, syntax(heading));
        answer.push_str(&merged.text);
        for met in &merged.conflicts {
            answer.push_str(&format!("--- conflict: {}", conflict(met)));
        }
        return answer;
    }
    let (heading, before) = part("before");
    let changes: Vec<_> = part("changes")
        .1
        .lines()
        .filter(|it| !it.is_empty())
        .map(change)
        .collect();
    match edit("record", &crlf(before), syntax(heading), &changes) {
        Ok(text) => answer.push_str(&text.replace('\r', "⏎")),
        Err(findings) => {
            for finding in findings {
                answer.push_str(&format!("refused: {}\n", finding.message));
                for help in &finding.help {
                    answer.push_str(&format!("  help: {help}\n"));
                }
            }
        }
    }
    answer
}

#[test]
fn records_are_changed_by_field() {
    let mut cases: Vec<_> = std::fs::read_dir("tests/edit")
        .expect("cases")
        .map(|entry| entry.expect("a case").path())
        .collect();
    cases.sort();
    let wrong = cases.iter().map(|path| {
        let text = std::fs::read_to_string(path).expect("a case");
        differs(path, &answer(&text))
    });
    goldens(wrong.collect::<Vec<_>>());
}
