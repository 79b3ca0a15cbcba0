//! What lies beside a record: other records, files, versions.

use std::collections::BTreeMap;
use std::fmt;

use crate::finding::nearest;
use crate::record::{RecordFile, Syntax, is_version_tag, version_of};
use crate::text::nfc;

/// Where records and files lie beside a letter.
pub trait Neighbours {
    /// The record with this id.
    ///
    /// # Errors
    /// Why it cannot be had.
    fn record(&self, id: &str) -> Result<RecordFile, Unavailable>;

    /// The file with this name, of at most `limit` bytes.
    ///
    /// # Errors
    /// Why it cannot be had.
    fn file(&self, name: &str, limit: u64) -> Result<Vec<u8>, Unavailable>;

    /// The languages that have a file of their own beside the record with this id: `fr` for
    /// `ID.fr.md`.
    fn versions(&self, _id: &str) -> Vec<String> {
        Vec::new()
    }

    /// The ids of all records there.
    fn ids(&self) -> Vec<String>;

    /// The id nearest to a mistyped one, for advice.
    fn nearest(&self, id: &str) -> Option<String> {
        let ids = self.ids();
        nearest(id, ids.iter().map(String::as_str)).map(str::to_owned)
    }
}

/// Why something beside a record cannot be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unavailable {
    /// There is nothing of that name.
    Missing,
    /// It has more bytes than this.
    TooLarge(u64),
    /// It is there and cannot be read, or must not be; why, in a sentence.
    Unreadable(String),
}

impl fmt::Display for Unavailable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("there is no such file"),
            Self::TooLarge(limit) => write!(f, "it is larger than {} MiB", limit >> 20),
            Self::Unreadable(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for Unavailable {}

/// Records and files in memory, by the names of their files: `2018-01-17-ign-co-chairs.md`.
///
/// ```
/// use chancery::gather::{InMemory, Neighbours};
///
/// let letters = InMemory::new().with("2018-01-17-ign-co-chairs.md", "---\noffice: ign-co-chairs\n---\n");
/// assert!(letters.record("2018-01-17-ign-co-chairs").is_ok());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InMemory(BTreeMap<String, Vec<u8>>);

impl InMemory {
    /// Nothing at all.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same with one file more.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        self.insert(name, bytes);
        self
    }

    /// Adds a file; one of the same name is replaced.
    pub fn insert(&mut self, name: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.0.insert(name.into(), bytes.into());
    }

    /// The files by their names, in order.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    /// The file of a name, or of one that looks the same and is spelt otherwise.
    fn named(&self, name: &str) -> Option<(&String, &Vec<u8>)> {
        let spelt = || self.0.iter().find(|(other, _)| nfc(other) == nfc(name));
        let other = || if name.is_ascii() { None } else { spelt() };
        self.0.get_key_value(name).or_else(other)
    }

    /// The stems of all records, versions among them.
    fn stems(&self) -> impl Iterator<Item = &str> {
        self.0.keys().filter_map(|name| {
            let (stem, extension) = name.rsplit_once('.')?;
            Syntax::from_extension(extension).map(|_| stem)
        })
    }
}

impl<N: Into<String>, B: Into<Vec<u8>>> FromIterator<(N, B)> for InMemory {
    fn from_iter<I: IntoIterator<Item = (N, B)>>(files: I) -> Self {
        Self(
            files
                .into_iter()
                .map(|(name, bytes)| (name.into(), bytes.into()))
                .collect(),
        )
    }
}

impl Neighbours for InMemory {
    fn record(&self, id: &str) -> Result<RecordFile, Unavailable> {
        let found = Syntax::EXTENSIONS.iter().find_map(|(extension, syntax)| {
            let (name, bytes) = self.named(&format!("{id}.{extension}"))?;
            Some(RecordFile { name: name.clone(), syntax: *syntax, bytes: bytes.clone() })
        });
        found.ok_or(Unavailable::Missing)
    }

    fn file(&self, name: &str, limit: u64) -> Result<Vec<u8>, Unavailable> {
        let (_, bytes) = self.named(name).ok_or(Unavailable::Missing)?;
        if bytes.len() as u64 > limit {
            return Err(Unavailable::TooLarge(limit));
        }
        Ok(bytes.clone())
    }

    fn versions(&self, id: &str) -> Vec<String> {
        let versions = self.stems().filter_map(version_of);
        let own = versions.filter(|(record, tag)| nfc(record) == nfc(id) && is_version_tag(tag));
        own.map(|(_, tag)| tag.to_owned()).collect()
    }

    fn ids(&self) -> Vec<String> {
        self.stems().map(|stem| nfc(stem).into_owned()).collect()
    }
}
