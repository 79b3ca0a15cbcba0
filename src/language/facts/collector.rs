//! Collects the words of a language with what they mean.

use std::collections::BTreeMap;

use super::tokens::{figure, fold, is_hyphen, is_ideograph};
use super::vocabulary::{Entry, Key, Sense, Vocabulary, Word};
use crate::language::beginnings::Beginnings;

/// Collects the words of a language.
#[derive(Debug, Default)]
pub(super) struct Collector {
    entries: BTreeMap<Box<str>, Vec<Entry>>,
    vocabulary: Vocabulary,
}

impl Collector {
    /// Adds words with their meaning.
    pub(super) fn add<W: AsRef<str>>(&mut self, words: impl IntoIterator<Item = W>, sense: Sense) {
        for words in words {
            self.add_one(words.as_ref(), sense, false);
        }
    }

    /// Adds words with their meaning; with `capital`, they count only with their capital letter.
    pub(super) fn add_one(&mut self, words: &str, sense: Sense, capital: bool) {
        let mut split = split(words).into_iter();
        let Some((_, first)) = split.next() else {
            return;
        };
        let rest: Box<[_]> = split.collect();
        let pieces = std::iter::once(&first.text).chain(rest.iter().map(|(_, word)| &word.text));
        for piece in pieces {
            self.note(piece);
        }
        let capital = capital && words.starts_with(char::is_uppercase);
        let entry = Entry { sense, rest, capital, stem: first.stem };
        self.entries.entry(first.text).or_default().push(entry);
    }

    /// Ideographs and marks of the words are looked for one by one.
    fn note(&mut self, piece: &str) {
        let Some(first) = piece.chars().next() else {
            return;
        };
        let vocabulary = &mut self.vocabulary;
        if is_ideograph(first) {
            let known = vocabulary.ideographs.entry(first).or_default();
            if !known.iter().any(|known| &**known == piece) {
                known.push(piece.into());
            }
        } else if !first.is_alphanumeric() && !vocabulary.marks.contains(&first) {
            vocabulary.marks.push(first);
        }
    }

    pub(super) fn particles(&mut self, particles: &[String]) {
        self.vocabulary.particles = particles.to_vec();
        self.vocabulary
            .particles
            .sort_by_key(|particle| std::cmp::Reverse(particle.len()));
    }

    pub(super) fn numerals(&mut self, numerals: &[char], places: &BTreeMap<String, char>) {
        self.vocabulary.numerals = numerals.to_vec();
        let places = places
            .iter()
            .filter_map(|(noughts, c)| Some((*c, noughts.parse().ok()?)));
        self.vocabulary.places = places.collect();
    }

    pub(super) fn finish(self, joined: bool) -> Vocabulary {
        let mut vocabulary = self.vocabulary;
        vocabulary.joined = joined;
        for known in vocabulary.ideographs.values_mut() {
            known.sort_by_key(|known| std::cmp::Reverse(known.len()));
        }
        let mut open: Vec<u32> = Vec::new();
        for (text, entries) in self.entries {
            let begins = |at: &u32| {
                vocabulary
                    .keys
                    .get(*at as usize)
                    .is_some_and(|key| text.starts_with(&*key.text))
            };
            while open.last().is_some_and(|at| !begins(at)) {
                open.pop();
            }
            let parent = open.last().copied();
            open.push(vocabulary.keys.len() as u32);
            vocabulary.keys.push(Key { text, entries, parent });
        }
        let keys = vocabulary.keys.iter();
        vocabulary.beginnings = Beginnings::of(keys.map(|key| &*key.text));
        let first = |key: &Key| key.text.as_bytes().first().copied().unwrap_or(0);
        vocabulary.starts = (0..=256_u32)
            .map(|byte| {
                let before = vocabulary.keys.partition_point(|key| u32::from(first(key)) < byte);
                before as u32
            })
            .collect();
        vocabulary
    }
}

/// The words of a phrase, folded, and whether white space stands before each.
fn split(phrase: &str) -> Vec<(bool, Word)> {
    let mut words = Vec::new();
    let mut chars = phrase.char_indices().peekable();
    let mut gap = false;
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        let class = class(c);
        let mut end = start + c.len_utf8();
        while let Some((at, next)) = chars.peek().copied() {
            let after = phrase[at + next.len_utf8()..].chars().next();
            let inner = class == Class::Letter
                && (is_hyphen(next) || matches!(next, '\'' | '’'))
                && after.is_some_and(|c| self::class(c) == Class::Letter);
            if class == Class::Mark || self::class(next) != class && !inner {
                break;
            }
            end = at + next.len_utf8();
            chars.next();
        }
        let stem = phrase[end..].starts_with('*');
        if stem {
            chars.next();
        }
        let mut folded = String::new();
        fold(&phrase[start..end], &mut folded);
        words.push((gap, Word { text: folded.into(), stem }));
        gap = false;
    }
    words
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Ideograph,
    Figure,
    Mark,
}

fn class(c: char) -> Class {
    if figure(c).is_some() {
        Class::Figure
    } else if is_ideograph(c) {
        Class::Ideograph
    } else if c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c) {
        Class::Letter
    } else {
        Class::Mark
    }
}
