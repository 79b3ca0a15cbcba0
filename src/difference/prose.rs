//! Prose compared by paragraph, then by sentence.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation as _;

use super::What;

/// A change of the prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ProseChange {
    pub(super) what: What,
    pub(super) unit: Unit,
    pub(super) old: Option<String>,
    pub(super) new: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Paragraph,
    Sentence,
}

/// Up to so many paragraphs that changed on each side, all are compared with all.
const MOST: usize = 64;

/// What differs in two texts, in the order of the new one.
pub(super) fn compare(old: &str, new: &str) -> Vec<ProseChange> {
    let (old, new) = (paragraphs(old), paragraphs(new));
    let mut changes = Vec::new();
    let (mut dropped, mut added) = (Vec::new(), Vec::new());
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (was, is) = (op.old_range(), op.new_range());
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let mut left: Vec<usize> = was.collect();
        for at in is {
            let near = (left.len() <= MOST).then(|| nearest(&new[at], &left, &old)).flatten();
            match near {
                Some(place) => {
                    let from = left.remove(place);
                    changes.extend(sentences(&old[from], &new[at]));
                }
                None => added.push(at),
            }
        }
        dropped.append(&mut left);
    }
    // Moved only when nothing else explains it: the very same words stand elsewhere.
    for at in added {
        let from = dropped.iter().position(|from| old[*from] == new[at]);
        changes.push(match from {
            Some(place) => {
                let from = dropped.remove(place);
                ProseChange {
                    what: What::Moved,
                    unit: Unit::Paragraph,
                    old: Some(old[from].clone()),
                    new: Some(new[at].clone()),
                }
            }
            None => ProseChange {
                what: What::Added,
                unit: Unit::Paragraph,
                old: None,
                new: Some(new[at].clone()),
            },
        });
    }
    changes.extend(dropped.into_iter().map(|from| ProseChange {
        what: What::Dropped,
        unit: Unit::Paragraph,
        old: Some(old[from].clone()),
        new: None,
    }));
    changes
}

/// The sentences of two paragraphs that are one.
fn sentences(old: &str, new: &str) -> Vec<ProseChange> {
    let split = |text: &str| -> Vec<String> {
        let sentences = text.unicode_sentences().map(str::trim);
        sentences.filter(|it| !it.is_empty()).map(str::to_owned).collect()
    };
    let (old, new) = (split(old), split(new));
    let mut changes = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let (mut was, mut is) = (op.old_range(), op.new_range());
        loop {
            let (old, new) = (was.next().map(|at| &old[at]), is.next().map(|at| &new[at]));
            let what = match (old, new) {
                (Some(_), Some(_)) => What::Changed,
                (None, Some(_)) => What::Added,
                (Some(_), None) => What::Dropped,
                (None, None) => break,
            };
            let (old, new) = (old.cloned(), new.cloned());
            changes.push(ProseChange { what, unit: Unit::Sentence, old, new });
        }
    }
    changes
}

/// The place, among those left, of the paragraph that shares most words, if it shares half.
fn nearest(words: &str, left: &[usize], all: &[String]) -> Option<usize> {
    let ratio = |other: &str| {
        let (old, new): (Vec<_>, Vec<_>) = (other.split(' ').collect(), words.split(' ').collect());
        let same: usize = capture_diff_slices(Algorithm::Myers, &old, &new)
            .iter()
            .filter(|op| matches!(op, DiffOp::Equal { .. }))
            .map(|op| op.new_range().len())
            .sum();
        (2 * same * 1000) / (old.len() + new.len()).max(1)
    };
    let rated = left.iter().enumerate().map(|(place, at)| (ratio(&all[*at]), place));
    // Of two that are as near, the first.
    let best = rated.max_by_key(|(ratio, place)| (*ratio, std::cmp::Reverse(*place)))?;
    (best.0 >= 500).then_some(best.1)
}

/// The paragraphs of a text, each on one line: lines that are broken elsewhere are the same words.
fn paragraphs(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = String::new();
    for line in text.lines() {
        if line.trim().is_empty() {
            found.push(std::mem::take(&mut open));
        }
        for word in line.split_whitespace() {
            if !open.is_empty() {
                open.push(' ');
            }
            open.push_str(word);
        }
    }
    found.push(open);
    found.retain(|paragraph| !paragraph.is_empty());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_changes_and_a_paragraph_moves() {
        let old = "One.\n\nWe meet in\nMay. We hope so.\n\nThree is here.\n";
        let new = "Three is here.\n\nOne.\n\nWe meet in June. We hope so.\n";
        let changes = compare(old, new);
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let told: Vec<_> = changes
            .iter()
            .map(|it| (it.what, it.unit, text(&it.old), text(&it.new)))
            .collect();
        assert_eq!(
            told,
            [
                (
                    What::Changed,
                    Unit::Sentence,
                    "We meet in May.".into(),
                    "We meet in June.".into()
                ),
                (What::Moved, Unit::Paragraph, "Three is here.".into(), "Three is here.".into()),
            ]
        );
        assert!(compare("a b\nc\n", "a\nb c").is_empty());
    }
}
