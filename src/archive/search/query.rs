//! The words of a query: what a letter must have.

use super::compound::Compound;
use super::fold::{is_apostrophe, is_word};
use super::languages::Known;
use super::words::{Found, Words, contracted, cut};

/// A word of a query: a letter must have one of its terms, or all of its parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unit {
    /// As it is typed first, then what stands for it.
    pub terms: Vec<Term>,
    /// Its words, where it is also written as several.
    pub parts: Vec<Unit>,
}

/// What stands in an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    pub text: String,
    /// A word that begins so will do: "Laj", and "negotiation" for "negotiations".
    pub prefix: bool,
    /// Another form of what is typed, which counts less.
    pub other: bool,
}

impl Unit {
    fn of(text: &str, prefix: bool) -> Self {
        let mut unit = Self::default();
        unit.add(text, prefix, false);
        unit
    }

    fn add(&mut self, text: &str, prefix: bool, other: bool) {
        let text = cut(text);
        let known = |term: &Term| term.text == text || term.prefix && text.starts_with(&term.text);
        if !text.is_empty() && !self.terms.iter().any(known) {
            self.terms.push(Term { text: text.to_owned(), prefix, other });
        }
    }
}

/// The words of a query, each once, in their order.
pub fn query(text: &str, known: &Known) -> Vec<Unit> {
    let mut words = Words::default();
    words.read(text);
    // A symbol or a date is typed on after its slash or hyphen.
    let goes_on = |c| is_word(c) || matches!(c, '/' | '-' | '.');
    let typing = text.chars().next_back().is_some_and(goes_on);
    let mut units: Vec<Unit> = Vec::new();
    let mut add = |unit: Unit| {
        let first = |unit: &Unit| unit.terms.first().cloned();
        let text = |unit: &Unit| first(unit).map(|term| term.text);
        match units.iter_mut().find(|known| text(known) == text(&unit)) {
            Some(known) if first(&unit).is_some_and(|term| term.prefix) => *known = unit,
            Some(_) => {}
            None => units.push(unit),
        }
    };
    let mut at = 0;
    while at < words.words.len() {
        let (found, mut length) = words.found(at, known);
        let last = |length| typing && at + length == words.words.len();
        match found {
            Found::Dates(dates) => dates.iter().for_each(|date| {
                // A month has days.
                let month = date.len() == 7 && date.as_bytes()[4] == b'-';
                add(Unit::of(date, last(length) || month));
            }),
            Found::Symbol => add(Unit::of(words.stretch(at, length), last(length))),
            Found::Word if words.words[at].han => {
                let chars: Vec<char> = words.text(at).chars().collect();
                if let [one] = chars.as_slice() {
                    add(Unit::of(&one.to_string(), true));
                }
                for pair in chars.windows(2) {
                    add(Unit::of(&String::from_iter(pair), false));
                }
            }
            Found::Word => match words.compound(at, &known.forms) {
                Some((compound, words_of_it)) => {
                    length = words_of_it;
                    let unit = words.compound_unit(compound, at, length, last(length), known);
                    if unit.terms.is_empty() {
                        unit.parts.into_iter().for_each(&mut add);
                    } else {
                        add(unit);
                    }
                }
                None => add(words.unit(at, last(1), known)),
            },
        }
        at += length;
    }
    units
}

impl Words {
    /// The unit of a word: itself, and the other forms of it.
    fn unit(&self, at: usize, last: bool, known: &Known) -> Unit {
        let (word, forms) = (self.text(at), &known.forms);
        let mut unit = Unit::of(word, last || is_plain(word));
        if let Some(second) = self.second(at) {
            unit.add(second, last || is_plain(second), false);
        }
        if word.contains(|c: char| c.is_ascii_digit()) {
            return unit;
        }
        let mut stems = vec![word.to_owned()];
        forms.stems(word, &mut |stem| stems.push(stem.to_owned()));
        for at in 0..stems.len() {
            let stem = stems[at].clone();
            forms.other_spellings(&stem, &mut |spelling| stems.push(spelling));
        }
        for stem in stems.iter().skip(1) {
            unit.add(stem, last || is_plain(stem), true);
        }
        let mut one = String::new();
        if contracted(word, &mut one) {
            unit.add(&one, false, true);
        }
        for stem in &stems {
            forms.other_endings(stem, &mut |form| unit.add(&form, false, true));
        }
        unit
    }

    /// The unit of words that are also written as one.
    fn compound_unit(
        &self,
        compound: Compound,
        at: usize,
        length: usize,
        last: bool,
        known: &Known,
    ) -> Unit {
        let mut unit = Unit::default();
        let mut text = String::new();
        if compound == Compound::Code {
            self.with_slashes(at, length, &mut text);
            return Unit::of(&text, last);
        }
        if self.is_joined(compound, at, length) {
            self.joined(at, length, &mut text);
            unit.add(&text, last || is_plain(&text), false);
        }
        if compound == Compound::Joined && self.is_coded(at, length) {
            self.with_slashes(at, length, &mut text);
            unit.add(&text, last, false);
        }
        let end = at + length;
        let joins = |at: usize| at + 1 < end && self.glue(at).is_some_and(is_apostrophe);
        let elided = |place: usize| {
            known.forms.is_elided(self.text(place))
                && (joins(place) || place > at && joins(place - 1))
        };
        let all_elided = (at..end).all(elided);
        let kept = (at..end).filter(|place| all_elided || !elided(*place));
        unit.parts = kept
            .map(|place| self.unit(place, last && place + 1 == end, known))
            .collect();
        unit
    }
}

/// A word that may be longer in a letter.
fn is_plain(word: &str) -> bool {
    word.chars().count() > 3 && !word.contains(|c: char| c.is_ascii_digit())
}
