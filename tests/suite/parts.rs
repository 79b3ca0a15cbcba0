//! The parts of a build, joined: what they remember, and what is said when they do not fit.

use std::fs;

use crate::common::store::{bytes, tree};
use crate::prelude::*;

/// Builds a part of two, with more options.
fn part(desk: &TempSite, number: u32, more: &[&str]) -> String {
    let folder = desk.folder(&format!("parts-{number}"));
    let shard = format!("{number}/2");
    let arguments =
        [&["build", "RECORDS", "-o", folder.to_str().unwrap(), "--shard", &shard], more];
    let (told, code) = desk.run(&arguments.concat());
    assert_eq!(code, 0, "{told}");
    folder.to_str().unwrap().to_owned()
}

fn both(desk: &TempSite, more: &[&str]) -> [String; 2] {
    [part(desk, 1, more), part(desk, 2, more)]
}

/// Joins parts: what is said, without the names of folders, and the exit code.
fn join(desk: &TempSite, parts: &[String; 2], to: &str, more: &[&str]) -> (String, i32) {
    let to = desk.folder(to);
    let arguments = [&["join", &parts[0], &parts[1], "-o", to.to_str().unwrap()], more];
    let (told, code) = desk.run(&arguments.concat());
    let room = desk.folder("");
    (told.replace(room.to_str().unwrap(), ""), code)
}

fn said(desk: &TempSite, parts: &[String; 2], more: &[&str], code: i32, words: &[&str]) {
    let (told, is) = join(desk, parts, "joined", more);
    assert_eq!(is, code, "{told}");
    for word in words {
        assert!(told.contains(word), "`{word}` is not in\n{told}");
    }
}

#[test]
fn a_join_makes_what_the_parts_were_built_for() {
    let desk = TempSite::with_samples();
    fs::write(
        desk.record("chancery.toml"),
        "formats = [\"txt\"]\n[rules]\nstraight-quotes = \"off\"\n\
         [site]\ntitle = \"Lettres\"\nlanguage = \"fr\"\naddress = \"https://letters.example.org/\"\n",
    )
    .unwrap();
    desk.build(&["--no-search", "--to", "html,txt,md"]);
    let whole = bytes(&tree(&desk.site()));
    let parts = both(&desk, &["--no-search", "--to", "html,txt,md"]);
    for (to, more) in [("without", &[][..]), ("with", &["--records", "RECORDS"])] {
        let (told, code) = join(&desk, &parts, to, more);
        assert_eq!(code, 0, "{told}");
        assert_eq!(whole, bytes(&tree(&desk.folder(to))), "{to} records");
        // The letters have more formats than chancery.toml says, and that is no secret.
        let note = "the letters are in html, txt, md, as the parts were built";
        assert_eq!(told.contains(note), to == "with", "{told}");
    }
}

#[test]
fn a_join_does_not_write_over_a_part() {
    let desk = TempSite::with_samples();
    let parts = both(&desk, &[]);
    let (told, code) = join(&desk, &parts, "parts-1", &[]);
    assert_eq!(code, 2, "{told}");
    assert!(told.contains("the site would lie in the part parts-1"), "{told}");
    let other = desk.folder("other");
    let other = other.to_str().unwrap();
    desk.run(&["build", "RECORDS", "-o", other, "--shard", "3/7"]);
    let before = tree(&desk.folder("other"));
    let (told, code) = join(&desk, &parts, "other", &[]);
    assert_eq!(code, 4, "{told}");
    assert!(told.contains("the folder holds part 3 of 7 of a build"), "{told}");
    assert!(told.contains("give each part, and each site, a folder of its own with -o"), "{told}");
    assert!(before == tree(&desk.folder("other")));
}

