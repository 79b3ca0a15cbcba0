//! JSON: a composed letter as data, for programs that take letters further.
//!
//! The types below are what is written, and the published schema is derived from them. Fields
//! stand in the order of the types; every field is always there, empty or `null` if need be.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::calendar::AnnouncedMeeting;
use crate::document::{Direction, Part};
use crate::letter::{Cite, Email, Letter, Signatory};
use crate::package::Package;
use crate::register::{Earlier, EnclosureEntry, Party};

/// The version of what is written; it changes when a program that reads it must.
const VERSION: u32 = 1;

/// A composed letter: what its record says, with everything it names resolved, and its text.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(transform = all_there)]
struct ComposedLetter<'a> {
    /// The version of this description of letters.
    version: u32,
    /// The id of its record.
    id: &'a str,
    /// The name of the office that writes it.
    office: &'a str,
    /// Which wording it has.
    kind: Option<&'a str>,
    /// Its language, as a BCP 47 tag.
    language: &'a str,
    /// The languages it is written in, the main one first; none where it is in this one alone.
    languages: &'a [String],
    /// Which way its script runs.
    direction: Direction,
    /// A short title.
    title: &'a str,
    /// How a register words it.
    entry: &'a str,
    /// The day it bears (ISO 8601), if it bears one.
    date: Option<String>,
    /// Its own number or symbol.
    reference: Option<&'a str>,
    /// What it is about, in a few words.
    subject: Option<&'a str>,
    /// Who writes.
    sender: Sender<'a>,
    /// The process it belongs to, by its full name.
    process: Option<&'a str>,
    /// Who is addressed.
    to: Vec<Party>,
    /// Who receives a copy.
    copies: Vec<Party>,
    /// Who signs.
    signatories: &'a [Signatory],
    /// The earlier letters it refers to.
    follows: Vec<Earlier>,
    /// The resolutions, decisions and documents it rests on.
    cites: &'a [Cite],
    /// The meetings it announces, moves or cancels, segments after the meeting they belong to.
    meetings: Cow<'a, [AnnouncedMeeting]>,
    /// What it encloses.
    enclosures: Vec<EnclosureEntry>,
    /// Its text, part by part in reading order.
    parts: &'a [Part],
    /// The letters it encloses, each with those it encloses itself.
    enclosed: Vec<ComposedLetter<'a>>,
    /// The letter in its further languages, where all were asked for together.
    versions: Vec<ComposedLetter<'a>>,
    /// The fields that its record gives in this language, as a record: it makes the same letter again.
    #[schemars(with = "Option<Letter>")]
    record: Option<Value>,
}

/// Who writes a letter.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(transform = all_there)]
struct Sender<'a> {
    /// The name, as others put it in a sentence: "the President of the General Assembly".
    name: &'a str,
    /// The mailbox.
    email: Option<&'a Email>,
}

/// Every field is written, whether it says anything or not.
fn all_there(schema: &mut schemars::Schema) {
    let fields = schema.get("properties").and_then(Value::as_object);
    let names: Vec<Value> = (fields.into_iter().flat_map(|fields| fields.keys()))
        .map(|name| name.as_str().into())
        .collect();
    schema.insert("required".to_owned(), names.into());
}

/// The package as JSON: the letter, with those it encloses inside it.
pub fn write(package: &Package) -> String {
    let mut text = serde_json::to_string_pretty(&letter(package, 0)).unwrap_or_default();
    text.push('\n');
    text
}

/// The JSON Schema (2020-12) of what [`write()`] writes.
pub fn schema() -> String {
    crate::node::schema::<ComposedLetter<'_>>()
}

fn letter(package: &Package, place: usize) -> ComposedLetter<'_> {
    let member = &package.members[place];
    let (document, entry, record) = (&member.document, member.entry(), member.letter());
    let enclosed = package.enclosed_in(place);
    ComposedLetter {
        version: VERSION,
        id: &member.id,
        office: &member.office().id,
        kind: Some(&entry.kind),
        language: &document.language,
        languages: member.languages(),
        direction: document.direction,
        title: &document.title,
        entry: &entry.sentence,
        date: entry.date.map(|day| day.to_string()),
        reference: entry.reference.as_deref(),
        subject: entry.subject.as_deref(),
        sender: Sender { name: member.sender(), email: member.office().email.as_ref() },
        process: entry.process.as_deref(),
        to: member.to(),
        copies: member.copies(),
        signatories: &record.signatories,
        follows: member.follows(),
        cites: &record.cites,
        meetings: entry.meetings.open(),
        enclosures: member.enclosures(),
        parts: &document.parts,
        enclosed: (enclosed.into_iter()).map(|place| letter(package, place)).collect(),
        versions: (package.versions.iter().filter(|_| place == 0))
            .map(|place| letter(package, *place))
            .collect(),
        record: fields(record),
    }
}

/// The fields of a record. It makes this version again, without those that it does not hold.
fn fields(record: &Letter) -> Option<Value> {
    let mut fields = serde_json::to_value(record).ok()?;
    fields.as_object_mut()?.remove("languages");
    as_record(&mut fields);
    Some(fields)
}

/// Makes a record of a letter's fields: what is empty is left out, and a letter that is known
/// by its id is written as its id.
fn as_record(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            if let Some(Value::Object(letter)) = fields.get("letter")
                && let Some(Value::String(id)) = letter.get("id")
            {
                let id = id.clone();
                fields.insert("letter".to_owned(), id.into());
            }
            fields.values_mut().for_each(as_record);
            fields.retain(|_, value| !is_empty(value));
        }
        Value::Array(items) => items.iter_mut().for_each(as_record),
        _ => {}
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    }
}
