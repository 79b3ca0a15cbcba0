//! What is wrong with a list, for a terminal and for whoever keeps the list.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::findings::{ListFindings, rows};
use super::table::Table;
use crate::error::Error;
use crate::finding::Finding;
use crate::spreadsheet::guarded;

/// What is wrong with rows of a list, as data.
#[derive(Debug, Serialize, JsonSchema)]
pub struct RowFinding<'s> {
    /// The first and last row of every run of rows; row 1 is the names of the columns.
    rows: &'s [(u64, u64)],
    /// The column.
    column: Option<&'s str>,
    /// The name of the rule.
    rule: &'s str,
    /// `error`, `warning` or `note`.
    level: &'s str,
    /// What is wrong, in English.
    message: &'s str,
    /// What to do.
    help: &'s [String],
    /// The place in the record of the letter, as `FILE:LINE:COLUMN`.
    place: Option<String>,
}

/// What is wrong with a list as data, each thing once.
pub fn row_findings(findings: &ListFindings) -> Vec<RowFinding<'_>> {
    let all = findings.all().into_iter();
    all.map(|(finding, rows)| RowFinding {
        rows,
        column: finding.column.as_deref(),
        rule: finding.rule,
        level: finding.level.name(),
        message: &finding.message,
        help: &finding.help,
        place: finding.place.as_ref().map(ToString::to_string),
    })
    .collect()
}

/// The column of a list that is handed back.
pub(super) const FINDINGS: &str = "findings";

/// The most findings that a terminal is shown.
const SHOWN: usize = 200;

/// The findings as a table: rows, column, what is wrong, what to do.
pub fn table(findings: &ListFindings) -> String {
    let all = findings.all();
    let lines: Vec<_> = all
        .iter()
        .take(SHOWN)
        .map(|(finding, runs)| {
            let rows = rows(runs);
            let column = finding.column.as_deref().unwrap_or_default();
            (rows, column, finding)
        })
        .collect();
    let width = |of: &dyn Fn(&(String, &str, &&Finding)) -> usize, least: usize| {
        lines.iter().map(of).max().unwrap_or(0).clamp(least, 24)
    };
    let row_width = width(&|line| line.0.chars().count(), 3);
    let column_width = width(&|line| line.1.chars().count(), 6);
    let mut out = format!("{:<row_width$}  {:<column_width$}  finding\n", "row", "column");
    for (rows, column, finding) in &lines {
        let level = finding.level.name();
        out += &format!(
            "{rows:<row_width$}  {column:<column_width$}  {level}[{}]: {}\n",
            finding.rule, finding.message
        );
        let indent = " ".repeat(row_width + column_width + 4);
        if let Some(place) = &finding.place {
            out += &format!("{indent}--> {place}\n");
        }
        for help in &finding.help {
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
/// If the list cannot be read.
pub fn handed_back(table: Table, findings: &[&ListFindings]) -> Result<Vec<u8>, Error> {
    let mut of_row: BTreeMap<u64, Vec<&Finding>> = BTreeMap::new();
    for (finding, runs) in findings.iter().flat_map(|findings| findings.all()) {
        for row in runs.iter().flat_map(|(first, last)| *first..=*last) {
            of_row.entry(row).or_default().push(finding);
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
        let said: Vec<_> = found.iter().map(|finding| said(finding)).collect();
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

fn said(finding: &Finding) -> String {
    let column = finding.column.as_deref().filter(|column| !column.is_empty());
    let column = column.map(|column| format!("{column}: ")).unwrap_or_default();
    let help = finding
        .help
        .iter()
        .map(|help| format!(" ({help})"))
        .collect::<String>();
    format!("{}: {column}{}{help}", finding.level.name(), finding.message)
}
