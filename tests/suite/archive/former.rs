//! The page of a letter that supersedes another says what changed since.

use super::*;

const OLD: &str = "---
kind: invitation
office: pga
date: 2026-09-14
to: all-permanent-representatives-and-observers
signatories: { name: Amara Lindqvist }
meetings:
  - { id: briefing, title: an informal briefing, dates: 2026-09-25, times: 10:00/13:00, room: Conference Room 4 }
---
The briefing will set out the priorities of the session.
";

fn new() -> String {
    OLD.replace(
        "date: 2026-09-14",
        "date: 2026-09-16\nfollows: { letter: 2026-09-14-pga-first, relation: supersedes }",
    )
    .replace("Conference Room 4", "Conference Room 3")
}

const PAGE: &str = "2026/2026-09-16-pga-second/index.html";

fn page(desk: &TempSite) -> String {
    fs::read_to_string(desk.site().join(PAGE)).unwrap()
}

#[test]
fn a_letter_that_supersedes_another_says_what_changed() {
    let desk = TempSite::with_samples();
    fs::write(desk.record("2026-09-14-pga-first.md"), OLD).unwrap();
    fs::write(desk.record("2026-09-16-pga-second.md"), new()).unwrap();
    desk.build(&[]);
    let text = page(&desk);
    assert!(text.contains("What changed since the letter of 14 September 2026"), "{text}");
    let room = "the room is now Conference Room 3; it was Conference Room 4.";
    assert!(text.contains(room), "{text}");
    // It is made again with the letter that it supersedes, and not otherwise.
    assert_eq!(desk.changed_by(|_| {}), Changed::default());
    let changed = desk.changed_by(|desk| {
        desk.edit("2026-09-14-pga-first.md", "Conference Room 4", "Conference Room 5");
    });
    assert!(changed.written.contains(PAGE), "{changed:?}");
    assert!(page(&desk).contains("it was Conference Room 5."));
    desk.is_as_new();
}

#[test]
fn a_superseded_letter_may_come_and_go() {
    let desk = TempSite::with_samples();
    fs::write(desk.record("2026-09-16-pga-second.md"), new()).unwrap();
    desk.build(&[]);
    assert!(!page(&desk).contains("What changed since"));
    desk.changed_by(|desk| fs::write(desk.record("2026-09-14-pga-first.md"), OLD).unwrap());
    assert!(page(&desk).contains("What changed since the letter of 14 September 2026"));
    desk.is_as_new();
    desk.changed_by(|desk| fs::remove_file(desk.record("2026-09-14-pga-first.md")).unwrap());
    assert!(!page(&desk).contains("What changed since"));
    desk.is_as_new();
}
