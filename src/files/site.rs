//! The folder of a site: whole files only, one builder at a time, and nothing touched that no
//! build made.

use std::collections::BTreeMap;
use std::fs::{File, TryLockError};
use std::io::{self, BufWriter, Write as _};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest as _, Sha256};

use super::held::Held;
use super::pack::Pack;
use super::whole::{BUFFER, Hashing, partial, same};
use super::{plainly, records};
use crate::archive::{FileInfo, JournalLine, SiteFolder, Stamp, WriteWith, Written};
use crate::error::Error;
use crate::text::is_inner_path;

/// Where a build keeps what it remembers; no part of the site.
pub const STATE_FOLDER: &str = ".chancery";

/// How the names of packs begin.
const PACK: &str = "texts-";

/// The largest file of a site that is read: 1 GiB.
const MAX_FILE: u64 = 1 << 30;

/// The folder of a site, locked for one builder.
#[derive(Debug)]
pub struct SiteDirectory {
    site: Held,
    /// What a build remembers, in a folder of its own within the site.
    memory: Held,
    /// Locked for as long as the builder lives.
    _lock: File,
    journal: Mutex<File>,
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
        let shown = path.join(STATE_FOLDER);
        let wrong = |error: io::Error| cannot("write", &shown, &error);
        std::fs::create_dir_all(path).map_err(|error| cannot("make the folder", path, &error))?;
        let site = Held::open(path).map_err(|error| cannot("write", path, &error))?;
        let names = site.names().map_err(|error| cannot("read", path, &error))?;
        if !names.is_empty() && site.meta(STATE_FOLDER).is_err() {
            let message =
                format!("{} has files in it that no build of Chancery made", path.display());
            return Err(Error::output(message).help("give another folder with -o, or an empty one"));
        }
        let memory = site.inner(STATE_FOLDER).map_err(wrong)?;
        let place = memory.shown("lock");
        let wrong = |error: io::Error| cannot("write", &place, &error);
        let lock = memory.keep("lock", false).map_err(wrong)?;
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
        let place = memory.shown("journal");
        let journal = memory
            .keep("journal", true)
            .map_err(|e| cannot("write", &place, &e))?;
        let locked = Self {
            site,
            memory,
            _lock: lock,
            journal: Mutex::new(journal),
            packs: Mutex::default(),
            began: records::stamp(&meta, None).modified,
        };
        locked.remove_partials()?;
        Ok(locked)
    }

    /// When this build began, in nanoseconds, by the file system's own clock.
    pub fn began(&self) -> i64 {
        self.began
    }

    /// Removes what builds that were cut short had begun to write.
    fn remove_partials(&self) -> Result<(), Error> {
        for line in self.lines()? {
            let partial = partial(&line.path);
            let gone = self.site.remove(&partial);
            gone.map_err(|error| cannot("remove", &self.site.shown(&partial), &error))?;
        }
        Ok(())
    }

    /// Makes the folders above a file; whether the last of them is new.
    fn make_folder(&self, path: &str) -> Result<bool, Error> {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let made = self.site.make_folder(folder);
        made.map_err(|error| cannot("make the folder", &self.site.shown(folder), &error))
    }

    /// Adds to the journal what is about to be written, and its SHA-256 as soon as that is known:
    /// so a build that is cut short leaves no file that nobody knows.
    fn journal(&self, path: &str, sha256: Option<&[u8; 32]>) -> io::Result<()> {
        let mut journal = self.journal.lock().unwrap_or_else(PoisonError::into_inner);
        journal.write_all(JournalLine::written(path, sha256).as_bytes())
    }

    /// The lines of the journal that name a file of the site.
    fn lines(&self) -> Result<Vec<JournalLine>, Error> {
        let wrong = |error: io::Error| cannot("read", &self.memory.shown("journal"), &error);
        let mut lines = JournalLine::read(&self.memory.read("journal", MAX_FILE).map_err(wrong)?);
        lines.retain(|line| is_of_site(&line.path));
        Ok(lines)
    }

    fn pack(&self, number: u32) -> io::Result<Arc<Pack>> {
        let mut packs = self.packs.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(pack) = packs.get(&number) {
            return Ok(Arc::clone(pack));
        }
        let pack = Arc::new(Pack::new(self.memory.keep(&pack_name(number), false)?)?);
        packs.insert(number, Arc::clone(&pack));
        Ok(pack)
    }

    /// Removes all packs but one.
    fn remove_packs_but(&self, number: u32) {
        for name in self.memory.names().unwrap_or_default() {
            let found = name.strip_prefix(PACK).and_then(|number| number.parse().ok());
            if found.is_some_and(|found: u32| found != number) {
                // One that stays is removed by the next build.
                let _ = self.memory.remove(&name);
            }
        }
    }
}

fn pack_name(number: u32) -> String {
    format!("{PACK}{number}")
}

/// Whether a path names a file of a site, and none of what a build remembers.
fn is_of_site(path: &str) -> bool {
    let folder = path.split('/').next().unwrap_or_default();
    is_inner_path(path) && !folder.eq_ignore_ascii_case(STATE_FOLDER)
}

