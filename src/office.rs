//! The office: letterhead, language, house style, presets, paper.
//!
//! An office is a folder; its `office.toml` says all this, and its other files take the
//! place of the common templates of the same name.

mod frames;
mod inheritance;
mod listing;
mod local;
mod schema;
mod sheet;
mod show;
mod turns;

pub use frames::Frames;
pub use inheritance::{extended, inherited};
pub use listing::{Key, NAMES};
pub use local::{Local, OfficeFiles};
pub use schema::{schema, schema_of_language};
pub use sheet::{AddresseeAt, Align, DateAt, Letterhead, Margins, Paper, Sheet, Side};
pub use show::{Apart, NumberAt, Show, SignatureStyle, SignedFirst};
pub use turns::UsualTurns;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::finding::{Finding, suggest};
use crate::language::{Lexicon, OwnLabels};
use crate::letter::{Email, Process, Style};
use crate::node::fields::{fields, settings};
use crate::node::{Decode, Decoder, Holds, Node, Value};
use crate::settings::Levels;
use crate::zone::Zone;

fields! {
    /// What `office.toml` says.
    pub struct Office as "office.toml" beside {
        /// The name of the folder: what records call the office.
        pub id: String,
    } {
        /// The office that it takes everything over from, key by key: what is given here stands
        /// before what that one says.
        #[holds(code)]
        pub extends: Option<String>,
        /// Keys that it does not take over, as `["process", "sheet.letterhead.emblem"]`.
        #[holds(code)]
        pub without: Vec<String>,
        /// What others call the office in a sentence.
        pub sender: Sender,
        /// The language of its letters, where a record says nothing.
        #[holds(code)]
        pub language: String = "en",
        /// Where its letters are written, where a record says nothing and the office shows it.
        #[holds(proper)]
        pub place: Option<String>,
        /// The zone of its clocks, by its name in the IANA database: "America/New_York".
        pub zone: Option<Zone>,
        /// Its mailbox: whom messages of its letters come from.
        pub email: Option<Email>,
        /// The words of the letterhead, one line each.
        #[holds(words)]
        pub letterhead: Vec<String>,
        /// Lines at the foot of the letter: address, telephone.
        #[holds(words)]
        pub footer: Vec<String>,
        /// Whom its letters speak of when they speak of their readers.
        pub audience: Audience,
        /// The process its letters are about.
        pub process: Option<Process>,
        /// The form of address of its addressees, where nothing else says.
        #[holds(code)]
        pub form: String = "excellency",
        /// How the addressee is introduced: "To", "To:".
        pub addressee: AddresseeStyle,
        /// Labels that it words in its own way, in its own language: `subject = "SUBJECT:"`.
        pub labels: OwnLabels,
        /// What stands in its signature blocks.
        pub signature: SignatureStyle,
        /// Which parts the office shows.
        pub show: Show,
        /// House style: how dates, ranges and lists are written.
        pub style: Style,
        /// Paper, margins and places.
        pub sheet: Sheet,
        /// Frames of its own: what differs from all this in letters of a kind, or in those whose
        /// record names the frame, as `[frames.circular.show]`.
        pub frames: Frames,
        /// Addressees that records name by a word.
        pub presets: BTreeMap<String, Preset>,
        /// How much each rule of the checker weighs: `rule = "off"`, `"note"`, `"warning"` or `"error"`.
        #[holds(code)]
        pub rules: Levels,
        /// Its usual turns: `act = "pleasure-share"`, and those of a kind under `[turns.KIND]`.
        pub turns: UsualTurns,
        /// Words it writes in its own way, laid over the lists of the language.
        #[fits(Lexicon::fits_office)]
        pub words: Lexicon,
    }
}

