//! Texts that are made once and kept in a pack beside the state: the article that the page of a
//! letter shows with the words that the letter is found by, and the pieces of the programme.
//!
//! Two texts that say much of the same lie side by side: the second is compressed (LZ4) as what
//! follows the first, so that the words of a letter cost little beside its article.

use std::sync::atomic::{AtomicBool, Ordering};

use lz4_flex::block;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::store::SiteFolder;
use crate::error::Error;
use crate::text::{Fingerprint, Fingerprinter};

/// Where a text lies in the pack.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
struct PackSpan {
    start: u64,
    /// How many bytes it takes there.
    packed: u32,
    /// How many bytes it has.
    length: u32,
    fingerprint: Fingerprint,
}

/// Where two texts lie in the pack.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextPair {
    first: PackSpan,
    second: PackSpan,
}

impl TextPair {
    /// The fingerprint of the first text: of equal texts it is equal, wherever they lie.
    pub(super) fn first_fingerprint(&self) -> Fingerprint {
        self.first.fingerprint
    }

    /// The fingerprint of the second text.
    pub(super) fn second_fingerprint(&self) -> Fingerprint {
        self.second.fingerprint
    }

    /// Where both end.
    fn end(&self) -> u64 {
        self.second.start.saturating_add(u64::from(self.second.packed))
    }

    fn packed(&self) -> u64 {
        u64::from(self.first.packed) + u64::from(self.second.packed)
    }
}

/// The pack of a site.
pub(super) struct Texts<'a> {
    folder: &'a dyn SiteFolder,
    /// The number of the pack.
    pub(super) pack: u32,
    damaged: AtomicBool,
}

impl<'a> Texts<'a> {
    /// The pack of that number in a folder.
    pub(super) fn new(folder: &'a dyn SiteFolder, pack: u32) -> Self {
        Self { folder, pack, damaged: AtomicBool::new(false) }
    }

    /// An empty pack of that number.
    ///
    /// # Errors
    /// That it cannot be made.
    pub(super) fn empty(folder: &'a dyn SiteFolder, pack: u32) -> Result<Self, Error> {
        folder.remove_pack(pack)?;
        Ok(Self::new(folder, pack))
    }

    /// Adds two texts.
    ///
    /// # Errors
    /// That they cannot be written, or that one is longer than 4 GiB.
    pub(super) fn add(&self, first: &str, second: &str) -> Result<TextPair, Error> {
        let mut bytes = block::compress(first.as_bytes());
        let middle = bytes.len();
        bytes.extend(block::compress_with_dict(second.as_bytes(), first.as_bytes()));
        let start = self.folder.append(self.pack, &bytes)?;
        let span = |from: usize, to: usize, text: &str| {
            let size = |bytes: usize| {
                u32::try_from(bytes).map_err(|_| Error::output("a text is longer than 4 GiB"))
            };
            Ok::<_, Error>(PackSpan {
                start: start + from as u64,
                packed: size(to - from)?,
                length: size(text.len())?,
                fingerprint: fingerprint(text),
            })
        };
        let second = span(middle, bytes.len(), second)?;
        Ok(TextPair { first: span(0, middle, first)?, second })
    }

    /// Whether the pack is long enough to hold these texts.
    pub(super) fn has(&self, pair: &TextPair) -> bool {
        pair.end() <= self.folder.pack_size(self.pack)
    }

    /// Reads the first text of a pair.
    ///
    /// # Errors
    /// That the pack is damaged.
    pub(super) fn first(&self, pair: &TextPair) -> Result<String, Error> {
        let text = self.unpack(&pair.first, &[]);
        text.ok_or_else(|| self.damage())
    }

    /// Reads the second text of a pair.
    ///
    /// # Errors
    /// That the pack is damaged.
    pub(super) fn second(&self, pair: &TextPair) -> Result<String, Error> {
        self.both(pair).map(|(_, second)| second)
    }

    fn both(&self, pair: &TextPair) -> Result<(String, String), Error> {
        let first = self.first(pair)?;
        let second = self.unpack(&pair.second, first.as_bytes());
        Ok((first, second.ok_or_else(|| self.damage())?))
    }

    fn unpack(&self, span: &PackSpan, before: &[u8]) -> Option<String> {
        let bytes = self.folder.read_pack(self.pack, span.start, span.packed as usize)?;
        let length = span.length as usize;
        // LZ4 packs at most 255 bytes into one: what says more was never packed.
        if length > bytes.len().saturating_mul(255).saturating_add(64) {
            return None;
        }
        let text = if before.is_empty() {
            block::decompress(&bytes, length)
        } else {
            block::decompress_with_dict(&bytes, length, before)
        };
        let text = String::from_utf8(text.ok()?).ok()?;
        (fingerprint(&text) == span.fingerprint).then_some(text)
    }

    fn damage(&self) -> Error {
        self.damaged.store(true, Ordering::Relaxed);
        let error = Error::output("the texts that the last build kept are damaged");
        error.help("run the build again, and it makes them anew")
    }

    /// Whether a text could not be read.
    pub(super) fn is_damaged(&self) -> bool {
        self.damaged.load(Ordering::Relaxed)
    }

    /// Whether less than half of the pack is of texts that are still wanted.
    pub(super) fn is_mostly_old(&self, wanted: impl ParallelIterator<Item = TextPair>) -> bool {
        let wanted: u64 = wanted.map(|pair| pair.packed()).sum();
        self.folder.pack_size(self.pack) > wanted.saturating_mul(2)
    }

    /// Takes over two texts from another pack.
    ///
    /// # Errors
    /// That the other pack is damaged, or this one cannot be written.
    pub(super) fn take(&self, from: &Texts<'_>, pair: &TextPair) -> Result<TextPair, Error> {
        let (first, second) = from.both(pair)?;
        self.add(&first, &second)
    }
}

fn fingerprint(text: &str) -> Fingerprint {
    Fingerprinter::default().add(text).fingerprint()
}

#[cfg(test)]
mod tests {
    use lz4_flex::block;

    #[test]
    fn a_text_comes_back_whatever_stands_before_it() {
        let long = "The consultations continue. ".repeat(5_000);
        for first in ["", "a", "The consultations", &long] {
            for second in ["", "b", "The consultations continue.", &long] {
                let packed = block::compress_with_dict(second.as_bytes(), first.as_bytes());
                let back =
                    block::decompress_with_dict(&packed, second.len(), first.as_bytes()).unwrap();
                assert_eq!(back, second.as_bytes());
            }
        }
    }
}
