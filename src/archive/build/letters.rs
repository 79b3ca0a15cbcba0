//! The letters of a build: each made again when what it is made of changed, and not otherwise.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::{Failure, LeftOut};
use crate::archive::card::Card;
use crate::archive::desk::{RecordFolder, SiteFolder, Stamp, Stretch, Watch};
use crate::archive::letter::{Made, Maker, sha256};
use crate::archive::print::{Print, Printer};
use crate::archive::state::{Letter, State, Used};
use crate::error::Error;
use crate::finding::Finding;
use crate::finish::Given;
use crate::gather::Shelf;
use crate::record::{Syntax, file_stem};

/// The letters of a build.
#[derive(Debug, Default)]
pub(super) struct Done {
    /// The letters, in the order of their paths.
    pub(super) letters: Vec<Letter>,
    /// Their cards, in the same order.
    pub(super) cards: Vec<Card>,
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

impl Done {
    fn add(&mut self, mut letter: Letter, card: Card) {
        letter.card = u32::try_from(self.cards.len()).unwrap_or(u32::MAX);
        self.letters.push(letter);
        self.cards.push(card);
    }
}

/// A record on the list, with what is known of it from before.
struct Listed {
    path: String,
    stamp: Stamp,
    before: Option<(Letter, Card)>,
}

/// What became of a record.
enum Outcome {
    /// With whether its stamp is another one.
    Kept(Box<(Letter, Card)>, bool),
    Made(Box<(Letter, Card)>),
    LeftOut(LeftOut),
    /// The work was stopped by an error elsewhere.
    Stopped,
}

struct Work<'a> {
    maker: &'a Maker<'a>,
    records: &'a dyn RecordFolder,
    site: &'a dyn SiteFolder,
    /// What was remembered was made by the same program with the same settings.
    trusted: bool,
    /// The hash that a record had, if its stamp proves that it still has it.
    hashes: HashMap<String, [u8; 32]>,
    /// Records that cannot be told apart, with the one they are taken for.
    twins: HashMap<String, String>,
    stop: AtomicBool,
    error: Mutex<Option<Error>>,
}

/// Makes all letters of a part, or keeps them.
pub(super) fn all(
    maker: &Maker<'_>,
    records: &dyn RecordFolder,
    site: &dyn SiteFolder,
    watch: &dyn Watch,
    (old, trusted): (State, bool),
    part: Option<(u32, u32)>,
) -> Result<Done, Failure> {
    let list = records.list()?;
    let (mut left_before, mut done) = (old.left_out, Done::default());
    let mut before = remembered(old.letters, old.cards);
    let hashes = list.iter().filter_map(|(path, stamp)| {
        let (letter, _) = before.get(path)?;
        stamp
            .proves(&letter.stamp)
            .then(|| (path.clone(), letter.sha256))
    });
    let work = Work {
        maker,
        records,
        site,
        trusted,
        hashes: hashes.collect(),
        twins: twins(&list),
        stop: AtomicBool::new(false),
        error: Mutex::new(None),
    };
    let mine = list.into_iter().filter(|(path, _)| of_part(path, part));
    let listed: Vec<_> = mine
        .map(|(path, stamp)| Listed {
            before: before.remove(&path),
            path,
            stamp,
        })
        .collect();
    // What is left over has no record any more.
    done.removed = before.len();
    done.stale
        .extend(before.values().flat_map(|(_, card)| files(card)));
    watch.begin(Stretch::Letters, listed.len());
    let outcomes: Vec<_> = listed
        .into_par_iter()
        .map(|listed| {
            let had = listed
                .before
                .as_ref()
                .map(|(_, card)| files(card).collect::<Vec<_>>());
            let outcome = work.letter(listed);
            watch.done();
            // Only what was made again can have left something behind.
            (
                had.filter(|_| !matches!(outcome, Outcome::Kept(..))),
                outcome,
            )
        })
        .collect();
    if let Some(error) = work.error.into_inner().ok().flatten() {
        return Err(error.into());
    }
    for (had, outcome) in outcomes {
        done.removed += usize::from(had.is_some() && matches!(outcome, Outcome::LeftOut(_)));
        done.stale.extend(had.into_iter().flatten());
        match outcome {
            Outcome::Kept(letter, touched) => {
                let (letter, card) = *letter;
                done.news |= touched;
                done.add(letter, card);
            }
            Outcome::Made(letter) => {
                let (letter, card) = *letter;
                done.made += 1;
                done.add(letter, card);
            }
            Outcome::LeftOut(left) => done.left_out.push(left),
            Outcome::Stopped => {}
        }
    }
    left_before.sort();
    let left: Vec<_> = done
        .left_out
        .iter()
        .map(|left| (left.path.clone(), left.reasons.clone()))
        .collect();
    done.news |= done.made > 0 || done.removed > 0 || left != left_before;
    Ok(done)
}

