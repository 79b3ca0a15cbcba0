//! Whom a letter addresses and how: address block, salutation, complimentary close.

use std::borrow::Cow;

use crate::finding::Finding;
use crate::house::House;
use crate::language::Voice;
use crate::letter::{Addressee, Letter, Person};
use crate::office::Office;
use crate::record::Record;

/// An addressee, resolved.
#[derive(Debug, Clone)]
pub(super) struct Address<'a> {
    /// The lines of the address block.
    pub(super) lines: Cow<'a, [String]>,
    /// Who is greeted, where it is a person.
    person: Option<&'a Person>,
}

impl<'a> Address<'a> {
    /// What the addressee is called, in a salutation or once the full name has been said.
    pub(super) fn called(&self) -> Option<&'a str> {
        self.person?.called.as_deref()
    }
}

/// Resolves the addressees at `field` of a record.
pub(super) fn resolve<'a>(
    record: &Record,
    field: &str,
    addressees: &'a [Addressee],
    office: &'a Office,
    findings: &mut Vec<Finding>,
) -> Vec<Address<'a>> {
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
                    let lines = Cow::Borrowed(preset.lines.as_slice());
                    resolved.push(Address { lines, person: None });
                }
                None => findings.push(office.unknown_preset(name).at(place())),
            },
            Addressee::Person(person) => {
                let lines = person.lines();
                // What is there and wrong is said at its own place.
                let mut named =
                    ["group", "name", "given", "family", "title", "organisation"].iter();
                let said = |name| record.says(&format!("{field}[{at}].{name}"));
                if lines.is_empty() && !named.any(said) {
                    let finding = Finding::error(
                        "empty-addressee",
                        "this addressee has neither name, title nor organisation",
                    );
                    findings.push(finding.at(place()).help("write at least one of them"));
                }
                let lines = Cow::Owned(lines);
                resolved.push(Address { lines, person: Some(person) });
            }
        }
    }
    resolved
}

/// How the addressees are greeted, and what the letter closes with.
#[derive(Debug, Clone, Default)]
pub(super) struct Courtesies {
    pub(super) salutation: Option<String>,
    pub(super) closing: Option<String>,
    /// The word of the salutation that returns in the close.
    pub(super) word: Option<String>,
    /// A salutation for each of several addressees who are greeted otherwise.
    pub(super) each: Vec<String>,
}

/// Salutation and close from the record, the addressee's form of address, or the office's.
pub(super) fn courtesies(
    record: &Record,
    addresses: &[Address<'_>],
    house: &House,
    findings: &mut Vec<Finding>,
) -> Courtesies {
    let letter = &record.letter;
    let language = &house.language;
    let (name, said) = house.form_of(letter);
    let Some(form) = language.form(name) else {
        findings.push(house.unknown_form(name).at(record.place(&said.path())));
        return Courtesies::default();
    };
    let form = if is_plural(letter) { form.for_several() } else { Cow::Borrowed(form) };
    let called = addresses
        .first()
        .filter(|_| form.needs_name())
        .and_then(|address| house.names.called(address.person?));
    let named = called.as_ref().map(|called| called.text.as_str());
    if form.needs_name() && named.is_none() && letter.salutation.is_none() {
        let finding = Finding::error(
            "unnamed-addressee",
            format!("the form `{name}` greets by name, and the addressee has none"),
        )
        .help("give the addressee a `name`, or write the `salutation` out");
        findings.push(finding.at(record.place(&said.path())));
    }
    let named = named.unwrap_or_default();
    let many = house.office.sender.speaks_as_many(letter.signatories.len());
    let voice = language.voice(if many { 2 } else { 1 });
    let salutation = letter.salutation.clone().or_else(|| form.salutation(named));
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
        (None, None) => form.closing(voice, named),
    };
    let word = match &letter.salutation {
        Some(own) => Some(own.trim_end_matches([',', ':', '!', ' ']).to_owned()),
        None => form.word(named),
    };
    let mut courtesies = Courtesies { salutation, closing, word, each: Vec::new() };
    if letter.salutation.is_none() {
        greet_each(&mut courtesies, letter, addresses, house, voice);
    }
    courtesies
}

/// Greets each of several persons on a line of its own, where they are not greeted alike; the close
/// returns to all of them.
fn greet_each(
    courtesies: &mut Courtesies,
    letter: &Letter,
    addresses: &[Address<'_>],
    house: &House,
    voice: &Voice,
) {
    let greeted = letter.to.iter().zip(addresses).map(|(addressee, address)| {
        let Addressee::Person(person) = addressee else {
            return None;
        };
        let name = person.form().unwrap_or(&house.office.form);
        let form = house.language.form(name).filter(|_| person.group.is_none())?;
        let called = address.person.filter(|_| form.needs_name());
        let called = called.and_then(|person| house.names.called(person));
        let named = called.as_ref().map_or("", |called| called.text.as_str());
        Some((form, form.salutation(named)?, form.word(named)))
    });
    let Some(greeted) = greeted.collect::<Option<Vec<_>>>().filter(|all| all.len() > 1) else {
        return;
    };
    if greeted.iter().all(|(_, salutation, _)| *salutation == greeted[0].1) {
        return;
    }
    let words: Vec<_> = greeted.iter().filter_map(|(_, _, word)| word.clone()).collect();
    let words = house.language.list(&words);
    if letter.closing.is_none() {
        courtesies.closing = greeted[0].0.closing_with(voice, &words);
    }
    courtesies.word = Some(words);
    courtesies.each = greeted.into_iter().map(|(_, salutation, _)| salutation).collect();
    courtesies.salutation = Some(courtesies.each.join(" "));
}

/// Whether a letter goes to more than one: to several addressees, to a preset or to a group.
fn is_plural(letter: &Letter) -> bool {
    match letter.to.as_slice() {
        [] => false,
        [Addressee::Person(person)] => person.group.is_some(),
        _ => true,
    }
}
