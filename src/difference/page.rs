//! The words of two finished letters, passage by passage.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::document::Role;
use crate::trace::{Origin, Trace, TracedPassage};

/// A passage of the letters: a paragraph, a heading, a cell.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Line {
    /// The part of the letter that it stands in.
    pub part: Role,
    /// Its words in order.
    pub pieces: Vec<Piece>,
}

/// Words of a passage that stand in both letters, or in one.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Piece {
    /// The words, with the white space between them.
    pub text: String,
    /// In which letter they stand.
    pub stands: Part,
    /// The change that explains them, by its number among the changes, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<usize>,
    #[serde(skip)]
    pub(super) origin: Option<Origin>,
}

/// In which letter words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// In both.
    Both,
    /// In the old one only.
    Old,
    /// In the new one only.
    New,
}

/// Passages of more words are not compared word by word.
const MOST_WORDS: usize = 10_000;

/// What a field prints in fewer bytes is compared as one word.
const FACT: usize = 64;

/// Up to so many passages that changed on each side, all are compared with all.
const MOST_PASSAGES: usize = 64;

/// A passage with its words, each with where it came from.
struct Words<'t> {
    part: Role,
    text: String,
    words: Vec<(Cow<'t, str>, Option<&'t Origin>)>,
}

impl<'t> Words<'t> {
    fn of(passage: &'t TracedPassage) -> Self {
        let mut words: Vec<(Cow<'t, str>, Option<&'t Origin>)> = Vec::new();
        // Where a fact stands among the words that more of it may join: "1", "–", "2 February".
        let mut fact: Option<usize> = None;
        for stretch in &passage.stretches {
            let (text, origin) = (stretch.text.as_str(), stretch.origin.as_ref());
            // What a field prints is one: a date is not half another date.
            if matches!(origin, Some(Origin::Field { .. })) && text.len() < FACT {
                match fact {
                    Some(at) if words[at].1 == origin => {
                        let marks: String = words.drain(at + 1..).map(|(mark, _)| mark).collect();
                        words[at].0.to_mut().push_str(&(marks + text));
                    }
                    _ => {
                        fact = Some(words.len());
                        words.push((Cow::Borrowed(text), origin));
                    }
                }
                continue;
            }
            fact = fact.filter(|_| !text.contains(char::is_alphanumeric));
            words.extend(text.split_word_bounds().map(|word| (Cow::Borrowed(word), origin)));
        }
        let text = passage
            .stretches
            .iter()
            .map(|stretch| stretch.text.as_str())
            .collect();
        Self { part: passage.part, text, words }
    }

    /// The paths of the fields that it prints.
    fn fields(&self) -> impl Iterator<Item = &str> {
        self.words
            .iter()
            .filter_map(|(_, origin)| origin.and_then(Origin::own_field))
    }

    fn whole(&self, stands: Part) -> Line {
        let mut line = Line { part: self.part, pieces: Vec::new() };
        self.words
            .iter()
            .for_each(|(word, origin)| line.push(word, stands, *origin));
        line
    }
}

impl Line {
    fn push(&mut self, word: &str, stands: Part, origin: Option<&Origin>) {
        match self.pieces.last_mut() {
            Some(last)
                if last.stands == stands
                    && (stands == Part::Both || last.origin.as_ref() == origin) =>
            {
                last.text.push_str(word);
            }
            _ => self.pieces.push(Piece {
                text: word.to_owned(),
                stands,
                change: None,
                origin: origin.filter(|_| stands != Part::Both).cloned(),
            }),
        }
    }

    /// Puts a word at its end, with a space before it if it is spaced.
    pub(super) fn add(
        &mut self,
        word: &str,
        spaced: bool,
        (stands, change): (Part, Option<usize>),
    ) {
        let is_first = self.pieces.is_empty();
        match self.pieces.last_mut() {
            Some(last) if last.stands == stands && last.change == change => {
                last.text.push_str(if spaced { " " } else { "" });
                last.text.push_str(word);
            }
            _ => {
                let text = if spaced && !is_first { format!(" {word}") } else { word.to_owned() };
                self.pieces.push(Piece { text, stands, change, origin: None });
            }
        }
    }

    /// Takes a space that stands before the words of both letters out of either.
    pub(super) fn share_spaces(&mut self) {
        for at in 1..self.pieces.len() {
            let is_pair = |one: &Piece, other: &Piece| {
                one.stands != other.stands && one.stands != Part::Both && other.stands != Part::Both
            };
            let (one, other) = (&self.pieces[at - 1], &self.pieces[at]);
            if !is_pair(one, other) || !other.text.starts_with(' ') {
                continue;
            }
            if at == 1 {
                self.pieces[at].text.remove(0);
            } else if one.text.starts_with(' ') && self.pieces[at - 2].stands == Part::Both {
                self.pieces[at - 2].text.push(' ');
                self.pieces[at - 1].text.remove(0);
                self.pieces[at].text.remove(0);
            }
        }
    }

