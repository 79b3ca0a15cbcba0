//! `cmif.xml`: who wrote to whom and when, for exchange between editions of letters: the
//! Correspondence Metadata Interchange Format (TEI Correspondence SIG, CMIF version 1) over
//! TEI P5, `correspDesc`. A letter is one `correspDesc`.
//!
//! CMIF asks for the address of the file and for a licence of Creative Commons: without either
//! setting the file is TEI, and no aggregator takes it.

use std::io::{self, Write};

use super::{DECLARATION, Row, address, urn};
use crate::archive::site::Site;
use crate::archive::stream;
use crate::letter::{Date, Day, Known, Precision};
use crate::write::xml::Xml;

const NAMESPACE: &str = "http://www.tei-c.org/ns/1.0";

/// What CMIF prescribes to be said of the licence it prescribes.
const LICENSED: &str =
    "This file is licensed under the terms of the Creative Commons License CC-BY 4.0";

pub(super) fn write(
    site: &Site,
    newest: Option<Day>,
    rows: &[Row<'_>],
    out: &mut dyn Write,
) -> io::Result<()> {
    // A name of XML begins with a letter, and a UUID need not.
    let source = format!("source-{}", urn(&site.title).trim_start_matches("urn:uuid:"));
    out.write_all(head(site, newest, &source).as_bytes())?;
    let source = format!("#{source}");
    stream::pieces(out, rows.len(), |at, bytes| {
        let mut xml = Xml::fragment();
        letter(&mut xml, site, &rows[at], &source);
        bytes.extend(xml.into_string().as_bytes());
    })?;
    out.write_all(b"</profileDesc>\n</teiHeader>\n<text>\n<body>\n<p/>\n</body>\n</text>\n</TEI>\n")
}

/// The beginning of the file, in which its own header stands; the profile is left open.
fn head(site: &Site, newest: Option<Day>, source: &str) -> String {
    let mut xml = Xml::fragment();
    let title = site.title.as_str();
    open(&mut xml, "TEI", &[("xmlns", NAMESPACE), ("xml:lang", site.tag())]);
    open(&mut xml, "teiHeader", &[]);
    open(&mut xml, "fileDesc", &[]);
    open(&mut xml, "titleStmt", &[]);
    line(&mut xml, "title", title);
    line(&mut xml, "editor", title);
    close(&mut xml, "titleStmt");
    open(&mut xml, "publicationStmt", &[]);
    line(&mut xml, "publisher", title);
    if let Some(base) = &site.base {
        xml.open("idno", &[("type", "url")]);
        xml.text(&format!("{base}cmif.xml"));
        close(&mut xml, "idno");
    }
    if let Some(day) = newest {
        date(&mut xml, day.into());
    }
    if let Some(licence) = &site.licence {
        let by = licence
            .trim_end_matches('/')
            .ends_with("creativecommons.org/licenses/by/4.0");
        open(&mut xml, "availability", &[]);
        xml.open("licence", &[("target", licence)]);
        xml.text(if by { LICENSED } else { licence });
        close(&mut xml, "licence");
        close(&mut xml, "availability");
    }
    close(&mut xml, "publicationStmt");
    open(&mut xml, "sourceDesc", &[]);
    xml.open("bibl", &[("type", "online"), ("xml:id", source)]);
    xml.text(title);
    if let Some(base) = &site.base {
        xml.text(" ");
        xml.open("ref", &[("target", base)]);
        xml.text(base);
        xml.close("ref");
    }
    close(&mut xml, "bibl");
    close(&mut xml, "sourceDesc");
    close(&mut xml, "fileDesc");
    open(&mut xml, "profileDesc", &[]);
    format!("{DECLARATION}{}", xml.into_string())
}

fn letter(xml: &mut Xml, site: &Site, row: &Row<'_>, source: &str) {
    let entry = &row.entry;
    let page = address(site, row.address);
    let mut attributes = vec![("source", source)];
    attributes.extend(entry.reference.as_deref().map(|reference| ("key", reference)));
    attributes.extend(site.base.as_ref().map(|_| ("ref", page.as_str())));
    open(xml, "correspDesc", &attributes);
    open(xml, "correspAction", &[("type", "sent")]);
    for signer in &entry.signatories {
        line(xml, "persName", &signer.name);
    }
    line(xml, "orgName", &entry.sender);
    if let Some(sent) = entry.date {
        date(xml, sent);
    }
    close(xml, "correspAction");
    open(xml, "correspAction", &[("type", "received")]);
    for addressee in &entry.addressees {
        // Whether a person or an institution is addressed, a record does not say.
        line(xml, "name", addressee);
    }
    if entry.addressees.is_empty() {
        // The word that CMIF prescribes, in every language.
        line(xml, "persName", "Unknown");
    }
    if let Some(day) = entry.received.as_ref().and_then(|received| received.date) {
        date(xml, day.into());
    }
    close(xml, "correspAction");
    close(xml, "correspDesc");
}

fn open(xml: &mut Xml, name: &str, attributes: &[(&str, &str)]) {
    xml.open(name, attributes);
    xml.line();
}

fn close(xml: &mut Xml, name: &str) {
    xml.close(name);
    xml.line();
}

/// An element with a text, on a line.
fn line(xml: &mut Xml, name: &str, text: &str) {
    xml.element(name, text);
    xml.line();
}

/// A date with what is known of it (TEI P5, `att.datable.w3c`): a day, month or year in `when`, days
/// in a row in `from` and `to`, else the earliest and latest that can be meant, and how certain it is.
fn date(xml: &mut Xml, date: Date) {
    let whole = |known: Known| match known.precision {
        Precision::Year | Precision::YearOfMonth | Precision::YearOfDay => {
            Some(format!("{:04}", known.first.year()))
        }
        Precision::Month | Precision::MonthOfDay => Some(known.first.to_string()[..7].to_owned()),
        Precision::Day => Some(known.first.to_string()),
        Precision::Century | Precision::Decade => None,
    };
    let first =
        |known: Known| whole(known).unwrap_or_else(|| known.first.to_string()[..4].to_owned());
    let last =
        |known: Known| whole(known).unwrap_or_else(|| known.last().to_string()[..4].to_owned());
    let mut said = match date {
        Date::Day(day) => vec![("when", day.to_string())],
        Date::Known(known) => match whole(known) {
            Some(when) => vec![("when", when)],
            None => vec![("notBefore", first(known)), ("notAfter", last(known))],
        },
        // A letter that bears the days from one to another was written on them.
        Date::Between(start, end) if date.dates().is_some() => {
            vec![("from", first(start)), ("to", last(end))]
        }
        Date::Between(start, end) => vec![("notBefore", first(start)), ("notAfter", last(end))],
        Date::Until(end) => vec![("notAfter", last(end))],
        Date::Since(start) => vec![("notBefore", first(start))],
    };
    if date.is_doubtful() {
        said.push(("cert", "low".to_owned()));
    }
    let said: Vec<_> = said.iter().map(|(name, value)| (*name, value.as_str())).collect();
    xml.empty("date", &said);
    xml.line();
}
