//! How a register words a letter: an entry made from the record, never typed.

use std::collections::BTreeMap;

use super::house::{Engine, House};
use super::view::{self, SenderView};
use crate::calendar::{AnnouncedMeeting, announced};
use crate::finding::Finding;
use crate::gather::Bundle;
use crate::language::{DateOptions, Run};
use crate::letter::{Addressee, Dates, Enclosed, Enclosure, Meeting, Person};
use crate::pattern;
use crate::zone::Zone;

/// What a register says of a letter, in the letter's own language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered {
    /// The entry: "Letter dated 18 January 2018 from the President of the General Assembly,
    /// enclosing a letter from the Co-Chairs of …" (as the registers of United Nations
    /// documents word it).
    pub entry: String,
    /// The language of the entry, as a BCP 47 tag.
    pub language: String,
    /// It runs from right to left.
    pub rtl: bool,
    /// Who writes: "the President of the General Assembly".
    pub sender: String,
    /// Who is addressed, a name each: a person, a group or an institution.
    pub addressees: Vec<String>,
    /// The process the letter belongs to, by its full name.
    pub process: Option<String>,
    /// The zone of the office's clocks.
    pub zone: Option<Zone>,
    /// The meetings it announces, moves or cancels.
    pub meetings: Vec<AnnouncedMeeting>,
}

impl Engine {
    /// How a register words a letter.
    ///
    /// # Errors
    /// What is wrong with its office or language.
    pub fn registered(&self, bundle: &Bundle) -> Result<Registered, Vec<Finding>> {
        let record = &bundle.record;
        let house = self.house_of(record)?;
        let letter = &record.letter;
        let sender = SenderView::new(&house.office, letter.signatories.len() > 1);
        let note = letter.kind.as_deref() == Some("note-verbale");
        let mut entry = match letter.date {
            Some(day) => {
                let day = (house.language).date(day, &house.office.style, DateOptions::default());
                let label = if note { "note-dated" } else { "letter-dated" };
                fill(
                    &house,
                    label,
                    &[
                        ("date", &Run::join(&day)),
                        ("sender", sender.name()),
                        ("of-sender", sender.genitive()),
                    ],
                )
            }
            None => {
                let label = if note { "note-undated" } else { "letter-undated" };
                let names = [("sender", sender.name()), ("of-sender", sender.genitive())];
                fill(&house, label, &names)
            }
        };
        // Whom a circular goes to says nothing of it; a letter to somebody is known by that.
        let persons: Vec<_> = letter.to.iter().filter_map(person).collect();
        if !persons.is_empty() && persons.len() == letter.to.len() {
            let names = house.language.list(&persons);
            entry = fill(&house, "entry-addressed", &[("entry", &entry), ("addressees", &names)]);
        }
        let enclosures: Vec<_> = (letter.enclosures.iter().enumerate())
            .map(|(at, enclosure)| self.enclosed(&house, bundle, at, enclosure))
            .collect();
        if !enclosures.is_empty() {
            let list = house.language.list(&enclosures);
            entry = fill(&house, "entry-enclosing", &[("entry", &entry), ("enclosures", &list)]);
        }
        Ok(Registered {
            entry,
            language: house.language.tag().to_owned(),
            rtl: house.language.is_rtl(),
            sender: sender.name().to_owned(),
            addressees: letter.to.iter().filter_map(|to| addressee(&house, to)).collect(),
            process: view::process(letter, &house.office).map(|process| process.title().to_owned()),
            zone: house.office.zone,
            meetings: meetings(&house, &letter.meetings),
        })
    }

    /// What each office is called in a language, by its id: "the President of the General
    /// Assembly". An office with mistakes is left out: whoever writes letters of it is told.
    pub fn office_names(&self, language: &str) -> BTreeMap<String, String> {
        let name = |id: &str| {
            let office = self.office_in_language(id, language).ok()?;
            // How many sign is not known without a letter.
            let sender = SenderView::new(&office, office.sender.usually_many());
            Some((id.to_owned(), sender.name().to_owned()))
        };
        self.templates().offices().into_iter().filter_map(name).collect()
    }

    pub(super) fn enclosed(
        &self,
        house: &House,
        bundle: &Bundle,
        at: usize,
        enclosure: &Enclosure,
    ) -> String {
        let titled = |label| {
            let title = enclosure.title.clone();
            title.unwrap_or_else(|| fill(house, label, &[]))
        };
        match enclosure.kind() {
            Enclosed::Letter(_) => {
                let found = bundle.enclosed.iter().find(|(place, _)| *place == at);
                let sender = found.and_then(|(_, enclosed)| {
                    let letter = &enclosed.record.letter;
                    let tag = house.language.tag();
                    let office = self.office_in_language(&letter.office, tag).ok()?;
                    let sender = SenderView::new(&office, letter.signatories.len() > 1);
                    Some((sender.name().to_owned(), sender.genitive().to_owned()))
                });
                match sender {
                    Some((name, genitive)) => fill(
                        house,
                        "enclosed-letter",
                        &[("sender", &name), ("of-sender", &genitive)],
                    ),
                    None => titled("enclosed-file"),
                }
            }
            Enclosed::Document => match (&enclosure.title, &enclosure.document) {
                (None, Some(symbol)) => fill(house, "enclosed-document", &[("symbol", symbol)]),
                (Some(title), Some(symbol)) => format!("{title} ({symbol})"),
                _ => titled("enclosed-file"),
            },
            Enclosed::File(_) => titled("enclosed-file"),
            Enclosed::Programme => titled("enclosed-programme"),
        }
    }
}

/// The meetings, with their days as the letter writes them.
fn meetings(house: &House, meetings: &[Meeting]) -> Vec<AnnouncedMeeting> {
    let words = |dates: &Dates| {
        let style = &house.office.style;
        Run::join(&(house.language).dates(dates, style, DateOptions::default()))
    };
    let mut all = announced(meetings);
    for held in &mut all {
        held.when = held.dates.as_ref().map(words);
        if let Some(was) = &mut held.was {
            was.when = was.dates.as_ref().map(words);
        }
    }
    all
}

/// A label with its places filled in.
fn fill(house: &House, label: &str, values: &[(&str, &str)]) -> String {
    pattern::fill(house.language.label(label).unwrap_or_default(), values)
}

/// A person or institution that is written out.
fn person(addressee: &Addressee) -> Option<String> {
    match addressee {
        Addressee::Person(person) if person.group.is_none() => name(person),
        _ => None,
    }
}

fn name(person: &Person) -> Option<String> {
    let name = person.group.as_ref().or(person.name.as_ref());
    name.or(person.title.as_ref())
        .or(person.organisation.as_ref())
        .cloned()
}

/// Who is addressed: a preset by its first line.
pub(super) fn addressee(house: &House, addressee: &Addressee) -> Option<String> {
    let name = match addressee {
        Addressee::Preset(preset) => house.office.presets.get(preset)?.lines.first().cloned(),
        Addressee::Person(person) => name(person),
    };
    Some(name?.trim_end_matches(',').to_owned())
}
