//! The manifest: every file of a site with its SHA-256, and for each letter what it was made
//! of, so that nothing can change unseen.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use super::build::PROGRAM;
use super::letter::hex;
use super::state::State;
use crate::write::Format;

/// Where the manifest stands in a site; it does not name itself.
pub const MANIFEST: &str = "manifest.json";

/// A manifest, as it is read.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Manifest {
    /// The version of the program that made the site.
    pub chancery: String,
    /// The formats of each letter.
    pub formats: Vec<String>,
    /// Records that are not in the archive, and why.
    pub left_out: BTreeMap<String, Vec<String>>,
    /// The letters, by id.
    pub letters: BTreeMap<String, Letter>,
    /// The files, by their paths within the site.
    pub files: BTreeMap<String, Filed>,
}

/// A file of a site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filed {
    /// SHA-256 (FIPS 180-4), as 64 hexadecimal digits.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
}

/// What a letter was made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Its folder in the site.
    pub address: String,
    /// The path of its record within the folder of records.
    pub record: String,
    /// The SHA-256 of the record.
    pub sha256: String,
    /// A fingerprint of the templates that made it and the letters it encloses.
    pub templates: String,
    /// The records it encloses and the files it shows, each by its path within the folder of
    /// records; of files the SHA-256, of records nothing, for they have entries of their own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub uses: BTreeMap<String, Option<String>>,
}

impl Manifest {
    /// Reads a manifest.
    ///
    /// # Errors
    /// Why it is none, in a sentence.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        serde_json::from_slice(bytes).map_err(|error| error.to_string())
    }
}

/// The manifest of a state: one letter and one file a line, in the order of their names, so
/// that two manifests can be compared by any tool that compares lines.
pub(super) fn write(state: &State, formats: &[Format]) -> String {
    let mut out = String::with_capacity(256 * (state.letters.len() * 3 + state.around.pages.len()));
    let formats: Vec<_> = formats.iter().map(|format| format.extension()).collect();
    let _ = writeln!(out, "{{\n\"chancery\": {},", json(PROGRAM));
    let _ = writeln!(out, "\"formats\": {},", json(&formats));
    let left: BTreeMap<_, _> = state
        .around
        .left_out
        .iter()
        .map(|(path, why)| (path, why))
        .collect();
    members(
        &mut out,
        "left_out",
        left.iter().map(|(path, why)| (path.as_str(), json(why))),
    );
    let mut files: Vec<(String, [u8; 32], u64)> = Vec::new();
    let opened = state
        .letters
        .iter()
        .filter_map(|packed| Some((packed.card()?, packed.letter()?)));
    let mut letters: Vec<(String, String)> = Vec::with_capacity(state.letters.len());
    for (card, letter) in opened {
        let records = letter.records.into_iter().map(|path| (path, None));
        let beside = (letter.beside.into_iter()).map(|used| (used.path, Some(hex(&used.sha256))));
        let entry = Letter {
            address: card.address.clone(),
            record: letter.path,
            sha256: hex(&letter.sha256),
            templates: hex(letter.templates.as_ref()),
            uses: records.chain(beside).collect(),
        };
        letters.push((card.id, json(&entry)));
        let path = |name: &str| format!("{}/{name}", card.address);
        files.extend((card.files.iter()).map(|file| (path(&file.name), file.sha256, file.bytes)));
    }
    letters.sort();
    members(
        &mut out,
        "letters",
        letters
            .iter()
            .map(|(id, entry)| (id.as_str(), entry.clone())),
    );
    drop(letters);
    let pages = state.around.pages.iter();
    files.extend(pages.map(|page| (page.path.clone(), page.sha256, page.bytes)));
    files.sort();
    let _ = write!(out, "\"files\": {{");
    for (at, (path, sha256, bytes)) in files.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        let sha256 = hex(sha256);
        let _ = write!(
            out,
            "{comma}\n{}: {{\"sha256\":\"{sha256}\",\"bytes\":{bytes}}}",
            json(path)
        );
    }
    out.push_str("\n}\n}\n");
    out
}

fn members<'a>(out: &mut String, name: &str, members: impl Iterator<Item = (&'a str, String)>) {
    let _ = write!(out, "{}: {{", json(name));
    for (at, (key, value)) in members.enumerate() {
        let comma = if at == 0 { "" } else { "," };
        let _ = write!(out, "{comma}\n{}: {value}", json(key));
    }
    out.push_str("\n},\n");
}

fn json(value: &(impl Serialize + ?Sized)) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
