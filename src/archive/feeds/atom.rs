//! `feed.atom`: the newest letters (RFC 4287). Its times are the letters' dates, so that it is
//! the same on every day on which no letter is added.

use std::fmt::Write as _;

use super::xml::text;
use super::{address, newest, urn};
use crate::archive::catalogue::Catalogue;
use crate::archive::site::{Site, href};
use crate::letter::Day;

/// How many letters the feed holds.
pub(in crate::archive) const NEWEST: usize = 50;

pub(super) fn write(site: &Site, catalogue: &Catalogue<'_>, letters: &[usize]) -> Vec<u8> {
    let mut out = String::with_capacity(letters.len() * 1000);
    out.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let _ = writeln!(
        out,
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">",
        text(site.tag())
    );
    let _ = writeln!(out, "<title>{}</title>", text(&site.title));
    let id = site.base.clone().unwrap_or_else(|| urn(&site.title));
    let _ = writeln!(out, "<id>{}</id>", text(&id));
    let _ = writeln!(out, "<updated>{}</updated>", time(newest(catalogue)));
    let base = site.base.as_deref().unwrap_or_default();
    let _ = writeln!(out, "<link rel=\"self\" href=\"{}feed.atom\"/>", text(base));
    let home = if base.is_empty() { "index.html" } else { base };
    let _ = writeln!(out, "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>", text(home));
    let _ = writeln!(out, "<author><name>{}</name></author>", text(&site.title));
    out.push_str("<generator>Chancery</generator>\n");
    for at in letters {
        let card = &catalogue.cards[*at];
        let page = address(site, card);
        let id = if base.is_empty() { urn(&card.id) } else { page.clone() };
        let _ = writeln!(
            out,
            "<entry xml:lang=\"{}\">\n<title>{}</title>",
            text(&card.language),
            text(&card.sentence)
        );
        let _ = writeln!(out, "<id>{}</id>", text(&id));
        let _ =
            writeln!(out, "<published>{0}</published>\n<updated>{0}</updated>", time(card.date));
        let _ =
            writeln!(out, "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>", text(&page));
        for file in card.files.iter().filter(|file| file.name.ends_with(".pdf")) {
            let _ = writeln!(
                out,
                "<link rel=\"enclosure\" type=\"application/pdf\" length=\"{}\" href=\"{base}{}\"/>",
                file.bytes,
                href(&format!("{}/{}", card.address, file.name))
            );
        }
        let _ = writeln!(out, "<author><name>{}</name></author>", text(&card.sender));
        let _ = writeln!(
            out,
            "<category term=\"{}\" label=\"{}\"/>",
            text(&card.kind),
            text(&site.words.kind(&card.kind))
        );
        if let Some(subject) = &card.subject {
            let _ = writeln!(out, "<summary>{}</summary>", text(subject));
        }
        out.push_str("</entry>\n");
    }
    out.push_str("</feed>\n");
    out.into_bytes()
}

/// A day as a point in time (RFC 3339); where no letter has a date, the first day of all.
fn time(day: Option<Day>) -> String {
    let day = day.unwrap_or_else(|| Day::from_epoch(0));
    format!("{day}T00:00:00Z")
}
