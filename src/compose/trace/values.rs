//! Where each value came from that templates and merge fields are given.

use super::Tracer;
use crate::compose::address::Address;
use crate::compose::view::{IssuedView, Resolved, Said};
use crate::gather::Bundle;
use crate::house::House;
use crate::letter::{Addressee, LetterRef, Person, Process};
use crate::office::Office;
use crate::pattern::fill;
use crate::text::tags;
use crate::trace::Origin;

/// The origin of a value: of each of these texts in it, in their order, and of all the rest.
struct Made<'t> {
    parts: Vec<(&'t str, Origin)>,
    rest: Origin,
}

impl From<Origin> for Made<'_> {
    fn from(rest: Origin) -> Self {
        Self { parts: Vec::new(), rest }
    }
}

impl<'t> From<&'t Said> for Made<'t> {
    fn from(Said(stretches): &'t Said) -> Self {
        let parts = stretches.iter().map(|(text, origin)| (text.as_str(), origin.clone()));
        let rest = stretches.first().map(|(_, origin)| origin.clone());
        Self { parts: parts.collect(), rest: rest.unwrap_or_else(|| Origin::field("issued-as")) }
    }
}

/// What a letter's values are made of.
pub(in crate::compose) struct Values<'a> {
    bundle: &'a Bundle,
    house: &'a House,
    resolved: &'a Resolved<'a>,
    tracer: &'a Tracer,
    /// What it says as the document that it is issued as.
    issued: Option<IssuedView>,
}

impl<'a> Values<'a> {
    pub(in crate::compose) fn new(
        bundle: &'a Bundle,
        house: &'a House,
        resolved: &'a Resolved<'a>,
        tracer: &'a Tracer,
    ) -> Self {
        let issued = IssuedView::of(&bundle.record.letter, house);
        Self { bundle, house, resolved, tracer, issued }
    }

    /// The text at a path of what templates are given, with its tags.
    pub(in crate::compose) fn tag(&self, path: &str, text: &str) -> Option<String> {
        let Made { parts, rest } = self.made(path, text)?;
        let parts: Vec<_> = parts
            .into_iter()
            .map(|(text, origin)| (text, self.tracer.number(origin)))
            .collect();
        Some(tags::value_of_parts(text, &parts, self.tracer.number(rest)))
    }

    /// The number of what a merge field looks up at a path.
    pub(super) fn looked_up(&self, path: &str) -> usize {
        let to = &self.bundle.record.letter.to;
        let origin = match path.split_once('.') {
            Some(("sender", key)) => office_key(&self.house.office, &format!("sender.{key}")),
            Some(("process", key)) => self.process(key),
            Some(("addressee", key)) => match to.first() {
                Some(Addressee::Preset(name)) => self.preset(name, 0),
                _ => Origin::field(format!("to[0].{key}")),
            },
            _ => Origin::field(path),
        };
        self.tracer.number(origin)
    }

