//! The register for other programs: as a table, as data, as a feed, as correspondence
//! metadata, and as a list of pages for search engines.

mod atom;
mod cmif;
mod csv;
mod json;
mod sitemap;

use std::io::{self, Write};

use serde::Serialize;

use super::catalogue::Catalogue;
use super::site::{Site, href};
use super::views::{RegisterRow, Views};
use super::with_fingerprint::WithFingerprint;
use crate::letter::Day;
use crate::register::Entry;
use crate::text::{Fingerprinter, hex};

pub(super) use atom::NEWEST;
pub(super) use json::YearFile;

/// A file of the site that is no page.
#[derive(Debug, Clone)]
pub(super) enum Feed {
    /// `register.csv`.
    Csv,
    /// `register.json` of some letters.
    Json(Vec<usize>),
    /// `register.json` where it is divided: its parts.
    JsonParts(Vec<YearFile>),
    /// `feed.atom`, with the newest letters.
    Atom(Vec<usize>),
    /// `cmif.xml`.
    Cmif,
    /// `sitemap.xml`, or one of its parts: paths of pages.
    Sitemap(Vec<String>),
    /// `sitemap.xml` where it is divided: paths of its parts.
    Sitemaps(Vec<String>),
}

/// What a feed is made of.
#[derive(Debug, Serialize)]
pub(super) enum FeedFile<'v> {
    Csv(Vec<Row<'v>>),
    Json(Vec<RegisterRow<'v>>),
    JsonParts(&'v [YearFile]),
    Atom(Option<Day>, Vec<RegisterRow<'v>>),
    Cmif(Option<Day>, Vec<Row<'v>>),
    Sitemap(&'v [String]),
    Sitemaps(&'v [String]),
}

/// A letter as tables have it.
#[derive(Debug, Serialize)]
pub(super) struct Row<'v> {
    entry: WithFingerprint<&'v Entry<'v>>,
    address: &'v str,
}

impl Feed {
    pub(super) fn file<'v>(
        &'v self,
        catalogue: &'v Catalogue<'v>,
        views: &'v Views<'v>,
    ) -> FeedFile<'v> {
        let newest = || catalogue.cards.iter().filter_map(|card| card.day()).max();
        let filed = |letters: &[usize]| letters.iter().map(|at| views.filed(*at)).collect();
        let rows = || {
            let rows = catalogue.cards.iter().enumerate();
            rows.map(|(at, card)| Row { entry: views.entry(at), address: &card.address })
                .collect()
        };
        match self {
            Self::Csv => FeedFile::Csv(rows()),
            Self::Json(letters) => FeedFile::Json(filed(letters)),
            Self::JsonParts(parts) => FeedFile::JsonParts(parts),
            Self::Atom(letters) => FeedFile::Atom(newest(), filed(letters)),
            Self::Cmif => FeedFile::Cmif(newest(), rows()),
            Self::Sitemap(paths) => FeedFile::Sitemap(paths),
            Self::Sitemaps(paths) => FeedFile::Sitemaps(paths),
        }
    }
}

impl FeedFile<'_> {
    /// Writes the file.
    ///
    /// # Errors
    /// That `out` cannot be written.
    pub(super) fn write(&self, site: &Site, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Self::Csv(rows) => csv::write(site, rows, out),
            Self::Json(letters) => json::write(site, letters, out),
            Self::JsonParts(parts) => json::write_parts(site, parts, out),
            Self::Atom(updated, letters) => {
                out.write_all(atom::write(site, *updated, letters).as_bytes())
            }
            Self::Cmif(newest, rows) => cmif::write(site, *newest, rows, out),
            Self::Sitemap(paths) => out.write_all(sitemap::write(site, paths).as_bytes()),
            Self::Sitemaps(paths) => out.write_all(sitemap::index(site, paths).as_bytes()),
        }
    }
}

/// What every file of XML begins with.
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

/// How many addresses one sitemap may hold (sitemaps.org, protocol 0.9).
pub(super) const MOST_ADDRESSES: usize = 50_000;

/// Where the page of the letter in a folder is found: in full if the site's place is known, else
/// within it.
fn address(site: &Site, folder: &str) -> String {
    match &site.base {
        Some(base) => format!("{base}{}/", href(folder)),
        None => format!("{}/index.html", href(folder)),
    }
}

/// A name for something that stays the same wherever the site stands: a UUID of version 8
/// (RFC 9562, section 5.8) made of a hash of its name.
fn urn(name: &str) -> String {
    let print = Fingerprinter::default().add("chancery").add(name).fingerprint();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(print.as_ref());
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let figures = hex(&bytes);
    format!(
        "urn:uuid:{}-{}-{}-{}-{}",
        &figures[..8],
        &figures[8..12],
        &figures[12..16],
        &figures[16..20],
        &figures[20..]
    )
}
