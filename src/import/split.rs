//! Several letters in one file: a cover with the letters that it encloses.

use super::offers::{Knowledge, closes, salutation};
use super::rows::Rows;
use crate::original::{Area, Original};

/// How far below the top of a page a letter greets.
const HEAD: usize = 30;

/// The letters of a file, each as a file of its own, in their order. A letter begins where a page
/// does, greets within its first lines, and follows another that has taken its leave.
pub(super) fn letters(original: &Original, known: &Knowledge<'_>) -> Vec<Original> {
    let starts = starts(original, known);
    let ends = starts.iter().skip(1).copied().chain([original.paragraphs.len()]);
    let parts = starts.iter().copied().zip(ends).map(|(from, to)| Original {
        name: original.name.clone(),
        format: original.format,
        paragraphs: original.paragraphs[from..to].to_vec(),
        notices: if from == 0 { original.notices.clone() } else { Vec::new() },
    });
    parts.collect()
}

fn starts(original: &Original, known: &Knowledge<'_>) -> Vec<usize> {
    let all = &original.paragraphs;
    let mut starts = vec![0];
    for at in 1..all.len() {
        let begins = all[at].page > all[at - 1].page && all[at].area == Area::Text;
        let from = starts.last().copied().unwrap_or(0);
        if !begins || !(from..at).any(|it| closes(&all[it], known.words)) {
            continue;
        }
        let head = Original {
            name: String::new(),
            format: original.format,
            paragraphs: all[at..].to_vec(),
            notices: Vec::new(),
        };
        let rows = Rows::of(&head, None, known.words);
        if salutation(&rows, known).is_some_and(|row| row < HEAD) {
            starts.push(at);
        }
    }
    starts
}
