//! The letters of the folder, as the desk lists and finds them.

mod entry;
mod known;
mod query;
mod saved;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::desk::Desk;
use crate::archive::{RecordFolder as _, Stamp};
use crate::error::Error;

pub(super) use entry::{ListEntry, State};
use known::{KnownLetter, Letters};
pub(super) use query::Query;

/// All letters of the folder, as far as they have been read.
#[derive(Debug, Default)]
pub(super) struct Listing {
    letters: RwLock<Letters>,
    /// How many records the folder has, and how many of them have been read.
    all: AtomicUsize,
    done: AtomicUsize,
    /// The folder has been read once.
    is_whole: AtomicBool,
    is_reading: AtomicBool,
    looked: Mutex<Option<Instant>>,
    /// How many letters were read since the listing was last kept for the next start.
    unsaved: AtomicUsize,
}

/// How long a listing of the folder is good for.
const REST: Duration = Duration::from_secs(3);

/// How many letters are read before the list shows them.
const STEP: usize = 256;

/// So many letters are read anew sooner than a listing is written.
const FEW: usize = 64;

impl Listing {
    /// Reads what is new or changed in the folder, and forgets what is gone.
    fn read(&self, desk: &Desk) {
        let is_first = !self.is_whole.load(Ordering::Relaxed);
        let saved = if is_first { saved::load(desk) } else { Vec::new() };
        // A folder that cannot be listed now is listed as it was.
        if let Ok(found) = self.try_read(desk, saved) {
            self.is_whole.store(true, Ordering::Relaxed);
            if self.unsaved.load(Ordering::Relaxed) >= FEW {
                self.unsaved.store(0, Ordering::Relaxed);
                let letters = self.letters.read().unwrap_or_else(PoisonError::into_inner);
                saved::keep(desk, &letters, &found);
            }
        }
    }

    fn try_read(
        &self,
        desk: &Desk,
        saved: Vec<(String, KnownLetter)>,
    ) -> Result<BTreeMap<String, Stamp>, Error> {
        let records = desk.records();
        let files = desk.list()?;
        let stem = |file: &str| file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned();
        let found: BTreeMap<_, _> =
            files.iter().map(|(file, stamp)| (stem(file), *stamp)).collect();
        let stamp = |name: &str| found.get(name).copied().or_else(|| records.stamp(name));
        // What was kept is shown where the files of today prove it, and never before.
        let is_proven = |(path, known): &(String, KnownLetter)| {
            found.get(path).is_some_and(|now| known.is_of(now, &stamp))
        };
        let proven: Vec<_> = saved.into_iter().filter(is_proven).collect();
        self.write(|letters| letters.extend(proven));
        let changed: Vec<_> = {
            let letters = self.letters.read().unwrap_or_else(PoisonError::into_inner);
            let is_changed = |(file, stamp_now): &&(String, Stamp)| {
                let known = letters.get(&stem(file));
                !known.is_some_and(|known| known.is_of(stamp_now, &stamp))
            };
            files.iter().filter(is_changed).collect()
        };
        self.all.store(files.len(), Ordering::Relaxed);
        self.done.store(files.len() - changed.len(), Ordering::Relaxed);
        self.write(|letters| letters.retain(|path| found.contains_key(path)));
        // Names begin with days as a rule: the newest letters are listed first.
        let newest: Vec<_> = changed.into_iter().rev().collect();
        for step in newest.chunks(STEP) {
            let read = step.par_iter().filter_map(|(file, stamp_now)| {
                let path = stem(file);
                let (entry, asked) = ListEntry::of_file(desk, &records, file, &path)?;
                let beside = asked.into_iter().map(|name| {
                    let now = stamp(&name);
                    (name, now)
                });
                let known = KnownLetter {
                    stamp: Some(*stamp_now),
                    beside: beside.collect(),
                    entry: Arc::new(entry),
                };
                Some((path, known))
            });
            let read: Vec<_> = read.collect();
            self.unsaved.fetch_add(read.len(), Ordering::Relaxed);
            self.write(|letters| letters.extend(read));
            self.done.fetch_add(step.len(), Ordering::Relaxed);
        }
        Ok(found)
    }

    fn write(&self, change: impl FnOnce(&mut Letters)) {
        change(&mut self.letters.write().unwrap_or_else(PoisonError::into_inner));
    }

    /// The letters in their order, put into it first where that is to be done.
    fn sorted<T>(&self, look: impl FnOnce(&Letters) -> T) -> T {
        {
            let letters = self.letters.read().unwrap_or_else(PoisonError::into_inner);
            if letters.is_sorted() {
                return look(&letters);
            }
        }
        let mut letters = self.letters.write().unwrap_or_else(PoisonError::into_inner);
        letters.sort();
        look(&letters)
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
        let entry = ListEntry::read(desk, path).map(Arc::new);
        self.write(|letters| match entry {
            // Its stamp is not known: the next look at the folder reads it once more.
            Some(entry) => {
                letters.put(path, KnownLetter { stamp: None, beside: Vec::new(), entry })
            }
            None => letters.remove(path),
        });
    }

    /// How many letters have been read, and how many there are; none where nobody has looked yet.
    pub(super) fn progress(&self) -> Option<(usize, usize)> {
        let (done, all) = (self.done.load(Ordering::Relaxed), self.all.load(Ordering::Relaxed));
        (self.is_whole.load(Ordering::Relaxed) || all > 0).then_some((done, all))
    }

    /// Of the letters that a query asks for, the newest first, those on a page of so many; and how
    /// many there are on all pages.
    pub(super) fn find(
        &self,
        query: &Query,
        before: usize,
        most: usize,
    ) -> (usize, Vec<Arc<ListEntry>>) {
        let asked = query.folded();
        self.sorted(|letters| {
            let all = letters.newest_first();
            if !query.is_some() {
                let page = all.iter().skip(before).take(most).cloned().collect();
                return (all.len(), page);
            }
            let found: Vec<_> = all.par_iter().filter(|one| query.meets(&asked, one)).collect();
            let page = found
                .iter()
                .skip(before)
                .take(most)
                .map(|one| Arc::clone(one))
                .collect();
            (found.len(), page)
        })
    }

    /// The newest letters.
    pub(super) fn newest(&self, most: usize) -> Vec<Arc<ListEntry>> {
        self.sorted(|letters| letters.newest_first().iter().take(most).cloned().collect())
    }

    /// The letter at a path.
    pub(super) fn at(&self, path: &str) -> Option<Arc<ListEntry>> {
        let letters = self.letters.read().unwrap_or_else(PoisonError::into_inner);
        letters.get(path).map(|known| Arc::clone(&known.entry))
    }

    /// The offices, kinds and states of all letters, each with how many have it.
    pub(super) fn counts(&self) -> Arc<Counts> {
        self.sorted(Letters::counts)
    }
}

/// How many letters have what.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) offices: BTreeMap<String, usize>,
    pub(super) kinds: BTreeMap<String, usize>,
    pub(super) states: BTreeMap<String, usize>,
}
