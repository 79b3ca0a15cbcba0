//! What most tests import.

pub use chancery::check::{self, Rules};
pub use chancery::compose::{self, Engine};
pub use chancery::files::Folder;
pub use chancery::finding::Finding;
pub use chancery::gather::{Neighbours, gather};
pub use chancery::package::Package;
pub use chancery::record::{self, Syntax};
pub use chancery::report;
pub use chancery::source::Source;
pub use chancery::template::Templates;
pub use chancery::write::{Format, Writers};

pub use crate::common::folder::FakeFolder;
pub use crate::common::golden::{assert_text, differs, golden, goldens};
pub use crate::common::store::TempSite;
pub use crate::common::tools::skip;
pub use crate::common::{Records, compose, engine, letters, package, written};
