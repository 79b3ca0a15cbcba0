//! One letter of the archive: its files, its card, and what both are made of.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::card::{self, Card, File};
use super::plan::Plan;
use crate::check::Rules;
use crate::compose::Engine;
use crate::finding::Finding;
use crate::gather::{Bundle, Neighbours, gather};
use crate::letter::LetterRef;
use crate::memo::Memo;
use crate::pipeline::Input;
use crate::record;
use crate::text::file_stem;
use crate::text::{Fingerprint, Fingerprinter};
use crate::write::{Format, Writers};

/// Who words a letter: office, language and kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(super) struct Hand {
    pub(super) office: String,
    pub(super) language: String,
    pub(super) kind: String,
}

/// A letter that was made.
#[derive(Debug)]
pub(super) struct Made {
    /// What is remembered of it.
    pub(super) card: Card<'static>,
    /// The bytes of each file of the card, in their order.
    pub(super) files: Vec<Vec<u8>>,
    /// Who worded it and the letters it encloses.
    pub(super) hands: Vec<Hand>,
    /// Other offices that it names.
    pub(super) names: Vec<String>,
    /// The ids of the records it encloses, however deep.
    pub(super) records: Vec<String>,
    /// The files it encloses or shows, by name beside the record, with their hashes.
    pub(super) beside: Vec<(String, [u8; 32])>,
    /// The ids of the files that may hold a further language of it, or of what it encloses.
    pub(super) versions: Vec<String>,
}

/// Keeps the first of what is there several times.
fn once<T: Clone + Ord>(items: &mut Vec<T>) {
    let mut seen = BTreeSet::new();
    items.retain(|item| seen.insert(item.clone()));
}

/// Makes letters in the formats of an archive.
pub(super) struct Maker<'a> {
    engine: &'a Engine,
    writers: Writers<'a>,
    rules: Rules,
    formats: Vec<Format>,
    templates: Memo<Hand, Fingerprint>,
}

impl<'a> Maker<'a> {
    /// A maker of letters in these formats.
    pub(super) fn new(engine: &'a Engine, plan: &Plan, formats: Vec<Format>) -> Self {
        Self {
            writers: Writers::new(engine.templates(), plan.fonts.clone()),
            engine,
            rules: plan.rules.clone().errors(),
            formats,
            templates: Memo::default(),
        }
    }

    /// Makes a letter.
    ///
    /// # Errors
    /// Everything that keeps it out of the archive.
    pub(super) fn make(
        &self,
        given: Input<'_>,
        neighbours: &dyn Neighbours,
    ) -> Result<Made, Vec<Finding>> {
        let finished = self.engine.finish(given, neighbours, &self.rules, false)?;
        let bundle = &finished.bundle;
        let stem = file_stem(given.id);
        let address = card::address(&bundle.record, &stem);
        // The register knows the letter in its main language, which may be without prose.
        let letter = finished.package.letter();
        let entry = match Arc::ptr_eq(letter.bundle(), bundle) {
            true => letter.entry().clone(),
            false => self.engine.entry(bundle)?,
        };
        let mut card = Card::new(entry, address);
        let mut files = Vec::with_capacity(self.formats.len());
        // The main language keeps the names that a letter in one language has.
        let versions = finished.versions.iter().map(|version| {
            let tag = &version.letter().document.language;
            (format!("{stem}.{tag}"), version)
        });
        let packages = std::iter::once((stem.clone(), &finished.package)).chain(versions);
        for (stem, package) in packages {
            for format in &self.formats {
                let bytes = self.writers.write(package, *format)?.bytes;
                card.files.push(File {
                    name: format!("{stem}.{}", format.extension()).into(),
                    bytes: bytes.len() as u64,
                    sha256: sha256(&bytes),
                });
                files.push(bytes);
            }
        }
        let mut made = Made {
            card,
            files,
            hands: Vec::new(),
            names: Vec::new(),
            records: Vec::new(),
            beside: Vec::new(),
            versions: Vec::new(),
        };
        for version in bundle.in_each() {
            self.uses(version, &mut made);
        }
        made.names.sort();
        made.names.dedup();
        if !bundle.versions.is_empty() {
            // All versions show the same pictures, and many enclose the same letters.
            once(&mut made.records);
            once(&mut made.beside);
        }
        once(&mut made.versions);
        Ok(made)
    }

