//! Records that the command line names.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::files::{self, Folder};
use crate::pipeline;
use crate::record::{self, MAX_RECORD, Syntax};

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
    /// Its text, as the pipeline takes it.
    pub(super) fn text(&self) -> pipeline::Input<'_> {
        let Self { id, name, syntax, bytes, .. } = self;
        pipeline::Input { id, name, bytes, syntax: *syntax }
    }

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
        if let Some(record) = files::record_of(path) {
            return Err(version(path, &record));
        }
        // One byte more than a record may have, so that the reader can say it is too long.
        let bytes = files::read(path, MAX_RECORD as u64 + 1)?;
        Ok(Self { id, name: path.display().to_string(), syntax, bytes, folder: Folder::of(path) })
    }
}

const ENDINGS: &str = "a record is a file that ends in .md, .yaml, .toml or .json";

/// Whether a file's ending is that of a record.
pub(super) fn is_ending(ending: &std::ffi::OsStr) -> bool {
    ending
        .to_str()
        .is_some_and(|ending| Syntax::from_extension(ending).is_some())
}

/// The records that a command is for, and the folders they lie in.
pub(super) struct Inputs {
    pub(super) paths: Vec<PathBuf>,
    folders: BTreeMap<PathBuf, Folder>,
}

impl Inputs {
    /// Reads one of them.
    pub(super) fn read(&self, path: &Path) -> Result<Input, Error> {
        let input = Input::read(path)?;
        // One folder for all: what lies in it is looked up once.
        let folder = self.folders.get(input.folder.path()).cloned();
        Ok(Input { folder: folder.unwrap_or(input.folder), ..input })
    }
}

/// The records that the paths name; a folder stands for the records in it, and a letter for
/// itself in all its languages.
pub(super) fn records(paths: &[PathBuf]) -> Result<Inputs, Error> {
    let mut records = Vec::new();
    for path in paths {
        if !files::is_folder(path) {
            records.push(path.clone());
            continue;
        }
        let found = files::records_in(path)?;
        if found.is_empty() {
            return Err(
                Error::input(format!("there are no records in {}", path.display())).help(ENDINGS)
            );
        }
        records.extend(found);
    }
    let named: BTreeSet<PathBuf> = records.iter().cloned().collect();
    let mut kept = Vec::with_capacity(records.len());
    for path in records {
        match files::record_of(&path) {
            None => kept.push(path),
            Some(record) if named.contains(&record) => {}
            Some(record) => return Err(version(&path, &record)),
        }
    }
    let folders = kept.iter().map(|path| Folder::of(path));
    let folders = folders.map(|folder| (folder.path().to_owned(), folder));
    Ok(Inputs { folders: folders.collect(), paths: kept })
}

/// That a file is only the version of a letter.
fn version(path: &Path, record: &Path) -> Error {
    let tag = path
        .file_stem()
        .and_then(|stem| stem.to_str())
        .and_then(record::version_of)
        .map_or("", |(_, tag)| tag);
    let record = record.display();
    Error::input(format!(
        "{} is the version in `{tag}` of {record}, and no record by itself",
        path.display()
    ))
    .help(format!(
        "give {record}: its versions come with it, and `render --language {tag}` writes this one alone"
    ))
}
