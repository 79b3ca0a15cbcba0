//! Two meetings in one room at one time.

use std::collections::BTreeMap;

use crate::check::{Family, FolderIndex, FolderLetter, FolderMeeting, Found, Rule, Scope};
use crate::finding::Level;
use crate::letter::Day;

pub(super) static RULE: Rule = Rule {
    name: "room-clash",
    family: Family::Between,
    level: Level::Warning,
    most: Level::Warning,
    summary: "two meetings are in one room at one time",
    checks: "Meetings of all letters of a folder in the same room on the same day, whose times are both given and \
             overlap. The same meeting in two letters (same `id` or title) is one; cancelled and parallel \
             meetings, meetings that have since moved, and meetings without times are passed over.",
    why: "Two chairs open the same door at ten o'clock.",
    example: "A: 2018-02-01, 10:00/13:00, Conference Room 2\nB: 2018-02-01, 11:00/12:00, Conference Room 2",
    instead: "Another room or another time, or `parallel: true` where both are meant.",
    source: "general practice",
    scope: Scope::Folder(check),
};

/// Of the meetings in one room on one day, each is compared with so many before it.
pub(super) const MOST: usize = 256;

fn check(index: &FolderIndex<'_>, found: &mut Found) {
    let mut rooms: BTreeMap<(String, Day), Vec<Meeting<'_>>> = BTreeMap::new();
    for (letter, meeting) in standing(index) {
        if let Some(room) = &meeting.announced.room {
            for day in days(meeting) {
                let held = rooms.entry((room.to_lowercase(), day)).or_default();
                held.push((letter, meeting));
            }
        }
    }
    for ((_, day), held) in &rooms {
        for (at, (letter, meeting)) in held.iter().enumerate() {
            let other = held[..at]
                .iter()
                .take(MOST)
                .find(|(_, other)| !is_same(meeting, other) && overlap(meeting, other));
            if let (Some((first, other)), Some(room)) = (other, &meeting.announced.room) {
                found.push(
                    RULE.finding(format!("{room} is taken at that time on {day}"))
                        .at(index.place(letter, meeting.room.clone()))
                        .related(index.place(first, other.line.clone()), "by this meeting")
                        .help("move one of them, or mark it `parallel: true`"),
                );
            }
        }
    }
}

/// A meeting, with the letter that announces it.
pub(super) type Meeting<'i> = (&'i FolderLetter, &'i FolderMeeting);

/// The meetings that still hold: not cancelled, not parallel on purpose, not moved since.
pub(super) fn standing<'i>(index: &'i FolderIndex<'_>) -> Vec<Meeting<'i>> {
    let mut last: BTreeMap<&str, &FolderLetter> = BTreeMap::new();
    for letter in &index.letters {
        for meeting in &letter.meetings {
            let Some(id) = &meeting.announced.id else { continue };
            let told = last.entry(id).or_insert(letter);
            if letter.day() > told.day() {
                *told = letter;
            }
        }
    }
    let all = index.letters.iter().flat_map(|letter| {
        let meetings = letter.meetings.iter();
        meetings.map(move |meeting| (letter, meeting))
    });
    all.filter(|(letter, meeting)| {
        let told = meeting.announced.id.as_deref().and_then(|id| last.get(id));
        let latest = told.is_none_or(|told| told.id == letter.id);
        latest && !meeting.is_cancelled() && !meeting.parallel
    })
    .collect()
}

/// The days of a meeting, a month of them at most.
pub(super) fn days(meeting: &FolderMeeting) -> Vec<Day> {
    let ranges = meeting.announced.dates.iter().flat_map(|dates| dates.ranges());
    let days = ranges.flat_map(|range| {
        let last = range.last().unwrap_or(range.start);
        let start = range.start;
        (0..31)
            .map(move |ahead| start.plus(ahead))
            .take_while(move |day| *day <= last)
    });
    days.collect()
}

/// Whether two announcements are of one meeting.
pub(super) fn is_same(a: &FolderMeeting, b: &FolderMeeting) -> bool {
    let (a, b) = (&a.announced, &b.announced);
    match (&a.id, &b.id) {
        (Some(a), Some(b)) => a == b,
        _ => a.title.is_some() && a.title == b.title,
    }
}

/// Whether times overlap for certain: all ends are known.
pub(super) fn overlap(a: &FolderMeeting, b: &FolderMeeting) -> bool {
    a.announced.times.iter().any(|a| {
        b.announced.times.iter().any(|b| match (a.ends(), b.ends()) {
            (Some(a_end), Some(b_end)) => a.from.minutes() < b_end && b.from.minutes() < a_end,
            _ => a.from == b.from,
        })
    })
}
