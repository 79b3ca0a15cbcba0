//! A folder that is held open: its files are named by paths within it, no link leads out of it,
//! and nothing is written through one.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use cap_fs_ext::{DirExt as _, FollowSymlinks, OpenOptionsFollowExt as _};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, Metadata, MetadataExt as _, OpenOptions};

use crate::archive::Stamp;
use crate::text::is_inner_path;

/// A folder that is held open.
#[derive(Debug)]
pub(super) struct Held {
    path: PathBuf,
    pub(super) dir: Dir,
    /// Folders within it that are known to be there, and to be no links.
    folders: Mutex<HashSet<String>>,
}

/// What is said of a link where a file or folder is to be written.
const LINK: &str = "it is a link, and nothing is written through links: take it out";

impl Held {
    /// Holds the folder at `path`.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let dir = Dir::open_ambient_dir(path, ambient_authority())?;
        Ok(Self::of(path.to_owned(), dir))
    }

    /// A folder that was opened.
    pub(super) fn of(path: PathBuf, dir: Dir) -> Self {
        Self { path, dir, folders: Mutex::default() }
    }

    /// Holds a folder directly in this one, which is made if need be.
    pub(super) fn inner(&self, name: &str) -> io::Result<Self> {
        self.make_folder(name)?;
        Ok(Self::of(self.path.join(name), self.dir.open_dir_nofollow(name)?))
    }

    /// What messages call a file in it.
    pub(super) fn shown(&self, path: &str) -> PathBuf {
        self.path.join(path)
    }

    /// What is at a path, a link by itself.
    pub(super) fn meta(&self, path: &str) -> io::Result<Metadata> {
        self.dir.symlink_metadata(within(path)?)
    }

    /// The stamp of a file, which is no link.
    pub(super) fn stamp(&self, path: &str) -> Option<Stamp> {
        let meta = self.meta(path).ok()?;
        meta.is_file().then(|| stamp(&meta))
    }

    /// A file to read, which is no link.
    pub(super) fn file(&self, path: &str) -> io::Result<File> {
        // Asked first, for who opens a pipe waits until somebody writes to it.
        if !self.meta(path)?.is_file() {
            return Err(io::Error::other("it is not a file"));
        }
        let mut options = OpenOptions::new();
        options.read(true).follow(FollowSymlinks::No);
        Ok(self.dir.open_with(path, &options)?.into_std())
    }

    /// The bytes of a file of at most `limit` bytes, which is no link.
    pub(super) fn read(&self, path: &str, limit: u64) -> io::Result<Vec<u8>> {
        let file = self.file(path)?;
        let size = file.metadata()?.len();
        let mut bytes = Vec::with_capacity(usize::try_from(size.min(limit)).unwrap_or(0));
        file.take(limit + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit {
            return Err(io::Error::other(format!("it is larger than {} MiB", limit >> 20)));
        }
        Ok(bytes)
    }

    /// Whether a file has these bytes.
    pub(super) fn has(&self, path: &str, bytes: &[u8]) -> bool {
        let size = bytes.len() as u64;
        let alike = |meta: Metadata| meta.is_file() && meta.len() == size;
        self.meta(path).is_ok_and(alike) && self.read(path, size).is_ok_and(|old| old == bytes)
    }

    /// A new file to write. What has its name is removed first: a link, never what it points to.
    pub(super) fn create(&self, path: &str) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options
            .read(true)
            .write(true)
            .create_new(true)
            .follow(FollowSymlinks::No);
        let path = within(path)?;
        match self.dir.open_with(path, &options) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                self.dir.remove_file(path)?;
                self.dir.open_with(path, &options).map(cap_std::fs::File::into_std)
            }
            opened => opened.map(cap_std::fs::File::into_std),
        }
    }

    /// A file that stays: to read, and to write to its end or anywhere. It is made if need be.
    pub(super) fn keep(&self, name: &str, append: bool) -> io::Result<File> {
        match self.meta(name) {
            Ok(meta) if meta.is_symlink() || meta.is_file() && meta.nlink() > 1 => {
                return Err(io::Error::other(LINK));
            }
            Ok(meta) if !meta.is_file() => return Err(io::Error::other("it is not a file")),
            _ => {}
        }
        let mut options = OpenOptions::new();
        options.create(true).read(true).follow(FollowSymlinks::No);
        let options = if append { options.append(true) } else { options.write(true) };
        Ok(self.dir.open_with(name, options)?.into_std())
    }

    /// Gives a file another name; what has that name is replaced.
    pub(super) fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        self.dir.rename(within(from)?, &self.dir, within(to)?)
    }

    /// Removes a file or a link that lies in folders which are no links. One that is not there
    /// is no error.
    pub(super) fn remove(&self, path: &str) -> io::Result<()> {
        if !self.folders_are_real(within(path)?) {
            return Ok(());
        }
        match self.dir.remove_file(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            removed => removed,
        }
    }

    /// Removes the folders above a path that are empty.
    pub(super) fn remove_empty_above(&self, path: &str) {
        let mut path = path;
        while let Some((above, _)) = path.rsplit_once('/')
            && self.folders_are_real(path)
            && self.dir.remove_dir(above).is_ok()
        {
            self.known().remove(above);
            path = above;
        }
    }

    /// The names of what lies directly in it.
    pub(super) fn names(&self) -> io::Result<Vec<String>> {
        let entries = self.dir.entries()?.map(|entry| Ok(entry?.file_name()));
        let names: io::Result<Vec<_>> = entries.collect();
        Ok(names?
            .into_iter()
            .filter_map(|name| name.into_string().ok())
            .collect())
    }

    /// Makes a folder within it and those above; whether it is new. A link is no folder.
    pub(super) fn make_folder(&self, folder: &str) -> io::Result<bool> {
        if folder.is_empty() || self.known().contains(folder) {
            return Ok(false);
        }
        let mut new = false;
        let ends = folder.match_indices('/').map(|(at, _)| at).chain([folder.len()]);
        for above in ends.map(|end| &folder[..end]) {
            if self.known().contains(above) {
                continue;
            }
            new = match self.dir.create_dir(within(above)?) {
                Ok(()) => true,
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                    let meta = self.dir.symlink_metadata(above)?;
                    if !meta.is_dir() {
                        let what = if meta.is_symlink() {
                            format!(
                                "`{above}` is a link, and nothing is written through links: take it out"
                            )
                        } else {
                            format!("`{above}` is not a folder")
                        };
                        return Err(io::Error::other(what));
                    }
                    false
                }
                Err(error) => return Err(error),
            };
            self.known().insert(above.to_owned());
        }
        Ok(new)
    }

    fn folders_are_real(&self, path: &str) -> bool {
        let mut ends = path.match_indices('/').map(|(at, _)| &path[..at]);
        ends.all(|folder| self.dir.symlink_metadata(folder).is_ok_and(|meta| meta.is_dir()))
    }

    fn known(&self) -> std::sync::MutexGuard<'_, HashSet<String>> {
        self.folders.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// That a path leads to no place but one within the folder.
fn within(path: &str) -> io::Result<&str> {
    if is_inner_path(path) {
        return Ok(path);
    }
    Err(io::Error::other("its name is no path within the folder"))
}

/// The stamp of a file.
pub(super) fn stamp(meta: &Metadata) -> Stamp {
    let nanoseconds =
        |seconds: i64, rest: i64| seconds.saturating_mul(1_000_000_000).saturating_add(rest);
    Stamp {
        size: meta.len(),
        modified: nanoseconds(meta.mtime(), meta.mtime_nsec()),
        changed: nanoseconds(meta.ctime(), meta.ctime_nsec()),
        number: meta.ino(),
        fresh: false,
    }
}
