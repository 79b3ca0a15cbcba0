//! The settings of a folder of letters: its `chancery.toml`.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::finding::{Finding, Level};
use crate::node::fields::{settings, words};
use crate::node::{Spanned, from_toml};
use crate::source::Source;

/// Levels of rules, as an office or a folder sets them: `voice-number = "warning"`.
pub type Levels = BTreeMap<Spanned<String>, Spanned<Weight>>;

words! {
    /// How much a rule weighs.
    pub enum Weight as "a level" {
        /// It does not run.
        Off = "off",
        /// A matter of taste.
        Note = "note",
        /// Somebody should look.
        Warning = "warning",
        /// The letter is not written.
        Error = "error",
    }
}

impl Weight {
    /// The level; none if the rule does not run.
    pub fn level(self) -> Option<Level> {
        match self {
            Self::Off => None,
            Self::Note => Some(Level::Note),
            Self::Warning => Some(Level::Warning),
            Self::Error => Some(Level::Error),
        }
    }
}

settings! {
    /// What the `chancery.toml` of a folder of letters says.
    #[holds(code)]
    pub struct FolderSettings as "chancery.toml" {
        /// A folder of templates beside it, laid over the built-in ones.
        pub templates: Option<Spanned<String>>,
        /// The formats of its archive: `["html", "pdf"]`.
        pub formats: Vec<Spanned<String>>,
        /// How much each rule of the checker weighs: `rule = "off"`, `"note"`, `"warning"` or `"error"`.
        pub rules: Levels,
        /// What its archive calls itself.
        pub site: SiteNames,
    }
}

settings! {
    /// What an archive calls itself.
    #[holds(code)]
    pub struct SiteNames as "`[site]`" {
        /// Its title: "Letters of the President of the General Assembly".
        #[holds(words)]
        pub title: Option<String>,
        /// Where it will be found: `https://letters.example.org/`.
        pub address: Option<Spanned<String>>,
        /// The language of its headings, as a BCP 47 tag; English when left out.
        pub language: Option<Spanned<String>>,
        /// The licence that its data is under: `https://creativecommons.org/licenses/by/4.0/`.
        pub licence: Option<Spanned<String>>,
    }
}

impl FolderSettings {
    /// Reads a `chancery.toml`.
    ///
    /// # Errors
    /// Every mistake in it.
    pub fn read(source: &Arc<Source>) -> Result<Self, Vec<Finding>> {
        from_toml(source)
    }
}
