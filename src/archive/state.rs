//! What a build remembers for the next one, and for the join of a build in parts.
//!
//! Letters stay packed, a few hundred bytes each, until one is asked for: so a hundred thousand
//! of them cost no more memory than their file.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::card::Card;
use super::letter::WordingKey;
use super::plan::SavedPlan;
use super::store::{FileInfo, Stamp, Written};
use super::texts::TextPair;
use crate::calendar::ZoneSpan;
use crate::letter::Day;
use crate::text::{Fingerprint, is_inner_path};

/// The layout of the state; another number is another layout, and is not read.
const LAYOUT: u32 = 11;

/// The bytes of the SHA-256 at the end of a state.
const HASH: usize = 32;

/// What a build remembers.
#[derive(Debug, Default)]
pub(super) struct State {
    /// What it was given.
    pub(super) plan: SavedPlan,
    /// The letters, in the order of the paths of their records.
    pub(super) letters: Vec<PackedLetter>,
    pub(super) site: SiteState,
}

/// What a build remembers of the site around the letters.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct SiteState {
    /// The designs, words and settings of the site.
    pub(super) design: Fingerprint,
    pub(super) programme: ProgrammeState,
    /// The number of the pack with the texts of the letters.
    pub(super) pack: u32,
    /// The letters that were left out: the path of the record, and why in words.
    pub(super) left_out: Vec<(String, Vec<String>)>,
    /// The pages, in the order of their paths.
    pub(super) pages: Vec<PageFile>,
    pub(super) search: SearchState,
}

/// What a build remembers of the programme.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct ProgrammeState {
    /// The first days of the meetings of each group of letters, by the fingerprint of the group.
    pub(super) days: BTreeMap<Fingerprint, Vec<Option<Day>>>,
    /// The pieces of its files, in order.
    pub(super) pieces: Vec<Piece>,
}

/// The meetings of a year, as they stand in the files of the programme.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Piece {
    /// Of all that it is made from.
    pub(super) fingerprint: Fingerprint,
    /// Its lines of `programme.json`, and its entries of `programme.ics`.
    pub(super) texts: TextPair,
    /// The zones of its times.
    pub(super) zones: Vec<ZoneSpan>,
}

/// What a build remembers of the search.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct SearchState {
    /// The designs, words and settings of the site.
    pub(super) site: Fingerprint,
    /// The letters, by their numbers in the index.
    pub(super) letters: Vec<Fingerprint>,
}

/// What is remembered of a letter.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Letter {
    /// The path of its record within the folder.
    pub(super) path: String,
    /// The record's stamp.
    pub(super) stamp: Stamp,
    /// The record's SHA-256.
    pub(super) sha256: [u8; 32],
    /// The paths of the records it encloses, and of the earlier letters its calendar knows.
    pub(super) records: Vec<String>,
    /// The ids of the earlier letters that can speak of its meetings, each with its thread.
    pub(super) earlier: Vec<(String, Option<usize>)>,
    /// The fingerprint of the names that meetings have in calendars.
    pub(super) names: Fingerprint,
    /// The files it encloses or shows.
    pub(super) beside: Vec<BesideFile>,
    /// The wordings of it and of the letters it encloses.
    pub(super) wordings: Vec<WordingKey>,
    /// Other offices that it names.
    pub(super) offices: Vec<String>,
    /// The fingerprint of its templates.
    pub(super) templates: Fingerprint,
    /// The fingerprint of everything it is made of.
    pub(super) fingerprint: Fingerprint,
    /// The stamps of its files.
    pub(super) stamps: Vec<Stamp>,
}

/// A file that a letter encloses or shows.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct BesideFile {
    pub(super) path: String,
    pub(super) stamp: Option<Stamp>,
    pub(super) sha256: [u8; 32],
}

/// What is remembered of a page.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct PageFile {
    pub(super) path: String,
    pub(super) fingerprint: Fingerprint,
    pub(super) stamp: Stamp,
    pub(super) bytes: u64,
    pub(super) sha256: [u8; 32],
}

impl From<PageFile> for Written {
    fn from(page: PageFile) -> Self {
        Self { path: page.path, sha256: page.sha256 }
    }
}

impl PageFile {
    /// What is remembered of a page that was written.
    pub(super) fn new(path: &str, fingerprint: Fingerprint, written: FileInfo) -> Self {
        Self {
            path: path.to_owned(),
            fingerprint,
            stamp: written.stamp,
            bytes: written.bytes,
            sha256: written.sha256,
        }
    }
}

/// A letter and its card, packed.
#[derive(Debug, Clone)]
pub(super) struct PackedLetter {
    letter: Blob,
    card: Blob,
}

/// Bytes within a larger whole, which is not copied.
#[derive(Debug, Clone)]
struct Blob {
    whole: Arc<Vec<u8>>,
    range: Range<usize>,
}

impl Blob {
    fn new(value: &impl Serialize) -> Option<Self> {
        let mut bytes = postcard::to_allocvec(value).ok()?;
        bytes.shrink_to_fit();
        let range = 0..bytes.len();
        Some(Self { whole: Arc::new(bytes), range })
    }

    fn bytes(&self) -> &[u8] {
        self.whole.get(self.range.clone()).unwrap_or_default()
    }

    fn open<'a, T: Deserialize<'a>>(&'a self) -> Option<T> {
        postcard::from_bytes(self.bytes()).ok()
    }
}

