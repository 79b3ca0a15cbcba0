//! The names of the letters' files, made from data and safe.

use std::collections::HashMap;

use super::addressee::RowFields;
use super::columns::{Columns, FIELDS, plain};
use crate::error::Error;
use crate::finding::suggest;
use crate::text::{file_stem, hyphenated};

/// The most bytes of a name: file systems take 255, and number and extension have to follow.
const LONGEST: usize = 200;

/// How the files are named.
#[derive(Debug, Clone)]
pub struct Pattern {
    pieces: Vec<Piece>,
    usual: bool,
}

#[derive(Debug, Clone)]
enum Piece {
    Text(String),
    /// A field of the addressee, a column, or `row`.
    Field(String),
}

impl Pattern {
    /// Reads a pattern such as `{country}-{name}`: fields of the addressee, columns of the
    /// list, and `{row}`, the number of the row. Without a pattern, files are named after name,
    /// organisation and country.
    ///
    /// # Errors
    /// If it names what the list does not have.
    pub fn new(text: Option<&str>, columns: &Columns) -> Result<Self, Error> {
        let Some(mut rest) = text else {
            return Ok(Self { pieces: Vec::new(), usual: true });
        };
        let mut pieces = Vec::new();
        while let Some((before, after)) = rest.split_once('{') {
            let (inner, next) = after.split_once('}').ok_or_else(|| {
                Error::usage("a brace of --name is not closed").help("write it as {country}")
            })?;
            let name = plain(inner);
            let known = || {
                let names = columns.names().iter().map(String::as_str);
                FIELDS
                    .iter()
                    .copied()
                    .filter(|field| columns.has(field))
                    .chain(names)
                    .chain(["row"])
            };
            if !known().any(|known| known == name) {
                return Err(Error::usage(format!("the list has no `{inner}` to name files after"))
                    .help(suggest(&name, known().collect::<Vec<_>>())));
            }
            pieces.push(Piece::Text(before.to_owned()));
            pieces.push(Piece::Field(name));
            rest = next;
        }
        pieces.push(Piece::Text(rest.to_owned()));
        Ok(Self { pieces, usual: false })
    }

    /// The stem of a row's file, before it is told apart from others.
    pub(super) fn stem(&self, said: &RowFields, row: u64) -> String {
        let mut name = String::new();
        if self.usual {
            for field in ["name", "organisation", "group", "title"] {
                if let Some(text) = said.get(field) {
                    name.push_str(text);
                    break;
                }
            }
            if let Some(country) = said.get("country") {
                name.push('-');
                name.push_str(country);
            }
        }
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => name.push_str(text),
                Piece::Field(field) if field == "row" => name.push_str(&row.to_string()),
                Piece::Field(field) => name.push_str(said.get(field).unwrap_or_default()),
            }
        }
        let stem = hyphenated(&name, LONGEST);
        if stem.is_empty() { format!("row-{row}") } else { file_stem(&stem) }
    }
}

/// The names that files have already, whatever their case; of equal ones the later get a number.
#[derive(Debug, Default)]
pub struct Names {
    /// How many rows asked for the name, and the row that has it.
    taken: HashMap<String, (u32, u64)>,
}

impl Names {
    /// A name nobody has: `stem`, or `stem-2`, and the row that has `stem` if there is one.
    pub(super) fn take(&mut self, stem: &str, row: u64) -> (String, Option<u64>) {
        let key = stem.to_lowercase();
        let Some((count, first)) = self.taken.get(&key).copied() else {
            self.taken.insert(key, (1, row));
            return (stem.to_owned(), None);
        };
        let mut number = count;
        loop {
            number = number.saturating_add(1);
            let numbered = format!("{stem}-{number}");
            if !self.taken.contains_key(&numbered.to_lowercase()) {
                self.taken.insert(numbered.to_lowercase(), (1, row));
                self.taken.insert(key, (number, first));
                return (numbered, Some(first));
            }
        }
    }
}
