//! The register: what is remembered of a letter, and what letters say of each other.
//!
//! An [`Entry`] is a letter's line in a register; its [`Filing`] is what an [`Index`] finds it by.
//! Whoever asks which letter a reference means, asks the index, so that all of them agree.

mod circles;
mod correspondents;
mod entry;
mod filed;
mod filing;
mod index;
mod issued;
mod meetings;
mod sentence;
mod speakers;
mod text;
mod threads;

pub use correspondents::{Author, Correspondents, Earlier, EnclosureEntry, EnclosureKind, Party};
pub use entry::{Citation, CitationKind, Entry, Signer};
pub use filed::Filed;
pub use filing::{Enclosed, Filing, Mention, Reference, mentions};
pub use index::{Index, Meaning};
pub use issued::{IssuedDocument, OrganSymbol, Receipt};
pub use meetings::Meetings;
pub use speakers::{Speakers, Speaks};
pub use text::Text;
pub use threads::{Link, Links, Problem, RefProblem, Thread, Threads};
