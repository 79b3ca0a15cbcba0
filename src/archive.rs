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

mod build;
mod card;
mod catalogue;
mod feeds;
mod former;
mod join;
mod journal;
mod letter;
mod manifest;
mod pages;
mod plan;
mod programme;
mod report;
#[doc(hidden)]
pub mod search;
mod site;
mod stale;
mod state;
mod store;
mod stream;
mod texts;
mod unwanted;
mod verify;
mod views;
mod with_fingerprint;

pub use build::build;
pub use card::{Card, File};
#[doc(hidden)]
pub use catalogue::Catalogue;
pub use join::{Part, Parts};
#[doc(hidden)]
pub use journal::JournalLine;
#[doc(hidden)]
pub use letter::card;
pub use manifest::{FileHash, Letter as ManifestLetter, MANIFEST, Manifest};
#[doc(hidden)]
pub use pages::{Page, PageData, Pages, ProgrammeEntry, ProgrammeItem, ProgrammeLine, Sources};
pub use plan::Plan;
#[doc(hidden)]
pub use programme::Programme;
pub use report::{Failure, Omission, Report};
pub use site::{Site, SiteSettings, SiteWords, unknown_language, wrong_address, wrong_licence};
pub use stale::{StaleLetter, StaleReason};
pub use store::{
    FileInfo, Listing, Phase, Progress, RecordFolder, SiteFolder, Stamp, WriteWith, Written,
};
#[doc(hidden)]
pub use texts::TextPair;
pub use verify::{Damage, Difference, causes, compare};
