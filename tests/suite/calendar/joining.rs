//! Which announcements speak of the same meeting, and what each changes of it.

use chancery::calendar::{
    AnnouncedMeeting, Announcement, Change, Event, Present, PreviousDates, Standing, events,
};
use chancery::letter::{Dates, Day, LetterRef, Mode, Status, TimeRange};

/// A letter of the test: id, office, process, thread, and its meetings.
struct Said(&'static str, &'static str, Option<&'static str>, Option<usize>, Vec<AnnouncedMeeting>);

fn follow(letters: &[Said]) -> Vec<Event<'static>> {
    events(
        letters
            .iter()
            .map(|Said(id, office, process, thread, meetings)| Announcement {
                letter: id,
                office,
                zone: None,
                date: id.get(..10).and_then(|day| Day::parse(day).ok()),
                process: *process,
                entry: id,
                names: Vec::new(),
                thread: *thread,
                meetings: meetings.clone().into(),
            }),
    )
}

/// A meeting: its id, and its days.
fn on(id: &str, dates: &str) -> AnnouncedMeeting {
    AnnouncedMeeting {
        id: Some(id.to_owned()).filter(|id| !id.is_empty()),
        dates: Dates::parse(dates).ok(),
        ..AnnouncedMeeting::default()
    }
}

fn moved(id: &str, dates: &str, was: &str) -> AnnouncedMeeting {
    AnnouncedMeeting {
        was: Some(PreviousDates { dates: Dates::parse(was).ok(), ..PreviousDates::default() }),
        ..on(id, dates)
    }
}

/// Days, sequence and number of entries of each meeting.
fn brief(events: &[Event<'_>]) -> Vec<String> {
    let brief = |event: &Event<'_>| {
        let dates = event
            .state
            .dates
            .as_ref()
            .map_or("no day".to_owned(), Dates::to_string);
        let dropped = event.slots.iter().filter(|slot| slot.dropped).count();
        format!(
            "{dates}, {:?}, {}, {} of {} dropped",
            event.present(),
            event.sequence,
            dropped,
            event.slots.len()
        )
    };
    events.iter().map(brief).collect()
}

#[test]
fn the_same_process_and_id_is_the_same_meeting() {
    let found = follow(&[
        Said("2026-01-01-a", "a", Some("forum"), None, vec![on("m", "2026-02-01")]),
        Said("2026-01-02-b", "b", Some("forum"), None, vec![on("m", "2026-02-08")]),
    ]);
    assert_eq!(brief(&found), ["2026-02-08, Moved, 1, 0 of 1 dropped"]);
}

#[test]
fn the_same_thread_and_id_is_the_same_meeting() {
    let found = follow(&[
        Said("2026-01-01-a", "a", Some("forum"), Some(3), vec![on("m", "2026-02-01")]),
        Said("2026-01-02-b", "b", None, Some(3), vec![on("m", "2026-02-01")]),
    ]);
    assert_eq!(brief(&found), ["2026-02-01, Announced, 0, 0 of 1 dropped"]);
    assert_eq!(found[0].letters, ["2026-01-01-a", "2026-01-02-b"]);
    assert_eq!(found[0].history.len(), 1, "saying it again changes nothing");
}

#[test]
fn one_office_uses_an_id_again_for_another_meeting() {
    let found = follow(&[
        Said("2026-01-01-a", "a", None, None, vec![on("briefing", "2026-02-01")]),
        Said("2026-01-05-a", "a", None, None, vec![moved("briefing", "2026-02-08", "2026-02-01")]),
        Said("2026-06-01-a", "a", None, None, vec![on("briefing", "2026-07-01")]),
        Said("2026-06-01-b", "b", None, None, vec![on("briefing", "2026-07-01")]),
    ]);
    assert_eq!(
        brief(&found),
        [
            "2026-02-08, Moved, 1, 0 of 1 dropped",
            "2026-07-01, Announced, 0, 0 of 1 dropped",
            "2026-07-01, Announced, 0, 0 of 1 dropped",
        ]
    );
    assert_ne!(found[0].uid, found[1].uid);
    assert_ne!(found[1].uid, found[2].uid);
}

