//! Workbooks: the first sheet of an XLSX or ODS file that is shown, as it shows.
//!
//! They are strangers' files, and a small one can say that it is huge. So they are read by parts
//! of our own, a piece at a time: what unpacks, what is repeated and how far cells lie apart is
//! counted before memory is taken for it. `calamine`, which reads both, keeps the whole of an ODS
//! and a rectangle of all cells in memory before it can be asked, and knows no hidden rows.

mod number;
mod ods;
mod pack;
mod separators;
mod shown;
mod xlsx;

use super::{Doubt, MAX_COLUMNS, Row, Syntax, Table};
use crate::error::Error;
use crate::finding::{Finding, Level};
use crate::text::thousands;
use pack::Pack;

/// The most bytes that the cells of a sheet hold together: 64 MiB.
const MAX_TEXT: usize = 64 << 20;

/// The most cells of a sheet, empty ones between others too.
const MAX_CELLS: usize = 4_000_000;

/// The most rows that a sheet can have, in Excel and in LibreOffice.
const MAX_ROWS: u64 = 1 << 20;

/// Why a workbook is not read.
#[derive(Debug)]
struct Refusal {
    why: String,
    help: &'static str,
}

impl Refusal {
    /// That it is broken, or no workbook.
    fn broken(why: impl Into<String>) -> Self {
        let help = "open it in a spreadsheet program and save it again, or save it as CSV";
        Self { why: why.into(), help }
    }

    /// That it is larger than a limit.
    fn large(why: impl Into<String>) -> Self {
        let help = "delete what is no part of the list, or save it as CSV, which is read row by row and may have any length";
        Self { why: why.into(), help }
    }
}

/// What a workbook says on paper.
#[derive(Debug, Default)]
struct Sheet {
    name: String,
    /// Rows with text, in their order; a hidden one is only counted.
    rows: Vec<Row>,
    hidden: Vec<u64>,
}

/// The sheets of a workbook.
#[derive(Debug, Default)]
struct Book {
    /// The one that is read.
    sheet: Sheet,
    /// Hidden sheets before it.
    passed: Vec<String>,
    /// Other sheets that are shown.
    others: Vec<String>,
}

/// What may still be taken from a workbook.
#[derive(Debug)]
struct Budget {
    text: usize,
    cells: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { text: MAX_TEXT, cells: MAX_CELLS }
    }
}

impl Budget {
    /// Takes so many bytes of text.
    fn text(&mut self, bytes: usize) -> Result<(), Refusal> {
        self.text = self.text.checked_sub(bytes).ok_or_else(|| {
            Refusal::large(format!("its cells hold more than {} MiB of text", MAX_TEXT >> 20))
        })?;
        Ok(())
    }

    /// Takes so many cells.
    fn cells(&mut self, count: usize) -> Result<(), Refusal> {
        self.cells = self.cells.checked_sub(count).ok_or_else(|| {
            let most = thousands(MAX_CELLS);
            Refusal::large(format!("its first sheet has more than {most} cells"))
        })?;
        Ok(())
    }
}

/// A row that is being read.
#[derive(Debug, Default)]
struct Growing {
    cells: Vec<String>,
    doubts: Vec<(usize, Doubt)>,
}

impl Growing {
    /// Puts a cell into a column (from 0) of a row (from 1).
    fn put(
        &mut self,
        (row, column): (u64, usize),
        (text, doubt): (String, Option<Doubt>),
        budget: &mut Budget,
    ) -> Result<(), Refusal> {
        if text.trim().is_empty() && doubt.is_none() {
            return Ok(());
        }
        if column >= MAX_COLUMNS {
            return Err(Refusal::large(format!(
                "there is something in the cell {}{row}, and no list has more than {} columns",
                letters(column),
                thousands(MAX_COLUMNS)
            )));
        }
        if row > MAX_ROWS {
            let most = thousands(MAX_ROWS as usize);
            return Err(Refusal::large(format!("its first sheet has more than {most} rows")));
        }
        budget.text(text.len())?;
        if self.cells.len() <= column {
            budget.cells(column + 1 - self.cells.len())?;
            self.cells.resize(column + 1, String::new());
        }
        self.doubts.extend(doubt.map(|doubt| (column, doubt)));
        self.cells[column] = text;
        Ok(())
    }

    /// Ends the row: into the sheet if it holds something.
    fn end(&mut self, number: u64, hidden: bool, sheet: &mut Sheet) {
        let Self { cells, doubts } = std::mem::take(self);
        if cells.is_empty() {
            return;
        }
        if hidden {
            sheet.hidden.push(number);
        } else {
            sheet.rows.push(Row { number, cells, doubts });
        }
    }
}

/// The letters of a column, counted from 0.
fn letters(column: usize) -> String {
    let (mut left, mut letters) = (column + 1, Vec::new());
    while left > 0 {
        left -= 1;
        letters.insert(0, char::from(b'A' + (left % 26) as u8));
        left /= 26;
    }
    letters.into_iter().collect()
}

pub(super) fn open(name: &str, syntax: Syntax, bytes: Vec<u8>) -> Result<Table, Error> {
    let read = Pack::open(bytes).and_then(|mut pack| match syntax {
        Syntax::Ods => ods::read(&mut pack),
        _ => xlsx::read(&mut pack),
    });
    read.map(table).map_err(|Refusal { why, help }| {
        Error::input(format!("cannot read {name}: {why}")).help(help)
    })
}

fn table(book: Book) -> Table {
    let notes = notes(&book);
    let mut rows = book.sheet.rows.into_iter();
    let mut header = rows.next().unwrap_or_default();
    // Formatted columns beside the list have neither name nor text.
    while header.cells.last().is_some_and(String::is_empty) {
        header.cells.pop();
    }
    let width = header.cells.len();
    let rows = rows.map(move |mut row| {
        row.cells.resize(row.cells.len().max(width), String::new());
        Ok(row)
    });
    Table { number: header.number, header: header.cells, rows: Box::new(rows), notes }
}

/// What was left out, so that nobody waits for a letter.
fn notes(book: &Book) -> Vec<Finding> {
    let mut notes = Vec::new();
    let name = &book.sheet.name;
    if !book.passed.is_empty() {
        let message = format!(
            "the list is the sheet “{name}”; hidden, and passed over: {}",
            book.passed.join(", ")
        );
        let help = "show the sheet that is meant, or move it to the front";
        notes.push(Finding::new("hidden-sheet", Level::Warning, message).help(help));
    } else if !book.others.is_empty() {
        let message =
            format!("the list is the sheet “{name}”; there are others: {}", book.others.join(", "));
        notes.push(Finding::new("other-sheets", Level::Note, message));
    }
    let hidden = &book.sheet.hidden;
    if !hidden.is_empty() {
        const SHOWN: usize = 8;
        let mut rows: Vec<_> = hidden.iter().take(SHOWN).map(u64::to_string).collect();
        if hidden.len() > SHOWN {
            rows.push(format!("and {} more", thousands(hidden.len() - SHOWN)));
        }
        let message = match hidden.len() {
            1 => format!("the row {} is hidden in the sheet, and gets no letter", hidden[0]),
            _ => format!(
                "{} rows are hidden in the sheet, and get no letter: {}",
                thousands(hidden.len()),
                rows.join(", ")
            ),
        };
        let help = "show them to write to them: take the filter off, or unhide the rows";
        notes.push(Finding::new("hidden-rows", Level::Warning, message).help(help));
    }
    notes
}
