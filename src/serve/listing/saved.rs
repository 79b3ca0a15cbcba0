//! The listing as it is kept for the next start, in the hidden folder of the desk.
//!
//! It is a short cut and no source: a letter of it counts only where the stamps of all files it was
//! made of are those of the files that lie there now, down to their numbers in the file system, which
//! nobody can know who only sends a folder. What is damaged, of another program, of other templates
//! or rules, or no listing at all, is not there.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{KnownLetter, Letters, ListEntry, State};
use crate::archive::Stamp;
use crate::serve::desk::Desk;
use crate::text::is_inner_path;

/// What a listing begins with; another number is another layout.
const LAYOUT: &[u8] = b"chancery listing 1\n";

/// Its hash at its end, in bytes.
const HASH: usize = 32;

/// The longest text of a letter that is taken, in bytes.
const MAX_TEXT: usize = 64 << 10;

/// What changed later before a listing was made may change again and leave the same stamp: two
/// seconds, the coarsest clock of a file system in use.
const TICK: i64 = 2_000_000_000;

#[derive(Serialize, Deserialize)]
struct SavedLetter<'a> {
    path: &'a str,
    stamp: Stamp,
    #[serde(borrow)]
    beside: Vec<(&'a str, Option<Stamp>)>,
    date: &'a str,
    kind: &'a str,
    office: &'a str,
    language: &'a str,
    is_rtl: bool,
    title: &'a str,
    sender: &'a str,
    addressees: Vec<&'a str>,
    people: Vec<&'a str>,
    reference: Option<&'a str>,
    state: State,
    reason: Option<&'a str>,
    findings: u32,
}

impl<'a> SavedLetter<'a> {
    fn new(path: &'a str, stamp: Stamp, known: &'a KnownLetter) -> Self {
        fn texts(all: &[String]) -> Vec<&str> {
            all.iter().map(String::as_str).collect()
        }
        let entry = &known.entry;
        Self {
            path,
            stamp,
            beside: known
                .beside
                .iter()
                .map(|(name, stamp)| (name.as_str(), *stamp))
                .collect(),
            date: &entry.date,
            kind: &entry.kind,
            office: &entry.office,
            language: &entry.language,
            is_rtl: entry.direction == "rtl",
            title: &entry.title,
            sender: &entry.sender,
            addressees: texts(&entry.addressees),
            people: texts(&entry.people),
            reference: entry.reference.as_deref(),
            state: entry.state,
            reason: entry.reason.as_deref(),
            findings: u32::try_from(entry.findings).unwrap_or(u32::MAX),
        }
    }

    /// Whether it can be what a desk wrote.
    fn is_sound(&self) -> bool {
        let beside = self.beside.iter().map(|(name, _)| *name);
        let texts = [self.date, self.kind, self.office, self.language, self.title, self.sender];
        let named = self.addressees.iter().chain(&self.people).copied();
        let others = self.reference.into_iter().chain(self.reason);
        is_inner_path(self.path)
            && beside
                .chain(texts)
                .chain(named)
                .chain(others)
                .all(|text| text.len() <= MAX_TEXT)
    }

    fn known(self) -> (String, KnownLetter) {
        let owned = |all: Vec<&str>| all.into_iter().map(str::to_owned).collect();
        let mut entry = ListEntry::new(self.path, self.state);
        entry.date = self.date.to_owned();
        entry.kind = self.kind.to_owned();
        entry.office = self.office.to_owned();
        entry.language = self.language.to_owned();
        entry.direction = if self.is_rtl { "rtl" } else { "ltr" };
        entry.title = self.title.to_owned();
        entry.sender = self.sender.to_owned();
        entry.addressees = owned(self.addressees);
        entry.people = owned(self.people);
        entry.reference = self.reference.map(str::to_owned);
        entry.reason = self.reason.map(str::to_owned);
        entry.findings = self.findings as usize;
        entry.fold();
        let beside = self.beside.into_iter().map(|(name, stamp)| (name.to_owned(), stamp));
        let beside = beside.collect();
        let known = KnownLetter { stamp: Some(self.stamp), beside, entry: Arc::new(entry) };
        (self.path.to_owned(), known)
    }
}

/// Keeps a listing for the next start. Where it cannot be kept, the next start reads the folder.
pub(super) fn keep(desk: &Desk, letters: &Letters, found: &BTreeMap<String, Stamp>) {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let settled = i64::try_from(now.as_nanos()).unwrap_or(i64::MAX).saturating_sub(TICK);
    let mut bytes = LAYOUT.to_vec();
    bytes.extend_from_slice(desk.made_by().as_ref());
    for (path, known) in letters.all() {
        let Some(stamp) = known.stamp.filter(|_| found.contains_key(path)) else { continue };
        let stamps = known.beside.iter().filter_map(|(_, stamp)| stamp.as_ref());
        if !stamps.chain([&stamp]).all(|stamp| stamp.changed < settled) {
            continue;
        }
        match postcard::to_extend(&SavedLetter::new(path, stamp, known), bytes) {
            Ok(longer) => bytes = longer,
            Err(_) => return,
        }
    }
    let hash = Sha256::digest(&bytes);
    bytes.extend_from_slice(&hash);
    desk.keep_listing(&bytes);
}

/// The letters of the listing that was kept.
pub(super) fn load(desk: &Desk) -> Vec<(String, KnownLetter)> {
    desk.kept_listing()
        .and_then(|bytes| read(&bytes, desk.made_by().as_ref()))
        .unwrap_or_default()
}

fn read(bytes: &[u8], made_by: &[u8]) -> Option<Vec<(String, KnownLetter)>> {
    let (bytes, hash) = bytes.split_at_checked(bytes.len().checked_sub(HASH)?)?;
    if Sha256::digest(bytes)[..] != *hash {
        return None;
    }
    let mut rest = bytes.strip_prefix(LAYOUT)?.strip_prefix(made_by)?;
    let mut all = Vec::new();
    while !rest.is_empty() {
        let (letter, more) = postcard::take_from_bytes::<SavedLetter<'_>>(rest).ok()?;
        if !letter.is_sound() {
            return None;
        }
        all.push(letter.known());
        rest = more;
    }
    Some(all)
}
