//! Where letters are set that are made side by side: each on a thread that does nothing else.
//!
//! The typesetter shares its own work out among threads (rayon), and a thread that waits for its
//! share takes up whatever waits: where letters come from such threads, the next letter, and within
//! it the one after, until the stack is full.

use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError};
use std::thread;

use rayon::{ThreadPool, ThreadPoolBuilder};

/// How much stack a letter may take: a deep list within a quote within a list is set on it.
const STACK: usize = 16 << 20;

/// Places at the bench that nobody works at now.
#[derive(Default)]
pub(super) struct Bench(Mutex<Vec<ThreadPool>>);

impl Bench {
    /// Does a piece of work, so that its thread takes up no other before it is done.
    pub(super) fn work<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        if rayon::current_thread_index().is_none() {
            // This thread waits for its shares, and for nothing else.
            return work();
        }
        let free = self.free().pop();
        let place = free.or_else(|| {
            let pool = ThreadPoolBuilder::new().num_threads(1).stack_size(STACK);
            pool.build().ok()
        });
        let Some(place) = place else {
            return work();
        };
        // A thread of its own waits for the place: this one would take up the next letter.
        let done = thread::scope(|scope| scope.spawn(|| place.install(work)).join());
        self.free().push(place);
        done.unwrap_or_else(|panic| resume_unwind(panic))
    }

    fn free(&self) -> std::sync::MutexGuard<'_, Vec<ThreadPool>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