fields! {
    /// What others call an office in a sentence, when one person signs and when several do.
    #[holds(words)]
    pub struct Sender as "`[sender]`" {
        /// The full name: "the President of the General Assembly", and the same when several sign.
        pub name: Names,
        /// The full name after "of", in languages with cases: "Председателя Генеральной Ассамблеи".
        /// The short name when left out.
        pub genitive: Option<Names>,
        /// The name in other letters: "the Co-Chairs of the IGN". The full name when left out.
        pub short: Option<Names>,
        /// The function alone: "the Co-Chairs". The short name when left out.
        pub role: Option<Names>,
        /// The institution that speaks in the third person, as in notes verbales: "the Permanent
        /// Mission of …". The same as `name` where the office is no person.
        pub institution: Option<Names>,
        /// What a note verbale calls it once its full name has been said: "the Permanent Mission".
        /// The full name again when left out.
        pub called: Option<Names>,
    }
}

settings! {
    /// Whom an office's letters speak of when they speak of their readers.
    #[holds(words)]
    pub struct Audience as "`[audience]`" {
        /// Who is informed: "Member States"; "you" where the letter says nothing else.
        pub name: String = "you",
        /// Who takes part in meetings, where the letter does not say "you": "delegations".
        pub participants: String = "participants",
        /// What they are gathered in: "this session".
        pub session: Option<String>,
    }
}

/// A name for one and a name for several; one text serves both.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Names {
    /// The same, however many sign.
    Same(String),
    /// One name each.
    Each(OneAndMany),
}

fields! {
    /// One name each.
    #[holds(words)]
    pub struct OneAndMany as "a name" {
        /// When one person signs.
        pub one: String,
        /// When several do.
        pub many: String,
    }
}

impl Decode for Names {
    const HOLDS: Holds = Holds::Words;

    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        match &node.value {
            Value::Map(_) => OneAndMany::decode(node, decoder).map(Self::Each),
            _ => String::decode(node, decoder).map(Self::Same),
        }
    }
}

impl Names {
    /// The name when one signs, or when `many` do.
    pub fn of(&self, many: bool) -> &str {
        match self {
            Self::Same(name) => name,
            Self::Each(each) if many => &each.many,
            Self::Each(each) => &each.one,
        }
    }

    /// Several usually sign for this office.
    fn plural(&self) -> bool {
        matches!(self, Self::Each(_))
    }
}

impl Sender {
    /// Full name, short name and function, for a letter that one or `many` sign.
    pub fn names(&self, many: bool) -> (&str, &str, &str) {
        let name = self.name.of(many);
        let short = self.short.as_ref().map_or(name, |names| names.of(many));
        (name, short, self.role.as_ref().map_or(short, |names| names.of(many)))
    }

    /// The name after "of".
    pub fn genitive(&self, many: bool) -> &str {
        let genitive = self.genitive.as_ref().map(|names| names.of(many));
        genitive.unwrap_or_else(|| self.names(many).1)
    }

    /// Whether a letter that so many sign speaks in the plural: an unsigned one as usual.
    pub fn speaks_as_many(&self, signatories: usize) -> bool {
        match signatories {
            0 => self.usually_many(),
            signatories => signatories > 1,
        }
    }

    /// Whether several usually sign, for letters whose signatories are not known.
    pub fn usually_many(&self) -> bool {
        self.name.plural()
    }
}

settings! {
    /// How the addressee is introduced.
    pub struct AddresseeStyle as "`[addressee]`" {
        /// A word before the first line: "To", "To:".
        #[holds(words)]
        pub label: Option<String>,
    }
}

fields! {
    /// An addressee that records name by a word.
    pub struct Preset as "a preset" {
        /// The lines of the address.
        #[holds(words)]
        #[field(required)]
        pub lines: Vec<String>,
        /// The form of address; the office's when left out.
        #[holds(code)]
        pub form: Option<String>,
        /// The mailbox, of a list for example.
        pub email: Option<Email>,
    }
}

impl Office {
    /// A finding that the office has no such preset.
    pub fn unknown_preset(&self, name: &str) -> Finding {
        Finding::error(
            "unknown-preset",
            format!("the office `{}` has no addressee called `{name}`", self.id),
        )
        .help(suggest(name, self.presets.keys().map(String::as_str)))
        .help("or write the addressee out: `to: { name: …, title: …, organisation: … }`")
    }
}
