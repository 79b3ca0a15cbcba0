//! Search without a server: an index in pieces, of which a page loads the few that it needs.
//!
//! An [`Index`] says of each term in which letters it stands; letters are known by their numbers
//! in [`Letters`]. Indexes of some letters are made by a [`Builder`] and merged, so that many can be
//! made side by side, and one changed letter is taken out of an index and put in again. The files
//! ([`files`]) depend on the letters alone, and not on how the index came about.

mod changes;
mod compound;
mod dates;
mod fold;
mod forms;
mod index;
mod languages;
mod letter;
mod pieces;
mod postings;
mod query;
mod words;

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;
use serde::Serialize;

use super::card::Card;
use fold::FoldTable;
use postings::Postings;
use words::Words;

pub(super) use changes::Changes;
pub use dates::DateTerms;
pub use forms::{Affixes, Forms, WordForms};
pub use index::Index;
pub use languages::{Known, Languages};
pub use query::{Term, Unit, query};
pub use words::terms;

/// Letters in a file of entries: few enough that twenty results cost little.
const BLOCK: usize = 32;
/// What begins the term of an office; no word begins so.
const OFFICE: char = '@';
/// What ends the term for a whole beginning; no word ends so.
const STAR: char = '*';

/// Where the pieces stand.
const PIECES: &str = "search/words/";

/// What the page loads first.
const CONTENTS: &str = "search/index.json";

/// The letters of an index, by their numbers: those without a date first, then by date, so that a
/// new letter leaves the numbers of the others as they are.
#[derive(Debug)]
pub struct Letters<'c>(Vec<&'c Card<'c>>);

impl<'c> Letters<'c> {
    /// Letters in the order of the catalogue.
    pub fn new(cards: &'c [Card<'c>]) -> Self {
        let (dated, undated): (Vec<_>, Vec<_>) = cards.iter().partition(|card| card.date.is_some());
        Self(undated.into_iter().chain(dated).collect())
    }

    /// The letters in the order of their numbers.
    pub fn cards(&self) -> &[&'c Card<'c>] {
        &self.0
    }

    /// How many there are.
    pub fn count(&self) -> u32 {
        u32::try_from(self.0.len()).unwrap_or(u32::MAX)
    }
}

/// Collects what letters are found by.
#[derive(Debug)]
pub struct Builder<'l> {
    languages: &'l Languages,
    terms: HashMap<Box<str>, Postings>,
    words: Words,
}

impl<'l> Builder<'l> {
    /// A builder for letters in these languages.
    pub fn new(languages: &'l Languages) -> Self {
        Self { languages, terms: HashMap::new(), words: Words::default() }
    }

    /// Adds a letter, once: its number, its card and its text.
    pub fn add(&mut self, number: u32, card: &Card<'_>, text: &str) {
        // The head first: what stands there counts more than what stands in the text.
        let meetings = card.meetings.open();
        for part in letter::head(card, &meetings) {
            self.words_of(number, true, part);
        }
        for cited in &card.cites {
            self.words_of(number, true, &letter::symbol(cited));
        }
        if let Some(known) = letter::incomplete(card) {
            self.term(number, true, &known);
        }
        for day in letter::days(card, &meetings) {
            self.term(number, true, &day.to_string());
        }
        self.term(number, true, &format!("{OFFICE}{}", card.office));
        self.words_of(number, false, text);
        // What the words of a date alone do not tell: "du 27 février au 2 mars 2018", 二月一日.
        let languages = self.languages;
        languages.days(&card.language, text, |term| self.term(number, false, term));
    }

    /// The index of all letters that were added.
    pub fn finish(self) -> Index {
        Index::of(self.terms)
    }

    fn words_of(&mut self, number: u32, head: bool, text: &str) {
        let mut words = std::mem::take(&mut self.words);
        let known = self.languages.known();
        words.terms(text, known, head, |term| self.term(number, head, term));
        self.words = words;
    }

    fn term(&mut self, number: u32, head: bool, term: &str) {
        if let Some(known) = self.terms.get_mut(term) {
            return known.add(number, head);
        }
        let mut postings = Postings::default();
        postings.add(number, head);
        self.terms.insert(term.into(), postings);
    }
}

/// What the page must know of a piece: where it begins, its name, and its checksum.
#[derive(Debug, Serialize)]
struct PieceRef(String, String, String);

/// What the page must know of a year: its number, its first letter and the first that is not of it
/// any more, and the checksums of the files of its entries.
#[derive(Debug, Serialize)]
struct Year(Option<i32>, u32, u32, Vec<String>);

/// What the page loads first.
#[derive(Debug, Serialize)]
struct Contents<'a> {
    /// How many letters there are.
    letters: u32,
    /// So many of them, the first ones, bear no date.
    undated: u32,
    /// How many letters a file of entries has.
    block: usize,
    years: Vec<Year>,
    /// The offices, with the senders that they write for.
    offices: Vec<(&'a str, &'a str)>,
    /// By what dates are known in the languages of the letters.
    dates: &'a DateTerms,
    /// The forms of words in them.
    forms: &'a Forms,
    /// How characters are folded.
    fold: &'static FoldTable,
    pieces: Vec<PieceRef>,
}

