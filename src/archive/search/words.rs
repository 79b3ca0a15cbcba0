//! What a text is found by: its words, its symbols whole and in parts, its dates in figures.
//!
//! The page reads texts and queries in the same way (`templates/site/words.js`), by the tables
//! that it gets with the index; `tests/search/words.json` holds both to it.

use std::collections::BTreeSet;

use super::compound::Compound;
use super::fold::{Folded, fold, is_han, is_word, second};
use super::languages::Known;

/// Longer words are cut; a query is cut in the same way. No symbol has more words.
pub(super) const LONGEST: usize = 48;

/// The words of a text, folded; room that is used again for the next text.
#[derive(Debug, Default)]
pub(super) struct Words {
    folded: String,
    /// Words as they are spelt where their marks cannot be written.
    seconds: String,
    pub(super) words: Vec<Word>,
    room: String,
}

/// A word, as its place in the folded text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    start: usize,
    end: usize,
    /// Its place among the second spellings; empty where it has none.
    second: (usize, usize),
    /// The one character between it and the next word.
    glue: Option<char>,
    pub(super) han: bool,
    pub(super) case: Case,
}

/// How a word begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Capital,
    Small,
    /// A figure, or a letter of a script without capitals.
    None,
}

/// What stands at a place in a text.
pub(super) enum Found {
    /// Words joined by slashes: a symbol.
    Symbol,
    /// A date: as ISO 8601, in full or as a month.
    Dates(Vec<String>),
    /// A word.
    Word,
}

impl Words {
    pub(super) fn read(&mut self, text: &str) {
        self.folded.clear();
        self.seconds.clear();
        self.words.clear();
        let mut gap = 0;
        for c in text.chars() {
            fold(c, &mut |part| match part {
                Folded::Mark(mark) if gap == 0 => self.mark(mark),
                Folded::Mark(_) => {}
                Folded::Letter(letter) if is_word(letter) => {
                    self.letter(letter, c, gap == 0);
                    gap = 0;
                }
                Folded::Letter(other) => {
                    self.folded.push(other);
                    gap += 1;
                    if let Some(last) = self.words.last_mut() {
                        last.glue = (gap == 1).then_some(other);
                    }
                }
            });
        }
    }

    /// Adds a letter, which stands for `c`, to the last word or begins another.
    fn letter(&mut self, letter: char, c: char, goes_on: bool) {
        let (start, han) = (self.folded.len(), is_han(letter));
        self.folded.push(letter);
        let end = self.folded.len();
        match self.words.last_mut() {
            Some(last) if goes_on && last.han == han => {
                last.end = end;
                if last.second.0 < last.second.1 {
                    self.seconds.push(letter);
                    last.second.1 = self.seconds.len();
                }
            }
            _ => {
                let case = match c {
                    c if c.is_uppercase() => Case::Capital,
                    c if c.is_lowercase() => Case::Small,
                    _ => Case::None,
                };
                self.words
                    .push(Word { start, end, second: (0, 0), glue: None, han, case });
            }
        }
    }

    /// A mark that was taken off the last letter of the last word.
    fn mark(&mut self, mark: char) {
        let Some(last) = self.words.last_mut() else { return };
        let word = &self.folded[last.start..last.end];
        let Some(follows) = word.chars().next_back().and_then(|letter| second(mark, letter)) else {
            return;
        };
        if last.second.0 == last.second.1 {
            last.second.0 = self.seconds.len();
            self.seconds.push_str(word);
        }
        self.seconds.push(follows);
        last.second.1 = self.seconds.len();
    }

    pub(super) fn text(&self, at: usize) -> &str {
        (self.words.get(at)).map_or("", |word| &self.folded[word.start..word.end])
    }

    /// The folded text of several words, with what stands between them.
    pub(super) fn stretch(&self, at: usize, words: usize) -> &str {
        &self.folded[self.words[at].start..self.words[at + words - 1].end]
    }

    /// How a word is spelt where its marks cannot be written: "mueller" for "Müller".
    pub(super) fn second(&self, at: usize) -> Option<&str> {
        let (start, end) = self.words.get(at)?.second;
        (start < end).then(|| &self.seconds[start..end])
    }

