//! The letter as wording templates see it: the record, with everything it names resolved.

mod parts;

use std::fmt;

use serde::Serialize;

use super::address::{self, Address};
use super::engine::Engine;
use crate::finding::Finding;
use crate::gather::Bundle;
use crate::house::House;
use crate::language::{DateOptions, Run, Voice};
use crate::letter::{Day, Letter, LetterRef, Relation};
use crate::office::Office;
use crate::pattern::fill;
use crate::record::Record;
use crate::register::{Author, Correspondents};
use parts::{addressed, enclosures, process, signatories};

/// Everything of one letter that a wording template may print; with [`HouseView`](super::house_view::HouseView) its field
/// names are the templates' vocabulary.
#[derive(Debug, Serialize)]
pub(super) struct View<'a> {
    /// The record's own fields.
    letter: &'a Letter,
    /// Who writes.
    sender: SenderView,
    /// I or we.
    voice: &'a Voice,
    /// More than one signs.
    many: bool,
    salutation: Option<String>,
    closing: Option<String>,
    /// The addressees as a sentence names them.
    addressed: Vec<Addressed>,
    /// Ready-made blocks that the prose places itself, so that the wording need not.
    placed: Vec<&'a str>,
    /// The lines of each address.
    addressees: Vec<Vec<String>>,
    copies: Vec<Vec<String>>,
    signatories: Vec<SignatoryView<'a>>,
    follows: Vec<FollowsView<'a>>,
    /// The letter that announced the old dates of each meeting; as many as meetings.
    announced: Vec<Option<Referred>>,
    enclosures: Vec<EnclosureView<'a>>,
    process: Option<ProcessView>,
    /// The year of all meetings, if they share one.
    year: Option<i32>,
    title: String,
}

/// Who writes a letter, in words.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SenderView {
    name: String,
    short: String,
    role: String,
    /// The name after "of", in languages with cases.
    genitive: String,
    /// The institution that speaks in the third person.
    institution: Option<String>,
    /// The name is a plural.
    many: bool,
}

/// An addressee as a sentence names it.
#[derive(Debug, Serialize)]
struct Addressed {
    name: String,
    /// A person by name, who takes no article.
    person: bool,
}

#[derive(Debug, Serialize)]
struct SignatoryView<'a> {
    lines: Vec<String>,
    transcription: Option<&'a str>,
    picture: Option<&'a str>,
    /// The name alone, for the alternative text of a picture.
    name: &'a str,
}

/// A letter that is referred to.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Referred {
    date: Option<Day>,
    /// The office that writes now wrote it too.
    own: bool,
    sender: Option<SenderView>,
}

#[derive(Debug, Serialize)]
struct FollowsView<'a> {
    #[serde(flatten)]
    letter: Referred,
    relation: Relation,
    about: Option<&'a str>,
    reference: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct EnclosureView<'a> {
    /// `letter`, `file`, `document` or `programme`.
    what: &'static str,
    title: Option<&'a str>,
    document: Option<&'a str>,
    concerning: Option<&'a str>,
    /// Of an enclosed letter: who wrote it, when, and about what.
    sender: Option<SenderView>,
    date: Option<Day>,
    process: Option<ProcessView>,
    meetings: usize,
}

#[derive(Debug, Clone, Serialize)]
pub(super) struct ProcessView {
    name: String,
    title: String,
    short: String,
    word: Option<String>,
    session: Option<String>,
}

