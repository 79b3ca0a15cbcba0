//! The folder of records as the desk keeps it: nothing that was acknowledged is ever lost.
//!
//! A text is saved over the text it was made from and over no other: the caller names the
//! fingerprint of what was read, and the file on the disk decides. Every text that was saved, and
//! every text that a save takes the place of, is kept as a version in one hidden folder, which
//! may be deleted at any time: the records are whole without it.
//!
//! ```text
//! .chancery-desk/
//!   .gitignore              all of it is left out of Git
//!   letters/KEY/journal     what happened to the letter, a line each, only ever added to
//!   letters/KEY/texts/…     its versions, each by its fingerprint, compressed (LZ4)
//!   letters/KEY/lock        held by whoever writes
//!   letters/KEY/whole-…     the file that the last save took the place of
//!   open/KEY/…              who has the letter open
//!   listing                 the list of letters, for the next start
//!   bin/…                   letters that were taken away, with all of this
//! ```

mod bin;
mod create;
mod hidden;
mod history;
mod ids;
mod journal;
mod letter;
mod place;
mod presence;
mod save;
mod sittings;
mod texts;

use std::path::{Path, PathBuf};

use super::held::Held;
use super::{Records, STATE_FOLDER, folder, plainly};
use crate::archive::{Listing, RecordFolder as _};
use crate::error::Error;
use crate::record::Syntax;
use crate::text::Fingerprint;

pub use bin::Binned;
pub use create::Creation;
pub use history::{Change, Version};
pub use presence::Present;
pub use save::Save;

/// Where the desk keeps what it knows of a folder of records; no part of it.
pub const DESK_FOLDER: &str = ".chancery-desk";

/// A folder of records that people write in, at the same time and with other programs.
///
/// It holds nothing open, so any number of them, in any number of programs, work on one folder.
/// A letter goes by its id: the path of its record within the folder, without its ending.
#[derive(Debug, Clone)]
pub struct Store {
    path: PathBuf,
    read_only: bool,
}

/// Who does something, and when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct By {
    /// The person, as others read it; empty where nobody gave a name.
    pub who: String,
    /// The window it is done in.
    pub tab: String,
    /// When, in seconds since 1970 (UTC), by the caller's clock.
    pub at: i64,
}

/// A record as it lies in the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its id. Another one than was asked for, where that is a link to this record.
    pub id: String,
    /// The path of its file within the folder.
    pub path: String,
    /// How it is written.
    pub syntax: Syntax,
    /// Its text.
    pub bytes: Vec<u8>,
    /// The fingerprint of its text, by which it is saved over.
    pub base: Fingerprint,
}

impl Store {
    /// The folder of records at `path`. With `read_only`, nothing is ever written to it.
    ///
    /// # Errors
    /// That it is no folder, or cannot be read.
    pub fn open(path: &Path, read_only: bool) -> Result<Self, Error> {
        std::fs::read_dir(path).map_err(|error| {
            Error::input(format!("cannot read {}: {}", path.display(), plainly(&error)))
                .help("name a folder of records")
        })?;
        Ok(Self { path: path.to_owned(), read_only })
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether nothing may be written.
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// The records of the folder and of those below it, for what reads many. What was changed
    /// shortly before `at` (seconds since 1970) is never taken for settled.
    pub fn records(&self, at: i64) -> Records {
        Records::new(&self.path, &[], at.saturating_mul(1_000_000_000))
    }

    /// All records and their stamps, as [`Self::records`] lists them, without those of a site that
    /// was built into the folder.
    ///
    /// # Errors
    /// That the folder cannot be read.
    pub fn list(&self, at: i64) -> Result<Listing, Error> {
        let mut found = self.records(at).list()?;
        let mut sites: Vec<String> = Vec::new();
        let mut last = "";
        for (path, _) in &found.records {
            let above = path.rsplit_once('/').map_or("", |(above, _)| above);
            if above == last {
                continue;
            }
            last = above;
            let ends = above.match_indices('/').map(|(at, _)| at).chain([above.len()]);
            for folder in ends.map(|end| &above[..end]) {
                let site = format!("{folder}/");
                if !sites.contains(&site) && super::is_site(&self.path.join(folder)) {
                    sites.push(site);
                }
            }
        }
        found
            .records
            .retain(|(path, _)| !sites.iter().any(|site| path.starts_with(site.as_str())));
        Ok(found)
    }

    /// A record, as it lies in the folder now.
    ///
    /// # Errors
    /// That there is none of that id, or that it cannot be read; a link out of the folder, a pipe,
    /// a folder, a file that is larger than a record may be, and two files of one id among them.
    pub fn read(&self, id: &str) -> Result<Record, Error> {
        let place = self.find(id)?.ok_or_else(|| self.missing(id))?;
        let bytes = place.read().map_err(|error| place.unread(&error))?;
        Ok(place.record(bytes))
    }

    /// The fingerprint of a record, without its text; none where there is no such record.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn fingerprint(&self, id: &str) -> Result<Option<Fingerprint>, Error> {
        let Some(place) = self.find(id)? else { return Ok(None) };
        let bytes = place.read().map_err(|error| place.unread(&error))?;
        Ok(Some(Fingerprint::of_text(&bytes)))
    }

    fn missing(&self, id: &str) -> Error {
        Error::input(format!("there is no letter `{id}` in {}", self.path.display()))
    }

    fn hold(&self) -> Result<Held, Error> {
        Held::open(&self.path).map_err(|error| {
            Error::input(format!("cannot read {}: {}", self.path.display(), plainly(&error)))
        })
    }

    /// That the folder may be written to.
    fn writable(&self) -> Result<(), Error> {
        if !self.read_only {
            return Ok(());
        }
        let message = format!("{} was opened for reading only", self.path.display());
        Err(Error::output(message).help("start the desk without --read-only to write"))
    }

    /// Why nothing was saved.
    fn unsaved(&self, what: &str, error: &std::io::Error) -> Error {
        let shown = self.path.join(what);
        let message = format!("{} was not saved: {}", shown.display(), plainly(error));
        Error::output(message)
            .help("the file is as it was; keep your text, and save it again when this is mended")
    }
}
