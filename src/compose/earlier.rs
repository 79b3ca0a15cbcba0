//! The letters of a folder, for a letter whose meetings they announced.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::engine::Engine;
use crate::calendar;
use crate::finding::Finding;
use crate::gather::{Bundle, Neighbours};
use crate::memo::Memo;
use crate::package::{Earlier, EarlierLetter};
use crate::record::{self, Record, is_version_tag, version_of};
use crate::register::{Entry, Filed, Index, RefProblem, Speakers, Threads};
use crate::text::{Fingerprint, Fingerprinter};

/// The letters of a folder, in what they say of each other and of the same meetings.
#[derive(Debug)]
pub struct FolderLetters {
    /// By date and id; undated ones last.
    letters: Vec<Filed>,
    index: Index,
    threads: Threads,
    speakers: Speakers,
    meetings: Meetings,
    /// What the register remembers of those that were asked for.
    entries: Memo<String, Entry<'static>>,
}

/// The meetings of a folder, followed over all its letters.
#[derive(Debug, Default)]
struct Meetings {
    /// The name of each in every calendar.
    names: Vec<String>,
    /// The letters that speak of each, in the order in which they are followed.
    letters: Vec<Vec<usize>>,
    /// The numbers of the meetings of each letter.
    of: Vec<Vec<usize>>,
}

impl Meetings {
    fn new(letters: &[Filed], threads: &Threads, speakers: &Speakers) -> Self {
        let mut all = Self { of: vec![Vec::new(); letters.len()], ..Self::default() };
        for group in speakers.groups() {
            let announcements = group
                .iter()
                .map(|at| letters[*at].announcement(threads.links[*at].thread));
            let followed = calendar::follow(announcements);
            let before = all.names.len();
            all.names.extend(followed.names);
            all.letters.resize_with(all.names.len(), Vec::new);
            for (at, numbers) in group.iter().zip(followed.numbers) {
                let numbers: Vec<_> = numbers.into_iter().map(|number| before + number).collect();
                for number in &numbers {
                    let speakers = &mut all.letters[*number];
                    if speakers.last() != Some(at) {
                        speakers.push(*at);
                    }
                }
                all.of[*at] = numbers;
            }
        }
        all
    }

    /// The names of the meetings of a letter; none of those that are not among `some`.
    fn names(&self, letter: usize, some: &BTreeSet<usize>) -> Names {
        let name = |number: &usize| some.contains(number).then(|| self.names[*number].clone());
        self.of[letter].iter().map(name).collect()
    }
}

/// A letter that speaks of the meetings of a later one.
#[derive(Debug, PartialEq, Eq)]
pub struct LetterBefore<'l> {
    /// The id of its record.
    pub id: &'l str,
    /// The number of its thread; 0 is that of the later letter.
    pub thread: Option<usize>,
    /// The name in every calendar of each of its meetings that the later letter speaks of.
    names: Names,
}

/// What is known of the meetings of a letter and of those it encloses.
#[derive(Debug, Default)]
pub struct Before<'l> {
    /// The letters before it that speak of them.
    pub letters: Vec<LetterBefore<'l>>,
    /// The names in every calendar of the meetings of it and of those it encloses, by id.
    names: BTreeMap<String, Names>,
}

impl Before<'_> {
    /// The fingerprint of the names of the meetings.
    pub fn fingerprint_of_names(&self) -> Fingerprint {
        of_names(self.letters.iter().map(|letter| &letter.names), &self.names)
    }
}

/// The fingerprint of the names of the meetings of a letter and of those before it.
pub fn fingerprint_of_names(earlier: &Earlier) -> Fingerprint {
    of_names(earlier.letters.iter().map(|letter| &letter.names), &earlier.names)
}

/// The names of the meetings of a letter.
type Names = Vec<Option<String>>;

fn of_names<'n>(
    before: impl Iterator<Item = &'n Names>,
    own: &'n BTreeMap<String, Names>,
) -> Fingerprint {
    let (mut sum, mut any) = (Fingerprinter::default(), false);
    for names in before.chain(own.values()) {
        any |= !names.is_empty();
        for name in names {
            sum.add(name.as_deref().unwrap_or_default());
        }
        // Where the meetings of a letter end; no name is this.
        sum.add("\n");
    }
    if any { sum.fingerprint() } else { Fingerprint::default() }
}

impl FolderLetters {
    /// Joins letters. Their order does not matter.
    pub fn new(mut letters: Vec<Filed>) -> Self {
        letters.sort_by(|a, b| a.order().cmp(&b.order()));
        let index = Index::new(&letters);
        let threads = Threads::new(&letters, &index);
        let speakers = Speakers::new(&letters, &threads.links, &threads.threads);
        let meetings = Meetings::new(&letters, &threads, &speakers);
        Self { letters, index, threads, speakers, meetings, entries: Memo::default() }
    }

