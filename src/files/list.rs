//! Lists of addressees, read piece by piece.

use std::path::Path;

use super::plainly;
use crate::error::Error;
use crate::merge::{Syntax, Table};

/// Opens a list; it may be opened again, and is read from its beginning then.
///
/// # Errors
/// That it cannot be read, or its extension is that of no list.
pub fn list(path: &Path, encoding: Option<&str>) -> Result<Table, Error> {
    let extension = path
        .extension()
        .map(|extension| extension.to_string_lossy().into_owned());
    let syntax = extension.as_deref().and_then(Syntax::from_extension).ok_or_else(|| {
        Error::input(format!("{} is no list", path.display()))
            .help("a list is a file that ends in .csv, .tsv, .xlsx, .ods or .json")
    })?;
    let wrong = |why: String| Error::input(format!("cannot read {}: {why}", path.display()));
    // A pipe would be gone after the first reading, and a list is read twice.
    let file = super::open(path).map_err(|error| wrong(plainly(&error)))?;
    Table::open(&path.display().to_string(), syntax, encoding, file)
}
