//! Which files of a folder are versions of a letter: `ID.fr.md` beside `ID.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::folder::is_record;
use crate::record::{MAX_RECORD, Syntax, is_version_tag, version_of};
use crate::text::nfc;

/// The files of versions in a folder: by the id of the record, the tag and name of each.
pub(super) type Versions = BTreeMap<String, Vec<(String, String)>>;

/// The versions among the files of a folder, by their names. A letter that has a version's name
/// and no record beside it is a letter of its own.
pub(super) fn among<'n>(folder: &Path, names: impl Iterator<Item = &'n str>) -> Versions {
    let stem = |name: &'n str| name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let records: Vec<&str> = names.filter(|name| is_record(Path::new(name))).collect();
    // Most folders hold no such name at all.
    if !records.iter().any(|name| version_of(stem(name)).is_some()) {
        return Versions::new();
    }
    let stems: BTreeSet<_> = records.iter().map(|name| nfc(stem(name))).collect();
    let mut versions = Versions::new();
    for name in records {
        if let Some((id, tag)) = version_of(stem(name))
            && stems.contains(&nfc(id))
            && (is_version_tag(tag) || lists(folder, id, tag))
        {
            let files = versions.entry(nfc(id).into_owned()).or_default();
            files.push((tag.to_owned(), name.to_owned()));
        }
    }
    versions
}

/// Whether a record speaks of a language of three letters: `add`, `rev` and `bis` are none.
fn lists(folder: &Path, id: &str, tag: &str) -> bool {
    let texts = Syntax::EXTENSIONS.iter().filter_map(|(extension, _)| {
        let path = folder.join(format!("{id}.{extension}"));
        super::read(&path, MAX_RECORD as u64).ok()
    });
    texts.into_iter().any(|bytes| {
        let text = String::from_utf8_lossy(&bytes);
        let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '-');
        text.contains("languages") && words.any(|word| word == tag)
    })
}

/// The record that a file is a version of, if one lies beside it.
pub fn record_of(path: &Path) -> Option<PathBuf> {
    let stem = path.file_stem()?.to_str()?;
    let (id, tag) = version_of(stem)?;
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let folder = folder.unwrap_or(Path::new("."));
    let mut beside = Syntax::EXTENSIONS
        .iter()
        .map(|(extension, _)| path.with_file_name(format!("{id}.{extension}")));
    let record = beside.find(|path| path.is_file())?;
    (is_version_tag(tag) || lists(folder, id, tag)).then_some(record)
}
