//! The folder of a site: whole files only, one builder at a time, and nothing touched that no
//! build made.

use std::collections::{BTreeMap, HashSet};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::pack::Pack;
use super::whole::{BUFFER, Hashing, partial, same, write_whole};
use super::{plainly, records};
use crate::archive::{FileInfo, SiteFolder, Stamp, WriteWith};
use crate::error::Error;

/// Where a build keeps what it remembers; no part of the site.
pub const STATE_FOLDER: &str = ".chancery";

/// How the names of packs begin.
const PACK: &str = "texts-";

/// The largest file of a site that is read: 1 GiB.
const MAX_FILE: u64 = 1 << 30;

/// The folder of a site, locked for one builder.
#[derive(Debug)]
pub struct SiteDirectory {
    path: PathBuf,
    /// Locked for as long as the builder lives.
    _lock: File,
    journal: Mutex<File>,
    /// Folders that are known to be there.
    folders: Mutex<HashSet<PathBuf>>,
    /// The packs that were asked for.
    packs: Mutex<BTreeMap<u32, Arc<Pack>>>,
    began: i64,
}

impl SiteDirectory {
    /// Locks the folder at `path`, which is made if need be. A folder with files in it that no
    /// build made is refused.
    ///
    /// # Errors
    /// That it cannot be written, is in use by another builder, or is somebody else's.
    pub fn lock(path: &Path) -> Result<Self, Error> {
        let memory = path.join(STATE_FOLDER);
        let foreign = !memory.is_dir()
            && std::fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_some());
        if foreign {
            let message =
                format!("{} has files in it that no build of Chancery made", path.display());
            return Err(Error::output(message).help("give another folder with -o, or an empty one"));
        }
        let wrong = |error: std::io::Error| cannot("write", &memory, &error);
        std::fs::create_dir_all(&memory).map_err(wrong)?;
        let lock = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(memory.join("lock"))
            .map_err(wrong)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let message = format!("another build is writing to {}", path.display());
                return Err(Error::output(message)
                    .help("wait until it is done, or give another folder with -o"));
            }
            Err(TryLockError::Error(error)) => return Err(wrong(error)),
        }
        // The file system's own clock says when this build began.
        (&lock)
            .write_all(b".")
            .and_then(|()| lock.set_len(0))
            .map_err(wrong)?;
        let meta = lock.metadata().map_err(wrong)?;
        let journal = OpenOptions::new()
            .create(true)
            .append(true)
            .open(memory.join("journal"))
            .map_err(wrong)?;
        Ok(Self {
            path: path.to_owned(),
            _lock: lock,
            journal: Mutex::new(journal),
            folders: Mutex::default(),
            packs: Mutex::default(),
            began: records::stamp(&meta, None).modified,
        })
    }

    /// When this build began, in nanoseconds, by the file system's own clock.
    pub fn began(&self) -> i64 {
        self.began
    }

    /// Makes the folders above a file; whether the last of them is new.
    fn make_folder(&self, folder: &Path) -> Result<bool, Error> {
        let mut known = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        if known.contains(folder) {
            return Ok(false);
        }
        let wrong = |error: std::io::Error| cannot("make the folder", folder, &error);
        let new = match std::fs::create_dir(folder) {
            Ok(()) => true,
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => false,
            Err(_) => {
                std::fs::create_dir_all(folder).map_err(wrong)?;
                true
            }
        };
        known.insert(folder.to_owned());
        Ok(new)
    }

    fn place(&self, path: &str) -> PathBuf {
        self.path.join(path)
    }

    fn pack_place(&self, number: u32) -> PathBuf {
        self.path.join(STATE_FOLDER).join(format!("{PACK}{number}"))
    }

    fn pack(&self, number: u32) -> std::io::Result<Arc<Pack>> {
        let mut packs = self.packs.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(pack) = packs.get(&number) {
            return Ok(Arc::clone(pack));
        }
        let pack = Arc::new(Pack::open(&self.pack_place(number))?);
        packs.insert(number, Arc::clone(&pack));
        Ok(pack)
    }

    /// Removes all packs but one.
    fn remove_packs_but(&self, number: u32) {
        let entries = std::fs::read_dir(self.path.join(STATE_FOLDER))
            .into_iter()
            .flatten()
            .flatten();
        for entry in entries {
            let name = entry.file_name();
            let found = name.to_str().and_then(|name| name.strip_prefix(PACK)?.parse().ok());
            if found.is_some_and(|found: u32| found != number) {
                // One that stays is removed by the next build.
                let _ = std::fs::remove_file(entry.path());
            }
        }
    }
}

fn cannot(what: &str, path: &Path, error: &std::io::Error) -> Error {
    let finding = Error::output(format!("cannot {what} {}: {}", path.display(), plainly(error)));
    match error.kind() {
        std::io::ErrorKind::StorageFull => finding.help(
            "what is written is whole; make room and run the command again, and it goes on where it stopped",
        ),
        _ => finding,
    }
}

