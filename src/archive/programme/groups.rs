//! Which letters speak of meetings that can have to do with each other.

use std::collections::HashMap;

use rayon::prelude::*;
use serde::Serialize;

use crate::archive::catalogue::Catalogue;
use crate::archive::views::Views;
use crate::archive::with_fingerprint::WithFingerprint;
use crate::calendar::{self, Announcement, Event};
use crate::letter::Day;
use crate::register::Entry;
use crate::text::Fingerprint;

/// Letters whose meetings can have to do with each other, in the order in which they are followed.
#[derive(Debug, Default)]
pub(in crate::archive) struct MeetingGroup<'a>(Vec<Member<'a>>);

/// A letter of a group.
#[derive(Debug, Serialize)]
struct Member<'a> {
    entry: WithFingerprint<&'a Entry<'a>>,
    /// What pages show of the letter.
    shown: Fingerprint,
    /// The number of its thread within the group.
    thread: Option<usize>,
}

impl<'a> MeetingGroup<'a> {
    /// The fingerprint of all that its meetings are made from.
    pub(in crate::archive) fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.0)
    }

    /// What became of its meetings, in the order of the programme.
    pub(in crate::archive) fn events(&self) -> Vec<Event<'a>> {
        let announcements = self.0.iter().map(|member| {
            let entry: &'a Entry<'a> = &member.entry;
            Announcement {
                letter: &entry.id,
                office: &entry.office,
                zone: entry.zone,
                date: entry.day(),
                process: entry.process.as_deref(),
                entry: &entry.sentence,
                thread: member.thread,
                meetings: entry.meetings.open(),
            }
        });
        let mut events = calendar::events(announcements);
        super::sort(&mut events);
        events
    }

    /// The first days of its meetings, in the same order.
    pub(in crate::archive) fn days(&self) -> Vec<Option<Day>> {
        self.events().iter().map(Event::first_day).collect()
    }
}

/// The groups of all letters with meetings, in the order of their first letters.
pub(in crate::archive) fn groups<'a>(
    catalogue: &'a Catalogue<'a>,
    views: &Views<'a>,
) -> Vec<MeetingGroup<'a>> {
    let letters = order(catalogue);
    let sets = Sets::new(catalogue, &letters);
    let (mut groups, mut numbers) = (Vec::new(), HashMap::new());
    let mut threads: HashMap<usize, usize> = HashMap::new();
    for (place, at) in letters.iter().enumerate() {
        let number = *numbers.entry(sets.root(place)).or_insert_with(|| {
            groups.push(MeetingGroup::default());
            groups.len() - 1
        });
        // All letters of a thread are in one group.
        let next = threads.len();
        let thread = catalogue.links[*at].thread;
        let thread = thread.map(|thread| *threads.entry(thread).or_insert(next));
        groups[number].0.push(Member {
            entry: views.entry(*at),
            shown: views.shown_fingerprint(*at),
            thread,
        });
    }
    for group in &mut groups {
        group.number_threads();
    }
    groups
}

impl MeetingGroup<'_> {
    /// Numbers threads from nought, so that a number says nothing of other groups.
    fn number_threads(&mut self) {
        let mut known: Vec<usize> = Vec::new();
        for thread in self.0.iter_mut().filter_map(|member| member.thread.as_mut()) {
            let number = known.iter().position(|known| known == thread).unwrap_or_else(|| {
                known.push(*thread);
                known.len() - 1
            });
            *thread = number;
        }
    }
}

/// The letters with meetings by date, but those of a thread, wherever they stand, in the thread's
/// order, which knows what follows what.
fn order(catalogue: &Catalogue<'_>) -> Vec<usize> {
    let mut next = vec![0; catalogue.threads.len()];
    let letters = (0..catalogue.cards.len()).map(|at| {
        let Some(thread) = catalogue.links[at].thread else {
            return at;
        };
        let letter = catalogue.threads[thread].letters.get(next[thread]).copied();
        next[thread] += 1;
        letter.unwrap_or(at)
    });
    letters
        .filter(|at| !catalogue.cards[*at].meetings.is_empty())
        .collect()
}

/// Letters by their places in an order, joined into sets (union-find).
struct Sets(Vec<usize>);

impl Sets {
    /// Joins letters that share a thread, or the id of a meeting within a process or an office: as
    /// meetings are followed, announcements that share neither never speak of the same one.
    fn new(catalogue: &Catalogue<'_>, letters: &[usize]) -> Self {
        #[derive(PartialEq, Eq, Hash)]
        enum Shared<'a> {
            Thread(usize),
            Process(&'a str, String),
            Office(&'a str, String),
        }
        let shared = letters.par_iter().map(|at| {
            let card = &catalogue.cards[*at];
            let mut shared = Vec::new();
            shared.extend(catalogue.links[*at].thread.map(Shared::Thread));
            for id in card.meetings.open().iter().filter_map(|meeting| meeting.id.as_ref()) {
                let process = card.process.as_deref();
                shared.extend(process.map(|process| Shared::Process(process, id.clone())));
                shared.push(Shared::Office(&card.office, id.clone()));
            }
            shared
        });
        let shared: Vec<_> = shared.collect();
        let mut sets = Self((0..letters.len()).collect());
        let mut first: HashMap<Shared<'_>, usize> = HashMap::new();
        for (place, shared) in shared.into_iter().enumerate() {
            for shared in shared {
                let other = *first.entry(shared).or_insert(place);
                sets.join(place, other);
            }
        }
        sets
    }

    fn root(&self, mut place: usize) -> usize {
        while self.0[place] != place {
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
