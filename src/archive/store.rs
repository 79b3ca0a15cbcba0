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

/// The folder of records.
pub trait RecordFolder: Sync {
    /// All records, by their paths within the folder with `/` between the parts, in order.
    ///
    /// # Errors
    /// That the folder cannot be read.
    fn list(&self) -> Result<Vec<(String, Stamp)>, Error>;

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

/// The folder of the site. Every file in it is whole or absent at every moment.
pub trait SiteFolder: Sync {
    /// The stamp of a file.
    fn stamp(&self, path: &str) -> Option<Stamp>;

    /// The bytes of a file.
    ///
    /// # Errors
    /// That it cannot be read.
    fn read(&self, path: &str) -> Result<Vec<u8>, Error>;

    /// Writes a file, and gives its stamp. A file that has these bytes already is left as it is.
    ///
    /// # Errors
    /// That it cannot be written.
    fn write(&self, path: &str, bytes: &[u8]) -> Result<Stamp, Error>;

    /// Writes a file that is made while it is written. A file that has these bytes already is
    /// left as it is.
    ///
    /// # Errors
    /// That it cannot be written.
    fn write_with(&self, path: &str, fill: WriteWith<'_>) -> Result<Written, Error>;

    /// Removes a file, and the folders that are empty without it; a file that is not there
    /// is none the worse.
    ///
    /// # Errors
    /// That it cannot be removed.
    fn remove(&self, path: &str) -> Result<(), Error>;

    /// Writes down what is about to be written, so that a build that is cut short leaves
    /// nothing that nobody knows.
    ///
    /// # Errors
    /// That it cannot be written.
    fn journal(&self, paths: &[String]) -> Result<(), Error>;

    /// What earlier builds that were cut short had intended to write.
    ///
    /// # Errors
    /// That it cannot be read.
    fn unfinished(&self) -> Result<Vec<String>, Error>;

    /// What the last build remembered.
    fn load_state(&self) -> Option<Vec<u8>>;

    /// Remembers the state of a finished build, and forgets what was intended.
    ///
    /// # Errors
    /// That it cannot be written.
    fn save_state(&self, state: WriteWith<'_>) -> Result<(), Error>;
}

/// Writes the bytes of a file.
pub type WriteWith<'a> = &'a mut dyn FnMut(&mut dyn Write) -> io::Result<()>;

/// A file that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Its stamp.
    pub stamp: Stamp,
    /// Its size in bytes.
    pub bytes: u64,
    /// The SHA-256 of its bytes.
    pub sha256: [u8; 32],
}

/// Who wants to know how far a build is.
pub trait Progress: Sync {
    /// A stretch of work begins: its name, and how many pieces it has.
    fn begin(&self, what: Phase, pieces: usize);
    /// One piece is done.
    fn done(&self);
}

/// A stretch of a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// The letters, each in all formats.
    Letters,
    /// Register, threads, programme, and the page of each letter.
    Pages,
    /// The index for search.
    Search,
}
