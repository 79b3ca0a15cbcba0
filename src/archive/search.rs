//! Search without a server: an index in pieces, of which a page loads the few that it needs.
//!
//! Letters are added in any order, by several threads if need be; the files are the same. The
//! page (`search.js`) reads them as described in [`Builder::finish`].

mod fold;
mod pieces;
mod postings;
mod text;
mod words;

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::card::{Card, Cited, CitedKind, Enclosed};
use super::text::Text;
use crate::calendar::AnnouncedMeeting;
use crate::letter::{Day, End};
use pieces::{Contents, checksum};
use postings::Collected;
use words::Words;

pub(super) use text::text;
pub use words::{Months, Unit, query, terms};

/// Letters in a file of entries: few enough that twenty results cost little.
const BLOCK: u32 = 32;
/// What begins the term of an office; no word begins so.
const OFFICE: char = '@';
/// A meeting that lasts longer is found by its first and last days.
const DAYS: usize = 40;

/// Collects what letters are found by.
#[derive(Debug, Default)]
pub struct Builder {
    months: Months,
    terms: HashMap<Box<str>, Collected>,
    shown: BTreeMap<u32, Known>,
    offices: BTreeMap<String, (u32, String)>,
    words: Words,
}

/// What the index knows of a letter beside its words.
#[derive(Debug)]
struct Known {
    date: Option<Day>,
    /// What the page shows of it.
    shown: Box<str>,
}

/// What the page shows of a letter.
#[derive(Serialize)]
struct Shown<'a> {
    address: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    entry: &'a str,
    lang: &'a str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    rtl: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    people: Vec<&'a str>,
}

impl Builder {
    /// An index of letters that name months in English and in what [`Months`] were added.
    pub fn new(months: Months) -> Self {
        Self { months, ..Self::default() }
    }

    /// Adds a letter, once: its number in the order of the catalogue, its card and its text.
    pub fn add(&mut self, letter: u32, card: &Card<'_>, text: &str) {
        // The head first: what stands there counts more than what stands in the text.
        let meetings = card.meetings.open();
        for part in head(card, &meetings) {
            self.words_of(letter, true, part);
        }
        for cited in &card.cites {
            self.words_of(letter, true, &symbol(cited));
        }
        for day in days(card, &meetings) {
            self.term(letter, true, &day.to_string());
        }
        self.words_of(letter, false, text);
        self.term(letter, true, &format!("{OFFICE}{}", card.office));
        let sender = (letter, card.sender.to_string());
        let office = self.offices.entry(card.office.to_string());
        // Of several ways to name an office, the one of its first letter.
        let first = office.or_insert_with(|| sender.clone());
        if sender.0 < first.0 {
            *first = sender;
        }
        let shown = Shown {
            address: &card.address,
            date: card.date.map(|day| day.to_string()),
            entry: &card.entry,
            lang: &card.language,
            rtl: card.rtl,
            subject: card.subject.as_deref(),
            people: (card.signatories.iter()).map(|signed| signed.name.as_str()).collect(),
        };
        let shown = serde_json::to_string(&shown).unwrap_or_default().into();
        let date = card.date;
        self.shown.insert(letter, Known { date, shown });
    }

    /// Takes in what another builder has collected, of other letters.
    pub fn merge(&mut self, other: Self) {
        for (term, collected) in other.terms {
            match self.terms.get_mut(&term) {
                None => {
                    self.terms.insert(term, collected);
                }
                Some(known) => {
                    for (letter, head) in collected.each() {
                        known.push(letter, head);
                    }
                }
            }
        }
        self.shown.extend(other.shown);
        for (office, sender) in other.offices {
            let first = self.offices.entry(office).or_insert_with(|| sender.clone());
            if sender.0 < first.0 {
                *first = sender;
            }
        }
        self.months.0.extend(other.months.0);
    }

    fn words_of(&mut self, letter: u32, head: bool, text: &str) {
        let mut words = std::mem::take(&mut self.words);
        let months = std::mem::take(&mut self.months.0);
        let months = Months(months);
        words.terms(text, &months, |term| self.term(letter, head, term));
        self.months = months;
        self.words = words;
    }

    fn term(&mut self, letter: u32, head: bool, term: &str) {
        match self.terms.get_mut(term) {
            Some(known) => known.push(letter, head),
            None => {
                let mut collected = Collected::default();
                collected.push(letter, head);
                self.terms.insert(term.into(), collected);
            }
        }
    }

