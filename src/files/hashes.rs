//! What is there to be proved: the files of a site with their hashes.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read as _};
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
    let wrong = |error: io::Error| unread(path, &error);
    let meta = std::fs::symlink_metadata(path).map_err(wrong)?;
    if !meta.is_file() {
        let what = if meta.is_symlink() { "a link" } else { "no file" };
        return Ok(FileHash { sha256: what.to_owned(), bytes: 0 });
    }
    let (sha256, bytes) = File::open(path).and_then(sha256_of).map_err(wrong)?;
    Ok(FileHash { sha256: crate::text::hex(&sha256), bytes })
}

/// The SHA-256 of a file, and its size.
pub(super) fn sha256_of(mut file: File) -> io::Result<([u8; 32], u64)> {
    let (mut hasher, mut bytes) = (Sha256::new(), 0u64);
    let mut buffer = vec![0; 64 << 10];
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok((hasher.finalize().into(), bytes));
        }
        hasher.update(&buffer[..read]);
        bytes += read as u64;
    }
}

fn unread(path: &Path, error: &std::io::Error) -> Error {
    Error::input(format!("cannot read {}: {}", path.display(), plainly(error)))
}

/// What tells this executable file from another one of the same version.
pub fn executable() -> String {
    let meta = std::env::current_exe().and_then(std::fs::metadata);
    match meta.and_then(|meta| Ok((meta.len(), meta.modified()?))) {
        Ok((size, time)) => format!("{size} {time:?}"),
        Err(_) => String::new(),
    }
}
