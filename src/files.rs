//! The file system: every read and write of the program, and nothing else touches it.
#![allow(clippy::disallowed_methods, reason = "this is the edge")]

#[cfg(feature = "archive")]
mod bag;
#[cfg(feature = "cli")]
mod changes;
#[cfg(feature = "serve")]
pub mod desk;
#[cfg(feature = "cli")]
mod dictionaries;
mod folder;
#[cfg(feature = "cli")]
mod git;
#[cfg(feature = "archive")]
mod hashes;
#[cfg(feature = "archive")]
mod held;
#[cfg(feature = "merge")]
mod list;
mod output;
#[cfg(feature = "archive")]
mod pack;
#[cfg(feature = "archive")]
mod records;
#[cfg(feature = "archive")]
mod room;
#[cfg(feature = "archive")]
mod site;
mod templates;
mod versions;
#[cfg(feature = "archive")]
mod whole;

#[cfg(feature = "archive")]
pub use bag::{bag, bag_fits};
#[cfg(feature = "cli")]
pub use changes::Changes;
#[cfg(feature = "cli")]
pub use dictionaries::dictionaries_in;
pub use folder::{Folder, fonts_in, is_record_name, records_in, settings_of};
#[cfg(feature = "cli")]
pub use git::{Commit, Version, history};
#[cfg(feature = "archive")]
pub use hashes::{executable, site_files};
#[cfg(feature = "merge")]
pub use list::list;
pub use output::{Output, replace};
#[cfg(feature = "archive")]
pub use records::{Records, cards};
#[cfg(feature = "archive")]
#[doc(hidden)]
pub use room::temp_folder;
#[cfg(feature = "archive")]
pub use site::{STATE_FOLDER, SiteDirectory};
pub use templates::{inner_folder, templates_in};
pub use versions::record_of;

use std::io::Read as _;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::gather::Unavailable;

/// Reads a file of at most `limit` bytes.
///
/// # Errors
/// That it cannot be read, or is larger.
pub fn read(path: &Path, limit: u64) -> Result<Vec<u8>, Error> {
    read_within(path, limit)
        .map_err(|why| Error::input(format!("cannot read {}: {why}", path.display())))
}

/// Standard input, of at most `limit` bytes.
///
/// # Errors
/// That it cannot be read, or is larger.
pub fn read_stdin(limit: u64) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(limit + 1).read_to_end(&mut bytes);
    match read {
        Ok(read) if read as u64 > limit => {
            Err(Error::input("standard input is too large for a letter"))
        }
        Ok(_) => Ok(bytes),
        Err(error) => Err(Error::input(format!("cannot read standard input: {}", plainly(&error)))),
    }
}

/// What tells a file that was changed: its size, when it was changed, and which file it is.
#[cfg(feature = "serve")]
pub type Change = (u64, std::time::SystemTime, u64);

/// How a file stands now; none where it is not there.
#[cfg(feature = "serve")]
pub fn change(path: &Path) -> Option<Change> {
    use std::os::unix::fs::MetadataExt as _;
    let meta = std::fs::metadata(path).ok()?;
    Some((meta.len(), meta.modified().ok()?, meta.ino()))
}

/// Makes a file that only its owner may read, and that is not there yet.
///
/// # Errors
/// That it is there, or cannot be written.
#[cfg(feature = "serve")]
pub fn make(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let made = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path);
    made.and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .map_err(|error| {
            Error::output(format!("cannot write {}: {}", path.display(), plainly(&error)))
        })
}

/// Whether a path names a folder.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Whether a path names a file.
pub fn is_file(path: &Path) -> bool {
    path.is_file()
}

/// Whether a build wrote to this folder.
#[cfg(feature = "archive")]
pub fn is_site(path: &Path) -> bool {
    path.join(STATE_FOLDER).is_dir()
}

/// Whether two paths name the same folder, or the same file.
pub fn is_same(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// Whether `inner` is `outer` or lies in it, even where nothing is there yet.
pub fn is_within(inner: &Path, outer: &Path) -> bool {
    match (real(inner), real(outer)) {
        (Some(inner), Some(outer)) => inner.starts_with(outer),
        _ => false,
    }
}

/// A path with all links resolved, as far as it is there.
fn real(path: &Path) -> Option<PathBuf> {
    let whole = std::path::absolute(path).ok()?;
    let there = whole.ancestors().find_map(|above| {
        let real = above.canonicalize().ok()?;
        Some((real, whole.strip_prefix(above).ok()?))
    });
    there.map(|(real, rest)| real.join(rest))
}

fn read_within(path: &Path, limit: u64) -> Result<Vec<u8>, Unavailable> {
    let file = open(path).map_err(|error| unavailable(&error))?;
    let meta = file.metadata().map_err(|error| unavailable(&error))?;
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len().min(limit)).unwrap_or(0));
    file.take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| unavailable(&error))?;
    if bytes.len() as u64 > limit {
        return Err(Unavailable::TooLarge(limit));
    }
    Ok(bytes)
}

/// Opens a file to read it, and nothing else: who opens a pipe waits until somebody writes to it.
fn open(path: &Path) -> std::io::Result<std::fs::File> {
    let meta = std::fs::metadata(path)?;
    if meta.is_dir() {
        return Err(std::io::ErrorKind::IsADirectory.into());
    }
    if !meta.is_file() {
        return Err(std::io::Error::other("it is not a file"));
    }
    std::fs::File::open(path)
}

/// Why a file cannot be had, where the operating system says so.
fn unavailable(error: &std::io::Error) -> Unavailable {
    match error.kind() {
        std::io::ErrorKind::NotFound => Unavailable::Missing,
        _ => Unavailable::Unreadable(plainly(error)),
    }
}

/// What an error of the operating system means.
pub fn plainly(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file".to_owned(),
        std::io::ErrorKind::PermissionDenied => "you are not allowed to".to_owned(),
        std::io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        std::io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        std::io::ErrorKind::QuotaExceeded => "your part of the disk is full".to_owned(),
        std::io::ErrorKind::FileTooLarge => "the file would be larger than is allowed".to_owned(),
        std::io::ErrorKind::ReadOnlyFilesystem => "the disk can only be read".to_owned(),
        std::io::ErrorKind::InvalidFilename => "its name is too long, or cannot be one".to_owned(),
        _ => error.to_string(),
    }
}
