//! A list that is held in memory, so that its cells can be mended.

use std::collections::BTreeSet;

use super::{Row, Table};
use crate::error::Error;
use crate::finding::Finding;
use crate::text::thousands;

/// A list that is held in memory, so that its cells can be mended.
#[derive(Debug, Clone, Default)]
pub struct List {
    header: Vec<String>,
    number: u64,
    notes: Vec<Finding>,
    rows: Vec<Row>,
    bytes: usize,
}

impl List {
    /// Reads a list to its end, where it has at most so many rows, and so many bytes in its cells.
    ///
    /// # Errors
    /// If it cannot be read, or is larger.
    pub fn read(table: Table, most_rows: usize, most_bytes: usize) -> Result<Self, Error> {
        let mut list = Self {
            header: table.header.clone(),
            number: table.number,
            notes: table.notes.clone(),
            ..Self::default()
        };
        for row in table {
            let row = row?;
            list.bytes += row.cells.iter().map(String::len).sum::<usize>();
            list.rows.push(row);
            let large = |what: String| {
                Error::input(format!("the list has more than {what}"))
                    .help("divide it, or use `chancery merge`, which takes lists of any length")
            };
            if list.rows.len() > most_rows {
                return Err(large(format!("{} rows", thousands(most_rows))));
            }
            if list.bytes > most_bytes {
                return Err(large(format!("{} MiB of text", most_bytes >> 20)));
            }
        }
        Ok(list)
    }

    /// The names of its columns, as written.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// Its rows in their order.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// How many bytes its cells had when it was read.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// The row with that number, as a spreadsheet counts.
    pub fn row(&self, number: u64) -> Option<&Row> {
        let at = self.rows.binary_search_by_key(&number, |row| row.number).ok()?;
        self.rows.get(at)
    }

    /// Writes a cell anew. What somebody types is what the cell says, without a doubt; whether that
    /// changed it.
    pub fn set(&mut self, number: u64, column: usize, text: &str) -> bool {
        let at = self.rows.binary_search_by_key(&number, |row| row.number);
        let row = at.ok().and_then(|at| self.rows.get_mut(at));
        let Some(row) = row.filter(|_| column < self.header.len()) else { return false };
        if row.cells.get(column).map_or("", String::as_str) == text {
            return false;
        }
        if row.cells.len() <= column {
            row.cells.resize(self.header.len(), String::new());
        }
        text.clone_into(&mut row.cells[column]);
        row.doubts.retain(|(doubtful, _)| *doubtful != column);
        true
    }

    /// The list to be read once more, without some of its rows.
    pub fn table(&self, left_out: &BTreeSet<u64>) -> Table {
        let kept = self.rows.iter().filter(|row| !left_out.contains(&row.number));
        let kept: Vec<_> = kept.cloned().map(Ok).collect();
        Table {
            header: self.header.clone(),
            number: self.number,
            notes: self.notes.clone(),
            rows: Box::new(kept.into_iter()),
        }
    }
}
