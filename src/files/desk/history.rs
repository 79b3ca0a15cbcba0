//! The versions of a letter: every text it had, by whom, and which belong together.

use super::hidden::key;
use super::journal::{self, Line, Text, What, short};
use super::sittings::sittings;
use super::texts::Texts;
use super::{By, Held, Store};
use crate::error::Error;
use crate::text::Fingerprint;

/// A text that a letter had, or might have had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its number, from 1 for the oldest. It keeps it.
    pub number: usize,
    /// The fingerprint of its text. Two versions may have one text.
    pub fingerprint: Fingerprint,
    /// When it came, in seconds since 1970 (UTC).
    pub at: i64,
    /// The person; empty where nobody gave a name, and of somebody outside.
    pub who: String,
    /// The name that somebody gave it.
    pub name: Option<String>,
    /// The number of its sitting, from 1 for the oldest: changes of one person without a pause of
    /// more than 30 minutes.
    pub sitting: usize,
    /// How it came.
    pub change: Change,
}

/// How a version came to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It was there when the desk first wrote to the letter.
    Found,
    /// The letter was made with it.
    Created,
    /// It was saved.
    Saved,
    /// Another program wrote it: an editor, `check --fix`, Git.
    Outside,
    /// It never was the file's, and was kept: why, in words of whoever kept it. Nothing where a save
    /// was cut short.
    Kept(Option<String>),
}

impl Store {
    /// The versions of a letter, the newest first. Those of a letter that is no longer there are
    /// listed, too.
    ///
    /// # Errors
    /// That they cannot be read.
    pub fn versions(&self, id: &str) -> Result<Vec<Version>, Error> {
        let place = self.find(id)?;
        let id = place.as_ref().map_or(id, |place| &place.id);
        let Some(held) = self.history(id)? else { return Ok(Vec::new()) };
        let lines = journal::read(&held).map_err(|error| self.unknown(id, &error))?;
        let now = place.and_then(|place| place.read().ok());
        let mut versions = versions(&lines, now.map(|bytes| Fingerprint::of_text(&bytes)));
        versions.reverse();
        Ok(versions)
    }

    /// The text of a version. To bring it back, save it.
    ///
    /// # Errors
    /// That the letter has no such version, or that it cannot be read.
    pub fn version(&self, id: &str, fingerprint: Fingerprint) -> Result<Vec<u8>, Error> {
        let place = self.find(id)?;
        let id = place.as_ref().map_or(id, |place| &place.id);
        let texts = self
            .hidden_at(&["letters", &key(id), "texts"])
            .map_err(|error| self.unknown(id, &error))?;
        let texts = texts.map(Texts).filter(|texts| texts.has(fingerprint));
        let texts = texts.ok_or_else(|| no_version(id))?;
        texts.get(fingerprint).map_err(|error| self.unknown(id, &error))
    }

    /// Gives a version a name, as in "as sent to the PGA"; an empty one takes it away.
    ///
    /// # Errors
    /// That the letter has no such version, or that it cannot be written.
    pub fn name(
        &self,
        id: &str,
        fingerprint: Fingerprint,
        name: &str,
        by: &By,
    ) -> Result<(), Error> {
        self.writable()?;
        if !self
            .versions(id)?
            .iter()
            .any(|version| version.fingerprint == fingerprint)
        {
            return Err(no_version(id));
        }
        let place = self.find(id)?;
        let id = place.as_ref().map_or(id, |place| &place.id);
        let what = What::Named { text: Text(fingerprint), name: short(name) };
        let named = self.letter(id).and_then(|letter| letter.write(by, what));
        named.map_err(|error| self.unsaved(id, &error))
    }

    /// What a person can undo, the oldest first: the text before the last sitting, if that was
    /// theirs, and those of the sitting. Nothing where somebody else has written since.
    ///
    /// # Errors
    /// As [`Self::versions`].
    pub fn undo(&self, id: &str, who: &str) -> Result<Vec<Version>, Error> {
        let versions = self.versions(id)?;
        let is_file = |version: &&Version| !matches!(version.change, Change::Kept(_));
        let Some(last) = versions.iter().find(is_file) else { return Ok(Vec::new()) };
        let saved = matches!(last.change, Change::Saved | Change::Created);
        if !saved || last.who != short(who) {
            return Ok(Vec::new());
        }
        let mut undo = Vec::new();
        for version in versions.iter().filter(is_file) {
            undo.push(version.clone());
            if version.sitting != last.sitting {
                break;
            }
        }
        undo.reverse();
        Ok(undo)
    }

    pub(super) fn has_history(&self, id: &str) -> bool {
        self.history(id)
            .is_ok_and(|held| held.is_some_and(|held| held.meta("journal").is_ok()))
    }

    fn history(&self, id: &str) -> Result<Option<Held>, Error> {
        if !self.read_only {
            self.mend(id).map_err(|error| self.unknown(id, &error))?;
        }
        self.hidden_at(&["letters", &key(id)])
            .map_err(|error| self.unknown(id, &error))
    }

    fn unknown(&self, id: &str, error: &std::io::Error) -> Error {
        let why = super::plainly(error);
        Error::input(format!("cannot read the versions of `{id}`: {why}"))
    }
}

fn no_version(id: &str) -> Error {
    Error::input(format!("`{id}` has no such version")).help("load the list of versions again")
}

/// The versions of a journal, the oldest first. `now` is the text that the file has.
fn versions(lines: &[Line], now: Option<Fingerprint>) -> Vec<Version> {
    let mut found: Vec<Version> = Vec::new();
    // The last save, while it is not known to have come to the file.
    let mut pending: Option<usize> = None;
    for line in lines {
        let (text, change) = match &line.what {
            What::Found { text } => (text.0, Change::Found),
            What::Created { text } => (text.0, Change::Created),
            What::Saved { text, .. } => (text.0, Change::Saved),
            What::Outside { text } => (text.0, Change::Outside),
            What::Kept { text, why } => (text.0, Change::Kept(Some(why.clone()))),
            What::Placed { text } => {
                pending = pending.filter(|at| found[*at].fingerprint != text.0);
                continue;
            }
            What::Named { text, name } => {
                let named = found.iter_mut().rev().find(|version| version.fingerprint == text.0);
                if let Some(version) = named {
                    version.name = Some(name.clone()).filter(|name| !name.is_empty());
                }
                continue;
            }
            What::Renamed { .. } | What::Removed | What::Returned => continue,
        };
        if !matches!(change, Change::Kept(_)) {
            let over = match &line.what {
                What::Saved { base, .. } => Some(base.0),
                _ => None,
            };
            settle(&mut found, pending.take(), over);
        }
        if matches!(change, Change::Saved | Change::Created) {
            pending = Some(found.len());
        }
        found.push(Version {
            number: found.len() + 1,
            fingerprint: text,
            at: line.at,
            who: line.who.clone(),
            name: None,
            sitting: 0,
            change,
        });
    }
    settle(&mut found, pending, now);
    sittings(&mut found);
    found
}

/// A save of which nobody wrote that it came to the file did so if its text was found there.
fn settle(found: &mut [Version], pending: Option<usize>, there: Option<Fingerprint>) {
    if let Some(version) = pending.and_then(|at| found.get_mut(at))
        && there != Some(version.fingerprint)
    {
        version.change = Change::Kept(None);
    }
}
