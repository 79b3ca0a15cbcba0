//! Which announcements speak of the same meeting.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::announced::{AnnouncedMeeting, PreviousDates};
use super::event::{Change, Event, Turn};
use super::name::{self, Named};
use super::slots;
use super::state::State;
use crate::letter::{Dates, Day, LetterRef, Status};
use crate::zone::Zone;

/// A letter, with the meetings it announces, moves or cancels.
#[derive(Debug, Clone)]
pub struct Announcement<'a> {
    /// The id of its record.
    pub letter: &'a str,
    /// Its office.
    pub office: &'a str,
    /// The zone of the office's clocks.
    pub zone: Option<Zone>,
    /// The date it bears.
    pub date: Option<Day>,
    /// The process it belongs to, by its full name.
    pub process: Option<&'a str>,
    /// How the register words it.
    pub entry: &'a str,
    /// The thread it belongs to; letters of one package are one thread.
    pub thread: Option<usize>,
    /// Its meetings.
    pub meetings: Cow<'a, [AnnouncedMeeting]>,
    /// The name of each of its meetings in every calendar, where that is known from more letters
    /// than these; one without a name is passed over. Empty where nothing is known.
    pub names: Vec<Option<&'a str>>,
}

/// Which meetings announcements speak of.
#[derive(Debug, Default)]
pub struct Followed {
    /// The number of each meeting of each announcement.
    pub numbers: Vec<Vec<usize>>,
    /// The name of each meeting in every calendar.
    pub names: Vec<String>,
}

/// Tells which meetings announcements speak of, as [`events`] follows them.
pub fn follow<'a>(announcements: impl IntoIterator<Item = Announcement<'a>>) -> Followed {
    let mut joiner = Joiner::default();
    let mut numbers = Vec::new();
    for announcement in announcements {
        let meetings = announcement.meetings.iter().enumerate();
        numbers.push(
            meetings
                .filter_map(|(place, held)| joiner.add(&announcement, place, held))
                .collect(),
        );
    }
    Followed { numbers, names: joiner.events.into_iter().map(|event| event.uid).collect() }
}

/// Follows meetings over letters, which come in the order in which they were written.
///
/// An announcement speaks of a meeting known already if both have the same id and
///
/// * are of the same thread,
/// * or of the same process,
/// * or of the same office, and the announcement repeats the present dates or says by `was`
///   that it moves them.
///
/// Without an id it does so if both are of the same thread and have the same title, and the
/// announcement repeats the present dates or moves them. One letter never speaks of the same
/// meeting twice.
pub fn events<'a>(announcements: impl IntoIterator<Item = Announcement<'a>>) -> Vec<Event<'a>> {
    let mut joiner = Joiner::default();
    for announcement in announcements {
        for (place, held) in announcement.meetings.iter().enumerate() {
            joiner.add(&announcement, place, held);
        }
    }
    joiner.events
}

/// How many meetings with the same id in the same office are looked at, the latest first.
const LATEST: usize = 64;

#[derive(Default)]
struct Joiner<'a> {
    events: Vec<Event<'a>>,
    uids: HashSet<String>,
    /// The ids of meetings, each with a number: there are fewer of them than meetings.
    ids: HashMap<String, usize>,
    /// Meetings by what they share with an announcement, the latest last.
    known: HashMap<Shared<'a>, Vec<usize>>,
    /// Meetings whose names were given.
    named: HashMap<&'a str, usize>,
}

