//! What is wrong in the folder of a site when a build comes back to it.

use std::fs;

use super::*;

#[test]
fn what_somebody_did_to_the_site_is_undone() {
    let desk = TempSite::with_samples();
    desk.build(&[]);
    let before = tree(&desk.site());
    let letter = "2026/2026-09-14-pga-briefing/2026-09-14-pga-briefing.md";
    fs::write(desk.site().join(letter), "15 September 2026").unwrap();
    fs::remove_file(desk.site().join("index.html")).unwrap();
    fs::remove_dir_all(desk.site().join("offices")).unwrap();
    let (told, code) = desk.run(&["verify", "SITE"]);
    assert_eq!(code, 1);
    assert!(told.contains(&format!("changed  {letter}")), "{told}");
    assert!(told.contains("missing  index.html"), "{told}");
    desk.build(&[]);
    let after = tree(&desk.site());
    assert_eq!(store::bytes(&before), store::bytes(&after));
    let (told, code) = desk.run(&["verify", "SITE", "--rebuild", "RECORDS"]);
    assert_eq!((code, told.contains("made again to the same bytes")), (0, true), "{told}");
}

#[test]
fn what_a_build_remembers_is_not_trusted_once_it_is_damaged() {
    let desk = TempSite::with_samples();
    desk.build(&[]);
    let path = desk.site().join(".chancery/state");
    let mut state = fs::read(&path).unwrap();
    let (room, other) = (b"Conference Room 2", b"Conference Room 9");
    let places: Vec<_> = (0..state.len() - room.len())
        .filter(|at| state[*at..].starts_with(room))
        .collect();
    assert!(!places.is_empty());
    for at in places {
        state[at..at + room.len()].copy_from_slice(other);
    }
    fs::write(&path, state).unwrap();
    // All meetings are followed again, from what is remembered of the other letters.
    desk.edit(
        "2026-09-14-pga-briefing.md",
        "room: Trusteeship Council Chamber",
        "room: Conference Room 1",
    );
    desk.build(&[]);
    desk.is_as_new();
}

/// Letters and pages need the texts beside the state again when something near them changes.
#[test]
fn texts_beside_the_state_are_made_again_once_they_are_damaged() {
    let desk = TempSite::with_samples();
    let change = |from: &str, to: &str| desk.edit("2026-09-14-pga-briefing.md", from, to);
    desk.build(&[]);
    let memory = desk.site().join(".chancery");
    let packs = || {
        let entries = fs::read_dir(&memory).unwrap().map(|entry| entry.unwrap().path());
        let is_pack = |path: &PathBuf| path.to_str().unwrap().contains("/texts-");
        entries.filter(is_pack).collect::<Vec<_>>()
    };
    // The letters beside one that gets another date show it, and are made from their texts.
    for damage in ["cut", "written over", "gone"] {
        let [pack] = &packs()[..] else { panic!("one pack") };
        let bytes = fs::read(pack).unwrap();
        match damage {
            "cut" => fs::write(pack, &bytes[..bytes.len() / 2]).unwrap(),
            "gone" => fs::remove_file(pack).unwrap(),
            _ => fs::write(pack, vec![b'x'; bytes.len()]).unwrap(),
        }
        change("date: 2026-09-14", "date: 2018-01-18");
        desk.build(&[]);
        desk.is_as_new();
        change("date: 2018-01-18", "date: 2026-09-14");
        desk.build(&[]);
        desk.is_as_new();
    }
}

#[test]
fn texts_of_letters_that_changed_go_in_time() {
    let desk = TempSite::with_many(5);
    let size = |desk: &TempSite| {
        let entries = fs::read_dir(desk.site().join(".chancery"))
            .unwrap()
            .map(Result::unwrap);
        let packs =
            entries.filter(|entry| entry.file_name().to_str().unwrap().starts_with("texts"));
        packs.map(|entry| entry.metadata().unwrap().len()).sum::<u64>()
    };
    desk.build(&[]);
    let first = size(&desk);
    for round in 0..20 {
        let words = |round: usize| format!("and this is note number {round}.");
        desk.edit("2025-01-01-pga-note-0000.md", &words(round), &words(round + 1));
        desk.build(&[]);
        assert!(size(&desk) < first * 5 / 2, "{} after {first}", size(&desk));
    }
    desk.is_as_new();
}
