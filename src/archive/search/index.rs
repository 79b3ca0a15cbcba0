//! An index: terms in order, each with its letters. In memory it has the form that it has in files.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::postings::{Postings, cut_lists, read_varint, write_varint};

/// What letters are found by: terms in order, each with the letters that have it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Index(Vec<u8>);

/// What becomes of the number of a letter: another number, or none for a letter that is gone.
pub(super) type Renumber<'n> = &'n (dyn Fn(u32) -> Option<u32> + Sync);

impl Index {
    pub(super) fn of(terms: HashMap<Box<str>, Postings>) -> Self {
        let mut terms: Vec<_> = terms.into_iter().collect();
        terms.sort_unstable_by(|(a, _), (b, _)| order(a, b));
        let mut writer = Writer::default();
        for (term, mut postings) in terms {
            writer.push(&term, &mut postings);
        }
        Self(writer.bytes)
    }

    /// Both in one. A letter is in one of them only.
    #[must_use]
    pub fn merge(&self, other: &Self) -> Self {
        let mut writer = Writer::with_capacity(self.0.len() + other.0.len());
        let (mut one, mut two) = (Reader::new(&self.0), Reader::new(&other.0));
        let mut postings = Postings::default();
        loop {
            let next = match (one.term(), two.term()) {
                (None, None) => break,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(a), Some(b)) => order(a, b),
            };
            match next {
                Ordering::Less => writer.copy(&mut one),
                Ordering::Greater => writer.copy(&mut two),
                Ordering::Equal => {
                    postings.clear();
                    // What is read here was written by this program.
                    let _ = postings.read(one.lists);
                    let _ = postings.read(two.lists);
                    writer.push(one.term().unwrap_or_default(), &mut postings);
                    one.step();
                    two.step();
                }
            }
        }
        Self(writer.bytes)
    }

    /// The index when letters have other numbers, in the same order, or are gone.
    #[must_use]
    pub fn renumbered(&self, number: Renumber<'_>) -> Self {
        let mut writer = Writer::with_capacity(self.0.len());
        let mut reader = Reader::new(&self.0);
        let (mut postings, mut now) = (Postings::default(), Postings::default());
        while let Some(term) = reader.term() {
            postings.clear();
            now.clear();
            let _ = postings.read(reader.lists);
            now.head
                .extend(postings.head.iter().filter_map(|letter| number(*letter)));
            now.text
                .extend(postings.text.iter().filter_map(|letter| number(*letter)));
            if !now.is_empty() {
                writer.push(term, &mut now);
            }
            reader.step();
        }
        Self(writer.bytes)
    }

    /// Reads the pieces of an index, in their order; lists for whole beginnings are left out. None
    /// if they are no index.
    pub(super) fn read(pieces: impl IntoIterator<Item = Vec<u8>>) -> Option<Self> {
        let mut writer = Writer::default();
        for bytes in pieces {
            let mut reader = Reader::new(&bytes);
            while let Some(term) = reader.term() {
                if term.ends_with(super::STAR) {
                    reader.step();
                } else {
                    writer.copy(&mut reader);
                }
            }
            if !reader.rest.is_empty() {
                return None;
            }
        }
        Some(Self(writer.bytes))
    }

    /// Calls `see` with every term and its lists.
    pub(super) fn each(&self, mut see: impl FnMut(&str, &[u8])) {
        let mut reader = Reader::new(&self.0);
        while let Some(term) = reader.term() {
            see(term, reader.lists);
            reader.step();
        }
    }
}

/// The order of JavaScript, which compares the units of UTF-16: what begins with a byte from F0
/// on are two units there, and these come before U+E000.
pub(super) fn order(a: &str, b: &str) -> Ordering {
    let differ = a.bytes().zip(b.bytes()).find(|(a, b)| a != b);
    match differ {
        None => a.len().cmp(&b.len()),
        Some((0xEE | 0xEF, 0xF0..)) => Ordering::Greater,
        Some((0xF0.., 0xEE | 0xEF)) => Ordering::Less,
        Some((a, b)) => a.cmp(&b),
    }
}

/// Writes terms in order: each as the length of what it shares with the one before, and the rest.
#[derive(Debug, Default)]
pub(super) struct Writer {
    pub(super) bytes: Vec<u8>,
    before: Vec<u8>,
}

impl Writer {
    fn with_capacity(bytes: usize) -> Self {
        Self { bytes: Vec::with_capacity(bytes), before: Vec::new() }
    }

    fn push(&mut self, term: &str, postings: &mut Postings) {
        self.term(term);
        postings.write(&mut self.bytes);
    }

    /// A term with lists that are written already.
    pub(super) fn add(&mut self, term: &str, lists: &[u8]) {
        self.term(term);
        self.bytes.extend_from_slice(lists);
    }

    /// Copies the term at which a reader stands, and moves it on.
    fn copy(&mut self, reader: &mut Reader<'_>) {
        let lists = reader.lists;
        self.add(reader.term().unwrap_or_default(), lists);
        reader.step();
    }

    fn term(&mut self, term: &str) {
        let term = term.as_bytes();
        let shared = (self.before.iter().zip(term)).take_while(|(a, b)| a == b).count();
        write_varint(&mut self.bytes, shared as u64);
        write_varint(&mut self.bytes, (term.len() - shared) as u64);
        self.bytes.extend_from_slice(&term[shared..]);
        self.before.truncate(shared);
        self.before.extend_from_slice(&term[shared..]);
    }
}

/// Reads terms one by one. It stands at a term, or at the end.
struct Reader<'i> {
    rest: &'i [u8],
    term: Vec<u8>,
    lists: &'i [u8],
    ended: bool,
}

impl<'i> Reader<'i> {
    fn new(bytes: &'i [u8]) -> Self {
        let mut reader = Self { rest: bytes, term: Vec::new(), lists: &[], ended: false };
        reader.step();
        reader
    }

    /// The term at which it stands; none at the end.
    fn term(&self) -> Option<&str> {
        if self.ended { None } else { std::str::from_utf8(&self.term).ok() }
    }

    /// Moves on; what is no index ends it early, with bytes left over.
    fn step(&mut self) {
        let mut rest = self.rest;
        match self.next(&mut rest) {
            Some(lists) => (self.rest, self.lists) = (rest, lists),
            None => self.ended = true,
        }
    }

    fn next(&mut self, rest: &mut &'i [u8]) -> Option<&'i [u8]> {
        let shared = usize::try_from(read_varint(rest)?).ok()?;
        let length = usize::try_from(read_varint(rest)?).ok()?;
        let (new, after) = rest.split_at_checked(length)?;
        *rest = after;
        if shared > self.term.len() {
            return None;
        }
        self.term.truncate(shared);
        self.term.extend_from_slice(new);
        std::str::from_utf8(&self.term).ok()?;
        cut_lists(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_have_the_order_of_javascript() {
        let mut terms = ["a", "", "aa", "b", "é", "\u{FFFD}", "\u{E000}", "\u{1F54A}", "中"];
        terms.sort_by(|a, b| order(a, b));
        let mut expected = terms;
        expected.sort_by_key(|term| term.encode_utf16().collect::<Vec<_>>());
        assert_eq!(terms, expected);
    }
}
