//! What search knows of the languages of letters.

use std::collections::BTreeMap;

use serde::Serialize;

use super::dates::DateTerms;
use super::forms::{Forms, WordForms};
use super::letter::DAYS;
use crate::language::facts::{DateMention, Fact, PartialDate, Reader};
use crate::language::{Language, Lexicon, PersonNames};

/// The languages of letters: what their dates are known by, and how their words change.
#[derive(Debug, Default)]
pub struct Languages {
    known: Known,
    readers: BTreeMap<String, Reader>,
}

/// What is known of words in all languages of letters; the page reads queries by it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Known {
    pub(super) dates: DateTerms,
    pub(super) forms: Forms,
}

impl Languages {
    /// Adds a language: what it writes, and the forms of its words.
    pub fn add(&mut self, language: &Language, lexicon: &Lexicon, forms: &WordForms) {
        let reader = Reader::new(language, lexicon);
        self.known.dates.add(&reader.date_words());
        self.known.forms.add(forms);
        self.readers.insert(language.tag().to_owned(), reader);
    }

    /// Adds what stands in the names of persons.
    pub fn add_names(&mut self, names: &PersonNames) {
        self.known.forms.add_particles(names.particles());
    }

    /// What is known of words.
    pub fn known(&self) -> &Known {
        &self.known
    }

    /// Calls `see` with each day and month that a text in a language names with its year, as a
    /// term: "2018-02-01", "2018-02".
    pub(super) fn days(&self, language: &str, text: &str, mut see: impl FnMut(&str)) {
        let Some(reader) = self.readers.get(language) else {
            return;
        };
        for date in reader.facts(text).iter().filter_map(Fact::dates) {
            for day in &date.days {
                term(*day).iter().for_each(|term| see(term));
                day.turned().and_then(term).iter().for_each(|term| see(term));
            }
            between(date, &mut see);
        }
    }
}

fn term(day: PartialDate) -> Option<String> {
    match day.day {
        Some(_) => day.exact().map(|day| day.to_string()),
        None => day.year.map(|year| format!("{year}-{:02}", day.month)),
    }
}

/// The days between the ends of each range.
fn between(date: &DateMention, see: &mut impl FnMut(&str)) {
    let Some(dates) = date.dates(None).filter(|_| date.has_days()) else {
        return;
    };
    for range in dates.ranges() {
        let Some(last) = range.last().filter(|last| *last > range.start) else {
            continue;
        };
        let run = std::iter::successors(range.start.next(), |day| day.next());
        run.take_while(|day| *day < last)
            .take(DAYS)
            .for_each(|day| see(&day.to_string()));
    }
}
