//! What the words of a record and of a finished letter say of each other, as changes.

use std::collections::HashMap;

use super::align::{Print, PrintedWord};
use super::hunks::{self, Hunk, is_field, is_prose};
use super::page::{self, is_passage};
use super::reading::Word;
use super::{FinishedLetter, RecordSide};
use crate::difference::facts::{self, Fact};
use crate::difference::prose::{ProseChange, Unit};
use crate::difference::sentences::Teller;
use crate::difference::{Change, Difference, What};
use crate::trace::Origin;

/// The difference of a letter, with those of the letters that it encloses.
pub(super) fn difference(
    printed: &Print,
    (finished, recorded): (&FinishedLetter, RecordSide),
    hunks: &[Hunk],
    teller: &Teller<'_>,
) -> Difference {
    let mut telling = Account {
        printed,
        finished: &finished.words,
        recorded,
        teller,
        changes: printed.letters.iter().map(|_| Vec::new()).collect(),
        known: HashMap::new(),
    };
    let mut numbers = Vec::with_capacity(hunks.len());
    for (at, hunk) in hunks.iter().enumerate() {
        let before = at.checked_sub(1).map_or(0, |before| hunks[before].record.end);
        let after = hunks
            .get(at + 1)
            .map_or(printed.words.len(), |next| next.record.start);
        numbers.push(telling.hunk(hunk, (before, after)));
    }
    let pages = page::pages(printed, (&finished.words, recorded), hunks, &numbers);
    let mut parts = telling.changes.into_iter().zip(pages).zip(&printed.letters).map(
        |((changes, page), letter)| {
            let id = letter.bundle.record.id.clone();
            let language = (letter.language.clone(), letter.direction);
            Difference { page, letter: language, ..Difference::told(teller, (&id, &id), changes) }
        },
    );
    let mut whole = parts
        .next()
        .unwrap_or_else(|| Difference::told(teller, ("", ""), Vec::new()));
    whole.enclosed = parts.filter(|part| !part.is_empty()).collect();
    match recorded {
        RecordSide::New => whole.old.clone_from(&finished.name),
        RecordSide::Old => whole.new.clone_from(&finished.name),
    }
    whole
}

struct Account<'t> {
    printed: &'t Print,
    finished: &'t [Word],
    recorded: RecordSide,
    teller: &'t Teller<'t>,
    changes: Vec<Vec<Change>>,
    /// The changes of facts by letter, path and words: a fact that changed is told once.
    known: HashMap<(usize, String, Option<String>), usize>,
}

