//! What the archive remembers of a letter: enough for registers, threads and calendars, and
//! nothing that grows with the letter's length.

use serde::{Deserialize, Serialize};

use crate::calendar::Held;
use crate::compose::Registered;
use crate::letter::{self, Day, LetterRef, Relation};
use crate::record::Record;
use crate::zone::Zone;

/// What the archive remembers of a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// The id of its record.
    pub id: String,
    /// The folder of its files within the site, without a slash at its ends: `2018/2018-01-18-pga-ign`.
    pub address: String,
    /// Its kind: `transmittal`.
    pub kind: String,
    /// The office that wrote it: `pga`.
    pub office: String,
    /// The language of letter and entry, as a BCP 47 tag.
    pub language: String,
    /// That language runs from right to left.
    pub rtl: bool,
    /// The date it bears.
    pub date: Option<Day>,
    /// How the register words it.
    pub entry: String,
    /// What it is about, where the record says so.
    pub subject: Option<String>,
    /// Its own number or symbol.
    pub reference: Option<String>,
    /// Who writes: "the President of the General Assembly".
    pub sender: String,
    /// Who is addressed, a name each.
    pub addressees: Vec<String>,
    /// Who signs.
    pub signatories: Vec<Signed>,
    /// The process it belongs to, by its full name.
    pub process: Option<String>,
    /// The letters it refers to.
    pub refers: Vec<Reference>,
    /// What it encloses, in order.
    pub encloses: Vec<Enclosed>,
    /// The resolutions, decisions and documents it rests on.
    pub cites: Vec<Cited>,
    /// The zone of its office's clocks.
    pub zone: Option<Zone>,
    /// The meetings it announces, moves or cancels.
    pub meetings: Vec<Held>,
    /// The files made of it, in the order of the formats.
    pub files: Vec<File>,
}

/// Who signed a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// The name.
    pub name: String,
    /// The functional title.
    pub title: Option<String>,
    /// The capacity in which the letter was signed.
    pub capacity: Option<String>,
}

/// A letter that another refers to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// The letter.
    pub letter: LetterRef,
    /// How the one stands to the other; none where it only announced the old dates of a meeting.
    pub relation: Option<Relation>,
    /// What the earlier letter was about.
    pub about: Option<String>,
}

/// What a letter encloses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Enclosed {
    /// A letter, by the id of its record.
    Letter(String),
    /// Something else, as people call it: a title, a symbol, a file.
    Other(String),
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
pub struct Cited {
    /// What it is.
    pub kind: CitedKind,
    /// Its number or symbol, as the record writes it.
    pub symbol: String,
    /// What it is called.
    pub title: Option<String>,
}

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Its name within the letter's folder.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// The SHA-256 of its bytes.
    pub sha256: [u8; 32],
}

impl Card {
    /// What is remembered of a record, under `address` and without its files.
    pub fn new(record: &Record, registered: Registered, address: String) -> Self {
        let letter = &record.letter;
        Self {
            id: record.id.clone(),
            address,
            kind: letter.kind.clone().unwrap_or_else(|| "letter".to_owned()),
            office: letter.office.clone(),
            language: registered.language,
            rtl: registered.rtl,
            date: letter.date,
            entry: registered.entry,
            subject: letter.subject.clone(),
            reference: letter.reference.clone(),
            sender: registered.sender,
            addressees: registered.addressees,
            signatories: letter.signatories.iter().filter_map(signed).collect(),
            process: registered.process,
            refers: references(record),
            encloses: letter.enclosures.iter().map(enclosed).collect(),
            cites: letter.cites.iter().filter_map(cited).collect(),
            zone: registered.zone,
            meetings: registered.meetings,
            files: Vec::new(),
        }
    }

    /// The year under which the letter is filed; none if it is undated.
    pub fn year(&self) -> Option<&str> {
        let (year, _) = self.address.split_once('/')?;
        (year != UNDATED).then_some(year)
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

fn signed(signatory: &letter::Signatory) -> Option<Signed> {
    Some(Signed {
        name: signatory.name.clone()?,
        title: signatory.title.clone(),
        capacity: signatory.capacity.clone(),
    })
}

fn references(record: &Record) -> Vec<Reference> {
    let letter = &record.letter;
    let follows = letter.follows.iter().map(|follows| Reference {
        letter: follows.letter.clone(),
        relation: Some(follows.relation.unwrap_or(Relation::Follows)),
        about: follows.about.clone(),
    });
    let announced = letter.meetings.iter().filter_map(|meeting| {
        Some(Reference {
            letter: meeting.was.as_ref()?.letter.clone()?,
            relation: None,
            about: None,
        })
    });
    let mut references: Vec<Reference> = Vec::new();
    for reference in follows.chain(announced) {
        // Five meetings moved by one letter are one reference to it.
        if !references
            .iter()
            .any(|known| known.letter == reference.letter)
        {
            references.push(reference);
        }
    }
    references
}

fn enclosed(enclosure: &letter::Enclosure) -> Enclosed {
    let name = || {
        let name = enclosure
            .title
            .clone()
            .or_else(|| enclosure.document.clone());
        name.or_else(|| enclosure.file.clone())
    };
    match enclosure.kind() {
        letter::Enclosed::Letter(id) => Enclosed::Letter(id.to_owned()),
        _ => Enclosed::Other(name().unwrap_or_else(|| "programme".to_owned())),
    }
}

fn cited(cite: &letter::Cite) -> Option<Cited> {
    let (kind, symbol) = match (&cite.resolution, &cite.decision, &cite.document) {
        (Some(symbol), _, _) => (CitedKind::Resolution, symbol),
        (None, Some(symbol), _) => (CitedKind::Decision, symbol),
        (None, None, Some(symbol)) => (CitedKind::Document, symbol),
        (None, None, None) => return None,
    };
    Some(Cited {
        kind,
        symbol: symbol.clone(),
        title: cite.title.clone(),
    })
}
