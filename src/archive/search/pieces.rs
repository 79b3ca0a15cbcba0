//! The index as files: pieces of a few dozen kilobytes, of which a search loads two or three.
//!
//! A piece holds the terms from one to the next in order, each with its letters. Where so much
//! begins with the same letters that it fills pieces, a term with a star says in one list
//! which letters have any of it: `con*`. So the first letters of a word are cheap to search.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use super::postings::{Collected, lists, read_list, varint};

/// A piece is full when it has so many bytes.
const PIECE: usize = 32 * 1024;
/// So many bytes of terms with one beginning get a list for all of it.
const CROWDED: usize = 48 * 1024;

/// A term and its letters, as a piece has them.
type Entry = (String, Vec<u8>);

/// What the page must know of a piece: where it begins, and its checksum.
#[derive(Debug, Serialize)]
pub(super) struct Piece(String, String);

/// Terms and their letters, in the order of the index.
pub(super) fn entries(terms: Vec<(Box<str>, Collected)>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = (terms.into_par_iter())
        .map(|(term, collected)| {
            let (mut head, mut text) = (Vec::new(), Vec::new());
            for (letter, in_head) in collected.each() {
                if in_head { &mut head } else { &mut text }.push(letter);
            }
            (term.into_string(), lists(&mut head, &mut text))
        })
        .collect();
    // The order of JavaScript, so that the page compares as it always does.
    let order = |(a, _): &Entry, (b, _): &Entry| a.encode_utf16().cmp(b.encode_utf16());
    entries.par_sort_unstable_by(order);
    let mut stars = Vec::new();
    crowded(&entries, 1, &mut stars);
    entries.append(&mut stars);
    entries.par_sort_unstable_by(order);
    entries
}

/// Finds beginnings of `length` characters and more that fill pieces.
fn crowded(entries: &[Entry], length: usize, stars: &mut Vec<Entry>) {
    let beginning = |(term, _): &Entry| -> Option<String> {
        let beginning: String = term.chars().take(length).collect();
        let whole = beginning.chars().count() == length && !term.starts_with(super::OFFICE);
        whole.then_some(beginning)
    };
    for group in entries.chunk_by(|a, b| beginning(a) == beginning(b)) {
        let size: usize = group.iter().map(|(term, lists)| term.len() + lists.len()).sum();
        let Some(beginning) = group.first().and_then(beginning) else {
            continue;
        };
        if size <= CROWDED || group.len() < 2 {
            continue;
        }
        stars.push((beginning + "*", union(group)));
        crowded(group, length + 1, stars);
    }
}

/// The letters of any of these terms: in the head of one, else in the text of one.
fn union(group: &[Entry]) -> Vec<u8> {
    let mut marks: Vec<u8> = Vec::new();
    let mut found = Vec::new();
    for (_, lists) in group {
        let mut rest = lists.as_slice();
        for mark in [2, 1] {
            found.clear();
            // What is read here was written above.
            let _ = read_list(&mut rest, &mut found);
            for letter in &found {
                let at = *letter as usize;
                if at >= marks.len() {
                    marks.resize(at + 1, 0);
                }
                marks[at] |= mark;
            }
        }
    }
    let (mut head, mut text) = (Vec::new(), Vec::new());
    for (letter, mark) in (0..).zip(marks) {
        match mark {
            0 => {}
            1 => text.push(letter),
            _ => head.push(letter),
        }
    }
    lists(&mut head, &mut text)
}

/// Cuts the index into pieces. Each is its file, with what the page must know of it.
pub(super) fn pieces<E>(
    entries: Vec<Entry>,
    mut piece: impl FnMut(Piece, Vec<u8>) -> Result<(), E>,
) -> Result<(), E> {
    let mut open: Option<(String, Vec<u8>)> = None;
    let mut before = String::new();
    for (term, lists) in entries {
        let (_, bytes) = open.get_or_insert_with(|| {
            before.clear();
            (term.clone(), Vec::with_capacity(PIECE * 2))
        });
        let shared = (before.bytes().zip(term.bytes())).take_while(|(a, b)| a == b).count();
        let rest = &term.as_bytes()[shared..];
        varint(bytes, shared as u64);
        varint(bytes, rest.len() as u64);
        bytes.extend_from_slice(rest);
        bytes.extend_from_slice(&lists);
        before = term;
        if bytes.len() >= PIECE
            && let Some((first, bytes)) = open.take()
        {
            piece(Piece(first, checksum(&bytes)), bytes)?;
        }
    }
    match open {
        Some((first, bytes)) => piece(Piece(first, checksum(&bytes)), bytes),
        None => Ok(()),
    }
}

/// By this the page sees that a file is of the same index (FNV-1a): browsers keep old ones.
pub(super) fn checksum(bytes: &[u8]) -> String {
    let step = |hash: u32, byte: &u8| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    format!("{:08x}", bytes.iter().fold(0x811C_9DC5, step))
}

/// What the page loads first.
#[derive(Debug, Serialize)]
pub(super) struct Contents<'a> {
    /// How many letters there are.
    pub(super) letters: u32,
    /// So many of them, the first ones, bear dates.
    pub(super) dated: u32,
    /// How many letters a file of entries has.
    pub(super) block: u32,
    /// Years, with the first letter of each and the first that is not of it any more.
    pub(super) years: Vec<(i32, u32, u32)>,
    /// The offices, with the senders that they write for.
    pub(super) offices: Vec<(&'a str, &'a str)>,
    /// The months by their folded names.
    pub(super) months: &'a BTreeMap<String, u32>,
    /// The checksums of the files of entries.
    pub(super) entries: Vec<String>,
    /// The pieces.
    pub(super) pieces: Vec<Piece>,
}