impl<'a> View<'a> {
    pub(super) fn new(
        engine: &Engine,
        bundle: &'a Bundle,
        house: &'a House,
        correspondents: &Correspondents,
        findings: &mut Vec<Finding>,
    ) -> Self {
        let (record, office, language) = (&bundle.record, &*house.office, &*house.language);
        let letter = &*record.letter;
        // An unsigned letter speaks as the office usually does.
        let voices = match letter.signatories.len() {
            0 if office.sender.usually_many() => 2,
            signatories => signatories,
        };
        let many = voices > 1;
        let addresses = address::resolve(record, "to", &letter.to, office, findings);
        let copies = address::resolve(record, "copies", &letter.copies, office, findings);
        let manners = address::manners(record, &addresses, house, voices, findings);
        let mut refer = |reference: &LetterRef, path: fmt::Arguments<'_>| {
            self::refer(engine, record, language.tag(), reference, path, findings)
        };
        let follows = letter.follows.iter().enumerate().map(|(at, follows)| FollowsView {
            letter: refer(&follows.letter, format_args!("follows[{at}].letter")),
            relation: follows.relation.unwrap_or(Relation::Follows),
            about: follows.about.as_deref(),
            reference: follows.reference.as_deref(),
        });
        let follows: Vec<_> = follows.collect();
        let announced = letter.meetings.iter().enumerate().map(|(at, meeting)| {
            let reference = meeting.was.as_ref()?.letter.as_ref()?;
            Some(refer(reference, format_args!("meetings[{at}].was.letter")))
        });
        let announced: Vec<_> = announced.collect();
        let enclosures = enclosures(bundle, correspondents);
        let sender = SenderView::new(office, many);
        let title = letter
            .subject
            .clone()
            .unwrap_or_else(|| title(letter.date, &sender, house));
        let lines =
            |addresses: Vec<Address>| addresses.into_iter().map(|address| address.lines).collect();
        Self {
            voice: language.voice(voices),
            many,
            salutation: manners.salutation,
            closing: manners.closing,
            addressed: addressed(letter, &addresses),
            placed: placed(letter),
            addressees: lines(addresses),
            copies: lines(copies),
            signatories: signatories(letter, office),
            follows,
            announced,
            enclosures,
            process: process(letter, office),
            year: year(letter),
            letter,
            sender,
            title,
        }
    }

    /// A short title of the letter.
    pub(super) fn into_title(self) -> String {
        self.title
    }

    /// The lines of the first address.
    pub(super) fn addressee(&self) -> Option<&[String]> {
        self.addressees.first().map(Vec::as_slice)
    }
}

impl SenderView {
    /// The full name.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// The name after "of".
    pub(super) fn genitive(&self) -> &str {
        &self.genitive
    }

    /// Who wrote another letter.
    fn of(author: &Author) -> Self {
        Self::new(&author.office, author.several)
    }

    fn new(office: &Office, many: bool) -> Self {
        let (name, short, role) = office.sender.names(many);
        Self {
            name: name.to_owned(),
            short: short.to_owned(),
            role: role.to_owned(),
            genitive: office.sender.genitive(many).to_owned(),
            institution: office
                .sender
                .institution
                .as_ref()
                .map(|names| names.of(many).to_owned()),
            many: many && office.sender.usually_many(),
        }
    }
}

/// Resolves a reference to another letter.
fn refer(
    engine: &Engine,
    record: &Record,
    language: &str,
    reference: &LetterRef,
    path: fmt::Arguments<'_>,
    findings: &mut Vec<Finding>,
) -> Referred {
    let office = reference.office.as_deref().unwrap_or(&record.letter.office);
    // An id may name a topic after the office: `2026-03-18-co-facilitators-silence`.
    let office = match &reference.id {
        Some(_) => engine.office_in(office).unwrap_or(office),
        None => office,
    };
    let own = office == record.letter.office;
    let sender = match (&reference.sender, engine.office_in_language(office, language)) {
        (Some(name), _) => Some(SenderView {
            name: name.clone(),
            short: name.clone(),
            role: name.clone(),
            genitive: name.clone(),
            institution: None,
            many: false,
        }),
        (None, Ok(office)) => Some(SenderView::new(&office, office.sender.usually_many())),
        (None, Err(_)) => {
            let finding = engine.unknown_office(office).at(record.place(&path.to_string()));
            findings.push(
                finding.help("for a letter of somebody else write { sender: \"the …\", date: … }"),
            );
            None
        }
    };
    Referred { date: reference.date, own: own && reference.sender.is_none(), sender }
}

/// The ready-made blocks that the prose asks for by name.
fn placed(letter: &Letter) -> Vec<&str> {
    let prose = letter.body.as_ref().map_or("", |body| body.0.as_str());
    let fields = prose.split("{{").skip(1).map(str::trim_start);
    fields
        .map(|rest| &rest[..rest.find([' ', '|', '}']).unwrap_or(rest.len())])
        .collect()
}

fn year(letter: &Letter) -> Option<i32> {
    let mut years = letter
        .meetings
        .iter()
        .filter_map(|meeting| meeting.dates.as_ref())
        .map(|dates| dates.first().year());
    let first = years.next()?;
    years.all(|year| year == first).then_some(first)
}

/// The title of a letter without subject, as registers word it.
fn title(date: Option<Day>, sender: &SenderView, house: &House) -> String {
    let language = &house.language;
    let (label, date) = match date {
        Some(day) => {
            let options = DateOptions::default();
            ("letter-dated", Run::join(&language.date(day, &house.office.style, options)))
        }
        None => ("letter-undated", String::new()),
    };
    let names =
        [("date", date.as_str()), ("of-sender", sender.genitive()), ("sender", sender.name())];
    fill(language.label(label).unwrap_or_default(), &names)
}