    /// The files of the index, by their paths within the site:
    ///
    /// * `search/index.json`: what the page loads first: the beginnings and checksums of all
    ///   other files, the years and the offices;
    /// * `search/words/0.bin` …: terms in order, each with its letters;
    /// * `search/letters/0.json` …: what the page shows of letters, 32 a file.
    ///
    /// Each goes to `file` when it is made, for all of them are as large as the index.
    ///
    /// # Errors
    /// The first that `file` gives.
    pub fn finish<E>(
        self,
        mut file: impl FnMut(String, Vec<u8>) -> Result<(), E>,
    ) -> Result<(), E> {
        let letters = self.shown.keys().next_back().map_or(0, |last| last + 1);
        let (years, dated) = years(&self.shown);
        let entries = blocks(self.shown, letters, &mut file)?;
        let terms: Vec<_> = self.terms.into_iter().collect();
        let mut pieces = Vec::new();
        pieces::pieces(pieces::entries(terms), |piece, bytes| {
            let path = format!("search/words/{}.bin", pieces.len());
            pieces.push(piece);
            file(path, bytes)
        })?;
        let contents = Contents {
            letters,
            dated,
            block: BLOCK,
            years,
            offices: (self.offices.iter())
                .map(|(office, (_, sender))| (office.as_str(), sender.as_str()))
                .collect(),
            months: &self.months.0,
            entries,
            pieces,
        };
        let contents = serde_json::to_vec(&contents).unwrap_or_default();
        file("search/index.json".to_owned(), contents)
    }
}

/// The files of what the page shows of letters; gives their checksums.
fn blocks<E>(
    mut shown: BTreeMap<u32, Known>,
    letters: u32,
    file: &mut impl FnMut(String, Vec<u8>) -> Result<(), E>,
) -> Result<Vec<String>, E> {
    let mut checksums = Vec::new();
    for block in 0..letters.div_ceil(BLOCK) {
        let of = block * BLOCK..letters.min((block + 1).saturating_mul(BLOCK));
        // A number without a letter keeps the others in their places.
        let shown = of.map(|at| shown.remove(&at).map(|known| known.shown));
        let letters: Vec<_> = shown.map(|shown| shown.unwrap_or_else(|| "null".into())).collect();
        let bytes = format!("[{}]", letters.join(",\n")).into_bytes();
        checksums.push(checksum(&bytes));
        file(format!("search/letters/{block}.json"), bytes)?;
    }
    Ok(checksums)
}

/// The years with their letters, and how many letters bear dates before the first that does not.
fn years(shown: &BTreeMap<u32, Known>) -> (Vec<(i32, u32, u32)>, u32) {
    let mut years: Vec<(i32, u32, u32)> = Vec::new();
    let mut dated = 0;
    for (at, known) in shown {
        let Some(day) = known.date else { continue };
        if dated == *at {
            dated += 1;
        }
        match years.last_mut() {
            Some((year, _, end)) if *year == day.year() && *end == *at => *end += 1,
            _ => years.push((day.year(), *at, at + 1)),
        }
    }
    (years, dated)
}

/// What counts more than the text of a letter: titles, people and symbols.
fn head<'c>(card: &'c Card<'_>, meetings: &'c [AnnouncedMeeting]) -> Vec<&'c str> {
    let mut parts = vec![card.id.as_str(), &card.entry, &card.sender];
    let optional = [&card.subject, &card.reference, &card.process];
    parts.extend(optional.into_iter().flatten().map(Text::as_str));
    parts.extend(card.addressees.iter().map(Text::as_str));
    for signed in &card.signatories {
        parts.push(&signed.name);
        parts.extend(
            [&signed.title, &signed.capacity]
                .into_iter()
                .flatten()
                .map(Text::as_str),
        );
    }
    parts.extend(card.cites.iter().filter_map(|cited| cited.title.as_deref()));
    for enclosed in &card.encloses {
        if let Enclosed::Other(name) = enclosed {
            parts.push(name);
        }
    }
    parts.extend(meetings.iter().filter_map(|held| held.title.as_deref()));
    parts
}

/// A symbol in full, which is found by its parts: "A/RES/72/313" for resolution 72/313.
fn symbol(cited: &Cited<'_>) -> String {
    let symbol = &cited.symbol;
    let bare = symbol.starts_with(|c: char| c.is_ascii_digit());
    match cited.kind {
        CitedKind::Resolution if bare => format!("A/RES/{symbol}"),
        CitedKind::Decision if bare => format!("A/DEC/{symbol}"),
        _ => symbol.to_string(),
    }
}

/// The days of a letter: its own and those of its meetings, also of those that it moves.
fn days(card: &Card<'_>, meetings: &[AnnouncedMeeting]) -> Vec<Day> {
    let mut days: Vec<_> = card.date.into_iter().collect();
    for held in meetings {
        let was = held.was.as_ref().and_then(|was| was.dates.as_ref());
        for range in held.dates.iter().chain(was).flat_map(|dates| dates.ranges()) {
            // Of a month, its name in the text says enough.
            if range.end == End::Month {
                continue;
            }
            let last = range.last().unwrap_or(range.start);
            let run = std::iter::successors(Some(range.start), |day| day.next());
            days.extend(run.take_while(|day| *day <= last).take(DAYS));
            days.push(last);
        }
    }
    days
}
