//! Letters that get another id, and letters that are taken away: with their versions, and with what
//! belongs to them in other languages. Nothing is deleted.

use std::io::{self, Write as _};

use serde::{Deserialize, Serialize};

use super::hidden::key;
use super::ids::{join, parts, taken};
use super::journal::{What, short};
use super::letter::Letter;
use super::place::Place;
use super::{By, Held, Store};
use crate::error::Error;
use crate::gather::Neighbours as _;
use crate::record::version_of;
use crate::text::{Fingerprint, nfc};

const BIN: &str = "bin";
/// What says which letter lies in a place of the bin.
const ABOUT: &str = "about.json";
const MAX_ABOUT: u64 = 1 << 20;

/// A letter that was taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binned {
    /// What it goes by in the bin.
    pub place: String,
    /// Its id when it was taken away.
    pub id: String,
    /// When, in seconds since 1970 (UTC).
    pub at: i64,
    /// By whom.
    pub who: String,
}

#[derive(Serialize, Deserialize)]
struct About {
    id: String,
    at: i64,
    who: String,
    /// Its files: the id of each, and its name.
    files: Vec<(String, String)>,
}

impl Store {
    /// Gives a letter another id, with its versions and the letters in other languages beside it.
    /// What other letters say of it stays as it is; whether they are still right, the check says.
    ///
    /// # Errors
    /// That there is no such letter, that another one has the id, or that it cannot be written.
    pub fn rename(&self, id: &str, to: &str, by: &By) -> Result<String, Error> {
        self.writable()?;
        let family = self.family(id)?;
        let to = nfc(to).into_owned();
        self.check_new(&to)?;
        let (above, stem) = parts(&to);
        let folder = self.made_folder(above)?;
        let wrong = |error: io::Error| self.unsaved(&to, &error);
        let renamed: Vec<_> = family
            .iter()
            .map(|place| renamed(&family[0].id, place, stem))
            .collect();
        for stem in &renamed {
            if let Some(name) = taken(&folder, stem).map_err(wrong)? {
                return Err(self.is_taken(&join(above, &name)));
            }
        }
        for (place, stem) in family.iter().zip(&renamed) {
            let to = join(above, stem);
            let extension = place.name.rsplit_once('.').map_or("md", |(_, extension)| extension);
            let moved = self.taken_up(place, by).and_then(|letter| {
                letter.write(by, What::Renamed { from: place.id.clone() })?;
                self.set_aside(&to, by.at)?;
                self.note_rename(&place.id, &to)?;
                place
                    .folder
                    .move_to_new(&place.name, &folder, &format!("{stem}.{extension}"))?;
                place.folder.sync()?;
                folder.sync()?;
                self.mend(&to)
            });
            moved.map_err(wrong)?;
        }
        Ok(to)
    }

    /// Takes a letter away, with its versions and the letters in other languages beside it: all of
    /// it lies in the bin of the desk, and can be brought back.
    ///
    /// # Errors
    /// That there is no such letter, or that it cannot be moved.
    pub fn remove(&self, id: &str, by: &By) -> Result<Binned, Error> {
        self.writable()?;
        let family = self.family(id)?;
        let id = family[0].id.clone();
        let removed = (|| {
            let (name, place) = self.bin_place(&id, by.at)?;
            let who = short(&by.who);
            let files = family
                .iter()
                .map(|place| (place.id.clone(), place.name.clone()))
                .collect();
            let about = About { id: id.clone(), at: by.at, who: who.clone(), files };
            let mut file = place.create_new(ABOUT)?;
            file.write_all(&serde_json::to_vec(&about)?)?;
            file.sync_all()?;
            for file in &family {
                let letter = self.taken_up(file, by)?;
                letter.write(by, What::Removed)?;
                file.folder.move_to_new(&file.name, &place, &file.name)?;
                let letters = self.hidden()?.made("letters")?;
                letters.move_to_new(&key(&file.id), &place, &key(&file.id))?;
                file.folder.sync()?;
            }
            place.sync()?;
            Ok(Binned { place: name, id: id.clone(), at: by.at, who })
        })();
        removed.map_err(|error: io::Error| self.unsaved(&id, &error))
    }

    /// The letters that were taken away, the last one first.
    ///
    /// # Errors
    /// That the bin cannot be read.
    pub fn bin(&self) -> Result<Vec<Binned>, Error> {
        let wrong = |error: io::Error| {
            Error::input(format!("cannot read the bin of the desk: {}", super::plainly(&error)))
        };
        let Some(bin) = self.hidden_at(&[BIN]).map_err(wrong)? else { return Ok(Vec::new()) };
        let names = bin.names().map_err(wrong)?;
        let mut found: Vec<_> = names
            .into_iter()
            .filter_map(|name| {
                let about = about(&self.hidden_at(&[BIN, &name]).ok()??)?;
                Some(Binned { place: name, id: about.id, at: about.at, who: about.who })
            })
            .collect();
        found.sort_by(|one, other| (other.at, &other.place).cmp(&(one.at, &one.place)));
        Ok(found)
    }

