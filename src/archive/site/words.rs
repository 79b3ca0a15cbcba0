//! The words of the site: `LANGUAGE/site.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use tera::Value;

use crate::finding::{Finding, suggest};
use crate::node::fields::fields;
use crate::node::{Spanned, Verbatim, from_toml, from_toml_judged, is_meant};
use crate::source::{Place, Source};
use crate::template::Templates;

fields! {
    /// The words of the site in one language: what its `site.toml` says.
    #[holds(words)]
    pub struct SiteWords as "site.toml" {
        /// The words of its pages, by the names that designs use.
        #[field(required)]
        words: BTreeMap<Spanned<String>, Verbatim>,
        /// What kinds of letter are called.
        kinds: BTreeMap<String, String>,
        /// What formats are called, by the extension of their files.
        formats: BTreeMap<String, String>,
    }
}

impl SiteWords {
    pub(super) fn read(source: &Arc<Source>) -> Result<Self, Vec<Finding>> {
        from_toml_judged(source, |read: &Self| {
            let known = &ENGLISH.0;
            let mut missing: BTreeSet<_> = known
                .iter()
                .filter(|name| !read.words.contains_key(name.as_str()))
                .collect();
            let mut findings = Vec::new();
            let unknown = |key: &&Spanned<String>| !known.is_empty() && !known.contains(&key.value);
            for key in read.words.keys().filter(unknown) {
                let names = known.iter().map(String::as_str);
                // A word that is missing beside a mistyped one is the same.
                missing.retain(|name| !is_meant(name, key, names.clone()));
                findings.push(
                    Finding::error("setting", format!("the site has no word `{}`", key.value))
                        .at(Place::new(source, key.range.clone()))
                        .help(suggest(key, names)),
                );
            }
            findings.extend(missing.into_iter().map(|name| {
                Finding::error("setting", format!("the word `{name}` is missing"))
                    .at(Place::new(source, 0..0))
                    .help(format!("add a line `{name} = \"…\"` under `[words]`"))
            }));
            findings
        })
    }

    /// The word of that name.
    pub(in crate::archive) fn say(&self, name: &str) -> &str {
        self.words.get(name).map_or("", |word| &**word)
    }

    /// What a kind of letter is called; its name where the language has no word for it.
    pub(in crate::archive) fn kind(&self, kind: &str) -> String {
        let known = self.kinds.get(kind).cloned();
        known.unwrap_or_else(|| kind.replace('-', " "))
    }

    /// What a file is called, by its extension; by the English name where the language has none.
    pub(in crate::archive) fn format(&self, name: &str) -> String {
        let extension = name.rsplit('.').next().unwrap_or_default();
        let known = self.formats.get(extension).or_else(|| ENGLISH.1.get(extension));
        known.cloned().unwrap_or_else(|| extension.to_uppercase())
    }

    /// All words, for designs; `next-letter` is `words.next_letter` there.
    pub(super) fn value(&self) -> Value {
        let words = self.words.iter();
        let words = words.map(|(name, text)| (name.replace('-', "_"), &**text));
        Value::from(words.collect::<BTreeMap<_, _>>())
    }
}

/// The words of English, which are built in: their names, and what formats are called.
static ENGLISH: LazyLock<(BTreeSet<String>, BTreeMap<String, String>)> = LazyLock::new(|| {
    let embedded = Templates::embedded();
    let source = embedded.text("", "en/site.toml");
    let file = source.and_then(|source| from_toml::<SiteWords>(source).ok());
    let Some(file) = file else {
        return Default::default();
    };
    (file.words.into_keys().map(String::from).collect(), file.formats)
});
