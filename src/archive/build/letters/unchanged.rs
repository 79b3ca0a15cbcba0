//! Whether a letter would be made to the bytes that it has.

use super::{LetterBuild, ListedRecord, Outcome};
use crate::archive::card::Card;
use crate::archive::former::superseded;
use crate::archive::letter::sha256;
use crate::archive::state::{BesideFile, Letter, PackedLetter};
use crate::text::{Fingerprint, Fingerprinter, nfc};

impl LetterBuild<'_> {
    /// A letter that would be made to the same bytes, and whose files are as they were left.
    pub(super) fn unchanged(
        &self,
        listed: &ListedRecord,
        packed: &PackedLetter,
    ) -> Option<Outcome> {
        let (letter, card) = (packed.letter()?, packed.card()?);
        let hash = self.hash_now(listed, &letter)?;
        if !self.is_made_of_the_same(&letter, hash)
            || !self.follows_the_same(&letter, &card)
            || !self.supersedes_the_same(&letter, &card)
            || !self.files_are_as_left(&letter, &card)
        {
            return None;
        }
        if letter.stamp == listed.stamp {
            return Some(Outcome::Unchanged(packed.clone()));
        }
        let letter = Letter { stamp: listed.stamp, ..letter };
        Some(Outcome::Touched(packed.with(&letter)?))
    }

    fn is_made_of_the_same(&self, letter: &Letter, hash: [u8; 32]) -> bool {
        let templates = self.maker.templates(&letter.wordings, &letter.offices);
        let beside: Option<Vec<_>> = (letter.beside.iter())
            .map(|file| Some((file.path.clone(), self.hash_of_beside(file)?)))
            .collect();
        let Some(beside) = beside else { return false };
        let now = self.fingerprint(hash, &letter.records, &beside, templates);
        self.knows_versions(letter) && now == Some(letter.fingerprint)
    }

    /// Whether no letter has come to lie beside one that supersedes it.
    fn supersedes_the_same(&self, letter: &Letter, card: &Card<'_>) -> bool {
        let references = card.filing.refers.iter();
        let mut ids = references.filter_map(|it| superseded(&it.letter, it.relation));
        ids.all(|id| {
            let beside = self.path_beside(&letter.path, &id);
            beside.is_none_or(|path| letter.records.iter().any(|known| known == path))
        })
    }

    fn files_are_as_left(&self, letter: &Letter, card: &Card<'_>) -> bool {
        let mut files = card.all_files().zip(&letter.stamps);
        card.all_files().count() == letter.stamps.len()
            && self.io.texts.has(&card.texts)
            && files.all(|(file, stamp)| {
                let path = format!("{}/{}", card.address, file.name);
                self.io.site.stamp(&path).is_some_and(|now| now.proves(stamp))
            })
    }

    /// The hash of a record beside a letter.
    pub(super) fn hash(&self, path: &str) -> Option<[u8; 32]> {
        let at = self.listed.binary_search_by(|listed| listed.path.as_str().cmp(path));
        let known = at.ok().and_then(|at| self.listed.get(at));
        let known = known.and_then(|listed| Some((listed, listed.before.as_ref()?.letter()?)));
        match known {
            Some((listed, letter)) => self.hash_now(listed, &letter),
            None => Some(sha256(&self.io.records.read(path).ok()?)),
        }
    }

    /// The hash of a record that was read before: the one from then if its stamp proves it.
    fn hash_now(&self, listed: &ListedRecord, letter: &Letter) -> Option<[u8; 32]> {
        if listed.stamp.proves(&letter.stamp) {
            return Some(letter.sha256);
        }
        Some(sha256(&self.io.records.read(&listed.path).ok()?))
    }

    fn hash_of_beside(&self, file: &BesideFile) -> Option<[u8; 32]> {
        let stamp = self.io.records.stamp(&file.path)?;
        match &file.stamp {
            Some(then) if stamp.proves(then) => Some(file.sha256),
            _ => Some(sha256(&self.io.records.read(&file.path).ok()?)),
        }
    }

    /// Whether no file of a further language has come to lie beside a letter, or beside one that
    /// it encloses, since it was made.
    fn knows_versions(&self, letter: &Letter) -> bool {
        let mut records = std::iter::once(&letter.path).chain(&letter.records);
        records.all(|path| {
            let start = path.rsplit_once('.').map_or(path.as_str(), |(start, _)| start);
            let tags = self.io.records.versions(path);
            tags.iter().all(|tag| {
                let start = format!("{start}.{tag}.");
                (letter.beside.iter()).any(|file| nfc(&file.path).starts_with(&*nfc(&start)))
            })
        })
    }

    /// The fingerprint of all that a letter is made of; none if a record is gone.
    fn fingerprint(
        &self,
        own: [u8; 32],
        records: &[String],
        beside: &[(String, [u8; 32])],
        templates: Fingerprint,
    ) -> Option<Fingerprint> {
        let records = records.iter().map(|path| Some((path.clone(), self.hash(path)?)));
        Some(of_all(own, &records.collect::<Option<Vec<_>>>()?, beside, templates))
    }
}

/// The fingerprint of all that a letter is made of: its record, those that it encloses, the files
/// beside it, its templates.
pub(super) fn of_all(
    own: [u8; 32],
    records: &[(String, [u8; 32])],
    beside: &[(String, [u8; 32])],
    templates: Fingerprint,
) -> Fingerprint {
    let mut fingerprinter = Fingerprinter::default();
    fingerprinter.add(templates).add(own);
    for (path, hash) in records.iter().chain(beside) {
        fingerprinter.add(path).add(hash);
    }
    fingerprinter.fingerprint()
}
