//! A card of the archive: the register's entry of a letter, with its folder and its files.

use std::ops::{Deref, DerefMut};

use serde::{Deserialize, Serialize};

use super::store::Written;
use super::texts::TextPair;
use crate::letter::{Date, Day};
use crate::record::Record;
use crate::register::{Entry, Filing, Text};

/// What the archive remembers of a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card<'a> {
    /// What the register says of it.
    #[serde(borrow)]
    pub entry: Entry<'a>,
    /// The folder of its files within the site, without a slash at its ends: `2018/2018-01-18-pga-ign`.
    #[serde(borrow)]
    pub address: Text<'a>,
    /// The files made of it, in the order of the formats.
    #[serde(borrow)]
    pub files: Vec<File<'a>>,
    /// The files of the document that it is issued as, in the same order.
    #[serde(borrow)]
    pub issued_files: Vec<File<'a>>,
    /// Where its article lies, for its page, and its words in all its languages, for search.
    pub texts: TextPair,
}

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File<'a> {
    /// Its name within the letter's folder.
    #[serde(borrow)]
    pub name: Text<'a>,
    /// Its size in bytes.
    pub bytes: u64,
    /// The SHA-256 of its bytes.
    pub sha256: [u8; 32],
}

impl<'a> Card<'a> {
    /// The card of a letter that is filed under `address`, without its files.
    pub fn new(entry: Entry<'a>, address: String) -> Self {
        let (files, issued_files) = (Vec::new(), Vec::new());
        Self { entry, address: address.into(), files, issued_files, texts: TextPair::default() }
    }

    /// All its files, with those of the document that it is issued as.
    pub(super) fn all_files(&self) -> impl Iterator<Item = &File<'a>> {
        self.files.iter().chain(&self.issued_files)
    }

    /// Its files, by their paths within the site.
    pub(super) fn written(&self) -> impl Iterator<Item = Written> {
        let path = |file: &File<'_>| format!("{}/{}", self.address, file.name);
        self.all_files()
            .map(move |file| Written { path: path(file), sha256: file.sha256 })
    }

    /// The year under which the letter is filed; none if it is undated.
    pub fn year(&self) -> Option<&str> {
        year_of(&self.address)
    }

    /// A letter's place among all: by date, then by id; undated ones last.
    pub(super) fn order(&self) -> (bool, Option<Day>, &str) {
        (self.date.is_none(), self.filed(), &self.id)
    }
}

/// A card answers for the entry of its letter.
impl<'a> Deref for Card<'a> {
    type Target = Entry<'a>;

    fn deref(&self) -> &Entry<'a> {
        &self.entry
    }
}

impl<'a> AsRef<Filing<'a>> for Card<'a> {
    fn as_ref(&self) -> &Filing<'a> {
        &self.entry.filing
    }
}

impl<'a> DerefMut for Card<'a> {
    fn deref_mut(&mut self) -> &mut Entry<'a> {
        &mut self.entry
    }
}

/// The folder of letters without a date.
pub(super) const UNDATED: &str = "undated";

/// Where a letter is filed: under the year that its id begins with, as archives name their
/// pieces; else under the year of its date.
pub(super) fn address(record: &Record, stem: &str) -> String {
    match filed(&record.id).or(record.letter.date.map(Date::filed)) {
        Some(day) => format!("{:04}/{stem}", day.year()),
        None => format!("{UNDATED}/{stem}"),
    }
}

/// The day that an id begins with.
pub(super) fn filed(id: &str) -> Option<Day> {
    Day::parse(id.get(..10)?).ok()
}

/// The year under which a letter with this address is filed; none if it is undated.
pub(super) fn year_of(address: &str) -> Option<&str> {
    let (year, _) = address.split_once('/')?;
    (year != UNDATED).then_some(year)
}

/// The language of one of the files of a letter, where its name bears one: the main language
/// stands in no name. `first` is the first file of the letter; `end` is what the name of the file
/// ends in before its extension.
pub(super) fn language_of<'f>(
    first: Option<&File<'_>>,
    file: &'f File<'_>,
    end: &str,
) -> Option<&'f str> {
    let (stem, _) = first?.name.rsplit_once('.')?;
    let (name, _) = file.name.rsplit_once('.')?;
    name.strip_suffix(end)?.strip_prefix(stem)?.strip_prefix('.')
}
