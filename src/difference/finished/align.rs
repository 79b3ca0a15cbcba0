//! The words that a record prints in a format, each with where it came from.

use std::sync::Arc;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::hunks::Hunk;
use super::reading::{self, Word};
use crate::compose::{self, Engine};
use crate::document::{Direction, Role};
use crate::finding::Finding;
use crate::gather::Bundle;
use crate::letter::Letter;
use crate::package::Package;
use crate::trace::Origin;

/// A record as a format prints it.
#[derive(Debug)]
pub(super) struct Print {
    pub(super) letters: Vec<PrintedLetter>,
    pub(super) words: Vec<PrintedWord>,
}

/// The letter, or one that it encloses.
#[derive(Debug)]
pub(super) struct PrintedLetter {
    pub(super) bundle: Arc<Bundle>,
    pub(super) language: String,
    pub(super) direction: Direction,
}

/// A word with where it came from.
#[derive(Debug, Clone)]
pub(super) struct PrintedWord {
    pub(super) word: Word,
    /// The letter, by its number.
    pub(super) letter: usize,
    pub(super) part: Role,
    /// The stretch of one origin that it belongs to, by a number of its own.
    pub(super) stretch: Option<usize>,
    pub(super) origin: Option<Origin>,
}

impl Print {
    /// The words that were written of a package, with their origins.
    pub(super) fn of(
        engine: &Engine,
        package: &Package,
        written: Vec<Word>,
    ) -> Result<Self, Vec<Finding>> {
        let (mut letters, mut traced) = (Vec::new(), Vec::new());
        let (mut stretches, mut passages) = (0, 0);
        for member in &package.members {
            let bundle = member.bundle();
            let trace = compose::trace(engine, bundle)?;
            let letter = letters.len();
            for passage in &trace.passages {
                let mut spaced = true;
                for stretch in &passage.stretches {
                    let put = |text: String, spaced: bool| {
                        let word = Word { text, spaced, passage: passages };
                        let origin = stretch.origin.clone();
                        let (part, stretch) = (passage.part, Some(stretches));
                        traced.push(PrintedWord { word, letter, part, stretch, origin });
                    };
                    spaced = reading::split(&stretch.text, spaced, put);
                    stretches += 1;
                }
                passages += 1;
            }
            unite(&mut traced);
            letters.push(PrintedLetter {
                bundle: Arc::clone(bundle),
                language: trace.document.language.clone(),
                direction: trace.document.direction,
            });
        }
        Ok(Self { letters, words: aligned(written, &traced) })
    }

    /// The letter in which a hunk stands, by its number.
    pub(super) fn letter_of(&self, hunk: &Hunk) -> usize {
        let at = hunk.record.start;
        let own = self.words.get(at).filter(|_| !hunk.record.is_empty());
        let before = || at.checked_sub(1).and_then(|at| self.words.get(at));
        own.or_else(before)
            .or(self.words.get(at))
            .map_or(0, |word| word.letter)
    }

    /// The record that an origin speaks of.
    pub(super) fn letter(&self, word: &PrintedWord) -> Option<&Letter> {
        let own = self.letters.get(word.letter)?;
        let Some(Origin::Field { letter: Some(id), .. }) = &word.origin else {
            return Some(&own.bundle.record.letter);
        };
        let mut others = self.letters.iter().map(|it| &it.bundle.record);
        others.find(|record| record.id == *id).map(|record| &*record.letter)
    }
}

/// Makes one stretch of what one field prints in pieces, with the marks between them: "1", "–",
/// "2 February".
fn unite(words: &mut [PrintedWord]) {
    let mut last: Option<usize> = None;
    for at in 0..words.len() {
        if !matches!(words[at].origin, Some(Origin::Field { .. })) {
            if words[at].word.text.contains(char::is_alphanumeric) {
                last = None;
            }
            continue;
        }
        if let Some(before) = last.filter(|before| {
            words[*before].origin == words[at].origin
                && words[*before].word.passage == words[at].word.passage
        }) {
            let (stretch, origin) = (words[before].stretch, words[before].origin.clone());
            for word in &mut words[before + 1..=at] {
                (word.stretch, word.origin) = (stretch, origin.clone());
            }
        }
        last = Some(at);
    }
}

/// What was written, with the origins of what was traced. Words that a format adds belong to the
/// passage before them and have no origin.
fn aligned(written: Vec<Word>, traced: &[PrintedWord]) -> Vec<PrintedWord> {
    let old: Vec<&str> = traced.iter().map(|it| it.word.text.as_str()).collect();
    let new: Vec<&str> = written.iter().map(|it| it.text.as_str()).collect();
    let mut from = vec![None; new.len()];
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            (0..len).for_each(|at| from[new_index + at] = Some(old_index + at));
        }
    }
    let (mut letter, mut part, mut passage) = (0, Role::Body, 0);
    let words = written.into_iter().zip(from);
    let words = words.map(|(word, from)| {
        let Some(known) = from.map(|at| &traced[at]) else {
            let word = Word { passage, ..word };
            return PrintedWord { word, letter, part, stretch: None, origin: None };
        };
        (letter, part, passage) = (known.letter, known.part, known.word.passage);
        PrintedWord { word: Word { passage, ..word }, ..known.clone() }
    });
    let mut words: Vec<_> = words.collect();
    marks_to_their_lines(&mut words);
    words
}

/// Gives the mark or number of a list to the passage that it stands before.
fn marks_to_their_lines(words: &mut [PrintedWord]) {
    const MARK: usize = 3;
    let mut start = None;
    for at in 0..words.len() {
        if words[at].origin.is_none() && words[at].stretch.is_none() {
            start = start.or(Some(at));
            continue;
        }
        let Some(start) = start.take().filter(|start| at - start <= MARK) else { continue };
        let next = (words[at].letter, words[at].part, words[at].word.passage);
        if words[start].word.passage != next.2 && words[start].word.spaced {
            for word in &mut words[start..at] {
                (word.letter, word.part, word.word.passage) = next;
            }
        }
    }
}
