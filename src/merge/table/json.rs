//! JSON: an array of objects, one a row.
//!
//! The columns are all names that any object has, so the list is read twice: for its columns, and
//! then row by row. What is kept in memory is its bytes, and one row.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Deserializer, Number};

use super::{Doubt, MAX_COLUMNS, Row, Table};
use crate::error::Error;
use crate::text::thousands;

pub(super) fn open(name: &str, bytes: Vec<u8>) -> Result<Table, Error> {
    let mut header = Header::default();
    let mut list = Deserializer::from_slice(&bytes);
    let read = list.deserialize_seq(&mut header).and_then(|()| list.end());
    read.map_err(|error| {
        Error::input(format!("{name} is no list: {error}"))
            .help("a list is an array of objects: [{ \"name\": \"…\", \"country\": \"…\" }, …]")
    })?;
    let Header { names, places } = header;
    let name = name.to_owned();
    let mut at = bytes.iter().position(|byte| *byte == b'[').map_or(0, |at| at + 1);
    let mut numbers = 2_u64..;
    let rows = std::iter::from_fn(move || {
        // Between objects there are commas and spaces alone.
        at += bytes[at..].iter().position(|byte| *byte == b'{')?;
        let mut objects = Deserializer::from_slice(&bytes[at..]).into_iter::<IgnoredAny>();
        objects.next()?.ok()?;
        let end = at + objects.byte_offset();
        let number = numbers.next()?;
        let mut cells = Cells {
            places: &places,
            row: Row { number, cells: vec![String::new(); places.len()], doubts: Vec::new() },
            wrong: None,
        };
        let read = Deserializer::from_slice(&bytes[at..end]).deserialize_map(&mut cells);
        at = end;
        let wrong = read.err().map(|error| error.to_string());
        Some(match cells.wrong.or(wrong) {
            None => Ok(cells.row),
            Some(column) => {
                Err(Error::input(format!("row {number} of {name}: `{column}` is no text"))
                    .help("write text, a number, or a list of lines"))
            }
        })
    });
    Ok(Table { header: names, number: 1, notes: Vec::new(), rows: Box::new(rows) })
}

/// The names of all columns, in the order in which they come, and the place of each.
#[derive(Debug, Default)]
struct Header {
    names: Vec<String>,
    places: BTreeMap<String, usize>,
}

impl<'de> Visitor<'de> for &mut Header {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a sequence")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut objects: A) -> Result<(), A::Error> {
        while let Some(Names(names)) = objects.next_element()? {
            for name in names {
                if self.places.contains_key(&name) {
                    continue;
                }
                if self.names.len() == MAX_COLUMNS {
                    return Err(too_wide());
                }
                self.places.insert(name.clone(), self.names.len());
                self.names.push(name);
            }
        }
        Ok(())
    }
}

fn too_wide<E: serde::de::Error>() -> E {
    E::custom(format!("no list has more than {} columns", thousands(MAX_COLUMNS)))
}

/// The names of one object.
struct Names(Vec<String>);

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: serde::Deserializer<'de>>(object: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Vec<String>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Self::Value, A::Error> {
                let mut names = Vec::new();
                while let Some((name, IgnoredAny)) = fields.next_entry::<String, IgnoredAny>()? {
                    if names.len() > MAX_COLUMNS {
                        return Err(too_wide());
                    }
                    names.push(name);
                }
                Ok(names)
            }
        }
        object.deserialize_map(Object).map(Names)
    }
}

/// Fills a row.
struct Cells<'p> {
    places: &'p BTreeMap<String, usize>,
    row: Row,
    /// A column that is no text.
    wrong: Option<String>,
}

impl<'de> Visitor<'de> for &mut Cells<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        while let Some((name, cell)) = fields.next_entry::<String, Cell>()? {
            match (self.places.get(&name), cell) {
                (Some(at), Cell::Text(text)) => self.row.cells[*at] = text,
                (Some(at), Cell::Number(number)) => {
                    // JSON writes numbers as English does; a whole one has no separators.
                    if number.contains('.') && !number.contains('e') {
                        let (shown, english) = (number.clone(), number.clone());
                        self.row.doubts.push((*at, Doubt::Number { shown, english }));
                    }
                    self.row.cells[*at] = number;
                }
                (_, Cell::Group) => self.wrong = self.wrong.take().or(Some(name)),
                (None, _) => {}
            }
        }
        Ok(())
    }
}

/// The value of a cell: a list is lines.
enum Cell {
    Text(String),
    Number(String),
    /// Fields within fields, or lists of what is no text.
    Group,
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: serde::Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        struct Value;
        impl<'de> Visitor<'de> for Value {
            type Value = Cell;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }

            fn visit_unit<E>(self) -> Result<Cell, E> {
                Ok(Cell::Text(String::new()))
            }

            fn visit_bool<E>(self, yes: bool) -> Result<Cell, E> {
                Ok(Cell::Text(yes.to_string()))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Cell, E> {
                Ok(Cell::Number(number.to_string()))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Cell, E> {
                Ok(Cell::Number(number.to_string()))
            }

            fn visit_f64<E>(self, number: f64) -> Result<Cell, E> {
                let number = Number::from_f64(number);
                Ok(Cell::Number(number.map_or_else(String::new, |number| number.to_string())))
            }

            fn visit_str<E>(self, text: &str) -> Result<Cell, E> {
                Ok(Cell::Text(text.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut lines: A) -> Result<Cell, A::Error> {
                let (mut text, mut is_first, mut is_text) = (String::new(), true, true);
                while let Some(line) = lines.next_element::<Cell>()? {
                    let Cell::Text(line) = line else {
                        is_text = false;
                        continue;
                    };
                    if !std::mem::take(&mut is_first) {
                        text.push('\n');
                    }
                    text.push_str(&line);
                }
                Ok(if is_text { Cell::Text(text) } else { Cell::Group })
            }

            fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Cell, A::Error> {
                while fields.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Cell::Group)
            }
        }
        value.deserialize_any(Value)
    }
}
