//! What is known of the letters of a folder, by path and in the order of the list.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Counts, ListEntry};
use crate::archive::Stamp;

/// A letter, and how its files were when it was read.
#[derive(Debug)]
pub(super) struct KnownLetter {
    /// The stamp of its file; none where that is not known.
    pub(super) stamp: Option<Stamp>,
    /// What of the folder it was made of besides, each with its stamp: letters it encloses, versions
    /// in other languages, pictures.
    pub(super) beside: Vec<(String, Option<Stamp>)>,
    pub(super) entry: Arc<ListEntry>,
}

impl KnownLetter {
    /// Whether it is still what its files say.
    pub(super) fn is_of(&self, stamp: &Stamp, beside: &dyn Fn(&str) -> Option<Stamp>) -> bool {
        let plain = |stamp: Stamp| Stamp { fresh: false, ..stamp };
        self.stamp.map(plain) == Some(plain(*stamp))
            && self
                .beside
                .iter()
                .all(|(name, then)| then.map(plain) == beside(name).map(plain))
    }
}

/// The letters of a folder.
#[derive(Debug, Default)]
pub(super) struct Letters {
    by_path: BTreeMap<String, KnownLetter>,
    /// The newest first; empty where it is to be made again.
    newest: Vec<Arc<ListEntry>>,
    counts: Arc<Counts>,
}

impl Letters {
    pub(super) fn get(&self, path: &str) -> Option<&KnownLetter> {
        self.by_path.get(path)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = (&String, &KnownLetter)> {
        self.by_path.iter()
    }

    pub(super) fn extend(&mut self, letters: Vec<(String, KnownLetter)>) {
        if !letters.is_empty() {
            self.by_path.extend(letters);
            self.newest.clear();
        }
    }

    pub(super) fn retain(&mut self, is_there: impl Fn(&String) -> bool) {
        let before = self.by_path.len();
        self.by_path.retain(|path, _| is_there(path));
        if self.by_path.len() != before {
            self.newest.clear();
        }
    }

    pub(super) fn put(&mut self, path: &str, letter: KnownLetter) {
        self.by_path.insert(path.to_owned(), letter);
        self.newest.clear();
    }

    pub(super) fn remove(&mut self, path: &str) {
        self.by_path.remove(path);
        self.newest.clear();
    }

    pub(super) fn is_sorted(&self) -> bool {
        self.newest.len() == self.by_path.len()
    }

    pub(super) fn sort(&mut self) {
        self.newest = self.by_path.values().map(|known| Arc::clone(&known.entry)).collect();
        self.newest.sort_by(|a, b| b.order().cmp(&a.order()));
        let mut counts = Counts::default();
        for entry in &self.newest {
            for (counted, value) in [
                (&mut counts.offices, entry.office.as_str()),
                (&mut counts.kinds, entry.kind.as_str()),
                (&mut counts.states, entry.state.name()),
            ] {
                match counted.get_mut(value) {
                    Some(count) => *count += 1,
                    None => drop(counted.insert(value.to_owned(), 1)),
                }
            }
        }
        self.counts = Arc::new(counts);
    }

    pub(super) fn newest_first(&self) -> &[Arc<ListEntry>] {
        &self.newest
    }

    pub(super) fn counts(&self) -> Arc<Counts> {
        Arc::clone(&self.counts)
    }
}
