//! What a build remembers for the next one, and for the join of a build in parts.

use serde::{Deserialize, Serialize};

use super::card::Card;
use super::desk::Stamp;
use super::letter::Hand;
use super::print::Print;

/// The layout of the state; another number is another layout, and is not read.
const LAYOUT: u32 = 1;

/// What a build remembers.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct State {
    layout: u32,
    /// The program, the settings and the formats that everything was made with.
    pub(super) made_with: Print,
    /// Which part of a build in parts this is: number and count.
    pub(super) part: Option<(u32, u32)>,
    /// The executable file that everything was made by.
    pub(super) program: Print,
    /// The designs, words and settings of the site around the letters.
    pub(super) site: Print,
    /// The letters, in the order of their paths.
    pub(super) letters: Vec<Letter>,
    /// Their cards, in an order of their own.
    pub(super) cards: Vec<Card>,
    /// The letters that were left out: the path of the record, and why in words.
    pub(super) left_out: Vec<(String, Vec<String>)>,
    /// The pages, in the order of their paths.
    pub(super) pages: Vec<PageFile>,
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
    /// The paths of the records it encloses.
    pub(super) records: Vec<String>,
    /// The files it encloses or shows.
    pub(super) beside: Vec<Used>,
    /// Who worded it and the letters it encloses.
    pub(super) hands: Vec<Hand>,
    /// Other offices that it names.
    pub(super) names: Vec<String>,
    /// The fingerprint of its templates.
    pub(super) templates: Print,
    /// The fingerprint of everything it is made of.
    pub(super) print: Print,
    /// What registers and threads need: a place among the cards.
    pub(super) card: u32,
    /// The stamps of its files.
    pub(super) stamps: Vec<Stamp>,
}

/// A file that a letter encloses or shows.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Used {
    pub(super) path: String,
    pub(super) stamp: Option<Stamp>,
    pub(super) sha256: [u8; 32],
}

/// What is remembered of a page.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct PageFile {
    pub(super) path: String,
    pub(super) print: Print,
    pub(super) stamp: Stamp,
    pub(super) bytes: u64,
    pub(super) sha256: [u8; 32],
}

impl State {
    /// Nothing remembered yet.
    pub(super) fn new(made_with: Print, program: Print, part: Option<(u32, u32)>) -> Self {
        Self {
            layout: LAYOUT,
            made_with,
            program,
            part,
            ..Self::default()
        }
    }

    /// Whether both were made by the same program, with the same settings, as the same part.
    pub(super) fn made_by_the_same(&self, other: &Self) -> bool {
        (self.made_with, self.program, self.part) == (other.made_with, other.program, other.part)
    }

    /// Reads a state. One of another layout, or of a program that remembers otherwise, is none:
    /// everything is made again then, to the same bytes.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let (layout, _) = postcard::take_from_bytes::<u32>(bytes).ok()?;
        if layout != LAYOUT {
            return None;
        }
        postcard::from_bytes(bytes).ok()
    }

    /// The state as bytes.
    pub(super) fn write(&self) -> Option<Vec<u8>> {
        postcard::to_allocvec(self).ok()
    }
}
