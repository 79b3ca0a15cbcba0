//! One letter of a package, with the record and the house it was composed from.

use std::sync::{Arc, OnceLock};

use crate::document::Document;
use crate::gather::Bundle;
use crate::house::House;
use crate::letter::{Addressee, Day, Letter};
use crate::office::{Office, Sheet};
use crate::register::{Correspondents, Earlier, EnclosureEntry, Entry, Party};
use crate::source::Source;

/// One letter of a package.
#[derive(Debug, Clone)]
pub struct Member {
    /// What it is called: the id of its record, until a file holds letters of several packages.
    pub id: String,
    /// The letter, composed.
    pub document: Document,
    bundle: Arc<Bundle>,
    house: Arc<House>,
    correspondents: Correspondents,
    /// Made when somebody asks first; most formats never do.
    entry: OnceLock<Entry<'static>>,
}

impl Member {
    /// A letter that was composed from `bundle` by `house`.
    #[doc(hidden)]
    pub fn new(bundle: Arc<Bundle>, house: Arc<House>, document: Document) -> Self {
        Self {
            id: bundle.record.id.clone(),
            document,
            bundle,
            house,
            correspondents: Correspondents::default(),
            entry: OnceLock::new(),
        }
    }

    /// The letter, with those who wrote the letters that it names.
    #[must_use]
    #[doc(hidden)]
    pub fn with_correspondents(self, correspondents: Correspondents) -> Self {
        Self { correspondents, entry: OnceLock::new(), ..self }
    }

    /// Gives it another record.
    #[doc(hidden)]
    pub fn set_bundle(&mut self, bundle: Arc<Bundle>) {
        self.bundle = bundle;
        self.entry = OnceLock::new();
    }

    /// Gives it another house.
    #[doc(hidden)]
    pub fn set_house(&mut self, house: Arc<House>) {
        self.house = house;
        self.entry = OnceLock::new();
    }

    /// The record with all that belongs to it.
    pub fn bundle(&self) -> &Arc<Bundle> {
        &self.bundle
    }

    /// The house that writes it.
    #[doc(hidden)]
    pub fn house(&self) -> &Arc<House> {
        &self.house
    }

    /// What the record says.
    pub fn letter(&self) -> &Letter {
        &self.bundle.record.letter
    }

    /// The text of the record.
    pub fn record(&self) -> &Arc<Source> {
        &self.bundle.record.source
    }

    /// The files beside the record that hold its prose in further languages.
    pub fn beside(&self) -> &[Arc<Source>] {
        let version = self.bundle.record.version.as_ref();
        version.map_or(&[], |version| &version.files)
    }

    /// The languages it is written in, the main one first, where they are several.
    pub fn languages(&self) -> &[String] {
        match self.bundle.record.version {
            Some(_) => &self.letter().languages.0,
            None => &[],
        }
    }

    /// The names of the files it encloses.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.bundle.files.keys().map(String::as_str)
    }

    /// The office that writes it.
    pub fn office(&self) -> &Office {
        &self.house.office
    }

    /// How it sits on the page.
    pub fn sheet(&self) -> &Sheet {
        &self.house.office.sheet
    }

    /// The day it bears, where it is known and there is no doubt of it.
    pub fn day(&self) -> Option<Day> {
        self.letter().day()
    }

    /// Whose letter it is, in words: "the President of the General Assembly".
    pub fn sender(&self) -> &str {
        let sender = &self.house.office.sender;
        sender.names(sender.speaks_as_many(self.letter().signatories.len())).0
    }

    /// What the register remembers of it.
    pub fn entry(&self) -> &Entry<'static> {
        self.entry.get_or_init(|| {
            let House { office, language, .. } = &*self.house;
            Entry::new(&self.bundle.record, office, language, &self.correspondents)
        })
    }

    /// Who is addressed.
    pub fn to(&self) -> Vec<Party> {
        self.parties(&self.letter().to)
    }

    /// Who receives a copy.
    pub fn copies(&self) -> Vec<Party> {
        self.parties(&self.letter().copies)
    }

    fn parties(&self, addressees: &[Addressee]) -> Vec<Party> {
        let parties = addressees
            .iter()
            .map(|addressee| Party::new(self.office(), addressee));
        parties.collect()
    }

    /// The earlier letters it follows, as many as the record's `follows`.
    pub fn follows(&self) -> Vec<Earlier> {
        Earlier::all(self.letter(), &self.correspondents)
    }

    /// What it encloses, as many as the record's `enclosures`.
    pub fn enclosures(&self) -> Vec<EnclosureEntry> {
        EnclosureEntry::all(self.letter(), &self.house.language, &self.correspondents)
    }
}
