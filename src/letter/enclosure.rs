//! What travels with a letter.

use super::{Day, Person};
use crate::node::fields::fields;

fields! {
    /// Something enclosed: a letter's record, a file, or a document.
    pub struct Enclosure as "an enclosure" {
        /// The id of the record of a letter that is enclosed whole.
        #[holds(code)]
        pub letter: Option<String>,
        /// A PDF file beside the record.
        #[holds(code)]
        pub file: Option<String>,
        /// The symbol of a document: "A/77/L.109".
        #[holds(code)]
        pub document: Option<String>,
        /// What it is called, as it stands in a sentence: "the draft programme of the meeting".
        #[holds(prose)]
        pub title: Option<String>,
        /// What it is about, as it stands in a sentence after "concerning".
        #[holds(prose)]
        pub concerning: Option<String>,
        /// The date of a letter or document that has no record here.
        pub date: Option<Day>,
        /// Who wrote it, where it has no record here.
        pub from: Vec<Person>,
        /// In what capacity they wrote it, as it stands after "as": "Co-Chairs of the negotiations".
        #[holds(words)]
        pub capacity: Option<String>,
        /// The programme of the letter's meetings, with their agendas, annexed on a page of its own.
        pub programme: bool,
    }
}

/// What kind of thing an enclosure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Enclosed<'a> {
    /// A letter, by the id of its record.
    Letter(&'a str),
    /// A file, by its name beside the record.
    File(&'a str),
    /// A document that is only named.
    Document,
    /// The programme of the letter's own meetings.
    Programme,
}

impl Enclosure {
    /// What it is. A letter wins over a file, a file over a name.
    pub fn kind(&self) -> Enclosed<'_> {
        match (&self.letter, &self.file) {
            (Some(id), _) => Enclosed::Letter(id),
            (None, Some(file)) => Enclosed::File(file),
            (None, None) if self.programme => Enclosed::Programme,
            (None, None) => Enclosed::Document,
        }
    }
}
