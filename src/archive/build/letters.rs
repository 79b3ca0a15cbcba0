//! The letters of a build: each made again when what it is made of changed, and not otherwise.

mod earlier;
mod make;
mod reach;
mod unchanged;

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock};

use rayon::prelude::*;

use crate::archive::letter::{Maker, sha256};
use crate::archive::report::{Failure, Omission};
use crate::archive::state::{PackedLetter, gathered};
use crate::archive::store::{Listing, Phase, Progress, RecordFolder, SiteFolder, Stamp, Written};
use crate::archive::texts::Texts;
use crate::error::Error;
use crate::finding::Finding;
use crate::text::{file_stem, nfc};
use reach::{are_most, lies_in, most_are_gone, omission, out_of_reach};

/// The letters of a build.
#[derive(Debug, Default)]
pub(super) struct Letters {
    /// In the order of the paths of their records.
    pub(super) all: Vec<PackedLetter>,
    /// Letters that are not in the archive.
    pub(super) left_out: Vec<Omission>,
    /// How many were made.
    pub(super) made: usize,
    /// How many that were in the archive are no longer.
    pub(super) removed: usize,
    /// The state is another than before.
    pub(super) is_new: bool,
    /// Files of letters as they were before, which may no longer be wanted.
    pub(super) stale: Vec<Written>,
}

/// How many letters are made before they are put together.
const CHUNK: usize = 2_000;

/// What is known from before.
#[derive(Debug, Default)]
pub(super) struct Previous {
    /// The letters, in the order of the paths of their records.
    pub(super) letters: Vec<PackedLetter>,
    /// Letters that were left out, and why.
    pub(super) left_out: Vec<(String, Vec<String>)>,
    /// They were made by the same program with the same settings.
    pub(super) trusted: bool,
}

/// Where letters come from and go to.
#[derive(Clone, Copy)]
pub(super) struct Io<'a> {
    pub(super) records: &'a dyn RecordFolder,
    pub(super) site: &'a dyn SiteFolder,
    pub(super) texts: &'a Texts<'a>,
    pub(super) progress: &'a dyn Progress,
}

/// A record on the list, with what is known of it from before.
struct ListedRecord {
    path: String,
    stamp: Stamp,
    before: Option<PackedLetter>,
}

/// What became of a record.
enum Outcome {
    Unchanged(PackedLetter),
    /// Its record has another stamp, and the same bytes.
    Touched(PackedLetter),
    Made(PackedLetter),
    Omission(Omission),
    /// The work was stopped by an error elsewhere.
    Stopped,
}

struct LetterBuild<'a> {
    maker: &'a Maker<'a>,
    io: Io<'a>,
    trusted: bool,
    /// All records, in the order of their paths.
    listed: &'a [ListedRecord],
    /// The ids of the records of each folder, for who asks what lies beside one.
    folders: OnceLock<HashMap<&'a str, Vec<&'a str>>>,
    /// What is filed of the letters of each folder, for calendars that know earlier ones.
    filed: OnceLock<earlier::Folders<'a>>,
    /// No record is other than it was.
    same: bool,
    /// Records that cannot be told apart, each with one it is taken for.
    duplicates: HashMap<String, String>,
    stop: AtomicBool,
    error: Mutex<Option<Error>>,
}

/// Makes all letters of a part, or takes them over unchanged.
pub(super) fn all(
    maker: &Maker<'_>,
    io: Io<'_>,
    before: Previous,
    part: Option<(u32, u32)>,
) -> Result<Letters, Failure> {
    let Listing { records: list, unreachable } = io.records.list()?;
    let duplicates = duplicates(&list);
    let (mut left_before, mut letters) = (before.left_out, Letters::default());
    let known = before.letters.len();
    let (listed, gone) = joined(list, before.letters);
    // What is left over has no record any more, or none that can be reached.
    let (hidden, gone): (Vec<_>, Vec<_>) = gone
        .into_iter()
        .partition(|letter| lies_in(letter.path(), &unreachable));
    if let Some(letter) = hidden.first().filter(|_| !before.trusted) {
        return Err(out_of_reach(io.records, letter.path(), &unreachable).into());
    }
    if !maker.may_remove_most() && are_most(gone.len(), known, listed.is_empty()) {
        return Err(most_are_gone(gone.len(), known).into());
    }
    letters.removed = gone.len();
    letters.left_out.extend(unreachable.into_iter().map(omission));
    letters.stale.extend(gone.iter().flat_map(files_of));
    let mut work = LetterBuild {
        maker,
        io,
        trusted: before.trusted,
        listed: &listed,
        folders: OnceLock::new(),
        filed: OnceLock::new(),
        same: false,
        duplicates,
        stop: AtomicBool::new(false),
        error: Mutex::new(None),
    };
    work.same = gone.is_empty() && work.all_the_same();
    if maker.holds_calendar && !work.same {
        work.file_all();
    }
    let mine: Vec<_> = listed.iter().filter(|listed| of_part(&listed.path, part)).collect();
    io.progress.begin(Phase::Letters, mine.len());
    for chunk in mine.chunks(CHUNK) {
        let first = letters.all.len();
        let outcomes: Vec<_> = chunk
            .par_iter()
            .map(|listed| {
                let outcome = work.letter(listed);
                io.progress.done();
                // Only a letter that changed can have left files behind.
                let same = matches!(outcome, Outcome::Unchanged(_) | Outcome::Touched(_));
                let had = listed.before.as_ref().filter(|_| !same);
                (had.map(files_of), outcome)
            })
            .collect();
        for (had, outcome) in outcomes {
            letters.removed +=
                usize::from(had.is_some() && matches!(outcome, Outcome::Omission(_)));
            letters.stale.extend(had.into_iter().flatten());
            match outcome {
                Outcome::Unchanged(letter) => letters.all.push(letter),
                Outcome::Touched(letter) => {
                    letters.is_new = true;
                    letters.all.push(letter);
                }
                Outcome::Made(letter) => {
                    letters.made += 1;
                    letters.all.push(letter);
                }
                Outcome::Omission(left) => letters.left_out.push(left),
                Outcome::Stopped => {}
            }
        }
        gathered(&mut letters.all[first..]);
    }
    if let Some(error) = work.error.into_inner().ok().flatten() {
        return Err(error.into());
    }
    if !hidden.is_empty() {
        // They stay as they are until their records can be reached again.
        letters.all.extend(hidden);
        letters.all.sort_by(|a, b| a.path().cmp(b.path()));
    }
    letters.left_out.sort_by(|a, b| a.path.cmp(&b.path));
    left_before.sort();
    let left = letters.left_out.iter().map(|left| (&left.path, &left.reasons));
    let same = left.eq(left_before.iter().map(|(path, reasons)| (path, reasons)));
    letters.is_new |= letters.made > 0 || letters.removed > 0 || !same;
    Ok(letters)
}

