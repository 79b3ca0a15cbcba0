//! What is there to be proved: the files of a site with their hashes, and room to make it again.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use super::{STATE_FOLDER, plainly};
use crate::archive::FileHash;
use crate::error::Error;

/// All files of a site, with their hashes; what a build remembers is none of them.
///
/// # Errors
/// That a file or folder cannot be read.
pub fn site_files(site: &Path) -> Result<BTreeMap<String, FileHash>, Error> {
    let mut paths = Vec::new();
    walk(site, "", &mut paths)?;
    let hashed: Result<Vec<_>, Error> = paths
        .into_par_iter()
        .map(|path| Ok((path.clone(), hash(&site.join(&path))?)))
        .collect();
    Ok(hashed?.into_iter().collect())
}

/// The files below a folder, by their paths within it.
pub(super) fn walk(folder: &Path, within: &str, found: &mut Vec<String>) -> Result<(), Error> {
    for entry in std::fs::read_dir(folder).map_err(|error| unread(folder, &error))? {
        let entry = entry.map_err(|error| unread(folder, &error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if within.is_empty() && name == STATE_FOLDER {
            continue;
        }
        let path = match within {
            "" => name,
            _ => format!("{within}/{name}"),
        };
        // A link is a file that nobody made; it is not followed.
        if entry.file_type().map_err(|error| unread(folder, &error))?.is_dir() {
            walk(&entry.path(), &path, found)?
        } else {
            found.push(path)
        }
    }
    Ok(())
}

/// Hashes a file piece by piece.
pub(super) fn hash(path: &Path) -> Result<FileHash, Error> {
    let wrong = |error: std::io::Error| unread(path, &error);
    if std::fs::symlink_metadata(path).map_err(wrong)?.is_symlink() {
        return Ok(FileHash { sha256: "a link".to_owned(), bytes: 0 });
    }
    let mut file = File::open(path).map_err(wrong)?;
    let (mut hasher, mut bytes) = (Sha256::new(), 0u64);
    let mut buffer = vec![0; 64 << 10];
    loop {
        let read = file.read(&mut buffer).map_err(wrong)?;
        if read == 0 {
            break;
        }
        hasher.update(&buffer[..read]);
        bytes += read as u64;
    }
    let sha256: [u8; 32] = hasher.finalize().into();
    Ok(FileHash { sha256: crate::text::hex(&sha256), bytes })
}

fn unread(path: &Path, error: &std::io::Error) -> Error {
    Error::input(format!("cannot read {}: {}", path.display(), plainly(error)))
}

/// A folder for a while, somewhere else.
///
/// # Errors
/// That there is no room.
pub fn temp_folder() -> Result<tempfile::TempDir, Error> {
    let made = tempfile::Builder::new().prefix("chancery-").tempdir();
    made.map_err(|error| {
        Error::output(format!("cannot make a folder to work in: {}", plainly(&error)))
    })
}

/// What tells this executable file from another one of the same version.
pub fn executable() -> String {
    let meta = std::env::current_exe().and_then(std::fs::metadata);
    match meta.and_then(|meta| Ok((meta.len(), meta.modified()?))) {
        Ok((size, time)) => format!("{size} {time:?}"),
        Err(_) => String::new(),
    }
}
