//! Fingerprints of cards: taken once, added to every page that shows them.

use rayon::prelude::*;

use super::entry::Standing;
use crate::archive::card::{Card, Enclosed};
use crate::archive::catalogue::{Catalogue, Links};
use crate::archive::print::{Print, Printer};
use crate::letter::{Day, LetterRef, Relation};

/// The fingerprints of all cards, by their place.
pub(super) struct Prints {
    /// What an entry of a list shows.
    pub(super) entries: Vec<Print>,
    /// What the page of the letter and the files of the register show.
    pub(super) cards: Vec<Print>,
    /// The days under which the letters are filed, which every division asks for.
    pub(super) filed: Vec<Option<Day>>,
}

impl Prints {
    pub(super) fn new(catalogue: &Catalogue<'_>) -> Self {
        let joined = catalogue.cards.par_iter().zip(&catalogue.links);
        let prints = joined.map(|(card, links)| {
            let entry = entry(card, links);
            (entry, whole(card, entry))
        });
        let (entries, cards) = prints.unzip();
        Self { entries, cards, filed: catalogue.cards.par_iter().map(filed).collect() }
    }
}

/// The day under which a letter is filed: the one its id begins with, else its date.
fn filed(card: &Card<'_>) -> Option<Day> {
    let named = card.id.get(..10).and_then(|day| Day::parse(day).ok());
    named.or(card.date)
}

/// The fingerprint of what an entry of a list shows.
pub(in crate::archive) fn entry(card: &Card<'_>, links: &Links) -> Print {
    let mut printer = Printer::default();
    printer.add(&card.address).add(&card.entry);
    printer.add(&card.language).add([u8::from(card.rtl)]);
    optional(&mut printer, card.subject.as_deref());
    day(&mut printer, card.date);
    for standing in Standing::of(links) {
        printer.add(standing.word());
    }
    printer.print()
}

/// All of a card but its meetings, which only the programme shows.
fn whole(card: &Card<'_>, entry: Print) -> Print {
    let Card {
        id,
        kind,
        office,
        reference,
        sender,
        addressees,
        signatories,
        process,
        refers,
        encloses,
        cites,
        files,
        meetings: _,
        zone: _,
        // These make the entry.
        address: _,
        language: _,
        rtl: _,
        date: _,
        entry: _,
        subject: _,
    } = card;
    let mut printer = Printer::default();
    printer.add(entry).add(id).add(kind).add(office).add(sender);
    optional(&mut printer, reference.as_deref());
    optional(&mut printer, process.as_deref());
    count(&mut printer, addressees.len());
    for addressee in addressees {
        printer.add(addressee);
    }
    count(&mut printer, signatories.len());
    for signed in signatories {
        printer.add(&signed.name);
        optional(&mut printer, signed.title.as_deref());
        optional(&mut printer, signed.capacity.as_deref());
    }
    count(&mut printer, refers.len());
    for reference in refers {
        letter_ref(&mut printer, &reference.letter);
        printer.add(relation(reference.relation));
        optional(&mut printer, reference.about.as_deref());
    }
    count(&mut printer, encloses.len());
    for enclosed in encloses {
        match enclosed {
            Enclosed::Letter(id) => printer.add("letter").add(id),
            Enclosed::Other(name) => printer.add("other").add(name),
        };
    }
    count(&mut printer, cites.len());
    for cited in cites {
        printer.add([cited.kind as u8]).add(&cited.symbol);
        optional(&mut printer, cited.title.as_deref());
    }
    for file in files {
        printer.add(&file.name).add(file.bytes.to_le_bytes());
        printer.add(file.sha256);
    }
    printer.print()
}

/// Adds a reference to a letter.
pub(super) fn letter_ref(printer: &mut Printer, letter: &LetterRef) {
    optional(printer, letter.id.as_deref());
    optional(printer, letter.office.as_deref());
    optional(printer, letter.sender.as_deref());
    day(printer, letter.date);
}

/// What a relation adds to a fingerprint.
pub(super) fn relation(relation: Option<Relation>) -> &'static str {
    match relation {
        Some(Relation::Follows) => "follows",
        Some(Relation::Replies) => "replies",
        Some(Relation::Supersedes) => "supersedes",
        Some(Relation::Cancels) => "cancels",
        None => "announced",
    }
}

/// Adds something that may be left out.
pub(super) fn optional(printer: &mut Printer, text: Option<&str>) {
    match text {
        Some(text) => printer.add([1]).add(text),
        None => printer.add([0]),
    };
}

/// Adds how many of something follow.
pub(super) fn count(printer: &mut Printer, count: usize) {
    printer.add((count as u64).to_le_bytes());
}

fn day(printer: &mut Printer, day: Option<Day>) {
    let number = |day: Day| (day.year() as u32) << 16 | day.month() << 8 | day.day();
    printer.add(day.map_or(0, number).to_le_bytes());
}
