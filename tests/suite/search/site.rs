//! The search of the page, told once more and plainly: the files of an index are read as
//! `src/archive/search` says they are written, and answer a query as `search.js` answers it.

use std::collections::BTreeMap;
use std::sync::Mutex;

use chancery::archive::Card;
use chancery::archive::search::{Index, Letters, Term, Unit, files, query};
use serde_json::Value;

/// The files of an index, by their paths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site(pub BTreeMap<String, Vec<u8>>);

/// A word of a query in a letter: better is more.
type Levels = BTreeMap<u64, u32>;

/// All terms, with the letters that have them in their heads and only in their texts.
type Terms = BTreeMap<String, (Vec<u64>, Vec<u64>)>;

impl Site {
    /// The files of the index of these letters.
    pub fn of(index: &Index, cards: &[Card<'_>]) -> Self {
        let made = Mutex::new(BTreeMap::new());
        let Ok(()) = files(index, &Letters::new(cards), super::languages(), |path, bytes| {
            made.lock().unwrap().insert(path, bytes);
            Ok::<_, std::convert::Infallible>(())
        });
        Self(made.into_inner().unwrap())
    }

    /// What the page loads first.
    pub fn contents(&self) -> Value {
        serde_json::from_slice(&self.0["search/index.json"]).expect("JSON")
    }

    /// The ids of the letters that have all words of a query, the best first.
    pub fn search(&self, text: &str) -> Vec<String> {
        let terms = self.terms();
        let found: Vec<Levels> = (query(text, super::languages().known()).iter())
            .map(|unit| levels(&terms, unit))
            .collect();
        let Some(first) = found.first() else {
            return Vec::new();
        };
        let contents = self.contents();
        let undated = contents["undated"].as_u64().expect("a number");
        let mut ranked: Vec<_> = (first.keys())
            .filter_map(|letter| {
                let points: Option<Vec<u32>> =
                    found.iter().map(|levels| levels.get(letter).copied()).collect();
                let age = (*letter >= undated).then_some(*letter);
                Some((points?.iter().sum::<u32>(), age, std::cmp::Reverse(*letter)))
            })
            .collect();
        ranked.sort();
        let letters = ranked.into_iter().rev().map(|(_, _, letter)| letter.0);
        letters.map(|letter| self.id(&contents, letter)).collect()
    }

    fn id(&self, contents: &Value, letter: u64) -> String {
        let number = |value: &Value| value.as_u64().expect("a number");
        let years = contents["years"].as_array().expect("years");
        let year = years.iter().find(|year| letter < number(&year[2])).expect("a year");
        let (within, block) = (letter - number(&year[1]), number(&contents["block"]));
        let name = year[0].as_i64().map_or("undated".to_owned(), |year| year.to_string());
        let file = format!("search/letters/{name}-{}.json", within / block);
        let entries: Value = serde_json::from_slice(&self.0[&file]).expect("JSON");
        let place = usize::try_from(within % block).expect("small");
        let address = entries[place]["address"].as_str().expect("an address");
        address.rsplit('/').next().expect("an id").to_owned()
    }

    /// All terms of all pieces.
    pub fn terms(&self) -> Terms {
        let mut terms = Terms::new();
        let pieces = self.0.iter().filter(|(path, _)| path.ends_with(".bin"));
        for (_, bytes) in pieces {
            let (mut rest, mut before) = (bytes.as_slice(), Vec::new());
            while !rest.is_empty() {
                before.truncate(number(&mut rest) as usize);
                let length = number(&mut rest) as usize;
                before.extend(take(&mut rest, length));
                let term = String::from_utf8(before.clone()).expect("a term is UTF-8");
                let lists = (letters(&mut rest), letters(&mut rest));
                assert_eq!(terms.insert(term, lists), None, "a term stands once");
            }
        }
        terms
    }
}

fn levels(terms: &Terms, unit: &Unit) -> Levels {
    let mut levels = Levels::new();
    for wanted in &unit.terms {
        note(terms, wanted, &mut levels);
    }
    let parts: Vec<Levels> = unit.parts.iter().map(|part| self::levels(terms, part)).collect();
    if let Some(first) = parts.first() {
        for letter in first.keys() {
            let all: Option<Vec<u32>> =
                parts.iter().map(|levels| levels.get(letter).copied()).collect();
            if let Some(least) = all.and_then(|all| all.into_iter().min()) {
                let level = levels.entry(*letter).or_default();
                *level = (*level).max(least);
            }
        }
    }
    levels
}

fn note(terms: &Terms, wanted: &Term, levels: &mut Levels) {
    let all = format!("{}*", wanted.text);
    let own = u32::from(wanted.other);
    let fits: Vec<(&String, u32)> = match (wanted.prefix, terms.contains_key(&all)) {
        (false, _) => vec![(&wanted.text, own)],
        (true, true) => vec![(&wanted.text, own), (&all, 1)],
        (true, false) => (terms.keys())
            .filter(|term| term.starts_with(&wanted.text))
            .map(|term| (term, if *term == wanted.text { own } else { 1 }))
            .collect(),
    };
    for (term, less) in fits {
        let Some((head, text)) = terms.get(term) else {
            continue;
        };
        for (letters, points) in [(head, 4), (text, 2)] {
            for letter in letters {
                let level = levels.entry(*letter).or_default();
                *level = (*level).max(points - less);
            }
        }
    }
}

fn take<'a>(bytes: &mut &'a [u8], length: usize) -> &'a [u8] {
    let (taken, rest) = bytes.split_at(length);
    *bytes = rest;
    taken
}

fn number(bytes: &mut &[u8]) -> u64 {
    let length = bytes.iter().take_while(|byte| **byte > 0x7F).count() + 1;
    let digits = take(bytes, length).iter().rev();
    digits.fold(0, |value, byte| value << 7 | u64::from(byte & 0x7F))
}

fn letters(bytes: &mut &[u8]) -> Vec<u64> {
    let head = number(bytes);
    let mut body = take(bytes, (head >> 1) as usize);
    if head & 1 == 1 {
        let bits = (0..).zip(body).flat_map(|(at, byte)| {
            let set = (0..8).filter(move |bit| byte >> bit & 1 == 1);
            set.map(move |bit| at * 8 + bit)
        });
        return bits.collect();
    }
    let (mut letters, mut next) = (Vec::new(), 0);
    while !body.is_empty() {
        next += number(&mut body);
        letters.push(next);
        next += 1;
    }
    letters
}
