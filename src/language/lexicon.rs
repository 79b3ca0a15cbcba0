//! Words of a language: the file `words.toml` of its folder, and what an office adds to it.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use super::facts::Tables;
use crate::finding::Finding;
use crate::settings;
use crate::source::Source;

/// Lists of words, of a language or of an office.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Lexicon {
    /// Terms with capitals and hyphens of their own: "Member States".
    pub terms: Vec<String>,
    /// Stems that take -ize and not -ise: "organ".
    pub ize: Vec<String>,
    /// Names that are written out, by their abbreviations; an empty name takes one off the list.
    pub names: BTreeMap<String, String>,
    /// Right spellings, by the others; an empty one takes a word off the list.
    pub spellings: BTreeMap<String, String>,
    /// Rooms, by a name that all languages share: `conference-room = ["Conference Room {number}"]`.
    pub rooms: BTreeMap<String, Vec<String>>,
    /// Organs and bodies, likewise: `general-assembly = ["General Assembly"]`.
    pub bodies: BTreeMap<String, Vec<String>>,
    /// By what dates, times, numbers and symbols are known; of a language alone.
    pub reading: Tables,
}

impl Lexicon {
    /// Reads `words.toml`.
    ///
    /// # Errors
    /// Every mistake in it, at its place.
    pub fn read(source: &Arc<Source>) -> Result<Self, Vec<Finding>> {
        settings::read(source)
    }

    /// These lists with those of an office laid over them. A term of the office takes the
    /// place of one that differs in capitals and hyphens alone.
    #[must_use]
    pub fn with(mut self, office: &Self) -> Self {
        let bare = |term: &str| term.replace('-', " ").to_lowercase();
        for term in &office.terms {
            self.terms.retain(|known| bare(known) != bare(term));
            self.terms.push(term.clone());
        }
        self.ize.extend(office.ize.iter().cloned());
        self.names.extend(office.names.clone());
        self.spellings.extend(office.spellings.clone());
        self.names.retain(|_, name| !name.is_empty());
        self.spellings.retain(|_, word| !word.is_empty());
        for (all, more) in [(&mut self.rooms, &office.rooms), (&mut self.bodies, &office.bodies)] {
            for (id, names) in more {
                all.entry(id.clone()).or_default().extend(names.iter().cloned());
            }
        }
        self
    }
}
