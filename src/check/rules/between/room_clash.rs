//! Two meetings in one room at one time.

use std::collections::BTreeMap;

use crate::check::{Entry, Family, Found, Index, Planned, Rule, Scope};
use crate::finding::Level;
use crate::letter::{Day, TimeRange};

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

fn check(index: &Index<'_>, found: &mut Found) {
    let mut rooms: BTreeMap<(String, Day), Vec<(&Entry, &Planned)>> = BTreeMap::new();
    for (entry, meeting) in standing(index) {
        if let Some((room, _)) = &meeting.room {
            for day in days(meeting) {
                rooms
                    .entry((room.to_lowercase(), day))
                    .or_default()
                    .push((entry, meeting));
            }
        }
    }
    for ((_, day), held) in &rooms {
        for (at, (entry, meeting)) in held.iter().enumerate() {
            let other = held[..at].iter().find(|(_, other)| {
                !is_same(meeting, other) && overlap(&meeting.times, &other.times)
            });
            if let (Some((first, other)), Some((room, range))) = (other, &meeting.room) {
                found.push(
                    RULE.finding(format!("{room} is taken at that time on {day}"))
                        .at(index.place(entry, range.clone()))
                        .related(index.place(first, other.range.clone()), "by this meeting")
                        .help("move one of them, or mark it `parallel: true`"),
                );
            }
        }
    }
}

/// The meetings that still hold: not cancelled, not parallel on purpose, not moved since.
pub(super) fn standing<'i>(index: &'i Index<'_>) -> Vec<(&'i Entry, &'i Planned)> {
    let mut last: BTreeMap<&str, (Option<Day>, &str)> = BTreeMap::new();
    for entry in &index.letters {
        for id in entry.meetings.iter().filter_map(|meeting| meeting.id.as_deref()) {
            let told = last.entry(id).or_insert((entry.date, &entry.id));
            if entry.date > told.0 {
                *told = (entry.date, &entry.id);
            }
        }
    }
    let all = index
        .letters
        .iter()
        .flat_map(|entry| entry.meetings.iter().map(move |meeting| (entry, meeting)));
    all.filter(|(entry, meeting)| {
        let latest = meeting
            .id
            .as_deref()
            .is_none_or(|id| last.get(id).is_none_or(|(_, of)| *of == entry.id));
        latest && !meeting.cancelled && !meeting.parallel
    })
    .collect()
}

/// The days of a meeting, a month of them at most.
pub(super) fn days(meeting: &Planned) -> Vec<Day> {
    let ranges = meeting.dates.iter().flat_map(|(dates, _)| dates.ranges());
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
pub(super) fn is_same(a: &Planned, b: &Planned) -> bool {
    match (&a.id, &b.id) {
        (Some(a), Some(b)) => a == b,
        _ => a.title.is_some() && a.title == b.title,
    }
}

/// Whether times overlap for certain: all ends are known.
pub(super) fn overlap(a: &[TimeRange], b: &[TimeRange]) -> bool {
    a.iter().any(|a| {
        b.iter().any(|b| match (a.to, b.to) {
            (Some(a_end), Some(b_end)) => a.from < b_end && b.from < a_end,
            _ => a.from == b.from,
        })
    })
}
