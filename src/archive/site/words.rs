//! The words of the site: `LANGUAGE/site.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use serde::Deserialize;
use tera::Value;
use toml::Spanned;

use crate::finding::{Finding, suggest};
use crate::settings;
use crate::source::{Place, Source};
use crate::template::Templates;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    words: BTreeMap<Spanned<String>, String>,
    /// What kinds of letter are called.
    #[serde(default)]
    kinds: BTreeMap<String, String>,
    /// What formats are called, by the extension of their files.
    #[serde(default)]
    formats: BTreeMap<String, String>,
}

/// The words of the site in one language.
#[derive(Debug)]
pub(in crate::archive) struct Words {
    words: BTreeMap<String, String>,
    kinds: BTreeMap<String, String>,
    formats: BTreeMap<String, String>,
}

impl Words {
    pub(super) fn read(source: &Arc<Source>) -> Result<Self, Vec<Finding>> {
        let file: File = settings::read(source)?;
        let known = &ENGLISH.0;
        let mut findings = Vec::new();
        for key in file.words.keys() {
            let name = key.get_ref().as_str();
            if !known.is_empty() && !known.contains(name) {
                findings.push(
                    Finding::error("setting", format!("the site has no word `{name}`"))
                        .at(Place::new(source, key.span()))
                        .help(suggest(name, known.iter().map(String::as_str))),
                );
            }
        }
        let words: BTreeMap<_, _> = (file.words.into_iter())
            .map(|(key, text)| (key.into_inner(), text))
            .collect();
        for name in known.iter().filter(|name| !words.contains_key(*name)) {
            findings.push(
                Finding::error("setting", format!("the word `{name}` is missing"))
                    .at(Place::new(source, 0..0))
                    .help(format!("add a line `{name} = \"…\"` under `[words]`")),
            );
        }
        if !findings.is_empty() {
            return Err(findings);
        }
        Ok(Self { words, kinds: file.kinds, formats: file.formats })
    }

    /// The word of that name.
    pub(in crate::archive) fn say(&self, name: &str) -> &str {
        self.words.get(name).map_or("", String::as_str)
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
        let words = words.map(|(name, text)| (name.replace('-', "_"), text.as_str()));
        Value::from(words.collect::<BTreeMap<_, _>>())
    }
}

/// The words of English, which are built in: their names, and what formats are called.
static ENGLISH: LazyLock<(BTreeSet<String>, BTreeMap<String, String>)> = LazyLock::new(|| {
    let embedded = Templates::embedded();
    let source = embedded.text("", "en/site.toml");
    let file = source.and_then(|source| settings::read::<File>(source).ok());
    let Some(file) = file else {
        return Default::default();
    };
    (file.words.into_keys().map(Spanned::into_inner).collect(), file.formats)
});
