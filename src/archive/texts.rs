//! The texts of letters: the article that the page of a letter shows, and the words it is found
//! by. Both are made with the letter, and kept in a pack beside the state; the card of the letter
//! says where.

use std::sync::atomic::{AtomicBool, Ordering};

use serde::{Deserialize, Serialize};

use super::store::SiteFolder;
use crate::error::Error;
use crate::text::{Fingerprint, Fingerprinter};

/// Where a text lies in the pack.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    start: u64,
    length: u32,
    /// Of the text: two texts with the same fingerprint are equal, wherever they lie.
    pub(super) fingerprint: Fingerprint,
}

/// Where the texts of a letter lie.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextPlaces {
    /// The letter as HTML, for its page.
    pub article: Place,
    /// Its words in all its languages, for search.
    pub words: Place,
}

impl TextPlaces {
    fn length(&self) -> u64 {
        u64::from(self.article.length) + u64::from(self.words.length)
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

    /// Adds the texts of a letter.
    ///
    /// # Errors
    /// That they cannot be written, or that one is longer than 4 GiB.
    pub(super) fn add(&self, article: &str, words: &str) -> Result<TextPlaces, Error> {
        let start = self
            .folder
            .append(self.pack, &[article, words].concat().into_bytes())?;
        let place = |start, text: &str| {
            let length = u32::try_from(text.len());
            let length = length.map_err(|_| Error::output("a letter is longer than 4 GiB"))?;
            Ok::<_, Error>(Place { start, length, fingerprint: fingerprint(text) })
        };
        let words = place(start + article.len() as u64, words)?;
        Ok(TextPlaces { article: place(start, article)?, words })
    }

    /// Whether the pack is long enough to hold these texts.
    pub(super) fn has(&self, places: TextPlaces) -> bool {
        let end = |place: Place| place.start + u64::from(place.length);
        end(places.article).max(end(places.words)) <= self.folder.pack_size(self.pack)
    }

    /// Reads a text.
    ///
    /// # Errors
    /// That the pack is damaged.
    pub(super) fn read(&self, place: Place) -> Result<String, Error> {
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

    /// Whether less than half of the pack is of letters that are still there.
    pub(super) fn is_mostly_old(&self, letters: impl Iterator<Item = TextPlaces>) -> bool {
        let live: u64 = letters.map(|places| places.length()).sum();
        self.folder.pack_size(self.pack) > live.saturating_mul(2)
    }

    /// Takes over the texts of a letter from another pack.
    ///
    /// # Errors
    /// That the other pack is damaged, or this one cannot be written.
    pub(super) fn take(&self, from: &Texts<'_>, places: TextPlaces) -> Result<TextPlaces, Error> {
        self.add(&from.read(places.article)?, &from.read(places.words)?)
    }
}

fn fingerprint(text: &str) -> Fingerprint {
    Fingerprinter::default().add(text).fingerprint()
}
