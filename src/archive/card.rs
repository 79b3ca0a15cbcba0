//! What the archive remembers of a letter: enough for registers, threads and calendars, and
//! nothing that grows with the letter's length.

use serde::{Deserialize, Serialize};

use super::meetings::Meetings;
use super::text::Text;
use crate::compose::Registered;
use crate::letter::{self, Day, LetterRef, Relation};
use crate::record::Record;
use crate::zone::Zone;

/// What the archive remembers of a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card<'a> {
    /// The id of its record.
    #[serde(borrow)]
    pub id: Text<'a>,
    /// The folder of its files within the site, without a slash at its ends: `2018/2018-01-18-pga-ign`.
    #[serde(borrow)]
    pub address: Text<'a>,
    /// Its kind: `transmittal`.
    #[serde(borrow)]
    pub kind: Text<'a>,
    /// The office that wrote it: `pga`.
    #[serde(borrow)]
    pub office: Text<'a>,
    /// The language of letter and entry, as a BCP 47 tag.
    #[serde(borrow)]
    pub language: Text<'a>,
    /// That language runs from right to left.
    pub rtl: bool,
    /// The date it bears.
    pub date: Option<Day>,
    /// How the register words it.
    #[serde(borrow)]
    pub entry: Text<'a>,
    /// What it is about, where the record says so.
    #[serde(borrow)]
    pub subject: Option<Text<'a>>,
    /// Its own number or symbol.
    #[serde(borrow)]
    pub reference: Option<Text<'a>>,
    /// Who writes: "the President of the General Assembly".
    #[serde(borrow)]
    pub sender: Text<'a>,
    /// Who is addressed, a name each.
    #[serde(borrow)]
    pub addressees: Vec<Text<'a>>,
    /// Who signs.
    #[serde(borrow)]
    pub signatories: Vec<Signed<'a>>,
    /// The process it belongs to, by its full name.
    #[serde(borrow)]
    pub process: Option<Text<'a>>,
    /// The letters it refers to.
    #[serde(borrow)]
    pub refers: Vec<Reference<'a>>,
    /// What it encloses, in order.
    #[serde(borrow)]
    pub encloses: Vec<Enclosed<'a>>,
    /// The resolutions, decisions and documents it rests on.
    #[serde(borrow)]
    pub cites: Vec<Cited<'a>>,
    /// The zone of its office's clocks.
    pub zone: Option<Zone>,
    /// The meetings it announces, moves or cancels.
    #[serde(borrow)]
    pub meetings: Meetings<'a>,
    /// The files made of it, in the order of the formats.
    #[serde(borrow)]
    pub files: Vec<File<'a>>,
}

/// Who signed a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed<'a> {
    /// The name.
    #[serde(borrow)]
    pub name: Text<'a>,
    /// The functional title.
    #[serde(borrow)]
    pub title: Option<Text<'a>>,
    /// The capacity in which the letter was signed.
    #[serde(borrow)]
    pub capacity: Option<Text<'a>>,
}

/// A letter that another refers to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference<'a> {
    /// The letter.
    pub letter: LetterRef,
    /// How the one stands to the other; none where it only announced the old dates of a meeting.
    pub relation: Option<Relation>,
    /// What the earlier letter was about.
    #[serde(borrow)]
    pub about: Option<Text<'a>>,
}

/// What a letter encloses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Enclosed<'a> {
    /// A letter, by the id of its record.
    Letter(#[serde(borrow)] Text<'a>),
    /// Something else, as people call it: a title, a symbol, a file.
    Other(#[serde(borrow)] Text<'a>),
}

/// What kind of thing is cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CitedKind {
    /// A resolution: "72/313", "S/RES/2231 (2015)".
    Resolution,
    /// A decision: "71/553".
    Decision,
    /// A document: "A/70/623-S/2015/988".
    Document,
}

/// A resolution, decision or document that a letter cites.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cited<'a> {
    /// What it is.
    pub kind: CitedKind,
    /// Its number or symbol, as the record writes it.
    #[serde(borrow)]
    pub symbol: Text<'a>,
    /// What it is called.
    #[serde(borrow)]
    pub title: Option<Text<'a>>,
}

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File<'a> {
    /// Its name within the letter's folder.
    #[serde(borrow)]
    pub name: Text<'a>,
    /// Its size in bytes.
    pub bytes: u64,
    /// The SHA-256 of its bytes.
    #[serde(with = "crate::text::digest")]
    pub sha256: [u8; 32],
}