/// What a meeting and an announcement can have in common; ids by their number.
#[derive(PartialEq, Eq, Hash)]
enum Shared<'a> {
    Thread(usize, Option<usize>),
    Process(&'a str, usize),
    Office(&'a str, usize),
}

impl<'a> Joiner<'a> {
    /// Follows a meeting of a letter, and gives its number; none where it is passed over.
    fn add(
        &mut self,
        letter: &Announcement<'a>,
        place: usize,
        held: &AnnouncedMeeting,
    ) -> Option<usize> {
        if let Some(name) = letter.names.get(place) {
            return name.map(|name| self.add_named(letter, name, held));
        }
        let id = held.id.as_ref().map(|id| self.number(id));
        let shared = shared(letter, id);
        let at = match self.find(letter, held, &shared) {
            Some(at) => {
                self.events[at].follow(letter, held);
                at
            }
            None => {
                let named = Named {
                    process: letter.process,
                    office: letter.office,
                    id: held.id.as_deref(),
                    letter: letter.letter,
                    place,
                };
                let uid = name::uid(&named, &mut self.uids);
                self.events.push(Event::begin(uid, letter, held));
                self.events.len() - 1
            }
        };
        for shared in shared.into_iter().flatten() {
            let list = self.known.entry(shared).or_default();
            // Only the latest matter; one that is mentioned again becomes the latest.
            list.retain(|known| *known != at);
            list.push(at);
            if list.len() > LATEST {
                list.remove(0);
            }
        }
        Some(at)
    }

    fn add_named(
        &mut self,
        letter: &Announcement<'a>,
        name: &'a str,
        held: &AnnouncedMeeting,
    ) -> usize {
        if let Some(at) = self.named.get(name) {
            self.events[*at].follow(letter, held);
            return *at;
        }
        let at = self.events.len();
        self.uids.insert(name.to_owned());
        self.events.push(Event::begin(name.to_owned(), letter, held));
        self.named.insert(name, at);
        at
    }

    fn number(&mut self, id: &str) -> usize {
        if let Some(number) = self.ids.get(id) {
            return *number;
        }
        let number = self.ids.len();
        self.ids.insert(id.to_owned(), number);
        number
    }

    fn find(
        &self,
        letter: &Announcement<'a>,
        held: &AnnouncedMeeting,
        [thread, process, office]: &[Option<Shared<'a>>; 3],
    ) -> Option<usize> {
        let with = |shared: &Option<Shared<'a>>| {
            let list = shared.as_ref().and_then(|shared| self.known.get(shared));
            let other = |at: &usize| {
                self.events[*at]
                    .letters
                    .last()
                    .is_none_or(|last| *last != letter.letter)
            };
            list.into_iter().flatten().rev().copied().filter(other)
        };
        let fits = |at: &usize| self.events[*at].fits(held);
        if held.id.is_none() {
            let same = |at: &usize| same_title(&self.events[*at].state, held);
            return with(thread).find(|at| same(at) && fits(at));
        }
        // Of several in the same thread, the one whose days are mentioned.
        let mut near = with(thread);
        let first = near.next();
        let near = first.filter(fits).or_else(|| near.find(fits)).or(first);
        near.or_else(|| with(process).next())
            .or_else(|| with(office).find(fits))
    }
}

fn shared<'a>(letter: &Announcement<'a>, id: Option<usize>) -> [Option<Shared<'a>>; 3] {
    [
        letter.thread.map(|thread| Shared::Thread(thread, id)),
        (letter.process.zip(id)).map(|(process, id)| Shared::Process(process, id)),
        id.map(|id| Shared::Office(letter.office, id)),
    ]
}

fn same_title(state: &State, held: &AnnouncedMeeting) -> bool {
    let plain = |title: &Option<String>| title.as_deref().map(|title| title.trim().to_lowercase());
    plain(&state.title) == plain(&held.title)
}

