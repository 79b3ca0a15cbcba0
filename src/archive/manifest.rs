//! The manifest: every file of a site with its SHA-256, and for each letter what it was made
//! of, so that nothing can change unseen.
//!
//! A site of many letters has a manifest for each folder in it, `manifest/2018.json`, and
//! `manifest.json` lists these parts: so a letter that changes leaves the others as they are.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use super::stream;
use crate::text::{Fingerprint, hex};

/// Where the manifest stands in a site; it does not name itself.
pub const MANIFEST: &str = "manifest.json";

/// The folder of the parts of a manifest.
pub(super) const PARTS: &str = "manifest/";

/// A manifest, as it is read.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Manifest {
    /// The version of the program that made the site.
    pub chancery: String,
    /// The formats of each letter.
    pub formats: Vec<String>,
    /// Records that are not in the archive, and why.
    pub left_out: BTreeMap<String, Vec<String>>,
    /// The manifests of its folders, by their paths, where it is divided.
    #[serde(default)]
    pub parts: Vec<String>,
    /// The letters, by id.
    pub letters: BTreeMap<String, Letter>,
    /// The files, by their paths within the site.
    pub files: BTreeMap<String, FileHash>,
}

/// A file of a site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileHash {
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
    /// Reads a manifest, or a part of one.
    ///
    /// # Errors
    /// Why it is none, in a sentence.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        serde_json::from_slice(bytes).map_err(|error| error.to_string())
    }

    /// Takes in one of its parts.
    pub fn take_in(&mut self, part: Self) {
        self.letters.extend(part.letters);
        self.files.extend(part.files);
    }
}

/// What a manifest, or a part of one, is made of. Letters and files stand in the order of their
/// names, a line each, so that two manifests can be compared by any tool that compares lines.
#[derive(Debug, Default, Serialize)]
pub(super) struct Listing<'a> {
    pub(super) program: &'a str,
    pub(super) formats: Vec<&'static str>,
    pub(super) left_out: BTreeMap<&'a str, &'a [String]>,
    pub(super) parts: Vec<&'a str>,
    pub(super) letters: Vec<LetterLine<'a>>,
    pub(super) files: Vec<FileLine>,
}

/// A letter in a manifest.
#[derive(Debug, Serialize)]
pub(super) struct LetterLine<'a> {
    pub(super) id: &'a str,
    pub(super) address: &'a str,
    pub(super) record: String,
    pub(super) sha256: [u8; 32],
    pub(super) templates: Fingerprint,
    pub(super) uses: BTreeMap<String, Option<[u8; 32]>>,
}

/// A file in a manifest.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct FileLine {
    pub(super) path: String,
    pub(super) sha256: [u8; 32],
    pub(super) bytes: u64,
}

impl Listing<'_> {
    /// Writes it as JSON.
    ///
    /// # Errors
    /// That `out` cannot be written.
    pub(super) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{{\n\"chancery\": {},", json(self.program))?;
        writeln!(out, "\"formats\": {},", json(&self.formats))?;
        let left_out: Vec<_> = self.left_out.iter().collect();
        members(out, "left_out", left_out.len(), |at| {
            let (path, why) = left_out[at];
            (path, json(why))
        })?;
        out.write_all(b",\n")?;
        if !self.parts.is_empty() {
            let parts: Vec<_> = self.parts.iter().map(json).collect();
            writeln!(out, "\"parts\": [\n{}\n],", parts.join(",\n"))?;
        }
        members(out, "letters", self.letters.len(), |at| {
            let letter = &self.letters[at];
            (letter.id, letter.json())
        })?;
        out.write_all(b",\n")?;
        members(out, "files", self.files.len(), |at| {
            let FileLine { path, sha256, bytes } = &self.files[at];
            (path, format!("{{\"sha256\":\"{}\",\"bytes\":{bytes}}}", hex(sha256)))
        })?;
        out.write_all(b"\n}\n")
    }
}

impl LetterLine<'_> {
    fn json(&self) -> String {
        let uses = self.uses.iter();
        json(&Letter {
            address: self.address.to_owned(),
            record: self.record.clone(),
            sha256: hex(&self.sha256),
            templates: hex(self.templates.as_ref()),
            uses: uses
                .map(|(path, hash)| (path.clone(), hash.as_ref().map(|hash| hex(hash))))
                .collect(),
        })
    }
}

/// An object with a member a line.
fn members<'k>(
    out: &mut dyn Write,
    name: &str,
    count: usize,
    member: impl Fn(usize) -> (&'k str, String) + Sync,
) -> io::Result<()> {
    write!(out, "{}: {{", json(name))?;
    stream::pieces(out, count, |at, bytes| {
        let (key, value) = member(at);
        let comma = if at == 0 { "" } else { "," };
        bytes.extend(format!("{comma}\n{}: {value}", json(key)).as_bytes());
    })?;
    out.write_all(b"\n}")
}

fn json(value: &(impl Serialize + ?Sized)) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
