//! `register.json`: the register as data.
//!
//! One object: `title`, `language`, `base` (or null) and `letters`, by date. A letter has `id`,
//! `address` (its page), `date` (ISO 8601, or null), `kind`, `office`, `language`, `entry`,
//! `subject`, `reference`, `sender`, `addressees`, `signatories` (`name`, `title`, `capacity`),
//! `process`, `cites` (`kind`, `symbol`, `title`), `relations` (`relation`, `letter`),
//! `encloses` (ids), `thread` (the id of its first letter, or null) and `files` (`address`,
//! `bytes`, `sha256`). What a letter does not say is null or an empty list, never left out.

use std::io::{self, Write};

use serde::Serialize;

use super::address;
use crate::archive::catalogue::Catalogue;
use crate::archive::site::{Site, href};
use crate::archive::stream;
use crate::register::{CitationKind, Signer, Text};
use crate::text::hex;

#[derive(Serialize)]
struct Letter<'a> {
    id: &'a str,
    address: String,
    date: Option<String>,
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
    cites: Vec<Cites<'a>>,
    relations: Vec<Related<'a>>,
    encloses: Vec<&'a str>,
    thread: Option<&'a str>,
    files: Vec<File>,
}

#[derive(Serialize)]
struct Cites<'a> {
    kind: &'static str,
    symbol: &'a str,
    title: Option<&'a str>,
}

#[derive(Serialize)]
struct Related<'a> {
    relation: &'static str,
    letter: &'a str,
}

#[derive(Serialize)]
struct File {
    address: String,
    bytes: u64,
    sha256: String,
}

pub(super) fn write(site: &Site, catalogue: &Catalogue<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"{\n")?;
    for (name, value) in [
        ("title", Some(site.title.as_str())),
        ("language", Some(site.tag())),
        ("base", site.base.as_deref()),
    ] {
        writeln!(out, "\"{name}\": {},", serde_json::to_string(&value)?)?;
    }
    // A letter a line: what changed is seen line by line, and little is lost to white space.
    out.write_all(b"\"letters\": [")?;
    stream::pieces(out, catalogue.cards.len(), |at, bytes| {
        bytes.extend(if at == 0 { "\n" } else { ",\n" }.as_bytes());
        // What is written to memory can always be written.
        let _ = serde_json::to_writer(bytes, &letter(site, catalogue, at));
    })?;
    out.write_all(b"\n]\n}\n")
}

fn letter<'a>(site: &Site, catalogue: &'a Catalogue<'_>, at: usize) -> Letter<'a> {
    let (card, links) = (&catalogue.cards[at], &catalogue.links[at]);
    let id = |at: usize| catalogue.cards[at].id.as_str();
    Letter {
        id: &card.id,
        address: address(site, card),
        date: card.date.map(|day| day.to_string()),
        kind: &card.kind,
        office: &card.office,
        language: &card.language,
        entry: &card.sentence,
        subject: card.subject.as_deref(),
        reference: card.reference.as_deref(),
        sender: &card.sender,
        addressees: &card.addressees,
        signatories: &card.signatories,
        process: card.process.as_deref(),
        cites: (card.cites.iter())
            .map(|cited| Cites {
                kind: match cited.kind {
                    CitationKind::Resolution => "resolution",
                    CitationKind::Decision => "decision",
                    CitationKind::Document => "document",
                },
                symbol: &cited.symbol,
                title: cited.title.as_deref(),
            })
            .collect(),
        relations: (links.to.iter())
            .map(|link| Related {
                relation: link.relation.map_or("moves", |relation| relation.word()),
                letter: id(link.letter),
            })
            .collect(),
        encloses: links.encloses.iter().map(|at| id(*at)).collect(),
        thread: links.thread.map(|at| catalogue.threads[at].id.as_str()),
        files: (card.files.iter())
            .map(|file| File {
                address: href(&format!("{}/{}", card.address, file.name)),
                bytes: file.bytes,
                sha256: hex(&file.sha256),
            })
            .collect(),
    }
}
