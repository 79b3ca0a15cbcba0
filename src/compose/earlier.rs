//! The letters of a folder, for a letter whose meetings they announced.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::engine::Engine;
use crate::finding::Finding;
use crate::gather::{Bundle, Neighbours, gather};
use crate::memo::Memo;
use crate::package::{Earlier, EarlierLetter};
use crate::record::{self, Record, is_version_tag, version_of};
use crate::register::{Entry, Filed, Index, RefProblem, Speakers, Threads};

/// The letters of a folder, in what they say of each other and of the same meetings.
#[derive(Debug)]
pub struct FolderLetters {
    /// By date and id; undated ones last.
    letters: Vec<Filed>,
    index: Index,
    threads: Threads,
    speakers: Speakers,
    /// What the register remembers of those that were asked for.
    entries: Memo<String, Entry<'static>>,
}

impl FolderLetters {
    /// Joins letters. Their order does not matter.
    pub fn new(mut letters: Vec<Filed>) -> Self {
        letters.sort_by(|a, b| a.order().cmp(&b.order()));
        let index = Index::new(&letters);
        let threads = Threads::new(&letters, &index);
        let speakers = Speakers::new(&letters, &threads.links, &threads.threads);
        Self { letters, index, threads, speakers, entries: Memo::default() }
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
        let Some(at) = self.index.find(&self.letters, &letter.record.id) else {
            // It comes from elsewhere, from standard input for one.
            let Some(own) = filed(engine, &letter.record) else { return Earlier::default() };
            let letters = self.letters.iter().cloned().chain([own]).collect();
            return Self::new(letters).before(engine, neighbours, letter);
        };
        let mut enclosed = Vec::new();
        ids(letter, &mut enclosed);
        let letters = self
            .ids_before(&letter.record.id, &enclosed)
            .filter_map(|(id, thread)| {
                let entry = self.entries.get_or(id, || entry(engine, neighbours, id));
                Some(EarlierLetter { entry: entry.ok()?, thread })
            });
        let letters = letters.collect();
        let problems = self.threads.problems.iter();
        let missing = problems
            .filter(|problem| problem.letter == at && !matches!(problem.why, RefProblem::Circular));
        Earlier { letters, missing: missing.map(|problem| problem.reference.clone()).collect() }
    }

    /// The ids of the letters before one that can speak of its meetings and of those of the
    /// letters it encloses, each with the number of its thread; 0 is that of the letter.
    pub fn ids_before<'l>(
        &'l self,
        id: &str,
        enclosed: &[&str],
    ) -> impl Iterator<Item = (&'l str, Option<usize>)> + use<'l> {
        let at = self.index.find(&self.letters, id);
        let enclosed = enclosed.iter().filter_map(|id| self.index.find(&self.letters, id));
        let of: Vec<_> = at.into_iter().chain(enclosed).collect();
        let before = at.map_or_else(Vec::new, |at| self.speakers.before(&self.letters, at, &of));
        let own = at.and_then(|at| self.threads.links[at].thread);
        let mut numbers = HashMap::new();
        before.into_iter().map(move |place| {
            let thread = self.threads.links[place].thread.map(|thread| {
                let next = numbers.len() + 1;
                if Some(thread) == own { 0 } else { *numbers.entry(thread).or_insert(next) }
            });
            (self.letters[place].id(), thread)
        })
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
    let (bundle, _) = gather(record, neighbours);
    super::entry(engine, &bundle).map(Arc::new)
}
