//! Two windows, an editor and `check --fix` at the very same time.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use chancery::files::replace;

use super::schedules::runs;
use super::*;

/// Texts as long as a letter, so that a torn one would be seen.
fn text(writer: &str, number: u32) -> String {
    format!("{writer} {number}\n").repeat(200)
}

fn is_whole(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    lines.all(|line| line == first) && text.lines().count() == 200
}

/// Saves until a text is acknowledged, each time over what is there.
fn acknowledge(desk: &Store, text: &str, who: &str) -> bool {
    for _ in 0..1000 {
        // An editor writes in place: for a moment there is half a text, or none.
        let Ok(read) = desk.read(ID) else { continue };
        match desk.save(ID, read.base, text.as_bytes(), &by(who, 0)) {
            Ok(Save::Saved { .. }) => return true,
            Ok(Save::Moved { .. }) => {}
            Err(error) => panic!("{error}"),
        }
    }
    false
}

fn there(office: &Office) -> BTreeSet<Vec<u8>> {
    let versions = office.desk.versions(ID).expect("versions");
    let texts = versions
        .iter()
        .map(|version| office.desk.version(ID, version.fingerprint).expect("its text"));
    texts.chain([office.desk.read(ID).expect("a letter").bytes]).collect()
}

#[test]
fn two_windows_and_a_program_that_replaces_files_lose_nothing() {
    let office = Office::with(&text("first", 0));
    let (done, acknowledged) = (AtomicBool::new(false), Mutex::new(BTreeSet::new()));
    let rounds = runs(60);
    std::thread::scope(|scope| {
        let fixer = scope.spawn(|| {
            let path = office.path().join(format!("{ID}.md"));
            while !done.load(Ordering::Relaxed) {
                let old = std::fs::read_to_string(&path).expect("the file is always there");
                assert!(is_whole(old.as_bytes()), "torn: {old}");
                let new = format!("fixed {old}").lines().next().unwrap_or_default().len();
                let new = text(&format!("fixed {new}"), 0);
                // Refused where somebody else was quicker.
                let _ = replace(&path, &old, &new);
                std::thread::yield_now();
            }
        });
        let windows = ["Anna", "Ben"].map(|who| {
            let (office, acknowledged) = (&office, &acknowledged);
            scope.spawn(move || {
                for number in 0..rounds {
                    let text = text(who, number);
                    if acknowledge(&office.desk, &text, who) {
                        acknowledged.lock().expect("a set").insert(text.into_bytes());
                    }
                }
            })
        });
        for window in windows {
            window.join().expect("no window failed");
        }
        done.store(true, Ordering::Relaxed);
        fixer.join().expect("the file was whole at every moment");
    });
    let there = there(&office);
    let acknowledged = acknowledged.into_inner().expect("a set");
    assert!(acknowledged.len() >= rounds as usize, "{}", acknowledged.len());
    assert!(acknowledged.is_subset(&there), "a text that was acknowledged is lost");
    assert!(there.iter().all(|text| is_whole(text)), "a text is torn");
}

#[test]
fn what_an_editor_writes_in_place_is_not_lost_under_a_save() {
    let rounds = runs(60);
    let office = Office::with(&text("first", 0));
    let path = office.path().join(format!("{ID}.md"));
    for number in 0..rounds {
        // The last text of the editor of each round, wherever the save was at that moment.
        let (edited, saved) = (text("edited", number), text("saved", number));
        let base = office.desk.read(ID).expect("a letter").base;
        let answer = std::thread::scope(|scope| {
            let editor = scope.spawn(|| {
                for _ in 0..number % 7 * 200 {
                    std::hint::spin_loop();
                }
                std::fs::write(&path, &edited).expect("written");
            });
            let answer = office.desk.save(ID, base, saved.as_bytes(), &by("Anna", 0));
            editor.join().expect("edited");
            answer.expect("an answer")
        });
        // The next save finds whatever was left.
        assert!(acknowledge(&office.desk, &text("next", number), "Anna"));
        assert!(acknowledge(&office.desk, &text("last", number), "Anna"));
        let kept =
            |text: &str| office.desk.version(ID, Fingerprint::of_text(text.as_bytes())).is_ok();
        assert!(kept(&edited), "the editor's text {number} is lost: {answer:?}");
        if matches!(answer, Save::Saved { .. }) {
            assert!(kept(&saved), "the saved text {number} is lost");
        }
    }
}
