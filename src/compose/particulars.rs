//! The particulars of a letter, for the formats that need more than its page.

use std::sync::Arc;

use super::house::{Engine, House};
use super::registered::{self, Registered};
use crate::gather::Bundle;
use crate::letter::{Addressee, Enclosed, Follows, Relation};
use crate::package::{Earlier, Enclosing, EnclosingKind, Particulars, Party};

impl Engine {
    /// What registers, envelopes and programs know of a letter.
    pub(super) fn particulars(
        &self,
        bundle: &Bundle,
        house: &House,
        registered: &Registered,
    ) -> Particulars {
        let letter = &bundle.record.letter;
        let party = |addressee: &Addressee| party(house, addressee);
        let enclosures = (letter.enclosures.iter().enumerate()).map(|(at, enclosure)| {
            let (kind, name) = match enclosure.kind() {
                Enclosed::Letter(id) => (EnclosingKind::Letter, Some(id)),
                Enclosed::File(file) => (EnclosingKind::File, Some(file)),
                Enclosed::Programme => (EnclosingKind::Programme, None),
                Enclosed::Document => (EnclosingKind::Document, enclosure.document.as_deref()),
            };
            Enclosing {
                kind,
                entry: self.enclosed(house, bundle, at, enclosure),
                name: name.map(str::to_owned),
            }
        });
        Particulars {
            letter: Some(Arc::new(letter.clone())),
            entry: registered.entry.clone(),
            process: registered.process.clone(),
            email: house.office.email.clone(),
            to: letter.to.iter().map(party).collect(),
            copies: letter.copies.iter().map(party).collect(),
            follows: (letter.follows.iter())
                .map(|follows| self.earlier(&letter.office, follows))
                .collect(),
            enclosures: enclosures.collect(),
        }
    }

    fn earlier(&self, writing: &str, follows: &Follows) -> Earlier {
        let reference = &follows.letter;
        let named = reference.office.as_deref().unwrap_or(writing);
        let office = match (&reference.sender, &reference.id) {
            (Some(_), _) => None,
            // An id may name a topic after the office.
            (None, Some(_)) => self.office_in(named),
            (None, None) => Some(named),
        };
        let read = office.and_then(|office| self.office(office).ok());
        let sender = read.map(|office| {
            let many = office.sender.usually_many();
            office.sender.names(many).0.to_owned()
        });
        Earlier {
            relation: follows.relation.unwrap_or(Relation::Follows),
            id: reference.id.clone(),
            office: office.map(str::to_owned),
            sender: reference.sender.clone().or(sender),
            date: reference.date,
            about: follows.about.clone(),
            reference: follows.reference.clone(),
        }
    }
}

fn party(house: &House, addressee: &Addressee) -> Party {
    let (lines, email) = match addressee {
        Addressee::Preset(name) => match house.office.presets.get(name) {
            Some(preset) => (preset.lines.clone(), preset.email.clone()),
            None => Default::default(),
        },
        Addressee::Person(person) => (person.lines(), person.email.clone()),
    };
    Party { name: registered::addressee(house, addressee), lines, email }
}
