//! A meeting that moved, and is announced again on its old day.

use std::collections::BTreeMap;

use crate::check::{Family, FolderIndex, FolderLetter, FolderMeeting, Found, Rule, Scope};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "stale-date",
    family: Family::Between,
    level: Level::Warning,
    most: Level::Error,
    summary: "a meeting has moved, and a later letter gives its old date",
    checks: "Meetings of one `id` across the letters of a folder, in the order of their dates: one that moved \
             (its dates changed, and `was` says from where) may not stand in a later letter with the dates it \
             moved from. A meeting that moves back says so with `was`, and is fine.",
    why: "The second letter was made from the first, and half of the room comes on the wrong day.",
    example: "11 December: dates 2018-01-29/30; 17 January: moved to 2018-02-01/02; 20 January: dates 2018-01-29/30",
    instead: "dates: 2018-02-01/02",
    source: "general practice",
    scope: Scope::Folder(check),
};

fn check(index: &FolderIndex<'_>, found: &mut Found) {
    let mut meetings: BTreeMap<&str, Vec<(&FolderLetter, &FolderMeeting)>> = BTreeMap::new();
    for letter in index.letters.iter().filter(|letter| letter.day().is_some()) {
        for meeting in &letter.meetings {
            if let (Some(id), Some(_)) = (&meeting.announced.id, &meeting.announced.dates) {
                meetings.entry(id).or_default().push((letter, meeting));
            }
        }
    }
    for told in meetings.values_mut() {
        told.sort_by_key(|(letter, _)| letter.day());
        // The last move before a letter decides; a move of the same day comes after it.
        let (mut moved, mut next): (Option<(&FolderLetter, &FolderMeeting)>, _) = (None, None);
        for (later, meeting) in told.iter().copied() {
            if next.is_some_and(|(letter, _): (&FolderLetter, _)| letter.day() < later.day()) {
                moved = next.take();
            }
            if meeting.previous_dates().is_some() {
                next = Some((later, meeting));
            }
            if let (Some((letter, moved)), Some(dates)) = (moved, &meeting.announced.dates)
                && moved.previous_dates() == Some(dates)
                && meeting.previous_dates().is_none()
                && let Some(new) = &moved.announced.dates
            {
                found.push(
                    RULE.finding(format!(
                        "the meeting was moved from {dates} to {new} before this letter"
                    ))
                    .at(index.place(later, meeting.dates.clone()))
                    .related(index.place(letter, moved.dates.clone()), "moved here")
                    .help(format!("dates: {new}, or say with `was` that it moved back")),
                );
            }
        }
    }
}
