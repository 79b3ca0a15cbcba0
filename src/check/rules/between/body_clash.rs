//! One body in two rooms at one time.

use std::collections::BTreeMap;

use super::room_clash::{MOST, Meeting, days, is_same, overlap, standing};
use crate::check::{Family, FolderIndex, Found, Rule, Scope};
use crate::finding::Level;
use crate::letter::Day;

pub(super) static RULE: Rule = Rule {
    name: "body-clash",
    family: Family::Between,
    level: Level::Note,
    most: Level::Warning,
    summary: "one body meets in two rooms at one time",
    checks: "Meetings of one process, or of one office where no process is named, on the same day with \
             overlapping times in different rooms. Meetings marked `parallel`, cancelled ones, those that have \
             since moved, and those without times are passed over.",
    why: "Delegations of one or two cannot sit in both; but overlapping sessions can be meant.",
    example: "A: 2018-02-01, 10:00/13:00, Conference Room 2\nB: 2018-02-01, 10:00/13:00, Conference Room 3   (same office)",
    instead: "Another time, or `parallel: true` where both are meant.",
    source: "general practice; overlapping sessions can be meant",
    scope: Scope::Folder(check),
};

fn check(index: &FolderIndex<'_>, found: &mut Found) {
    let mut bodies: BTreeMap<(&str, Day), Vec<Meeting<'_>>> = BTreeMap::new();
    for (letter, meeting) in standing(index) {
        let body = letter.process.as_deref().unwrap_or(&letter.office);
        for day in days(meeting) {
            bodies.entry((body, day)).or_default().push((letter, meeting));
        }
    }
    for ((_, day), held) in &bodies {
        for (at, (letter, meeting)) in held.iter().enumerate() {
            let Some(room) = &meeting.announced.room else {
                continue;
            };
            let other = held[..at].iter().take(MOST).find(|(_, other)| {
                let elsewhere = other.announced.room.as_ref();
                elsewhere.is_some_and(|other| !other.eq_ignore_ascii_case(room))
                    && !is_same(meeting, other)
                    && overlap(meeting, other)
            });
            if let Some((first, other)) = other {
                found.push(
                    RULE.finding(format!("the same body meets elsewhere at that time on {day}"))
                        .at(index.place(letter, meeting.room.clone()))
                        .related(index.place(first, other.line.clone()), "this meeting")
                        .help("mark one of them `parallel: true`, if both are meant"),
                );
            }
        }
    }
}
