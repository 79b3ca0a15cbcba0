//! One letter of the archive: its files, its card, and what both are made of.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::card::{self, Card, File};
use super::plan::Plan;
use crate::check::Rules;
use crate::compose::{self, Engine};
use crate::finding::Finding;
use crate::gather::{Bundle, Neighbours};
use crate::letter::LetterRef;
use crate::memo::Memo;
use crate::package::{Earlier, ISSUED, Package};
use crate::pipeline::{self, Input, Options};
use crate::record;
use crate::text::{Fingerprint, Fingerprinter, file_stem};
use crate::write::html::article;
use crate::write::{Format, Writers};

/// What a wording is found by: office, language and kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(super) struct WordingKey {
    pub(super) office: String,
    pub(super) language: String,
    pub(super) kind: String,
}

impl WordingKey {
    /// In the place of a kind: how the language tells a difference.
    pub(super) const DIFFERENCE: &'static str = "difference.toml";
}

/// A letter as it was made.
#[derive(Debug)]
pub(super) struct NewLetter {
    /// What is remembered of it.
    pub(super) card: Card<'static>,
    /// The bytes of each file of the card, in their order, and of those of the document that it is
    /// issued as.
    pub(super) files: Vec<Vec<u8>>,
    /// The letter as its page shows it, in its main language.
    pub(super) article: String,
    /// Its words in all its languages.
    pub(super) words: String,
    pub(super) uses: Uses,
}

/// What a letter is made of, beside its record.
#[derive(Debug, Default)]
pub(super) struct Uses {
    /// The wordings of it and of the letters it encloses.
    pub(super) wordings: Vec<WordingKey>,
    /// Other offices that it names.
    pub(super) offices: Vec<String>,
    /// The ids of the records it encloses, however deep.
    pub(super) records: Vec<String>,
    /// The ids of the earlier letters that can speak of its meetings, each with its thread.
    pub(super) earlier: Vec<(String, Option<usize>)>,
    /// The fingerprint of the names that meetings have in calendars.
    pub(super) names: Fingerprint,
    /// The files it encloses or shows, by name beside the record, with their hashes.
    pub(super) beside: Vec<(String, [u8; 32])>,
    /// The ids of the files that may hold a further language of it, or of what it encloses.
    pub(super) versions: Vec<String>,
}

/// Keeps the first of equal items.
fn dedup_stable<T: Clone + Ord>(items: &mut Vec<T>) {
    let mut seen = BTreeSet::new();
    items.retain(|item| seen.insert(item.clone()));
}

/// The headings of a letter stand below the heading of its page and that of its section.
const HEADINGS: u8 = 2;

/// Makes letters in the formats of an archive.
pub(super) struct Maker<'a> {
    engine: &'a Engine,
    writers: Writers<'a>,
    rules: Rules,
    formats: Vec<Format>,
    remove: bool,
    /// One of the formats carries a calendar, which knows what earlier letters said.
    pub(super) holds_calendar: bool,
    wordings: Memo<WordingKey, Fingerprint>,
    /// The offices of the templates, in order.
    offices: BTreeSet<&'a str>,
}

impl<'a> Maker<'a> {
    /// A maker of letters in these formats.
    pub(super) fn new(engine: &'a Engine, plan: &Plan, formats: Vec<Format>) -> Self {
        Self {
            writers: Writers::new(engine.templates(), plan.fonts.clone()),
            engine,
            rules: plan.rules.clone().errors(),
            holds_calendar: formats.iter().any(|format| format.holds_calendar()),
            formats,
            remove: plan.remove,
            wordings: Memo::default(),
            offices: engine.templates().offices().into_iter().collect(),
        }
    }

    /// Whether most letters of an archive may be removed at once.
    pub(super) fn may_remove_most(&self) -> bool {
        self.remove
    }

