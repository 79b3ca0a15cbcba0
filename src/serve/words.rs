//! What the desk says, in the visitor's language: `LANGUAGE/desk.toml`.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::finding::Finding;
use crate::node::fields::{fields, settings};
use crate::node::from_toml;
use crate::pattern::fill;
use crate::source::Source;
use crate::template::Templates;

settings! {
    /// The words of the desk in one language: what its `desk.toml` says.
    #[holds(words)]
    pub(super) struct DeskWords as "desk.toml" {
        /// The words of its pages, by the names that designs use; names in braces are filled in.
        pub(super) words: BTreeMap<String, String>,
        /// Fields of a record, by group and name.
        pub(super) fields: BTreeMap<String, BTreeMap<String, FieldWords>>,
        /// Words that can be chosen for a field, by the kind of choice.
        pub(super) choices: BTreeMap<String, BTreeMap<String, String>>,
        /// What groups of fields are called.
        pub(super) groups: BTreeMap<String, GroupWords>,
        /// What kinds of letter are called, and when they are written.
        pub(super) kinds: BTreeMap<String, NamedWords>,
        /// What frames are called, and when they are used.
        pub(super) frames: BTreeMap<String, NamedWords>,
        /// What formats are called, and what they are for.
        pub(super) formats: BTreeMap<String, NamedWords>,
        /// The sections of the form.
        pub(super) sections: BTreeMap<String, String>,
    }
}

fields! {
    /// A field of a record, as a form shows it.
    #[holds(words)]
    pub(super) struct FieldWords as "the words of a field" {
        /// What it is called.
        pub(super) label: String,
        /// What it is, and what happens when it is left empty.
        pub(super) help: String,
        /// What somebody would write.
        pub(super) example: Option<String>,
    }
}

fields! {
    /// A group of fields.
    #[holds(words)]
    pub(super) struct GroupWords as "the words of a group" {
        /// One of them.
        pub(super) one: String,
        /// Several.
        pub(super) many: String,
        /// The button that adds one.
        pub(super) add: String,
    }
}

fields! {
    /// A kind, frame or format.
    #[holds(words)]
    pub(super) struct NamedWords as "a name with its use" {
        /// What it is called.
        pub(super) name: String,
        /// When it is used.
        pub(super) when: String,
    }
}

/// The words of one language, over those of English where it lacks some.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Words {
    pub(super) tag: String,
    /// What the language calls itself.
    pub(super) name: String,
    pub(super) direction: &'static str,
    #[serde(skip)]
    said: DeskWords,
}

impl Words {
    /// Reads the words of a language that templates have.
    ///
    /// # Errors
    /// Every mistake in its file.
    pub(super) fn read(
        templates: &Templates,
        tag: &str,
        (name, is_rtl): (&str, bool),
    ) -> Result<Self, Vec<Finding>> {
        let read = |tag: &str| match templates.text("", &format!("{tag}/desk.toml")) {
            Some(source) => from_toml::<DeskWords>(source as &Arc<Source>),
            None => Ok(DeskWords::default()),
        };
        let (mut said, own) = (read("en")?, read(tag)?);
        said.words.extend(own.words);
        for (group, fields) in own.fields {
            said.fields.entry(group).or_default().extend(fields);
        }
        for (choice, words) in own.choices {
            said.choices.entry(choice).or_default().extend(words);
        }
        said.groups.extend(own.groups);
        said.kinds.extend(own.kinds);
        said.frames.extend(own.frames);
        said.formats.extend(own.formats);
        said.sections.extend(own.sections);
        let direction = if is_rtl { "rtl" } else { "ltr" };
        Ok(Self { tag: tag.to_owned(), name: name.to_owned(), direction, said })
    }

    /// The word of that name.
    pub(super) fn say<'a>(&'a self, name: &'a str) -> &'a str {
        self.said.words.get(name).map_or(name, String::as_str)
    }

    /// The word of that name, with what stands in braces filled in.
    pub(super) fn fill(&self, name: &str, values: &[(&str, &str)]) -> String {
        fill(self.say(name), values)
    }

    /// All words of pages, for designs: `next-letter` is `words.next_letter` there.
    pub(super) fn value(&self) -> tera::Value {
        let words = self.said.words.iter();
        let words = words.map(|(name, text)| (name.replace('-', "_"), text.as_str()));
        tera::Value::from(words.collect::<BTreeMap<_, _>>())
    }

    /// What a field is called in a form, by its group and name.
    pub(super) fn field(&self, group: &str, name: &str) -> Option<&FieldWords> {
        self.said.fields.get(group)?.get(name)
    }

    /// What a word that can be chosen is called.
    pub(super) fn choice<'a>(&'a self, kind: &str, word: &'a str) -> &'a str {
        let known = self.said.choices.get(kind).and_then(|words| words.get(word));
        known.map_or(word, String::as_str)
    }

    /// What a group of fields is called.
    pub(super) fn group(&self, name: &str) -> Option<&GroupWords> {
        self.said.groups.get(name)
    }

    /// What a kind of letter is called, and when it is written.
    pub(super) fn kind(&self, kind: &str) -> (String, &str) {
        named(&self.said.kinds, kind)
    }

    /// The frames by name, each with what it is called.
    pub(super) fn frames(&self) -> impl Iterator<Item = (&str, &str)> {
        self.said
            .frames
            .iter()
            .map(|(frame, words)| (frame.as_str(), words.name.as_str()))
    }

    /// What a format is called, and what it is for.
    pub(super) fn format(&self, extension: &str) -> (String, &str) {
        named(&self.said.formats, extension)
    }

    /// A section of the form.
    pub(super) fn section<'a>(&'a self, name: &'a str) -> &'a str {
        self.said.sections.get(name).map_or(name, String::as_str)
    }
}

/// The first sentence of a help, and what comes after it.
pub(super) fn hint(help: &str) -> (&str, &str) {
    let first = help.split_sentence_bound_indices().nth(1);
    let (first, rest) = help.split_at(first.map_or(help.len(), |(at, _)| at));
    (first.trim_end(), rest)
}

fn named<'a>(words: &'a BTreeMap<String, NamedWords>, name: &str) -> (String, &'a str) {
    match words.get(name) {
        Some(words) => (words.name.clone(), &words.when),
        None => (name.replace('-', " "), ""),
    }
}