impl<'t> Account<'t> {
    fn words(&self) -> &'t [PrintedWord] {
        &self.printed.words
    }

    /// Tells a hunk between where the one before ends and the one after starts; the number of its
    /// change in its letter.
    fn hunk(&mut self, hunk: &Hunk, between: (usize, usize)) -> usize {
        let words = &self.words()[hunk.record.clone()];
        let letter = self.printed.letter_of(hunk);
        let mut fields: Vec<&PrintedWord> = Vec::new();
        for word in words.iter().filter(|word| is_field(word)) {
            if fields.iter().all(|known| known.origin != word.origin) {
                fields.push(word);
            }
        }
        let others =
            |word: &&PrintedWord| !is_field(word) && word.word.text.contains(char::is_alphanumeric);
        let others = words.iter().filter(others).count();
        // An article before a name comes and goes with it.
        let has_others = others > if hunk.finished.is_empty() { 0 } else { 2 };
        let known = match fields[..] {
            [] => None,
            [field] if !has_others => self.fact(letter, field, hunk),
            _ if !has_others && hunk.finished.is_empty() => self.item(&fields),
            _ => None,
        };
        if let Some((path, fact)) = known {
            let key = (letter, path, self.text_of(&hunk.finished));
            if let Some(number) = self.known.get(&key) {
                return *number;
            }
            let number = self.push(letter, self.teller.fact(&fact));
            self.known.insert(key, number);
            return number;
        }
        let change = if fields.is_empty() && hunks::is_prose_hunk(self.words(), hunk) {
            self.prose(hunk, between)
        } else if fields.is_empty() && self.is_paragraph(hunk) {
            let (old, new) = self.sides(None, self.text_of(&hunk.finished));
            let what = self.what(true, false);
            self.teller
                .prose(&ProseChange { what, unit: Unit::Paragraph, old, new })
        } else {
            let labels = self.labels(&fields);
            let (record, finished) = (self.printed_of(hunk), self.text_of(&hunk.finished));
            let what = self.what(record.is_none(), finished.is_none());
            let path = fields.first().and_then(|field| Some(self.skeleton(field)?.0));
            let (old_path, path) = self.sides(path, None);
            let (old, new) = self.sides(record, finished);
            let mut change = self.teller.wording(what, (old, new), &labels);
            (change.old_path, change.path) = (old_path, path);
            change
        };
        self.push(letter, change)
    }

    fn push(&mut self, letter: usize, mut change: Change) -> usize {
        change.in_letter = true;
        let changes = &mut self.changes[letter];
        changes.push(change);
        changes.len() - 1
    }

    /// What stands in the old letter and in the new one, of what the record and the finished letter
    /// have.
    fn sides<T>(&self, record: Option<T>, finished: Option<T>) -> (Option<T>, Option<T>) {
        match self.recorded {
            RecordSide::Old => (record, finished),
            RecordSide::New => (finished, record),
        }
    }

    fn what(&self, record_lacks: bool, finished_lacks: bool) -> What {
        match (record_lacks, finished_lacks) {
            (false, false) => What::Changed,
            (true, _) if self.recorded == RecordSide::New => What::Dropped,
            (true, _) => What::Added,
            (false, true) if self.recorded == RecordSide::New => What::Added,
            (false, true) => What::Dropped,
        }
    }

    /// The path and the place of the field that a word came from.
    fn skeleton(&self, word: &PrintedWord) -> Option<(String, Fact)> {
        let Some(Origin::Field { path, .. }) = &word.origin else { return None };
        let fact = facts::at(self.printed.letter(word)?, path)?;
        Some((path.clone(), fact))
    }

    /// The change of one field.
    fn fact(&self, letter: usize, field: &PrintedWord, hunk: &Hunk) -> Option<(String, Fact)> {
        let (path, mut fact) = self.skeleton(field)?;
        let is_own = field.letter == letter
            && matches!(field.origin, Some(Origin::Field { letter: None, .. }));
        let value = |text: Option<String>| text.map(serde_json::Value::String);
        let (mut record, mut finished) = (self.printed_of(hunk), self.text_of(&hunk.finished));
        // The mark that goes on to the next field says nothing.
        let marks = [':', ';', ',', '،', '：', '；', '，'];
        let ends = |text: &Option<String>| text.as_ref().is_none_or(|it| it.ends_with(marks));
        if ends(&record) && ends(&finished) {
            for text in [&mut record, &mut finished].into_iter().flatten() {
                text.truncate(text.trim_end_matches(marks).len());
            }
        }
        fact.what = self.what(record.is_none(), finished.is_none());
        (fact.old, fact.new) = self.sides(value(record), value(finished));
        (fact.old_path, fact.path) = self.sides(is_own.then(|| path.clone()), None);
        Some((path, fact))
    }

    /// What fields are called: by the item that they are of, if it is one.
    fn labels(&self, fields: &[&PrintedWord]) -> Vec<String> {
        if let ([_, _, ..], Some((_, item))) = (fields, self.item(fields)) {
            return vec![self.teller.name_of(&item)];
        }
        let named = fields.iter().filter_map(|field| self.skeleton(field));
        named.map(|(_, fact)| self.teller.name_of(&fact)).collect()
    }

    /// The item of a list that the finished letter lacks, if all its words are of one.
    fn item(&self, fields: &[&PrintedWord]) -> Option<(String, Fact)> {
        let (mut path, _) = self.skeleton(fields.first()?)?;
        path.truncate(path.find(']')? + 1);
        let all = fields.iter().all(|field| {
            matches!(&field.origin, Some(Origin::Field { path: of, .. }) if of.starts_with(&path))
        });
        let mut fact = facts::at(self.printed.letter(fields.first()?)?, &path).filter(|_| all)?;
        fact.what = self.what(false, true);
        let value = fact.of.last()?.value.clone();
        (fact.old, fact.new) = self.sides(Some(value), None);
        (fact.old_path, fact.path) = self.sides(Some(path.clone()), None);
        Some((path, fact))
    }

    /// A change of prose: the whole sentence as far as nothing else changed in it, or a paragraph.
    fn prose(&self, hunk: &Hunk, (before, after): (usize, usize)) -> Change {
        let words = self.words();
        let (mut from, mut to) = (hunk.record.start, hunk.record.end);
        let passage = words
            .get(from.min(words.len().saturating_sub(1)))
            .map(|it| it.word.passage);
        let here = |at: usize| words.get(at).is_some_and(|it| Some(it.word.passage) == passage);
        let is_whole = hunk.finished.is_empty() && (from == 0 || !here(from - 1)) && (!here(to));
        while from > before && here(from - 1) && !hunks::ends_sentence(&words[from - 1].word.text) {
            from -= 1;
        }
        let ends = |at: usize| at > 0 && hunks::ends_sentence(&words[at - 1].word.text);
        while to < after && here(to) && (to == hunk.record.start || !ends(to)) {
            to += 1;
        }
        let range = (hunk.finished.start - (hunk.record.start - from))
            ..(hunk.finished.end + (to - hunk.record.end));
        let (unit, record, finished) = if is_whole {
            (Unit::Paragraph, self.printed_of(hunk), None)
        } else {
            let whole = Hunk { record: from..to, finished: range.clone() };
            (Unit::Sentence, self.printed_of(&whole), self.text_of(&range))
        };
        let what = self.what(record.is_none(), finished.is_none());
        let (old, new) = self.sides(record, finished);
        let mut change = self.teller.prose(&ProseChange { what, unit, old, new });
        (change.old_path, change.path) = self.sides(Some("body".to_owned()), None);
        change
    }

    /// Whether words of the finished letter are a paragraph of their own, beside prose.
    fn is_paragraph(&self, hunk: &Hunk) -> bool {
        let (words, range) = (self.words(), &hunk.finished);
        let beside = [hunk.record.start.checked_sub(1), Some(hunk.record.start)];
        let mut beside = beside.into_iter().flatten().filter_map(|at| words.get(at));
        hunk.record.is_empty() && beside.any(is_prose) && is_passage(self.finished, range)
    }

    /// What the record prints.
    fn printed_of(&self, hunk: &Hunk) -> Option<String> {
        let words = self.words()[hunk.record.clone()].iter();
        text(words.map(|it| (it.word.text.as_str(), it.word.spaced)))
    }

    /// What the finished letter says.
    fn text_of(&self, range: &std::ops::Range<usize>) -> Option<String> {
        let words = self.finished[range.clone()].iter();
        text(words.map(|it| (it.text.as_str(), it.spaced)))
    }
}

/// Words as text; none where there are none.
fn text<'w>(words: impl Iterator<Item = (&'w str, bool)>) -> Option<String> {
    let mut out = String::new();
    for (word, spaced) in words {
        if spaced && !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    (!out.is_empty()).then_some(out)
}