/// The files of an index, by their paths within the site:
///
/// * `search/index.json`: what the page loads first: the beginnings, names and checksums of all
///   pieces, the years and the offices;
/// * `search/words/NAME.bin`: a piece, terms in order, each with its letters;
/// * `search/letters/YEAR-0.json` …: what the page shows of letters, 32 a file.
///
/// Each goes to `file` when it is made.
///
/// # Errors
/// The first that `file` gives.
pub fn files<E: Send>(
    index: &Index,
    letters: &Letters<'_>,
    languages: &Languages,
    file: impl Fn(String, Vec<u8>) -> Result<(), E> + Sync,
) -> Result<(), E> {
    let mut years = Vec::new();
    let mut from = 0;
    for cards in letters.0.chunk_by(|a, b| year(a) == year(b)) {
        let number = cards.first().and_then(|card| year(card));
        let to = from + u32::try_from(cards.len()).unwrap_or(u32::MAX);
        let name = number.map_or_else(|| "undated".to_owned(), |number| number.to_string());
        let blocks = cards.par_chunks(BLOCK).enumerate().map(|(at, cards)| {
            let bytes = block(cards);
            let checksum = checksum(&bytes);
            file(format!("search/letters/{name}-{at}.json"), bytes)?;
            Ok(checksum)
        });
        years.push(Year(number, from, to, blocks.collect::<Result<_, E>>()?));
        from = to;
    }
    let pieces = pieces::divide(index, letters.count());
    let mut listed: Vec<PieceRef> = Vec::with_capacity(pieces.len());
    for name in names(&pieces) {
        listed.push(PieceRef(String::new(), name, String::new()));
    }
    listed.par_iter_mut().zip(pieces).try_for_each(|(listed, piece)| {
        listed.0 = piece.begins;
        listed.2 = checksum(&piece.bytes);
        file(format!("{PIECES}{}.bin", listed.1), piece.bytes)
    })?;
    let undated = years.first().filter(|year| year.0.is_none()).map_or(0, |year| year.2);
    let (last, first) = letters.0.split_at(undated as usize);
    // Of several ways to name an office, the one of its first letter.
    let named = last.iter().rev().chain(first.iter().rev());
    let offices: BTreeMap<_, _> = named.map(|card| (&*card.office, &*card.sender)).collect();
    let contents = Contents {
        letters: letters.count(),
        undated,
        block: BLOCK,
        years,
        offices: offices.into_iter().collect(),
        dates: &languages.known().dates,
        forms: &languages.known().forms,
        fold: FoldTable::get(),
        pieces: listed,
    };
    file(CONTENTS.to_owned(), serde_json::to_vec(&contents).unwrap_or_default())
}

/// The index that these files hold; `read` gives a file by its path. None if one is missing or
/// damaged.
pub fn read(read: impl Fn(&str) -> Option<Vec<u8>>) -> Option<Index> {
    let contents: serde_json::Value = serde_json::from_slice(&read(CONTENTS)?).ok()?;
    let pieces = contents.get("pieces")?.as_array()?.iter();
    let pieces = pieces.map(|piece| {
        let name = piece.get(1)?.as_str()?;
        let bytes = read(&format!("{PIECES}{name}.bin"))?;
        (checksum(&bytes) == piece.get(2)?.as_str()?).then_some(bytes)
    });
    Index::read(pieces.collect::<Option<Vec<_>>>()?)
}

fn year(card: &Card<'_>) -> Option<i32> {
    card.filed().map(|day| day.year())
}

/// What the page shows of letters that stand together.
fn block(cards: &[&Card<'_>]) -> Vec<u8> {
    let shown = cards.iter().map(|card| serde_json::to_string(&letter::Hit::of(card)));
    let shown: Vec<_> = shown.map(Result::unwrap_or_default).collect();
    format!("[{}]", shown.join(",\n")).into_bytes()
}

/// A name for each piece, from where it begins: it stays when other pieces come and go.
fn names(pieces: &[pieces::Piece]) -> Vec<String> {
    let mut taken: HashMap<String, usize> = HashMap::new();
    let names = pieces.iter().map(|piece| {
        let name = checksum(piece.begins.as_bytes());
        let others = taken.entry(name.clone()).or_default();
        *others += 1;
        if *others == 1 { name } else { format!("{name}-{others}") }
    });
    names.collect()
}

/// By this the page sees that a file is of the same index (FNV-1a): browsers keep old ones.
fn checksum(bytes: &[u8]) -> String {
    let step = |hash: u32, byte: &u8| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    format!("{:08x}", bytes.iter().fold(0x811C_9DC5, step))
}
