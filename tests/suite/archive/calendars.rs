//! Calendars of letters in an archive: they know earlier letters, and follow them when they change.

use super::*;

fn meeting(date: &str, dates: &str, more: &str) -> String {
    format!(
        "---\nkind: letter\noffice: co-facilitators\ndate: {date}\nto: all-permanent-representatives-and-observers\n\
         signatories: [{{ name: Ada Adams }}, {{ name: Ben Brown }}]\nprocess: {{ name: harbour lights }}\nmeetings:\n  \
         - {{ id: lights-1, title: reading of the elements, dates: {dates}, times: 10:00/13:00{more} }}\n---\nHello.\n"
    )
}

fn add(desk: &TempSite, name: &str, text: &str) {
    fs::write(desk.record(name), text).expect("a record");
}

/// A note, and two letters of one meeting that moves.
fn desk() -> TempSite {
    let desk = TempSite::with_many(1);
    add(&desk, "chancery.toml", "formats = [\"html\", \"ics\"]\n");
    add(&desk, "2026-01-12-lights.md", &meeting("2026-01-12", "2026-02-03/04", ""));
    add(
        &desk,
        "2026-01-20-moved.md",
        &meeting("2026-01-20", "2026-02-10", ", was: { dates: 2026-02-03/04 }"),
    );
    desk.build(&[]);
    desk
}

fn calendar(desk: &TempSite, id: &str) -> String {
    let path = desk.site().join(format!("2026/{id}/{id}.ics"));
    fs::read_to_string(path).expect("a calendar").replace("\r\n ", "")
}

#[test]
fn a_letter_without_meetings_goes_without_a_calendar() {
    let desk = desk();
    let files = all_letters(&desk, &[".html", ".ics"]);
    let (note, first) = ("2025-01-01-pga-note-0000", "2026-01-12-lights");
    assert!(files.contains(&format!("2025/{note}/{note}.html")), "{files:?}");
    assert!(!files.contains(&format!("2025/{note}/{note}.ics")), "{files:?}");
    assert!(files.contains(&format!("2026/{first}/{first}.ics")), "{files:?}");
    let (record, out) = (desk.record(&format!("{note}.md")), desk.folder("out"));
    let [record, out] = [record.to_str(), out.to_str()].map(|path| path.expect("a path"));
    let (told, code) = desk.run(&["render", record, "--to", "txt,ics", "-o", out]);
    assert_eq!(code, 0, "{told}");
    assert!(
        told.contains("note[no-meetings]") && told.contains("no `ics` is written of it"),
        "{told}"
    );
    assert!(desk.folder("out").join(format!("{note}.txt")).exists(), "{told}");
    let (told, code) = desk.run(&["render", record, "--to", "ics"]);
    assert!(code == 1 && told.contains("error[no-meetings]"), "{told}");
}

#[test]
fn a_calendar_knows_the_letters_before_it_and_follows_them() {
    let desk = desk();
    let moved = || calendar(&desk, "2026-01-20-moved");
    assert_eq!(moved().matches("STATUS:CANCELLED").count(), 1, "{}", moved());
    let record = desk.record("2026-01-20-moved.md");
    let (rendered, _) = desk.run(&["render", record.to_str().expect("a path"), "--to", "ics"]);
    assert!(rendered.replace("\r\n ", "").starts_with(&moved()), "{rendered}");
    // The letter before it announces another day more.
    let own = "2026/2026-01-20-moved/2026-01-20-moved.ics".to_owned();
    let changed =
        desk.changed_by(|desk| desk.edit("2026-01-12-lights.md", "2026-02-03/04", "2026-02-03/05"));
    assert!(letters(&changed).contains(&own), "{changed:?}");
    assert_eq!(moved().matches("STATUS:CANCELLED").count(), 2, "{}", moved());
    desk.is_as_new();
    // A letter between them has come, and goes again.
    let between = meeting("2026-01-15", "2026-02-05", ", was: { dates: 2026-02-03/05 }");
    let changed = desk.changed_by(|desk| add(desk, "2026-01-15-between.md", &between));
    assert!(letters(&changed).contains(&own), "{changed:?}");
    assert!(moved().contains("SEQUENCE:2"), "{}", moved());
    desk.is_as_new();
    let changed = desk
        .changed_by(|desk| fs::remove_file(desk.record("2026-01-15-between.md")).expect("gone"));
    assert!(letters(&changed).contains(&own), "{changed:?}");
    desk.is_as_new();
    // A later letter changes no calendar of an earlier one.
    let later = meeting("2026-01-25", "2026-02-10", ", status: cancelled");
    let changed = desk.changed_by(|desk| add(desk, "2026-01-25-cancelled.md", &later));
    assert!(!letters(&changed).contains(&own), "{changed:?}");
    assert_eq!(desk.changed_by(|_| {}), Changed::default());
    desk.is_as_new();
}
