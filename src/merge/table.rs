//! A list as rows of text, whatever its syntax.

mod book;
mod delimited;
mod json;
mod text;

use std::io::Read;

use crate::error::Error;

/// The most columns a list may have.
const MAX_COLUMNS: usize = 1000;

/// The largest list that is read whole (JSON, XLSX, ODS): 256 MiB. CSV is read row by row.
const MAX_BYTES: u64 = 256 << 20;

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
    /// Its number, as a spreadsheet shows it; empty lines of CSV do not count.
    pub number: u64,
    /// Its cells, as text. A row of a wrong length keeps it.
    pub cells: Vec<String>,
}

/// A list: the names of its columns, and its rows one after the other.
pub struct Table {
    /// The names of the columns, as written.
    pub header: Vec<String>,
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
        let table = match syntax {
            Syntax::Delimited => delimited::open(name, text::decoded(bytes, encoding)?)?,
            Syntax::Json => json::open(name, whole(name, text::decoded(bytes, encoding)?)?)?,
            Syntax::Xlsx | Syntax::Ods => book::open(name, syntax, whole(name, bytes)?)?,
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
        Ok(table)
    }
}

impl Iterator for Table {
    type Item = Result<Row, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.rows.next()
    }
}

/// All bytes of a list that is not read row by row.
fn whole(name: &str, bytes: impl Read) -> Result<Vec<u8>, Error> {
    let mut all = Vec::new();
    let read = bytes.take(MAX_BYTES + 1).read_to_end(&mut all);
    read.map_err(|error| Error::input(format!("cannot read {name}: {error}")))?;
    if all.len() as u64 > MAX_BYTES {
        return Err(Error::input(format!("{name} is larger than {} MiB", MAX_BYTES >> 20))
            .help("save it as CSV, which is read row by row and may have any length"));
    }
    Ok(all)
}
