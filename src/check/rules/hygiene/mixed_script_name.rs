//! A name in two scripts.

use super::scripts::{Script, script};
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::letter::{Addressee, Person};

pub(super) static RULE: Rule = Rule {
    name: "mixed-script-name",
    family: Family::Hygiene,
    level: Level::Warning,
    most: Level::Warning,
    summary: "a name is written in two scripts",
    checks: "Names of signatories, addressees, appointed persons, contacts and speakers whose words are of different \
             scripts. A name in brackets after the name, in its own script, is passed over; a letter of another \
             script within a word is a matter of `look-alike`.",
    why: "One half of the name was pasted from elsewhere; registers sort it wrongly and no search finds it.",
    example: "name: Lana Нуссейба",
    instead: "name: Lana Nusseibeh",
    source: "Unicode Technical Standard 39, mixed scripts; general practice",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    for (name, path) in names(letter) {
        // Most names are of one script that needs no look at each letter.
        if name.is_ascii() {
            continue;
        }
        let bare = name.split(['(', '[']).next().unwrap_or_default();
        let mut scripts: Vec<Script> = Vec::new();
        for found in bare.split(' ').filter_map(|word| word.chars().find_map(script)) {
            if !scripts.contains(&found) {
                scripts.push(found);
            }
        }
        if let [first, second, ..] = scripts.as_slice() {
            found.push(
                RULE.finding(format!(
                    "\"{name}\" is written in {} and {} letters",
                    first.name(),
                    second.name()
                ))
                .at(letter.record.place(&path))
                .help("write it in one script; the other may follow in brackets"),
            );
        }
    }
}

/// The names of a letter, with their paths.
fn names<'a>(letter: &Piece<'a>) -> Vec<(&'a str, String)> {
    let data = letter.letter;
    let mut names: Vec<(&str, String)> = Vec::new();
    let mut add = |name: Option<&'a String>, path: String| {
        names.extend(name.map(|name| (name.as_str(), path)))
    };
    for (at, signatory) in data.signatories.iter().enumerate() {
        add(signatory.name.as_ref(), format!("signatories[{at}].name"));
    }
    for (field, people) in [("to", &data.to), ("copies", &data.copies)] {
        for (at, addressee) in people.iter().enumerate() {
            if let Addressee::Person(Person { name, .. }) = addressee {
                add(name.as_ref(), format!("{field}[{at}].name"));
            }
        }
    }
    let appointed = data
        .appointment
        .iter()
        .flat_map(|appointment| appointment.persons.iter().enumerate());
    for (at, person) in appointed {
        add(person.name.as_ref(), format!("appointment.persons[{at}].name"));
    }
    for (at, contact) in data.contacts.iter().enumerate() {
        add(Some(&contact.name), format!("contacts[{at}].name"));
    }
    for (at, meeting) in data.meetings.iter().enumerate() {
        for (item, agenda) in meeting.agenda.iter().enumerate() {
            for (number, speaker) in agenda.speakers.iter().enumerate() {
                add(
                    Some(&speaker.name),
                    format!("meetings[{at}].agenda[{item}].speakers[{number}].name"),
                );
            }
        }
    }
    names
}
