//! An entry of the register: what is remembered of a letter.

use std::ops::{Deref, DerefMut};

use serde::{Deserialize, Serialize};

use super::correspondents::{self, Correspondents};
use super::filing::Filing;
use super::issued::{IssuedDocument, Receipt};
use super::meetings::Meetings;
use super::sentence;
use super::text::{Text, own};
use crate::calendar::{AnnouncedMeeting, announced};
use crate::language::{DateOptions, Language, Run};
use crate::letter::{Cite, Dates, Letter, Signatory};
use crate::office::Office;
use crate::record::Record;
use crate::zone::Zone;

/// What is remembered of a letter: what it is filed by, and how its office words it in its
/// language. Nothing in it grows with the letter's length.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry<'a> {
    /// What it is filed by, and which letters it names.
    #[serde(borrow)]
    pub filing: Filing<'a>,
    /// Its kind: `transmittal`.
    #[serde(borrow)]
    pub kind: Text<'a>,
    /// The language of letter and entry, as a BCP 47 tag.
    #[serde(borrow)]
    pub language: Text<'a>,
    /// That language runs from right to left.
    pub rtl: bool,
    /// How the register words it: "Letter dated 18 January 2018 from …".
    #[serde(borrow)]
    pub sentence: Text<'a>,
    /// What it is about, where the record says so.
    #[serde(borrow)]
    pub subject: Option<Text<'a>>,
    /// Its own number or symbol.
    #[serde(borrow)]
    pub reference: Option<Text<'a>>,
    /// Who writes: "the President of the General Assembly".
    #[serde(borrow)]
    pub sender: Text<'a>,
    /// Who is addressed, a name each: a person, a group or an institution.
    #[serde(borrow)]
    pub addressees: Vec<Text<'a>>,
    /// Who signs.
    #[serde(borrow)]
    pub signatories: Vec<Signer<'a>>,
    /// The process it belongs to, by its full name.
    #[serde(borrow)]
    pub process: Option<Text<'a>>,
    /// The resolutions, decisions and documents it rests on.
    #[serde(borrow)]
    pub cites: Vec<Citation<'a>>,
    /// What its receiver noted on it.
    #[serde(borrow)]
    pub received: Option<Box<Receipt<'a>>>,
    /// The document that it is issued as.
    #[serde(borrow)]
    pub issued: Option<Box<IssuedDocument<'a>>>,
    /// The zone of its office's clocks.
    pub zone: Option<Zone>,
    /// The meetings it announces, moves or cancels, segments after the meeting they belong to.
    #[serde(borrow)]
    pub meetings: Meetings<'a>,
}

/// Who signed a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signer<'a> {
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

/// What kind of thing is cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CitationKind {
    /// A resolution: "72/313", "S/RES/2231 (2015)".
    Resolution,
    /// A decision: "71/553".
    Decision,
    /// A document: "A/70/623-S/2015/988".
    Document,
}

/// A resolution, decision or document that a letter cites.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation<'a> {
    /// What it is.
    pub kind: CitationKind,
    /// Its number or symbol, as the record writes it.
    #[serde(borrow)]
    pub symbol: Text<'a>,
    /// What it is called.
    #[serde(borrow)]
    pub title: Option<Text<'a>>,
}

impl Entry<'_> {
    /// The entry of a record, as its office words it in its language.
    pub fn new(
        record: &Record,
        office: &Office,
        language: &Language,
        correspondents: &Correspondents,
    ) -> Entry<'static> {
        let letter = &record.letter;
        let mut filing = Filing::new(record);
        filing.name_each_once();
        let addressees = letter.to.iter().filter_map(|to| correspondents::name(office, to));
        Entry {
            filing,
            kind: letter.kind.clone().map_or_else(|| "letter".into(), Text::from),
            language: language.tag().to_owned().into(),
            rtl: language.is_rtl(),
            sentence: sentence::of(letter, office, language, correspondents).into(),
            subject: own(letter.subject.as_ref()),
            reference: own(letter.reference.as_ref()),
            sender: office.sender.names(letter.signatories.len() > 1).0.to_owned().into(),
            addressees: addressees.map(Text::from).collect(),
            signatories: letter.signatories.iter().filter_map(signer).collect(),
            process: process(letter, office).map(|name| name.to_owned().into()),
            cites: letter.cites.iter().filter_map(citation).collect(),
            received: letter.received.as_ref().map(|noted| Receipt::of(noted).into()),
            issued: letter
                .issued_as
                .as_ref()
                .map(|issued| IssuedDocument::of(issued).into()),
            zone: office.zone,
            meetings: Meetings::Open(meetings(letter, office, language)),
        }
    }
}

impl<'a> Entry<'a> {
    /// The ids of its meetings, none for one without an id; none at all where it speaks of no meeting.
    pub fn meeting_ids(&self) -> Option<Vec<Option<String>>> {
        if self.meetings.is_empty() {
            return None;
        }
        Some(
            self.meetings
                .open()
                .iter()
                .map(|meeting| meeting.id.clone())
                .collect(),
        )
    }
}

/// An entry answers for what it is filed by.
impl<'a> Deref for Entry<'a> {
    type Target = Filing<'a>;

    fn deref(&self) -> &Filing<'a> {
        &self.filing
    }
}

impl<'a> DerefMut for Entry<'a> {
    fn deref_mut(&mut self) -> &mut Filing<'a> {
        &mut self.filing
    }
}

fn signer(signatory: &Signatory) -> Option<Signer<'static>> {
    Some(Signer {
        name: signatory.name.clone()?.into(),
        title: own(signatory.title.as_ref()),
        capacity: own(signatory.capacity.as_ref()),
    })
}

fn citation(cite: &Cite) -> Option<Citation<'static>> {
    let (kind, symbol) = match (&cite.resolution, &cite.decision, &cite.document) {
        (Some(symbol), _, _) => (CitationKind::Resolution, symbol),
        (None, Some(symbol), _) => (CitationKind::Decision, symbol),
        (None, None, Some(symbol)) => (CitationKind::Document, symbol),
        (None, None, None) => return None,
    };
    Some(Citation { kind, symbol: symbol.clone().into(), title: own(cite.title.as_ref()) })
}

/// The process a letter belongs to, its own or its office's, by its full name.
pub(super) fn process<'a>(letter: &'a Letter, office: &'a Office) -> Option<&'a str> {
    let process = letter.process.as_ref().or(office.process.as_ref())?;
    Some(process.title.as_ref().unwrap_or(&process.name))
}

/// The meetings, with their days as the letter writes them.
fn meetings(letter: &Letter, office: &Office, language: &Language) -> Vec<AnnouncedMeeting> {
    let words =
        |dates: &Dates| Run::join(&language.dates(dates, &office.style, DateOptions::default()));
    let mut all = announced(&letter.meetings);
    for meeting in &mut all {
        meeting.when = meeting.dates.as_ref().map(words);
        if let Some(was) = &mut meeting.was {
            was.when = was.dates.as_ref().map(words);
        }
    }
    all
}
