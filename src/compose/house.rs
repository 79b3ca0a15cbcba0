//! What stays the same from letter to letter: office, language, wording, compiled once.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use crate::finding::{Finding, suggest};
use crate::language::{Language, Lexicon};
use crate::office::Office;
use crate::record::Record;
use crate::source::{Place, Source};
use crate::template::{Page, Templates, Wording, words_of_design};

type Findings = Vec<Finding>;

/// The engine: templates, and what has been compiled of them so far.
///
/// It may be shared between threads; everything is compiled when it is first needed.
#[derive(Debug)]
pub struct Chancery {
    templates: Templates,
    offices: Kept<String, Office>,
    houses: Kept<(String, String), House>,
    pages: Kept<String, Page>,
}

/// An office that writes in a language.
#[derive(Debug)]
pub struct House {
    /// The office.
    pub office: Arc<Office>,
    /// The language.
    pub language: Arc<Language>,
    /// What the office says in it.
    pub wording: Wording,
    /// Words that it writes in one way.
    pub lexicon: Lexicon,
    /// Words that its page designs hold, which should hold none.
    pub design: Vec<Place>,
    settings: Arc<Source>,
}

impl House {
    /// The text of the office's `office.toml`.
    pub fn settings(&self) -> &Arc<Source> {
        &self.settings
    }

    /// A finding placed where `office.toml` sets `key`.
    pub(super) fn at_setting(&self, finding: Finding, key: &str) -> Finding {
        let text = self.settings.text();
        let found = text.match_indices(key).find(|(at, _)| {
            let before = text[..*at].rsplit('\n').next().unwrap_or_default();
            before.trim().is_empty() || before.trim_end().ends_with(['{', ','])
        });
        match found {
            Some((at, _)) => finding.at(Place::new(&self.settings, at..at + key.len())),
            None => finding,
        }
    }
}

impl Chancery {
    /// An engine over a set of templates.
    pub fn new(templates: Templates) -> Self {
        Self {
            templates,
            offices: Kept::default(),
            houses: Kept::default(),
            pages: Kept::default(),
        }
    }

    /// The templates.
    pub fn templates(&self) -> &Templates {
        &self.templates
    }

    /// The office called `id`.
    ///
    /// # Errors
    /// That there is none, or every mistake in its `office.toml`.
    pub fn office(&self, id: &str) -> Result<Arc<Office>, Findings> {
        self.offices.get_or(id.to_owned(), || {
            let path = format!("offices/{id}/office.toml");
            let source = self
                .templates
                .text("", &path)
                .ok_or_else(|| vec![self.unknown_office(id)])?;
            Office::read(id, source)
        })
    }

    /// What `office` writes in `language`, or in its own language.
    ///
    /// # Errors
    /// That there is none, or every mistake in the files that make it.
    pub fn house(&self, office: &str, language: Option<&str>) -> Result<Arc<House>, Findings> {
        let read = self.office(office)?;
        let tag = language.unwrap_or(&read.language).to_owned();
        self.houses.get_or((office.to_owned(), tag.clone()), || {
            let path = format!("{tag}/phrases.toml");
            let phrases = self.templates.text(office, &path).ok_or_else(|| {
                vec![
                    Finding::error(
                        "unknown-language",
                        format!("there are no phrases for the language `{tag}`"),
                    )
                    .help(suggest(&tag, self.templates.languages())),
                ]
            })?;
            let language = Arc::new(Language::read(phrases)?);
            let wording = Wording::load(&self.templates, office, &language, read.style)?;
            let settings = self
                .templates
                .text("", &format!("offices/{office}/office.toml"));
            let settings = settings
                .cloned()
                .unwrap_or_else(|| Source::new("office.toml", ""));
            let lexicon = match self.templates.text(office, &format!("{tag}/words.toml")) {
                Some(source) => Lexicon::read(source)?,
                None => Lexicon::default(),
            };
            Ok(House {
                office: Arc::clone(&read),
                language,
                wording,
                lexicon: lexicon.with(&read.words),
                design: words_of_design(&self.templates, office),
                settings,
            })
        })
    }

    /// The page design of `office`.
    ///
    /// # Errors
    /// Every mistake in it.
    pub fn page(&self, office: &str) -> Result<Arc<Page>, Findings> {
        self.pages
            .get_or(office.to_owned(), || Page::load(&self.templates, office))
    }

    /// The house of a record.
    ///
    /// # Errors
    /// What is wrong with office, language or kind, placed in the record.
    pub fn house_of(&self, record: &Record) -> Result<Arc<House>, Findings> {
        let letter = &record.letter;
        let kind = letter.kind.as_deref().unwrap_or("letter");
        let house = self
            .house(&letter.office, letter.language.as_deref())
            .map_err(|mut findings| {
                for finding in findings
                    .iter_mut()
                    .filter(|finding| finding.place.is_none())
                {
                    let field = if finding.rule == "unknown-language" {
                        "language"
                    } else {
                        "office"
                    };
                    finding.place = Some(record.place(field));
                }
                findings
            })?;
        match house.wording.source(kind) {
            Some(_) => Ok(house),
            None => Err(vec![
                house.wording.unknown_kind(kind).at(record.place("kind")),
            ]),
        }
    }

    /// A finding that there is no such office.
    pub(super) fn unknown_office(&self, id: &str) -> Finding {
        Finding::error(
            "unknown-office",
            format!("there is no office called `{id}`"),
        )
        .help(suggest(id, self.templates.offices()))
        .help("an office of your own is a folder with an `office.toml`, given with --templates")
    }
}

/// Things made once and kept, by name.
#[derive(Debug)]
struct Kept<K, V>(RwLock<BTreeMap<K, Arc<V>>>);

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self(RwLock::new(BTreeMap::new()))
    }
}

impl<K: Ord, V> Kept<K, V> {
    fn get_or(
        &self,
        key: K,
        make: impl FnOnce() -> Result<V, Findings>,
    ) -> Result<Arc<V>, Findings> {
        if let Some(kept) = self
            .0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&key)
        {
            return Ok(Arc::clone(kept));
        }
        // Made outside the lock: two threads may make it at once, and the first one's is kept.
        let made = Arc::new(make()?);
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        Ok(Arc::clone(kept.entry(key).or_insert(made)))
    }
}
