//! The register for other programs: as a table, as data, as a feed, as correspondence
//! metadata, and as a list of pages for search engines.

mod atom;
mod cmif;
mod csv;
mod json;
mod sitemap;
mod xml;

use std::io::{self, Write};

use super::Card;
use super::catalogue::Catalogue;
use super::site::{Site, href};
use crate::text::{Fingerprinter, hex};

pub(super) use atom::NEWEST;

/// A file of the site that is no page.
#[derive(Debug, Clone)]
pub(super) enum Feed {
    /// `register.csv`.
    Csv,
    /// `register.json`.
    Json,
    /// `feed.atom`, with the newest letters.
    Atom(Vec<usize>),
    /// `cmif.xml`.
    Cmif,
    /// `sitemap.xml`, or one of its parts: paths of pages.
    Sitemap(Vec<String>),
    /// `sitemap.xml` where it is divided: paths of its parts.
    Sitemaps(Vec<String>),
}

impl Feed {
    /// Writes the file.
    ///
    /// # Errors
    /// That `out` cannot be written.
    pub(super) fn write(
        &self,
        site: &Site,
        catalogue: &Catalogue<'_>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        match self {
            Self::Csv => csv::write(site, catalogue, out),
            Self::Json => json::write(site, catalogue, out),
            Self::Atom(newest) => out.write_all(&atom::write(site, catalogue, newest)),
            Self::Cmif => cmif::write(site, catalogue, out),
            Self::Sitemap(paths) => out.write_all(&sitemap::write(site, paths)),
            Self::Sitemaps(paths) => out.write_all(&sitemap::index(site, paths)),
        }
    }
}

/// How many addresses one sitemap may hold (sitemaps.org, protocol 0.9).
pub(super) const MOST_ADDRESSES: usize = 50_000;

/// Where a letter's page is found: in full if the site's place is known, else within it.
fn address(site: &Site, card: &Card<'_>) -> String {
    match &site.base {
        Some(base) => format!("{base}{}/", href(&card.address)),
        None => format!("{}/index.html", href(&card.address)),
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

/// The date of the newest letter.
fn newest(catalogue: &Catalogue<'_>) -> Option<crate::letter::Day> {
    catalogue.cards.iter().filter_map(|card| card.date).max()
}
