//! What a letter refers to: earlier letters, resolutions, decisions, documents.

use super::{Date, Day};
use crate::finding::Finding;
use crate::node::fields::{fields, words};
use crate::node::{Decode, Decoder, Holds, Node, Value};
use crate::text::nfc;

/// A letter that is referred to: by its id, or by office and date.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct LetterRef {
    /// The id of its record, where it has one.
    pub id: Option<String>,
    /// The office that wrote it; the referring letter's own when left out.
    pub office: Option<String>,
    /// Who wrote it, in words, where it is no office of this set: "the Secretary-General";
    /// "you" for a letter of the addressee.
    pub sender: Option<String>,
    /// Its date.
    pub date: Option<Day>,
}

fields! {
    /// Office, or sender in words, and date.
    struct Dated as "a reference to a letter" {
        /// The office that wrote it; the referring letter's own when left out.
        #[holds(code)]
        office: Option<String>,
        /// Who wrote it, in words, where it is no office of this set: "the Secretary-General".
        #[holds(code)]
        sender: Option<String>,
        /// Its date.
        date: Day,
    }
}

impl LetterRef {
    /// The reference that an id makes. By convention an id begins with the letter's date,
    /// and the office follows: `2017-12-11-ign-co-chairs`; that of an old letter with its month or
    /// year, `1926-03-ministry`.
    pub fn from_id(id: &str) -> Self {
        let id: &str = &nfc(id);
        let date = id.get(..10).and_then(|day| Day::parse(day).ok());
        let rest = match date {
            Some(_) => id.get(11..),
            None => after_year(id),
        };
        let office = rest.filter(|rest| !rest.is_empty());
        Self { id: Some(id.to_owned()), office: office.map(str::to_owned), sender: None, date }
    }
}

/// What follows the year, or year and month, that an id begins with.
fn after_year(id: &str) -> Option<&str> {
    let begins = |length: usize| {
        let known = Date::parse(id.get(..length)?).is_ok();
        id.get(length..)?
            .strip_prefix('-')
            .filter(|rest| known && !rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    begins(7).or_else(|| begins(4))
}

impl Decode for LetterRef {
    const HOLDS: Holds = Holds::Code;

    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        if let Value::Text(_) = &node.value {
            let read = Self::from_id(&String::decode(node, decoder)?);
            if read.date.is_none() && read.office.is_none() {
                let finding = Finding::error("bad-letter-id", "a letter's id begins with its date")
                    .help("write it as 2017-12-11-ign-co-chairs, or as { office: ign-co-chairs, date: 2017-12-11 }");
                decoder.note(finding, node.range.clone());
                return None;
            }
            return Some(read);
        }
        let Dated { office, sender, date } = Dated::decode(node, decoder)?;
        let office = office.map(|office| nfc(&office).into_owned());
        Some(Self { id: None, office, sender, date: Some(date) })
    }
}

impl schemars::JsonSchema for LetterRef {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "LetterRef".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A letter that is referred to: by its id, or by office and date.",
            "anyOf": [
                { "description": "The id of a record, as 2017-12-11-ign-co-chairs.", "type": "string" },
                Dated::json_schema(generator)
            ]
        })
    }
}

fields! {
    /// An earlier letter that this one follows.
    pub struct Follows as "an entry of `follows`" {
        /// The letter: its id, or { office, date }.
        pub letter: LetterRef,
        /// How this letter stands to it; `follows` when left out.
        pub relation: Option<Relation>,
        /// What the earlier letter was about, as it stands in a sentence after "on".
        #[holds(prose)]
        pub about: Option<String>,
        /// The earlier letter's own number.
        #[holds(code)]
        pub reference: Option<String>,
        /// What it was, if no letter.
        pub paper: Option<Paper>,
        /// Whose it was, where the writer would say "his letter" and the like.
        pub whose: Option<Whose>,
    }
}

words! {
    /// What an earlier paper was.
    pub enum Paper as "an earlier paper" {
        /// A letter.
        Letter = "letter",
        /// A letter of several.
        JointLetter = "joint-letter",
        /// A note verbale.
        NoteVerbale = "note-verbale",
        /// A message.
        Message = "message",
        /// A notification.
        Notification = "notification",
        /// A circular.
        Circular = "circular",
        /// A statement.
        Statement = "statement",
        /// A memorandum.
        Memorandum = "memorandum",
        /// A report.
        Report = "report",
        /// A communication of any kind.
        Communication = "communication",
    }
}

words! {
    /// Whose an earlier paper was.
    pub enum Whose as "whose an earlier paper was" {
        /// The writer's own.
        Mine = "my",
        /// That of several writers.
        Ours = "our",
        /// The addressee's.
        Yours = "your",
        /// A man's.
        His = "his",
        /// A woman's.
        Hers = "her",
        /// Of several.
        Theirs = "their",
        /// An institution's.
        Its = "its",
    }
}

words! {
    /// How a letter stands to an earlier one.
    pub enum Relation as "a relation to an earlier letter" {
        /// It goes on where the other ended.
        Follows = "follows",
        /// It answers it.
        Replies = "replies",
        /// It takes its place.
        Supersedes = "supersedes",
        /// It takes it back.
        Cancels = "cancels",
    }
}

fields! {
    /// A resolution, decision or document that the letter rests on.
    pub struct Cite as "an entry of `cites`" {
        /// The number of a resolution: "72/313", "S/RES/2231 (2015)".
        #[holds(code)]
        pub resolution: Option<String>,
        /// The number of a decision: "71/553".
        #[holds(code)]
        pub decision: Option<String>,
        /// The symbol of a document: "A/70/623-S/2015/988".
        #[holds(code)]
        pub document: Option<String>,
        /// The decision was taken without a written text.
        pub oral: bool,
        /// Paragraph or section: "paragraph 12".
        #[holds(words)]
        pub part: Option<String>,
        /// What it is called.
        #[holds(prose)]
        pub title: Option<String>,
        /// When it was adopted.
        pub adopted: Option<Day>,
        /// Who adopted it, as it stands in a sentence: "the General Assembly".
        #[holds(words)]
        pub organ: Option<String>,
        /// The document that contains it: "A/72/L.51".
        #[holds(code)]
        pub contained_in: Option<String>,
        /// The document is still to be issued under its symbol.
        pub future: bool,
    }
}

fields! {
    /// What the addressee is asked to do.
    pub struct Action as "`action`" {
        /// What, as it stands after "action required:".
        #[holds(prose)]
        pub what: String,
        /// By which day.
        pub by: Option<Day>,
    }
}