    /// The letters that lie beside a record. What cannot be read is none of them.
    pub fn read(engine: &Engine, neighbours: &dyn Neighbours) -> Self {
        let ids = neighbours.ids();
        let known: HashSet<&str> = ids.iter().map(String::as_str).collect();
        let is_version = |id: &str| {
            version_of(id).is_some_and(|(id, tag)| is_version_tag(tag) && known.contains(id))
        };
        let letters = ids.iter().filter(|id| !is_version(id));
        Self::new(
            letters
                .filter_map(|id| filed(engine, &read(neighbours, id)?))
                .collect(),
        )
    }

    /// What letters before one say of its meetings and of those it encloses.
    pub fn before(&self, engine: &Engine, neighbours: &dyn Neighbours, letter: &Bundle) -> Earlier {
        let Some(own) = filed(engine, &letter.record) else { return Earlier::default() };
        let found = self.index.find(&self.letters, &letter.record.id);
        let Some(at) = found.filter(|at| self.letters[*at].says_the_same(&own)) else {
            // It comes from elsewhere, from standard input for one.
            let others = (0..self.letters.len()).filter(|at| found != Some(*at));
            let others = others.map(|at| self.letters[at].clone());
            return Self::new(others.chain([own]).collect()).before(engine, neighbours, letter);
        };
        let mut enclosed = Vec::new();
        ids(letter, &mut enclosed);
        let Before { letters, names } = self.known_before(&letter.record.id, &enclosed);
        let letters = letters.into_iter().filter_map(|LetterBefore { id, thread, names }| {
            let entry = self.entries.get_or(id, || entry(engine, neighbours, id));
            Some(EarlierLetter { entry: entry.ok()?, thread, names })
        });
        let letters = letters.collect();
        let problems = self.threads.problems.iter();
        let missing = problems
            .filter(|problem| problem.letter == at && !matches!(problem.why, RefProblem::Circular));
        let missing = missing.map(|problem| problem.reference.clone()).collect();
        Earlier { letters, names, missing }
    }

    /// What is known of the meetings of a letter and of those of the letters it encloses.
    pub fn known_before<'l>(&'l self, id: &str, enclosed: &[&str]) -> Before<'l> {
        let Some(at) = self.index.find(&self.letters, id) else { return Before::default() };
        let enclosed = enclosed.iter().filter_map(|id| self.index.find(&self.letters, id));
        let of: Vec<_> = std::iter::once(at).chain(enclosed).collect();
        let spoken: BTreeSet<usize> =
            of.iter().flat_map(|at| &self.meetings.of[*at]).copied().collect();
        let rank = self.speakers.rank(at);
        let mut before = BTreeSet::new();
        for number in &spoken {
            let speakers = self.meetings.letters[*number].iter();
            let speakers = speakers.map(|at| (self.speakers.rank(*at), *at));
            before.extend(speakers.take_while(|(at, _)| *at < rank));
        }
        let own = self.threads.links[at].thread;
        let mut numbers = HashMap::new();
        let letters = before.into_iter().map(|(_, place)| {
            let thread = self.threads.links[place].thread.map(|thread| {
                let next = numbers.len() + 1;
                if Some(thread) == own { 0 } else { *numbers.entry(thread).or_insert(next) }
            });
            let names = self.meetings.names(place, &spoken);
            LetterBefore { id: self.letters[place].id(), thread, names }
        });
        let letters = letters.collect();
        let names = of
            .iter()
            .map(|at| (self.letters[*at].id().to_owned(), self.meetings.names(*at, &spoken)));
        Before { letters, names: names.collect() }
    }
}

/// The ids of the letters that a letter encloses, however deep.
fn ids<'b>(letter: &'b Bundle, all: &mut Vec<&'b str>) {
    for (_, enclosed) in &letter.enclosed {
        all.push(&enclosed.record.id);
        ids(enclosed, all);
    }
}

fn read(neighbours: &dyn Neighbours, id: &str) -> Option<Record> {
    let file = neighbours.record(id).ok()?;
    record::read(id, &file.name, &file.bytes, file.syntax).ok()
}

/// What is filed of a record; none where nobody can tell whose it is.
pub fn filed(engine: &Engine, record: &Record) -> Option<Filed> {
    Some(Filed::new(record, &engine.house_of(record).ok()?.office))
}

/// What the register remembers of the record with this id.
fn entry(
    engine: &Engine,
    neighbours: &dyn Neighbours,
    id: &str,
) -> Result<Arc<Entry<'static>>, Vec<Finding>> {
    let record = read(neighbours, id).ok_or_else(Vec::new)?;
    let (bundle, _) = engine.gather(record, neighbours);
    super::entry(engine, &bundle).map(Arc::new)
}
