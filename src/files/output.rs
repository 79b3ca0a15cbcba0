//! The output folder: files that are whole or absent, and nothing outside it.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::plainly;
use crate::error::Error;
use crate::text::is_inner_path;

/// A folder that finished letters are written to.
#[derive(Debug)]
pub struct Output {
    folder: PathBuf,
    overwrite: bool,
}

impl Output {
    /// The folder at `path`, which is made if need be. With `overwrite`, files that are
    /// there already are replaced.
    ///
    /// # Errors
    /// That it cannot be made.
    pub fn new(path: &Path, overwrite: bool) -> Result<Self, Error> {
        std::fs::create_dir_all(path).map_err(|error| {
            Error::output(format!("cannot make the folder {}: {}", path.display(), plainly(&error)))
        })?;
        remove_old_partials(path);
        Ok(Self { folder: path.to_owned(), overwrite })
    }

    /// Writes a whole file, and says where. A file with the same bytes is left as it is.
    ///
    /// # Errors
    /// That it cannot be written, or that another file of that name is there.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, Error> {
        let path = self.folder.join(name);
        if !is_inner_path(name) || name.contains('/') {
            return Err(Error::output(format!("`{name}` is no name of a file")));
        }
        let wrong = |error: std::io::Error| {
            Error::output(format!("cannot write {}: {}", path.display(), plainly(&error)))
        };
        if let Ok(meta) = std::fs::symlink_metadata(&path) {
            if meta.is_file()
                && meta.len() == bytes.len() as u64
                && std::fs::read(&path).is_ok_and(|old| old == bytes)
            {
                return Ok(path);
            }
            if !self.overwrite || !meta.is_file() {
                return Err(Error::output(format!(
                    "{} is there already, and differs",
                    path.display()
                ))
                .help("give --overwrite to replace it, or another folder with -o"));
            }
        }
        // A name of its own for every file being written: two writers never meet.
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let partial = self
            .folder
            .join(format!(".chancery-{}-{count}.partial", std::process::id()));
        let written = std::fs::OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&partial)
            .and_then(|mut file| {
                file.write_all(bytes)?;
                if self.overwrite {
                    std::fs::rename(&partial, &path)
                } else {
                    // A link fails where a rename would replace what somebody just wrote.
                    std::fs::hard_link(&partial, &path).or_else(|error| match error.kind() {
                        std::io::ErrorKind::AlreadyExists => Err(error),
                        _ => std::fs::rename(&partial, &path),
                    })
                }
            });
        if written.is_err() || !self.overwrite {
            let _ = std::fs::remove_file(&partial);
        }
        written.map_err(wrong)?;
        Ok(path)
    }
}

/// How old a file is that nobody is writing any more.
const ABANDONED: Duration = Duration::from_secs(3600);

/// Removes what a command that was cut short had begun to write. What stays does no harm.
fn remove_old_partials(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_partial = name.to_str().is_some_and(|name| {
            let middle = name
                .strip_prefix(".chancery-")
                .and_then(|rest| rest.strip_suffix(".partial"));
            let middle = middle.and_then(|middle| middle.split_once('-'));
            middle.is_some_and(|(process, _)| process.parse::<u32>().is_ok())
        });
        let old = |meta: std::fs::Metadata| {
            let changed = meta.modified().ok();
            meta.is_file()
                && changed
                    .and_then(|at| at.elapsed().ok())
                    .is_some_and(|age| age > ABANDONED)
        };
        if is_partial && entry.metadata().is_ok_and(old) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Changes a record: the text `old` in it becomes `new`, and a byte order mark stays. The
/// file is whole at every moment, and keeps its permissions.
///
/// # Errors
/// That the file is no longer what was read, or cannot be written.
pub fn replace(path: &Path, old: &str, new: &str) -> Result<(), Error> {
    let wrong = |error: std::io::Error| {
        Error::output(format!("cannot change {}: {}", path.display(), plainly(&error)))
    };
    // Through a link, the file itself is changed.
    let real = path.canonicalize().map_err(wrong)?;
    let bytes = std::fs::read(&real).map_err(wrong)?;
    let mark: &[u8] = if bytes.starts_with(b"\xEF\xBB\xBF") { b"\xEF\xBB\xBF" } else { b"" };
    if bytes[mark.len()..] != *old.as_bytes() {
        return Err(Error::output(format!("{} has changed since it was read", path.display()))
            .help("run the command again"));
    }
    let permissions = std::fs::metadata(&real).map_err(wrong)?.permissions();
    let partial = real.with_file_name(format!(".chancery-{}-fix.partial", std::process::id()));
    let written = std::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&partial)
        .and_then(|mut file| {
            file.write_all(mark)?;
            file.write_all(new.as_bytes())?;
            file.set_permissions(permissions)?;
            std::fs::rename(&partial, &real)
        });
    if written.is_err() {
        let _ = std::fs::remove_file(&partial);
    }
    written.map_err(wrong)
}
