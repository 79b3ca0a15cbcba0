//! JSON: an array of objects, one a row.

use serde_json::{Map, Value};

use super::{Row, Table};
use crate::error::Error;

pub(super) fn open(name: &str, bytes: Vec<u8>) -> Result<Table, Error> {
    let objects: Vec<Map<String, Value>> = serde_json::from_slice(&bytes).map_err(|error| {
        Error::input(format!("{name} is no list: {error}"))
            .help("a list is an array of objects: [{ \"name\": \"…\", \"country\": \"…\" }, …]")
    })?;
    let mut header: Vec<String> = Vec::new();
    let mut known = std::collections::BTreeSet::new();
    for key in objects.iter().flat_map(Map::keys) {
        if known.insert(key.clone()) {
            header.push(key.clone());
        }
    }
    let (name, columns) = (name.to_owned(), header.clone());
    let rows = (2..).zip(objects).map(move |(number, mut object)| {
        let cell = |column: &String| match object.remove(column) {
            Some(value) => text(&value).ok_or_else(|| {
                Error::input(format!("row {number} of {name}: `{column}` is no text"))
                    .help("write text, a number, or a list of lines")
            }),
            None => Ok(String::new()),
        };
        let cells = columns.iter().map(cell).collect::<Result<_, _>>()?;
        Ok(Row { number, cells, doubts: Vec::new() })
    });
    Ok(Table { header, number: 1, notes: Vec::new(), rows: Box::new(rows) })
}

/// A value as the text of a cell; a list is lines.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(yes) => Some(yes.to_string()),
        Value::Array(lines) => {
            let lines = lines.iter().map(|line| match line {
                Value::String(text) => Some(text.as_str()),
                _ => None,
            });
            Some(lines.collect::<Option<Vec<_>>>()?.join("\n"))
        }
        Value::Object(_) => None,
    }
}