    /// What composes them.
    pub(super) fn engine(&self) -> &'a Engine {
        self.engine
    }

    /// Makes a letter; `before` says what earlier letters said of its meetings.
    ///
    /// # Errors
    /// Everything that keeps it out of the archive.
    pub(super) fn make(
        &self,
        input: Input<'_>,
        neighbours: &dyn Neighbours,
        before: &dyn Fn(&Bundle) -> Earlier,
    ) -> Result<NewLetter, Vec<Finding>> {
        let mut ready =
            pipeline::run(self.engine, (input, neighbours), &Options::new(&self.rules))?;
        let bundle = &ready.bundle;
        if self.holds_calendar && ready.package.speaks_of_meetings() {
            let earlier = Arc::new(before(bundle));
            let all = std::iter::once(&mut ready.package).chain(&mut ready.versions);
            all.for_each(|package: &mut Package| package.earlier = Some(Arc::clone(&earlier)));
        }
        let stem = file_stem(input.id);
        let address = card::address(&bundle.record, &stem);
        // The register knows the letter in its main language, which may be without prose.
        let letter = ready.package.letter();
        let entry = if Arc::ptr_eq(letter.bundle(), bundle) {
            letter.entry().clone()
        } else {
            compose::entry(self.engine, bundle)?
        };
        let mut card = Card::new(entry, address);
        let mut words = String::new();
        // The main language keeps the names that a letter in one language has.
        let versions = ready.versions.iter().map(|version| {
            let tag = &version.letter().document.language;
            (format!("{stem}.{tag}"), version)
        });
        let packages = std::iter::once((stem.clone(), &ready.package)).chain(versions);
        let packages: Vec<_> = packages.collect();
        let mut files = Vec::with_capacity(self.formats.len());
        for (stem, package) in &packages {
            self.write(package, stem, &mut card.files, &mut files)?;
            words.push_str(&package.words());
        }
        for (stem, package) in &packages {
            let version = package.letter().bundle();
            if version.record.letter.issued_as.is_none() {
                continue;
            }
            let mut issued = compose::issued(self.engine, version)?;
            issued.earlier.clone_from(&package.earlier);
            self.write(&issued, &[stem, ISSUED].concat(), &mut card.issued_files, &mut files)?;
        }
        let mut uses = self.uses_of(bundle);
        let since = self.since(bundle, neighbours, HEADINGS + 1, &mut uses);
        let article = since + &article(&ready.package, HEADINGS);
        let earlier = ready.package.earlier.as_deref();
        uses.names = earlier.map(compose::fingerprint_of_names).unwrap_or_default();
        for letter in earlier.iter().flat_map(|earlier| &earlier.letters) {
            let entry = &letter.entry;
            uses.wordings.push(WordingKey {
                office: entry.office.to_string(),
                language: entry.language.to_string(),
                kind: entry.kind.to_string(),
            });
            uses.earlier.push((entry.id.to_string(), letter.thread));
        }
        uses.wordings.sort();
        uses.wordings.dedup();
        Ok(NewLetter { card, files, article, words, uses })
    }

    /// Writes a letter in every format, and adds its files with their bytes.
    fn write(
        &self,
        package: &Package,
        stem: &str,
        files: &mut Vec<File<'static>>,
        written: &mut Vec<Vec<u8>>,
    ) -> Result<(), Vec<Finding>> {
        for format in &self.formats {
            // A format that has nothing to say of a letter is left out for it.
            if self.writers.nothing(package, *format).is_some() {
                continue;
            }
            let bytes = self.writers.write(package, *format)?.bytes;
            files.push(File {
                name: format!("{stem}.{}", format.extension()).into(),
                bytes: bytes.len() as u64,
                sha256: sha256(&bytes),
            });
            written.push(bytes);
        }
        Ok(())
    }

    /// What a letter in all its languages and those it encloses are made of.
    fn uses_of(&self, bundle: &Arc<Bundle>) -> Uses {
        let mut uses = Uses::default();
        for version in bundle.in_each() {
            self.add_uses(version, &mut uses);
        }
        uses.offices.sort();
        uses.offices.dedup();
        if !bundle.versions.is_empty() {
            // All versions show the same pictures, and many enclose the same letters.
            dedup_stable(&mut uses.records);
            dedup_stable(&mut uses.beside);
        }
        dedup_stable(&mut uses.versions);
        uses
    }

    pub(super) fn add_uses(&self, bundle: &Bundle, uses: &mut Uses) {
        let letter = &bundle.record.letter;
        let language = match (&letter.language, self.engine.office(&letter.office)) {
            (Some(language), _) => language.clone(),
            (None, Ok(office)) => office.language.clone(),
            (None, Err(_)) => String::new(),
        };
        uses.wordings.push(WordingKey {
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
        uses.offices.extend(named);
        uses.offices.extend(bundle.writers.values().cloned());
        uses.records.extend(bundle.writers.keys().cloned());
        let pictures = bundle.pictures.iter().map(|(name, picture)| (name, &*picture.bytes));
        let files = bundle.files.iter().map(|(name, bytes)| (name, &**bytes));
        let beside = pictures
            .chain(files)
            .map(|(name, bytes)| (name.clone(), sha256(bytes)));
        uses.beside.extend(beside);
        if letter.languages.are_several() {
            let id = &bundle.record.id;
            let versions = letter.languages.0.iter();
            uses.versions.extend(versions.map(|tag| format!("{id}.{tag}")));
        }
        for (_, enclosed) in &bundle.enclosed {
            uses.records.push(enclosed.record.id.clone());
            self.add_uses(enclosed, uses);
        }
    }

    /// The fingerprint of the templates that make a letter of these wordings, naming those offices.
    pub(super) fn templates(&self, wordings: &[WordingKey], offices: &[String]) -> Fingerprint {
        let mut fingerprinter = Fingerprinter::default();
        for wording in wordings {
            fingerprinter.add(*self.wording(wording));
        }
        if offices.is_empty() {
            return fingerprinter.fingerprint();
        }
        // An id may name a topic after the office: which is which depends on all of them.
        for office in &self.offices {
            fingerprinter.add(office);
        }
        for name in offices {
            let office = self.offices.iter().rev().find(|office| name.starts_with(**office));
            let path = office.map(|office| format!("offices/{office}/office.toml"));
            if let Some(source) = path.and_then(|path| self.engine.templates().text("", &path)) {
                fingerprinter.add(source.text());
            }
        }
        fingerprinter.fingerprint()
    }

    fn wording(&self, key: &WordingKey) -> Arc<Fingerprint> {
        let made = self.wordings.get_or(key, || {
            let templates = self.engine.templates();
            let mut fingerprinter = Fingerprinter::default();
            if key.kind == WordingKey::DIFFERENCE {
                let languages = [key.language.as_str(), "en"];
                let words = languages.map(|tag| format!("{tag}/{}", WordingKey::DIFFERENCE));
                let words = words.iter().filter_map(|path| templates.text("", path));
                words.for_each(|source| {
                    fingerprinter.add(source.text());
                });
                return Ok(fingerprinter.fingerprint());
            }
            for ((path, _), bytes) in templates.makes(&key.office, &key.language, &key.kind) {
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
    let (bundle, _) = engine.gather(record, neighbours);
    let address = card::address(&bundle.record, &file_stem(given.id));
    Some(Card::new(compose::entry(engine, &bundle).ok()?, address))
}
