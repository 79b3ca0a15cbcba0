//! What a format is: one row of the table in `write.rs`.

use std::fmt;
use std::hash::{Hash, Hasher};

use super::writers::Writer;
use crate::finding::Finding;
use crate::template::PageDesign;

/// What the program knows of a format.
pub(super) struct Row {
    /// What it is, in a few words.
    pub(super) about: &'static str,
    /// The extension of its files, and its name on the command line.
    pub(super) extension: &'static str,
    /// The media type of its files (IANA, Media Types).
    pub(super) media_type: &'static str,
    /// Whether it is text that a terminal can show.
    pub(super) is_text: bool,
    /// Whether one file can hold many letters.
    pub(super) holds_many: bool,
    /// Whether its files carry the meetings as a calendar.
    pub(super) holds_calendar: bool,
    /// Whether this program was built with it.
    pub(super) is_built: bool,
    /// The template files its letters are laid out with, each of which an office may bring. Its
    /// writer can ask for no others.
    pub(super) office_files: &'static [&'static str],
    /// Makes the writer for the letters of an office.
    pub(super) prepare: fn(&PageDesign<'_>) -> PreparedWriter,
}

/// A writer, or what is wrong with the files that it was to be made of.
pub(super) type PreparedWriter = Result<Box<dyn Writer>, Vec<Finding>>;

/// A format that letters can be written in.
#[derive(Clone, Copy)]
pub struct Format(pub(super) &'static Row);

impl Format {
    /// The format with this extension.
    pub fn named(extension: &str) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|format| format.extension() == extension)
    }

    /// The extension of its files, and its name on the command line.
    pub fn extension(self) -> &'static str {
        self.0.extension
    }

    /// The media type of its files (IANA, Media Types).
    pub fn media_type(self) -> &'static str {
        self.0.media_type
    }

    /// What it is, in a few words.
    pub fn describe(self) -> &'static str {
        self.0.about
    }

    /// Whether it is text that a terminal can show.
    pub fn is_text(self) -> bool {
        self.0.is_text
    }

    /// Whether one file can hold many letters.
    pub fn holds_many(self) -> bool {
        self.0.holds_many
    }

    /// Whether its files carry the meetings as a calendar, which knows what earlier letters said.
    pub fn holds_calendar(self) -> bool {
        self.0.holds_calendar
    }

    /// Whether this program was built with it.
    pub fn is_built(self) -> bool {
        self.0.is_built
    }

    /// The template files its letters are laid out with, each of which an office may bring.
    pub fn office_files(self) -> &'static [&'static str] {
        self.0.office_files
    }
}

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.extension() == other.extension()
    }
}

impl Eq for Format {}

impl Hash for Format {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.extension().hash(state);
    }
}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.extension())
    }
}
