//! Letters of a build in parts that are no longer what their records say: a record was edited,
//! added or removed when its part was done.

use std::collections::HashMap;

use rayon::prelude::*;

use super::build::of_part;
use super::join::Parts;
use super::letter::{Maker, sha256};
use super::plan::Plan;
use super::state::Letter;
use super::store::RecordFolder;
use crate::compose::Engine;
use crate::error::Error;
use crate::text::{Fingerprint, Fingerprinter};

/// A letter that is no longer what its record says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct StaleLetter {
    /// The part that it belongs to, and of how many.
    pub part: (u32, u32),
    /// The path of its record within the folder.
    pub path: String,
    /// What has become of it.
    pub why: StaleReason,
}

/// What has become of a letter since its part was built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StaleReason {
    /// Its record has other bytes.
    Changed,
    /// Its record is not there any more.
    Gone,
    /// Its record was not there then.
    New,
    /// What it encloses or shows has other bytes.
    Encloses,
    /// It is worded by other templates.
    Templates,
}

/// The SHA-256 of records as they are now, by their paths.
type Hashes = HashMap<String, [u8; 32]>;

impl Parts<'_> {
    /// The letters that a build of the same parts would make otherwise now; where there are no
    /// records to look at, those only whose templates are others. A record that was left out
    /// and has been mended is not among them: nothing is remembered of its bytes.
    ///
    /// # Errors
    /// That the folder of records cannot be read.
    pub fn stale(
        &self,
        engine: &Engine,
        plan: &Plan,
        records: Option<&dyn RecordFolder>,
    ) -> Result<Vec<StaleLetter>, Error> {
        let maker = Maker::new(engine, plan, self.formats());
        let now = records.map(|records| self.now(records)).transpose()?;
        let (now, unreachable) = now.unzip();
        let mut stale: Vec<StaleLetter> = Vec::new();
        for state in &self.states {
            let part = state.plan.part.unwrap_or((1, 1));
            let letters = state.letters.par_iter().filter_map(|packed| {
                let letter = packed.letter()?;
                let templates = maker.templates(&letter.wordings, &letter.offices);
                let why = why(&letter, templates, records.zip(now.as_ref()))?;
                let path = letter.path;
                Some(StaleLetter { part, path, why })
            });
            stale.extend(letters.collect::<Vec<_>>());
            let left_out = state.site.left_out.iter().map(|(path, _)| path);
            let is_there = |now: &Hashes, path: &str| {
                let listed = unreachable.iter().flatten();
                now.contains_key(path) || listed.map(|(path, _)| path).any(|one| one == path)
            };
            let gone = left_out.filter(|path| now.as_ref().is_some_and(|now| !is_there(now, path)));
            stale.extend(gone.map(|path| StaleLetter {
                part,
                path: path.clone(),
                why: StaleReason::Gone,
            }));
        }
        stale.extend(self.added(now.unwrap_or_default()));
        stale.sort();
        Ok(stale)
    }

    /// The records as they are now, and what cannot be reached. A record whose stamp proves that it is untouched is not read.
    fn now(&self, records: &dyn RecordFolder) -> Result<(Hashes, Vec<(String, String)>), Error> {
        let letters = self.states.iter().flat_map(|state| &state.letters);
        let letters: HashMap<&str, _> = letters.map(|packed| (packed.path(), packed)).collect();
        let listing = records.list()?;
        let now = listing.records.into_par_iter().map(|(path, stamp)| {
            let known = letters.get(path.as_str()).and_then(|packed| packed.letter());
            let known = known.filter(|letter| stamp.proves(&letter.stamp));
            let hash = match known {
                Some(letter) => letter.sha256,
                // One that cannot be read is none that was read.
                None => (records.read(&path)).map_or([0; 32], |bytes| sha256(&bytes)),
            };
            (path, hash)
        });
        Ok((now.collect(), listing.unreachable))
    }

    /// Records that no part knows.
    fn added(&self, mut now: Hashes) -> Vec<StaleLetter> {
        for state in &self.states {
            for packed in &state.letters {
                now.remove(packed.path());
            }
            for (path, _) in &state.site.left_out {
                now.remove(path);
            }
        }
        let parts = self.states.iter().filter_map(|state| state.plan.part);
        let parts: Vec<_> = parts.collect();
        let new = now.into_keys().filter_map(|path| {
            let part = parts.iter().find(|part| of_part(&path, Some(**part)))?;
            let (part, why) = (*part, StaleReason::New);
            Some(StaleLetter { part, path, why })
        });
        new.collect()
    }
}

/// Why a letter is stale, if it is.
fn why(
    letter: &Letter,
    templates: Fingerprint,
    now: Option<(&dyn RecordFolder, &Hashes)>,
) -> Option<StaleReason> {
    if let Some((records, now)) = now {
        let Some(own) = now.get(&letter.path) else {
            return Some(StaleReason::Gone);
        };
        if *own != letter.sha256 {
            return Some(StaleReason::Changed);
        }
        if enclosed(letter, records, now) != Some(letter.fingerprint) {
            return Some(StaleReason::Encloses);
        }
    }
    (templates != letter.templates).then_some(StaleReason::Templates)
}

/// The fingerprint of a letter with what it encloses and shows now; none if that is gone.
fn enclosed(letter: &Letter, records: &dyn RecordFolder, now: &Hashes) -> Option<Fingerprint> {
    let mut fingerprinter = Fingerprinter::default();
    fingerprinter.add(letter.templates).add(letter.sha256);
    for path in &letter.records {
        fingerprinter.add(path).add(now.get(path)?);
    }
    for used in &letter.beside {
        let stamp = records.stamp(&used.path)?;
        let hash = match &used.stamp {
            Some(then) if stamp.proves(then) => used.sha256,
            _ => sha256(&records.read(&used.path).ok()?),
        };
        fingerprinter.add(&used.path).add(hash);
    }
    Some(fingerprinter.fingerprint())
}
