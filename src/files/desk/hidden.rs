//! The hidden folder of the desk: made when something is first written, and named by no record.

use std::io::{self, Write as _};

use super::ids::parts;
use super::texts::new_file;
use super::{DESK_FOLDER, Held, Store};
use crate::error::Error;
use crate::text::{Fingerprint, file_stem};

/// Keeps the folder out of Git, and says what it is to whoever finds it.
const IGNORE: &str =
    "# What the desk of Chancery remembers: versions of letters, and who has one open.
# The records are whole without it. Whoever deletes it loses the versions.
*
";

/// The name of what is kept of a letter: a part for people, and one that is like no other.
pub(super) fn key(id: &str) -> String {
    let stem: String = file_stem(parts(id).1).chars().take(40).collect();
    format!("{stem}-{}", Fingerprint::of_text(id.as_bytes()))
}

impl Store {
    /// The hidden folder, which is made if need be. Who may write to the folder of records may
    /// write to it.
    pub(super) fn hidden(&self) -> io::Result<Held> {
        let records = Held::open(&self.path)?;
        let hidden = records.made(DESK_FOLDER)?;
        if hidden.meta(".gitignore").is_err() {
            let mut file = hidden.create(".gitignore")?;
            file.write_all(IGNORE.as_bytes())?;
        }
        Ok(hidden)
    }

    /// Keeps something that can be made again, under a name of its own. In a folder that may only be
    /// read nothing is kept.
    ///
    /// # Errors
    /// That it cannot be written.
    pub fn remember(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        if self.read_only {
            return Ok(());
        }
        let kept = (|| {
            let hidden = self.hidden()?;
            let (part, mut file) = new_file(&hidden, "part")?;
            let written = file.write_all(bytes).and_then(|()| hidden.rename(&part, name));
            if written.is_err() {
                let _ = hidden.remove(&part);
            }
            written
        })();
        kept.map_err(|error: io::Error| self.unsaved(name, &error))
    }

    /// What was kept under a name, of at most `limit` bytes. Whoever reads it judges it.
    pub fn remembered(&self, name: &str, limit: u64) -> Option<Vec<u8>> {
        self.hidden_at(&[]).ok()??.read(name, limit).ok()
    }

    /// The hidden folder and those below it by their names, if they are there.
    pub(super) fn hidden_at(&self, below: &[&str]) -> io::Result<Option<Held>> {
        let path = [DESK_FOLDER]
            .iter()
            .chain(below)
            .copied()
            .collect::<Vec<_>>()
            .join("/");
        match Held::open(&self.path)?.below(&path) {
            Ok(held) => Ok(Some(held)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
                let why = "is a link or a file where a folder is wanted: take it out";
                Err(io::Error::other(format!("`{DESK_FOLDER}`, or a folder in it, {why}")))
            }
            Err(error) => Err(error),
        }
    }
}

impl Held {
    /// A folder directly in this one, made if need be with the permissions of this one.
    pub(super) fn made(&self, name: &str) -> io::Result<Self> {
        let new = self.make_folder(name)?;
        if new {
            let permissions = self.dir.dir_metadata()?.permissions();
            // Where permissions cannot be set there are none.
            let _ = self.dir.set_permissions(name, permissions);
            self.sync()?;
        }
        self.inner(name)
    }
}
