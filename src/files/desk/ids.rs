//! Ids of letters: which there are, and which a new letter may have.

use std::path::Path;

use super::place::Place;
use super::{Held, Store, folder};
use crate::error::Error;
use crate::record::{Syntax, version_of};
use crate::text::{file_stem, is_inner_path, nfc};

/// The folders above an id, and its own name.
pub(super) fn parts(id: &str) -> (&str, &str) {
    id.rsplit_once('/').unwrap_or(("", id))
}

/// An id by its path, which has an ending.
fn of_path(path: &str) -> String {
    let (above, name) = parts(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    nfc(&join(above, stem)).into_owned()
}

/// A path within a folder within the folder.
pub(super) fn join(above: &str, name: &str) -> String {
    if above.is_empty() { name.to_owned() } else { format!("{above}/{name}") }
}

impl Store {
    /// Where the record of an id lies, if there is one.
    pub(super) fn find(&self, id: &str) -> Result<Option<Place>, Error> {
        self.follow(id, true)
    }

    fn follow(&self, id: &str, links: bool) -> Result<Option<Place>, Error> {
        check_inner(id)?;
        let (above, stem) = parts(id);
        let wrong = |why: &str| Error::input(format!("cannot read the letter `{id}`: {why}"));
        let Some(held) = self.folder(above)? else { return Ok(None) };
        let name = match name_in(&held, stem) {
            Ok(None) => return Ok(None),
            Ok(Some(name)) => name,
            Err(why) => return Err(wrong(&why).help(ONE_FILE)),
        };
        let meta = held.meta(&name).map_err(|error| wrong(&super::plainly(&error)))?;
        let path = join(above, &name);
        if meta.is_symlink() {
            let inner = self.linked(&path).map_err(wrong)?;
            return if links { self.follow(&of_path(&inner), false) } else { Err(wrong(LINKS)) };
        }
        if meta.is_dir() {
            return Err(wrong("it is a folder"));
        }
        if !meta.is_file() {
            return Err(wrong("it is not a file"));
        }
        let syntax = Path::new(&name).extension().and_then(|extension| extension.to_str());
        let syntax = syntax.and_then(Syntax::from_extension);
        let syntax = syntax.ok_or_else(|| wrong("it is no record"))?;
        Ok(Some(Place { id: of_path(&path), path, folder: held, name, syntax }))
    }

    /// A folder within the folder of records, gone into without links.
    pub(super) fn folder(&self, above: &str) -> Result<Option<Held>, Error> {
        match self.hold()?.below(above) {
            Ok(held) => Ok(Some(held)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(_) => {
                let message = format!("`{above}` is a link or a file, no folder of records");
                Err(Error::input(message))
            }
        }
    }

    /// The path within the folder that a link leads to.
    fn linked(&self, path: &str) -> Result<String, &'static str> {
        let root = self.path.canonicalize().map_err(|_| NOWHERE)?;
        let real = self.path.join(path).canonicalize().map_err(|_| NOWHERE)?;
        let inner = real.strip_prefix(&root).map_err(|_| OUT)?.to_str().ok_or(NOWHERE)?;
        let hidden = inner.split('/').any(|part| part.starts_with('.'));
        if hidden || !folder::is_record(Path::new(inner)) { Err(OUT) } else { Ok(inner.to_owned()) }
    }

    /// That a new letter may have this id, but for letters that are there already.
    pub(super) fn check_new(&self, id: &str) -> Result<(), Error> {
        check_inner(id)?;
        let (above, stem) = parts(id);
        let stem = match version_of(stem) {
            Some((letter, _)) if self.find(&join(above, letter))?.is_some() => letter,
            _ if stem.contains('.') => {
                let message = format!("`{stem}` has a dot in it, and an id has none");
                return Err(Error::input(message).help(
                    "the dot is for a letter in another language, as in LETTER.fr beside LETTER",
                ));
            }
            _ => stem,
        };
        for part in above.split('/').filter(|part| !part.is_empty()).chain([stem]) {
            if file_stem(part) != part {
                let message = format!("`{part}` cannot be the name of a letter or its folder");
                return Err(Error::input(message).help(format!(
                    "letters, figures, hyphens and at most 120 characters: {}",
                    file_stem(part)
                )));
            }
        }
        Ok(())
    }
}

const ONE_FILE: &str = "a letter has one record: give one of the files another name";
const LINKS: &str = "it is a link to a link: open the letter it leads to";
const NOWHERE: &str = "it is a link that leads nowhere";
const OUT: &str = "it is a link that leads out of the folder of records";

/// That an id is a path within the folder, and hides nothing.
fn check_inner(id: &str) -> Result<(), Error> {
    let hidden = id.split('/').any(|part| part.starts_with('.'));
    if is_inner_path(id) && !hidden && !id.contains(|c: char| c == '\\' || c.is_control()) {
        return Ok(());
    }
    let shown = id.escape_debug();
    Err(Error::input(format!("`{shown}` is no id of a letter"))
        .help("an id is the path of a record within the folder, without its ending"))
}

/// The name of the one file that is the record `stem`, however its accents are spelt.
fn name_in(held: &Held, stem: &str) -> Result<Option<String>, String> {
    let names = Syntax::EXTENSIONS
        .iter()
        .map(|(extension, _)| format!("{stem}.{extension}"));
    let mut found: Vec<_> = names
        .filter(|name| folder::is_record(Path::new(name)) && held.meta(name).is_ok())
        .collect();
    if found.is_empty() && !stem.is_ascii() {
        let wanted = nfc(stem);
        let names = held.names().unwrap_or_default();
        found = names
            .into_iter()
            .filter(|name| folder::is_record(Path::new(name)))
            .filter(|name| name.rsplit_once('.').is_some_and(|(stem, _)| nfc(stem) == wanted))
            .collect();
    }
    found.sort();
    match found.as_slice() {
        [_, _, ..] => Err(format!("{} are both there", found.join(" and "))),
        _ => Ok(found.pop()),
    }
}

/// The name of a record that a new one of this stem would be taken for.
pub(super) fn taken(held: &Held, stem: &str) -> std::io::Result<Option<String>> {
    let alike = |name: &str| nfc(name).to_lowercase();
    let wanted = alike(stem);
    let mut names = held.names()?;
    names.sort();
    Ok(names.into_iter().find(|name| {
        folder::is_record(Path::new(name))
            && name.rsplit_once('.').is_some_and(|(stem, _)| alike(stem) == wanted)
    }))
}
