//! Records that the command line names.

use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::files::{self, Folder};
use crate::record::{MAX_RECORD, Syntax};

/// A record as it lies on the disk, or as it comes from standard input.
pub(super) struct Input {
    /// The id of the record.
    pub(super) id: String,
    /// What messages call it.
    pub(super) name: String,
    pub(super) syntax: Syntax,
    pub(super) bytes: Vec<u8>,
    /// Where it lies.
    pub(super) folder: Folder,
}

impl Input {
    /// Reads the file, or standard input for `-`.
    pub(super) fn read(path: &Path) -> Result<Self, Error> {
        if path == Path::new("-") {
            let bytes = files::read_stdin(MAX_RECORD as u64)?;
            let (id, name) = ("letter".to_owned(), "standard input".to_owned());
            return Ok(Self {
                id,
                name,
                syntax: Syntax::guess(&bytes),
                bytes,
                folder: Folder::new("."),
            });
        }
        let extension = path
            .extension()
            .and_then(|extension| extension.to_str())
            .unwrap_or_default();
        let Some(syntax) = Syntax::from_extension(extension) else {
            return Err(Error::input(format!("{} is no record", path.display())).help(ENDINGS));
        };
        let id = path
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned())
            .unwrap_or_default();
        // One byte more than a record may have, so that the reader can say it is too long.
        let bytes = files::read(path, MAX_RECORD as u64 + 1)?;
        Ok(Self {
            id,
            name: path.display().to_string(),
            syntax,
            bytes,
            folder: Folder::of(path),
        })
    }
}

const ENDINGS: &str = "a record is a file that ends in .md, .yaml, .toml or .json";

/// Whether a file's ending is that of a record.
pub(super) fn is_ending(ending: &std::ffi::OsStr) -> bool {
    ending
        .to_str()
        .is_some_and(|ending| Syntax::from_extension(ending).is_some())
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
                Error::input(format!("there are no records in {}", path.display())).help(ENDINGS),
            );
        }
        records.extend(found);
    }
    Ok(records)
}