    /// What a letter and those it encloses are made of.
    fn uses(&self, bundle: &Bundle, made: &mut Made) {
        let letter = &bundle.record.letter;
        let language = match (&letter.language, self.engine.office(&letter.office)) {
            (Some(language), _) => language.clone(),
            (None, Ok(office)) => office.language.clone(),
            (None, Err(_)) => String::new(),
        };
        made.hands.push(Hand {
            office: letter.office.clone(),
            language,
            kind: letter.kind.clone().unwrap_or_else(|| "letter".to_owned()),
        });
        let follows = letter.follows.iter().map(|follows| &follows.letter);
        let was = letter
            .meetings
            .iter()
            .filter_map(|meeting| meeting.was.as_ref()?.letter.as_ref());
        let named = follows
            .chain(was)
            .filter_map(|reference: &LetterRef| reference.office.clone());
        made.names.extend(named);
        let pictures = bundle.pictures.iter().map(|(name, picture)| (name, &*picture.bytes));
        let files = bundle.files.iter().map(|(name, bytes)| (name, &**bytes));
        let beside = pictures
            .chain(files)
            .map(|(name, bytes)| (name.clone(), sha256(bytes)));
        made.beside.extend(beside);
        if letter.languages.are_several() {
            let id = &bundle.record.id;
            let versions = letter.languages.0.iter();
            made.versions.extend(versions.map(|tag| format!("{id}.{tag}")));
        }
        for (_, enclosed) in &bundle.enclosed {
            made.records.push(enclosed.record.id.clone());
            self.uses(enclosed, made);
        }
    }

    /// The fingerprint of the templates that make a letter of these hands, naming those offices.
    pub(super) fn templates(&self, hands: &[Hand], names: &[String]) -> Fingerprint {
        let mut fingerprinter = Fingerprinter::default();
        for hand in hands {
            fingerprinter.add(*self.hand(hand));
        }
        let templates = self.engine.templates();
        if !names.is_empty() {
            // An id may name a topic after the office: which is which depends on all of them.
            for office in templates.offices() {
                fingerprinter.add(office);
            }
        }
        let known: BTreeSet<_> = templates.offices().into_iter().collect();
        for name in names {
            let office = known.iter().rev().find(|office| name.starts_with(**office));
            let path = office.map(|office| format!("offices/{office}/office.toml"));
            if let Some(source) = path.and_then(|path| templates.text("", &path)) {
                fingerprinter.add(source.text());
            }
        }
        fingerprinter.fingerprint()
    }

    fn hand(&self, hand: &Hand) -> Arc<Fingerprint> {
        let made = self.templates.get_or(hand.clone(), || {
            let files = self
                .engine
                .templates()
                .makes(&hand.office, &hand.language, &hand.kind);
            let mut fingerprinter = Fingerprinter::default();
            for (path, bytes) in files {
                // The page of a format that is not made changes nothing.
                let uses = |format: &&Format| format.office_files().contains(&path);
                if Format::ALL.iter().any(|format| uses(&format))
                    && !self.formats.iter().any(|format| uses(&format))
                {
                    continue;
                }
                fingerprinter.add(path).add(bytes);
            }
            Ok::<_, std::convert::Infallible>(fingerprinter.fingerprint())
        });
        match made {
            Ok(print) => print,
            Err(never) => match never {},
        }
    }
}

/// The SHA-256 of bytes (FIPS 180-4).
pub(super) fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// The card of a record, without its files; none if it makes no letter.
pub fn card(
    engine: &Engine,
    given: Input<'_>,
    neighbours: &dyn Neighbours,
) -> Option<Card<'static>> {
    let record = record::read(given.id, given.name, given.bytes, given.syntax).ok()?;
    let (bundle, _) = gather(record, neighbours);
    let address = card::address(&bundle.record, &file_stem(given.id));
    Some(Card::new(engine.entry(&bundle).ok()?, address))
}