    /// Brings a letter back from the bin, with all that was taken away with it.
    ///
    /// # Errors
    /// That the bin has no such letter, that a letter of its id is there again, or that it cannot be
    /// moved.
    pub fn bring_back(&self, place: &str, by: &By) -> Result<String, Error> {
        self.writable()?;
        let gone = || Error::input("the bin has no such letter").help("load the bin again");
        if place.contains('/') || place.starts_with('.') {
            return Err(gone());
        }
        let held = self.hidden_at(&[BIN, place]).ok().flatten().ok_or_else(gone)?;
        let about = about(&held).ok_or_else(gone)?;
        let (above, _) = parts(&about.id);
        let folder = self.made_folder(above)?;
        let wrong = |error: io::Error| self.unsaved(&about.id, &error);
        // What an earlier try brought back is not there to be brought back.
        let is_here = |name: &str| held.meta(name).is_ok();
        for (id, _) in about.files.iter().filter(|(_, name)| is_here(name)) {
            if let Some(name) = taken(&folder, parts(id).1).map_err(wrong)? {
                return Err(self.is_taken(&join(above, &name)));
            }
        }
        let back = (|| {
            let letters = self.hidden()?.made("letters")?;
            for (id, name) in &about.files {
                if is_here(&key(id)) {
                    self.set_aside(id, by.at)?;
                    held.move_to_new(&key(id), &letters, &key(id))?;
                    letters.sync()?;
                }
                if is_here(name) {
                    held.move_to_new(name, &folder, name)?;
                    folder.sync()?;
                    self.letter(id)?.write(by, What::Returned)?;
                }
            }
            held.remove(ABOUT)?;
            let bin = self.hidden()?.made(BIN)?;
            // It stays where something is left in it.
            let _ = bin.dir.remove_dir(place);
            bin.sync()
        })();
        back.map_err(wrong)?;
        Ok(about.id)
    }

    /// A letter, and the letters in other languages beside it.
    fn family(&self, id: &str) -> Result<Vec<Place>, Error> {
        let place = self.find(id)?.ok_or_else(|| self.missing(id))?;
        let (above, stem) = parts(&place.id);
        let tags = super::super::Folder::new(self.path.join(above)).versions(stem);
        let ids: Vec<_> = tags.iter().map(|tag| format!("{}.{tag}", place.id)).collect();
        let mut family = vec![place];
        for id in ids {
            family.extend(self.find(&id)?);
        }
        Ok(family)
    }

    /// What is kept of a letter that is to be moved, with the text it has now.
    fn taken_up(&self, place: &Place, by: &By) -> io::Result<Letter> {
        let mut letter = self.letter(&place.id)?;
        letter.permissions = Some(place.permissions()?);
        letter.sweep(by.at)?;
        let bytes = place.read()?;
        letter.notice(&bytes, Fingerprint::of_text(&bytes), by.at)?;
        Ok(letter)
    }

    /// Versions of an id whose letter is no longer there go to the bin: those of another letter
    /// take their place.
    fn set_aside(&self, id: &str, at: i64) -> io::Result<()> {
        let letters = self.hidden()?.made("letters")?;
        if letters.meta(&key(id)).is_ok() {
            let (_, place) = self.bin_place(id, at)?;
            letters.move_to_new(&key(id), &place, &key(id))?;
        }
        Ok(())
    }

    /// Notes that the versions of `from` are about to be those of `to`.
    fn note_rename(&self, from: &str, to: &str) -> io::Result<()> {
        let letters = self.hidden()?.made("letters")?;
        let mut file = letters.create(&renaming(to))?;
        file.write_all(from.as_bytes())?;
        file.sync_all()?;
        letters.sync()
    }

    /// Ends a rename whose file has moved: its versions follow. Whoever next asks for the letter
    /// ends what was cut short.
    pub(super) fn mend(&self, to: &str) -> io::Result<()> {
        let Some(letters) = self.hidden_at(&["letters"])? else { return Ok(()) };
        let note = renaming(to);
        let Ok(from) = letters.read(&note, MAX_ABOUT) else { return Ok(()) };
        let from = String::from_utf8_lossy(&from).into_owned();
        let is_there = |id: &str| self.find(id).is_ok_and(|place| place.is_some());
        if is_there(&from) || !is_there(to) {
            return Ok(());
        }
        match letters.move_to_new(&key(&from), &letters, &key(to)) {
            // Somebody else was quicker.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            moved => moved?,
        }
        letters.sync()?;
        letters.remove(&note)
    }

    /// A new place in the bin.
    fn bin_place(&self, id: &str, at: i64) -> io::Result<(String, Held)> {
        let bin = self.hidden()?.made(BIN)?;
        for number in 1.. {
            let name = format!("{at}-{number}-{}", key(id));
            if bin.make_folder(&name)? {
                bin.sync()?;
                let place = bin.inner(&name)?;
                return Ok((name, place));
            }
        }
        Err(io::Error::other("the bin is full"))
    }

    fn is_taken(&self, path: &str) -> Error {
        let shown = self.path.join(path);
        Error::input(format!("there is a letter of that name already: {}", shown.display()))
            .help("choose another name")
    }
}

fn about(held: &Held) -> Option<About> {
    serde_json::from_slice(&held.read(ABOUT, MAX_ABOUT).ok()?).ok()
}

/// The name of the note of a rename.
fn renaming(to: &str) -> String {
    format!("{}.from", key(to))
}

/// The stem of a file of a family whose letter is renamed.
fn renamed(id: &str, place: &Place, stem: &str) -> String {
    match version_of(parts(&place.id).1) {
        Some((_, tag)) if place.id != id => format!("{stem}.{tag}"),
        _ => stem.to_owned(),
    }
}
