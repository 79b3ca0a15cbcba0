//! New letters: never over one that is there.

use std::io::{self, Write as _};

use super::ids::{join, parts, taken};
use super::journal::What;
use super::place::is_unsupported;
use super::save::{check_size, whole};
use super::{By, Held, STATE_FOLDER, Store};
use crate::error::Error;
use crate::record::Syntax;
use crate::text::{Fingerprint, nfc};

/// What came of making a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Creation {
    /// It is there, and will be when the machine is started again.
    Created {
        /// Its id, with accents spelt as they are kept.
        id: String,
        /// The path of its file within the folder.
        path: String,
        /// What the next save is over.
        base: Fingerprint,
    },
    /// A letter of that name is there already. Nothing was written.
    Taken {
        /// The path of its file within the folder.
        path: String,
    },
}

impl Store {
    /// Makes a letter. An id with a tag (`2018-01-18-pga-ign.fr`) is that of a letter in another
    /// language, beside the letter it belongs to. Folders of the id are made.
    ///
    /// # Errors
    /// That no letter may have that id, or that it cannot be written.
    pub fn create(
        &self,
        id: &str,
        syntax: Syntax,
        bytes: &[u8],
        by: &By,
    ) -> Result<Creation, Error> {
        self.writable()?;
        let id = nfc(id).into_owned();
        self.check_new(&id)?;
        check_size(&id, bytes)?;
        let (above, stem) = parts(&id);
        let folder = self.made_folder(above)?;
        let name = format!("{stem}.{}", extension(syntax));
        let path = join(above, &name);
        let wrong = |error: io::Error| self.unsaved(&path, &error);
        let letter = self.letter(&id).map_err(wrong)?;
        if let Some(name) = taken(&folder, stem).map_err(wrong)? {
            return Ok(Creation::Taken { path: join(above, &name) });
        }
        letter.sweep(by.at).map_err(wrong)?;
        let made: io::Result<Fingerprint> = (|| {
            let base = letter.keep(by, bytes, |text| What::Created { text })?;
            let new = whole(&letter, bytes)?;
            let linked = letter.folder.link_to_new(&new, &folder, &name);
            let linked = match linked {
                Err(error) if is_unsupported(&error) => {
                    // No file has two names here: the new one is whole a moment after it is there.
                    folder.create_new(&name).and_then(|mut file| {
                        file.write_all(bytes)?;
                        file.sync_all()
                    })
                }
                linked => linked,
            };
            letter.folder.remove(&new)?;
            linked?;
            folder.sync()?;
            letter.placed(by, base);
            Ok(base)
        })();
        match made {
            Ok(base) => Ok(Creation::Created { id, path, base }),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                Ok(Creation::Taken { path })
            }
            Err(error) => Err(wrong(error)),
        }
    }

    /// A folder of records, with those above it.
    pub(super) fn made_folder(&self, above: &str) -> Result<Held, Error> {
        let wrong = |error: io::Error| self.unsaved(above, &error);
        let mut held = self.hold()?;
        for part in above.split('/').filter(|part| !part.is_empty()) {
            held = held.made(part).map_err(wrong)?;
            if held.meta(STATE_FOLDER).is_ok() {
                let message = format!("`{above}` lies in a site that was built");
                return Err(Error::input(message).help(
                    "the next build would take it out again: give the letter another folder",
                ));
            }
        }
        Ok(held)
    }
}

/// The ending of a new record.
fn extension(syntax: Syntax) -> &'static str {
    let mut known = Syntax::EXTENSIONS.iter();
    known
        .find(|(_, other)| *other == syntax)
        .map_or("md", |(extension, _)| extension)
}
