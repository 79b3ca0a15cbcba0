//! The trace of a letter: where every word of it came from.
//!
//! A letter that is composed to be traced is the same letter, word for word; beside it stands of
//! each stretch of its text the origin. See [`compose::trace`](crate::compose::trace).

mod fields;

mod origin;
mod page;

pub use fields::{FieldTrace, Occurrence};

pub(crate) use origin::Origins;
pub use origin::{Origin, Span};
pub use page::text;

use serde::Serialize;

use crate::document::{Document, Role};

/// A letter, with the origin of each stretch of its text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Trace {
    /// The id of the letter.
    pub letter: String,
    /// The language as a BCP 47 tag.
    pub language: String,
    /// Its passages in reading order, one for each of [`Document::passages`].
    pub passages: Vec<TracedPassage>,
    /// The fields that its record gives, in the order of their paths, each with every stretch
    /// that prints it; fields that direct how the letter is made, such as `kind`, are not among
    /// them.
    pub fields: Vec<FieldTrace>,
    /// A template did not look at how its values are made, as nearly none does. Otherwise words may
    /// have the origin of the same word nearby.
    #[serde(rename = "exact")]
    pub is_exact: bool,
    /// The letter itself.
    #[serde(skip)]
    pub document: Document,
}

/// What people are told of a trace that is not exact.
pub(crate) const NOT_EXACT: &str = "A template of this office looks at how its values are made: \
     some words may show the origin of the same word nearby.";

/// A passage of a letter: a paragraph, a heading, a cell, a line of a signatory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TracedPassage {
    /// The part of the letter that it stands in.
    pub part: Role,
    /// Its text in order, with a line feed for each break.
    pub stretches: Vec<Stretch>,
}

/// Text of one origin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stretch {
    /// The text.
    pub text: String,
    /// Where it came from; none only for white space between others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// What put it here: the merge field in the prose, the clause or the line of the template that
    /// prints the field or phrase. None where the text stands there itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub put_by: Option<Origin>,
}

impl Trace {
    /// All stretches with the passages that they stand in, in reading order.
    pub fn stretches(&self) -> impl Iterator<Item = (&TracedPassage, &Stretch)> {
        let passages = self.passages.iter();
        passages.flat_map(|passage| passage.stretches.iter().map(move |stretch| (passage, stretch)))
    }
}
