//! What a build came to.

use crate::error::Error;
use crate::finding::{Finding, Level};

/// What a build came to.
#[derive(Debug, Default)]
pub struct Report {
    /// Letters that were made.
    pub made: usize,
    /// Letters that had not changed.
    pub kept: usize,
    /// Letters that were in the archive and are no longer.
    pub removed: usize,
    /// Letters that are not in the archive, and why.
    pub left_out: Vec<Omission>,
    /// Files of the site that are no longer wanted and hold what no build wrote there; they stay.
    pub others: Vec<String>,
    /// Pages that were made.
    pub pages_made: usize,
    /// Pages that had not changed.
    pub pages_kept: usize,
    /// References that lead nowhere, or to several letters.
    pub problems: usize,
}

/// A letter that is not in the archive.
#[derive(Debug)]
pub struct Omission {
    /// The path of its record within the folder.
    pub path: String,
    /// Why, at its places; empty where another part of the build said it.
    pub findings: Vec<Finding>,
    /// Why, a line each.
    pub reasons: Vec<String>,
}

impl Omission {
    pub(super) fn new(path: String, findings: Vec<Finding>) -> Self {
        let errors = findings.iter().filter(|finding| finding.fails(Level::Error));
        let reasons = errors.map(reason).collect();
        Self { path, findings, reasons }
    }
}

/// A finding in one line: `error[impossible-date] 4:7: 2018-02 has no day 30`. The folder is not
/// named, so that the same records say the same wherever they lie.
fn reason(finding: &Finding) -> String {
    let (level, rule, message) = (finding.level.name(), finding.rule, &finding.message);
    match &finding.place {
        Some(place) => {
            let (line, column) = place.line_column();
            format!("{level}[{rule}] {line}:{column}: {message}")
        }
        None => format!("{level}[{rule}]: {message}"),
    }
}

/// Why a build could not be done.
#[derive(Debug)]
pub enum Failure {
    /// Something could not be read or written.
    Error(Error),
    /// Mistakes of templates.
    Findings(Vec<Finding>),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

impl From<Vec<Finding>> for Failure {
    fn from(findings: Vec<Finding>) -> Self {
        Self::Findings(findings)
    }
}
