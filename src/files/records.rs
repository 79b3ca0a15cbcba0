//! A folder of records, with the folders below it, as the archive reads it.
#![allow(clippy::disallowed_methods, reason = "this is the edge")]

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::{Folder, folder, plainly};
use crate::archive::{RecordFolder, Stamp};
use crate::error::Error;
use crate::finish::Given;
use crate::gather::Shelf;
use crate::record::{MAX_RECORD, Syntax};

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
            began,
        }
    }

    fn walk(
        &self,
        folder: &Path,
        within: &str,
        found: &mut Vec<(String, Stamp)>,
    ) -> Result<(), Error> {
        let wrong = |error: std::io::Error| {
            Error::input(format!(
                "cannot read {}: {}",
                folder.display(),
                plainly(&error)
            ))
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
                let meta = match kind.is_symlink() {
                    true => std::fs::metadata(entry.path()),
                    false => entry.metadata(),
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

impl RecordFolder for Records {
    fn list(&self) -> Result<Vec<(String, Stamp)>, Error> {
        let mut found = Vec::new();
        self.walk(&self.path, "", &mut found)?;
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

    fn beside<'a>(&'a self, path: &str) -> Box<dyn Shelf + 'a> {
        Box::new(Folder::of(&self.path.join(path)))
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
    card: impl Fn(Given<'_>, &dyn Shelf) -> Option<C> + Sync,
) -> Result<Vec<Option<C>>, Error> {
    let cards = records.list()?.into_par_iter().map(|(path, _)| {
        let bytes = records.read(&path).ok()?;
        let name = Path::new(&path);
        let id = name.file_stem()?.to_str()?;
        let syntax = Syntax::from_extension(name.extension()?.to_str()?)?;
        let given = Given {
            id,
            name: &records.shown(&path),
            bytes: &bytes,
            syntax,
        };
        card(given, &*records.beside(&path))
    });
    Ok(cards.collect())
}
