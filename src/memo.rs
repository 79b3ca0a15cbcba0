//! Things that are made once, when they are first needed, and kept by name.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};

/// Things made once and kept, by name; shared between threads.
pub(crate) struct Memo<K, V>(RwLock<BTreeMap<K, Arc<V>>>);

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self(RwLock::new(BTreeMap::new()))
    }
}

impl<K: fmt::Debug, V> fmt::Debug for Memo<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        f.debug_set().entries(kept.keys()).finish()
    }
}

impl<K: Ord, V> Memo<K, V> {
    /// What is kept by that name, or what `make` makes: a thing, or an `Arc` of one. The name is
    /// copied only when something is made.
    ///
    /// # Errors
    /// What `make` says; nothing is kept then.
    pub(crate) fn get_or<Q, I, E>(
        &self,
        key: &Q,
        make: impl FnOnce() -> Result<I, E>,
    ) -> Result<Arc<V>, E>
    where
        K: Borrow<Q>,
        Q: Ord + ToOwned<Owned = K> + ?Sized,
        I: Into<Arc<V>>,
    {
        if let Some(kept) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(key) {
            return Ok(Arc::clone(kept));
        }
        // Made outside the lock: two threads may make it at once, and the first one's is kept.
        let made = make()?.into();
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        Ok(Arc::clone(kept.entry(key.to_owned()).or_insert(made)))
    }
}
