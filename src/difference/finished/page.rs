//! The words of a record and of a finished letter, passage by passage.

use std::ops::Range;

use super::RecordSide;
use super::align::{Print, PrintedWord};
use super::hunks::Hunk;
use super::reading::Word;
use crate::difference::page::{Line, Part};
use crate::document::Role;

/// The pages of the letters, each hunk with the number of its change.
pub(super) fn pages(
    printed: &Print,
    (finished, recorded): (&[Word], RecordSide),
    hunks: &[Hunk],
    numbers: &[usize],
) -> Vec<Vec<Line>> {
    let mut pages = Pages {
        pages: printed.letters.iter().map(|_| Vec::new()).collect(),
        passage: None,
        part: Role::Body,
    };
    let words = &printed.words;
    let mut at = 0;
    for (hunk, number) in hunks.iter().zip(numbers) {
        words[at..hunk.record.start]
            .iter()
            .for_each(|word| pages.put(word, Part::Both, None));
        at = hunk.record.end;
        let ours = &words[hunk.record.clone()];
        let theirs = &finished[hunk.finished.clone()];
        // What was comes before what is.
        if recorded == RecordSide::Old {
            ours.iter().for_each(|word| pages.put(word, Part::Old, Some(*number)));
        } else if let Some(word) = ours.first() {
            pages.go_to(word);
        }
        let alone = ours.is_empty() && is_passage(finished, &hunk.finished);
        let stands = if recorded == RecordSide::Old { Part::New } else { Part::Old };
        pages.put_finished(theirs, (printed.letter_of(hunk), alone), (stands, *number));
        if recorded == RecordSide::New {
            ours.iter().for_each(|word| pages.put(word, Part::New, Some(*number)));
        }
    }
    words[at..].iter().for_each(|word| pages.put(word, Part::Both, None));
    pages.pages.iter_mut().flatten().for_each(Line::share_spaces);
    pages.pages
}

/// Whether words of the finished letter are passages of their own.
pub(super) fn is_passage(finished: &[Word], range: &Range<usize>) -> bool {
    let passage = |at: usize| finished.get(at).map(|word| word.passage);
    let starts = range.start == 0 || passage(range.start - 1) != passage(range.start);
    starts && !range.is_empty() && passage(range.end) != passage(range.end - 1)
}

struct Pages {
    pages: Vec<Vec<Line>>,
    /// The letter and the passage of the record in which the last line stands.
    passage: Option<(usize, usize)>,
    part: Role,
}

impl Pages {
    /// Begins a line where a word stands in another passage than the one before it.
    fn go_to(&mut self, word: &PrintedWord) {
        let passage = Some((word.letter, word.word.passage));
        if self.passage != passage {
            self.pages[word.letter].push(Line { part: word.part, pieces: Vec::new() });
        }
        (self.passage, self.part) = (passage, word.part);
    }

    fn put(&mut self, word: &PrintedWord, stands: Part, change: Option<usize>) {
        self.go_to(word);
        if let Some(line) = self.pages[word.letter].last_mut() {
            line.add(&word.word.text, word.word.spaced, (stands, change));
        }
    }

    fn put_finished(
        &mut self,
        words: &[Word],
        (letter, alone): (usize, bool),
        (stands, number): (Part, usize),
    ) {
        let mut passage = None;
        for word in words {
            let page = &mut self.pages[letter];
            if page.is_empty() || (alone && passage != Some(word.passage)) {
                page.push(Line { part: self.part, pieces: Vec::new() });
                self.passage = None;
            }
            passage = Some(word.passage);
            if let Some(line) = page.last_mut() {
                line.add(&word.text, word.spaced, (stands, Some(number)));
            }
        }
    }
}
