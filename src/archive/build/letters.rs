//! The letters of a build: each made again when what it is made of changed, and not otherwise.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, OnceLock};

use rayon::prelude::*;

use super::{Failure, LeftOut};
use crate::archive::card::Card;
use crate::archive::letter::{Made, Maker, sha256};
use crate::archive::state::{Letter, Packed, Used, gathered};
use crate::archive::store::{Phase, Progress, RecordFolder, SiteFolder, Stamp};
use crate::error::Error;
use crate::finding::{Finding, nearest};
use crate::gather::Neighbours;
use crate::pipeline::Input;
use crate::record::Syntax;
use crate::text::file_stem;
use crate::text::{Fingerprint, Fingerprinter};

/// The letters of a build.
#[derive(Debug, Default)]
pub(super) struct Done {
    /// The letters, in the order of the paths of their records.
    pub(super) letters: Vec<Packed>,
    /// Letters that are not in the archive.
    pub(super) left_out: Vec<LeftOut>,
    /// How many were made.
    pub(super) made: usize,
    /// How many that were in the archive are no longer.
    pub(super) removed: usize,
    /// Something is to be remembered that was not before.
    pub(super) news: bool,
    /// Files of letters as they were before, which may no longer be wanted.
    pub(super) stale: Vec<String>,
}

/// How many letters are made before they are put together.
const CHUNK: usize = 2_000;

/// What is known from before.
#[derive(Debug, Default)]
pub(super) struct Before {
    /// The letters, in the order of the paths of their records.
    pub(super) letters: Vec<Packed>,
    /// Letters that were left out, and why.
    pub(super) left_out: Vec<(String, Vec<String>)>,
    /// It was made by the same program with the same settings.
    pub(super) trusted: bool,
}

/// A record on the list, with what is known of it from before.
struct Listed {
    path: String,
    stamp: Stamp,
    before: Option<Packed>,
}

/// What became of a record.
enum Outcome {
    /// With whether its stamp is another one.
    Kept(Packed, bool),
    Made(Packed),
    LeftOut(LeftOut),
    /// The work was stopped by an error elsewhere.
    Stopped,
}

struct Work<'a> {
    maker: &'a Maker<'a>,
    records: &'a dyn RecordFolder,
    site: &'a dyn SiteFolder,
    trusted: bool,
    /// All records, in the order of their paths.
    listed: &'a [Listed],
    /// The ids of the records of each folder, for who asks what lies beside one.
    folders: OnceLock<HashMap<&'a str, Vec<&'a str>>>,
    /// Records that cannot be told apart, each with one it is taken for.
    twins: HashMap<String, String>,
    stop: AtomicBool,
    error: Mutex<Option<Error>>,
}

/// Makes all letters of a part, or keeps them.
pub(super) fn all(
    maker: &Maker<'_>,
    records: &dyn RecordFolder,
    site: &dyn SiteFolder,
    progress: &dyn Progress,
    before: Before,
    part: Option<(u32, u32)>,
) -> Result<Done, Failure> {
    let list = records.list()?;
    let twins = twins(&list);
    let (mut left_before, mut done) = (before.left_out, Done::default());
    let (listed, gone) = joined(list, before.letters);
    // What is left over has no record any more.
    done.removed = gone.len();
    done.stale.extend(gone.iter().flat_map(files_of));
    let work = Work {
        maker,
        records,
        site,
        trusted: before.trusted,
        listed: &listed,
        folders: OnceLock::new(),
        twins,
        stop: AtomicBool::new(false),
        error: Mutex::new(None),
    };
    let mine: Vec<_> = listed.iter().filter(|listed| of_part(&listed.path, part)).collect();
    progress.begin(Phase::Letters, mine.len());
    for chunk in mine.chunks(CHUNK) {
        let first = done.letters.len();
        let outcomes: Vec<_> = chunk
            .par_iter()
            .map(|listed| {
                let outcome = work.letter(listed);
                progress.done();
                // Only what is not kept can have left something behind.
                let kept = matches!(outcome, Outcome::Kept(..));
                let had = listed.before.as_ref().filter(|_| !kept);
                (had.map(files_of), outcome)
            })
            .collect();
        for (had, outcome) in outcomes {
            done.removed += usize::from(had.is_some() && matches!(outcome, Outcome::LeftOut(_)));
            done.stale.extend(had.into_iter().flatten());
            match outcome {
                Outcome::Kept(letter, touched) => {
                    done.news |= touched;
                    done.letters.push(letter);
                }
                Outcome::Made(letter) => {
                    done.made += 1;
                    done.letters.push(letter);
                }
                Outcome::LeftOut(left) => done.left_out.push(left),
                Outcome::Stopped => {}
            }
        }
        gathered(&mut done.letters[first..]);
    }
    if let Some(error) = work.error.into_inner().ok().flatten() {
        return Err(error.into());
    }
    left_before.sort();
    let left = done.left_out.iter().map(|left| (&left.path, &left.reasons));
    let same = left.eq(left_before.iter().map(|(path, reasons)| (path, reasons)));
    done.news |= done.made > 0 || done.removed > 0 || !same;
    Ok(done)
}

