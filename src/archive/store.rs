//! What a build asks of the file system, and nothing else: where records lie, where the site
//! lies. The edge of the program answers.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use crate::error::Error;
use crate::gather::Neighbours;

/// What tells an untouched file from a changed one without reading it: as git does, by size,
/// times and number. Two stamps that are equal mean the same bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Bytes.
    pub size: u64,
    /// When the bytes were last changed, in nanoseconds.
    pub modified: i64,
    /// When anything of the file was last changed, in nanoseconds.
    pub changed: i64,
    /// The file's number in the file system.
    pub number: u64,
    /// It was changed so lately that a further change could leave the same stamp: never trusted.
    pub fresh: bool,
}

impl Stamp {
    /// Whether a file with this stamp surely has the bytes that it had with `then`.
    pub fn proves(&self, then: &Self) -> bool {
        self == then && !self.fresh
    }
}

/// What lies in a folder of records. Paths are within the folder, with `/` between their parts.
#[derive(Debug, Default)]
pub struct Listing {
    /// The records, in the order of their paths.
    pub records: Vec<(String, Stamp)>,
    /// Folders and files that cannot be reached, in the order of their paths, and why.
    pub unreachable: Vec<(String, String)>,
}

/// The folder of records.
pub trait RecordFolder: Sync {
    /// All records that can be reached.
    ///
    /// # Errors
    /// That the folder itself cannot be read.
    fn list(&self) -> Result<Listing, Error>;

    /// The bytes of a record.
    ///
    /// # Errors
    /// That it cannot be read.
    fn read(&self, path: &str) -> Result<Vec<u8>, Error>;

    /// The stamp of a file that a letter encloses or shows.
    fn stamp(&self, path: &str) -> Option<Stamp>;

    /// What lies beside the record at `path`.
    fn beside<'a>(&'a self, path: &str) -> Box<dyn Neighbours + 'a>;

    /// The languages that have a file of their own beside the record at `path`.
    fn versions(&self, path: &str) -> Vec<String>;

    /// What messages call the file at `path`.
    fn shown(&self, path: &str) -> String;
}

/// The folder of the site. Every file in it is whole or absent at every moment, and what is
/// written is noted first, so that a build which is cut short leaves no file that nobody knows.
pub trait SiteFolder: Sync {
    /// The stamp of a file.
    fn stamp(&self, path: &str) -> Option<Stamp>;

    /// The bytes of a file.
    ///
    /// # Errors
    /// That it cannot be read.
    fn read(&self, path: &str) -> Result<Vec<u8>, Error>;

    /// Writes a file. One that has these bytes already is left as it is.
    ///
    /// # Errors
    /// That it cannot be written.
    fn write(&self, path: &str, bytes: &[u8]) -> Result<FileInfo, Error>;

    /// Writes a file that is made while it is written. A file that has these bytes already is
    /// left as it is.
    ///
    /// # Errors
    /// That it cannot be written.
    fn write_with(&self, path: &str, fill: WriteWith<'_>) -> Result<FileInfo, Error>;

    /// Removes a file that has one of these SHA-256, and the folders that are empty without it.
    /// Another file of that name is left, and the answer is false. Removing a missing file is
    /// not an error.
    ///
    /// # Errors
    /// That it cannot be removed.
    fn remove(&self, path: &str, hashes: &[[u8; 32]]) -> Result<bool, Error>;

    /// The files that builds which were cut short may have written.
    ///
    /// # Errors
    /// That the journal of the folder cannot be read.
    fn unfinished(&self) -> Result<Vec<Written>, Error>;

    /// The state that the last build saved.
    fn load_state(&self) -> Option<Vec<u8>>;

    /// Saves the state of a finished build, which speaks of one pack; empties the journal, and
    /// removes all other packs.
    ///
    /// # Errors
    /// That it cannot be written.
    fn save_state(&self, pack: u32, state: WriteWith<'_>) -> Result<(), Error>;

    /// Appends bytes to a pack, a file of that number beside the state; gives where they begin.
    ///
    /// # Errors
    /// That they cannot be written.
    fn append(&self, pack: u32, bytes: &[u8]) -> Result<u64, Error>;

    /// So many bytes of a pack; none if they are not there.
    fn read_pack(&self, pack: u32, start: u64, length: usize) -> Option<Vec<u8>>;

    /// How many bytes a pack has.
    fn pack_size(&self, pack: u32) -> u64;

    /// Removes a pack, if it is there.
    ///
    /// # Errors
    /// That it cannot be removed.
    fn remove_pack(&self, pack: u32) -> Result<(), Error>;
}

/// Writes the bytes of a file.
pub type WriteWith<'a> = &'a mut dyn FnMut(&mut dyn Write) -> io::Result<()>;

/// A file that a build wrote, as it remembers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its path within the site.
    pub path: String,
    /// The SHA-256 of its bytes.
    pub sha256: [u8; 32],
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileInfo {
    /// Its stamp.
    pub stamp: Stamp,
    /// Its size in bytes.
    pub bytes: u64,
    /// The SHA-256 of its bytes.
    pub sha256: [u8; 32],
}

/// Who wants to know how far a build is.
pub trait Progress: Sync {
    /// A phase begins: how many steps it has.
    fn begin(&self, phase: Phase, steps: usize);
    /// One step is done.
    fn done(&self);
}

/// A phase of a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// The letters, each in all formats.
    Letters,
    /// Register, threads, programme, and the page of each letter.
    Pages,
    /// The index for search.
    Search,
}
