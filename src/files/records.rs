//! A folder of records, with the folders below it, as the archive reads it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::{Folder, folder, plainly, versions};
use crate::archive::{RecordFolder, Stamp};
use crate::error::Error;
use crate::gather::Neighbours;
use crate::pipeline::Input;
use crate::record::{MAX_RECORD, Syntax, version_of};

/// A clock tick of any file system in use: two changes within it can leave one stamp.
const TICK: i64 = 50_000_000;

/// The largest file that a letter may enclose or show: 64 MiB.
const MAX_BESIDE: u64 = 64 << 20;

/// A folder of records, with the folders below it.
#[derive(Debug, Clone)]
pub struct Records {
    path: PathBuf,
    /// Folders that are none of its: the site, where it lies within.
    except: Vec<PathBuf>,
    /// The folders that were asked for: what lies in one is looked up once.
    folders: Arc<Mutex<BTreeMap<PathBuf, Folder>>>,
    /// When the listing began, by the clock of the site's file system, in nanoseconds.
    began: i64,
}

impl Records {
    /// The records at `path`, without those in the folders `except`. What was changed shortly
    /// before `began` (nanoseconds, by the file system's own clock) is never taken for settled.
    pub fn new(path: &Path, except: &[&Path], began: i64) -> Self {
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        Self {
            path: path.to_owned(),
            except: except.iter().map(|path| real(path)).collect(),
            folders: Arc::default(),
            began,
        }
    }

    /// The folder that holds the file at a path.
    fn folder(&self, path: &str) -> Folder {
        let found = Folder::of(&self.path.join(path));
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        let known = folders.entry(found.path().to_owned()).or_insert(found);
        known.clone()
    }

    fn walk(
        &self,
        folder: &Path,
        within: &str,
        found: &mut Vec<(String, Stamp)>,
    ) -> Result<(), Error> {
        let wrong = |error: std::io::Error| {
            Error::input(format!("cannot read {}: {}", folder.display(), plainly(&error)))
        };
        for entry in std::fs::read_dir(folder).map_err(wrong)? {
            let entry = entry.map_err(wrong)?;
            let name = entry.file_name();
            let Some(name) = name.to_str() else { continue };
            if name.starts_with('.') {
                continue;
            }
            let path = match within {
                "" => name.to_owned(),
                _ => format!("{within}/{name}"),
            };
            // Links are followed, as everywhere; a folder is gone into unless it is a link.
            let kind = entry.file_type().map_err(wrong)?;
            if kind.is_dir() {
                let below = entry.path();
                let real = below.canonicalize().unwrap_or_else(|_| below.clone());
                if !self.except.contains(&real) {
                    self.walk(&below, &path, found)?;
                }
            } else if folder::is_record(Path::new(name)) {
                let meta = if kind.is_symlink() {
                    std::fs::metadata(entry.path())
                } else {
                    entry.metadata()
                };
                if let Ok(meta) = meta
                    && meta.is_file()
                {
                    found.push((path, stamp(&meta, Some(self.began))));
                }
            }
        }
        Ok(())
    }
}

/// The stamp of a file; one that was changed after `began`, or just before, is not trusted.
pub(super) fn stamp(meta: &Metadata, began: Option<i64>) -> Stamp {
    let nanoseconds =
        |seconds: i64, rest: i64| seconds.saturating_mul(1_000_000_000).saturating_add(rest);
    let modified = nanoseconds(meta.mtime(), meta.mtime_nsec());
    let changed = nanoseconds(meta.ctime(), meta.ctime_nsec());
    Stamp {
        size: meta.len(),
        modified,
        changed,
        number: meta.ino(),
        fresh: began.is_some_and(|began| modified.max(changed).saturating_add(TICK) > began),
    }
}

impl Records {
    /// Takes out the files that are versions of letters, folder by folder.
    fn drop_versions(&self, found: &mut Vec<(String, Stamp)>) {
        let parts = |path: &str| {
            let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
            (folder.to_owned(), name.to_owned())
        };
        let mut folders: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (path, _) in found.iter() {
            let (folder, name) = parts(path);
            let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
            if version_of(stem).is_some() {
                folders.entry(folder).or_default();
            }
        }
        // Most folders hold no such name, and are not looked at again.
        if folders.is_empty() {
            return;
        }
        for (path, _) in found.iter() {
            let (folder, name) = parts(path);
            folders.entry(folder).and_modify(|names| names.push(name));
        }
        let mut versions = BTreeSet::new();
        for (folder, names) in folders {
            let among = versions::among(&self.path.join(&folder), names.iter().map(String::as_str));
            let files = among.into_values().flatten();
            versions.extend(files.map(|(_, name)| match folder.as_str() {
                "" => name,
                _ => format!("{folder}/{name}"),
            }));
        }
        found.retain(|(path, _)| !versions.contains(path));
    }
}

impl RecordFolder for Records {
    fn list(&self) -> Result<Vec<(String, Stamp)>, Error> {
        let mut found = Vec::new();
        self.walk(&self.path, "", &mut found)?;
        self.drop_versions(&mut found);
        found.sort_by(|(a, _), (b, _)| a.cmp(b));
        Ok(found)
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, Error> {
        // One byte more than a record may have, so that the reader can say it is too long.
        let limit = MAX_BESIDE.max(MAX_RECORD as u64 + 1);
        super::read(&self.path.join(path), limit)
    }

    fn stamp(&self, path: &str) -> Option<Stamp> {
        let meta = std::fs::metadata(self.path.join(path)).ok()?;
        meta.is_file().then(|| stamp(&meta, Some(self.began)))
    }

    fn beside<'a>(&'a self, path: &str) -> Box<dyn Neighbours + 'a> {
        Box::new(self.folder(path))
    }

    fn versions(&self, path: &str) -> Vec<String> {
        let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
        let id = name.rsplit_once('.').map_or(name, |(id, _)| id);
        self.folder(path).versions(id)
    }

    fn shown(&self, path: &str) -> String {
        self.path.join(path).display().to_string()
    }
}

/// The card of each record of a folder, in the order of their paths; none for a record that
/// makes no letter.
///
/// # Errors
/// That the folder cannot be read.
pub fn cards<C: Send>(
    records: &Records,
    card: impl Fn(Input<'_>, &dyn Neighbours) -> Option<C> + Sync,
) -> Result<Vec<Option<C>>, Error> {
    let cards = records.list()?.into_par_iter().map(|(path, _)| {
        let bytes = records.read(&path).ok()?;
        let name = Path::new(&path);
        let id = name.file_stem()?.to_str()?;
        let syntax = Syntax::from_extension(name.extension()?.to_str()?)?;
        let given = Input { id, name: &records.shown(&path), bytes: &bytes, syntax };
        card(given, &*records.beside(&path))
    });
    Ok(cards.collect())
}
