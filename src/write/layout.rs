//! How a word processor lays a letter out: styles, lengths, columns, pictures. Word and
//! OpenDocument share it, so that a letter looks the same in both.

mod catalogue;
mod columns;
pub(super) mod findings;
mod lengths;
mod paragraphs;
pub(super) mod pictures;
mod spec;
mod style_set;

pub(super) use catalogue::{ALL, Kind, Style};
pub(super) use columns::columns;
#[cfg(feature = "pdf")]
pub(super) use columns::{needs, share, words};
pub(super) use paragraphs::spec;
pub(super) use spec::{Line, ListKind, StyleSpec};
pub(super) use style_set::StyleSet;
