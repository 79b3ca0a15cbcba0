//! The letters of the folder, as the desk lists and finds them.

mod entry;
mod query;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::desk::Desk;
use crate::archive::Stamp;
use crate::error::Error;

pub(super) use entry::{ListEntry, State};
pub(super) use query::Query;

/// Letters by path, each with the stamp of its file where that is known.
type Letters = BTreeMap<String, (Option<Stamp>, Arc<ListEntry>)>;

/// All letters of the folder, as far as they have been read.
#[derive(Debug, Default)]
pub(super) struct Listing {
    letters: RwLock<Letters>,
    /// How many records the folder has, and how many of them have been read.
    all: AtomicUsize,
    done: AtomicUsize,
    is_reading: AtomicBool,
    looked: Mutex<Option<Instant>>,
}

/// How long a listing of the folder is good for.
const REST: Duration = Duration::from_secs(3);

/// How many letters are read before the list shows them.
const STEP: usize = 256;

impl Listing {
    /// Reads what is new or changed in the folder, and forgets what is gone.
    fn read(&self, desk: &Desk) {
        // A folder that cannot be listed now is listed as it was.
        let _ = self.try_read(desk);
    }

    fn try_read(&self, desk: &Desk) -> Result<(), Error> {
        let found = desk.list()?;
        let known = self.letters.read().unwrap_or_else(PoisonError::into_inner).clone();
        let changed: Vec<_> = found
            .iter()
            .filter(|(path, stamp)| {
                let plain = |stamp: &Stamp| Stamp { fresh: false, ..*stamp };
                let before = known.get(path).and_then(|(stamp, _)| stamp.as_ref().map(plain));
                before != Some(plain(stamp))
            })
            .collect();
        self.all.store(found.len(), Ordering::Relaxed);
        self.done.store(found.len() - changed.len(), Ordering::Relaxed);
        for step in changed.chunks(STEP) {
            let read = step.par_iter().filter_map(|(path, stamp)| {
                let listed = ListEntry::read(desk, path)?;
                Some((path.clone(), (Some(*stamp), Arc::new(listed))))
            });
            let read: Vec<_> = read.collect();
            self.letters
                .write()
                .unwrap_or_else(PoisonError::into_inner)
                .extend(read);
            self.done.fetch_add(step.len(), Ordering::Relaxed);
        }
        let there: std::collections::BTreeSet<_> = found.iter().map(|(path, _)| path).collect();
        let mut letters = self.letters.write().unwrap_or_else(PoisonError::into_inner);
        letters.retain(|path, _| there.contains(path));
        Ok(())
    }

    /// Looks for changes in the folder in the background, unless somebody just did.
    pub(super) fn refresh(&self, desk: &Arc<Desk>) {
        let mut looked = self.looked.lock().unwrap_or_else(PoisonError::into_inner);
        let rest = looked.map_or(REST, |at| at.elapsed());
        if rest < REST || self.is_reading.swap(true, Ordering::SeqCst) {
            return;
        }
        *looked = Some(Instant::now());
        let desk = Arc::clone(desk);
        std::thread::spawn(move || {
            desk.listing.read(&desk);
            desk.listing.is_reading.store(false, Ordering::SeqCst);
        });
    }

    /// Reads one letter again, which was just written.
    pub(super) fn again(&self, desk: &Desk, path: &str) {
        let listed = ListEntry::read(desk, path);
        let mut letters = self.letters.write().unwrap_or_else(PoisonError::into_inner);
        match listed {
            // Its stamp is not known: the next look at the folder reads it once more.
            Some(listed) => drop(letters.insert(path.to_owned(), (None, Arc::new(listed)))),
            None => drop(letters.remove(path)),
        }
    }

    /// How many letters have been read, and how many there are.
    pub(super) fn progress(&self) -> (usize, usize) {
        (self.done.load(Ordering::Relaxed), self.all.load(Ordering::Relaxed))
    }

    /// The letters that a query asks for, the newest first.
    pub(super) fn find(&self, query: &Query) -> Vec<Arc<ListEntry>> {
        let letters = self.letters.read().unwrap_or_else(PoisonError::into_inner);
        let asked = query.folded();
        let mut found: Vec<_> = letters
            .values()
            .map(|(_, listed)| listed)
            .filter(|listed| query.meets(&asked, listed))
            .cloned()
            .collect();
        found.sort_by(|a, b| b.order().cmp(&a.order()));
        found
    }

    /// The newest letters.
    pub(super) fn newest(&self, most: usize) -> Vec<Arc<ListEntry>> {
        let letters = self.letters.read().unwrap_or_else(PoisonError::into_inner);
        let mut all: Vec<_> = letters.values().map(|(_, listed)| listed).collect();
        let most = most.min(all.len());
        if most > 0 && most < all.len() {
            all.select_nth_unstable_by(most - 1, |a, b| b.order().cmp(&a.order()));
        }
        all.truncate(most);
        all.sort_by(|a, b| b.order().cmp(&a.order()));
        all.into_iter().cloned().collect()
    }

    /// The letter at a path.
    pub(super) fn at(&self, path: &str) -> Option<Arc<ListEntry>> {
        let letters = self.letters.read().unwrap_or_else(PoisonError::into_inner);
        letters.get(path).map(|(_, listed)| Arc::clone(listed))
    }

    /// Every value of some property of the letters, with how many have it.
    pub(super) fn counts(
        &self,
        of: impl Fn(&ListEntry) -> Option<&str>,
    ) -> BTreeMap<String, usize> {
        let letters = self.letters.read().unwrap_or_else(PoisonError::into_inner);
        let mut counts = BTreeMap::new();
        for value in letters.values().filter_map(|(_, listed)| of(listed)) {
            match counts.get_mut(value) {
                Some(count) => *count += 1,
                None => drop(counts.insert(value.to_owned(), 1)),
            }
        }
        counts
    }
}
