//! One language: its phrases, and how it writes dates, times, lists and numbers.
//!
//! Everything a language says is data of its folder (`phrases.toml`); the code knows
//! only what kinds of things languages differ in. Dates come out as runs, so that the
//! document knows every day it names.

mod beginnings;
mod beside_dates;
mod calendar;
pub mod clauses;
mod dates;
mod dictionary;
mod digits;
pub mod facts;
mod known;
mod labels;
mod lexicon;
mod lists;
mod options;
mod pattern;
mod persons;
mod phrase_finder;
mod phrases;
mod runs;
mod times;
mod word_lists;
mod words;

pub use dictionary::Dictionary;
pub use labels::{LABELS, OwnLabels};
pub use lexicon::Lexicon;
pub use options::{DateOptions, Year};
pub use persons::{Called, PersonNames};
pub use phrase_finder::{Hit, PhraseFinder};
pub use phrases::{Form, Voice};
pub use runs::Run;
pub use word_lists::{List, ListKind, WordLists};

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::finding::Finding;
use crate::letter::{Date, Dates, Day, Style, TimeRange};
use crate::node::fields::{fields, words};
use crate::node::{Decode, Decoder, Holds, Layers, Node};
use crate::source::Source;
use crate::text::Script;
use digits::Digits;

fields! {
    /// A language, read from its phrases and ready to write.
    #[holds(words)]
    pub struct Language as "phrases.toml" {
        /// Its name in its own words.
        name: String,
        /// What else people call it, as lists of addressees may: "French", "fra".
        also_called: Vec<String>,
        /// Its tag (BCP 47).
        tag: String,
        /// Its code in ISO 639-2.
        #[key("iso-639-2")]
        code: Option<String>,
        /// The region whose conventions it follows, by its code in ISO 3166-1.
        region: Option<String>,
        /// The script it is written in.
        script: Option<Script>,
        /// Which way the script runs.
        direction: Direction,
        /// Where its formulae are written down; "unchecked" if nobody has looked.
        source: String,
        /// How it writes dates.
        dates: calendar::DatePhrases,
        /// How it writes times of day.
        times: times::TimePhrases,
        /// What stands between the items of a list.
        lists: lists::Lists,
        /// Numbers in words and in figures.
        numbers: words::Numbers,
        /// Articles, as a sentence writes them: at the beginning of a line they have a capital.
        articles: Vec<String>,
        /// How a sentence names rooms.
        rooms: words::Rooms,
        /// How one signatory speaks, and how several do.
        voice: phrases::Voices,
        /// Forms of address, by name.
        #[field(required)]
        forms: BTreeMap<String, Form>,
        /// Labels, by name.
        labels: labels::Labels,
    }
}

words! {
    /// Which way a script runs.
    enum Direction as "a direction" {
        /// From left to right.
        LeftToRight = "ltr",
        /// From right to left.
        RightToLeft = "rtl",
    }
}

words! {
    /// Which of two says what both share.
    enum Shared as "one of two" {
        /// 1–2 February 2018.
        Last = "last",
        /// 2018年2月1日至2日.
        First = "first",
    }
}

impl Decode for Script {
    const HOLDS: Holds = Holds::Code;

    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        let name = decoder.text("a script", node)?;
        match Self::ALL.iter().find(|script| script.tag() == name) {
            Some(script) => Some(*script),
            None => {
                let known: Vec<_> = Self::ALL.iter().map(|script| script.tag()).collect();
                decoder.unknown_word(name, "a script", &known, node)
            }
        }
    }
}

impl Language {
    /// Reads `phrases.toml`.
    ///
    /// # Errors
    /// Every mistake of the file, with its place: keys that are unknown or missing,
    /// patterns that cannot be filled, or that would lose a part of a date.
    pub fn read(source: &Arc<Source>) -> Result<Self, Vec<Finding>> {
        Self::layered(&Layers::of(source))
    }

    /// Reads `phrases.toml` with those that offices lay over it.
    ///
    /// # Errors
    /// Every mistake in them, at its place.
    pub fn layered(files: &Layers) -> Result<Self, Vec<Finding>> {
        files
            .decode(&files.merged(), |_| Vec::new())
            .map_err(|mut findings: Vec<Finding>| {
                for finding in findings.iter_mut().filter(|finding| finding.rule == "missing-field")
                {
                    finding
                        .help
                        .push("the English phrases show what a language needs".to_owned());
                }
                findings
            })
    }

    /// A text whose numbers are written as in English, 1,234.50, with those of this language.
    pub fn with_separators(&self, text: &str) -> String {
        self.numbers.with_separators(text)
    }

    /// All that people call it, its tag in ISO 639-2 too.
    pub fn called(&self) -> impl Iterator<Item = &str> {
        let names = std::iter::once(&self.name).chain(&self.also_called).chain(&self.code);
        names.map(String::as_str)
    }

