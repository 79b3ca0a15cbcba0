//! Who wrote the letters that a letter encloses and refers to, and who receives it.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use crate::language::Language;
use crate::letter::{Addressee, Day, Email, Enclosed, Letter, Person, Relation};
use crate::office::Office;

/// Who wrote the letters that a letter encloses and refers to.
#[derive(Debug, Clone, Default)]
pub struct Correspondents {
    /// Who wrote each enclosure, as the language of the letter calls them; none for what is no
    /// letter, or is not there.
    pub enclosed: Vec<Option<Author>>,
    /// The office that wrote each letter under `follows`, in its own language; none for a letter
    /// of somebody else.
    pub earlier: Vec<Option<Arc<Office>>>,
}

/// Who wrote a letter.
#[derive(Debug, Clone)]
pub struct Author {
    /// The office.
    pub office: Arc<Office>,
    /// More than one signed.
    pub several: bool,
}

impl Author {
    /// The full name: "the President of the General Assembly".
    pub fn name(&self) -> &str {
        self.office.sender.names(self.several).0
    }

    /// The name after "of".
    pub fn genitive(&self) -> &str {
        self.office.sender.genitive(self.several)
    }
}

/// Somebody who receives a letter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Party {
    /// The name: a person, a group or an institution.
    pub name: Option<String>,
    /// The lines of the address block.
    pub lines: Vec<String>,
    /// The mailbox.
    pub email: Option<Email>,
}

impl Party {
    /// Who an addressee of an office's letter is.
    pub fn new(office: &Office, addressee: &Addressee) -> Self {
        let (lines, email) = match addressee {
            Addressee::Preset(name) => match office.presets.get(name) {
                Some(preset) => (preset.lines.clone(), preset.email.clone()),
                None => Default::default(),
            },
            Addressee::Person(person) => (person.lines(), person.email.clone()),
        };
        Self { name: name(office, addressee), lines, email }
    }
}

/// What an addressee is called: a preset by its first line.
pub(super) fn name(office: &Office, addressee: &Addressee) -> Option<String> {
    let name = match addressee {
        Addressee::Preset(preset) => office.presets.get(preset)?.lines.first(),
        Addressee::Person(person) => of_person(person),
    };
    Some(name?.trim_end_matches(',').to_owned())
}

/// The name of a person, group or institution.
pub(super) fn of_person(person: &Person) -> Option<&String> {
    let name = person.group.as_ref().or(person.name.as_ref());
    name.or(person.title.as_ref()).or(person.organisation.as_ref())
}

/// An earlier letter, with what its reference leaves to be known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Earlier {
    /// How this letter stands to it.
    pub relation: Relation,
    /// The id of its record, where it has one.
    pub id: Option<String>,
    /// The office that wrote it, where it is one of this set.
    pub office: Option<String>,
    /// Who wrote it, in words.
    pub sender: Option<String>,
    /// Its date.
    pub date: Option<Day>,
    /// What it was about.
    pub about: Option<String>,
    /// Its own number.
    pub reference: Option<String>,
}

impl Earlier {
    /// The letters that a letter follows, in the order of its record.
    pub fn all(letter: &Letter, correspondents: &Correspondents) -> Vec<Self> {
        let offices = correspondents.earlier.iter().map(Option::as_deref);
        let offices = offices.chain(std::iter::repeat(None));
        let follows = letter.follows.iter().zip(offices).map(|(follows, office)| {
            let reference = &follows.letter;
            let sender = office.map(|office| {
                let several = office.sender.usually_many();
                office.sender.names(several).0.to_owned()
            });
            Self {
                relation: follows.relation.unwrap_or(Relation::Follows),
                id: reference.id.clone(),
                office: office.map(|office| office.id.clone()),
                sender: reference.sender.clone().or(sender),
                date: reference.date,
                about: follows.about.clone(),
                reference: follows.reference.clone(),
            }
        });
        follows.collect()
    }
}

/// What a letter encloses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "Enclosing")]
pub struct EnclosureEntry {
    /// What it is.
    pub kind: EnclosureKind,
    /// How a register words it: "a letter from the Co-Chairs of …".
    pub entry: String,
    /// The id of a letter's record, the name of a file, or the symbol of a document.
    pub name: Option<String>,
}

/// What kind of thing an enclosure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "EnclosingKind")]
pub enum EnclosureKind {
    /// A letter that follows.
    Letter,
    /// A file.
    File,
    /// A document that is only named.
    Document,
    /// The programme of the letter's own meetings.
    Programme,
}

impl EnclosureEntry {
    /// What a letter encloses, in the order of its record.
    pub fn all(letter: &Letter, language: &Language, correspondents: &Correspondents) -> Vec<Self> {
        let authors = correspondents.enclosed.iter().map(Option::as_ref);
        let authors = authors.chain(std::iter::repeat(None));
        let entries = letter.enclosures.iter().zip(authors).map(|(enclosure, author)| {
            let (kind, name) = match enclosure.kind() {
                Enclosed::Letter(id) => (EnclosureKind::Letter, Some(id)),
                Enclosed::File(file) => (EnclosureKind::File, Some(file)),
                Enclosed::Programme => (EnclosureKind::Programme, None),
                Enclosed::Document => (EnclosureKind::Document, enclosure.document.as_deref()),
            };
            let entry = super::sentence::enclosure(language, enclosure, author);
            Self { kind, entry, name: name.map(str::to_owned) }
        });
        entries.collect()
    }
}