/// The records with what is known of each, and the letters that have no record any more.
/// Both are in the order of their paths.
fn joined(list: Vec<(String, Stamp)>, letters: Vec<Packed>) -> (Vec<Listed>, Vec<Packed>) {
    let mut gone = Vec::new();
    let mut letters = letters.into_iter().peekable();
    let mut listed = Vec::with_capacity(list.len());
    for (path, stamp) in list {
        while let Some(letter) = letters.next_if(|letter| letter.path() < path.as_str()) {
            gone.push(letter);
        }
        let before = letters.next_if(|letter| letter.path() == path);
        listed.push(Listed { path, stamp, before });
    }
    gone.extend(letters);
    (listed, gone)
}

/// The paths of a letter's files.
fn files<'c>(card: &'c Card<'_>) -> impl Iterator<Item = String> + 'c {
    (card.files.iter()).map(|file| format!("{}/{}", card.address, file.name))
}

fn files_of(letter: &Packed) -> Vec<String> {
    letter.card().map(|card| files(&card).collect()).unwrap_or_default()
}

/// The folder that the record at a path lies in; empty for the folder of records itself.
fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The id of the record at a path: its name without the ending.
fn id_of(path: &str) -> &str {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Whether a record belongs to a part: by its id alone, so that every machine agrees.
pub(in crate::archive) fn of_part(path: &str, part: Option<(u32, u32)>) -> bool {
    let Some((number, count)) = part else {
        return true;
    };
    let hash = sha256(id_of(path).as_bytes());
    let number_of = u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]) % count.max(1);
    number_of + 1 == number
}

/// Records with the same id, or whose files would have the same names: each with another one.
fn twins(list: &[(String, Stamp)]) -> HashMap<String, String> {
    let mut first: HashMap<String, &str> = HashMap::with_capacity(list.len());
    let mut twins = HashMap::new();
    for (path, _) in list {
        // Names that differ in case only are the same on many disks.
        let name = file_stem(id_of(path)).to_lowercase();
        match first.get(&name) {
            Some(other) => {
                twins.insert(path.clone(), (*other).to_owned());
                twins.entry((*other).to_owned()).or_insert_with(|| path.clone());
            }
            None => {
                first.insert(name, path);
            }
        }
    }
    twins
}

