//! The fields of a record, with where each is printed.

use serde::Serialize;

use crate::document::Role;

/// A field that a record gives, with every place where it is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldTrace {
    /// Its path: `meetings[0].room`.
    pub path: String,
    /// Where it is printed, in reading order; nothing where it is printed nowhere.
    pub printed: Vec<Occurrence>,
}

/// A stretch that prints a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Occurrence {
    /// The passage, by its number among those of the letter, from 0.
    pub passage: usize,
    /// The part of the letter that it stands in.
    pub part: Role,
    /// The text.
    pub text: String,
}
