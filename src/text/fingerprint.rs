//! Fingerprints: whether what a file is made of is what it was made of before.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::hex;

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

impl Fingerprint {
    /// The fingerprint of one text.
    pub fn of_text(text: &[u8]) -> Self {
        Fingerprinter::default().add(text).fingerprint()
    }
}

/// As 32 hexadecimal digits.
impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(&self.0))
    }
}

/// That a text is no fingerprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoFingerprint;

impl fmt::Display for NoFingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a fingerprint has 32 hexadecimal digits, in lower case")
    }
}

impl std::error::Error for NoFingerprint {}

/// From 32 hexadecimal digits.
impl FromStr for Fingerprint {
    type Err = NoFingerprint;

    fn from_str(text: &str) -> Result<Self, NoFingerprint> {
        let digit = |byte: u8| match byte {
            b'0'..=b'9' => Some(byte - b'0'),
            b'a'..=b'f' => Some(byte - b'a' + 10),
            _ => None,
        };
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        let bytes: Option<Vec<u8>> = pairs
            .iter()
            .map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?))
            .collect();
        match bytes.and_then(|bytes| bytes.try_into().ok()) {
            Some(print) if rest.is_empty() => Ok(Self(print)),
            _ => Err(NoFingerprint),
        }
    }
}

impl AsRef<[u8]> for Fingerprint {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_read_as_it_is_written() {
        let print = Fingerprint::of_text(b"Excellency,");
        assert_eq!(print.to_string().parse(), Ok(print));
        for wrong in ["", "0", "00", &"g".repeat(32), &"A".repeat(32), &"0".repeat(33), "é"] {
            assert_eq!(wrong.parse::<Fingerprint>(), Err(NoFingerprint), "{wrong}");
        }
    }
}
