//! The office: letterhead, language, house style, presets, paper.
//!
//! An office is a folder; its `office.toml` says all this, and its other files take the
//! place of the common templates of the same name.

mod local;
mod sheet;

pub use local::Local;
pub use sheet::{AddresseeAt, Align, Letterhead, Margins, Paper, Sheet, Side};

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::finding::{Finding, suggest};
use crate::language::{Lexicon, Style, facts};
use crate::letter::Email;
use crate::settings;
use crate::source::Source;
use crate::zone::Zone;

/// What `office.toml` says.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// The name of the folder: what records call the office.
    #[serde(skip)]
    pub id: String,
    /// What others call the office in a sentence.
    pub sender: Sender,
    /// The language of its letters, where a record says nothing.
    #[serde(default = "english")]
    pub language: String,
    /// Where its letters are written, where a record says nothing and the office shows it.
    #[serde(default)]
    pub place: Option<String>,
    /// The zone of its clocks, by its name in the IANA database: "America/New_York".
    #[serde(default)]
    pub zone: Option<Zone>,
    /// Its mailbox: whom messages of its letters come from.
    #[serde(default)]
    pub email: Option<Email>,
    /// The words of the letterhead, one line each.
    #[serde(default)]
    pub letterhead: Vec<String>,
    /// Lines at the foot of the letter: address, telephone.
    #[serde(default)]
    pub footer: Vec<String>,
    /// Whom its letters speak of when they speak of their readers.
    #[serde(default)]
    pub audience: Audience,
    /// The process its letters are about.
    #[serde(default)]
    pub process: Option<Process>,
    /// The form of address of its addressees, where nothing else says.
    #[serde(default = "excellency")]
    pub form: String,
    /// How the addressee is introduced: "To", "To:".
    #[serde(default)]
    pub addressee: AddresseeStyle,
    /// What stands in its signature blocks.
    #[serde(default)]
    pub signature: SignatureStyle,
    /// Which parts the office shows.
    #[serde(default)]
    pub show: Show,
    /// House style: how dates, ranges and lists are written.
    #[serde(default)]
    pub style: Style,
    /// Paper, margins and places.
    #[serde(default)]
    pub sheet: Sheet,
    /// Addressees that records name by a word.
    #[serde(default)]
    pub presets: BTreeMap<String, Preset>,
    /// How much each rule of the checker weighs: `rule = "off"`, `"note"`, `"warning"` or `"error"`.
    #[serde(default)]
    pub rules: BTreeMap<String, toml::Spanned<String>>,
    /// Words it writes in its own way, laid over the lists of the language.
    #[serde(default)]
    pub words: Lexicon,
}

fn english() -> String {
    "en".to_owned()
}

fn excellency() -> String {
    "excellency".to_owned()
}

/// What others call an office in a sentence, when one person signs and when several do.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sender {
    /// The full name: "the President of the General Assembly", and the same when several sign.
    pub name: Names,
    /// The full name after "of", in languages with cases: "Председателя Генеральной Ассамблеи".
    /// The short name when left out.
    #[serde(default)]
    pub genitive: Option<Names>,
    /// The name in other letters: "the Co-Chairs of the IGN". The full name when left out.
    #[serde(default)]
    pub short: Option<Names>,
    /// The function alone: "the Co-Chairs". The short name when left out.
    #[serde(default)]
    pub role: Option<Names>,
    /// The institution that speaks in the third person, as in notes verbales: "the Permanent
    /// Mission of …". The same as `name` where the office is no person.
    #[serde(default)]
    pub institution: Option<Names>,
}

/// Whom an office's letters speak of when they speak of their readers.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Audience {
    /// Who is informed: "Member States"; "you" where the letter says nothing else.
    pub name: String,
    /// Who takes part in meetings, where the letter does not say "you": "delegations".
    pub participants: String,
    /// What they are gathered in: "this session".
    pub session: Option<String>,
}

impl Default for Audience {
    fn default() -> Self {
        Self { name: "you".to_owned(), participants: "participants".to_owned(), session: None }
    }
}

/// A name for one and a name for several; one text serves both.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Names {
    /// The same, however many sign.
    Same(String),
    /// One name each.
    Each {
        /// When one person signs.
        one: String,
        /// When several do.
        many: String,
    },
}

impl Names {
    /// The name when one signs, or when `many` do.
    pub fn of(&self, many: bool) -> &str {
        match self {
            Self::Same(name) => name,
            Self::Each { one, many: several } => {
                if many {
                    several
                } else {
                    one
                }
            }
        }
    }

    /// Several usually sign for this office.
    fn plural(&self) -> bool {
        matches!(self, Self::Each { .. })
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

/// The process an office's letters are about.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Process {
    /// As it stands in a sentence.
    pub name: String,
    /// The full name.
    #[serde(default)]
    pub title: Option<String>,
    /// The abbreviation.
    #[serde(default)]
    pub short: Option<String>,
    /// The word for it once it has been named: "negotiations".
    #[serde(default)]
    pub word: Option<String>,
    /// What a year's round of its meetings is called: "session".
    #[serde(default)]
    pub session: Option<String>,
}

/// How the addressee is introduced.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AddresseeStyle {
    /// A word before the first line: "To", "To:".
    pub label: Option<String>,
}

/// What stands in a signature block.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SignatureStyle {
    /// The courtesy title before the name (the UN Editorial Manual leaves it out).
    pub honorific: bool,
    /// The functional title below the name (a President of the General Assembly signs by name alone).
    pub title: bool,
}

impl Default for SignatureStyle {
    fn default() -> Self {
        Self { honorific: false, title: true }
    }
}

/// Which parts an office shows.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Show {
    /// The subject line.
    pub subject: bool,
    /// The number of enclosures at the foot of the last page (ST/DCS/4/Rev.1, paragraph 32).
    pub enclosures: bool,
    /// The place before the date.
    pub place: bool,
}

impl Default for Show {
    fn default() -> Self {
        Self { subject: true, enclosures: true, place: false }
    }
}

/// An addressee that records name by a word.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    /// The lines of the address.
    pub lines: Vec<String>,
    /// The form of address; the office's when left out.
    #[serde(default)]
    pub form: Option<String>,
    /// The mailbox, of a list for example.
    #[serde(default)]
    pub email: Option<Email>,
}

impl Office {
    /// Reads `office.toml` of the office called `id`.
    ///
    /// # Errors
    /// Every mistake in it, at its place.
    pub fn read(id: &str, source: &Arc<Source>) -> Result<Self, Vec<Finding>> {
        let mut office: Self = settings::read(source)?;
        if office.words.reading != facts::Tables::default() {
            let message = "an office has no `reading`: it belongs to the words.toml of a language";
            return Err(vec![
                Finding::error("setting", message)
                    .help("an office may add `rooms` and `bodies` to its `[words]`"),
            ]);
        }
        office.id = id.to_owned();
        Ok(office)
    }

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