#[test]
fn an_earlier_letter_that_is_not_here_counts() {
    let first = moved("m", "2026-02-08", "2026-02-01, 2026-02-03");
    let found = follow(&[Said("2026-01-05-a", "a", None, None, vec![first])]);
    assert_eq!(brief(&found), ["2026-02-08, Moved, 1, 1 of 2 dropped"]);
    let cancelled = AnnouncedMeeting { status: Some(Status::Cancelled), ..on("m", "2026-02-01") };
    let found = follow(&[Said("2026-01-05-a", "a", None, None, vec![cancelled])]);
    assert_eq!(brief(&found), ["2026-02-01, Cancelled, 1, 0 of 1 dropped"]);
}

#[test]
fn fewer_days_keep_the_entries_they_lose() {
    let found = follow(&[
        Said(
            "2026-01-01-a",
            "a",
            Some("p"),
            None,
            vec![on("m", "2026-02-01, 2026-02-03, 2026-02-05")],
        ),
        Said(
            "2026-01-02-a",
            "a",
            Some("p"),
            None,
            vec![moved("m", "2026-02-04", "2026-02-01, 2026-02-03, 2026-02-05")],
        ),
    ]);
    assert_eq!(brief(&found), ["2026-02-04, Moved, 1, 2 of 3 dropped"]);
    // They come back under their old names.
    let found = follow(&[
        Said("2026-01-01-a", "a", Some("p"), None, vec![on("m", "2026-02-01, 2026-02-03")]),
        Said("2026-01-02-a", "a", Some("p"), None, vec![on("m", "2026-02-04")]),
        Said("2026-01-03-a", "a", Some("p"), None, vec![on("m", "2026-02-04, 2026-02-06")]),
    ]);
    assert_eq!(brief(&found), ["2026-02-04, 2026-02-06, Moved, 2, 0 of 2 dropped"]);
}

#[test]
fn each_change_counts_and_is_remembered() {
    let room =
        |room: &str| AnnouncedMeeting { room: Some(room.to_owned()), ..on("m", "2026-02-01") };
    let at = |times: &str| AnnouncedMeeting {
        times: vec![TimeRange::parse(times).unwrap()],
        ..on("m", "2026-02-01")
    };
    let status = |status| AnnouncedMeeting { status: Some(status), ..on("m", "2026-02-01") };
    let letters = [
        room("Room 1"),
        room("Room 2"),
        at("10:00/13:00"),
        at("10:00/13:00"),
        status(Status::Cancelled),
        status(Status::Confirmed),
        AnnouncedMeeting { mode: Some(Mode::Virtual), ..AnnouncedMeeting::default() },
        AnnouncedMeeting {
            id: Some("m".to_owned()),
            status: Some(Status::Rescheduled),
            ..AnnouncedMeeting::default()
        },
    ];
    let letters: Vec<_> = (letters.into_iter().enumerate())
        .map(|(at, held)| {
            let held = AnnouncedMeeting { id: Some("m".to_owned()), ..held };
            let id = [
                "2026-01-01-a", "2026-01-02-a", "2026-01-03-a", "2026-01-04-a", "2026-01-05-a",
                "2026-01-06-a", "2026-01-07-a", "2026-01-08-a",
            ][at];
            Said(id, "a", Some("p"), None, vec![held])
        })
        .collect();
    let found = follow(&letters);
    let [event] = found.as_slice() else { panic!("one meeting: {:?}", brief(&found)) };
    let changes: Vec<_> = event
        .history
        .iter()
        .map(|turn| (turn.sequence, turn.changes.as_slice()))
        .collect();
    assert!(matches!(changes[0], (0, [Change::Announced { .. }])), "{changes:#?}");
    assert!(matches!(changes[1], (1, [Change::Room { from: Some(_), .. }])), "{changes:#?}");
    assert!(matches!(changes[2], (2, [Change::Retimed])), "{changes:#?}");
    assert!(matches!(changes[3], (3, [Change::Cancelled])), "{changes:#?}");
    assert!(matches!(changes[4], (4, [Change::Restored])), "{changes:#?}");
    assert!(matches!(changes[5], (5, [Change::Moved { to: None, .. }])), "{changes:#?}");
    assert_eq!(event.present(), Present::Postponed);
    assert_eq!(event.state.mode, Some(Mode::Virtual));
    assert_eq!(event.state.standing, Standing::Confirmed);
    assert!(event.slots.iter().all(|slot| slot.dropped));
    assert_eq!(event.modified.to_string(), "2026-01-08");
}