/// What was remembered, by the path of the record.
fn remembered(letters: Vec<Letter>, cards: Vec<Card>) -> HashMap<String, (Letter, Card)> {
    let mut cards: Vec<_> = cards.into_iter().map(Some).collect();
    let joined = letters.into_iter().filter_map(|letter| {
        let card = cards.get_mut(letter.card as usize)?.take()?;
        Some((letter.path.clone(), (letter, card)))
    });
    joined.collect()
}

/// The paths of a letter's files.
fn files(card: &Card) -> impl Iterator<Item = String> + '_ {
    card.files
        .iter()
        .map(|file| format!("{}/{}", card.address, file.name))
}

/// The id of the record at a path: its name without the ending.
fn id_of(path: &str) -> &str {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Whether a record belongs to a part: by its id alone, so that every machine agrees.
fn of_part(path: &str, part: Option<(u32, u32)>) -> bool {
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
                twins
                    .entry((*other).to_owned())
                    .or_insert_with(|| path.clone());
            }
            None => {
                first.insert(name, path);
            }
        }
    }
    twins
}

impl Work<'_> {
    fn letter(&self, listed: Listed) -> Outcome {
        if self.stop.load(Ordering::Relaxed) {
            return Outcome::Stopped;
        }
        if let Some(other) = self.twins.get(&listed.path) {
            return self.twin(&listed.path, other);
        }
        let known = self.hash(&listed.path);
        if let (Some((letter, card)), Some(hash)) = (&listed.before, known)
            && self.trusted
            && self.unchanged(letter, card, hash)
        {
            return match listed.before {
                Some((letter, card)) => {
                    let touched = letter.stamp != listed.stamp;
                    let letter = Letter {
                        stamp: listed.stamp,
                        ..letter
                    };
                    Outcome::Kept(Box::new((letter, card)), touched)
                }
                None => Outcome::Stopped,
            };
        }
        match self.make(&listed) {
            Ok(Ok(made)) => Outcome::Made(Box::new(made)),
            Ok(Err(findings)) => Outcome::LeftOut(LeftOut::new(listed.path, findings)),
            Err(error) => {
                self.stop.store(true, Ordering::Relaxed);
                if let Ok(mut first) = self.error.lock() {
                    first.get_or_insert(error);
                }
                Outcome::Stopped
            }
        }
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
        let known = self.hashes.get(path).copied();
        known.or_else(|| Some(sha256(&self.records.read(path).ok()?)))
    }

    /// Whether a letter would be made of what it was made of, and its files are as they were left.
    fn unchanged(&self, letter: &Letter, card: &Card, hash: [u8; 32]) -> bool {
        let templates = self.maker.templates(&letter.hands, &letter.names);
        let beside: Option<Vec<_>> = (letter.beside.iter())
            .map(|used| Some((used.path.clone(), self.beside(used)?)))
            .collect();
        let Some(beside) = beside else { return false };
        let print = self.print(hash, &letter.records, &beside, templates);
        let files = card.files.iter().zip(&letter.stamps).all(|(file, stamp)| {
            let path = format!("{}/{}", card.address, file.name);
            self.site.stamp(&path).is_some_and(|now| now.proves(stamp))
        });
        print == Some(letter.print) && files && card.files.len() == letter.stamps.len()
    }

    fn beside(&self, used: &Used) -> Option<[u8; 32]> {
        let stamp = self.records.stamp(&used.path)?;
        match &used.stamp {
            Some(then) if stamp.proves(then) => Some(used.sha256),
            _ => Some(sha256(&self.records.read(&used.path).ok()?)),
        }
    }

    /// The fingerprint of all that a letter is made of; none if a record is gone.
    fn print(
        &self,
        own: [u8; 32],
        records: &[String],
        beside: &[(String, [u8; 32])],
        templates: Print,
    ) -> Option<Print> {
        let mut printer = Printer::default();
        printer.add(templates).add(own);
        for path in records {
            printer.add(path).add(self.hash(path)?);
        }
        for (path, hash) in beside {
            printer.add(path).add(hash);
        }
        Some(printer.print())
    }

    /// Makes a letter and writes its files. The outer error stops the build, the inner one
    /// only this letter.
    fn make(&self, listed: &Listed) -> Result<Result<(Letter, Card), Vec<Finding>>, Error> {
        let path = &listed.path;
        let bytes = match self.records.read(path) {
            Ok(bytes) => bytes,
            Err(error) => return Ok(Err(vec![unreadable(&error)])),
        };
        let id = id_of(path);
        let name = self.records.shown(path);
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        let syntax = Syntax::from_extension(extension).unwrap_or(Syntax::Yaml);
        let given = Given {
            id,
            name: &name,
            bytes: &bytes,
            syntax,
        };
        let shelf = self.records.beside(path);
        let read = Hashing {
            shelf: &*shelf,
            seen: Mutex::default(),
        };
        let Made {
            card,
            files,
            hands,
            names,
            records: ids,
            beside,
        } = match self.maker.make(given, &read) {
            Ok(made) => made,
            Err(findings) => return Ok(Err(findings)),
        };
        let hash = sha256(&bytes);
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
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
        let mut printer = Printer::default();
        printer.add(templates).add(hash);
        for (path, hash) in &records {
            printer.add(path).add(hash);
        }
        let beside: Vec<_> = (beside.into_iter())
            .map(|(name, sha256)| (within(&name), sha256))
            .collect();
        for (path, hash) in &beside {
            printer.add(path).add(hash);
        }
        let paths: Vec<_> = self::files(&card).collect();
        self.site.intend(&paths)?;
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
                .map(|(path, sha256)| Used {
                    stamp: self.records.stamp(&path),
                    path,
                    sha256,
                })
                .collect(),
            hands,
            names,
            templates,
            print: printer.print(),
            card: 0,
            stamps: stamps.collect::<Result<_, _>>()?,
        };
        Ok(Ok((letter, card)))
    }
}

/// A finding that a record cannot be read.
fn unreadable(error: &Error) -> Finding {
    Finding::error("unreadable", error.to_string())
        .help("look at the file's permissions, or take it out of the folder")
}

/// A shelf that remembers which records were read from it, by id: name and hash.
struct Hashing<'a> {
    shelf: &'a dyn Shelf,
    seen: Mutex<HashMap<String, (String, [u8; 32])>>,
}

impl Shelf for Hashing<'_> {
    fn record(&self, id: &str) -> Result<(String, Syntax, Vec<u8>), String> {
        let (name, syntax, bytes) = self.shelf.record(id)?;
        let file = name
            .rsplit_once(['/', '\\'])
            .map_or(name.as_str(), |(_, file)| file);
        if let Ok(mut seen) = self.seen.lock() {
            seen.insert(id.to_owned(), (file.to_owned(), sha256(&bytes)));
        }
        Ok((name, syntax, bytes))
    }

    fn file(&self, name: &str, limit: u64) -> Result<Vec<u8>, String> {
        self.shelf.file(name, limit)
    }

    fn ids(&self) -> Vec<String> {
        self.shelf.ids()
    }
}
