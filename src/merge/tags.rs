//! The languages that a list may name, by tag or by name.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::compose::Engine;
use crate::house::House;
use crate::language::facts::Reader;
use crate::text::fold;

/// The languages that letters can be written in.
#[derive(Debug, Clone)]
pub(super) struct Tags {
    all: Vec<String>,
    /// The tag of each by its names in small letters, without accents.
    names: BTreeMap<String, String>,
    houses: BTreeMap<String, Arc<House>>,
    /// The house of the letter for everybody.
    usual: Arc<House>,
}

impl Tags {
    /// The languages of the templates, for an office; by their names too where `named`. `usual`
    /// is the house of the letter.
    pub(super) fn of(engine: &Engine, office: &str, named: bool, usual: &Arc<House>) -> Self {
        let all: Vec<_> = engine
            .templates()
            .languages()
            .into_iter()
            .map(str::to_owned)
            .collect();
        let mut names = BTreeMap::new();
        let tag = usual.language.tag().to_owned();
        let mut houses = BTreeMap::from([(tag, Arc::clone(usual))]);
        for tag in all.iter().filter(|_| named) {
            // What is wrong with a language is said when a letter is written in it.
            if let Ok(house) = engine.house(office, Some(tag)) {
                let called = house.language.called();
                names.extend(called.map(|name| (fold(name), tag.clone())));
                houses.insert(tag.clone(), house);
            }
        }
        Self { all, names, houses, usual: Arc::clone(usual) }
    }

    /// The tag of a language as somebody writes it: `fr`, `FR`, `fr-FR`, `fr_CA`, "French",
    /// « français ».
    pub(super) fn find(&self, said: &str) -> Option<&str> {
        let tag = said.replace('_', "-");
        let same = |known: &&String| known.eq_ignore_ascii_case(&tag);
        let primary = tag.split('-').next().unwrap_or_default();
        let wide = |known: &&String| known.eq_ignore_ascii_case(primary);
        let known = self.all.iter().find(same).or_else(|| self.all.iter().find(wide));
        known.or_else(|| self.names.get(&fold(said))).map(String::as_str)
    }

    /// A text whose numbers are written as in English as a language writes it.
    pub(super) fn with_separators(&self, tag: &str, text: &str) -> String {
        let house = self.houses.get(tag);
        house.map_or_else(|| text.to_owned(), |house| house.language.with_separators(text))
    }

    /// What reads days and times as the letter for everybody writes them, and so its list.
    pub(super) fn reader(&self) -> &Reader {
        self.usual.reader()
    }

    /// Their tags.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(String::as_str)
    }
}