impl PackedLetter {
    /// Packs a letter with its card.
    pub(super) fn new(letter: &Letter, card: &Card<'_>) -> Option<Self> {
        Some(Self { letter: Blob::new(letter)?, card: Blob::new(card)? })
    }

    /// The same card with another letter.
    pub(super) fn with(&self, letter: &Letter) -> Option<Self> {
        Some(Self { letter: Blob::new(letter)?, card: self.card.clone() })
    }

    /// The same letter with another card.
    pub(super) fn with_card(&self, card: &Card<'_>) -> Option<Self> {
        Some(Self { letter: self.letter.clone(), card: Blob::new(card)? })
    }

    /// The path of its record, without opening it.
    pub(super) fn path(&self) -> &str {
        let path = postcard::take_from_bytes::<&str>(self.letter.bytes());
        path.map_or("", |(path, _)| path)
    }

    pub(super) fn letter(&self) -> Option<Letter> {
        self.letter.open()
    }

    pub(super) fn card(&self) -> Option<Card<'_>> {
        self.card.open()
    }
}

/// Moves letters that were just packed into one place, so that what lay between them while they
/// were made is free again in large pieces.
pub(super) fn gathered(letters: &mut [PackedLetter]) {
    let small = |blob: &Blob| blob.range.len() == blob.whole.len();
    let blobs = letters.iter().flat_map(|packed| [&packed.letter, &packed.card]);
    let size = blobs.filter(|blob| small(blob)).map(|blob| blob.range.len()).sum();
    let mut whole = Vec::with_capacity(size);
    let mut places = Vec::with_capacity(letters.len() * 2);
    for packed in letters.iter() {
        for blob in [&packed.letter, &packed.card] {
            let start = whole.len();
            if small(blob) {
                whole.extend_from_slice(blob.bytes());
            }
            places.push(start..whole.len());
        }
    }
    let whole = Arc::new(whole);
    let mut places = places.into_iter();
    for packed in letters {
        for blob in [&mut packed.letter, &mut packed.card] {
            if let Some(range) = places.next()
                && small(blob)
            {
                *blob = Blob { whole: Arc::clone(&whole), range };
            }
        }
    }
}

impl State {
    /// Reads a state: the layout, the plan, the letters one by one, and the site
    /// around them, each with its length before it. One of another layout, cut
    /// short or damaged is none: everything is made again then, to the same bytes.
    pub(super) fn read(bytes: Vec<u8>) -> Option<Self> {
        let (body, hash) = bytes.split_at_checked(bytes.len().checked_sub(HASH)?)?;
        if Sha256::digest(body).as_slice() != hash {
            return None;
        }
        let end = body.len();
        let whole = Arc::new(bytes);
        let mut at = 0;
        let mut next = || {
            let length = whole.get(at..at + 4)?.try_into().map(u32::from_le_bytes).ok()?;
            let start = at + 4;
            at = start.checked_add(length as usize)?;
            (at <= end).then(|| Blob { whole: Arc::clone(&whole), range: start..at })
        };
        if next()?.open::<u32>()? != LAYOUT {
            return None;
        }
        let plan = next()?.open()?;
        let count: u32 = next()?.open()?;
        // A letter takes more bytes than one, whatever the number says.
        let mut letters = Vec::with_capacity((count as usize).min(end));
        for _ in 0..count {
            letters.push(PackedLetter { letter: next()?, card: next()? });
        }
        let state = Self { plan, letters, site: next()?.open()? };
        state.is_sound().then_some(state)
    }

    /// Whether it names no file outside the folders of the site and of the records: somebody
    /// else may have written it.
    fn is_sound(&self) -> bool {
        use rayon::prelude::*;
        let pages = self.site.pages.iter().map(|page| page.path.as_str());
        let left_out = self.site.left_out.iter().map(|(path, _)| path.as_str());
        pages.chain(left_out).all(is_inner_path)
            && self.letters.par_iter().all(|packed| {
                let (Some(letter), Some(card)) = (packed.letter(), packed.card()) else {
                    return false;
                };
                let records = [&letter.path].into_iter().chain(&letter.records);
                let beside = letter.beside.iter().map(|file| &file.path);
                records.chain(beside).all(|path| is_inner_path(path))
                    && card.written().all(|file| is_inner_path(&file.path))
            })
            && self.letters.is_sorted_by(|a, b| a.path() < b.path())
    }

    /// Writes the state.
    ///
    /// # Errors
    /// That `out` cannot be written; that a part is too large for its length to be told.
    pub(super) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let packed =
            |blob: Option<Blob>| blob.ok_or_else(|| io::Error::other("it cannot be packed"));
        let count = u32::try_from(self.letters.len()).map_err(io::Error::other)?;
        let head = [
            packed(Blob::new(&LAYOUT))?,
            packed(Blob::new(&self.plan))?,
            packed(Blob::new(&count))?,
        ];
        let site = packed(Blob::new(&self.site))?;
        let letters = (self.letters.iter()).flat_map(|packed| [&packed.letter, &packed.card]);
        let mut hash = Sha256::new();
        for blob in head.iter().chain(letters).chain([&site]) {
            let length = u32::try_from(blob.bytes().len()).map_err(io::Error::other)?;
            for bytes in [&length.to_le_bytes()[..], blob.bytes()] {
                hash.update(bytes);
                out.write_all(bytes)?;
            }
        }
        out.write_all(&hash.finalize())
    }

    /// The cards of all letters.
    pub(super) fn cards(&self) -> Vec<Card<'_>> {
        use rayon::prelude::*;
        self.letters.par_iter().filter_map(PackedLetter::card).collect()
    }
}
