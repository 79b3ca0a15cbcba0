//! Folders of records and of templates.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::versions::{self, Versions};
use super::{plainly, read_within, unavailable};
use crate::error::Error;
use crate::gather::{Neighbours, Unavailable};
use crate::record::{MAX_RECORD, RecordFile, Syntax};
use crate::text::nfc;

/// The settings of a folder of letters, which are no letter.
pub(super) const SETTINGS: &str = "chancery.toml";

/// The largest `chancery.toml` that is read: 1 MiB.
const MAX_SETTINGS: u64 = 1 << 20;

/// The folder a record lies in, with the records and files beside it.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
    /// The versions that lie in it; looked for once, by whoever asks first.
    versions: Arc<OnceLock<Versions>>,
}

impl Folder {
    /// The folder at `path`.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), versions: Arc::default() }
    }

    /// The folder that holds `file`.
    pub fn of(file: &Path) -> Self {
        match file.parent() {
            Some(parent) if parent != Path::new("") => Self::new(parent),
            _ => Self::new("."),
        }
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn shown(&self, name: &str) -> PathBuf {
        if self.path == Path::new(".") { PathBuf::from(name) } else { self.path.join(name) }
    }

    /// A name of what lies directly in the folder, as the folder spells it.
    pub(super) fn spelt(&self, name: &str) -> String {
        let is_there = name.is_ascii() || self.path.join(name).exists();
        let other = if is_there { None } else { self.spelt_otherwise(name) };
        other.unwrap_or_else(|| name.to_owned())
    }

    /// The name of a file directly in the folder that looks the same and is spelt otherwise.
    fn spelt_otherwise(&self, name: &str) -> Option<String> {
        // Plain letters have one spelling.
        if name.is_ascii() {
            return None;
        }
        let wanted = nfc(name);
        let entries = std::fs::read_dir(&self.path).ok()?.flatten();
        let mut names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        names.find(|name| nfc(name) == wanted)
    }

    /// A file below the folder, if the name stays below it, links resolved.
    fn confined(&self, name: &str) -> Result<PathBuf, Unavailable> {
        let plain = Path::new(name)
            .components()
            .all(|part| matches!(part, Component::Normal(_)));
        if !plain || name.is_empty() || name.contains(['\\', '\0']) {
            let why = "a name of a file beside the record is wanted, not a path out of its folder";
            return Err(Unavailable::Unreadable(why.to_owned()));
        }
        let path = self.path.join(name);
        let mut real = path.canonicalize();
        if real.is_err()
            && let Some(spelt) = self.spelt_otherwise(name)
        {
            real = self.path.join(spelt).canonicalize();
        }
        let real = real.map_err(|error| unavailable(&error))?;
        let root = self.path.canonicalize().map_err(|error| unavailable(&error))?;
        if real.starts_with(&root) {
            return Ok(real);
        }
        let why = "it is a link that leads out of the record's folder";
        Err(Unavailable::Unreadable(why.to_owned()))
    }
}

impl Neighbours for Folder {
    fn record(&self, id: &str) -> Result<RecordFile, Unavailable> {
        for (extension, syntax) in Syntax::EXTENSIONS {
            let name = format!("{id}.{extension}");
            match self.confined(&name) {
                Ok(path) => {
                    let bytes = read_within(&path, MAX_RECORD as u64)?;
                    let is_there = self.path.join(&name).exists();
                    let spelt = if is_there { None } else { self.spelt_otherwise(&name) };
                    let name = self.shown(spelt.as_ref().unwrap_or(&name)).display().to_string();
                    return Ok(RecordFile { name, syntax: *syntax, bytes });
                }
                Err(Unavailable::Missing) => {}
                Err(why) => return Err(why),
            }
        }
        Err(Unavailable::Missing)
    }

    fn file(&self, name: &str, limit: u64) -> Result<Vec<u8>, Unavailable> {
        read_within(&self.confined(name)?, limit)
    }

