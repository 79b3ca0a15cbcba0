//! What is wrong with a list, for a terminal and for whoever keeps the list.

use std::collections::BTreeMap;

use super::remark::{Remark, Remarks, rows};
use super::table::Table;
use crate::error::Error;
use crate::spreadsheet::guarded;

/// The column of a list that is handed back.
pub(super) const FINDINGS: &str = "findings";

/// The most remarks that a terminal is shown.
const SHOWN: usize = 200;

/// The remarks as a table: rows, column, what is wrong, what to do.
pub fn table(remarks: &Remarks) -> String {
    let all = remarks.all();
    let lines: Vec<_> = all
        .iter()
        .take(SHOWN)
        .map(|(remark, runs)| {
            let rows = rows(runs);
            let column = remark.column.as_deref().unwrap_or_default();
            (rows, column, remark)
        })
        .collect();
    let width = |of: &dyn Fn(&(String, &str, &&Remark)) -> usize, least: usize| {
        lines.iter().map(of).max().unwrap_or(0).clamp(least, 24)
    };
    let row_width = width(&|line| line.0.chars().count(), 3);
    let column_width = width(&|line| line.1.chars().count(), 6);
    let mut out = format!("{:<row_width$}  {:<column_width$}  finding\n", "row", "column");
    for (rows, column, remark) in &lines {
        let level = remark.level.name();
        out += &format!(
            "{rows:<row_width$}  {column:<column_width$}  {level}[{}]: {}\n",
            remark.rule, remark.message
        );
        let indent = " ".repeat(row_width + column_width + 4);
        if let Some(place) = &remark.place {
            out += &format!("{indent}--> {place}\n");
        }
        for help in &remark.help {
            out += &format!("{indent}= help: {help}\n");
        }
    }
    if all.len() > SHOWN {
        out += &format!(
            "and {} findings more; --findings FILE.csv lists them all\n",
            all.len() - SHOWN
        );
    }
    out
}

/// The list with a column of findings, as CSV for a spreadsheet: nothing in it is a formula.
///
/// # Errors
/// That the list cannot be read.
pub fn handed_back(table: Table, remarks: &[&Remarks]) -> Result<Vec<u8>, Error> {
    let mut of_row: BTreeMap<u64, Vec<&Remark>> = BTreeMap::new();
    for (remark, runs) in remarks.iter().flat_map(|remarks| remarks.all()) {
        for row in runs.iter().flat_map(|(first, last)| *first..=*last) {
            of_row.entry(row).or_default().push(remark);
        }
    }
    // A list that was handed back before has the column already.
    let old = table.header.iter().position(|column| column.trim() == FINDINGS);
    let width = table.header.len();
    let mut csv = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    let wrong = |error: csv::Error| Error::output(format!("cannot write the findings: {error}"));
    let mut record = |cells: &[String], findings: &str| {
        let kept = cells.iter().enumerate().filter(|(at, _)| Some(*at) != old);
        let cells = kept.map(|(_, cell)| guarded(cell));
        csv.write_record(cells.chain([guarded(findings)])).map_err(wrong)
    };
    record(&table.header.clone(), FINDINGS)?;
    for row in table {
        let mut row = row?;
        row.cells.resize(row.cells.len().max(width), String::new());
        let found = of_row.get(&row.number).map(Vec::as_slice).unwrap_or_default();
        let said: Vec<_> = found.iter().map(|remark| said(remark)).collect();
        record(&row.cells, &said.join("; "))?;
    }
    // A mark by which Excel knows UTF-8.
    let mut bytes = "\u{FEFF}".as_bytes().to_vec();
    let written = csv
        .into_inner()
        .map_err(|error| Error::output(format!("cannot write the findings: {error}")))?;
    bytes.extend(written);
    Ok(bytes)
}

fn said(remark: &Remark) -> String {
    let column = remark.column.as_deref().filter(|column| !column.is_empty());
    let column = column.map(|column| format!("{column}: ")).unwrap_or_default();
    let help = remark
        .help
        .iter()
        .map(|help| format!(" ({help})"))
        .collect::<String>();
    format!("{}: {column}{}{help}", remark.level.name(), remark.message)
}