    /// What the old letter says, or the new one.
    pub(super) fn text(&self, stands: Part) -> String {
        let pieces = self.pieces.iter();
        let pieces = pieces.filter(|it| it.stands == Part::Both || it.stands == stands);
        pieces.map(|piece| piece.text.as_str()).collect()
    }

    /// Whether it stands in both letters with the same words.
    pub fn is_same(&self) -> bool {
        self.pieces.iter().all(|piece| piece.stands == Part::Both)
    }
}

fn of(trace: &Trace) -> Vec<Words<'_>> {
    trace.passages.iter().map(Words::of).collect()
}

/// The passages of two letters in reading order, those of the old one before those of the new one
/// where they have nothing in common.
pub(super) fn compare(old: &Trace, new: &Trace) -> Vec<Line> {
    let (old, new) = (of(old), of(new));
    let keys = |all: &[Words<'_>]| -> Vec<(&'static str, String)> {
        all.iter().map(|it| (it.part.name(), it.text.clone())).collect()
    };
    let mut page = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &keys(&old), &keys(&new)) {
        let (was, is) = (&old[op.old_range()], &new[op.new_range()]);
        if matches!(op, DiffOp::Equal { .. }) {
            page.extend(is.iter().map(|it| it.whole(Part::Both)));
        } else {
            replaced(was, is, &mut page);
        }
    }
    page
}

/// Passages in the place of others: each beside the one before which it shares most words with.
fn replaced(old: &[Words<'_>], new: &[Words<'_>], page: &mut Vec<Line>) {
    let mut next = 0;
    for is in new {
        let within = &old[next..old.len().min(next + MOST_PASSAGES)];
        let rated = within.iter().enumerate().filter(|(_, was)| was.part == is.part);
        let rated = rated.map(|(at, was)| (likeness(was, is), at));
        let best = rated.max_by_key(|(ratio, at)| (*ratio, std::cmp::Reverse(*at)));
        match best.filter(|(ratio, _)| *ratio >= 300) {
            Some((_, at)) => {
                page.extend(old[next..next + at].iter().map(|it| it.whole(Part::Old)));
                page.push(words(&old[next + at], is));
                next += at + 1;
            }
            None => page.push(is.whole(Part::New)),
        }
    }
    page.extend(old[next..].iter().map(|it| it.whole(Part::Old)));
}

/// How much two passages share, in thousandths. Two that print the same fields alone are one, whatever
/// these say.
fn likeness(old: &Words<'_>, new: &Words<'_>) -> usize {
    if old.fields().next().is_some() && old.fields().eq(new.fields()) {
        return 1000;
    }
    let bare =
        |all: &[(Cow<'_, str>, Option<&Origin>)]| -> std::collections::BTreeMap<String, usize> {
            let mut counts = std::collections::BTreeMap::new();
            for (word, _) in all.iter().filter(|(word, _)| !word.trim().is_empty()) {
                *counts.entry(word.to_string()).or_insert(0) += 1;
            }
            counts
        };
    let (old, new) = (bare(&old.words), bare(&new.words));
    let all: usize = old.values().chain(new.values()).sum();
    let same: usize = old
        .iter()
        .map(|(word, count)| new.get(word).map_or(0, |other| *count.min(other)))
        .sum();
    2000 * same / all.max(1)
}

fn words(old: &Words<'_>, new: &Words<'_>) -> Line {
    if old.words.len().max(new.words.len()) > MOST_WORDS {
        let mut line = old.whole(Part::Old);
        line.pieces.extend(new.whole(Part::New).pieces);
        return line;
    }
    let bare = |all: &[(Cow<'_, str>, Option<&Origin>)]| -> Vec<String> {
        all.iter().map(|(word, _)| word.to_string()).collect()
    };
    let mut line = Line { part: new.part, pieces: Vec::new() };
    for op in capture_diff_slices(Algorithm::Myers, &bare(&old.words), &bare(&new.words)) {
        if matches!(op, DiffOp::Equal { .. }) {
            new.words[op.new_range()]
                .iter()
                .for_each(|(word, origin)| line.push(word, Part::Both, *origin));
            continue;
        }
        old.words[op.old_range()]
            .iter()
            .for_each(|(word, origin)| line.push(word, Part::Old, *origin));
        new.words[op.new_range()]
            .iter()
            .for_each(|(word, origin)| line.push(word, Part::New, *origin));
    }
    line
}
