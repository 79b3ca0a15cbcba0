//! Which letters speak of meetings that can have to do with each other.

use std::collections::HashMap;

use super::filing::Filing;
use super::threads::{Links, Thread};

/// A letter that may speak of meetings, as it is filed.
pub trait Speaks<'a>: AsRef<Filing<'a>> {
    /// The process it belongs to, by its full name.
    fn process(&self) -> Option<&str>;

    /// The ids of its meetings, none for one without an id; none at all where it speaks of no meeting.
    fn meeting_ids(&self) -> Option<Vec<Option<String>>>;
}

/// Letters in the order in which their meetings are followed, in groups whose meetings can have to
/// do with each other: as meetings are followed, letters of two groups never speak of the same one.
#[derive(Debug, Default)]
pub struct Speakers {
    /// The place of every letter in the order.
    ranks: Vec<usize>,
    /// The letters of each group in their order; the groups in the order of their first letters.
    groups: Vec<Vec<usize>>,
}

impl Speakers {
    /// Groups letters, which come by date and id; `links` and `threads` are what joins them.
    ///
    /// Letters are joined that share a thread, or the id of a meeting within a process or an office.
    pub fn new<'a, L: Speaks<'a>>(letters: &[L], links: &[Links], threads: &[Thread]) -> Self {
        #[derive(PartialEq, Eq, Hash)]
        enum Shared<'l> {
            Thread(usize),
            Process(&'l str, String),
            Office(&'l str, String),
        }
        let order = order(links, threads);
        let mut ranks = vec![0; letters.len()];
        for (rank, at) in order.iter().enumerate() {
            ranks[*at] = rank;
        }
        let mut sets = Sets((0..letters.len()).collect());
        let mut first: HashMap<Shared<'_>, usize> = HashMap::new();
        let mut speak = vec![false; letters.len()];
        for at in &order {
            let letter = &letters[*at];
            let Some(ids) = letter.meeting_ids() else { continue };
            speak[*at] = true;
            let mut join =
                |shared| sets.join(ranks[*at], *first.entry(shared).or_insert(ranks[*at]));
            links[*at]
                .thread
                .into_iter()
                .for_each(|thread| join(Shared::Thread(thread)));
            for id in ids.into_iter().flatten() {
                if let Some(process) = letter.process() {
                    join(Shared::Process(process, id.clone()));
                }
                join(Shared::Office(&letter.as_ref().office, id));
            }
        }
        let (mut groups, mut numbers) = (Vec::<Vec<usize>>::new(), HashMap::new());
        for at in order.into_iter().filter(|at| speak[*at]) {
            let number = *numbers.entry(sets.root(ranks[at])).or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
            groups[number].push(at);
        }
        Self { ranks, groups }
    }

    /// The letters of each group, in the order in which they are followed.
    pub fn groups(&self) -> &[Vec<usize>] {
        &self.groups
    }

    /// The place of a letter in the order in which meetings are followed.
    pub fn rank(&self, letter: usize) -> usize {
        self.ranks[letter]
    }
}

/// All letters by date, but those of a thread, wherever they stand, in the thread's order, which
/// knows what follows what.
fn order(links: &[Links], threads: &[Thread]) -> Vec<usize> {
    let mut next = vec![0; threads.len()];
    let letters = links.iter().enumerate().map(|(at, links)| {
        let Some(thread) = links.thread else {
            return at;
        };
        let letter = threads[thread].letters.get(next[thread]).copied();
        next[thread] += 1;
        letter.unwrap_or(at)
    });
    letters.collect()
}

/// Letters by their places in an order, joined into sets (union-find).
struct Sets(Vec<usize>);

impl Sets {
    fn root(&mut self, mut place: usize) -> usize {
        while self.0[place] != place {
            self.0[place] = self.0[self.0[place]];
            place = self.0[place];
        }
        place
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        let (low, high) = (one.min(other), one.max(other));
        self.0[high] = low;
    }
}
