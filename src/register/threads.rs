//! Threads: letters that belong together by what they say of each other.

use std::collections::{BTreeMap, BTreeSet};

use super::circles;
use super::filing::{Enclosed, Filing};
use super::index::{Index, Meaning};
use crate::letter::{LetterRef, Relation};

/// What letters say of each other. A letter is known by its place in their list.
#[derive(Debug, Default)]
pub struct Threads {
    /// What joins each letter to others; as many as letters.
    pub links: Vec<Links>,
    /// Letters that belong together, two or more each, in the order of their first letters.
    pub threads: Vec<Thread>,
    /// Letters that follow or enclose each other in a circle, the first of the list first.
    pub circles: Vec<Vec<usize>>,
    /// References that lead nowhere, to several letters, or into a circle.
    pub problems: Vec<Problem>,
}

/// What joins a letter to others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Links {
    /// The letters it refers to.
    pub to: Vec<Link>,
    /// The letters that refer to it.
    pub from: Vec<Link>,
    /// The letters it encloses.
    pub encloses: Vec<usize>,
    /// The letters that enclose it.
    pub enclosed_in: Vec<usize>,
    /// The thread it belongs to, as a place in `threads`.
    pub thread: Option<usize>,
}

/// One end of a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// The letter at the other end.
    pub letter: usize,
    /// How the later letter stands to the earlier; none where it only names it as the one
    /// that announced the old dates of a meeting.
    pub relation: Option<Relation>,
}

/// Letters that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thread {
    /// The id of its first letter, by which it is addressed.
    pub id: String,
    /// Its letters: each after those it refers to, else in the order of the list.
    pub letters: Vec<usize>,
}

/// A reference that does not lead to one letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The letter that refers.
    pub letter: usize,
    /// To what, as the record writes it; in a circle, the letter itself.
    pub reference: LetterRef,
    /// What is wrong with it.
    pub why: RefProblem,
}

/// Why a reference does not lead to one letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RefProblem {
    /// There is no such letter here.
    Dangling,
    /// It fits several letters.
    Ambiguous(Vec<usize>),
    /// The letters follow each other in a circle.
    Circular,
}

impl Links {
    /// The letters that must have been there before: those it refers to, and those it encloses.
    pub fn earlier(&self) -> impl Iterator<Item = usize> + '_ {
        self.to
            .iter()
            .map(|link| link.letter)
            .chain(self.encloses.iter().copied())
    }

    /// All letters that it is joined to.
    fn all(&self) -> impl Iterator<Item = usize> + '_ {
        let later = self.from.iter().map(|link| link.letter);
        self.earlier().chain(later).chain(self.enclosed_in.iter().copied())
    }
}

impl Threads {
    /// What the letters of a list say of each other.
    pub fn new<'a, L: AsRef<Filing<'a>>>(letters: &[L], index: &Index) -> Self {
        let mut threads = Self { links: vec![Links::default(); letters.len()], ..Self::default() };
        for (at, letter) in letters.iter().enumerate() {
            threads.join(at, letter.as_ref(), letters, index);
        }
        let earlier = |at: usize| threads.links[at].earlier();
        threads.circles = circles::of(letters.len(), &earlier);
        threads.gather(letters);
        // Of each circle its first letter, thread by thread.
        threads
            .circles
            .sort_by_key(|circle| (threads.links[circle[0]].thread, circle[0]));
        threads.problems.extend(threads.circles.iter().map(|circle| Problem {
            letter: circle[0],
            reference: LetterRef::from_id(&letters[circle[0]].as_ref().id),
            why: RefProblem::Circular,
        }));
        threads
    }

    /// Joins a letter to those it refers to and those it encloses.
    fn join<'a, L: AsRef<Filing<'a>>>(
        &mut self,
        at: usize,
        filing: &Filing<'_>,
        letters: &[L],
        index: &Index,
    ) {
        for reference in &filing.refers {
            let why = match index.meaning(letters, filing, &reference.letter) {
                Meaning::Outside => continue,
                Meaning::Letter(earlier) => {
                    let relation = reference.relation;
                    self.links[at].to.push(Link { letter: earlier, relation });
                    self.links[earlier].from.push(Link { letter: at, relation });
                    continue;
                }
                Meaning::Missing => RefProblem::Dangling,
                Meaning::AnyOf(all) => RefProblem::Ambiguous(all),
            };
            let reference = reference.letter.clone();
            self.problems.push(Problem { letter: at, reference, why });
        }
        for enclosed in &filing.encloses {
            if let Enclosed::Letter(id) = enclosed
                && let Some(inner) = index.find(letters, id)
            {
                self.links[at].encloses.push(inner);
                self.links[inner].enclosed_in.push(at);
            }
        }
    }

    /// Gathers the letters of each thread.
    fn gather<'a, L: AsRef<Filing<'a>>>(&mut self, letters: &[L]) {
        let in_circle: BTreeSet<usize> = self.circles.iter().flatten().copied().collect();
        for start in 0..letters.len() {
            if self.links[start].thread.is_some() || self.links[start].all().next().is_none() {
                continue;
            }
            let mut open = vec![start];
            let mut members = BTreeSet::from([start]);
            while let Some(at) = open.pop() {
                for next in self.links[at].all() {
                    if members.insert(next) {
                        open.push(next);
                    }
                }
            }
            // A letter that encloses itself, or follows itself, is no thread.
            if members.len() < 2 {
                continue;
            }
            let order = self.in_order(&members, &in_circle);
            for at in &order {
                self.links[*at].thread = Some(self.threads.len());
            }
            let id = letters[order[0]].as_ref().id.to_string();
            self.threads.push(Thread { id, letters: order });
        }
    }

    /// Each letter after those it refers to and those it encloses, else in the order of the list:
    /// an old original may bear a wrong year, and still follows what it follows.
    fn in_order(&self, members: &BTreeSet<usize>, in_circle: &BTreeSet<usize>) -> Vec<usize> {
        let before = |at: usize| {
            let all: BTreeSet<_> = self.links[at].earlier().collect();
            all.into_iter().filter(move |earlier| *earlier != at)
        };
        let mut waits: BTreeMap<usize, usize> =
            members.iter().map(|at| (*at, before(*at).count())).collect();
        let mut later: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in members {
            for earlier in before(*at) {
                later.entry(earlier).or_default().push(*at);
            }
        }
        let mut ready: BTreeSet<usize> = (waits.iter())
            .filter(|(_, waits)| **waits == 0)
            .map(|(at, _)| *at)
            .collect();
        let mut order = Vec::with_capacity(members.len());
        while !waits.is_empty() {
            // Nothing is ready and something waits: a circle is opened at its first letter.
            let circle = || waits.keys().find(|at| in_circle.contains(at)).copied();
            let Some(at) = ready.pop_first().or_else(circle) else { break };
            if waits.remove(&at).is_none() {
                continue;
            }
            order.push(at);
            for later in later.get(&at).into_iter().flatten() {
                if let Some(waits) = waits.get_mut(later) {
                    *waits = waits.saturating_sub(1);
                    if *waits == 0 {
                        ready.insert(*later);
                    }
                }
            }
        }
        order
    }
}
