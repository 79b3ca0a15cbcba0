//! Who signed in with a key: known by a cookie until they sign out, their key is taken out, or the
//! desk is closed.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::serve::keys::{hash, random};

/// How long a browser is known.
pub(super) const LONGEST: Duration = Duration::from_secs(14 * 86_400);

/// The most browsers that are known; the oldest makes room.
const MOST: usize = 10_000;

/// The browsers that are known, by the hash of what their cookie says.
#[derive(Debug, Default)]
pub(super) struct Sessions(Mutex<BTreeMap<String, Session>>);

#[derive(Debug, Clone)]
struct Session {
    /// The hash of the key.
    key: String,
    since: Instant,
}

impl Sessions {
    /// What the cookie of a browser says that signs in; none where the system has no random numbers.
    pub(super) fn begin(&self, key: &str) -> Option<String> {
        let value = random().ok()?;
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, session| session.since.elapsed() < LONGEST);
        if all.len() >= MOST {
            let oldest = all.iter().min_by_key(|(_, session)| session.since);
            let oldest = oldest.map(|(name, _)| name.clone());
            oldest.map(|name| all.remove(&name));
        }
        all.insert(hash(&value), Session { key: key.to_owned(), since: Instant::now() });
        Some(value)
    }

    /// The hash of the key that a cookie stands for.
    pub(super) fn key_of(&self, value: &str) -> Option<String> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let session = all.get(&hash(value))?;
        (session.since.elapsed() < LONGEST).then(|| session.key.clone())
    }

    /// Forgets a browser.
    pub(super) fn end(&self, value: &str) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&hash(value));
    }
}
