//! Texts that are made once and kept in a pack beside the state: the article that the page of a
//! letter shows, the words that it is found by, and the pieces of the programme.

use std::sync::atomic::{AtomicBool, Ordering};

use serde::{Deserialize, Serialize};

use super::store::SiteFolder;
use crate::error::Error;
use crate::text::{Fingerprint, Fingerprinter};

/// Where a text lies in the pack.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackSpan {
    start: u64,
    length: u32,
    /// Of the text: two texts with the same fingerprint are equal, wherever they lie.
    pub(super) fingerprint: Fingerprint,
}

/// Where the texts of a letter lie.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextPlaces {
    /// The letter as HTML, for its page.
    pub article: PackSpan,
    /// Its words in all its languages, for search.
    pub words: PackSpan,
}

impl TextPlaces {
    /// Both places.
    pub(super) fn both(self) -> [PackSpan; 2] {
        [self.article, self.words]
    }
}

impl From<[PackSpan; 2]> for TextPlaces {
    fn from([article, words]: [PackSpan; 2]) -> Self {
        Self { article, words }
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

    /// Adds two texts, which lie side by side.
    ///
    /// # Errors
    /// That they cannot be written, or that one is longer than 4 GiB.
    pub(super) fn add(&self, [one, two]: [&str; 2]) -> Result<[PackSpan; 2], Error> {
        let start = self.folder.append(self.pack, &[one, two].concat().into_bytes())?;
        let place = |start, text: &str| {
            let length = u32::try_from(text.len());
            let length = length.map_err(|_| Error::output("a text is longer than 4 GiB"))?;
            Ok::<_, Error>(PackSpan { start, length, fingerprint: fingerprint(text) })
        };
        Ok([place(start, one)?, place(start + one.len() as u64, two)?])
    }

    /// Whether the pack is long enough to hold these texts.
    pub(super) fn has(&self, mut places: impl Iterator<Item = PackSpan>) -> bool {
        let size = self.folder.pack_size(self.pack);
        places.all(|place| place.start + u64::from(place.length) <= size)
    }

    /// Reads a text.
    ///
    /// # Errors
    /// That the pack is damaged.
    pub(super) fn read(&self, place: PackSpan) -> Result<String, Error> {
        let bytes = self.folder.read_pack(self.pack, place.start, place.length as usize);
        let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
        match text.filter(|text| fingerprint(text) == place.fingerprint) {
            Some(text) => Ok(text),
            None => {
                self.damaged.store(true, Ordering::Relaxed);
                let error = Error::output("the texts that the last build kept are damaged");
                Err(error.help("run the build again, and it makes them anew"))
            }
        }
    }

    /// Whether a text could not be read.
    pub(super) fn is_damaged(&self) -> bool {
        self.damaged.load(Ordering::Relaxed)
    }

    /// Whether less than half of the pack is of texts that are still wanted.
    pub(super) fn is_mostly_old(&self, wanted: impl Iterator<Item = PackSpan>) -> bool {
        let wanted: u64 = wanted.map(|place| u64::from(place.length)).sum();
        self.folder.pack_size(self.pack) > wanted.saturating_mul(2)
    }

    /// Takes over two texts from another pack.
    ///
    /// # Errors
    /// That the other pack is damaged, or this one cannot be written.
    pub(super) fn take(
        &self,
        from: &Texts<'_>,
        places: [PackSpan; 2],
    ) -> Result<[PackSpan; 2], Error> {
        self.add([&from.read(places[0])?, &from.read(places[1])?])
    }
}

fn fingerprint(text: &str) -> Fingerprint {
    Fingerprinter::default().add(text).fingerprint()
}