    pub(super) fn glue(&self, at: usize) -> Option<char> {
        // What follows the last word joins it to nothing.
        self.words.get(at + 1)?;
        self.words.get(at)?.glue
    }

    /// What begins with the word at a place, and how many words it is.
    pub(super) fn found(&self, at: usize, known: &Known) -> (Found, usize) {
        let mut end = at + 1;
        let mut slash = false;
        while let Some(glue @ ('/' | '.')) = self.glue(end - 1)
            && end - at < LONGEST
        {
            slash |= glue == '/';
            end += 1;
        }
        if slash {
            return (Found::Symbol, end - at);
        }
        if let Some((dates, length)) = self.dates(at, &known.dates) {
            return (Found::Dates(dates), length);
        }
        (Found::Word, 1)
    }

    /// Calls `see` with every term of a text; one that stands in it twice may come twice. Names
    /// of persons are known by their capitals where they are `named` in a head of a letter.
    pub(super) fn terms(
        &mut self,
        text: &str,
        known: &Known,
        named: bool,
        mut see: impl FnMut(&str),
    ) {
        self.read(text);
        let mut room = std::mem::take(&mut self.room);
        for at in 0..self.words.len() {
            let word = self.text(at);
            if self.words[at].han {
                for (from, c) in word.char_indices() {
                    // Two characters; the last stands alone, so that each begins a term.
                    let next = word[from + c.len_utf8()..].chars().next();
                    let length = c.len_utf8() + next.map_or(0, char::len_utf8);
                    see(&word[from..from + length]);
                }
            } else {
                see(cut(word));
                known.forms.stems(word, &mut |stem| see(cut(stem)));
            }
            if let Some(second) = self.second(at) {
                see(cut(second));
            }
            if self.words[at].case == Case::Capital && contracted(word, &mut room) {
                see(cut(&room));
            }
            match self.found(at, known) {
                // The rest of a symbol is a symbol while a slash is left in it.
                (Found::Symbol, length) => see(cut(self.stretch(at, length))),
                (Found::Dates(dates), _) => dates.iter().for_each(|date| see(date)),
                (Found::Word, _) => {
                    if let Some((compound, length)) = self.whole_compound(at, &known.forms, named) {
                        self.compound_terms(compound, at, length, &mut room, &mut see);
                    }
                }
            }
        }
        self.room = room;
    }

    fn compound_terms(
        &self,
        compound: Compound,
        at: usize,
        length: usize,
        room: &mut String,
        see: &mut impl FnMut(&str),
    ) {
        if compound == Compound::Code {
            for from in at..at + length - 1 {
                self.with_slashes(from, at + length - from, room);
                see(cut(room));
            }
            return;
        }
        if self.is_joined(compound, at, length) {
            self.joined(at, length, room);
            see(cut(room));
        }
        if compound == Compound::Joined && self.is_coded(at, length) {
            self.with_slashes(at, length, room);
            see(cut(room));
        }
    }
}

/// Puts a word with one letter for two that may stand for its mark into `out`: "muller" for
/// "mueller". Ends of words and what follows a q are no such letters: "venues", "request".
pub(super) fn contracted(word: &str, out: &mut String) -> bool {
    let bytes = word.as_bytes();
    if bytes.len() < 5 || !word.is_ascii() {
        return false;
    }
    out.clear();
    let mut at = 0;
    while at < bytes.len() {
        out.push(char::from(bytes[at]));
        let rest = bytes.get(at + 2..).unwrap_or_default();
        let two = matches!(bytes[at], b'a' | b'o' | b'u') && bytes.get(at + 1) == Some(&b'e');
        let inner = at > 0 && bytes[at - 1] != b'q' && !rest.is_empty() && rest != b"s";
        at += if two && inner { 2 } else { 1 };
    }
    out.len() < word.len()
}

/// What a text is found by, in order, each once.
pub fn terms(text: &str, known: &Known) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    Words::default().terms(text, known, true, |term| {
        all.insert(term.to_owned());
    });
    all
}

pub(super) fn cut(term: &str) -> &str {
    match term.char_indices().nth(LONGEST) {
        Some((end, _)) => &term[..end],
        None => term,
    }
}
