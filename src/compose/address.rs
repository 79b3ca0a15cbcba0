//! Whom a letter addresses and how: address block, salutation, complimentary close.

use std::borrow::Cow;

use crate::finding::Finding;
use crate::house::House;
use crate::letter::{Addressee, Letter, Person};
use crate::office::Office;
use crate::record::Record;

/// An addressee, resolved.
#[derive(Debug, Clone)]
pub(super) struct Address {
    /// The lines of the address block.
    pub(super) lines: Vec<String>,
    /// What the salutation calls the addressee by.
    called: Option<String>,
}

/// Resolves the addressees at `field` of a record.
pub(super) fn resolve(
    record: &Record,
    field: &str,
    addressees: &[Addressee],
    office: &Office,
    findings: &mut Vec<Finding>,
) -> Vec<Address> {
    let mut resolved = Vec::with_capacity(addressees.len());
    for (at, addressee) in addressees.iter().enumerate() {
        let place = || record.place(&format!("{field}[{at}]"));
        match addressee {
            _ if addressee.each().is_some() => {
                let finding = Finding::error(
                    "letter-for-each",
                    "this letter goes to each addressee of a list, and is no letter before it has one",
                );
                findings.push(finding.at(place()).help(format!(
                    "`chancery merge {}` writes it to all of them",
                    record.source.name()
                )));
            }
            Addressee::Preset(name) => match office.presets.get(name) {
                Some(preset) => {
                    resolved.push(Address { lines: preset.lines.clone(), called: None })
                }
                None => findings.push(office.unknown_preset(name).at(place())),
            },
            Addressee::Person(person) => {
                let lines = person.lines();
                if lines.is_empty() {
                    let finding = Finding::error(
                        "empty-addressee",
                        "this addressee has neither name, title nor organisation",
                    );
                    findings.push(finding.at(place()).help("write at least one of them"));
                }
                resolved.push(Address { lines, called: called(person) });
            }
        }
    }
    resolved
}

/// How the addressees are greeted, and what the letter closes with.
#[derive(Debug, Clone, Default)]
pub(super) struct Manners {
    pub(super) salutation: Option<String>,
    pub(super) closing: Option<String>,
}

/// Salutation and close from the record, the addressee's form of address, or the office's.
pub(super) fn manners(
    record: &Record,
    addresses: &[Address],
    house: &House,
    signatories: usize,
    findings: &mut Vec<Finding>,
) -> Manners {
    let letter = &record.letter;
    let language = &house.language;
    let (name, path) = house.form_of(letter);
    let path = path.as_str();
    let Some(form) = language.form(name) else {
        findings.push(house.unknown_form(name).at(record.place(path)));
        return Manners::default();
    };
    let form = if several(letter) { form.for_several() } else { Cow::Borrowed(form) };
    let called = addresses.first().and_then(|address| address.called.as_deref());
    if form.needs_name() && called.is_none() && letter.salutation.is_none() {
        let finding = Finding::error(
            "unnamed-addressee",
            format!("the form `{name}` greets by name, and the addressee has none"),
        )
        .help("give the addressee a `name`, or write the `salutation` out");
        findings.push(finding.at(record.place(path)));
    }
    let called = called.unwrap_or_default();
    let voice = language.voice(signatories);
    let salutation = letter.salutation.clone().or_else(|| form.salutation(called));
    let closing = match (&letter.closing, &letter.salutation) {
        (Some(own), _) => Some(own.clone()),
        // The salutation's word returns in the close (general practice of the United Nations).
        (None, Some(own)) => {
            let usual = |form: &&crate::language::Form| {
                !form.needs_name() && form.salutation("").as_ref() == Some(own)
            };
            // A greeting that is another form's own closes as that form does.
            match language.forms().values().find(usual) {
                Some(usual) => usual.closing(voice, ""),
                None => form.closing_with(voice, own.trim_end_matches([',', ':', '!', ' '])),
            }
        }
        (None, None) => form.closing(voice, called),
    };
    Manners { salutation, closing }
}

/// Whether a letter goes to more than one: to several addressees, to a preset or to a group.
fn several(letter: &Letter) -> bool {
    match letter.to.as_slice() {
        [] => false,
        [Addressee::Person(person)] => person.group.is_some(),
        _ => true,
    }
}

/// The name in a salutation: honorific and family name, or the functional title.
fn called(person: &Person) -> Option<String> {
    match (&person.honorific, &person.name) {
        (Some(honorific), Some(name)) => {
            let family = name.rsplit(' ').next().unwrap_or(name);
            Some(format!("{honorific} {family}"))
        }
        (None, Some(name)) => Some(name.clone()),
        (_, None) => person.title.clone(),
    }
}
