//! Saving a letter: over the text it was made from, and over no other.

use std::io::{self, Write as _};

use super::journal::{Text, What};
use super::letter::{Letter, PART, WHOLE};
use super::place::{Place, is_unsupported};
use super::texts::{new_file, permit};
use super::{By, Record, Store};
use crate::error::Error;
use crate::record::MAX_RECORD;
use crate::text::Fingerprint;

/// What came of a save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Save {
    /// The file has the text, and will have it when the machine is started again.
    Saved {
        /// What the next save is over.
        base: Fingerprint,
    },
    /// Nothing was written, for the file has another text than the one that was read.
    Moved {
        /// What it has now; nothing where there is no such letter any more.
        current: Option<Record>,
    },
}

impl Store {
    /// Saves a text over the one with the fingerprint `base`. The text is kept as a version, and so
    /// is the one whose place it takes. To save what the file has already changes nothing.
    ///
    /// # Errors
    /// That it cannot be written, or is larger than a record may be. The file is as it was.
    pub fn save(&self, id: &str, base: Fingerprint, bytes: &[u8], by: &By) -> Result<Save, Error> {
        self.writable()?;
        let Some(place) = self.find(id)? else { return Ok(Save::Moved { current: None }) };
        let id = place.id;
        check_size(&id, bytes)?;
        let wrong = |error: &io::Error| self.unsaved(&place.path, error);
        let mut letter = self.letter(&id).map_err(|error| wrong(&error))?;
        // Whoever held the lock may have moved it.
        let Some(place) = self.find(&id)? else { return Ok(Save::Moved { current: None }) };
        self.save_at(&place, &mut letter, base, bytes, by)
            .map_err(|error| wrong(&error))
    }

    fn save_at(
        &self,
        place: &Place,
        letter: &mut Letter,
        base: Fingerprint,
        bytes: &[u8],
        by: &By,
    ) -> io::Result<Save> {
        letter.permissions = Some(place.permissions()?);
        letter.sweep(by.at)?;
        let current = place.read()?;
        let now = Fingerprint::of_text(&current);
        if current == bytes {
            letter.notice(&current, now, by.at)?;
            return Ok(Save::Saved { base: now });
        }
        let noticed = letter.notice(&current, now, by.at);
        if now != base {
            // The file has its text, whether or not it could be kept as a version, too.
            return Ok(Save::Moved { current: Some(place.record(current)) });
        }
        noticed?;
        let text = letter.keep(by, bytes, |text| What::Saved { text, base: Text(base) })?;
        match put(place, letter, &current, bytes, by.at)? {
            None => {
                letter.placed(by, text);
                Ok(Save::Saved { base: text })
            }
            Some(foreign) => Ok(Save::Moved { current: Some(place.record(foreign)) }),
        }
    }

    /// Keeps a text that is not to be the file's, as one that lost a race: it is listed as a
    /// version, with the reason.
    ///
    /// # Errors
    /// That it cannot be written.
    pub fn keep(&self, id: &str, bytes: &[u8], by: &By, why: &str) -> Result<Fingerprint, Error> {
        self.writable()?;
        let place = self.find(id)?;
        let id = place.as_ref().map_or(id, |place| &place.id);
        check_size(id, bytes)?;
        let kept = self.letter(id).and_then(|mut letter| {
            letter.permissions = place.as_ref().and_then(|place| place.permissions().ok());
            let why = super::journal::short(why);
            letter.keep(by, bytes, |text| What::Kept { text, why })
        });
        kept.map_err(|error| self.unsaved(id, &error))
    }

