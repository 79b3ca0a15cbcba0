//! What is pasted from a spreadsheet, as changes of a list: rows fill items, columns their fields.

use super::submission::{Submission, changed};
use super::view::{Column, Field, Form, Item};
use crate::record::edit::{Change, Data};
use crate::text::fold;

/// The most rows that are pasted at once.
const MOST_ROWS: usize = 500;

/// Why nothing is pasted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::serve) enum PasteRefusal {
    /// There is nothing.
    Empty,
    /// The place is in no list.
    NoTable,
    /// There are more columns than the list has from that place on.
    Wide {
        /// How many are pasted.
        has: usize,
        /// How many there are.
        room: usize,
    },
    /// There are too many rows.
    Long {
        /// How many there may be.
        most: usize,
    },
}

/// The changes that put cells into a list: from a cell on (`meetings[1].dates`), or below its last
/// row (`meetings`). A first row with the names of columns says which these are.
pub(in crate::serve) fn pasted(
    form: &Form,
    at: &str,
    text: &str,
    submission: &Submission<'_>,
) -> Result<Vec<Change>, PasteRefusal> {
    let (list, first_row, first_column) = place(form, at).ok_or(PasteRefusal::NoTable)?;
    let mut rows = cells(text);
    if rows.is_empty() {
        return Err(PasteRefusal::Empty);
    }
    if rows.len() > MOST_ROWS {
        return Err(PasteRefusal::Long { most: MOST_ROWS });
    }
    let columns: Vec<_> = match named(list, &rows[0]) {
        Some(columns) => {
            rows.remove(0);
            columns
        }
        None => list.columns.iter().skip(first_column).collect(),
    };
    let has = rows.iter().map(Vec::len).max().unwrap_or(0);
    if has > columns.len() {
        return Err(PasteRefusal::Wide { has, room: columns.len() });
    }
    let mut changes = Vec::new();
    let mut next = list.items.len();
    for (row, cells) in rows.iter().enumerate() {
        match list.items.get(first_row + row) {
            Some(item) => {
                for (column, cell) in columns.iter().zip(cells) {
                    changes.extend(filled(item, column, cell, submission));
                }
            }
            None if cells.iter().all(String::is_empty) => {}
            None => {
                let entries = columns.iter().zip(cells).filter_map(|(column, cell)| {
                    let given = understood(column, cell, submission);
                    match changed(&column.name, column.control, &given) {
                        Change::Set { value, .. } => Some((column.name.clone(), value)),
                        _ => None,
                    }
                });
                let value = Data::Map(entries.collect());
                changes.push(Change::Insert { list: list.path.clone(), at: next, value });
                next += 1;
            }
        }
    }
    Ok(changes)
}

/// A cell of an item that is there.
fn filled(item: &Item, column: &Column, cell: &str, submission: &Submission<'_>) -> Option<Change> {
    let path = format!("{}.{}", item.path, column.name);
    let field = item.all().find(|field| field.path == path)?;
    let given = understood(column, cell, submission);
    (given.trim_end() != field.value.trim_end()).then(|| changed(&path, field.control, &given))
}

/// What a cell says, as a record writes it: a day, a time, or the word that a choice is called.
fn understood(column: &Column, cell: &str, submission: &Submission<'_>) -> String {
    let cell = cell.trim();
    let choice = column.choices.iter().find(|choice| {
        choice.value == cell || (!cell.is_empty() && fold(&choice.label) == fold(cell))
    });
    match choice {
        Some(choice) => choice.value.clone(),
        None => (submission.understood)(column.control, cell),
    }
}

/// The list that a path leads to, the row and the column.
fn place<'f>(form: &'f Form, at: &str) -> Option<(&'f Field, usize, usize)> {
    let mut open: Vec<&Field> = form
        .sections
        .iter()
        .flat_map(|section| section.fields.all())
        .collect();
    while let Some(field) = open.pop() {
        if !field.columns.is_empty() {
            if field.path == at {
                return Some((field, field.items.len(), 0));
            }
            let within = at
                .strip_prefix(field.path.as_str())
                .and_then(|rest| rest.strip_prefix('['));
            if let Some((row, name)) = within.and_then(|rest| rest.split_once("]."))
                && let Some(column) = field.columns.iter().position(|column| column.name == name)
            {
                return Some((field, row.parse().ok()?, column));
            }
        }
        open.extend(field.fields.all());
        open.extend(field.items.iter().flat_map(Item::all));
    }
    None
}

/// The columns that a first row names, where every cell of it is the name of one.
fn named<'f>(list: &'f Field, row: &[String]) -> Option<Vec<&'f Column>> {
    let of = |cell: &String| {
        let cell = fold(cell.trim());
        let mut columns = list.columns.iter();
        columns.find(|column| {
            !cell.is_empty() && (fold(&column.label) == cell || fold(&column.name) == cell)
        })
    };
    row.iter().map(of).collect()
}

/// The cells of what a spreadsheet puts on the clipboard: tabs between them, and quotation marks
/// round those that hold ends of lines.
fn cells(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let rows = reader.records().filter_map(Result::ok);
    let rows = rows.map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect::<Vec<_>>());
    let mut rows: Vec<_> = rows.collect();
    while rows.last().is_some_and(|row| row.iter().all(String::is_empty)) {
        rows.pop();
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::cells;

    #[test]
    fn cells_are_read_as_spreadsheets_write_them() {
        assert_eq!(
            cells("a\tb\r\n\"c\nd\"\t\"e \"\"f\"\"\"\r\n\t\r\n"),
            [["a", "b"], ["c\nd", "e \"f\""]]
        );
        assert!(cells("\n \n").is_empty());
    }
}