#[test]
fn parts_that_were_built_differently_are_not_joined() {
    let desk = TempSite::with_samples();
    let settings = |text: &str| fs::write(desk.record("chancery.toml"), text).unwrap();
    settings("[site]\ntitle = \"One\"\n");
    let parts = both(&desk, &[]);
    settings("[site]\ntitle = \"Other\"\n");
    part(&desk, 2, &[]);
    let differ = "parts-1 and parts-2 were built differently. They differ in ";
    let again = "run the build of all parts again";
    let title = "`title` under [site]: “One” and “Other”";
    said(&desk, &parts, &[], 3, &[differ, title, again]);
    settings("[site]\ntitle = \"One\"\n[rules]\nstraight-quotes = \"off\"\n");
    part(&desk, 2, &[]);
    said(&desk, &parts, &[], 3, &[differ, "the levels of rules"]);
    part(&desk, 2, &["--to", "txt"]);
    let formats = "the formats: html, md and html, txt";
    said(&desk, &parts, &[], 3, &[differ, formats]);
    // All parts alike, and the levels changed afterwards.
    part(&desk, 1, &[]);
    part(&desk, 2, &[]);
    settings("[site]\ntitle = \"One\"\n");
    said(&desk, &parts, &[], 0, &[]);
    let levels = "other levels of rules than chancery.toml says now";
    let given = ["--records", "RECORDS"];
    said(&desk, &parts, &given, 3, &[levels, "run the builds of all"]);
}

#[test]
fn templates_that_are_not_seen_are_asked_for() {
    let desk = TempSite::with_samples();
    desk.own_templates();
    desk.edit_template("en/site.toml", "Archive of letters", "Our letters");
    let parts = both(&desk, &[]);
    said(
        &desk,
        &parts,
        &[],
        3,
        &[
            "the parts were built with other templates",
            "give the folder of the records with --records",
        ],
    );
    said(&desk, &parts, &["--records", "RECORDS"], 0, &[]);
    desk.edit_template(
        "en/invitation.toml",
        "hope = \"participation-held\"",
        "hope = \"count-on\"",
    );
    part(&desk, 1, &[]);
    part(&desk, 2, &[]);
    desk.edit_template("en/invitation.toml", "hope = \"count-on\"", "hope = \"encourage\"");
    said(
        &desk,
        &parts,
        &["--records", "RECORDS"],
        3,
        &["2026-09-14-pga-briefing.md: is worded by templates that have changed"],
    );
}

#[test]
fn parts_that_grew_are_joined_again_in_the_same_folder() {
    let desk = TempSite::with_samples();
    let parts = both(&desk, &[]);
    said(&desk, &parts, &[], 0, &[]);
    for day in 1..=9 {
        let prose: Vec<_> = (0..2_000).map(|at| format!("{}", at * at * day)).collect();
        let meeting = format!("{{ id: m, title: a meeting, dates: 2031-10-0{day} }}");
        let head = format!("---\noffice: pga\ndate: 2026-10-0{day}\nmeetings: [{meeting}]\n---\n");
        let text = format!("{head}{}\n", prose.join(" "));
        fs::write(desk.record(&format!("2026-10-0{day}-pga-new.md")), text).unwrap();
    }
    let parts = both(&desk, &[]);
    said(&desk, &parts, &[], 0, &[]);
    desk.build(&[]);
    let whole = bytes(&tree(&desk.site()));
    assert_eq!(whole, bytes(&tree(&desk.folder("joined"))));
}

#[test]
fn letters_that_changed_between_the_parts_are_named() {
    let desk = TempSite::with_samples();
    let parts = both(&desk, &[]);
    let given = ["--records", "RECORDS"];
    said(&desk, &parts, &given, 0, &[]);
    desk.edit("2018-01-17-ign-co-chairs.md", "Conference", "Committee");
    fs::remove_file(desk.record("2026-09-14-pga-briefing.md")).unwrap();
    let text = "---\noffice: pga\ndate: 2026-10-01\n---\nText.\n";
    fs::write(desk.record("2026-10-01-pga-new.md"), text).unwrap();
    said(
        &desk,
        &parts,
        &given,
        3,
        &[
            "4 letters are not up to date in the parts:",
            "  2018-01-17-ign-co-chairs.md: has changed since its part was built",
            "  2018-01-18-pga-ign.md: encloses something that has changed",
            "  2026-09-14-pga-briefing.md: is not there any more",
            "  2026-10-01-pga-new.md: was not there when its part was built",
            "join again:\n      chancery build records -o parts-",
        ],
    );
    // What it says to do helps.
    let parts = both(&desk, &[]);
    said(&desk, &parts, &given, 0, &[]);
    desk.build(&[]);
    let whole = bytes(&tree(&desk.site()));
    assert_eq!(whole, bytes(&tree(&desk.folder("joined"))));
}
