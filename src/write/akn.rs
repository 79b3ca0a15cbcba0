//! Akoma Ntoso: a letter as a document of LegalDocML (OASIS, version 1.0), for legal archives.
//!
//! A letter is a `doc` named `letter`: what stands before the prose is its preface, what stands
//! after it its conclusions; annexes and enclosed letters are attachments with metadata of
//! their own, enclosed files and documents references among them.

mod body;
mod iri;
mod meta;

use super::xml::Xml;
use crate::document::{Block, Part, Role};
use crate::package::{Member, Package};
use crate::register::{EnclosureEntry, EnclosureKind};
use body::Body;
use meta::{Component, Refs};

const NAMESPACE: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";

/// The package as one document of Akoma Ntoso.
pub fn write(package: &Package) -> String {
    let mut xml = Xml::new();
    xml.open("akomaNtoso", &[("xmlns", NAMESPACE)]);
    xml.line();
    letter(package, 0, "", &mut xml);
    xml.close("akomaNtoso");
    xml.line();
    xml.into_string()
}

/// A letter; each eId in it begins with `prefix`, for eIds are unique in the whole document.
fn letter(package: &Package, place: usize, prefix: &str, xml: &mut Xml) {
    let member = &package.members[place];
    let refs = Refs::new(member, prefix);
    xml.open("doc", &[("name", "letter")]);
    xml.line();
    meta::write(member, &refs, Component::Main, xml);
    let parts = &member.document.parts;
    let is_annex = |part: &&Part| part.role == Role::Annex;
    let (annexes, text): (Vec<&Part>, Vec<&Part>) = parts.iter().partition(is_annex);
    let is_body = |part: &&Part| part.role == Role::Body;
    // Without prose all is preface.
    let from = text.iter().position(is_body).unwrap_or(text.len());
    let to = text.iter().rposition(is_body).map_or(text.len(), |at| at + 1);
    let mut body = Body::new(package, member, &refs, xml);
    body.parts("preface", &format!("{prefix}preface"), &text[..from]);
    let prose: Vec<&Block> = text[from..to].iter().flat_map(|part| &part.blocks).collect();
    body.main(&format!("{prefix}body"), &prose);
    body.parts("conclusions", &format!("{prefix}conclusions"), &text[to..]);
    attachments(package, place, &refs, &annexes, prefix, xml);
    xml.close("doc");
    xml.line();
}

/// Annexes first, then what is enclosed: as they lie in the envelope.
fn attachments(
    package: &Package,
    place: usize,
    refs: &Refs,
    annexes: &[&Part],
    prefix: &str,
    xml: &mut Xml,
) {
    let member = &package.members[place];
    // The letter in its further languages goes with it as what it encloses does.
    let versions = package.versions.iter().filter(|_| place == 0);
    let letters: Vec<_> = (package.enclosed_in(place).into_iter())
        .chain(versions.copied())
        .collect();
    let named = |entry: &EnclosureEntry| {
        matches!(entry.kind, EnclosureKind::File | EnclosureKind::Document)
    };
    let named: Vec<_> = member.enclosures().into_iter().filter(named).collect();
    if annexes.is_empty() && letters.is_empty() && named.is_empty() {
        return;
    }
    xml.open("attachments", &[]);
    xml.line();
    let mut count = 0;
    let mut attachment = |xml: &mut Xml| {
        count += 1;
        let id = format!("{prefix}att_{count}");
        xml.open("attachment", &[("eId", &id)]);
        xml.line();
        format!("{id}__")
    };
    for (at, part) in annexes.iter().enumerate() {
        let inner = attachment(xml);
        annex(package, member, refs, (at + 1, part), &inner, xml);
        end(xml);
    }
    for place in letters {
        let inner = attachment(xml);
        letter(package, place, &inner, xml);
        end(xml);
    }
    for enclosure in named {
        let inner = attachment(xml);
        let href = match (enclosure.kind, &enclosure.name) {
            (EnclosureKind::Document, Some(symbol)) => iri::document(symbol),
            (_, Some(file)) => iri::address(file),
            (_, None) => iri::thing("object", &enclosure.entry),
        };
        let id = format!("{inner}dref_1");
        let words = enclosure.entry.as_str();
        xml.empty("documentRef", &[("eId", &id), ("href", &href), ("showAs", words)]);
        xml.line();
        end(xml);
    }
    xml.close("attachments");
    xml.line();
}

fn end(xml: &mut Xml) {
    xml.close("attachment");
    xml.line();
}

fn annex(
    package: &Package,
    member: &Member,
    refs: &Refs,
    (number, part): (usize, &Part),
    prefix: &str,
    xml: &mut Xml,
) {
    xml.open("doc", &[("name", "annex")]);
    xml.line();
    meta::write(member, refs, Component::Annex(number), xml);
    let blocks: Vec<&Block> = part.blocks.iter().collect();
    Body::new(package, member, refs, xml).main(&format!("{prefix}body"), &blocks);
    xml.close("doc");
    xml.line();
}
