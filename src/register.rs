//! The register: what is remembered of a letter.

mod correspondents;
mod entry;
mod filing;
mod meetings;
mod sentence;
mod text;

pub use correspondents::{Author, Correspondents, Earlier, EnclosureEntry, EnclosureKind, Party};
pub use entry::{Citation, CitationKind, Entry, Signer};
pub use filing::{Enclosed, Filing, Mention, Reference, mentions};
pub use meetings::Meetings;
pub use text::Text;
