//! A folder of records, with the folders below it, as the archive reads it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::{Folder, folder, plainly, versions};
use crate::archive::{Listing, RecordFolder, Stamp};
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
    pub fn new(path: &Path, except: &[&PathBuf], began: i64) -> Self {
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

    /// Lists a folder and those below it. What cannot be reached is noted, unless it is the
    /// folder of records itself.
    fn walk(&self, folder: &Path, within: &str, found: &mut Listing) -> std::io::Result<()> {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name();
            if name.as_encoded_bytes().starts_with(b".") {
                continue;
            }
            let shown = name.to_string_lossy();
            let path = match within {
                "" => shown.clone().into_owned(),
                _ => format!("{within}/{shown}"),
            };
            let kind = entry.file_type()?;
            // Links to files are followed; a folder is gone into unless it is a link.
            if kind.is_dir() {
                let below = entry.path();
                let real = below.canonicalize().unwrap_or_else(|_| below.clone());
                if self.except.contains(&real) {
                    continue;
                }
                let walked = if name.to_str().is_none() {
                    Err(std::io::Error::other(NOT_UTF8))
                } else if path.matches('/').count() >= DEEPEST {
                    Err(std::io::Error::other(TOO_DEEP))
                } else {
                    self.walk(&below, &path, found)
                };
                if let Err(error) = walked {
                    found.unreachable.push((path, plainly(&error)));
                }
            } else if folder::is_record(Path::new(&*shown)) {
                let reached = match name.to_str() {
                    Some(_) if kind.is_file() => entry.metadata().map_err(|error| plainly(&error)),
                    Some(_) => self.reach(&entry.path(), kind.is_symlink()),
                    None => Err(NOT_UTF8.to_owned()),
                };
                match reached {
                    Ok(meta) => found.records.push((path, stamp(&meta, Some(self.began)))),
                    Err(why) => found.unreachable.push((path, why)),
                }
            }
        }
        Ok(())
    }

    /// A file that is a record by its name, if it is a file of this folder.
    fn reach(&self, path: &Path, is_link: bool) -> Result<Metadata, String> {
        if is_link {
            let real = path.canonicalize().map_err(|_| "it is a link that leads nowhere")?;
            let root = self.path.canonicalize().map_err(|error| plainly(&error))?;
            if !real.starts_with(root) {
                return Err("it is a link that leads out of the folder of records".to_owned());
            }
        }
        let meta = std::fs::metadata(path).map_err(|error| plainly(&error))?;
        if meta.is_file() { Ok(meta) } else { Err("it is not a file".to_owned()) }
    }
}

/// How deep folders of records may lie in one another.
const DEEPEST: usize = 64;

const TOO_DEEP: &str = "more than 64 folders lie in one another here";
const NOT_UTF8: &str = "its name cannot be read (it is not UTF-8): give it another one";

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
    fn list(&self) -> Result<Listing, Error> {
        let mut found = Listing::default();
        self.walk(&self.path, "", &mut found).map_err(|error| {
            Error::input(format!("cannot read {}: {}", self.path.display(), plainly(&error)))
        })?;
        self.drop_versions(&mut found.records);
        found.records.sort_by(|(a, _), (b, _)| a.cmp(b));
        found.unreachable.sort();
        // Two names that cannot be read may read alike.
        found.unreachable.dedup();
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
    let cards = records.list()?.records.into_par_iter().map(|(path, _)| {
        let bytes = records.read(&path).ok()?;
        let name = Path::new(&path);
        let id = name.file_stem()?.to_str()?;
        let syntax = Syntax::from_extension(name.extension()?.to_str()?)?;
        let given = Input { id, name: &records.shown(&path), bytes: &bytes, syntax };
        card(given, &*records.beside(&path))
    });
    Ok(cards.collect())
}
