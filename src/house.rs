//! The house of a letter: its office in its language, and what both lend to every letter.

use std::collections::HashSet;
use std::sync::{Arc, OnceLock};

use crate::calendar::Words;
use crate::finding::{Finding, suggest};
use crate::language::{Dictionary, Language, Lexicon, PersonNames, PhraseFinder, facts};
use crate::letter::{Addressee, Letter};
use crate::node::Decode as _;
use crate::office::Office;
use crate::picture::Picture;
use crate::source::{Place, Sources};
use crate::template::Wording;
use crate::text::fold;

/// An office that writes in a language.
#[derive(Debug, Clone)]
pub struct House {
    /// The office, as it calls itself in the language. Its letterhead names the emblem as it is
    /// called among the pictures of a package.
    pub office: Arc<Office>,
    /// The language.
    pub language: Arc<Language>,
    /// The office calls itself by names in the language.
    pub is_localised: bool,
    /// What the office says in it.
    pub wording: Arc<Wording>,
    /// What a calendar says in it.
    pub calendar: Arc<Words>,
    /// How persons are called by name.
    pub names: Arc<PersonNames>,
    /// Words that it writes in one way.
    pub lexicon: Lexicon,
    /// What reads facts in its language, once it was asked for.
    pub(crate) reader: OnceLock<Arc<facts::Reader>>,
    /// Finds the phrases of those words in a text.
    pub phrases: Arc<PhraseFinder>,
    /// The dictionary of the language, if it has one.
    pub dictionary: Option<Arc<Dictionary>>,
    /// Words that the office and the language use, beyond the dictionary, once they were asked for.
    pub(crate) vocabulary: OnceLock<Arc<HashSet<String>>>,
    /// The text of its `office.toml`, and of those of the offices it extends.
    pub settings: Sources,
    /// Words that its page designs hold, which should hold none.
    pub design: Vec<Place>,
    /// The office's emblem, by its name among the pictures of a package.
    pub emblem: Option<(String, Picture)>,
}

impl House {
    /// What reads dates, times, numbers and symbols in its language, with the office's own names.
    pub fn reader(&self) -> &facts::Reader {
        self.reader
            .get_or_init(|| Arc::new(facts::Reader::new(&self.language, &self.lexicon)))
    }

    /// Whether the office, or a list of its language, uses a word, whatever its case and accents.
    pub fn uses_word(&self, word: &str) -> bool {
        let known = self.vocabulary.get_or_init(|| {
            let mut known = HashSet::new();
            let mut add = |text: &str| {
                let words = text.split(|c: char| !c.is_alphanumeric());
                known.extend(words.filter(|word| !word.is_empty()).map(fold));
            };
            self.office.each_text(&mut |_, _, text| add(text));
            let lexicon = &self.lexicon;
            let own = [&lexicon.terms, &lexicon.ize].into_iter().flatten();
            let named = lexicon.rooms.values().chain(lexicon.bodies.values()).flatten();
            let written = lexicon.names.iter().chain(&lexicon.spellings);
            own.chain(named).for_each(|text| add(text));
            written.for_each(|(short, long)| {
                add(short);
                add(long);
            });
            let sender = &self.office.sender;
            for names in std::iter::once(&sender.name).chain(&sender.institution) {
                [false, true].iter().for_each(|many| add(names.of(*many)));
            }
            Arc::new(known)
        });
        known.contains(&fold(word))
    }

    /// The name of the form of address of a letter, and where it is said: with the first addressee
    /// that has one, or by the office.
    pub fn form_of<'a>(&'a self, letter: &'a Letter) -> (&'a str, FormPlace) {
        let own = letter.to.iter().enumerate().find_map(|(at, to)| match to {
            Addressee::Preset(name) => {
                let form = self.office.presets.get(name)?.form.as_deref()?;
                Some((form, FormPlace::Preset(at)))
            }
            Addressee::Person(person) => Some((person.form()?, FormPlace::Person(at))),
        });
        own.unwrap_or((self.office.form.as_str(), FormPlace::Office))
    }

    /// A finding that the language has no such form of address.
    pub(crate) fn unknown_form(&self, name: &str) -> Finding {
        let tag = self.language.tag();
        Finding::error("unknown-form", format!("there is no form of address `{name}` in {tag}"))
            .help(suggest(name, self.language.forms().keys().map(String::as_str)))
    }
}

/// Where the form of address of a letter is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormPlace {
    /// With the preset that is this addressee.
    Preset(usize),
    /// With this addressee, who is written out.
    Person(usize),
    /// By the office.
    Office,
}

impl FormPlace {
    /// The path in the record: `to[0].form`.
    pub fn path(self) -> String {
        match self {
            Self::Preset(at) => format!("to[{at}]"),
            Self::Person(at) => format!("to[{at}].form"),
            Self::Office => "office".to_owned(),
        }
    }
}
