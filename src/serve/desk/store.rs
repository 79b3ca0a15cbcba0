//! Reading and writing records: nothing that was acknowledged is lost.

use std::path::Path;

use super::{Desk, RecordText};
use crate::error::Error;
use crate::files::desk::{Binned, By, Change, Creation, Save, Version};
use crate::record::Syntax;
use crate::serve::visitor::Visitor;
use crate::text::Fingerprint;

impl Desk {
    /// Who does something, and when.
    pub(super) fn by(&self, visitor: &Visitor, tab: &str) -> By {
        let who = visitor.name.clone().unwrap_or_else(|| self.person.clone());
        By { who, tab: tab.to_owned(), at: i64::try_from(visitor.at).unwrap_or(i64::MAX) }
    }

    /// The record at a path within the folder, which is written without its ending; none where no
    /// record lies there.
    pub(in crate::serve) fn record(&self, path: &str) -> Option<RecordText> {
        let record = self.store.read(path).ok()?;
        self.shown.note(record.base, &record.bytes);
        let stem = Path::new(&record.path).file_stem()?.to_str()?.to_owned();
        Some(RecordText {
            path: record.id,
            file: record.path,
            id: stem,
            syntax: record.syntax,
            bytes: record.bytes,
            print: record.base,
        })
    }

    /// The text of a letter with a fingerprint: as it lies on the disk, or an earlier one.
    pub(in crate::serve) fn text_of(&self, path: &str, base: &str) -> Option<RecordText> {
        let current = self.record(path)?;
        if current.base() == base {
            return Some(current);
        }
        let print = base.parse::<Fingerprint>().ok()?;
        let shown = self.shown.get(print);
        let bytes = shown.or_else(|| self.store.version(path, print).ok())?;
        Some(RecordText { bytes, print, ..current })
    }

    /// Writes a record in place of `current`.
    ///
    /// # Errors
    /// That it cannot be written; the record is as it was.
    pub(in crate::serve) fn save(
        &self,
        visitor: &Visitor,
        current: &RecordText,
        bytes: &[u8],
    ) -> Result<Save, Error> {
        self.store
            .save(&current.path, current.print, bytes, &self.by(visitor, ""))
    }

    /// Keeps a text that did not become the letter as a version of its own.
    ///
    /// # Errors
    /// That it cannot be written.
    pub(in crate::serve) fn keep(
        &self,
        visitor: &Visitor,
        path: &str,
        bytes: &[u8],
    ) -> Result<(), Error> {
        let why = self.words(visitor).say("kept-because-both");
        self.store.keep(path, bytes, &self.by(visitor, ""), why).map(drop)
    }

    /// Writes a new record; its path. Where the name is taken, a number is added.
    ///
    /// # Errors
    /// That no letter may have that id, or that it cannot be written.
    pub(in crate::serve) fn create(
        &self,
        visitor: &Visitor,
        id: &str,
        bytes: &[u8],
    ) -> Result<String, Error> {
        let by = self.by(visitor, "");
        for number in 1.. {
            let id = if number == 1 { id.to_owned() } else { format!("{id}-{number}") };
            match self.store.create(&id, Syntax::Markdown, bytes, &by)? {
                Creation::Created { id, .. } => return Ok(id),
                Creation::Taken { .. } => {}
            }
        }
        Err(Error::output("there are too many letters of that name"))
    }

    /// The versions of a letter, the newest first.
    pub(in crate::serve) fn versions(&self, path: &str) -> Vec<Version> {
        self.store.versions(path).unwrap_or_default()
    }

    /// How a version came to be, in the visitor's words; nothing where it was saved as usual.
    pub(in crate::serve) fn told<'a>(
        &'a self,
        visitor: &Visitor,
        change: &'a Change,
    ) -> Option<&'a str> {
        let words = self.words(visitor);
        match change {
            Change::Saved => None,
            Change::Found => Some(words.say("version-found")),
            Change::Created => Some(words.say("version-created")),
            Change::Outside => Some(words.say("version-outside")),
            Change::Kept(Some(why)) => Some(why),
            Change::Kept(None) => Some(words.say("version-cut-short")),
        }
    }

    /// Gives a version a name.
    ///
    /// # Errors
    /// That the letter has no such version, or that it cannot be written.
    pub(in crate::serve) fn name_version(
        &self,
        visitor: &Visitor,
        path: &str,
        base: &str,
        name: &str,
    ) -> Result<(), String> {
        let unknown = || self.words(visitor).say("unknown-base").to_owned();
        let print = base.parse::<Fingerprint>().map_err(|_| unknown())?;
        let named = self.store.name(path, print, name, &self.by(visitor, ""));
        named.map_err(|error| error.to_string())
    }

    /// Gives a letter another id; its new path.
    ///
    /// # Errors
    /// That another letter has it, or that it cannot be written.
    pub(in crate::serve) fn rename(
        &self,
        visitor: &Visitor,
        path: &str,
        to: &str,
    ) -> Result<String, Error> {
        self.store.rename(path, to, &self.by(visitor, ""))
    }

    /// Takes a letter away.
    ///
    /// # Errors
    /// That it cannot be moved.
    pub(in crate::serve) fn remove(&self, visitor: &Visitor, path: &str) -> Result<Binned, Error> {
        self.store.remove(path, &self.by(visitor, ""))
    }

    /// The letters that were taken away, the last one first.
    ///
    /// # Errors
    /// That they cannot be listed.
    pub(in crate::serve) fn bin(&self) -> Result<Vec<Binned>, Error> {
        self.store.bin()
    }

    /// Brings a letter back that was taken away; its path.
    ///
    /// # Errors
    /// That it is not there any more, or that another letter has its place.
    pub(in crate::serve) fn bring_back(
        &self,
        visitor: &Visitor,
        place: &str,
    ) -> Result<String, Error> {
        self.store.bring_back(place, &self.by(visitor, ""))
    }

    /// Notes that a visitor has a letter open.
    pub(in crate::serve) fn beat(&self, visitor: &Visitor, path: &str, tab: &str) {
        if visitor.reads_only {
            return;
        }
        // Presence is a courtesy: where it cannot be noted, nobody is told.
        let _ = self.store.beat(path, &self.by(visitor, tab));
    }

    /// Notes that a visitor has closed a letter.
    pub(in crate::serve) fn leave(&self, visitor: &Visitor, path: &str, tab: &str) {
        let _ = self.store.leave(path, &self.by(visitor, tab));
    }

    /// Who else has a letter open, in the visitor's words.
    pub(in crate::serve) fn others(&self, visitor: &Visitor, path: &str, tab: &str) -> Vec<String> {
        let words = self.words(visitor);
        let others = self.store.others(path, &self.by(visitor, tab)).unwrap_or_default();
        let told = others.into_iter().map(|other| {
            let who = if other.who.is_empty() { words.say("somebody") } else { &other.who };
            let minutes = i64::try_from(visitor.at).unwrap_or(0).saturating_sub(other.since) / 60;
            words.fill("others-open", &[("name", who), ("minutes", &minutes.max(0).to_string())])
        });
        told.collect()
    }
}
