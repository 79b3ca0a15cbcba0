//! A list as rows of text, whatever its syntax.

mod book;
mod delimited;
mod json;
mod list;
mod text;

use std::io::Read;

use super::columns::is_field;
use crate::error::Error;
use crate::finding::Finding;

pub use list::List;

/// The most columns a list may have.
const MAX_COLUMNS: usize = 1000;

/// The largest list in JSON: 256 MiB. CSV is read row by row.
const MAX_JSON: u64 = 256 << 20;

/// The largest workbook, as it is packed: 64 MiB.
const MAX_BOOK: u64 = 64 << 20;

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// Fields with commas, semicolons or tabs between them (RFC 4180).
    Delimited,
    /// An array of objects.
    Json,
    /// An Excel workbook; its first sheet.
    Xlsx,
    /// An OpenDocument spreadsheet; its first sheet.
    Ods,
}

impl Syntax {
    /// The syntax of a file by its extension: `csv`, `tsv`, `txt`, `json`, `xlsx` or `ods`.
    pub fn from_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "csv" | "tsv" | "txt" => Some(Self::Delimited),
            "json" => Some(Self::Json),
            "xlsx" => Some(Self::Xlsx),
            "ods" => Some(Self::Ods),
            _ => None,
        }
    }
}

/// One row of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Its number, as a spreadsheet shows it.
    pub number: u64,
    /// Its cells, as text. A row of a wrong length keeps it.
    pub cells: Vec<String>,
    /// What is not certain of cells, by their numbers.
    pub doubts: Vec<(usize, Doubt)>,
}

/// Why what a cell shows may not be what the letter has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// A formula has no value.
    Error,
    /// The format cannot be followed: its code.
    Format(String),
    /// The name of a month or weekday is shown, in English.
    English,
    /// A duration that reads as a time of day.
    Duration,
    /// How long something lasts, and no time of day, as the sheet shows it.
    Elapsed,
    /// A number with separators, of which a letter has those of its language.
    Number {
        /// The number within what the cell shows: 1.234,50.
        shown: String,
        /// The same as English writes it: 1,234.50.
        english: String,
    },
}

/// A list: the names of its columns, and its rows one after the other.
pub struct Table {
    /// The names of the columns, as written.
    pub header: Vec<String>,
    /// The number of the row that names them.
    pub number: u64,
    /// What was passed over in reading it.
    pub notes: Vec<Finding>,
    rows: Box<dyn Iterator<Item = Result<Row, Error>> + Send>,
}

impl std::fmt::Debug for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Table")
            .field("header", &self.header)
            .finish_non_exhaustive()
    }
}

impl Table {
    /// Opens a list. `name` is what messages call it, `encoding` a label of the Encoding
    /// Standard (`windows-1252`) where the text is not UTF-8.
    ///
    /// # Errors
    /// If it cannot be read, has no columns, or the encoding is not known.
    pub fn open(
        name: &str,
        syntax: Syntax,
        encoding: Option<&str>,
        bytes: impl Read + Send + 'static,
    ) -> Result<Self, Error> {
        let mut table = match syntax {
            Syntax::Delimited => delimited::open(name, text::decoded(bytes, encoding)?)?,
            Syntax::Json => {
                json::open(name, whole(name, text::decoded(bytes, encoding)?, MAX_JSON)?)?
            }
            Syntax::Xlsx | Syntax::Ods => book::open(name, syntax, whole(name, bytes, MAX_BOOK)?)?,
        };
        if table.header.iter().all(|column| column.trim().is_empty()) {
            return Err(Error::input(format!("{name} has no columns"))
                .help("the first row names the columns: name, title, organisation, country, …"));
        }
        if table.header.len() > MAX_COLUMNS {
            return Err(Error::input(format!(
                "{name} has {} columns, and no list has more than {MAX_COLUMNS}",
                table.header.len()
            )));
        }
        table.judge_first_rows(name)?;
        Ok(table)
    }

    /// Looks whether the names of the columns stand further down, below a title.
    fn judge_first_rows(&mut self, name: &str) -> Result<(), Error> {
        const LOOKED_AT: usize = 10;
        let first: Vec<_> = self.rows.by_ref().take(LOOKED_AT).collect();
        let filled = |cells: &[String]| cells.iter().filter(|cell| !cell.trim().is_empty()).count();
        let fields = |cells: &[String]| cells.iter().filter(|cell| is_field(cell)).count();
        let rows = || first.iter().flatten();
        let named = rows().find(|row| fields(&row.cells) > 1 && fields(&self.header) == 0);
        let alone =
            filled(&self.header) == 1 && rows().next().is_some_and(|row| filled(&row.cells) > 1);
        if named.is_some() || alone {
            let title = self.header.iter().find(|cell| !cell.trim().is_empty());
            let title: String = title.map_or("", |cell| cell.trim()).chars().take(40).collect();
            let why = match filled(&self.header) {
                1 => format!("the first row of {name} has one cell, “{title}”: is it a title?"),
                _ => format!("the first row of {name} does not name the columns: is it a title?"),
            };
            let wrong = Error::input(why)
                .help("take the rows above the names of the columns out of the list");
            return Err(match named {
                Some(row) => {
                    wrong.help(format!("the row {} seems to name the columns", row.number))
                }
                None => wrong,
            });
        }
        let rest = std::mem::replace(&mut self.rows, Box::new(std::iter::empty()));
        self.rows = Box::new(first.into_iter().chain(rest));
        Ok(())
    }
}

impl Iterator for Table {
    type Item = Result<Row, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.rows.next()
    }
}

/// All bytes of a list that is not read row by row.
fn whole(name: &str, bytes: impl Read, most: u64) -> Result<Vec<u8>, Error> {
    let mut all = Vec::new();
    let read = bytes.take(most + 1).read_to_end(&mut all);
    read.map_err(|error| Error::input(format!("cannot read {name}: {error}")))?;
    if all.len() as u64 > most {
        return Err(Error::input(format!("{name} is larger than {} MiB", most >> 20))
            .help("save it as CSV, which is read row by row and may have any length"));
    }
    Ok(all)
}