#[test]
fn a_letter_that_bears_a_wrong_year_does_not_turn_the_clock_back() {
    let found = follow(&[
        Said("2017-12-11-a", "a", Some("p"), None, vec![on("m", "2018-01-29")]),
        Said("2017-01-17-a", "a", Some("p"), None, vec![moved("m", "2018-02-01", "2018-01-29")]),
    ]);
    assert_eq!(found[0].modified.to_string(), "2017-12-11");
    assert_eq!(found[0].sequence, 1);
}

#[test]
fn without_an_id_the_thread_and_the_title_tell() {
    let titled = |title: &str, held: AnnouncedMeeting| AnnouncedMeeting {
        title: Some(title.to_owned()),
        ..held
    };
    let found = follow(&[
        Said(
            "2026-01-01-a",
            "a",
            None,
            Some(0),
            vec![
                titled("a briefing", on("", "2026-02-01")),
                titled("a dialogue", on("", "2026-02-01")),
            ],
        ),
        Said(
            "2026-01-02-a",
            "a",
            None,
            Some(0),
            vec![titled("A briefing", moved("", "2026-02-08", "2026-02-01"))],
        ),
        Said("2026-01-03-a", "a", None, Some(1), vec![titled("a briefing", on("", "2026-02-08"))]),
    ]);
    assert_eq!(
        brief(&found),
        [
            "2026-02-08, Moved, 1, 0 of 1 dropped",
            "2026-02-01, Announced, 0, 0 of 1 dropped",
            "2026-02-08, Announced, 0, 0 of 1 dropped",
        ]
    );
}

#[test]
fn was_may_name_only_the_letter() {
    let was = |letter| PreviousDates {
        letter: Some(LetterRef::from_id(letter)),
        ..PreviousDates::default()
    };
    let found = follow(&[
        Said("2026-01-01-a", "a", None, None, vec![on("m", "2026-02-01")]),
        Said(
            "2026-01-02-a",
            "a",
            None,
            None,
            vec![AnnouncedMeeting { was: Some(was("2026-01-01-a")), ..on("m", "2026-02-09") }],
        ),
        Said(
            "2026-01-03-a",
            "a",
            None,
            None,
            vec![AnnouncedMeeting { was: Some(was("2025-01-01-a")), ..on("m", "2026-03-09") }],
        ),
    ]);
    assert_eq!(
        brief(&found),
        ["2026-02-09, Moved, 1, 0 of 1 dropped", "2026-03-09, Moved, 1, 0 of 1 dropped"]
    );
}

#[test]
fn one_letter_with_one_id_twice_is_two_meetings() {
    let twice = vec![on("m", "2026-02-01"), on("m", "2026-02-01"), on("m", "2026-02-01")];
    let found = follow(&[Said("2026-01-01-a", "a", Some("p"), Some(0), twice)]);
    let mut uids: Vec<_> = found.iter().map(|event| event.uid.clone()).collect();
    uids.sort();
    uids.dedup();
    assert_eq!(uids.len(), 3);
}
