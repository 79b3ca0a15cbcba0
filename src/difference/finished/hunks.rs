//! Where the words of a record and of a finished letter differ.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::align::{Print, PrintedWord};
use super::reading::Word;
use crate::trace::Origin;

/// Words of the record in the place of words of the finished letter; one of both may be none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hunk {
    pub(super) record: Range<usize>,
    pub(super) finished: Range<usize>,
}

/// Between changes of wording stand at least so many words that did not change.
const APART: usize = 3;

/// The hunks in order: the whole of what a field prints, the changes of one sentence together.
pub(super) fn of(printed: &Print, finished: &[Word]) -> Vec<Hunk> {
    let words = &printed.words;
    let old: Vec<&str> = words.iter().map(|it| it.word.text.as_str()).collect();
    let new: Vec<&str> = finished.iter().map(|it| it.text.as_str()).collect();
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    let raw = ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    let raw = raw.map(|op| Hunk { record: op.old_range(), finished: op.new_range() });
    let whole = whole_fields(words, finished, raw.collect());
    joined(words, replaced(words, finished, whole))
        .into_iter()
        .flat_map(|hunk| divided(words, finished, hunk))
        .collect()
}

fn is_word(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

pub(super) fn is_field(word: &PrintedWord) -> bool {
    matches!(word.origin, Some(Origin::Field { .. }))
}

pub(super) fn is_prose(word: &PrintedWord) -> bool {
    matches!(word.origin, Some(Origin::Prose { .. }))
}

/// Where the stretch of a field begins and ends in which a word stands.
fn stretch(words: &[PrintedWord], at: usize) -> Option<Range<usize>> {
    let stretch = words.get(at).filter(|word| is_field(word))?.stretch;
    let same = |word: &PrintedWord| word.stretch == stretch;
    let start = words[..at]
        .iter()
        .rposition(|word| !same(word))
        .map_or(0, |at| at + 1);
    let end = words[at..].iter().position(|word| !same(word));
    Some(start..end.map_or(words.len(), |end| at + end))
}

/// Hunks that touch what a field prints, made the whole of it.
fn whole_fields(words: &[PrintedWord], finished: &[Word], raw: Vec<Hunk>) -> Vec<Hunk> {
    let mut out: Vec<Hunk> = Vec::with_capacity(raw.len());
    let mut raw = raw.into_iter().peekable();
    while let Some(mut hunk) = raw.next() {
        let (from, to) = (hunk.record.start, hunk.record.end);
        let (start, end) = if from == to {
            inside(words, finished, &hunk).map_or((from, to), |it| (it.start, it.end))
        } else {
            let first = stretch(words, from).map_or(from, |it| it.start);
            (first, stretch(words, to - 1).map_or(to, |it| it.end))
        };
        while let Some(last) = out.last().filter(|last| last.record.end > start) {
            hunk = Hunk {
                record: last.record.start..hunk.record.end,
                finished: last.finished.start..hunk.finished.end,
            };
            out.pop();
        }
        let before = hunk.record.start.saturating_sub(start);
        hunk.record.start -= before;
        hunk.finished.start -= before;
        let mut end = end;
        while let Some(next) = raw.next_if(|next| next.record.start < end) {
            hunk.record.end = next.record.end;
            hunk.finished.end = next.finished.end;
            if let Some(more) = hunk.record.end.checked_sub(1).and_then(|at| stretch(words, at)) {
                end = end.max(more.end);
            }
        }
        let after = end.saturating_sub(hunk.record.end);
        hunk.record.end += after;
        hunk.finished.end += after;
        out.push(hunk);
    }
    out
}

/// What a field prints where words of the finished letter stand in it, or carry it on: "Room 4 bis".
fn inside(words: &[PrintedWord], finished: &[Word], hunk: &Hunk) -> Option<Range<usize>> {
    let at = hunk.record.start;
    let before = stretch(words, at.checked_sub(1)?)?;
    if before.contains(&at) {
        return Some(before);
    }
    let ends = words.get(at).is_none_or(|next| {
        !is_word(&next.word.text) || next.word.passage != words[at - 1].word.passage
    });
    let added = &finished[hunk.finished.clone()];
    let goes_on = added.first().is_some_and(|first| {
        let one = added.iter().all(|word| word.passage == first.passage);
        one && is_word(&first.text) && first.passage == finished[hunk.finished.start - 1].passage
    });
    (ends && goes_on).then_some(before)
}

/// A passage of more words is a sentence, and prints no item alone.
const LIST_ITEM: usize = 40;

/// The hunks of a passage as one where another item stands in the place of the one that it prints:
/// all its fields changed, and not each has its counterpart.
fn replaced(words: &[PrintedWord], finished: &[Word], hunks: Vec<Hunk>) -> Vec<Hunk> {
    let passage = |hunk: &Hunk| words.get(hunk.record.start).map(|it| it.word.passage);
    let mut out: Vec<Hunk> = Vec::with_capacity(hunks.len());
    let mut hunks = hunks.into_iter().peekable();
    while let Some(first) = hunks.next() {
        let here = passage(&first);
        let mut all = vec![first];
        while let Some(next) = hunks.next_if(|next| here.is_some() && passage(next) == here) {
            all.push(next);
        }
        match (all.first(), all.last()) {
            (Some(first), Some(last)) if is_other_item(words, finished, &all) => out.push(Hunk {
                record: first.record.start..last.record.end,
                finished: first.finished.start..last.finished.end,
            }),
            _ => out.append(&mut all),
        }
    }
    out
}

/// Whether the hunks of a passage say that it prints another item.
fn is_other_item(words: &[PrintedWord], finished: &[Word], hunks: &[Hunk]) -> bool {
    let fields_of = |hunk: &Hunk| words[hunk.record.clone()].iter().filter(|it| is_field(it));
    let is_numeric = |text: &str| text.contains(char::is_numeric);
    let Some(at) = hunks.first().map(|first| first.record.start) else { return false };
    let here = words[at].word.passage;
    let start = words[..at]
        .iter()
        .rposition(|it| it.word.passage != here)
        .map_or(0, |at| at + 1);
    let passage = words[start..].iter().take_while(|it| it.word.passage == here);
    let passage: Vec<_> = passage.collect();
    let misfits = |hunk: &Hunk| {
        let other = &finished[hunk.finished.clone()];
        let mut fields = fields_of(hunk).peekable();
        if fields.peek().is_none() {
            // It begins with other words, after the mark of a list.
            let leads = words[start..hunk.record.start]
                .iter()
                .all(|it| !is_word(&it.word.text));
            return leads && other.iter().any(|it| is_word(&it.text));
        }
        other.is_empty()
            || (fields.any(|it| is_numeric(&it.word.text))
                && !other.iter().any(|it| is_numeric(&it.text)))
    };
    let with_fields = hunks.iter().filter(|hunk| fields_of(hunk).next().is_some()).count();
    let changed: usize = hunks.iter().map(|hunk| fields_of(hunk).count()).sum();
    with_fields > 1
        && passage.len() <= LIST_ITEM
        && !passage.iter().any(|it| is_prose(it))
        && changed == passage.iter().filter(|it| is_field(it)).count()
        && hunks.iter().any(misfits)
}

/// Hunks of prose in one sentence as one, and those of wording that stand close.
fn joined(words: &[PrintedWord], hunks: Vec<Hunk>) -> Vec<Hunk> {
    let mut out: Vec<Hunk> = Vec::with_capacity(hunks.len());
    for hunk in hunks {
        let joins = out.last().is_some_and(|last| {
            let between = &words[last.record.end..hunk.record.start];
            let around = last.record.start.saturating_sub(1)..words.len().min(hunk.record.end + 1);
            let around = &words[around];
            let one = around
                .windows(2)
                .all(|two| two[0].word.passage == two[1].word.passage);
            let prose = is_prose_hunk(words, last) && is_prose_hunk(words, &hunk);
            let fields = [last, &hunk]
                .iter()
                .any(|it| words[it.record.clone()].iter().any(is_field));
            let near = match prose {
                true => between
                    .iter()
                    .all(|word| is_prose(word) && !ends_sentence(&word.word.text)),
                false => between.len() <= APART && !between.iter().any(is_field) && !fields,
            };
            one && near
        });
        match out.last_mut().filter(|_| joins) {
            Some(last) => {
                last.record.end = hunk.record.end;
                last.finished.end = hunk.finished.end;
            }
            None => out.push(hunk),
        }
    }
    out
}

/// Whether a hunk is of prose: all its words are, or both beside it.
pub(super) fn is_prose_hunk(words: &[PrintedWord], hunk: &Hunk) -> bool {
    let inner = &words[hunk.record.clone()];
    if !inner.is_empty() {
        return inner.iter().all(|word| is_prose(word) || !is_word(&word.word.text))
            && inner.iter().any(is_prose);
    }
    let at = hunk.record.start;
    let (before, after) = (at.checked_sub(1).and_then(|at| words.get(at)), words.get(at));
    before.is_some_and(is_prose) && after.is_some_and(is_prose)
}

pub(super) fn ends_sentence(text: &str) -> bool {
    matches!(text, "." | "!" | "?" | "。" | "！" | "？" | "؟" | "…")
}

/// A hunk that stands on one side alone, passage by passage.
fn divided(words: &[PrintedWord], finished: &[Word], hunk: Hunk) -> Vec<Hunk> {
    let passage = |at: usize| match hunk.finished.is_empty() {
        true => words[at].word.passage,
        false => finished[at].passage,
    };
    let (range, one_sided) = match (hunk.record.is_empty(), hunk.finished.is_empty()) {
        (false, true) => (hunk.record.clone(), true),
        (true, false) => (hunk.finished.clone(), true),
        _ => (0..0, false),
    };
    if !one_sided {
        return vec![hunk];
    }
    let mut out = Vec::new();
    let mut start = range.start;
    for at in range.clone() {
        if at + 1 == range.end || passage(at + 1) != passage(at) {
            out.push(match hunk.finished.is_empty() {
                true => Hunk { record: start..at + 1, finished: hunk.finished.clone() },
                false => Hunk { record: hunk.record.clone(), finished: start..at + 1 },
            });
            start = at + 1;
        }
    }
    out
}
