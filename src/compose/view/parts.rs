//! Who signs, who is addressed and what is enclosed, as wordings see it.

use super::{Addressed, EnclosureView, ProcessView, SenderView, SignatoryView};
use crate::compose::address::Address;
use crate::gather::Bundle;
use crate::letter::{Addressee, Enclosed, Letter, Signature};
use crate::office::Office;
use crate::register::Correspondents;

/// What is enclosed. A letter that is missing or broken has findings of its own elsewhere.
pub(super) fn enclosures<'a>(
    bundle: &'a Bundle,
    correspondents: &Correspondents,
) -> Vec<EnclosureView<'a>> {
    let mut views = Vec::new();
    for (at, enclosure) in bundle.record.letter.enclosures.iter().enumerate() {
        let mut view = EnclosureView {
            what: "document",
            title: enclosure.title.as_deref(),
            document: enclosure.document.as_deref(),
            concerning: enclosure.concerning.as_deref(),
            sender: None,
            date: None,
            process: None,
            meetings: 0,
        };
        match enclosure.kind() {
            Enclosed::Letter(_) => {
                view.what = "letter";
                let found = bundle.enclosed.iter().find(|(place, _)| *place == at);
                if let Some((_, enclosed)) = found {
                    let letter = &enclosed.record.letter;
                    view.date = letter.date;
                    view.meetings = letter.meetings.len();
                    if let Some(Some(author)) = correspondents.enclosed.get(at) {
                        view.sender = Some(SenderView::of(author));
                        view.process = process(letter, &author.office);
                    }
                }
            }
            Enclosed::File(_) => view.what = "file",
            Enclosed::Programme => view.what = "programme",
            Enclosed::Document => {}
        }
        views.push(view);
    }
    views
}

pub(super) fn signatories<'a>(letter: &'a Letter, office: &Office) -> Vec<SignatoryView<'a>> {
    let views = letter.signatories.iter().map(|signatory| {
        let name = signatory.name.as_deref();
        let honorific = signatory.honorific.as_deref().filter(|_| office.signature.honorific);
        let named = match (honorific, name) {
            (Some(honorific), Some(name)) => Some(format!("{honorific} {name}")),
            (_, name) => name.map(str::to_owned),
        };
        let title = signatory
            .title
            .clone()
            .filter(|_| office.signature.title || name.is_none());
        SignatoryView {
            lines: [named, signatory.capacity.clone(), title]
                .into_iter()
                .flatten()
                .collect(),
            transcription: match &signatory.signature {
                Some(Signature::Transcription(text)) => Some(text),
                _ => None,
            },
            picture: match &signatory.signature {
                Some(Signature::Image(name)) => Some(name),
                _ => None,
            },
            name: name.unwrap_or_default(),
        }
    });
    views.collect()
}

/// The process of a letter, or of its office; a name that is left out is the next shorter one.
pub(super) fn process(letter: &Letter, office: &Office) -> Option<ProcessView> {
    let (name, title, short, word, session) = match (&letter.process, &office.process) {
        (Some(own), _) => (&own.name, &own.title, &own.short, &own.word, &own.session),
        (None, Some(usual)) => {
            (&usual.name, &usual.title, &usual.short, &usual.word, &usual.session)
        }
        (None, None) => return None,
    };
    Some(ProcessView {
        name: name.clone(),
        title: title.as_ref().unwrap_or(name).clone(),
        short: short.as_ref().unwrap_or(name).clone(),
        word: word.clone(),
        session: session.clone(),
    })
}

/// Each addressee as a sentence names it: a group, a person by name, or an institution.
pub(super) fn addressed(letter: &Letter, addresses: &[Address]) -> Vec<Addressed> {
    let names = letter.to.iter().zip(addresses).map(|(addressee, address)| {
        let first = address.lines.first().map_or("", String::as_str);
        let (name, person) = match addressee {
            Addressee::Person(person) if person.group.is_none() && person.name.is_some() => {
                (first, true)
            }
            Addressee::Person(person) if person.group.is_none() => {
                (person.organisation.as_deref().unwrap_or(first), false)
            }
            _ => (first, false),
        };
        Addressed { name: name.trim_end_matches(',').to_owned(), person }
    });
    names.collect()
}
