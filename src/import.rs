//! Old letters in, with proof: a file that another program wrote becomes a record, and the record is
//! written again and compared with the file, word by word.
//!
//! ```text
//! Original ─rows─▶ offers (which lines are date, addressee, …) ─▶ record ─compose─▶ words
//!     └──────────────────────────── compared, word by word ────────────────────────────┘
//! ```
//!
//! Nothing is guessed: what a reader is not certain of stays prose, and what the record does not say
//! again word for word is a [`Gap`]. The words a language knows a letter's parts by are data,
//! `TAG/import.toml`.

mod blocks;
mod candidates;
mod head;
mod house;
mod normal;
mod offers;
mod proof;
mod record;
mod rows;
mod split;
mod tail;
mod tongue;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::compose::Engine;
use crate::finding::Finding;
use crate::original::{Notice, Original};

pub use house::NewOffice;
pub use normal::Normalised;
pub use proof::{Gap, Side};
pub use words::ImportWords;

/// What narrows the search for a record.
#[derive(Debug, Clone, Default)]
pub struct ImportOptions {
    /// The office that wrote the letters.
    pub office: Option<String>,
    /// Their language, as a BCP 47 tag.
    pub language: Option<String>,
    /// Whether an office that is not known gets a folder of its own.
    pub new_office: bool,
}

/// How far a record says what the file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Word for word, but for what [`Normalised`] counts.
    Proved,
    /// But for the words of the gaps.
    Nearly,
}

/// A field that the file gives, and by what it was known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Given {
    /// The field of the record.
    pub field: String,
    /// The words of the file.
    pub words: String,
    /// By what it was known.
    pub ground: String,
    /// The page of the file, from 1.
    pub page: u32,
    /// The record prints these words where the file has them.
    pub proved: bool,
}

/// A file, made into a record.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Imported {
    /// The id of the record.
    pub id: String,
    /// Its text, as Markdown with front matter.
    #[serde(skip)]
    pub record: String,
    /// How far it says what the file says.
    pub state: State,
    /// The language, as a BCP 47 tag.
    pub language: String,
    /// The office.
    pub office: String,
    /// The fields that the file gives.
    pub fields: Vec<Given>,
    /// The words that only one of the two has.
    pub gaps: Vec<Gap>,
    /// The letters that it encloses, by their ids.
    pub encloses: Vec<String>,
    /// What was taken as equal, by kind.
    pub normalised: Normalised,
    /// How many words the file has, and how many of them the record says.
    pub words: (usize, usize),
    /// What the file holds beside words.
    #[serde(skip)]
    pub notices: Vec<Notice>,
}

/// Makes records of files. Offices that it makes are there for the files that come after.
pub struct Importer {
    engine: Arc<Engine>,
    options: ImportOptions,
    words: BTreeMap<String, ImportWords>,
    offices: Vec<NewOffice>,
}

impl Importer {
    /// # Errors
    /// A table of a language that is wrong; an office or language that is not there.
    pub fn new(engine: Arc<Engine>, options: ImportOptions) -> Result<Self, Vec<Finding>> {
        let words = words::all(engine.templates())?;
        if let Some(office) = &options.office {
            engine.office(office).map_err(|findings| findings.clone())?;
        }
        if let Some(tag) = &options.language
            && !words.contains_key(tag)
        {
            let known: Vec<_> = words.keys().map(String::as_str).collect();
            return Err(vec![
                Finding::error("unknown-language", format!("there is no language `{tag}`"))
                    .help(format!("letters can be read in {}", known.join(", "))),
            ]);
        }
        Ok(Self { engine, options, words, offices: Vec::new() })
    }

    /// The offices that were made, in the order in which they were met.
    pub fn offices(&self) -> &[NewOffice] {
        &self.offices
    }

    /// The engine that knows them.
    pub fn engine(&self) -> &Arc<Engine> {
        &self.engine
    }

    /// Makes records of a file: of its letter, and of those that the letter encloses. `id` is what
    /// it is called where the file does not say its date.
    ///
    /// # Errors
    /// Why there can be no record: its language or its office is not known.
    pub fn import(&mut self, id: &str, original: &Original) -> Result<Vec<Imported>, Vec<Finding>> {
        candidates::all(self, id, original)
    }
}
