//! A pool of threads for letters that are typeset in parallel: one letter a thread.
//!
//! The typesetter uses rayon too, and a rayon thread that waits takes up other work: where letters
//! come from such threads, the next letter, and within it the one after, until the stack is full.

use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError};
use std::thread;

use rayon::{ThreadPool, ThreadPoolBuilder};

/// How much stack a letter may take: a deep list within a quote within a list is set on it.
const STACK: usize = 16 << 20;

/// Pools of one thread that are idle.
#[derive(Default)]
pub(super) struct Workers(Mutex<Vec<ThreadPool>>);

impl Workers {
    /// Runs a piece of work on a thread that takes up no other before it is done.
    pub(super) fn run<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        if rayon::current_thread_index().is_none() {
            // Not a thread of rayon: it takes up no other work while it waits.
            return work();
        }
        let free = self.free().pop();
        let pool = free.or_else(|| {
            let pool = ThreadPoolBuilder::new().num_threads(1).stack_size(STACK);
            pool.build().ok()
        });
        let Some(pool) = pool else {
            return work();
        };
        // A thread of its own waits for the pool: this one would take up the next letter.
        let done = thread::scope(|scope| scope.spawn(|| pool.install(work)).join());
        self.free().push(pool);
        done.unwrap_or_else(|panic| resume_unwind(panic))
    }

    fn free(&self) -> std::sync::MutexGuard<'_, Vec<ThreadPool>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
