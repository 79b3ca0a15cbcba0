//! `feed.atom`: the newest letters (RFC 4287). Its times are the letters' dates, so that it is
//! the same on every day on which no letter is added.

use super::{DECLARATION, address, urn};
use crate::archive::site::{Site, href};
use crate::archive::views::RegisterRow;
use crate::letter::Day;
use crate::write::xml::Xml;

/// How many letters the feed holds.
pub(in crate::archive) const NEWEST: usize = 50;

const NAMESPACE: &str = "http://www.w3.org/2005/Atom";

pub(super) fn write(site: &Site, updated: Option<Day>, letters: &[RegisterRow<'_>]) -> String {
    let mut xml = Xml::fragment();
    let base = site.base.as_deref().unwrap_or_default();
    xml.open("feed", &[("xmlns", NAMESPACE), ("xml:lang", site.tag())]);
    xml.line();
    line(&mut xml, "title", &site.title);
    line(&mut xml, "id", &site.base.clone().unwrap_or_else(|| urn(&site.title)));
    line(&mut xml, "updated", &time(updated));
    link(&mut xml, &[("rel", "self"), ("href", &format!("{base}feed.atom"))]);
    let home = if base.is_empty() { "index.html" } else { base };
    link(&mut xml, &[("rel", "alternate"), ("type", "text/html"), ("href", home)]);
    author(&mut xml, &site.title);
    line(&mut xml, "generator", "Chancery");
    for letter in letters {
        entry(&mut xml, site, letter);
    }
    xml.close("feed");
    xml.line();
    format!("{DECLARATION}{}", xml.into_string())
}

fn entry(xml: &mut Xml, site: &Site, letter: &RegisterRow<'_>) {
    let entry = &letter.entry;
    let page = address(site, letter.address);
    let base = site.base.as_deref().unwrap_or_default();
    xml.open("entry", &[("xml:lang", &entry.language)]);
    xml.line();
    line(xml, "title", &entry.sentence);
    let id = if base.is_empty() { urn(&entry.id) } else { page.clone() };
    line(xml, "id", &id);
    if let Some(day) = entry.day() {
        line(xml, "published", &time(Some(day)));
    }
    // There must be one; of an incomplete date it is the earliest day that can be meant.
    line(xml, "updated", &time(entry.filed()));
    link(xml, &[("rel", "alternate"), ("type", "text/html"), ("href", &page)]);
    let files = letter.files.iter().chain(letter.issued_files);
    for file in files.filter(|file| file.name.ends_with(".pdf")) {
        let address = format!("{base}{}", href(&format!("{}/{}", letter.address, file.name)));
        link(
            xml,
            &[
                ("rel", "enclosure"),
                ("type", "application/pdf"),
                ("length", &file.bytes.to_string()),
                ("href", &address),
            ],
        );
    }
    author(xml, &entry.sender);
    let label = site.words.kind(&entry.kind);
    xml.empty("category", &[("term", &entry.kind), ("label", &label)]);
    xml.line();
    if let Some(subject) = &entry.subject {
        line(xml, "summary", subject);
    }
    xml.close("entry");
    xml.line();
}

/// An element with a text, on a line.
fn line(xml: &mut Xml, name: &str, text: &str) {
    xml.element(name, text);
    xml.line();
}

fn link(xml: &mut Xml, attributes: &[(&str, &str)]) {
    xml.empty("link", attributes);
    xml.line();
}

fn author(xml: &mut Xml, name: &str) {
    xml.open("author", &[]);
    xml.element("name", name);
    xml.close("author");
    xml.line();
}

/// A day as a point in time (RFC 3339); where no letter has a date, the first day of all.
fn time(day: Option<Day>) -> String {
    let day = day.unwrap_or_else(|| Day::from_epoch(0));
    format!("{day}T00:00:00Z")
}
