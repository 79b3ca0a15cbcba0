//! `register.json`: the register as data.
//!
//! One object: `title`, `language`, `base` (or null) and `letters`, by date. A letter has `id`,
//! `address` (its page), `date` (ISO 8601, or null), `kind`, `office`, `language`, `entry`,
//! `subject`, `reference`, `sender`, `addressees`, `signatories` (`name`, `title`, `capacity`),
//! `process`, `cites` (`kind`, `symbol`, `title`), `relations` (`relation`, `letter`),
//! `encloses` (ids), `thread` (the id of its first letter, or null), `received` (`date`, `number`, `by`,
//! or null), `issued` (the document that it is issued as, or null: `organs` with `organ` and `symbol`,
//! `date`, and `files`) and `files` (`address`, `bytes`, `sha256`). What a letter does not say is null
//! or an empty list, never left out.
//!
//! Where there are many letters, each year has such a file of its own, `register/2018.json`, and
//! `register.json` has `parts` instead of `letters`: `year` (`undated` for letters without a date),
//! `letters` (how many) and `address` (the file, within the site).

use std::io::{self, Write};

use serde::Serialize;

use super::address;
use crate::archive::card::File;
use crate::archive::site::{Site, href};
use crate::archive::stream;
use crate::archive::views::RegisterRow;
use crate::letter::Date;
use crate::register::{CitationKind, IssuedDocument, Receipt, Signer, Text};
use crate::text::hex;

#[derive(Serialize)]
struct LetterJson<'a> {
    id: &'a str,
    address: String,
    date: Option<Date>,
    kind: &'a str,
    office: &'a str,
    language: &'a str,
    entry: &'a str,
    subject: Option<&'a str>,
    reference: Option<&'a str>,
    sender: &'a str,
    addressees: &'a [Text<'a>],
    signatories: &'a [Signer<'a>],
    process: Option<&'a str>,
    cites: Vec<CitationJson<'a>>,
    relations: Vec<RelationJson<'a>>,
    encloses: Vec<&'a str>,
    thread: Option<&'a str>,
    received: Option<&'a Receipt<'a>>,
    issued: Option<IssuedJson<'a>>,
    files: Vec<FileJson>,
}

#[derive(Serialize)]
struct CitationJson<'a> {
    kind: &'static str,
    symbol: &'a str,
    title: Option<&'a str>,
}

#[derive(Serialize)]
struct RelationJson<'a> {
    relation: &'static str,
    letter: &'a str,
}

#[derive(Serialize)]
struct IssuedJson<'a> {
    #[serde(flatten)]
    document: &'a IssuedDocument<'a>,
    files: Vec<FileJson>,
}

#[derive(Serialize)]
struct FileJson {
    address: String,
    bytes: u64,
    sha256: String,
}

/// A part of the register, where there are too many letters for one file.
#[derive(Debug, Clone, Serialize)]
pub(in crate::archive) struct YearFile {
    /// The year; `undated` for letters without a date.
    pub(in crate::archive) year: String,
    /// How many letters it holds.
    pub(in crate::archive) letters: usize,
    /// Where it stands within the site.
    pub(in crate::archive) address: String,
}

/// Writes the register of some letters.
pub(super) fn write(
    site: &Site,
    letters: &[RegisterRow<'_>],
    out: &mut dyn Write,
) -> io::Result<()> {
    head(site, out)?;
    // A letter a line: what changed is seen line by line, and little is lost to white space.
    out.write_all(b"\"letters\": [")?;
    stream::pieces(out, letters.len(), |at, bytes| {
        bytes.extend(if at == 0 { "\n" } else { ",\n" }.as_bytes());
        // What is written to memory can always be written.
        let _ = serde_json::to_writer(bytes, &letter(site, &letters[at]));
    })?;
    out.write_all(b"\n]\n}\n")
}

/// Writes the list of the parts of a register.
pub(super) fn write_parts(site: &Site, parts: &[YearFile], out: &mut dyn Write) -> io::Result<()> {
    head(site, out)?;
    let lines = parts
        .iter()
        .map(serde_json::to_string)
        .collect::<Result<Vec<_>, _>>()?;
    write!(out, "\"parts\": [\n{}\n]\n}}\n", lines.join(",\n"))
}

/// What both begin with.
fn head(site: &Site, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"{\n")?;
    for (name, value) in [
        ("title", Some(site.title.as_str())),
        ("language", Some(site.tag())),
        ("base", site.base.as_deref()),
    ] {
        writeln!(out, "\"{name}\": {},", serde_json::to_string(&value)?)?;
    }
    Ok(())
}

fn letter<'f>(site: &Site, filed: &'f RegisterRow<'_>) -> LetterJson<'f> {
    let entry = &**filed.entry;
    LetterJson {
        id: &entry.id,
        address: address(site, filed.address),
        date: entry.date,
        kind: &entry.kind,
        office: &entry.office,
        language: &entry.language,
        entry: &entry.sentence,
        subject: entry.subject.as_deref(),
        reference: entry.reference.as_deref(),
        sender: &entry.sender,
        addressees: &entry.addressees,
        signatories: &entry.signatories,
        process: entry.process.as_deref(),
        cites: (entry.cites.iter())
            .map(|cited| CitationJson {
                kind: match cited.kind {
                    CitationKind::Resolution => "resolution",
                    CitationKind::Decision => "decision",
                    CitationKind::Document => "document",
                },
                symbol: &cited.symbol,
                title: cited.title.as_deref(),
            })
            .collect(),
        relations: (filed.relations.iter())
            .map(|(relation, letter)| RelationJson {
                relation: relation.map_or("moves", |relation| relation.word()),
                letter,
            })
            .collect(),
        encloses: filed.encloses.clone(),
        thread: filed.thread,
        received: entry.received.as_deref(),
        issued: entry.issued.as_deref().map(|document| IssuedJson {
            document,
            files: files(filed.address, filed.issued_files),
        }),
        files: files(filed.address, filed.files),
    }
}

fn files(folder: &str, files: &[File<'_>]) -> Vec<FileJson> {
    let file = |file: &File<'_>| FileJson {
        address: href(&format!("{folder}/{}", file.name)),
        bytes: file.bytes,
        sha256: hex(&file.sha256),
    };
    files.iter().map(file).collect()
}
