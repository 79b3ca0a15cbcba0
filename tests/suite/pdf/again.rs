//! A letter is made again from the record inside its PDF: what that needs, and what is said.

use std::fs;
use std::path::Path;
use std::process::Command;

const FIRST: &str = "2026-01-12-co-facilitators";
const SECOND: &str = "2026-02-09-co-facilitators";

/// Runs the program, which must not fail, and gives what it says.
fn run(room: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(arguments)
        .current_dir(room)
        .output()
        .expect("the program runs");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{told}");
    told
}

/// The calendar inside knows what earlier letters announced, and the PDF does not carry these.
#[test]
fn a_letter_that_changes_meetings_is_made_again_beside_the_earlier_ones() {
    let room = tempfile::tempdir().expect("room");
    let room = room.path();
    let pdf = |folder: &str| fs::read(room.join(format!("{folder}/{SECOND}.pdf"))).expect("a PDF");
    for folder in ["letters", "inside"] {
        fs::create_dir(room.join(folder)).expect("a folder");
    }
    for id in [FIRST, SECOND] {
        let name = format!("{id}.md");
        let story = Path::new("tests/calendar/story").join(&name);
        fs::copy(story, room.join("letters").join(name)).expect("a record");
    }
    let record = format!("letters/{SECOND}.md");
    assert!(
        !run(room, &["render", &record, "--to", "pdf", "-o", "made"]).contains("earlier-letter")
    );

    run(room, &["read", &format!("made/{SECOND}.pdf"), "-o", "inside"]);
    let record = format!("inside/{SECOND}.md");
    let told = run(room, &["render", &record, "--to", "pdf", "-o", "alone"]);
    assert!(told.contains("note[earlier-letter]"), "{told}");
    assert!(pdf("alone") != pdf("made"), "nothing had to be said");

    let first = format!("{FIRST}.md");
    fs::copy(room.join("letters").join(&first), room.join("inside").join(&first))
        .expect("a record");
    let told = run(room, &["render", &record, "--to", "pdf", "-o", "beside"]);
    assert!(!told.contains("earlier-letter"), "{told}");
    assert!(pdf("beside") == pdf("made"), "another PDF");
}
