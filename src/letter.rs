//! The letter: what an official letter is, whatever its wording, page or format.
//!
//! Each struct below is the one definition of its fields: the decoder, the JSON
//! Schema and the data that templates see are all made from it.

mod clock;
mod date;
mod dates;
mod day;
mod email;
mod enclosure;
mod issued;
#[cfg(any(feature = "difference", feature = "edit"))]
pub(crate) mod items;
mod languages;
mod meeting;
mod people;
mod prose;
mod reference;
mod row;
mod style;
pub(crate) mod texts;
mod turns;

pub use clock::{Clock, Time, TimeRange};
pub use date::{Date, Known, Precision};
pub use dates::{DateRange, Dates, End};
pub use day::Day;
pub use email::Email;
pub use enclosure::{Enclosed, Enclosure};
pub use issued::{IssuedAs, IssuedItem, IssuingOrgan, Received};
pub use languages::Languages;
pub use meeting::{
    AgendaItem, Appointment, Deadline, Meeting, Mode, Silence, Sitting, Speaker, Status, Was,
};
pub use people::{Addressee, Contact, Lines, Person, Signatory, Signature};
pub use prose::Prose;
pub use reference::{Action, Cite, Follows, LetterRef, Paper, Relation, Whose};
pub use row::Row;
pub use style::{
    Between, ClockStyle, DateStyle, HourMark, ListStyle, Manual, MinuteStyle, NoonStyle,
    NumeralStyle, PairStyle, PartsStyle, PlaceStyle, RangeStyle, Style, StyleChange,
    TimeRangeStyle,
};
pub use turns::{Say, Turns};

use crate::node::fields::fields;
pub(crate) use languages::is_tag;
pub(crate) use prose::trimmed;

fields! {
    /// A record: one official letter as data.
    pub struct Letter as "the record" {
        /// Which wording: letter, transmittal, meetings, invitation, appointment,
        /// silence-procedure, note-verbale, notification. Plain `letter` when left out.
        #[holds(code)]
        pub kind: Option<String>,
        /// Whose letter: the name of an office folder (letterhead, language, house style).
        #[holds(code)]
        pub office: String,
        /// The frame around the text, if not the usual one: circular, message, press-release, telegram, or
        /// one of the office's own.
        #[holds(code)]
        pub frame: Option<String>,
        /// The language of the letter as a BCP 47 tag; the office's when left out.
        #[holds(code)]
        pub language: Option<String>,
        /// The languages of a letter that is written in several, the main one first: `[en, fr]`, or a
        /// group that gives the texts of each. The prose of a further language stands in `ID.fr.md`
        /// beside the record, below a line `--- fr` in it, or as `body` among the texts.
        pub languages: Languages,
        /// How this letter writes dates, times and lists, where its office does so otherwise.
        pub style: StyleChange,
        /// The date of the letter, as 2018-01-18; of an old letter what is known of it: 1926-03, 1926, 1926~,
        /// 1926/1928, ../1926 (EDTF level 1).
        pub date: Option<Date>,
        /// Where it is written; shown before the date where the office wants it.
        #[holds(proper)]
        pub place: Option<String>,
        /// The letter's own number or symbol.
        #[holds(code)]
        pub reference: Option<String>,
        /// A marking such as Confidential or Personal (ST/DCS/4/Rev.1, paragraph 36).
        #[holds(words)]
        pub marking: Option<String>,
        /// What the letter is about, in a few words; registers need it even where the page does not show it.
        #[holds(prose)]
        pub subject: Option<String>,
        /// When the letter was received, and under what number: what its receiver's stamp says.
        pub received: Option<Received>,
        /// How the letter is issued as a document of one organ or two: `render --issued` writes it.
        pub issued_as: Option<IssuedAs>,
        /// The addressees: a preset of the office, a person, a group, or a list of these.
        pub to: Vec<Addressee>,
        /// The salutation, if not the usual one for the addressee.
        #[holds(prose)]
        pub salutation: Option<String>,
        /// The complimentary close, if not the usual one.
        #[holds(prose)]
        pub closing: Option<String>,
        /// Who signs. Their number decides between I and we, my and our.
        pub signatories: Vec<Signatory>,
        /// Other offices that write the letter too: their letterheads stand beside that of `office`.
        #[holds(code)]
        pub jointly_with: Vec<String>,
        /// What was added by hand below the signatures, one line each.
        #[holds(words)]
        pub by_hand: Vec<String>,
        /// The initials of the official who authorised a note verbale, which bears no signature.
        #[holds(code)]
        pub initials: Option<String>,
        /// Earlier letters that this one follows, answers, supersedes or cancels.
        pub follows: Vec<Follows>,
        /// Resolutions, decisions and documents that the letter rests on.
        pub cites: Vec<Cite>,
        /// The process the meetings belong to; the office's when left out.
        pub process: Option<Process>,
        /// Meetings that the letter announces, moves or cancels.
        pub meetings: Vec<Meeting>,
        /// An appointment that the letter announces.
        pub appointment: Option<Appointment>,
        /// Dates by which something must be done.
        pub deadlines: Vec<Deadline>,
        /// What is enclosed: a letter's record, a file, or a document by symbol or title.
        pub enclosures: Vec<Enclosure>,
        /// Who receives a copy.
        pub copies: Vec<Addressee>,
        /// Whom to ask.
        pub contacts: Vec<Contact>,
        /// What the addressee is asked to do, and by when.
        pub action: Option<Action>,
        /// By clause of the kind's sentences, the turn that says it, or `none`: `act: find-attached`.
        /// `chancery turns KIND` shows them.
        pub turns: Turns,
        /// By clause, the letter's own words in its place, with merge fields.
        pub say: Say,
        /// Fields that are for the register and the calendar, and that the letter does not print:
        /// deadlines, contacts, meetings, cites …
        #[holds(code)]
        pub register_only: Vec<String>,
        /// Rule name and reason: the finding is true of the original and kept on purpose.
        pub sic: Sic,
        /// Further columns of the addressee's row in a list, for merge fields: `{{ row.deadline }}`.
        /// `chancery merge` fills them in.
        pub row: Row,
        /// The prose of the letter, as Markdown. In a `.md` record it stands below the front matter.
        pub body: Option<Prose>,
    }
}

