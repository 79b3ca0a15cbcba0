//! How a language tells a difference: `LANGUAGE/difference.toml`.

use std::collections::{BTreeMap, BTreeSet};

use super::What;
use crate::finding::Finding;
use crate::node::fields::fields;
use crate::node::{Verbatim, from_toml};
use crate::template::Templates;

fields! {
    /// The words in which a difference is told.
    #[holds(words)]
    pub struct DifferenceWords as "difference.toml" {
        /// Sentences with places in braces, by name.
        #[field(required)]
        pub sentences: BTreeMap<String, Verbatim>,
        /// What fields are called in a sentence, by name, or by list and name: `deadlines.date`.
        #[field(required)]
        pub fields: BTreeMap<String, String>,
        /// What an item of a list is called, by the name of the list.
        #[field(required)]
        pub items: BTreeMap<String, String>,
        /// What words of the format of records are called: `cancelled`, `true`.
        #[field(required)]
        pub values: BTreeMap<String, String>,
        /// The words around the sentences, by name.
        #[field(required)]
        pub page: BTreeMap<String, Verbatim>,
    }
}

impl DifferenceWords {
    /// A sentence by its name; empty where the language lacks it.
    pub(super) fn sentence(&self, name: &str) -> &str {
        self.sentences.get(name).map_or("", |sentence| &**sentence)
    }

    /// A word of the page by its name.
    pub(super) fn page(&self, name: &str) -> &str {
        self.page.get(name).map_or("", |word| &**word)
    }

    /// The names that it has, as `fields.room`: every language has those of English.
    pub fn names(&self) -> BTreeSet<String> {
        let of = |table: &str, names: Vec<&String>| -> Vec<String> {
            names.into_iter().map(|name| format!("{table}.{name}")).collect()
        };
        [
            of("sentences", self.sentences.keys().collect()),
            of("fields", self.fields.keys().collect()),
            of("items", self.items.keys().collect()),
            of("values", self.values.keys().collect()),
            of("page", self.page.keys().collect()),
        ]
        .concat()
        .into_iter()
        .collect()
    }
}

/// The words of a language; those of English where it has none of its own.
///
/// # Errors
/// Every mistake of its file, at its place.
pub(super) fn read(templates: &Templates, tag: &str) -> Result<DifferenceWords, Vec<Finding>> {
    let own = templates.text("", &format!("{tag}/difference.toml"));
    match own.or_else(|| templates.text("", "en/difference.toml")) {
        Some(source) => from_toml(source),
        None => Err(vec![
            Finding::error("setting", "no language has the words of a difference")
                .help("lay `en/difference.toml` back into the templates"),
        ]),
    }
}

impl What {
    /// The name of its sentence.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Dropped => "dropped",
            Self::Changed => "changed",
            Self::Moved => "moved",
        }
    }
}
