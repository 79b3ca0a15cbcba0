//! Fingerprints of cards: taken once, added to every page that shows them.

use rayon::prelude::*;

use super::entry::Standing;
use crate::archive::card::{self, Card};
use crate::archive::catalogue::Catalogue;
use crate::letter::{Day, LetterRef, Relation};
use crate::register::{Enclosed, Entry, Filing, Links};
use crate::text::{Fingerprint, Fingerprinter};

/// The fingerprints of all cards, by their place.
pub(super) struct Prints {
    /// What an entry of a list shows.
    pub(super) entries: Vec<Fingerprint>,
    /// What the page of the letter and the files of the register show.
    pub(super) cards: Vec<Fingerprint>,
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
    card::filed(&card.id).or(card.date)
}

/// The fingerprint of what an entry of a list shows.
pub(in crate::archive) fn entry(card: &Card<'_>, links: &Links) -> Fingerprint {
    let mut fingerprinter = Fingerprinter::default();
    fingerprinter.add(&card.address).add(&card.sentence);
    fingerprinter.add(&card.language).add([u8::from(card.rtl)]);
    optional(&mut fingerprinter, card.subject.as_deref());
    day(&mut fingerprinter, card.date);
    for standing in Standing::of(links) {
        fingerprinter.add(standing.word());
    }
    fingerprinter.fingerprint()
}

/// All of a card but its meetings, which only the programme shows.
fn whole(card: &Card<'_>, entry: Fingerprint) -> Fingerprint {
    let Card { entry: Entry { filing, .. }, files, address: _, texts } = card;
    let Filing { id, office, refers, encloses, date: _ } = filing;
    let Entry {
        kind,
        reference,
        sender,
        addressees,
        signatories,
        process,
        cites,
        filing: _,
        meetings: _,
        zone: _,
        // These make the entry.
        language: _,
        rtl: _,
        sentence: _,
        subject: _,
    } = &card.entry;
    let mut fingerprinter = Fingerprinter::default();
    fingerprinter.add(entry).add(id).add(kind).add(office).add(sender);
    optional(&mut fingerprinter, reference.as_deref());
    optional(&mut fingerprinter, process.as_deref());
    count(&mut fingerprinter, addressees.len());
    for addressee in addressees {
        fingerprinter.add(addressee);
    }
    count(&mut fingerprinter, signatories.len());
    for signed in signatories {
        fingerprinter.add(&signed.name);
        optional(&mut fingerprinter, signed.title.as_deref());
        optional(&mut fingerprinter, signed.capacity.as_deref());
    }
    count(&mut fingerprinter, refers.len());
    for reference in refers {
        letter_ref(&mut fingerprinter, &reference.letter);
        fingerprinter.add(relation(reference.relation));
        optional(&mut fingerprinter, reference.about.as_deref());
    }
    count(&mut fingerprinter, encloses.len());
    for enclosed in encloses {
        match enclosed {
            Enclosed::Letter(id) => fingerprinter.add("letter").add(id),
            Enclosed::Other(name) => fingerprinter.add("other").add(name),
        };
    }
    count(&mut fingerprinter, cites.len());
    for cited in cites {
        fingerprinter.add([cited.kind as u8]).add(&cited.symbol);
        optional(&mut fingerprinter, cited.title.as_deref());
    }
    fingerprinter.add(texts.article.fingerprint);
    for file in files {
        fingerprinter.add(&file.name).add(file.bytes.to_le_bytes());
        fingerprinter.add(file.sha256);
    }
    fingerprinter.fingerprint()
}

/// Adds a reference to a letter.
pub(super) fn letter_ref(fingerprinter: &mut Fingerprinter, letter: &LetterRef) {
    optional(fingerprinter, letter.id.as_deref());
    optional(fingerprinter, letter.office.as_deref());
    optional(fingerprinter, letter.sender.as_deref());
    day(fingerprinter, letter.date);
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
pub(super) fn optional(fingerprinter: &mut Fingerprinter, text: Option<&str>) {
    match text {
        Some(text) => fingerprinter.add([1]).add(text),
        None => fingerprinter.add([0]),
    };
}

/// Adds how many of something follow.
pub(super) fn count(fingerprinter: &mut Fingerprinter, count: usize) {
    fingerprinter.add((count as u64).to_le_bytes());
}

fn day(fingerprinter: &mut Fingerprinter, day: Option<Day>) {
    let number = |day: Day| (day.year() as u32) << 16 | day.month() << 8 | day.day();
    fingerprinter.add(day.map_or(0, number).to_le_bytes());
}