    /// Its name in its own words.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its tag (BCP 47).
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// Three letters for it (ISO 639-2/T), where its phrases say them.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// Its tag with a region (ISO 3166), that of its phrases where the tag has none.
    pub fn with_region(&self) -> String {
        match &self.region {
            Some(region) if !self.tag.contains('-') => format!("{}-{region}", self.tag),
            _ => self.tag.clone(),
        }
    }

    /// The script that it is written in.
    pub fn script(&self) -> Option<Script> {
        self.script
    }

    /// Whether its script runs from right to left.
    pub fn is_rtl(&self) -> bool {
        self.direction == Direction::RightToLeft
    }

    /// Where its formulae are written down; "unchecked" if nobody has looked.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The dash between the ends of a range of days; none where words stand there.
    pub fn range_dash(&self) -> Option<&str> {
        let dash = facts::range_dash(&self.dates);
        (!dash.is_empty() && !dash.contains(char::is_alphabetic)).then_some(dash)
    }

    /// A day, or the date of a letter as far as it is known: "about 1926".
    pub fn date(&self, date: impl Into<Date>, style: &Style, options: DateOptions) -> Vec<Run> {
        self.date_writer(style, options).date(date.into())
    }

    /// Days in a row, days apart, months, open ends.
    ///
    /// Day, month, year, without comma or ordinal; what days share is said once (general
    /// practice of the United Nations in each language).
    pub fn dates(&self, dates: &Dates, style: &Style, options: DateOptions) -> Vec<Run> {
        self.date_writer(style, options).dates(dates)
    }

    fn date_writer<'a>(&'a self, style: &'a Style, options: DateOptions) -> dates::Writer<'a> {
        dates::Writer {
            phrases: &self.dates,
            lists: &self.lists,
            numbers: &self.numbers,
            style,
            options,
        }
    }

    /// A weekday, counted from Monday as 0.
    pub fn weekday(&self, day: Day) -> &str {
        self.dates.weekday_name(day.weekday())
    }

    /// A month from 1, as it stands without a day.
    pub fn month(&self, month: u32) -> &str {
        self.dates.month_name(month, false)
    }

    /// A month from 1, as it stands after a day: in Russian the genitive.
    pub fn month_of_day(&self, month: u32) -> &str {
        self.dates.month_of_day(month)
    }

    /// Times of day: "10 a.m. to 1 p.m.".
    pub fn times(&self, times: &[TimeRange], style: &Style) -> String {
        self.time_writer(style).times(times)
    }

    /// Times of day with the word a sentence puts before them: "at 10 a.m.", "from 10 a.m. to 1 p.m.".
    pub fn times_in_sentence(&self, times: &[TimeRange], style: &Style) -> String {
        self.time_writer(style).sentence(times)
    }

    /// Times already written, with their zone.
    pub fn zoned(&self, times: &str, zone: &str) -> String {
        self.times.zoned(times, zone)
    }

    fn time_writer<'a>(&'a self, style: &'a Style) -> times::Writer<'a> {
        times::Writer { phrases: &self.times, lists: &self.lists, numbers: &self.numbers, style }
    }

    /// "a", "a and b", "a, b and c".
    pub fn list(&self, items: &[String]) -> String {
        self.lists.texts(items)
    }

    /// A number in words where it is small (ST/DCS/4/Rev.1: under ten), else in figures.
    pub fn number(&self, number: u32) -> String {
        self.numbers.number(number, &self.numbers.digits)
    }

    /// "first", "72nd".
    pub fn ordinal(&self, number: u32) -> String {
        self.numbers.ordinal(number, &self.numbers.digits)
    }

    /// Whether a name begins with an article: "the Secretary-General".
    pub fn begins_with_article(&self, name: &str) -> bool {
        let begins = |article: &String| {
            let rest = name.strip_prefix(article.as_str());
            rest.is_some_and(|rest| rest.starts_with(' ') || article.ends_with(['’', '\'']))
        };
        self.articles.iter().any(begins)
    }

    /// A room as a sentence names it: "the Trusteeship Council Chamber", "Conference Room 2".
    pub fn room_in_sentence(&self, room: &str) -> String {
        self.rooms.in_sentence(room.trim())
    }

    /// The words by which so many signatories speak of themselves.
    pub fn voice(&self, signatories: usize) -> &Voice {
        if signatories > 1 { &self.voice.many } else { &self.voice.one }
    }

    /// A form of address, by name.
    pub fn form(&self, name: &str) -> Option<&Form> {
        self.forms.get(name)
    }

    /// The forms of address, by name.
    pub fn forms(&self) -> &BTreeMap<String, Form> {
        &self.forms
    }

    /// A label, by one of the names in [`LABELS`].
    pub fn label(&self, name: &str) -> Option<&str> {
        self.labels.0.get(name).map(String::as_str)
    }

    /// All labels, by name.
    pub fn labels(&self) -> &BTreeMap<String, String> {
        &self.labels.0
    }

    /// The language, with the labels that an office words in its own way.
    #[must_use]
    pub fn with_labels(mut self, own: &OwnLabels) -> Self {
        self.labels.0.extend(own.0.clone());
        self
    }
}
