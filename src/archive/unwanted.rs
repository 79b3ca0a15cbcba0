//! Files of earlier builds that are no longer wanted.

use std::collections::BTreeMap;

use super::store::{SiteFolder, Written};
use crate::error::Error;

/// Files that earlier builds wrote and that may no longer be wanted: by path, with each SHA-256
/// that a build gave them.
#[derive(Debug, Default)]
pub(super) struct Unwanted(BTreeMap<String, Vec<[u8; 32]>>);

impl Unwanted {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }

    /// The file at a path is wanted after all.
    pub(super) fn keep(&mut self, path: &str) {
        self.0.remove(path);
    }

    /// Removes them from the site; gives the paths of those that hold what no build wrote there,
    /// which stay.
    pub(super) fn remove_from(self, folder: &dyn SiteFolder) -> Result<Vec<String>, Error> {
        let mut others = Vec::new();
        for (path, hashes) in self.0 {
            if !folder.remove(&path, &hashes)? {
                others.push(path);
            }
        }
        Ok(others)
    }
}

impl Extend<Written> for Unwanted {
    fn extend<I: IntoIterator<Item = Written>>(&mut self, files: I) {
        for Written { path, sha256 } in files {
            self.0.entry(path).or_default().push(sha256);
        }
    }
}
