//! The name of a meeting in every calendar, for good (RFC 5545, section 3.8.4.7).
//!
//! The name is made from the process of the meeting (or from the office, where there is no
//! process) and from its id, and from nothing else. So the calendar of one letter names a
//! meeting as the programme of the whole archive does, whichever of its letters is read. They
//! can differ only where the letters of one meeting name neither the same process nor the same
//! office, where one id is used for several meetings, and for meetings without an id.

use std::collections::HashSet;

use crate::text::{Fingerprinter, hex};

/// What a meeting is named after.
pub(super) struct Named<'a> {
    pub(super) process: Option<&'a str>,
    pub(super) office: &'a str,
    pub(super) id: Option<&'a str>,
    /// The letter that announced it first, and the meeting's place among those of the letter.
    pub(super) letter: &'a str,
    pub(super) place: usize,
}

/// A name that no other meeting has.
pub(super) fn uid(named: &Named<'_>, taken: &mut HashSet<String>) -> String {
    let owner = match named.process {
        Some(process) => ["process", process],
        None => ["office", named.office],
    };
    let place = named.place.to_string();
    let short = named.id.map(|id| print(id, &[owner[0], owner[1], id]));
    let longer = || {
        print(
            named.id.unwrap_or("meeting"),
            &[owner[0], owner[1], named.id.unwrap_or_default(), "letter", named.letter],
        )
    };
    let longest = || print(named.id.unwrap_or("meeting"), &["place", named.letter, &place]);
    let free = |uid: &String| !taken.contains(uid);
    let uid = (short.filter(free))
        .or_else(|| named.id.is_some().then(longer).filter(free))
        .unwrap_or_else(longest);
    taken.insert(uid.clone());
    uid
}

/// Letters that a person recognises, and a fingerprint that makes them the only ones.
fn print(word: &str, parts: &[&str]) -> String {
    let mut sum = Fingerprinter::default();
    for part in parts {
        sum.add(part);
    }
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let uid: String = word.chars().take(32).map(plain).collect();
    format!("{uid}-{}", hex(sum.fingerprint().as_ref()))
}

/// The name of one of a meeting's entries: the first has the meeting's own.
pub(super) fn entry(uid: &str, place: usize) -> String {
    match place {
        0 => uid.to_owned(),
        place => format!("{uid}-{}", place + 1),
    }
}
