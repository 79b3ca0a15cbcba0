//! The archive: a folder of letters made into a site that people can read, search and cite.
//!
//! The way of the data, one module a step:
//!
//! ```text
//! records ─▶ letters (the files of each letter, and its Card) ─▶ Catalogue (cards joined:
//!            references, threads, meetings) ─▶ pages (register, threads, programme, feeds)
//!            ─▶ manifest
//! ```
//!
//! A [`Card`] is all that the archive remembers of a letter, so that a hundred thousand of
//! them fit into memory, into a file, and into the parts of a build that is done in parts.

mod card;
mod catalogue;
mod print;
pub mod search;

pub use card::{Card, Cited, CitedKind, Enclosed, File, Held, Moved, Reference, Sat, Signed};
pub use catalogue::{Catalogue, Link, Links, Problem, Thread, Why};
pub use print::{Print, Printer};
