//! Folders of templates.

use std::path::{Path, PathBuf};

use super::{Folder, plainly};
use crate::error::Error;
use crate::text::{is_inner_path, nfc};

/// The largest template file that is read: 16 MiB.
pub(super) const MAX_TEMPLATE: u64 = 16 << 20;

/// How deep folders of templates may lie in one another.
const DEEPEST: usize = 16;

/// A folder that another one names, by its path within it; links are resolved.
///
/// # Errors
/// That there is none, or that the path leads out of the folder, in words.
pub fn inner_folder(folder: &Path, name: &str) -> Result<PathBuf, &'static str> {
    let inner = name.strip_prefix("./").unwrap_or(name).trim_end_matches('/');
    if !is_inner_path(inner) {
        return Err("it leads out of the folder that chancery.toml lies in");
    }
    let mut path = folder.to_owned();
    for part in inner.split('/') {
        let spelt = Folder::new(&path).spelt(part);
        path.push(spelt);
    }
    match (path.canonicalize(), folder.canonicalize()) {
        (Ok(real), Ok(root)) if real.is_dir() && real.starts_with(&root) => Ok(path),
        (Ok(real), Ok(_)) if real.is_dir() => {
            Err("it is a link that leads out of the folder that chancery.toml lies in")
        }
        _ => Err("there is no such folder beside chancery.toml"),
    }
}

/// All files of a templates folder: the path within it, the name to show, the bytes.
///
/// # Errors
/// That the folder or a file in it cannot be read, or is a link that leads out of it.
pub fn templates_in(folder: &Path) -> Result<Vec<(String, String, Vec<u8>)>, Error> {
    let cannot =
        |path: &Path, why: &str| Error::input(format!("cannot read {}: {why}", path.display()));
    let root = folder
        .canonicalize()
        .map_err(|error| cannot(folder, &plainly(&error)))?;
    let mut found = Vec::new();
    let mut open = vec![(folder.to_owned(), 0)];
    while let Some((path, depth)) = open.pop() {
        let wrong = |error: std::io::Error| cannot(&path, &plainly(&error));
        for entry in std::fs::read_dir(&path).map_err(wrong)? {
            let entry = entry.map_err(wrong)?;
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            let path = entry.path();
            let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
            if is_link && !path.canonicalize().is_ok_and(|real| real.starts_with(&root)) {
                return Err(cannot(&path, "it is a link that leads out of the templates folder")
                    .help("put the file itself there, or take the link out"));
            }
            if path.is_dir() {
                if depth == DEEPEST {
                    return Err(cannot(&path, "more than 16 folders lie in one another here"));
                }
                open.push((path, depth + 1));
                continue;
            }
            let within = path.strip_prefix(folder).unwrap_or(&path);
            let within = within
                .components()
                .map(|part| part.as_os_str().to_string_lossy())
                .collect::<Vec<_>>()
                .join("/");
            // A Mac spells names otherwise than people type them into records.
            let within = nfc(&within).into_owned();
            found.push((within, path.display().to_string(), super::read(&path, MAX_TEMPLATE)?));
        }
    }
    found.sort();
    Ok(found)
}
