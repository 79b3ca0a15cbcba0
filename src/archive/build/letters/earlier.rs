//! The earlier letters that the calendars of letters know.

use std::collections::HashMap;

use rayon::prelude::*;

use super::{LetterBuild, ListedRecord, folder_of, id_of};
use crate::archive::card::Card;
use crate::archive::state::Letter;
use crate::compose::{FolderLetters, filed};
use crate::gather::Bundle;
use crate::package::Earlier;
use crate::record::{self, Syntax};
use crate::register::Filed;

/// The letters of each folder.
pub(super) type Folders<'l> = HashMap<&'l str, FolderLetters>;

impl<'a> LetterBuild<'a> {
    /// Whether no record is other than it was, so that all letters follow the same ones as before.
    pub(super) fn all_the_same(&self) -> bool {
        self.trusted && self.listed.iter().all(|listed| self.known(listed).is_some())
    }

    /// Reads what is filed of all records. Not to be called where the pool is at work on letters:
    /// one that waits for it would wait for itself.
    pub(super) fn file_all(&self) {
        let filed = self.listed.par_iter().map(|listed| (listed, self.filed(listed)));
        let filed: Vec<_> = filed.collect();
        let _ = self.filed.set(folders(filed));
    }

    fn folders(&self) -> &Folders<'a> {
        self.filed.get_or_init(|| {
            let filed = self.listed.iter().map(|listed| (listed, self.filed(listed)));
            folders(filed.collect())
        })
    }

    /// What is remembered of a record that is as it was.
    fn known<'l>(&self, listed: &'l ListedRecord) -> Option<Card<'l>> {
        let packed = listed.before.as_ref().filter(|_| self.trusted)?;
        packed.letter().filter(|letter| listed.stamp.proves(&letter.stamp))?;
        packed.card()
    }

    fn filed(&self, listed: &ListedRecord) -> Option<Filed> {
        if let Some(card) = self.known(listed) {
            return Some(Filed::from(&card.entry));
        }
        let path = &listed.path;
        let bytes = self.io.records.read(path).ok()?;
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        let syntax = Syntax::from_extension(extension)?;
        let record = record::read(id_of(path), path, &bytes, syntax).ok()?;
        filed(self.maker.engine(), &record)
    }

    /// What letters before one said of its meetings; those that lie in its folder are known.
    pub(super) fn before(&self, path: &str, letter: &Bundle) -> Earlier {
        let Some(folder) = self.folders().get(folder_of(path)) else { return Earlier::default() };
        let neighbours = self.io.records.beside(path);
        folder.before(self.maker.engine(), &*neighbours, letter)
    }

    /// The path of the record with an id in the folder of another one.
    pub(super) fn path_beside(&self, path: &str, id: &str) -> Option<&'a str> {
        let folder = folder_of(path);
        Syntax::EXTENSIONS.iter().find_map(|(extension, _)| {
            let path = match folder {
                "" => format!("{id}.{extension}"),
                _ => format!("{folder}/{id}.{extension}"),
            };
            let at = self.listed.binary_search_by(|listed| listed.path.as_str().cmp(&path));
            Some(self.listed[at.ok()?].path.as_str())
        })
    }

    /// Whether a letter whose calendar knows earlier ones would know the same.
    pub(super) fn follows_the_same(&self, letter: &Letter, card: &Card<'_>) -> bool {
        if self.same || !self.maker.holds_calendar {
            return true;
        }
        let Some(folder) = self.folders().get(folder_of(&letter.path)) else { return true };
        let enclosed: Vec<_> = letter.records.iter().map(|path| id_of(path)).collect();
        let speaks = !card.meetings.is_empty() || !enclosed.is_empty();
        if !speaks {
            return true;
        }
        let now = folder.known_before(&card.id, &enclosed);
        let ids = now.letters.iter().map(|letter| (letter.id, letter.thread));
        let before = letter.earlier.iter().map(|(id, thread)| (id.as_str(), *thread));
        ids.eq(before) && now.fingerprint_of_names() == letter.names
    }
}

/// Joins the letters of each folder.
fn folders<'l>(filed: Vec<(&'l ListedRecord, Option<Filed>)>) -> Folders<'l> {
    let mut folders: HashMap<_, Vec<_>> = HashMap::new();
    for (listed, filed) in filed {
        folders.entry(folder_of(&listed.path)).or_default().extend(filed);
    }
    let joined = folders
        .into_iter()
        .map(|(folder, filed)| (folder, FolderLetters::new(filed)));
    joined.collect()
}
