//! How a language tells a difference: `LANGUAGE/difference.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use super::What;
use crate::finding::Finding;
use crate::memo::Memo;
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

    /// Whether a name is that of a sentence of its own for one field of one list, which a language has
    /// if it wants: `sentences.meetings-dates-changed`.
    fn is_own(&self, name: &str) -> bool {
        let list = name.strip_prefix("sentences.").and_then(|name| name.split_once('-'));
        list.is_some_and(|(list, _)| self.items.contains_key(list))
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

/// The language that has all words, and tells where another has none.
pub(super) const ENGLISH: &str = "en";

/// The words of a language; none where it has no `difference.toml`.
///
/// # Errors
/// Every mistake of its file, at its place, and the words that it lacks.
pub(super) fn read(
    templates: &Templates,
    tag: &str,
) -> Result<Option<Arc<DifferenceWords>>, Vec<Finding>> {
    // By their text: what is kept holds for whatever templates have it.
    static KNOWN: LazyLock<Memo<String, DifferenceWords>> = LazyLock::new(Memo::default);
    let file = |tag: &str| templates.text("", &format!("{tag}/difference.toml"));
    let Some(source) = file(tag) else { return Ok(None) };
    let words = KNOWN.get_or(source.text(), || {
        let words: DifferenceWords = from_toml(source)?;
        let Some(english) = file(ENGLISH).filter(|_| tag != ENGLISH) else { return Ok(words) };
        let english: DifferenceWords = from_toml(english)?;
        let (own, known) = (words.names(), english.names());
        let lacks: Vec<_> = known.difference(&own).filter(|name| !english.is_own(name)).collect();
        if lacks.is_empty() {
            return Ok(words);
        }
        let names: Vec<_> = lacks.iter().map(|name| format!("`{name}`")).collect();
        let message = format!("{} lacks {}", source.name(), names.join(", "));
        Err(vec![
            Finding::error("setting", message).help(format!(
                "add them in the words of `{tag}`, as `en/difference.toml` has them"
            )),
        ])
    })?;
    Ok(Some(words))
}

/// That not even English has words.
pub(super) fn missing() -> Finding {
    Finding::error("setting", "no language has the words of a difference")
        .help("lay `en/difference.toml` back into the templates")
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
