//! The manifest: every file of a site with its SHA-256, and for each letter what it was made
//! of, so that nothing can change unseen.

use std::collections::BTreeMap;
use std::io::{self, Write};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::card::Card;
use super::plan::PROGRAM;
use super::state::{Packed, State};
use super::stream;
use crate::register::Text;
use crate::text::hex;
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

/// Writes the manifest of a state: one letter and one file a line, in the order of their names,
/// so that two manifests can be compared by any tool that compares lines.
///
/// # Errors
/// That `out` cannot be written.
pub(super) fn write(state: &State, formats: &[Format], out: &mut dyn Write) -> io::Result<()> {
    let formats: Vec<_> = formats.iter().map(|format| format.extension()).collect();
    writeln!(out, "{{\n\"chancery\": {},", json(PROGRAM))?;
    writeln!(out, "\"formats\": {},", json(&formats))?;
    let left = state.site.left_out.iter();
    let left: BTreeMap<_, _> = left.map(|(path, why)| (path, why)).collect();
    let left: Vec<_> = left.into_iter().collect();
    members(out, "left_out", left.len(), |at| {
        let (path, why) = left[at];
        (path.clone(), json(why))
    })?;
    out.write_all(b",\n")?;
    let cards = (state.letters.par_iter()).filter_map(|packed| Some((packed.card()?, packed)));
    let mut cards: Vec<_> = cards.collect();
    cards.par_sort_by(|(a, _), (b, _)| a.id.cmp(&b.id));
    members(out, "letters", cards.len(), |at| {
        let (card, packed) = &cards[at];
        (card.id.to_string(), letter(card, packed))
    })?;
    out.write_all(b",\n")?;
    let files = cards.iter().flat_map(|(card, _)| {
        let path = |name: &str| format!("{}/{name}", card.address);
        let files = card.files.iter();
        files.map(move |file| (Text::from(path(&file.name)), file.sha256, file.bytes))
    });
    let pages = state.site.pages.iter();
    let pages = pages.map(|page| (page.path.as_str().into(), page.sha256, page.bytes));
    let mut files: Vec<_> = files.chain(pages).collect();
    drop(cards);
    files.par_sort();
    members(out, "files", files.len(), |at| {
        let (path, sha256, bytes) = &files[at];
        let sha256 = hex(sha256);
        (path.to_string(), format!("{{\"sha256\":\"{sha256}\",\"bytes\":{bytes}}}"))
    })?;
    out.write_all(b"\n}\n")
}

fn letter(card: &Card<'_>, packed: &Packed) -> String {
    let Some(letter) = packed.letter() else {
        return String::new();
    };
    let records = letter.records.into_iter().map(|path| (path, None));
    let beside = (letter.beside.into_iter()).map(|used| (used.path, Some(hex(&used.sha256))));
    json(&Letter {
        address: card.address.to_string(),
        record: letter.path,
        sha256: hex(&letter.sha256),
        templates: hex(letter.templates.as_ref()),
        uses: records.chain(beside).collect(),
    })
}

/// An object with a member a line.
fn members(
    out: &mut dyn Write,
    name: &str,
    count: usize,
    member: impl Fn(usize) -> (String, String) + Sync,
) -> io::Result<()> {
    write!(out, "{}: {{", json(name))?;
    stream::pieces(out, count, |at, bytes| {
        let (key, value) = member(at);
        let comma = if at == 0 { "" } else { "," };
        bytes.extend(format!("{comma}\n{}: {value}", json(&key)).as_bytes());
    })?;
    out.write_all(b"\n}")
}

fn json(value: &(impl Serialize + ?Sized)) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
