//! Which letters speak of meetings that can have to do with each other.

use std::collections::{BTreeSet, HashMap};

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
    /// The group of every letter, as a place in `groups`; none where it speaks of no meeting.
    group_of: Vec<Option<usize>>,
    /// The letters of each group in their order; the groups in the order of their first letters.
    groups: Vec<Vec<usize>>,
    /// The letters of each group that speak of a meeting with an id, or of one without, in their order.
    by_id: HashMap<(usize, Option<String>), Vec<usize>>,
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
        let mut by_id: HashMap<_, Vec<usize>> = HashMap::new();
        let mut group_of = vec![None; letters.len()];
        for at in order.into_iter().filter(|at| speak[*at]) {
            let number = *numbers.entry(sets.root(ranks[at])).or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
            groups[number].push(at);
            group_of[at] = Some(number);
            for id in letters[at].meeting_ids().into_iter().flatten() {
                let same = by_id.entry((number, id)).or_default();
                if same.last() != Some(&at) {
                    same.push(at);
                }
            }
        }
        Self { ranks, group_of, groups, by_id }
    }

    /// The letters of each group, in the order in which they are followed.
    pub fn groups(&self) -> &[Vec<usize>] {
        &self.groups
    }

    /// The letters before one that can speak of the meetings of some others, itself or what it
    /// encloses: of those of their groups, the ones with a meeting of the same id, or with one that
    /// has none either. In the order in which they are followed.
    pub fn before<'a, L: Speaks<'a>>(
        &self,
        letters: &[L],
        letter: usize,
        of: &[usize],
    ) -> Vec<usize> {
        let rank = self.ranks[letter];
        let mut before = BTreeSet::new();
        for at in of {
            let Some(group) = self.group_of[*at] else { continue };
            for id in letters[*at].meeting_ids().into_iter().flatten() {
                let same = self.by_id.get(&(group, id)).into_iter().flatten();
                before
                    .extend(same.map(|at| (self.ranks[*at], *at)).take_while(|(at, _)| *at < rank));
            }
        }
        before.into_iter().map(|(_, at)| at).collect()
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