impl Work<'_> {
    fn letter(&self, listed: &Listed) -> Outcome {
        if self.stop.load(Ordering::Relaxed) {
            return Outcome::Stopped;
        }
        if let Some(other) = self.twins.get(&listed.path) {
            return self.twin(&listed.path, other);
        }
        if self.trusted
            && let Some(packed) = &listed.before
            && let Some(kept) = self.kept(listed, packed)
        {
            return kept;
        }
        match self.make(listed) {
            Ok(Ok(made)) => Outcome::Made(made),
            Ok(Err(findings)) => Outcome::LeftOut(LeftOut::new(listed.path.clone(), findings)),
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
            for Listed { path, .. } in self.listed {
                folders.entry(folder_of(path)).or_default().push(id_of(path));
            }
            folders
        });
        folders.get(folder_of(path)).map_or(&[], Vec::as_slice)
    }

    /// A letter that would be made to the same bytes, and whose files are as they were left.
    fn kept(&self, listed: &Listed, packed: &Packed) -> Option<Outcome> {
        let (letter, card) = (packed.letter()?, packed.card()?);
        if !self.unchanged(&letter, &card, self.hash(&listed.path)?) {
            return None;
        }
        if letter.stamp == listed.stamp {
            return Some(Outcome::Kept(packed.clone(), false));
        }
        let letter = Letter { stamp: listed.stamp, ..letter };
        Some(Outcome::Kept(packed.with(&letter)?, true))
    }

    fn twin(&self, path: &str, other: &str) -> Outcome {
        let finding = Finding::error(
            "same-id",
            format!(
                "{} and {} have the same id, and neither can be told from the other",
                self.records.shown(path),
                self.records.shown(other)
            ),
        );
        let finding = finding.help("give one of them another name, or take it out of the folder");
        Outcome::LeftOut(LeftOut::new(path.to_owned(), vec![finding]))
    }

    /// The hash of a record: remembered if its stamp proves it, else read.
    fn hash(&self, path: &str) -> Option<[u8; 32]> {
        let at = self.listed.binary_search_by(|listed| listed.path.as_str().cmp(path));
        let listed = at.ok().and_then(|at| self.listed.get(at));
        let known = listed.and_then(|listed| {
            let letter = listed.before.as_ref()?.letter()?;
            listed.stamp.proves(&letter.stamp).then_some(letter.sha256)
        });
        known.or_else(|| Some(sha256(&self.records.read(path).ok()?)))
    }

    /// Whether a letter would be made of what it was made of, and its files are as they were left.
    fn unchanged(&self, letter: &Letter, card: &Card<'_>, hash: [u8; 32]) -> bool {
        let templates = self.maker.templates(&letter.hands, &letter.names);
        let beside: Option<Vec<_>> = (letter.beside.iter())
            .map(|used| Some((used.path.clone(), self.beside(used)?)))
            .collect();
        let Some(beside) = beside else { return false };
        if !self.knows_versions(letter) {
            return false;
        }
        let print = self.fingerprint(hash, &letter.records, &beside, templates);
        let files = card.files.iter().zip(&letter.stamps).all(|(file, stamp)| {
            let path = format!("{}/{}", card.address, file.name);
            self.site.stamp(&path).is_some_and(|now| now.proves(stamp))
        });
        print == Some(letter.print) && files && card.files.len() == letter.stamps.len()
    }

    /// Whether no file of a further language has come to lie beside a letter, or beside one that
    /// it encloses, since it was made.
    fn knows_versions(&self, letter: &Letter) -> bool {
        let mut records = std::iter::once(&letter.path).chain(&letter.records);
        records.all(|path| {
            let start = path.rsplit_once('.').map_or(path.as_str(), |(start, _)| start);
            let tags = self.records.versions(path);
            tags.iter().all(|tag| {
                let start = format!("{start}.{tag}.");
                (letter.beside.iter()).any(|used| used.path.starts_with(&start))
            })
        })
    }

    fn beside(&self, used: &Used) -> Option<[u8; 32]> {
        let stamp = self.records.stamp(&used.path)?;
        match &used.stamp {
            Some(then) if stamp.proves(then) => Some(used.sha256),
            _ => Some(sha256(&self.records.read(&used.path).ok()?)),
        }
    }

    /// The fingerprint of all that a letter is made of; none if a record is gone.
    fn fingerprint(
        &self,
        own: [u8; 32],
        records: &[String],
        beside: &[(String, [u8; 32])],
        templates: Fingerprint,
    ) -> Option<Fingerprint> {
        let mut fingerprinter = Fingerprinter::default();
        fingerprinter.add(templates).add(own);
        for path in records {
            fingerprinter.add(path).add(self.hash(path)?);
        }
        for (path, hash) in beside {
            fingerprinter.add(path).add(hash);
        }
        Some(fingerprinter.fingerprint())
    }

    /// Makes a letter and writes its files. The outer error stops the build, the inner one
    /// only this letter.
    fn make(&self, listed: &Listed) -> Result<Result<Packed, Vec<Finding>>, Error> {
        let path = &listed.path;
        let bytes = match self.records.read(path) {
            Ok(bytes) => bytes,
            Err(error) => return Ok(Err(vec![unreadable(&error)])),
        };
        let id = id_of(path);
        let name = self.records.shown(path);
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        let syntax = Syntax::from_extension(extension).unwrap_or(Syntax::Yaml);
        let given = Input { id, name: &name, bytes: &bytes, syntax };
        let neighbours = self.records.beside(path);
        let read = Hashing { neighbours: &*neighbours, work: self, path, seen: Mutex::default() };
        let Made { card, files, hands, names, records: ids, beside, versions } =
            match self.maker.make(given, &read) {
                Ok(made) => made,
                Err(findings) => return Ok(Err(findings)),
            };
        let hash = sha256(&bytes);
        let folder = folder_of(path);
        let within = |name: &str| match folder {
            "" => name.to_owned(),
            _ => format!("{folder}/{name}"),
        };
        let seen = read.seen.into_inner().unwrap_or_default();
        let records: Vec<_> = ids
            .iter()
            .filter_map(|id| seen.get(id))
            .map(|(name, hash)| (within(name), *hash))
            .collect();
        let templates = self.maker.templates(&hands, &names);
        let mut fingerprinter = Fingerprinter::default();
        fingerprinter.add(templates).add(hash);
        for (path, hash) in &records {
            fingerprinter.add(path).add(hash);
        }
        let versions = versions.iter().filter_map(|id| seen.get(id)).cloned();
        let beside: Vec<_> = (beside.into_iter().chain(versions))
            .map(|(name, sha256)| (within(&name), sha256))
            .collect();
        for (path, hash) in &beside {
            fingerprinter.add(path).add(hash);
        }
        let paths: Vec<_> = self::files(&card).collect();
        self.site.journal(&paths)?;
        let stamps = paths
            .iter()
            .zip(&files)
            .map(|(path, bytes)| self.site.write(path, bytes));
        let letter = Letter {
            path: path.clone(),
            // Bytes that are not those of the listing are looked at again.
            stamp: listed.stamp,
            sha256: hash,
            records: records.into_iter().map(|(path, _)| path).collect(),
            beside: (beside.into_iter())
                .map(|(path, sha256)| Used { stamp: self.records.stamp(&path), path, sha256 })
                .collect(),
            hands,
            names,
            templates,
            print: fingerprinter.fingerprint(),
            stamps: stamps.collect::<Result<_, _>>()?,
        };
        let packed = Packed::new(&letter, &card);
        packed
            .map(Ok)
            .ok_or_else(|| Error::output("a letter cannot be remembered"))
    }
}