fn cannot(what: &str, path: &Path, error: &io::Error) -> Error {
    let finding = Error::output(format!("cannot {what} {}: {}", path.display(), plainly(error)));
    match error.kind() {
        io::ErrorKind::StorageFull => finding.help(
            "what is written is whole; make room and run the command again, and it goes on where it stopped",
        ),
        _ => finding,
    }
}

impl SiteFolder for SiteDirectory {
    fn stamp(&self, path: &str) -> Option<Stamp> {
        self.site.stamp(path)
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, Error> {
        let read = self.site.read(path, MAX_FILE);
        read.map_err(|error| {
            let place = self.site.shown(path);
            Error::input(format!("cannot read {}: {}", place.display(), plainly(&error)))
        })
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<FileInfo, Error> {
        let wrong = |error: io::Error| cannot("write", &self.site.shown(path), &error);
        let new = self.make_folder(path)?;
        let sha256 = Sha256::digest(bytes).into();
        let info = |stamp| FileInfo { stamp, bytes: bytes.len() as u64, sha256 };
        if !new
            && self.site.has(path, bytes)
            && let Some(stamp) = self.site.stamp(path)
        {
            return Ok(info(stamp));
        }
        self.journal(path, Some(&sha256)).map_err(wrong)?;
        let partial = partial(path);
        let written = self.site.create(&partial).and_then(|mut file| {
            file.write_all(bytes)?;
            self.site.rename(&partial, path)?;
            Ok(records::stamp(&file.metadata()?, None))
        });
        if written.is_err() {
            let _ = self.site.remove(&partial);
        }
        written.map(info).map_err(wrong)
    }

    fn write_with(&self, path: &str, fill: WriteWith<'_>) -> Result<FileInfo, Error> {
        let wrong = |error: io::Error| cannot("write", &self.site.shown(path), &error);
        self.make_folder(path)?;
        self.journal(path, None).map_err(wrong)?;
        let partial = partial(path);
        let filled = self.site.create(&partial).and_then(|file| {
            let mut hashing = Hashing::new(file);
            fill(&mut hashing)?;
            let (file, bytes, sha256) = hashing.finish()?;
            let stamp = match self.site.stamp(path) {
                Some(old) if old.size == bytes && same(&file, &self.site.file(path)?)? => {
                    self.site.remove(&partial)?;
                    old
                }
                _ => {
                    self.journal(path, Some(&sha256))?;
                    self.site.rename(&partial, path)?;
                    records::stamp(&file.metadata()?, None)
                }
            };
            Ok(FileInfo { stamp, bytes, sha256 })
        });
        if filled.is_err() {
            let _ = self.site.remove(&partial);
        }
        filled.map_err(wrong)
    }

    fn remove(&self, path: &str, hashes: &[[u8; 32]]) -> Result<bool, Error> {
        let wrong = |error: io::Error| cannot("remove", &self.site.shown(path), &error);
        match self.site.meta(path) {
            Ok(meta) if !meta.is_file() => return Ok(false),
            Ok(_) => {}
            // Nothing is there, or it lies behind a link that leads out.
            Err(_) => return Ok(true),
        }
        let hash = self.site.file(path).and_then(super::hashes::sha256_of);
        if !hashes.contains(&hash.map_err(wrong)?.0) {
            return Ok(false);
        }
        self.site.remove(path).map_err(wrong)?;
        // Folders that are empty now go too, up to the site's own.
        self.site.remove_empty_above(path);
        Ok(true)
    }

    fn unfinished(&self) -> Result<Vec<Written>, Error> {
        let known = |line: JournalLine| Some(Written { path: line.path, sha256: line.sha256? });
        Ok(self.lines()?.into_iter().filter_map(known).collect())
    }

    fn load_state(&self) -> Option<Vec<u8>> {
        self.memory.read("state", 4 << 30).ok()
    }

    fn save_state(&self, pack: u32, state: WriteWith<'_>) -> Result<(), Error> {
        let wrong = |error: io::Error| cannot("write", &self.memory.shown("state"), &error);
        let partial = partial("state");
        // Before the journal is emptied, the state is on the disk, and before it what it speaks of.
        let synced = self.pack(pack).and_then(|pack| pack.sync());
        let written = synced.and_then(|()| self.memory.create(&partial)).and_then(|file| {
            let mut file = BufWriter::with_capacity(BUFFER, file);
            state(&mut file)?;
            let file = file.into_inner()?;
            file.sync_all()?;
            self.memory.rename(&partial, "state")
        });
        if written.is_err() {
            let _ = self.memory.remove(&partial);
        }
        written.map_err(wrong)?;
        self.remove_packs_but(pack);
        let journal = self.journal.lock().unwrap_or_else(PoisonError::into_inner);
        journal.set_len(0).map_err(wrong)
    }

    fn append(&self, pack: u32, bytes: &[u8]) -> Result<u64, Error> {
        let appended = self.pack(pack).and_then(|pack| pack.append(bytes));
        appended.map_err(|error| cannot("write", &self.memory.shown(&pack_name(pack)), &error))
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
        let name = pack_name(pack);
        let removed = self.memory.remove(&name);
        removed.map_err(|error| cannot("remove", &self.memory.shown(&name), &error))
    }
}
