//! `cmif.xml`: who wrote to whom and when, for exchange between editions of letters: the
//! Correspondence Metadata Interchange Format (TEI Correspondence SIG, CMIF version 1) over
//! TEI P5, `correspDesc`. A letter is one `correspDesc`.
//!
//! CMIF asks for the address of the file and for a licence of Creative Commons: without either
//! setting the file is TEI, and no aggregator takes it.

use std::fmt::Write as _;
use std::io;

use super::xml::text;
use super::{address, newest, urn};
use crate::archive::catalogue::Catalogue;
use crate::archive::site::Site;
use crate::archive::stream;

pub(super) fn write(
    site: &Site,
    catalogue: &Catalogue<'_>,
    file: &mut dyn io::Write,
) -> io::Result<()> {
    let mut out = String::new();
    let title = text(&site.title);
    // A name of XML begins with a letter, and a UUID need not.
    let source = format!("source-{}", urn(&site.title).trim_start_matches("urn:uuid:"));
    out.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let _ = writeln!(
        out,
        "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\" xml:lang=\"{}\">\n<teiHeader>\n<fileDesc>",
        text(site.tag())
    );
    let _ = writeln!(
        out,
        "<titleStmt>\n<title>{title}</title>\n<editor>{title}</editor>\n</titleStmt>"
    );
    let _ = writeln!(out, "<publicationStmt>\n<publisher>{title}</publisher>");
    if let Some(base) = &site.base {
        let _ = writeln!(out, "<idno type=\"url\">{}cmif.xml</idno>", text(base));
    }
    if let Some(day) = newest(catalogue) {
        let _ = writeln!(out, "<date when=\"{day}\"/>");
    }
    if let Some(licence) = &site.licence {
        // The words that CMIF prescribes for the licence it prescribes.
        let words = match licence
            .trim_end_matches('/')
            .ends_with("creativecommons.org/licenses/by/4.0")
        {
            true => {
                "This file is licensed under the terms of the Creative Commons License CC-BY 4.0"
            }
            false => licence.as_str(),
        };
        let _ = writeln!(
            out,
            "<availability>\n<licence target=\"{}\">{}</licence>\n</availability>",
            text(licence),
            text(words)
        );
    }
    out.push_str("</publicationStmt>\n<sourceDesc>\n");
    let _ = write!(out, "<bibl type=\"online\" xml:id=\"{source}\">{title}");
    if let Some(base) = &site.base {
        let _ = write!(out, " <ref target=\"{0}\">{0}</ref>", text(base));
    }
    out.push_str("</bibl>\n</sourceDesc>\n</fileDesc>\n<profileDesc>\n");
    file.write_all(out.as_bytes())?;
    stream::pieces(file, catalogue.cards.len(), |at, bytes| {
        let card = &catalogue.cards[at];
        let mut out = String::with_capacity(600);
        let _ = write!(out, "<correspDesc source=\"#{source}\"");
        if let Some(reference) = &card.reference {
            let _ = write!(out, " key=\"{}\"", text(reference));
        }
        if site.base.is_some() {
            let _ = write!(out, " ref=\"{}\"", text(&address(site, card)));
        }
        out.push_str(">\n<correspAction type=\"sent\">\n");
        for signed in &card.signatories {
            let _ = writeln!(out, "<persName>{}</persName>", text(&signed.name));
        }
        let _ = writeln!(out, "<orgName>{}</orgName>", text(&card.sender));
        if let Some(day) = card.date {
            let _ = writeln!(out, "<date when=\"{day}\"/>");
        }
        out.push_str("</correspAction>\n");
        out.push_str("<correspAction type=\"received\">\n");
        for addressee in &card.addressees {
            // Whether a person or an institution is addressed, a record does not say.
            let _ = writeln!(out, "<name>{}</name>", text(addressee));
        }
        if card.addressees.is_empty() {
            // The word that CMIF prescribes, in every language.
            out.push_str("<persName>Unknown</persName>\n");
        }
        out.push_str("</correspAction>\n</correspDesc>\n");
        bytes.extend(out.as_bytes());
    })?;
    file.write_all(
        b"</profileDesc>\n</teiHeader>\n<text>\n<body>\n<p/>\n</body>\n</text>\n</TEI>\n",
    )
}
