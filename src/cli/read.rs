//! Reading records that the command line names.

use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::files::{self, Folder};
use crate::finding::Finding;
use crate::record::{self, MAX_RECORD, Record, Syntax};

/// Why a letter could not be had.
pub(super) enum Failure {
    /// It is wrong.
    Findings(Vec<Finding>),
    /// It could not be read.
    Error(Error),
}

impl From<Vec<Finding>> for Failure {
    fn from(findings: Vec<Finding>) -> Self {
        Self::Findings(findings)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

/// A record, and the folder it lies in; `-` is standard input.
pub(super) fn record(path: &Path) -> Result<(Record, Folder), Failure> {
    if path == Path::new("-") {
        let bytes = files::read_stdin(MAX_RECORD as u64)?;
        let syntax = Syntax::guess(&bytes);
        let record = record::read("letter", "standard input", &bytes, syntax)?;
        return Ok((record, Folder::new(".")));
    }
    let extension = path.extension().and_then(|extension| extension.to_str());
    let syntax = Syntax::from_extension(extension.unwrap_or_default()).ok_or_else(|| {
        Error::input(format!("{} is no record", path.display()))
            .help("a record is a file that ends in .md, .yaml, .toml or .json")
    })?;
    let id = path
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned());
    let bytes = files::read(path, MAX_RECORD as u64 + 1)?;
    let name = path.display().to_string();
    let record = record::read(&id.unwrap_or_default(), &name, &bytes, syntax)?;
    Ok((record, Folder::of(path)))
}

/// The records that the paths name; a folder stands for the records in it.
pub(super) fn records(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    let mut records = Vec::new();
    for path in paths {
        if !files::is_folder(path) {
            records.push(path.clone());
            continue;
        }
        let found = files::records_in(path)?;
        if found.is_empty() {
            return Err(
                Error::input(format!("there are no records in {}", path.display()))
                    .help("a record is a file that ends in .md, .yaml, .toml or .json"),
            );
        }
        records.extend(found);
    }
    Ok(records)
}
