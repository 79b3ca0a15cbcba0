//! Where the file of a letter lies, and how one takes the place of another.

use std::fs::{File, Permissions};
use std::io::{self, Read as _};

use cap_fs_ext::DirExt as _;
use rustix::fs::{RenameFlags, renameat_with};
use rustix::io::Errno;

use super::{Held, Record, plainly};
use crate::error::Error;
use crate::record::{MAX_RECORD, Syntax};
use crate::text::Fingerprint;

/// The file of a letter.
pub(super) struct Place {
    /// The id of the letter, in NFC.
    pub(super) id: String,
    /// Its path within the folder of records.
    pub(super) path: String,
    /// The folder it lies in.
    pub(super) folder: Held,
    /// Its name there.
    pub(super) name: String,
    pub(super) syntax: Syntax,
}

impl Place {
    pub(super) fn read(&self) -> io::Result<Vec<u8>> {
        self.folder.read(&self.name, MAX_RECORD as u64)
    }

    /// What its file may be done with, and by whom.
    pub(super) fn permissions(&self) -> io::Result<Permissions> {
        Ok(self.folder.file(&self.name)?.metadata()?.permissions())
    }

    pub(super) fn record(&self, bytes: Vec<u8>) -> Record {
        let base = Fingerprint::of_text(&bytes);
        Record { id: self.id.clone(), path: self.path.clone(), syntax: self.syntax, bytes, base }
    }

    pub(super) fn unread(&self, error: &io::Error) -> Error {
        let shown = self.folder.shown(&self.name);
        Error::input(format!("cannot read {}: {}", shown.display(), plainly(error)))
    }
}

/// What the file system of the folder cannot do.
pub(super) fn is_unsupported(error: &io::Error) -> bool {
    let code = error.raw_os_error().map(Errno::from_raw_os_error);
    let unsupported = [
        Errno::INVAL,
        Errno::NOSYS,
        Errno::NOTSUP,
        Errno::OPNOTSUPP,
        Errno::PERM,
        Errno::XDEV,
        Errno::MLINK,
    ];
    code.is_some_and(|code| unsupported.contains(&code))
}

/// What the desk does with folders that are held, beyond what a site does.
impl Held {
    /// A folder below this one, gone into folder by folder, through no link.
    pub(super) fn below(self, path: &str) -> io::Result<Self> {
        let mut held = self;
        for part in path.split('/').filter(|part| !part.is_empty()) {
            let dir = held.dir.open_dir_nofollow(part)?;
            held = Self::of(held.shown(part), dir);
        }
        Ok(held)
    }

    /// A file to read in full, whoever has written to it since it was opened.
    pub(super) fn read_now(&self, name: &str) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.file(name)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Writes to the disk which files there are in it.
    pub(super) fn sync(&self) -> io::Result<()> {
        match self.dir.open(".").and_then(|folder| folder.sync_all()) {
            // Some file systems have nothing to write, and say so.
            Err(error) if is_unsupported(&error) => Ok(()),
            synced => synced,
        }
    }

    /// Two files change places at once.
    pub(super) fn exchange(&self, name: &str, other: &Self, there: &str) -> io::Result<()> {
        Ok(renameat_with(&self.dir, name, &other.dir, there, RenameFlags::EXCHANGE)?)
    }

    /// A file or folder moves to another folder, where what has its name is replaced.
    pub(super) fn move_to(&self, name: &str, other: &Self, there: &str) -> io::Result<()> {
        self.dir.rename(name, &other.dir, there)
    }

    /// A file or folder moves to another folder, where nothing has its name.
    pub(super) fn move_to_new(&self, name: &str, other: &Self, there: &str) -> io::Result<()> {
        let moved = renameat_with(&self.dir, name, &other.dir, there, RenameFlags::NOREPLACE);
        match moved.map_err(io::Error::from) {
            Err(error) if is_unsupported(&error) && other.meta(there).is_err() => {
                self.move_to(name, other, there)
            }
            moved => moved,
        }
    }

    /// A file gets a second name in another folder, where nothing has it.
    pub(super) fn link_to_new(&self, name: &str, other: &Self, there: &str) -> io::Result<()> {
        self.dir.hard_link(name, &other.dir, there)
    }

    /// A new file that nobody else made.
    pub(super) fn create_new(&self, name: &str) -> io::Result<File> {
        let mut options = cap_std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        Ok(self.dir.open_with(name, &options)?.into_std())
    }
}