    /// Where the value at a path of what templates are given came from.
    fn made(&self, path: &str, text: &str) -> Option<Made<'_>> {
        let letter = &*self.bundle.record.letter;
        let end = path.find(['.', '[']).unwrap_or(path.len());
        let (root, rest) = path.split_at(end);
        let key = rest.trim_start_matches('.');
        let (at, inner) = item(rest);
        Some(match root {
            "letter" => Origin::field(key).into(),
            "sender" => office_key(&self.house.office, &format!("sender.{key}")).into(),
            "voice" => {
                let many = self.house.office.sender.speaks_as_many(letter.signatories.len());
                let voice = if many { "many" } else { "one" };
                self.phrase(&format!("voice.{voice}.{key}")).into()
            }
            "salutation" if letter.salutation.is_some() => Origin::field("salutation").into(),
            "closing" if letter.closing.is_some() => Origin::field("closing").into(),
            "salutation" | "closing" => self.courtesy(root),
            "addressed" if inner == "called" => Origin::field(format!("to[{at}].called")).into(),
            "addressees" | "copies" | "addressed" => {
                let (field, list, addresses) = match root {
                    "copies" => ("copies", &letter.copies, self.resolved.copies),
                    _ => ("to", &letter.to, self.resolved.addresses),
                };
                let line = if root == "addressed" { 0 } else { item(inner).0 };
                self.address(
                    &format!("{field}[{at}]"),
                    list.get(at)?,
                    addresses.get(at)?,
                    line,
                    text,
                )
            }
            "signatories" => self.signatory(at, inner, text)?,
            "follows" => {
                let reference = &letter.follows.get(at)?.letter;
                let office = self.resolved.references.follows.get(at)?.as_deref();
                reference_key(&format!("follows[{at}]"), reference, office, inner).into()
            }
            "announced" => {
                let reference = letter.meetings.get(at)?.was.as_ref()?.letter.as_ref()?;
                let office = self.resolved.references.announced.get(at)?.as_deref();
                reference_key(&format!("meetings[{at}].was"), reference, office, inner).into()
            }
            "enclosures" => self.enclosure(at, inner, text)?.into(),
            "issued" => self.issued.as_ref()?.said(key)?.into(),
            "process" => self.process(key).into(),
            _ => return None,
        })
    }

    fn phrase(&self, key: &str) -> Origin {
        Origin::Phrase {
            language: self.house.language.tag().to_owned(),
            file: "phrases.toml".to_owned(),
            key: key.to_owned(),
        }
    }

    fn preset(&self, name: &str, line: usize) -> Origin {
        office_key(&self.house.office, &format!("presets.{name}.lines[{line}]"))
    }

    fn process(&self, key: &str) -> Origin {
        match &self.bundle.record.letter.process {
            Some(process) => Origin::field(format!("process.{}", process_key(process, key))),
            None => process_of(&self.house.office, key),
        }
    }

    /// A salutation or a close that the language words.
    fn courtesy(&self, which: &str) -> Made<'a> {
        let letter = &*self.bundle.record.letter;
        let (form, _) = self.house.form_of(letter);
        let rest = self.phrase(&format!("forms.{form}.{which}"));
        let mut parts = Vec::new();
        if let Some(own) = letter.salutation.as_deref() {
            let word = own.trim_end_matches([',', ':', '!', ' ']);
            parts.push((word, Origin::field("salutation")));
        } else if let Some(Addressee::Person(person)) = letter.to.first() {
            parts.extend(self.called(person));
        }
        Made { parts, rest }
    }

    /// The fields of a person that a salutation by name takes.
    fn called(&self, person: &'a Person) -> Vec<(&'a str, Origin)> {
        let Some(called) = self.house.names.called(person) else {
            return Vec::new();
        };
        let fields = [
            ("called", &person.called),
            ("honorific", &person.honorific),
            ("family", &person.family),
            ("given", &person.given),
            ("title", &person.title),
        ];
        let own = fields.into_iter().filter_map(|(key, field)| {
            let text = field.as_deref().filter(|text| called.text.contains(text))?;
            Some((text, Origin::field(format!("to[0].{key}"))))
        });
        let mut parts: Vec<_> = own.collect();
        // What is left of the name as it is called: its longest run of words there.
        if let Some(name) = person.name.as_deref() {
            let starts = std::iter::once(0).chain(name.match_indices(' ').map(|(at, _)| at + 1));
            let rest = starts
                .map(|start| &name[start..])
                .find(|rest| called.text.ends_with(rest));
            let known = |rest: &str| parts.iter().any(|(text, _)| *text == rest);
            if let Some(rest) = rest.filter(|rest| !known(rest)) {
                parts.push((rest, Origin::field("to[0].name")));
            }
        }
        parts
    }

    fn address(
        &self,
        path: &str,
        addressee: &'a Addressee,
        address: &'a Address<'a>,
        line: usize,
        text: &str,
    ) -> Made<'a> {
        match addressee {
            Addressee::Preset(name) => {
                let line = address.lines.iter().position(|one| one == text).unwrap_or(line);
                self.preset(name, line).into()
            }
            Addressee::Person(person) => of_person(path, person, text),
        }
    }

    fn signatory(&self, at: usize, key: &str, text: &str) -> Option<Made<'a>> {
        let signatory = self.bundle.record.letter.signatories.get(at)?;
        let field = |key: &str| Origin::field(format!("signatories[{at}].{key}"));
        Some(match key.split(['.', '[']).next()? {
            "lines" | "issued" => {
                let label = self.house.language.label("signed-for").unwrap_or_default();
                if let Some(name) = signatory.signs_for.as_deref()
                    && fill(label, &[("name", name)]) == text
                {
                    let rest = self.phrase("labels.signed-for");
                    return Some(Made { parts: vec![(name, field("for"))], rest });
                }
                let fields = [
                    ("honorific", &signatory.honorific),
                    ("name", &signatory.name),
                    ("title", &signatory.title),
                    ("capacity", &signatory.capacity),
                    ("for", &signatory.signs_for),
                ];
                made_of(fields.into_iter().map(|(key, text)| (text.as_deref(), field(key))), text)
                    .unwrap_or_else(|| field("name").into())
            }
            "name" => field("name").into(),
            "by_hand" => field("by-hand").into(),
            _ => field("signature").into(),
        })
    }

    fn enclosure(&self, at: usize, key: &str, text: &str) -> Option<Origin> {
        let enclosure = self.bundle.record.letter.enclosures.get(at)?;
        let found = self.bundle.enclosed.iter().find(|(place, _)| *place == at);
        let inner = found.map(|(_, bundle)| &bundle.record);
        let own = |key: &str| Origin::field(format!("enclosures[{at}].{key}"));
        let of_inner = |key: &str| match inner {
            Some(record) => Origin::Field { path: key.to_owned(), letter: Some(record.id.clone()) },
            None => own(key),
        };
        let author = self.resolved.correspondents.enclosed.get(at)?.as_ref();
        let (first, rest) = key.split_once('.').unwrap_or((key, ""));
        Some(match first.split('[').next()? {
            "what" => return None,
            "date" if enclosure.date.is_none() => of_inner("date"),
            "reference" => of_inner("reference"),
            "sender" => office_key(&author?.office, &format!("sender.{rest}")),
            "persons" => {
                let (person, _) = item(first.trim_start_matches("persons"));
                match enclosure.from.get(person) {
                    Some(from) => own(&format!(
                        "from[{person}].{}",
                        if rest == "name" && from.name.as_deref() != Some(text) {
                            "group"
                        } else {
                            rest
                        }
                    )),
                    None => of_inner(&format!("signatories[{person}].{rest}")),
                }
            }
            "process" => match inner.and_then(|record| record.letter.process.as_ref()) {
                Some(process) => of_inner(&format!("process.{}", process_key(process, rest))),
                None => process_of(&author?.office, rest),
            },
            _ => own(key),
        })
    }
}