impl SiteFolder for SiteDirectory {
    fn stamp(&self, path: &str) -> Option<Stamp> {
        let meta = std::fs::symlink_metadata(self.place(path)).ok()?;
        meta.is_file().then(|| records::stamp(&meta, None))
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, Error> {
        super::read(&self.place(path), MAX_FILE)
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<Stamp, Error> {
        let place = self.place(path);
        let wrong = |error: std::io::Error| cannot("write", &place, &error);
        let new = match place.parent() {
            Some(folder) => self.make_folder(folder)?,
            None => false,
        };
        if !new
            && let Ok(meta) = std::fs::symlink_metadata(&place)
            && meta.is_file()
            && meta.len() == bytes.len() as u64
            && std::fs::read(&place).is_ok_and(|old| old == bytes)
        {
            return Ok(records::stamp(&meta, None));
        }
        let file = write_whole(&place, bytes).map_err(wrong)?;
        Ok(records::stamp(&file.metadata().map_err(wrong)?, None))
    }

    fn write_with(&self, path: &str, fill: WriteWith<'_>) -> Result<FileInfo, Error> {
        let place = self.place(path);
        let wrong = |error: std::io::Error| cannot("write", &place, &error);
        if let Some(folder) = place.parent() {
            self.make_folder(folder)?;
        }
        let partial = partial(&place);
        let filled = File::create(&partial).and_then(|file| {
            let mut hashing = Hashing::new(file);
            fill(&mut hashing)?;
            let (file, bytes, sha256) = hashing.finish()?;
            let meta = if same(&partial, &place, bytes)? {
                std::fs::remove_file(&partial)?;
                std::fs::symlink_metadata(&place)?
            } else {
                std::fs::rename(&partial, &place)?;
                file.metadata()?
            };
            Ok(FileInfo { stamp: records::stamp(&meta, None), bytes, sha256 })
        });
        if filled.is_err() {
            let _ = std::fs::remove_file(&partial);
        }
        filled.map_err(wrong)
    }

    fn remove(&self, path: &str) -> Result<(), Error> {
        let place = self.place(path);
        let _ = std::fs::remove_file(partial(&place));
        match std::fs::remove_file(&place) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(cannot("remove", &place, &error)),
        }
        // Folders that are empty now go too, up to the site's own.
        let mut folder = place.parent();
        while let Some(above) = folder
            && above != self.path
            && std::fs::remove_dir(above).is_ok()
        {
            let mut known = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
            known.remove(above);
            folder = above.parent();
        }
        Ok(())
    }

    fn journal(&self, paths: &[String]) -> Result<(), Error> {
        let mut lines = String::with_capacity(paths.iter().map(|path| path.len() + 1).sum());
        for path in paths {
            lines.push_str(path);
            lines.push('\n');
        }
        let mut journal = self.journal.lock().unwrap_or_else(PoisonError::into_inner);
        let written = journal.write_all(lines.as_bytes());
        written.map_err(|error| cannot("write", &self.place(STATE_FOLDER).join("journal"), &error))
    }

    fn unfinished(&self) -> Result<Vec<String>, Error> {
        let bytes = super::read(&self.place(STATE_FOLDER).join("journal"), MAX_FILE)?;
        let lines = String::from_utf8_lossy(&bytes).into_owned();
        // A line that was cut short names no file that was begun.
        let whole = lines.rfind('\n').map_or("", |end| &lines[..end]);
        Ok(whole.lines().map(str::to_owned).collect())
    }

    fn load_state(&self) -> Option<Vec<u8>> {
        super::read(&self.place(STATE_FOLDER).join("state"), 4 << 30).ok()
    }

    fn save_state(&self, pack: u32, state: WriteWith<'_>) -> Result<(), Error> {
        let place = self.place(STATE_FOLDER).join("state");
        let wrong = |error: std::io::Error| cannot("write", &place, &error);
        let partial = partial(&place);
        // Before the journal is emptied, the state is on the disk, and before it what it speaks of.
        let synced = self.pack(pack).and_then(|pack| pack.sync());
        let written = synced.and_then(|()| File::create(&partial)).and_then(|file| {
            let mut file = BufWriter::with_capacity(BUFFER, file);
            state(&mut file)?;
            let file = file.into_inner()?;
            file.sync_all()?;
            std::fs::rename(&partial, &place)
        });
        if written.is_err() {
            let _ = std::fs::remove_file(&partial);
        }
        written.map_err(wrong)?;
        self.remove_packs_but(pack);
        let journal = self.journal.lock().unwrap_or_else(PoisonError::into_inner);
        journal.set_len(0).map_err(wrong)
    }

    fn append(&self, pack: u32, bytes: &[u8]) -> Result<u64, Error> {
        let appended = self.pack(pack).and_then(|pack| pack.append(bytes));
        appended.map_err(|error| cannot("write", &self.pack_place(pack), &error))
    }

    fn read_pack(&self, pack: u32, start: u64, length: usize) -> Option<Vec<u8>> {
        let pack = self.pack(pack).ok()?;
        let end = start.checked_add(length as u64)?;
        if end <= pack.size() { pack.read(start, length).ok() } else { None }
    }

    fn pack_size(&self, pack: u32) -> u64 {
        self.pack(pack).map_or(0, |pack| pack.size())
    }

    fn remove_pack(&self, pack: u32) -> Result<(), Error> {
        let mut packs = self.packs.lock().unwrap_or_else(PoisonError::into_inner);
        packs.remove(&pack);
        let place = self.pack_place(pack);
        match std::fs::remove_file(&place) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(cannot("remove", &place, &error))
            }
            _ => Ok(()),
        }
    }
}