fields! {
    /// A process in which meetings are held, by its several names.
    pub struct Process as "a process" {
        /// The name as it stands in a sentence: "intergovernmental negotiations".
        #[holds(words)]
        pub name: String,
        /// The full name with its subject, where the short one will not do.
        #[holds(words)]
        pub title: Option<String>,
        /// The abbreviation: "IGN".
        #[holds(proper)]
        pub short: Option<String>,
        /// The word for it once it has been named: "negotiations"; "process" when left out.
        #[holds(words)]
        pub word: Option<String>,
        /// What a year's round of its meetings is called: "session"; nothing where it has no rounds.
        #[holds(words)]
        pub session: Option<String>,
    }
}

impl Letter {
    /// The day that the letter bears, where it is known and there is no doubt of it.
    pub fn day(&self) -> Option<Day> {
        self.date.and_then(Date::day)
    }
}

/// Rules whose findings are true of the original and kept on purpose, each with its reason.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(transparent)]
pub struct Sic(pub std::collections::BTreeMap<String, String>);

impl crate::node::Decode for Sic {
    const HOLDS: crate::node::Holds = crate::node::Holds::Code;

    fn decode(node: &crate::node::Node, decoder: &mut crate::node::Decoder) -> Option<Self> {
        let crate::node::Value::Map(entries) = &node.value else {
            return decoder.expected(
                "a rule's name and a reason, as `predates-citation: the original bears 2017`",
                node,
            );
        };
        let read: Vec<_> = entries
            .iter()
            .map(|entry| Some((entry.key.clone(), String::decode(&entry.node, decoder)?)))
            .collect();
        read.into_iter().collect::<Option<_>>().map(Self)
    }
    fn absent() -> Option<Self> {
        Some(Self::default())
    }
}