/// The first index of `[3].name`, and what follows it.
fn item(path: &str) -> (usize, &str) {
    let index = path.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let Some((at, rest)) = index else { return (0, path) };
    (at.parse().unwrap_or_default(), rest.trim_start_matches('.'))
}

fn office_key(office: &Office, key: &str) -> Origin {
    Origin::Office { office: office.id.clone(), key: key.to_owned() }
}

fn process_of(office: &Office, key: &str) -> Origin {
    let key = office
        .process
        .as_ref()
        .map_or(key, |process| process_key(process, key));
    office_key(office, &format!("process.{key}"))
}

/// The key that a name of a process is given by: a name that is left out is the next shorter one.
fn process_key<'k>(process: &Process, key: &'k str) -> &'k str {
    match key {
        "title" if process.title.is_none() => "name",
        "short" if process.short.is_none() => "name",
        key => key,
    }
}

/// What a reference to a letter at `path` says.
fn reference_key(path: &str, reference: &LetterRef, office: Option<&Office>, key: &str) -> Origin {
    match (key.split_once('.').map_or(key, |(first, _)| first), office) {
        ("sender", Some(office)) if reference.sender.is_none() => office_key(office, key),
        ("sender", _) => Origin::field(format!("{path}.letter.sender")),
        ("date", _) => Origin::field(format!("{path}.letter.date")),
        _ => Origin::field(format!("{path}.{key}")),
    }
}

/// A line of an address.
fn of_person<'t>(path: &str, person: &'t Person, text: &str) -> Made<'t> {
    let field = |key: &str| Origin::field(format!("{path}.{key}"));
    let fields = [
        ("group", &person.group),
        ("honorific", &person.honorific),
        ("name", &person.name),
        ("title", &person.title),
        ("organisation", &person.organisation),
        ("country", &person.country),
    ];
    let fields = fields.into_iter().map(|(key, text)| (text.as_deref(), field(key)));
    let lines = person.address.0.iter().enumerate();
    let lines = lines.map(|(at, line)| (Some(line.as_str()), field(&format!("address[{at}]"))));
    made_of(fields.chain(lines), text).unwrap_or_else(|| field("name").into())
}

/// A text that is one of the fields, or made of several in their order.
fn made_of<'t>(
    fields: impl Iterator<Item = (Option<&'t str>, Origin)>,
    text: &str,
) -> Option<Made<'t>> {
    let given = fields.filter_map(|(field, origin)| Some((field?, origin)));
    let all: Vec<_> = given.filter(|(field, _)| text.contains(field)).collect();
    if let Some((_, origin)) = all.iter().find(|(field, _)| *field == text) {
        return Some(origin.clone().into());
    }
    // What is shared with another line is of the longest field.
    let rest = all.iter().max_by_key(|(field, _)| field.len())?.1.clone();
    Some(Made { parts: all, rest })
}
