//! A value with its fingerprint, which is taken once however often the value is shown.

use std::ops::Deref;

use serde::{Serialize, Serializer};

use crate::text::Fingerprint;

/// A value with its fingerprint: in what is hashed the one stands for the other.
#[derive(Debug, Clone, Copy)]
pub(super) struct WithFingerprint<T> {
    value: T,
    fingerprint: Fingerprint,
}

impl<T: Serialize> WithFingerprint<T> {
    /// Takes the fingerprint of a value.
    pub(super) fn new(value: T) -> Self {
        Self { fingerprint: Fingerprint::of(&value), value }
    }
}

impl<T> WithFingerprint<T> {
    pub(super) fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }
}

impl<T> Deref for WithFingerprint<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> Serialize for WithFingerprint<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.fingerprint.serialize(serializer)
    }
}
