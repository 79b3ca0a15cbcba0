//! The particulars of a letter: what registers, envelopes and programs know of it.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use crate::letter::{Day, Email, Letter, Relation};

/// What registers, envelopes and programs know of a letter, whether its page shows it or not.
#[derive(Debug, Clone, Default)]
pub struct Particulars {
    /// The fields of its record; none for a letter that was made without one.
    pub letter: Option<Arc<Letter>>,
    /// How a register words it: "Letter dated 18 January 2018 from …".
    pub entry: String,
    /// The process it belongs to, by its full name.
    pub process: Option<String>,
    /// The mailbox of the office that writes.
    pub email: Option<Email>,
    /// Who is addressed.
    pub to: Vec<Party>,
    /// Who receives a copy.
    pub copies: Vec<Party>,
    /// The earlier letters it refers to, as many as the record's `follows`.
    pub follows: Vec<Earlier>,
    /// What it encloses, as many as the record's `enclosures`.
    pub enclosures: Vec<Enclosing>,
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

/// What a letter encloses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Enclosing {
    /// What it is.
    pub kind: EnclosingKind,
    /// How a register words it: "a letter from the Co-Chairs of …".
    pub entry: String,
    /// The id of a letter's record, the name of a file, or the symbol of a document.
    pub name: Option<String>,
}

/// What kind of thing an enclosure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum EnclosingKind {
    /// A letter that follows.
    Letter,
    /// A file.
    File,
    /// A document that is only named.
    Document,
    /// The programme of the letter's own meetings.
    Programme,
}
