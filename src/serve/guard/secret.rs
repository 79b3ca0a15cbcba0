//! The token that lets one browser in, and the key that it is given up for.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use sha2::{Digest as _, Sha256};

use crate::error::Error;
use crate::serve::keys::random;

/// The token of this start, which is good once, and the key that a visitor keeps.
#[derive(Clone)]
pub(in crate::serve) struct Secret {
    token: String,
    key: String,
    spent: Arc<AtomicBool>,
}

impl Secret {
    /// Two numbers that nobody can guess, 256 bits each.
    ///
    /// # Errors
    /// That the system has no random numbers.
    pub(in crate::serve) fn new() -> Result<Self, Error> {
        Ok(Self { token: random()?, key: random()?, spent: Arc::default() })
    }

    /// What lets one browser in.
    pub(in crate::serve) fn once(&self) -> &str {
        &self.token
    }

    /// The key, for whoever brings the token first.
    pub(super) fn spend(&self, token: &str) -> Option<&str> {
        let is_first = is_same(token, &self.token) && !self.spent.swap(true, Ordering::SeqCst);
        is_first.then_some(self.key.as_str())
    }

    /// Whether this is the key.
    pub(super) fn opens(&self, key: &str) -> bool {
        is_same(key, &self.key)
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

/// Whether two texts are the same; how long it takes says nothing of where they differ.
fn is_same(one: &str, other: &str) -> bool {
    Sha256::digest(one) == Sha256::digest(other)
}