    /// Keeps the text of a letter that another program wrote as a version, if the desk has the
    /// letter's versions and not this one; and says what the file's text is now.
    ///
    /// # Errors
    /// That it cannot be read or kept.
    pub fn notice(&self, id: &str, at: i64) -> Result<Option<Fingerprint>, Error> {
        let Some(place) = self.find(id)? else { return Ok(None) };
        let bytes = place.read().map_err(|error| place.unread(&error))?;
        let now = Fingerprint::of_text(&bytes);
        if self.read_only || !self.has_history(&place.id) {
            return Ok(Some(now));
        }
        let noticed = self.letter(&place.id).and_then(|mut letter| {
            letter.permissions = place.permissions().ok();
            letter.sweep(at)?;
            // As the file is under the lock: what was read before may be older than the journal.
            let bytes = place.read()?;
            let now = Fingerprint::of_text(&bytes);
            letter.notice(&bytes, now, at).map(|()| now)
        });
        noticed.map(Some).map_err(|error| self.unsaved(&place.path, &error))
    }
}

pub(super) fn check_size(id: &str, bytes: &[u8]) -> Result<(), Error> {
    if bytes.len() <= MAX_RECORD {
        return Ok(());
    }
    let message =
        format!("`{id}` was not saved: a letter has at most {} MiB of text", MAX_RECORD >> 20);
    Err(Error::output(message).help("enclose long texts as files of their own"))
}

/// A whole file with a text, on the disk, in the folder of what is kept.
pub(super) fn whole(letter: &Letter, bytes: &[u8]) -> io::Result<String> {
    let (part, mut file) = new_file(&letter.folder, PART)?;
    let name = part.replacen(PART, WHOLE, 1);
    permit(&file, letter.permissions.as_ref());
    let written = file
        .write_all(bytes)
        .and_then(|()| file.sync_all())
        .and_then(|()| letter.folder.rename(&part, &name));
    if written.is_err() {
        let _ = letter.folder.remove(&part);
    }
    written.map(|()| name)
}

/// Puts a text in the place of `current`. If another program wrote in between, its text stays the
/// file's, and is given back.
fn put(
    place: &Place,
    letter: &Letter,
    current: &[u8],
    bytes: &[u8],
    at: i64,
) -> io::Result<Option<Vec<u8>>> {
    let outside = By { at, ..By::default() };
    let foreign = |text: Vec<u8>| {
        // It is the file's: should it not be kept now, the next save will.
        let _ = letter.keep(&outside, &text, |text| What::Outside { text });
        Ok(Some(text))
    };
    let name = whole(letter, bytes)?;
    let now = place.read()?;
    if now != current {
        return foreign(now);
    }
    match letter.folder.exchange(&name, &place.folder, &place.name) {
        Ok(()) => {}
        Err(error) if is_unsupported(&error) => {
            return beside(place, letter, &name, bytes).map(|()| None);
        }
        Err(error) => return Err(error),
    }
    // What was the file lies here now, and stays until the next save looks at it again: another
    // program may have it open. So nobody's text is lost, whenever it came.
    let old = letter.folder.read_now(&name)?;
    if old != current {
        letter.folder.exchange(&name, &place.folder, &place.name)?;
        place.folder.sync()?;
        return foreign(old);
    }
    place.folder.sync().map(|()| None)
}

/// Where two files cannot change places: a whole file beside the record takes its name.
fn beside(place: &Place, letter: &Letter, name: &str, bytes: &[u8]) -> io::Result<()> {
    let moved = letter.folder.move_to(name, &place.folder, &place.name);
    match moved {
        Err(error) if is_unsupported(&error) => {}
        Err(error) => return Err(error),
        Ok(()) => return place.folder.sync(),
    }
    // The hidden folder is on another disk.
    let partial = format!(".{}.{}.partial", place.name, std::process::id());
    let mut file = place.folder.create(&partial)?;
    permit(&file, letter.permissions.as_ref());
    let written = file
        .write_all(bytes)
        .and_then(|()| file.sync_all())
        .and_then(|()| place.folder.rename(&partial, &place.name))
        .and_then(|()| place.folder.sync());
    if written.is_err() {
        let _ = place.folder.remove(&partial);
    }
    written?;
    letter.folder.remove(name)
}
