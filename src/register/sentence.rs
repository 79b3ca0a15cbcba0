//! The sentence of an entry, made from the record and never typed: "Letter dated 18 January 2018
//! from the President of the General Assembly, enclosing a letter from the Co-Chairs of …", as the
//! registers of United Nations documents word it.

use super::correspondents::{Author, Correspondents, EnclosureEntry, of_person};
use crate::language::{DateOptions, Language, Run};
use crate::letter::{Addressee, Enclosed, Enclosure, Letter};
use crate::office::Office;
use crate::pattern;

/// How a register words a letter.
pub(super) fn of(
    letter: &Letter,
    office: &Office,
    language: &Language,
    correspondents: &Correspondents,
) -> String {
    let several = letter.signatories.len() > 1;
    let sender = office.sender.names(several).0;
    let names = [("sender", sender), ("of-sender", office.sender.genitive(several))];
    let note = letter.kind.as_deref() == Some("note-verbale");
    let mut entry = match letter.date {
        Some(date) => {
            let label = match (date.day(), note) {
                (Some(_), false) => "letter-dated",
                (Some(_), true) => "note-dated",
                (None, false) => "letter-of",
                (None, true) => "note-of",
            };
            let date = Run::join(&language.date(date, &office.style, DateOptions::default()));
            fill(language, label, &[("date", &date), names[0], names[1]])
        }
        None => fill(language, if note { "note-undated" } else { "letter-undated" }, &names),
    };
    // Whom a circular goes to says nothing of it; a letter to somebody is known by that.
    let persons: Vec<String> = letter.to.iter().filter_map(person).collect();
    if !persons.is_empty() && persons.len() == letter.to.len() {
        let names = language.list(&persons);
        entry = fill(language, "entry-addressed", &[("entry", &entry), ("addressees", &names)]);
    }
    if !letter.enclosures.is_empty() {
        let enclosures = EnclosureEntry::all(letter, language, correspondents).into_iter();
        let list = language.list(&enclosures.map(|enclosure| enclosure.entry).collect::<Vec<_>>());
        entry = fill(language, "entry-enclosing", &[("entry", &entry), ("enclosures", &list)]);
    }
    entry
}

/// A person or institution that is written out.
fn person(addressee: &Addressee) -> Option<String> {
    match addressee {
        Addressee::Person(person) if person.group.is_none() => of_person(person).cloned(),
        _ => None,
    }
}

/// How a register words one enclosure.
pub(super) fn enclosure(
    language: &Language,
    enclosure: &Enclosure,
    author: Option<&Author>,
) -> String {
    let titled = |label| {
        let title = enclosure.title.clone();
        title.unwrap_or_else(|| fill(language, label, &[]))
    };
    match (enclosure.kind(), author) {
        (Enclosed::Letter(_), Some(author)) => {
            let names = [("sender", author.name()), ("of-sender", author.genitive())];
            fill(language, "enclosed-letter", &names)
        }
        (Enclosed::Document, _) => match (&enclosure.title, &enclosure.document) {
            (None, Some(symbol)) => fill(language, "enclosed-document", &[("symbol", symbol)]),
            (Some(title), Some(symbol)) => format!("{title} ({symbol})"),
            _ => titled("enclosed-file"),
        },
        (Enclosed::Letter(_) | Enclosed::File(_), _) => titled("enclosed-file"),
        (Enclosed::Programme, _) => titled("enclosed-programme"),
    }
}

/// A label of the language with its places filled in.
fn fill(language: &Language, label: &str, values: &[(&str, &str)]) -> String {
    pattern::fill(language.label(label).unwrap_or_default(), values)
}