/// The records with what is known of each, and the letters that have no record any more.
/// Both are in the order of their paths.
fn joined(
    list: Vec<(String, Stamp)>,
    letters: Vec<PackedLetter>,
) -> (Vec<ListedRecord>, Vec<PackedLetter>) {
    let mut gone = Vec::new();
    let mut letters = letters.into_iter().peekable();
    let mut listed = Vec::with_capacity(list.len());
    for (path, stamp) in list {
        while let Some(letter) = letters.next_if(|letter| letter.path() < path.as_str()) {
            gone.push(letter);
        }
        let before = letters.next_if(|letter| letter.path() == path);
        listed.push(ListedRecord { path, stamp, before });
    }
    gone.extend(letters);
    (listed, gone)
}

/// The files of a letter.
fn files_of(letter: &PackedLetter) -> Vec<Written> {
    letter.card().map(|card| card.written().collect()).unwrap_or_default()
}

/// The folder that the record at a path lies in; empty for the folder of records itself.
fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The id of the record at a path: its name without the extension.
fn id_of(path: &str) -> &str {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Whether a record belongs to a part: by its id alone, so that every machine agrees.
pub(in crate::archive) fn of_part(path: &str, part: Option<(u32, u32)>) -> bool {
    let Some((number, count)) = part else {
        return true;
    };
    let hash = sha256(nfc(id_of(path)).as_bytes());
    let number_of = u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]) % count.max(1);
    number_of + 1 == number
}

/// Records with the same id, or whose files would have the same names: each with another one.
fn duplicates(list: &[(String, Stamp)]) -> HashMap<String, String> {
    let mut first: HashMap<String, &str> = HashMap::with_capacity(list.len());
    let mut duplicates = HashMap::new();
    for (path, _) in list {
        // Names that differ in case only are the same on many disks.
        let name = file_stem(id_of(path)).to_lowercase();
        match first.get(&name) {
            Some(other) => {
                duplicates.insert(path.clone(), (*other).to_owned());
                duplicates.entry((*other).to_owned()).or_insert_with(|| path.clone());
            }
            None => {
                first.insert(name, path);
            }
        }
    }
    duplicates
}

impl LetterBuild<'_> {
    fn letter(&self, listed: &ListedRecord) -> Outcome {
        if self.stop.load(Ordering::Relaxed) {
            return Outcome::Stopped;
        }
        if let Some(other) = self.duplicates.get(&listed.path) {
            return self.duplicate(&listed.path, other);
        }
        if self.trusted
            && let Some(packed) = &listed.before
            && let Some(unchanged) = self.unchanged(listed, packed)
        {
            return unchanged;
        }
        match self.make(listed) {
            Ok(Ok(made)) => Outcome::Made(made),
            Ok(Err(findings)) => Outcome::Omission(Omission::new(listed.path.clone(), findings)),
            Err(error) => {
                self.stop.store(true, Ordering::Relaxed);
                if let Ok(mut first) = self.error.lock() {
                    first.get_or_insert(error);
                }
                Outcome::Stopped
            }
        }
    }

    /// The ids of what lies in the folder of a record, itself among them.
    fn beside_of(&self, path: &str) -> &[&str] {
        let folders = self.folders.get_or_init(|| {
            let mut folders: HashMap<_, Vec<_>> = HashMap::new();
            for ListedRecord { path, .. } in self.listed {
                folders.entry(folder_of(path)).or_default().push(id_of(path));
            }
            folders
        });
        folders.get(folder_of(path)).map_or(&[], Vec::as_slice)
    }

    fn duplicate(&self, path: &str, other: &str) -> Outcome {
        let records = self.io.records;
        let (one, other) = (records.shown(path), records.shown(other));
        let message =
            format!("{one} and {other} have the same id, and neither can be told from the other");
        let finding = Finding::error("same-id", message)
            .help("give one of them another name, or take it out of the folder");
        Outcome::Omission(Omission::new(path.to_owned(), vec![finding]))
    }
}
