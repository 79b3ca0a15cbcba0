//! Folders to work in, which are gone when the work is done: if a command was cut short, the next
//! one removes what it left.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{STATE_FOLDER, plainly};
use crate::error::Error;

/// A folder for a site for a while, somewhere else.
///
/// # Errors
/// That there is no room.
pub fn temp_folder() -> Result<tempfile::TempDir, Error> {
    const PREFIX: &str = "chancery-";
    remove_abandoned(&std::env::temp_dir(), PREFIX, &format!("{STATE_FOLDER}/{LOCK}"));
    let made = tempfile::Builder::new().prefix(PREFIX).tempdir();
    made.map_err(|error| {
        Error::output(format!("cannot make a folder to work in: {}", plainly(&error)))
    })
}

/// A folder in which a bag is made, until it gets its name.
pub(super) struct Room {
    folder: tempfile::TempDir,
    /// Locked for as long as the bag is made.
    _lock: File,
}

const LOCK: &str = "lock";
const BAG: &str = "bag";

impl Room {
    /// A folder in `above`.
    pub(super) fn new(above: &Path) -> io::Result<Self> {
        const PREFIX: &str = ".chancery-bag-";
        remove_abandoned(above, PREFIX, LOCK);
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(above)?;
        let lock = File::create_new(folder.path().join(LOCK))?;
        lock.lock()?;
        std::fs::create_dir(folder.path().join(BAG))?;
        Ok(Self { folder, _lock: lock })
    }

    /// Where the bag is made.
    pub(super) fn path(&self) -> PathBuf {
        self.folder.path().join(BAG)
    }
}

/// Between the moments at which a command makes a lock and takes it lies less than this.
const TAKEN: Duration = Duration::from_secs(60);

/// Removes folders in `above` whose lock nobody holds. What stays does no harm.
fn remove_abandoned(above: &Path, prefix: &str, lock: &str) {
    for entry in std::fs::read_dir(above).into_iter().flatten().flatten() {
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if !is_folder || !entry.file_name().to_string_lossy().starts_with(prefix) {
            continue;
        }
        let lock = entry.path().join(lock);
        let old = |meta: std::fs::Metadata| {
            let age = meta.modified().ok().and_then(|at| at.elapsed().ok());
            meta.is_file() && age.is_some_and(|age| age > TAKEN)
        };
        if std::fs::symlink_metadata(&lock).is_ok_and(old)
            && let Ok(lock) = File::options().write(true).open(lock)
            && lock.try_lock().is_ok()
        {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}