    fn versions(&self, id: &str) -> Vec<String> {
        let versions = self.versions.get_or_init(|| {
            let entries = std::fs::read_dir(&self.path).into_iter().flatten().flatten();
            let names: Vec<_> = entries
                .filter_map(|entry| entry.file_name().into_string().ok())
                .collect();
            versions::among(&self.path, names.iter().map(String::as_str))
        });
        let files = versions.get(&*nfc(id)).into_iter().flatten();
        files.map(|(tag, _)| tag.clone()).collect()
    }

    fn ids(&self) -> Vec<String> {
        let records = records_in(&self.path).unwrap_or_default();
        records
            .iter()
            .filter_map(|path| Some(nfc(path.file_stem()?.to_str()?).into_owned()))
            .collect()
    }
}

/// The records directly in a folder, in the order of their names, without the versions of letters.
///
/// # Errors
/// That the folder cannot be read.
pub fn records_in(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let wrong = |error: std::io::Error| {
        Error::input(format!("cannot read {}: {}", folder.display(), plainly(&error)))
    };
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(wrong)? {
        let path = entry.map_err(wrong)?.path();
        if is_record(&path) && path.is_file() {
            found.push(path);
        }
    }
    let versions = {
        let names = found.iter().filter_map(|path| path.file_name()?.to_str());
        versions::among(folder, names)
    };
    let files: BTreeSet<&String> = versions.values().flatten().map(|(_, name)| name).collect();
    found.retain(|path| {
        let name = path.file_name().and_then(|name| name.to_str());
        name.is_none_or(|name| !files.contains(&name.to_owned()))
    });
    found.sort();
    Ok(found)
}

/// Whether a file of that name would be read as a record.
pub fn is_record_name(name: &str) -> bool {
    is_record(Path::new(name))
}

/// Whether a file of that name is a record.
pub(super) fn is_record(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    // A schema for editors lies beside the records, and is none.
    let schema = path.to_string_lossy().ends_with(".schema.json");
    let known = extension
        .is_some_and(|extension| Syntax::EXTENSIONS.iter().any(|(known, _)| *known == extension));
    let settings = path
        .file_name()
        .is_some_and(|name| name.eq_ignore_ascii_case(SETTINGS));
    known && !schema && !settings
}

/// The settings of the folder that `record` lies in, if it has some: the name to show, the bytes.
///
/// # Errors
/// That they are there and cannot be read.
pub fn settings_of(record: &Path) -> Result<Option<(String, Vec<u8>)>, Error> {
    let path = record.with_file_name(SETTINGS);
    if !path.exists() {
        return Ok(None);
    }
    let bytes = super::read(&path, MAX_SETTINGS)?;
    Ok(Some((path.display().to_string(), bytes)))
}

/// The largest font file that is read: 64 MiB, which holds Chinese, Japanese and Korean.
const MAX_FONT: u64 = 64 << 20;

/// The font files directly in a folder, in the order of their names.
///
/// # Errors
/// That the folder or a font in it cannot be read, or that there is none.
pub fn fonts_in(folder: &Path) -> Result<Vec<Vec<u8>>, Error> {
    let wrong = |error: std::io::Error| {
        Error::input(format!("cannot read {}: {}", folder.display(), plainly(&error)))
    };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(wrong)? {
        let path = entry.map_err(wrong)?.path();
        let extension = path
            .extension()
            .map(|extension| extension.to_string_lossy().to_lowercase());
        if extension.is_some_and(|extension| ["ttf", "otf", "ttc"].contains(&extension.as_str())) {
            paths.push(path);
        }
    }
    if paths.is_empty() {
        return Err(Error::input(format!("there are no fonts in {}", folder.display()))
            .help("a font is a file that ends in .ttf, .otf or .ttc"));
    }
    paths.sort();
    paths.iter().map(|path| super::read(path, MAX_FONT)).collect()
}
