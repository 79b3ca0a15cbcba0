//! Fingerprints: whether what a file is made of is what it was made of before.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// A fingerprint of inputs: the first 128 bits of a SHA-256.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct Fingerprint([u8; 16]);

#[cfg(feature = "archive")]
impl Fingerprint {
    /// The fingerprint of a value: all that serde writes of it, so that no field is forgotten.
    pub fn of(value: &(impl Serialize + ?Sized)) -> Self {
        let bytes = postcard::to_allocvec(value);
        debug_assert!(bytes.is_ok(), "a value without a fingerprint would never seem changed");
        Fingerprinter::default().add(bytes.unwrap_or_default()).fingerprint()
    }
}

/// Takes a fingerprint, input by input.
#[derive(Debug, Clone, Default)]
pub struct Fingerprinter(Sha256);

impl Fingerprinter {
    /// Adds an input. Where one ends and the next begins makes a difference.
    pub fn add(&mut self, input: impl AsRef<[u8]>) -> &mut Self {
        let input = input.as_ref();
        self.0.update((input.len() as u64).to_le_bytes());
        self.0.update(input);
        self
    }

    /// The fingerprint of all that was added.
    pub fn fingerprint(&self) -> Fingerprint {
        let hash = self.0.clone().finalize();
        let mut print = [0; 16];
        print.copy_from_slice(&hash[..16]);
        Fingerprint(print)
    }
}

impl AsRef<[u8]> for Fingerprint {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}
