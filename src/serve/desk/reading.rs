//! Days and times as people type them.

use std::collections::BTreeMap;

use crate::compose::Engine;
use crate::finding::Finding;
use crate::language::facts::Reader;
use crate::language::{DateOptions, Language, Lexicon, Run};
use crate::letter::{Date, Dates, Day, Style, TimeRange};
use crate::serve::desk::Desk;
use crate::serve::form::Control;
use crate::serve::visitor::Visitor;

/// A language that days and times are read and told in.
pub(super) struct DateReader {
    language: Language,
    reader: Reader,
}

impl DateReader {
    /// The language itself.
    pub(super) fn language(&self) -> &Language {
        &self.language
    }
}

/// The languages that the desk speaks.
pub(super) type DateReaders = BTreeMap<String, DateReader>;

/// All languages of the templates.
pub(super) fn readers(engine: &Engine) -> Result<DateReaders, Vec<Finding>> {
    let templates = engine.templates();
    let mut all = BTreeMap::new();
    for tag in templates.languages() {
        let Some(phrases) = templates.text("", &format!("{tag}/phrases.toml")) else { continue };
        let language = Language::read(phrases)?;
        let lexicon = match templates.text("", &format!("{tag}/words.toml")) {
            Some(source) => Lexicon::read(source)?,
            None => Lexicon::default(),
        };
        let reader = Reader::new(&language, &lexicon);
        all.insert(tag.to_owned(), DateReader { language, reader });
    }
    Ok(all)
}

/// What was typed as a record writes it: `1 February 2018` is `2018-02-01`. What the record would
/// understand stays as it is, and so does what nobody can read or could read in two ways; a finding
/// says so then. The first of `tags` that can read it does.
pub(super) fn understood(
    readers: &DateReaders,
    tags: &[&str],
    control: Control,
    typed: &str,
) -> String {
    let typed = typed.trim();
    let is_record = match control {
        Control::Days => Date::parse(typed).is_ok() || Dates::parse(typed).is_ok(),
        Control::Times => typed.split(',').all(|part| TimeRange::parse(part.trim()).is_ok()),
        _ => true,
    };
    if is_record || typed.is_empty() {
        return typed.to_owned();
    }
    let read = tags.iter().filter_map(|tag| readers.get(*tag)).find_map(|reader| {
        let facts = reader.reader.facts(typed);
        match control {
            Control::Days => {
                let mentions: Option<Vec<_>> = facts.iter().map(|fact| fact.dates()).collect();
                let mentions = mentions.filter(|all| !all.is_empty())?;
                let joined = crate::language::facts::DateMention::joined(&mentions, None)?;
                Some(joined.to_string())
            }
            Control::Times => match facts.as_slice() {
                [fact] => {
                    let mention = fact.times()?;
                    let is_sure = mention.points().all(|point| point.other.is_none());
                    is_sure.then(|| mention.time_range().to_string())
                }
                _ => None,
            },
            _ => None,
        }
    });
    read.unwrap_or_else(|| typed.to_owned())
}

/// How a day or time reads in a language, with its weekday.
pub(super) fn reads(reader: &DateReader, control: Control, value: &str) -> Option<String> {
    let language = &reader.language;
    let options = DateOptions { weekday: true, ..DateOptions::default() };
    let style = Style::default();
    match control {
        Control::Days => {
            if let Ok(dates) = Dates::parse(value) {
                return Some(Run::join(&language.dates(&dates, &style, options)));
            }
            let date = Date::parse(value).ok()?;
            Some(Run::join(&language.date(date, &style, options)))
        }
        Control::Times => {
            let times: Result<Vec<_>, _> =
                value.split(',').map(|part| TimeRange::parse(part.trim())).collect();
            Some(language.times(&times.ok()?, &style))
        }
        _ => None,
    }
}

/// The one day that was typed.
pub(super) fn day(readers: &DateReaders, tags: &[&str], typed: &str) -> Option<Day> {
    Day::parse(&understood(readers, tags, Control::Days, typed)).ok()
}

impl Desk {
    /// The languages in which a visitor may type, in the order in which they are tried.
    fn tags<'a>(&'a self, visitor: &'a Visitor) -> Vec<&'a str> {
        let own = self.words(visitor).tag.as_str();
        let others = self.readers.keys().map(String::as_str).filter(|tag| *tag != own);
        std::iter::once(own).chain(others).collect()
    }

    /// The one day that a visitor typed.
    pub(in crate::serve) fn day(&self, visitor: &Visitor, typed: &str) -> Option<Day> {
        day(&self.readers, &self.tags(visitor), typed)
    }

    /// What a visitor typed as a record writes it.
    pub(in crate::serve) fn understood(
        &self,
        visitor: &Visitor,
        control: Control,
        typed: &str,
    ) -> String {
        understood(&self.readers, &self.tags(visitor), control, typed)
    }

    /// A day as the visitor's language writes it.
    pub(in crate::serve) fn told_day(&self, visitor: &Visitor, day: Day) -> String {
        self.reads(visitor, Control::Days, &day.to_string())
            .unwrap_or_else(|| day.to_string())
    }

    /// How a day or time reads in the visitor's language.
    pub(in crate::serve) fn reads(
        &self,
        visitor: &Visitor,
        control: Control,
        value: &str,
    ) -> Option<String> {
        reads(self.readers.get(&self.words(visitor).tag)?, control, value)
    }
}