impl<'a> Event<'a> {
    fn begin(uid: String, letter: &Announcement<'a>, held: &AnnouncedMeeting) -> Self {
        let mut event = Self {
            uid,
            id: held.id.clone(),
            process: letter.process,
            office: letter.office,
            state: State::new(held, letter.zone),
            // Most meetings are mentioned once, and there are many.
            history: Vec::with_capacity(1),
            letters: Vec::with_capacity(1),
            sequence: 0,
            modified: Day::from_epoch(0),
            slots: Vec::new(),
        };
        let earlier = held.was.is_some()
            || matches!(
                held.status,
                Some(Status::Rescheduled | Status::Postponed | Status::Cancelled)
            );
        if !earlier {
            slots::settle(&mut event.slots, &event.state);
            let changes = vec![Change::Announced {
                dates: held.dates.clone(),
                when: held.when.clone(),
                room: held.room.clone(),
            }];
            event.turn(letter, held, changes);
            return event;
        }
        // An earlier letter, which is not here, announced what this one changes.
        event.state = State::new(&before(held), letter.zone);
        slots::settle(&mut event.slots, &event.state);
        let changes = event.state.take(held, letter.zone);
        event.sequence = 1;
        slots::settle(&mut event.slots, &event.state);
        event.turn(letter, held, changes);
        event
    }

    fn follow(&mut self, letter: &Announcement<'a>, held: &AnnouncedMeeting) {
        let changes = self.state.take(held, letter.zone);
        if changes.is_empty() {
            self.letters.push(letter.letter);
            return;
        }
        self.sequence = self.sequence.saturating_add(1);
        slots::settle(&mut self.slots, &self.state);
        self.turn(letter, held, changes);
    }

    fn turn(&mut self, letter: &Announcement<'a>, held: &AnnouncedMeeting, changes: Vec<Change>) {
        // A letter that bears a wrong date does not take its change back.
        let date = letter
            .date
            .or_else(|| self.first_day().filter(|_| self.history.is_empty()));
        if let Some(date) = date {
            self.modified = self.modified.max(date);
        }
        self.letters.push(letter.letter);
        self.history.push(Turn {
            letter: letter.letter,
            office: letter.office,
            date: letter.date,
            entry: letter.entry,
            changes,
            before: held.was.as_ref().and_then(|was| was.letter.clone()),
            sequence: self.sequence,
        });
    }

    /// Whether an announcement with its name repeats the present state, or says that it changes it.
    fn fits(&self, held: &AnnouncedMeeting) -> bool {
        let same = held.dates.is_some() && held.dates == self.state.dates;
        same || held.was.as_ref().is_some_and(|was| self.fits_was(was))
    }

    fn fits_was(&self, was: &PreviousDates) -> bool {
        match (&was.dates, &was.letter, &was.room) {
            (Some(dates), _, _) => self.state.dates.as_ref().is_some_and(|now| within(dates, now)),
            (None, Some(letter), _) => self.history.iter().any(|turn| is(letter, turn)),
            (None, None, Some(room)) => self.state.room.as_ref() == Some(room),
            (None, None, None) => !was.times.is_empty() && was.times == self.state.times,
        }
    }
}

/// What had been announced of a meeting before a letter changed it, as far as the letter says.
fn before(held: &AnnouncedMeeting) -> AnnouncedMeeting {
    let was = held.was.clone().unwrap_or_default();
    let same_days =
        was.room.is_some() || !was.times.is_empty() || held.status == Some(Status::Cancelled);
    let (dates, when) = match was.dates {
        Some(dates) => (Some(dates), was.when),
        None if same_days => (held.dates.clone(), held.when.clone()),
        None => (None, None),
    };
    let mut before = held.clone();
    if dates != held.dates {
        before.sittings.retain(|sitting| sitting.date.is_none());
    }
    if !was.times.is_empty() {
        before.times = was.times;
    }
    AnnouncedMeeting {
        dates,
        when,
        room: was.room.or_else(|| held.room.clone()),
        status: None,
        was: None,
        ..before
    }
}

/// Some of the days, or all.
fn within(some: &Dates, all: &Dates) -> bool {
    some.ranges().iter().all(|range| all.ranges().contains(range))
}

fn is(meant: &LetterRef, turn: &Turn<'_>) -> bool {
    match &meant.id {
        Some(id) => *id == turn.letter,
        None => {
            let office = meant.office.as_ref().is_none_or(|office| *office == turn.office);
            office && meant.sender.is_none() && meant.date.is_some() && meant.date == turn.date
        }
    }
}
