//! Mail merge at the desk: a list that was brought, and the letters of its rows.
//!
//! A list is personal data: it is held in memory, never written to the disk, and forgotten when the
//! desk closes or when others need its room.

mod difference;
mod job;

use std::collections::{BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::error::Error;
use crate::merge::{List, Survey};
use crate::text::Fingerprint;

pub(super) use difference::differing;
pub(super) use job::{Job, Refusal};

/// The most lists that are held, and the most bytes of their cells.
const MOST_LISTS: usize = 16;
const MOST_BYTES: usize = 64 << 20;

/// The most bytes of a file, the most rows of a list, and the most bytes of its cells.
pub(super) const MAX_FILE: usize = 8 << 20;
pub(super) const MAX_ROWS: usize = 5_000;
pub(super) const MAX_TEXT: usize = 16 << 20;

/// A list for the rows of which letters are made.
#[derive(Debug, Default)]
pub(super) struct MergeList {
    /// The path of the letter.
    pub(super) letter: String,
    /// What the file was called.
    pub(super) name: String,
    pub(super) list: List,
    /// What columns are for, where their names do not say: a column, and a field or `-`.
    pub(super) uses: Vec<(String, String)>,
    /// Rows that get no letter.
    pub(super) left_out: BTreeSet<u64>,
    /// What the check of the list came to, with the text of the letter it was checked with.
    pub(super) survey: Option<(Fingerprint, Arc<Survey>)>,
}

/// The lists that are held, those that were used last at the end.
#[derive(Debug, Default)]
pub(super) struct Lists(Mutex<VecDeque<(String, Arc<Mutex<MergeList>>)>>);

impl Lists {
    /// Takes a list; the name by which it is asked for, which nobody can guess.
    ///
    /// # Errors
    /// That the system has no random numbers.
    pub(super) fn put(&self, list: MergeList) -> Result<String, Error> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes)
            .map_err(|_| Error::input("the system gives no random numbers"))?;
        let name = crate::text::hex(&bytes);
        let mut lists = held(&self.0);
        lists.push_back((name.clone(), Arc::new(Mutex::new(list))));
        let size = |lists: &VecDeque<(String, Arc<Mutex<MergeList>>)>| {
            lists.iter().map(|(_, list)| held(list).list.bytes()).sum::<usize>()
        };
        while lists.len() > MOST_LISTS || (lists.len() > 1 && size(&lists) > MOST_BYTES) {
            lists.pop_front();
        }
        Ok(name)
    }

    /// The list of that name, if it is still held.
    pub(super) fn get(&self, name: &str) -> Option<Arc<Mutex<MergeList>>> {
        let mut lists = held(&self.0);
        let at = lists.iter().position(|(known, _)| known == name)?;
        let found = lists.remove(at)?;
        let list = Arc::clone(&found.1);
        lists.push_back(found);
        Some(list)
    }
}

/// What a lock holds, also where somebody failed while holding it.
pub(super) fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// An error with what to do about it, in one line.
pub(super) fn told(error: &Error) -> String {
    error.to_string().replace("\n  = help: ", ": ")
}
