//! The catalogue: the cards of all letters, joined by what they say of each other.

use std::collections::{BTreeMap, BTreeSet};

use super::card::Card;
use crate::letter::{LetterRef, Relation};
use crate::register::Enclosed;

/// The cards of all letters, with what joins them. A letter is known by its place in `cards`.
#[derive(Debug, Default)]
pub struct Catalogue<'a> {
    /// The letters, by date and id; undated ones last.
    pub cards: Vec<Card<'a>>,
    /// What joins each letter to others; as many as cards.
    pub links: Vec<Links>,
    /// Letters that belong together, two or more each.
    pub threads: Vec<Thread>,
    /// References that lead nowhere, or to several letters.
    pub problems: Vec<Problem>,
    by_id: Vec<usize>,
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
    /// Its letters: each after those it refers to, else by date and id.
    pub letters: Vec<usize>,
}

/// A reference that does not lead to one letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The letter that refers.
    pub letter: usize,
    /// To what, as the record writes it.
    pub reference: LetterRef,
    /// What is wrong with it.
    pub why: Why,
}

/// Why a reference does not lead to one letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// There is no such letter here.
    Dangling,
    /// It fits several letters.
    Ambiguous(Vec<usize>),
    /// The letters follow each other in a circle.
    Circular,
}

impl<'a> Catalogue<'a> {
    /// Joins cards. Their order does not matter.
    pub fn new(mut cards: Vec<Card<'a>>) -> Self {
        cards.sort_by(|a, b| a.order().cmp(&b.order()));
        let mut by_id: Vec<_> = (0..cards.len()).collect();
        by_id.sort_by_key(|at| cards[*at].id.as_str());
        let mut links = vec![Links::default(); cards.len()];
        let mut problems = Vec::new();
        for (at, card) in cards.iter().enumerate() {
            for reference in &card.refers {
                // What somebody outside wrote is not expected here.
                if reference.letter.sender.is_some() {
                    continue;
                }
                let meant = meant(card, &reference.letter, &cards, &by_id);
                let why = match meant.as_slice() {
                    [one] => {
                        let relation = reference.relation;
                        links[at].to.push(Link { letter: *one, relation });
                        links[*one].from.push(Link { letter: at, relation });
                        continue;
                    }
                    [] => Why::Dangling,
                    _ => Why::Ambiguous(meant),
                };
                problems.push(Problem { letter: at, reference: reference.letter.clone(), why });
            }
            for enclosed in &card.encloses {
                if let Enclosed::Letter(id) = enclosed
                    && let Some(inner) = find(&cards, &by_id, id)
                {
                    links[at].encloses.push(inner);
                    links[inner].enclosed_in.push(at);
                }
            }
        }
        let threads = threads(&cards, &mut links, &mut problems);
        Self { cards, links, threads, problems, by_id }
    }

    /// The place of the letter with this id.
    pub fn find(&self, id: &str) -> Option<usize> {
        find(&self.cards, &self.by_id, id)
    }
}

/// The place of the letter with this id; of several, the last.
fn find(cards: &[Card<'_>], by_id: &[usize], id: &str) -> Option<usize> {
    let after = by_id.partition_point(|at| cards[*at].id.as_str() <= id);
    let at = *by_id.get(after.checked_sub(1)?)?;
    (cards[at].id == *id).then_some(at)
}

/// The letters that a reference can mean.
fn meant(
    from: &Card<'_>,
    reference: &LetterRef,
    cards: &[Card<'_>],
    by_id: &[usize],
) -> Vec<usize> {
    if let Some(id) = &reference.id {
        return find(cards, by_id, id).into_iter().collect();
    }
    let office = reference.office.as_deref().unwrap_or(&from.office);
    let Some(day) = reference.date else {
        return Vec::new();
    };
    // The letters of a day stand together.
    let first = cards.partition_point(|card| card.date.is_some_and(|date| date < day));
    let of_day = cards.iter().enumerate().skip(first);
    let of_day = of_day.take_while(|(_, card)| card.date == Some(day));
    let written = of_day.filter(|(_, card)| card.office == *office);
    written.map(|(at, _)| at).collect()
}

/// The threads, in the order of their first letters.
fn threads(cards: &[Card<'_>], links: &mut [Links], problems: &mut Vec<Problem>) -> Vec<Thread> {
    let mut threads = Vec::new();
    for start in 0..cards.len() {
        if links[start].thread.is_some() || neighbours(&links[start]).next().is_none() {
            continue;
        }
        let mut open = vec![start];
        let mut members = BTreeSet::from([start]);
        while let Some(at) = open.pop() {
            for next in neighbours(&links[at]) {
                if members.insert(next) {
                    open.push(next);
                }
            }
        }
        // A letter that encloses itself, or follows itself, is no thread.
        if members.len() < 2 {
            continue;
        }
        let letters = in_order(&members, cards, links, problems);
        for letter in &letters {
            links[*letter].thread = Some(threads.len());
        }
        threads.push(Thread { id: cards[letters[0]].id.as_str().to_owned(), letters });
    }
    threads
}

fn neighbours(links: &Links) -> impl Iterator<Item = usize> + '_ {
    let refers = links.to.iter().chain(&links.from).map(|link| link.letter);
    refers.chain(links.encloses.iter().chain(&links.enclosed_in).copied())
}

/// Each letter after those it refers to and those it encloses, else by date and id: an old
/// original may bear a wrong year, and still follows what it follows.
fn in_order(
    members: &BTreeSet<usize>,
    cards: &[Card<'_>],
    links: &[Links],
    problems: &mut Vec<Problem>,
) -> Vec<usize> {
    let before = |at: usize| {
        let refers = links[at].to.iter().map(|link| link.letter);
        let all: BTreeSet<_> = refers.chain(links[at].encloses.iter().copied()).collect();
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
        let next = ready.pop_first().or_else(|| {
            // Nothing is ready and something waits: a circle. It is opened at its first letter.
            let at = *waits.keys().next()?;
            let reference = LetterRef::from_id(&cards[at].id);
            problems.push(Problem { letter: at, reference, why: Why::Circular });
            Some(at)
        });
        let Some(at) = next else { break };
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