/// A finding that a record cannot be read.
fn unreadable(error: &Error) -> Finding {
    Finding::error("unreadable", error.to_string())
        .help("look at the file's permissions, or take it out of the folder")
}

/// Neighbours that remembers which records were read from it, by id: name and hash; and that knows
/// what lies beside a record without looking at the folder again.
struct Hashing<'a, 'w> {
    neighbours: &'a dyn Neighbours,
    work: &'a Work<'w>,
    /// The record beside which it lies.
    path: &'a str,
    seen: Mutex<HashMap<String, (String, [u8; 32])>>,
}

impl Neighbours for Hashing<'_, '_> {
    fn record(&self, id: &str) -> Result<(String, Syntax, Vec<u8>), String> {
        let (name, syntax, bytes) = self.neighbours.record(id)?;
        let file = name.rsplit_once(['/', '\\']).map_or(name.as_str(), |(_, file)| file);
        if let Ok(mut seen) = self.seen.lock() {
            seen.insert(id.to_owned(), (file.to_owned(), sha256(&bytes)));
        }
        Ok((name, syntax, bytes))
    }

    fn versions(&self, id: &str) -> Vec<String> {
        self.neighbours.versions(id)
    }

    fn file(&self, name: &str, limit: u64) -> Result<Vec<u8>, String> {
        self.neighbours.file(name, limit)
    }

    fn ids(&self) -> Vec<String> {
        let ids = self.work.beside_of(self.path).iter();
        ids.map(|id| (*id).to_owned()).collect()
    }

    fn nearest(&self, id: &str) -> Option<String> {
        let ids = self.work.beside_of(self.path).iter();
        nearest(id, ids.copied()).map(str::to_owned)
    }
}
