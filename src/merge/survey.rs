//! A list from beginning to end: once to check it, once to write its letters.
//!
//! Rows are read in order, made into letters side by side, and taken in order again, some
//! hundred at a time: that many letters are in memory, however long the list.

use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;

use super::findings::ListFindings;
use super::maker::{Letter, LetterMaker};
use super::names::Names;
use super::sample::Sampler;
use super::table::{Row, Table};
use crate::error::Error;
use crate::finding::{Finding, Level};
use crate::package::Package;
use crate::text::Fingerprint;

/// How many letters are made at a time.
const AT_A_TIME: usize = 256;

/// What the check of a list came to.
#[derive(Debug, Default)]
pub struct Survey {
    /// How many rows there are.
    pub rows: u64,
    /// What is wrong with them.
    pub findings: ListFindings,
    /// The rows that become no letter.
    pub bad: BTreeSet<u64>,
    /// The rows of the sample, if one was asked for.
    pub sample: Option<BTreeSet<u64>>,
}

/// Which rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// All that are good.
    Good,
    /// Those of the sample.
    Sample,
}

impl Survey {
    /// Whether a row is to be written.
    fn wants(&self, row: u64, rows: Rows) -> bool {
        let sampled = || self.sample.as_ref().is_some_and(|sample| sample.contains(&row));
        !self.bad.contains(&row) && (rows == Rows::Good || sampled())
    }

    /// How many letters there will be.
    pub fn letters(&self, rows: Rows) -> u64 {
        match (rows, &self.sample) {
            (Rows::Sample, Some(sample)) => sample.len() as u64,
            _ => self.rows - self.bad.len() as u64,
        }
    }
}

/// Checks all rows of a list. `about` is what is wrong with the list as such, `sample` the size
/// of the sample; `preflight` says what would keep a letter from being written, and `step` is
/// called for every row.
///
/// # Errors
/// If the list cannot be read to its end.
pub fn survey(
    maker: &LetterMaker<'_>,
    mut table: Table,
    about: Vec<Finding>,
    sample: Option<usize>,
    preflight: &(dyn Fn(&Package) -> Vec<Finding> + Sync),
    step: &(dyn Fn() + Sync),
) -> Result<Survey, Error> {
    let mut survey = Survey::default();
    // Otherwise what is wrong with the columns would be reported for every letter.
    let sound = about.iter().all(|finding| finding.level != Level::Error);
    for finding in about {
        survey.findings.note(1, finding);
    }
    let mut sampler = Sampler::new(sample.unwrap_or_default());
    let (mut names, mut known) = (Names::default(), HashMap::new());
    while let Some(rows) = some(&mut table)? {
        let letters: Vec<_> = rows
            .par_iter()
            .map(|row| {
                let mut letter = if sound { maker.letter(row) } else { maker.look(row) };
                if let Some(package) = letter.package.take() {
                    let findings = preflight(&package).into_iter();
                    let findings = findings.map(|finding| maker.about_cell(row, finding));
                    letter.findings.extend(findings);
                }
                step();
                letter
            })
            .collect();
        for mut letter in letters {
            survey.rows += 1;
            let again = is_repeated(&mut letter, &mut known);
            // That the addressee is the same is reported already.
            if let (stem, Some(first)) = names.take(&letter.stem, letter.row)
                && !again
            {
                let message =
                    format!("row {first} has the same file name, and this one is called `{stem}`");
                letter.findings.push(
                    Finding::error("same-file-name", message)
                        .level(Level::Warning)
                        .help("name the files after something that tells them apart: --name \"{name}-{country}\""),
                );
            }
            if letter.is_bad() {
                survey.bad.insert(letter.row);
            } else {
                sampler.see(letter.row, letter.length, letter.oddness)
            }
            for finding in letter.findings {
                survey.findings.note(letter.row, finding);
            }
        }
    }
    if survey.rows == 0 {
        survey
            .findings
            .note(1, Finding::error("empty-list", "the list has no rows"));
    }
    survey.sample = sample.map(|_| sampler.rows());
    Ok(survey)
}

/// Says that a row names somebody whom an earlier row names, if it does.
fn is_repeated(letter: &mut Letter, known: &mut HashMap<Fingerprint, u64>) -> bool {
    let Some(identity) = letter.identity else {
        return false;
    };
    let first = *known.entry(identity).or_insert(letter.row);
    let again = first != letter.row;
    if again {
        letter.findings.push(
            Finding::error("same-addressee", format!("row {first} names the same addressee"))
                .help("take one of the two rows out"),
        );
    }
    again
}

/// Why a letter was not written.
#[derive(Debug)]
pub enum WriteFailure {
    /// The letter cannot be written in a format; others can.
    Letter(Vec<Finding>),
    /// No letter can.
    Work(Error),
}

/// Writes the letters of a list that was checked. `make` is given each with the stem of its
/// file, side by side; `take` what it made, in the order of the list. Returns what is
/// wrong with single letters.
///
/// # Errors
/// If the list cannot be read, has changed since it was checked, or that no letter can be
/// written.
pub fn write<T: Send>(
    maker: &LetterMaker<'_>,
    mut table: Table,
    survey: &Survey,
    which: Rows,
    make: impl Fn(&str, Package) -> Result<T, WriteFailure> + Sync,
    mut take: impl FnMut(T) -> Result<(), Error>,
) -> Result<ListFindings, Error> {
    let (mut names, mut findings) = (Names::default(), ListFindings::default());
    let mut left = survey.letters(which);
    while let Some(rows) = some(&mut table)? {
        if left == 0 {
            return Ok(findings);
        }
        // Files are named as the check named them: by all rows, good or bad.
        let stems = rows.iter().map(|row| (row, maker.stem(row)));
        let named: Vec<_> = stems
            .map(|(row, stem)| (row, names.take(&stem, row.number).0))
            .filter(|(row, _)| survey.wants(row.number, which))
            .collect();
        left = left.saturating_sub(named.len() as u64);
        let made: Vec<_> = named
            .par_iter()
            .map(|(row, stem)| match maker.letter(row).package {
                Some(package) => (row.number, make(stem, package)),
                None => (row.number, Err(WriteFailure::Work(changed()))),
            })
            .collect();
        for (row, made) in made {
            match made {
                Ok(made) => take(made)?,
                Err(WriteFailure::Letter(found)) => {
                    found.into_iter().for_each(|finding| findings.note(row, finding));
                }
                Err(WriteFailure::Work(error)) => return Err(error),
            }
        }
    }
    match left {
        0 => Ok(findings),
        _ => Err(changed()),
    }
}

fn changed() -> Error {
    Error::input("the list has changed while it was read").help("run the command again")
}

/// The next rows; none at the end.
fn some(table: &mut Table) -> Result<Option<Vec<Row>>, Error> {
    let rows: Vec<_> = table.take(AT_A_TIME).collect::<Result<_, _>>()?;
    Ok(Some(rows).filter(|rows| !rows.is_empty()))
}
