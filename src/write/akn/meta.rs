//! The metadata of a letter: what it is as work, expression and manifestation (FRBR), and what
//! it refers to (Akoma Ntoso 1.0, part 1, sections 3.1 and 3.2).

use super::iri::{self, COUNTRY, UNDATED};
use crate::letter::{Cite, Date, Letter, Meeting, Signatory};
use crate::package::Member;
use crate::register::EnclosureKind;
use crate::write::xml::Xml;

/// What a letter refers to, each with its eId.
#[derive(Debug, Default)]
pub(super) struct Refs {
    /// Element, eId, name and words, in their order.
    all: Vec<(&'static str, String, String, String)>,
    /// The eId of each signatory and of the capacity they sign in.
    pub(super) signatories: Vec<(String, Option<String>, Signatory)>,
    /// The eId of each meeting with an id.
    pub(super) meetings: Vec<(String, String)>,
    /// Symbols that the text may name, with their names as documents.
    pub(super) symbols: Vec<(String, String)>,
    /// The eId of the office.
    office: String,
    /// The eId of the role it writes in.
    author: String,
}

impl Refs {
    /// What a letter refers to; each eId begins with `prefix`.
    pub(super) fn new(member: &Member, prefix: &str) -> Self {
        let mut refs = Self {
            office: format!("{prefix}office"),
            author: format!("{prefix}author"),
            ..Self::default()
        };
        let office = iri::thing("organization", &member.office().id);
        refs.add("TLCOrganization", &refs.office.clone(), office, member.sender());
        let role = iri::thing("role", "author");
        refs.add("TLCRole", &refs.author.clone(), role, "author");
        let letter = member.letter();
        refs.people(letter, prefix);
        let mut count = 0;
        refs.events(&letter.meetings, &member.id, prefix, &mut count);
        refs.documents(&letter.cites, prefix);
        for (at, earlier) in member.follows().into_iter().enumerate() {
            let day = iri::date_or_undated(earlier.date.map(Date::Day));
            let office = earlier.office.clone();
            let office = office
                .unwrap_or_else(|| crate::text::kebab(earlier.sender.as_deref().unwrap_or("")));
            let name = iri::letter(&office, &day, earlier.id.as_deref().unwrap_or("letter"));
            let sender = earlier.sender.as_deref().unwrap_or(&office);
            let words = format!("{sender}, {day}");
            refs.add("activeRef", &format!("{prefix}follows_{}", at + 1), name, &words);
        }
        for enclosure in member.enclosures() {
            if let (EnclosureKind::Document, Some(symbol)) = (enclosure.kind, enclosure.name) {
                let name = iri::document(&symbol);
                refs.symbols.push((symbol, name));
            }
        }
        // The longest first, so that none is found within another.
        refs.symbols
            .sort_by(|(a, _), (b, _)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        refs.symbols.dedup_by(|(a, _), (b, _)| a == b);
        refs
    }

    fn add(&mut self, element: &'static str, id: &str, name: String, words: &str) {
        self.all.push((element, id.to_owned(), name, words.to_owned()));
    }

    fn people(&mut self, letter: &Letter, prefix: &str) {
        for (at, signatory) in letter.signatories.iter().enumerate() {
            let person = format!("{prefix}person_{}", at + 1);
            let name = signatory.name.as_ref().or(signatory.title.as_ref());
            let name = name.map_or("", String::as_str);
            self.add("TLCPerson", &person, iri::thing("person", name), name);
            let capacity = signatory.capacity.as_ref().or(signatory.title.as_ref());
            let role = capacity.map(|capacity| {
                let role = format!("{prefix}role_{}", at + 1);
                self.add("TLCRole", &role, iri::thing("role", capacity), capacity);
                role
            });
            self.signatories.push((person, role, signatory.clone()));
        }
    }

    fn events(&mut self, meetings: &[Meeting], letter: &str, prefix: &str, count: &mut usize) {
        for meeting in meetings {
            *count += 1;
            let id = format!("{prefix}event_{count}");
            let name = match &meeting.id {
                Some(id) => iri::thing("event", id),
                None => iri::thing("event", &format!("{letter} {count}")),
            };
            let words = [meeting.title.clone(), meeting.dates.as_ref().map(ToString::to_string)];
            let words: Vec<_> = words.into_iter().flatten().collect();
            self.add("TLCEvent", &id, name, &words.join(", "));
            if let Some(known) = &meeting.id {
                self.meetings.push((known.clone(), id));
            }
            self.events(&meeting.meetings, letter, prefix, count);
        }
    }

    fn documents(&mut self, cites: &[Cite], prefix: &str) {
        for (at, cite) in cites.iter().enumerate() {
            let Some((name, symbol)) = iri::cited(cite) else {
                continue;
            };
            let words = cite.title.as_deref().unwrap_or(symbol);
            let id = format!("{prefix}cites_{}", at + 1);
            self.add("activeRef", &id, name.clone(), words);
            self.symbols.push((symbol.to_owned(), name));
        }
    }
}

/// Which component of a letter is described: the letter itself, or something annexed to it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Component {
    Main,
    Annex(usize),
}

impl Component {
    fn name(self) -> String {
        match self {
            Self::Main => "!main".to_owned(),
            Self::Annex(at) => format!("!annex_{at}"),
        }
    }
}

/// Writes the metadata of a letter, or of one component of it.
pub(super) fn write(member: &Member, refs: &Refs, component: Component, xml: &mut Xml) {
    let source = format!("#{}", refs.office);
    let (work, expression) = (iri::work(member), iri::expression(member));
    let manifestation = format!("{expression}.akn");
    let day = member.day().map(|day| day.to_string());
    // The schema has no place for half a date; its name says what is known of it (EDTF).
    let named = match (&day, member.letter().date) {
        (Some(_), _) => "written".to_owned(),
        (None, Some(date)) => format!("written {date}"),
        (None, None) => "undated".to_owned(),
    };
    let dates = [("date", day.as_deref().unwrap_or(UNDATED)), ("name", named.as_str())];
    let author = format!("#{}", refs.author);
    xml.open("meta", &[]);
    xml.line();
    xml.open("identification", &[("source", &source)]);
    xml.line();
    for (level, name) in [
        ("FRBRWork", &work),
        ("FRBRExpression", &expression),
        ("FRBRManifestation", &manifestation),
    ] {
        xml.open(level, &[]);
        let this = match level {
            "FRBRManifestation" => format!("{expression}/{}.akn", component.name()),
            _ => format!("{name}/{}", component.name()),
        };
        xml.empty("FRBRthis", &[("value", &this)]);
        xml.empty("FRBRuri", &[("value", name)]);
        if level == "FRBRWork" {
            let title = &member.document.title;
            xml.empty("FRBRalias", &[("name", "title"), ("value", title)]);
        }
        xml.empty("FRBRdate", &dates);
        xml.empty("FRBRauthor", &[("href", &source), ("as", &author)]);
        match level {
            "FRBRWork" => about(member, xml),
            "FRBRExpression" => {
                let language = iri::language(member);
                xml.empty("FRBRlanguage", &[("language", language)]);
            }
            _ => xml.empty("FRBRformat", &[("value", "application/akn+xml")]),
        }
        xml.close(level);
        xml.line();
    }
    xml.close("identification");
    xml.line();
    if let Component::Main = component {
        publication(member, day.as_deref(), xml);
        classification(member, &source, xml);
        references(refs, &source, xml);
    }
    xml.close("meta");
    xml.line();
}

fn about(member: &Member, xml: &mut Xml) {
    xml.empty("FRBRcountry", &[("value", COUNTRY)]);
    xml.empty("FRBRsubtype", &[("value", iri::SUBTYPE)]);
    if let Some(reference) = &member.letter().reference {
        xml.empty("FRBRnumber", &[("value", reference)]);
    }
    xml.empty("FRBRname", &[("value", &member.id)]);
}

fn publication(member: &Member, day: Option<&str>, xml: &mut Xml) {
    let Some(day) = day else { return };
    let mut attributes =
        vec![("date", day), ("name", "letter"), ("showAs", &member.entry().sentence)];
    let reference = member.letter().reference.as_deref();
    attributes.extend(reference.map(|reference| ("number", reference)));
    xml.empty("publication", &attributes);
    xml.line();
}

/// Which wording the letter has: transmittal, invitation, …
fn classification(member: &Member, source: &str, xml: &mut Xml) {
    let kind = member.letter().kind.as_deref().unwrap_or("letter");
    let dictionary = iri::thing("concept", "kind of letter");
    xml.open("classification", &[("source", source)]);
    xml.empty("keyword", &[("value", kind), ("showAs", kind), ("dictionary", &dictionary)]);
    xml.close("classification");
    xml.line();
}

fn references(refs: &Refs, source: &str, xml: &mut Xml) {
    xml.open("references", &[("source", source)]);
    xml.line();
    for (element, id, href, words) in &refs.all {
        xml.empty(element, &[("eId", id), ("href", href), ("showAs", words)]);
        xml.line();
    }
    xml.close("references");
    xml.line();
}