impl Card<'_> {
    /// What is remembered of a record, under `address` and without its files.
    pub fn new(record: &Record, registered: Registered, address: String) -> Card<'static> {
        let letter = &record.letter;
        let kind = letter.kind.clone().unwrap_or_else(|| "letter".to_owned());
        Card {
            id: record.id.clone().into(),
            address: address.into(),
            kind: kind.into(),
            office: letter.office.clone().into(),
            language: registered.language.into(),
            rtl: registered.rtl,
            date: letter.date,
            entry: registered.entry.into(),
            subject: own(&letter.subject),
            reference: own(&letter.reference),
            sender: registered.sender.into(),
            addressees: registered.addressees.into_iter().map(Text::from).collect(),
            signatories: letter.signatories.iter().filter_map(signed).collect(),
            process: registered.process.map(Text::from),
            refers: references(record),
            encloses: letter.enclosures.iter().map(enclosed).collect(),
            cites: letter.cites.iter().filter_map(cited).collect(),
            zone: registered.zone,
            meetings: Meetings::new(&registered.meetings),
            files: Vec::new(),
        }
    }

    /// The year under which the letter is filed; none if it is undated.
    pub fn year(&self) -> Option<&str> {
        let (year, _) = self.address.split_once('/')?;
        (year != UNDATED).then_some(year)
    }

    /// The language of one of its files: the card's own, or the one that its name bears.
    pub(super) fn language_of<'f>(&'f self, file: &'f File<'_>) -> &'f str {
        let main = self.files.first().and_then(|main| main.name.rsplit_once('.'));
        let rest = main.and_then(|(stem, _)| file.name.strip_prefix(stem)?.strip_prefix('.'));
        let tag = rest.and_then(|rest| Some(rest.rsplit_once('.')?.0));
        tag.unwrap_or(&self.language)
    }

    /// A letter's place among all: by date, then by id; undated ones last.
    pub(super) fn order(&self) -> (bool, Option<Day>, &str) {
        (self.date.is_none(), self.date, &self.id)
    }
}

/// The folder of letters without a date.
pub(super) const UNDATED: &str = "undated";

/// Where a letter is filed: under the year that its id begins with, as archives name their
/// pieces; else under the year of its date.
pub(super) fn address(record: &Record, stem: &str) -> String {
    let named = record.id.get(..10).and_then(|day| Day::parse(day).ok());
    match named.or(record.letter.date) {
        Some(day) => format!("{:04}/{stem}", day.year()),
        None => format!("{UNDATED}/{stem}"),
    }
}

fn own(text: &Option<String>) -> Option<Text<'static>> {
    text.clone().map(Text::from)
}

fn signed(signatory: &letter::Signatory) -> Option<Signed<'static>> {
    Some(Signed {
        name: signatory.name.clone()?.into(),
        title: own(&signatory.title),
        capacity: own(&signatory.capacity),
    })
}

fn references(record: &Record) -> Vec<Reference<'static>> {
    let letter = &record.letter;
    let follows = letter.follows.iter().map(|follows| Reference {
        letter: follows.letter.clone(),
        relation: Some(follows.relation.unwrap_or(Relation::Follows)),
        about: own(&follows.about),
    });
    let announced = letter.meetings.iter().filter_map(|meeting| {
        Some(Reference {
            letter: meeting.was.as_ref()?.letter.clone()?,
            relation: None,
            about: None,
        })
    });
    let mut references: Vec<Reference<'static>> = Vec::new();
    for reference in follows.chain(announced) {
        // Five meetings moved by one letter are one reference to it.
        if !references.iter().any(|known| known.letter == reference.letter) {
            references.push(reference);
        }
    }
    references
}

fn enclosed(enclosure: &letter::Enclosure) -> Enclosed<'static> {
    let name = || {
        let name = enclosure.title.clone().or_else(|| enclosure.document.clone());
        name.or_else(|| enclosure.file.clone())
    };
    match enclosure.kind() {
        letter::Enclosed::Letter(id) => Enclosed::Letter(id.to_owned().into()),
        _ => Enclosed::Other(name().unwrap_or_else(|| "programme".to_owned()).into()),
    }
}

fn cited(cite: &letter::Cite) -> Option<Cited<'static>> {
    let (kind, symbol) = match (&cite.resolution, &cite.decision, &cite.document) {
        (Some(symbol), _, _) => (CitedKind::Resolution, symbol),
        (None, Some(symbol), _) => (CitedKind::Decision, symbol),
        (None, None, Some(symbol)) => (CitedKind::Document, symbol),
        (None, None, None) => return None,
    };
    Some(Cited { kind, symbol: symbol.clone().into(), title: own(&cite.title) })
}
