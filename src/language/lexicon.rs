//! Words of a language: the file `words.toml` of its folder, and what an office adds to it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::facts::Tables;
use super::phrase_finder::PhraseFinder;
use super::word_lists::{List, ListKind, WordLists};
use crate::finding::Finding;
use crate::node::Layers;
use crate::node::fields::settings;
use crate::source::Source;

settings! {
    /// Lists of words, of a language or of an office.
    #[holds(words)]
    #[derive(Eq)]
    pub struct Lexicon as "words.toml" {
        /// Terms with capitals and hyphens of their own: "Member States".
        pub terms: Vec<String>,
        /// Stems that take -ize and not -ise: "organ".
        pub ize: Vec<String>,
        /// Names that are written out, by their abbreviations; an empty name takes one off the list.
        pub names: BTreeMap<String, String>,
        /// Right spellings, by the others; an empty one takes a word off the list.
        pub spellings: BTreeMap<String, String>,
        /// By what the checker knows mistakes.
        pub checker: WordLists,
        /// Rooms, by a name that all languages share: `conference-room = ["Conference Room {number}"]`.
        pub rooms: BTreeMap<String, Vec<String>>,
        /// Organs and bodies, likewise: `general-assembly = ["General Assembly"]`.
        pub bodies: BTreeMap<String, Vec<String>>,
        /// By what dates, times, numbers and symbols are known; of a language alone.
        pub reading: Tables,
    }
}

impl Lexicon {
    /// Reads `words.toml`.
    ///
    /// # Errors
    /// Every mistake in it, at its place.
    pub fn read(source: &Arc<Source>) -> Result<Self, Vec<Finding>> {
        Self::layered(&Layers::of(source))
    }

    /// Reads `words.toml` with those that offices lay over it.
    ///
    /// # Errors
    /// Every mistake in them, at its place.
    pub fn layered(files: &Layers) -> Result<Self, Vec<Finding>> {
        files.decode(&files.merged(), |_| Vec::new())
    }

    /// What these words must not have where they are an office's.
    pub(crate) fn fits_office(&self) -> Result<(), String> {
        if self.reading == Tables::default() {
            return Ok(());
        }
        Err("must not have `reading`, which belongs to the words.toml of a language".to_owned())
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
        self.checker.extend(&office.checker);
        self.names.retain(|_, name| !name.is_empty());
        self.spellings.retain(|_, word| !word.is_empty());
        for (all, more) in [(&mut self.rooms, &office.rooms), (&mut self.bodies, &office.bodies)] {
            for (id, names) in more {
                all.entry(id.clone()).or_default().extend(names.iter().cloned());
            }
        }
        self
    }

    /// Whether it gives a list, or says that its language has no such mistake.
    pub fn tells_of(&self, list: List) -> bool {
        let given = match list {
            List::Terms => !self.terms.is_empty(),
            List::Names => !self.names.is_empty(),
            List::Spellings => !self.spellings.is_empty(),
            List::Ize => !self.ize.is_empty(),
            _ => false,
        };
        given || self.checker.tell_of(list)
    }

    /// Finds what rules of the checker seek, list by list.
    pub fn finder(&self) -> PhraseFinder {
        let names = (List::Names, self.names.keys().collect::<Vec<_>>());
        let spellings = (List::Spellings, self.spellings.keys().collect());
        let terms = (List::Terms, self.terms.iter().collect());
        let ize: Vec<_> = self.ize.iter().map(|stem| format!("{stem}is*")).collect();
        let mut wanted: Vec<(List, usize, &str)> = Vec::new();
        for (list, words) in [names, spellings, terms, (List::Ize, ize.iter().collect())] {
            wanted.extend(words.iter().enumerate().map(|(at, word)| (list, at, word.as_str())));
        }
        // A term is a use of itself with a space for its hyphen, too.
        let spaced: Vec<_> = self.terms.iter().map(|term| term.replace('-', " ")).collect();
        let hyphened = spaced
            .iter()
            .enumerate()
            .filter(|(at, term)| **term != self.terms[*at]);
        wanted.extend(hyphened.map(|(at, term)| (List::Terms, at, term.as_str())));
        for list in List::ALL.iter().copied() {
            if list.kind() == ListKind::Phrases {
                let words = self.checker.words(list).unwrap_or_default().iter().enumerate();
                wanted.extend(words.map(|(at, word)| (list, at, word.as_str())));
            }
            let pairs = self.checker.pairs(list).unwrap_or_default().iter();
            let words = pairs.flat_map(|(one, two)| [one, two]).enumerate();
            wanted.extend(words.map(|(at, word)| (list, at, word.as_str())));
        }
        PhraseFinder::new(wanted)
    }
}
