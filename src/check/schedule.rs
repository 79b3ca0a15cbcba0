//! The meetings of a letter, at any depth, and the days on which they are held.

use std::sync::OnceLock;

use crate::letter::{Dates, Day, Letter, Meeting};

/// A meeting of a letter.
#[derive(Debug, Clone, Copy)]
pub struct Scheduled<'a> {
    /// What the record says.
    pub meeting: &'a Meeting,
    /// Its number among the meetings it stands beside.
    number: usize,
    /// The meeting it is part of, by its number in the schedule.
    within: Option<usize>,
}

impl Scheduled<'_> {
    /// Whether it is part of no other meeting.
    pub fn is_of_letter(&self) -> bool {
        self.within.is_none()
    }
}

/// A room that a letter names.
#[derive(Debug, Clone, Copy)]
pub struct Room<'a> {
    /// Its name.
    pub name: &'a str,
    scheduled: Scheduled<'a>,
    holder: Holder,
}

/// What a room stands at.
#[derive(Debug, Clone, Copy)]
enum Holder {
    Meeting,
    Sitting(usize),
    Was,
}

/// The meetings of a letter.
#[derive(Debug)]
pub struct Schedule<'a> {
    meetings: Vec<Scheduled<'a>>,
    days: OnceLock<Vec<Stretch>>,
}

/// Days on which the same meetings are held, up to the next stretch.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    first: Day,
    /// The only meeting of these days, by its number.
    only: Option<usize>,
}

impl<'a> Schedule<'a> {
    /// The meetings of a letter, each before those that are part of it.
    pub(super) fn of(letter: &'a Letter) -> Self {
        let mut meetings = Vec::with_capacity(letter.meetings.len());
        add(&letter.meetings, None, &mut meetings);
        Self { meetings, days: OnceLock::new() }
    }

    /// All of them.
    pub fn meetings(&self) -> &[Scheduled<'a>] {
        &self.meetings
    }

    /// The path of a field of a meeting in the record: `meetings[0].meetings[1].dates`.
    pub fn path(&self, scheduled: &Scheduled<'_>, field: &str) -> String {
        let mut numbers = vec![scheduled.number];
        let mut within = scheduled.within;
        while let Some(outer) = within.and_then(|at| self.meetings.get(at)) {
            numbers.push(outer.number);
            within = outer.within;
        }
        let meetings = numbers.iter().rev().map(|number| format!("meetings[{number}]."));
        meetings.collect::<String>() + field
    }

    /// The rooms that the meetings name, old ones too.
    pub fn rooms(&self) -> impl Iterator<Item = Room<'a>> {
        self.meetings.iter().flat_map(|scheduled| {
            let meeting = scheduled.meeting;
            let sittings = meeting.sittings.iter().enumerate();
            let sittings = sittings.map(|(at, sitting)| (&sitting.room, Holder::Sitting(at)));
            let was = meeting.was.iter().map(|was| (&was.room, Holder::Was));
            let rooms = std::iter::once((&meeting.room, Holder::Meeting))
                .chain(sittings)
                .chain(was);
            rooms.filter_map(|(name, holder)| {
                Some(Room { name: name.as_deref()?, scheduled: *scheduled, holder })
            })
        })
    }

    /// The path of a room in the record.
    pub fn path_of_room(&self, room: &Room<'_>) -> String {
        match room.holder {
            Holder::Meeting => self.path(&room.scheduled, "room"),
            Holder::Sitting(at) => self.path(&room.scheduled, &format!("sittings[{at}].room")),
            Holder::Was => self.path(&room.scheduled, "was.room"),
        }
    }

    /// The only meeting on a day.
    pub fn only_on(&self, day: Day) -> Option<&Scheduled<'a>> {
        let days = self.days.get_or_init(|| self.stretches());
        let next = days.partition_point(|stretch| stretch.first <= day);
        let stretch = next.checked_sub(1).and_then(|at| days.get(at))?;
        self.meetings.get(stretch.only?)
    }

    /// The days of the schedule in order, wherever the meetings change.
    fn stretches(&self) -> Vec<Stretch> {
        let mut changes: Vec<(Day, usize, bool)> = Vec::new();
        for (at, scheduled) in self.meetings.iter().enumerate() {
            for (first, last) in held(scheduled.meeting) {
                changes.push((first, at, true));
                changes.extend(last.map(|last| (last.plus(1), at, false)));
            }
        }
        changes.sort_unstable_by_key(|(day, ..)| *day);
        // With one meeting left, the sum of their numbers is its number.
        let (mut count, mut sum) = (0_usize, 0_usize);
        let mut stretches: Vec<Stretch> = Vec::new();
        for (first, at, begins) in changes {
            (count, sum) = if begins {
                (count + 1, sum.wrapping_add(at))
            } else {
                (count - 1, sum.wrapping_sub(at))
            };
            let stretch = Stretch { first, only: (count == 1).then_some(sum) };
            match stretches.last_mut() {
                Some(last) if last.first == first => *last = stretch,
                _ => stretches.push(stretch),
            }
        }
        stretches
    }
}

fn add<'a>(meetings: &'a [Meeting], within: Option<usize>, all: &mut Vec<Scheduled<'a>>) {
    for (number, meeting) in meetings.iter().enumerate() {
        let at = all.len();
        all.push(Scheduled { meeting, number, within });
        add(&meeting.meetings, Some(at), all);
    }
}

/// First and last day of each stretch on which a meeting is held, none of them within another;
/// no last day where the end is open.
fn held(meeting: &Meeting) -> Vec<(Day, Option<Day>)> {
    let ranges = meeting.dates.iter().flat_map(Dates::ranges);
    let mut days: Vec<_> = ranges.map(|range| (range.start, range.last())).collect();
    days.sort_unstable_by_key(|(first, _)| *first);
    days.dedup_by(|next, before| {
        let meets = before.1.is_none_or(|last| next.0 <= last.plus(1));
        if meets {
            before.1 = before.1.zip(next.1).map(|(a, b)| a.max(b));
        }
        meets
    });
    days
}
