//! The archive on the disk: what is done again, what is proved, and what an interruption leaves.

mod calendars;
mod damaged;
mod divided;
mod former;
mod interrupted;
mod issued;
mod outside;
mod reach;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::common::store::{self, Changed, copy, tree};
use crate::prelude::*;

/// The files of letters that changed, without the pages around them.
fn letters(changed: &Changed) -> BTreeSet<String> {
    let files = changed.written.iter().filter(|path| {
        let name = path.rsplit('/').next().unwrap_or_default();
        path.starts_with("20") && !name.starts_with("index.")
    });
    files.cloned().collect()
}

fn named<const N: usize>(files: [&str; N]) -> BTreeSet<String> {
    files.iter().map(|file| (*file).to_owned()).collect()
}

/// All files of letters with one of these endings.
fn all_letters(desk: &TempSite, ends: &[&str]) -> BTreeSet<String> {
    let paths = tree(&desk.site()).into_keys();
    paths
        .filter(|path| path.starts_with("20") && !path.ends_with("index.html"))
        .filter(|path| ends.iter().any(|end| path.ends_with(end)))
        .collect()
}

#[test]
fn nothing_changed_and_nothing_is_touched() {
    let desk = TempSite::with_samples();
    desk.build(&[]);
    assert_eq!(desk.changed_by(|_| {}), Changed::default());
    // A record that was only touched has the bytes it had.
    let changed = desk.changed_by(|desk| {
        let path = desk.record("2026-09-14-pga-briefing.md");
        let bytes = fs::read(&path).unwrap();
        fs::write(path, bytes).unwrap();
    });
    assert_eq!(changed, Changed::default());
}

#[test]
fn an_edited_letter_is_made_again_and_no_other() {
    let desk = TempSite::with_samples();
    desk.build(&[]);
    let changed =
        desk.changed_by(|desk| desk.edit("2026-09-14-pga-briefing.md", "priorities", "aims"));
    let own = "2026/2026-09-14-pga-briefing";
    assert_eq!(
        letters(&changed),
        named([
            &format!("{own}/2026-09-14-pga-briefing.html"),
            &format!("{own}/2026-09-14-pga-briefing.md"),
        ])
    );
    // Its page shows it; manifest, register and search index know its bytes; no list does.
    let around: BTreeSet<_> = changed.written.difference(&letters(&changed)).cloned().collect();
    let unexpected: Vec<_> = (around.iter())
        .filter(|path| {
            **path != format!("{own}/index.html")
                && !["manifest.json", "register.json"].contains(&path.as_str())
                && !path.starts_with("search/")
        })
        .collect();
    assert!(unexpected.is_empty(), "{unexpected:?}");
    assert!(changed.removed.is_empty());
    desk.is_as_new();
}

#[test]
fn a_letter_that_encloses_an_edited_one_is_made_again_too() {
    let desk = TempSite::with_samples();
    desk.build(&[]);
    let changed = desk.changed_by(|desk| {
        desk.edit(
            "2018-01-17-ign-co-chairs.md",
            "room: Conference Room 2",
            "room: Conference Room 3",
        );
    });
    let (inner, cover) = ("2018/2018-01-17-ign-co-chairs", "2018/2018-01-18-pga-ign");
    assert_eq!(
        letters(&changed),
        named([
            &format!("{inner}/2018-01-17-ign-co-chairs.html"),
            &format!("{inner}/2018-01-17-ign-co-chairs.md"),
            &format!("{cover}/2018-01-18-pga-ign.html"),
            &format!("{cover}/2018-01-18-pga-ign.md"),
        ])
    );
    desk.is_as_new();
}

#[test]
fn a_template_touches_the_letters_it_makes() {
    let desk = TempSite::with_samples();
    desk.own_templates();
    desk.build(&[]);
    // The wording of one kind.
    let changed = desk.changed_by(|desk| {
        desk.edit_template(
            "en/invitation.toml",
            "hope = \"participation-held\"",
            "hope = \"count-on\"",
        );
    });
    let invitations = letters(&changed);
    assert!(!invitations.is_empty());
    let of_kind = |path: &String| {
        [
            "2026-04-20-pga-ocean-dialogue",
            "2026-09-14-pga-briefing",
            "2026-10-05-pga-multilingualism",
        ]
        .iter()
        .any(|id| path.contains(id))
    };
    assert!(invitations.iter().all(of_kind), "{invitations:?}");
    desk.is_as_new();
    // The settings of one office: its letters, and those that enclose them.
    let changed = desk.changed_by(|desk| {
        desk.edit_template(
            "offices/ign-co-chairs/office.toml",
            "label = \"To:\"",
            "label = \"For:\"",
        );
    });
    let of_office = |path: &String| path.starts_with("2018/");
    assert!(
        !letters(&changed).is_empty() && letters(&changed).iter().all(of_office),
        "{changed:?}"
    );
    desk.is_as_new();
    // A page design for HTML: no other format has it.
    let changed = desk.changed_by(|desk| {
        desk.edit_template("page/letter.css", "--ink: #1a1a1a", "--ink: #111111")
    });
    assert_eq!(letters(&changed), all_letters(&desk, &[".html"]));
    desk.is_as_new();
    // A page design for PDF, which nobody asked for: nothing.
    let changed = desk.changed_by(|desk| desk.append_template("page/letter.typ", "\n// nothing\n"));
    assert_eq!(changed, Changed::default());
    // Words of a language, in every letter.
    let changed = desk.changed_by(|desk| {
        desk.edit_template("en/phrases.toml", "highest consideration", "deepest consideration")
    });
    assert!(letters(&changed).len() > 10, "{changed:?}");
    desk.is_as_new();
    // The site around the letters, and no letter.
    let changed =
        desk.changed_by(|desk| desk.append_template("site/site.css", "\n/* nothing */\n"));
    assert_eq!(letters(&changed), BTreeSet::new());
    assert!(changed.written.contains("assets/site.css"));
    desk.is_as_new();
}

#[test]
fn settings_of_the_folder_touch_what_they_say() {
    let desk = TempSite::with_samples();
    desk.build(&[]);
    let changed = desk.changed_by(|desk| {
        fs::write(desk.record("chancery.toml"), "[site]\ntitle = \"Letters of the Assembly\"\n")
            .unwrap();
    });
    assert_eq!(letters(&changed), BTreeSet::new());
    assert!(changed.written.contains("index.html"));
    desk.is_as_new();
    let changed = desk.changed_by(|desk| {
        fs::write(
            desk.record("chancery.toml"),
            "formats = [\"md\", \"txt\"]\n[site]\ntitle = \"Letters of the Assembly\"\n",
        )
        .unwrap();
    });
    assert_eq!(letters(&changed), all_letters(&desk, &[".txt"]));
    desk.is_as_new();
}

#[test]
fn a_deleted_record_takes_its_files_along_and_a_new_one_brings_them() {
    let desk = TempSite::with_samples();
    desk.build(&[]);
    let path = desk.record("2026-03-18-co-facilitators-ocean-silence.md");
    let text = fs::read(&path).unwrap();
    let changed = desk.changed_by(|_| fs::remove_file(&path).unwrap());
    let folder = "2026/2026-03-18-co-facilitators-ocean-silence";
    assert!(changed.removed.iter().any(|path| path.starts_with(folder)));
    assert!(!desk.site().join(folder).exists());
    assert_eq!(letters(&changed), BTreeSet::new());
    desk.is_as_new();
    let changed = desk.changed_by(|_| fs::write(&path, &text).unwrap());
    assert!(!letters(&changed).is_empty());
    assert!(letters(&changed).iter().all(|path| path.starts_with(folder)), "{changed:?}");
    desk.is_as_new();
}

#[test]
fn a_changed_record_is_named_by_the_proof() {
    let desk = TempSite::with_samples();
    desk.build(&[]);
    desk.edit("2026-09-14-pga-briefing.md", "2026-09-25", "2026-09-26");
    fs::write(desk.site().join("stray.txt"), "?").unwrap();
    let (told, code) = desk.run(&["verify", "SITE", "--rebuild", "RECORDS"]);
    assert_eq!(code, 1);
    assert!(
        told.contains("changed  2026/2026-09-14-pga-briefing/2026-09-14-pga-briefing.html"),
        "{told}"
    );
    assert!(
        told.contains(
            "why: 2026-09-14-pga-briefing: its record 2026-09-14-pga-briefing.md has changed"
        ),
        "{told}"
    );
    assert!(told.contains("unknown  stray.txt"), "{told}");
}

#[test]
fn a_broken_letter_is_left_out_and_the_others_are_there() {
    let desk = TempSite::with_samples();
    fs::write(
        desk.record("2026-05-01-pga-broken.md"),
        "---\noffice: pga\ndate: 2026-02-30\n---\nText.\n",
    )
    .unwrap();
    fs::write(desk.record("2026-05-02-pga-bytes.md"), [0xFF, 0xFE, 0x00]).unwrap();
    let copy = fs::read(desk.record("2026-09-14-pga-briefing.md")).unwrap();
    fs::write(desk.record("2026-09-14-pga-briefing.yaml"), copy).unwrap();
    let (told, code) = desk.try_build(&[]);
    assert_eq!(code, 1, "{told}");
    assert!(told.contains("2026-02 has no day 30"), "{told}");
    assert!(told.contains("4 letters were left out:"), "{told}");
    assert!(told.contains("have the same id"), "{told}");
    assert!(
        desk.site()
            .join("2018/2018-01-18-pga-ign/2018-01-18-pga-ign.html")
            .exists()
    );
    assert!(!desk.site().join("2026/2026-05-01-pga-broken").exists());
    let (json, code) = desk.try_build(&["--format", "json"]);
    assert_eq!(code, 1);
    let json: serde_json::Value = serde_json::from_str(&json).expect("the report is JSON");
    assert_eq!(json["left_out"].as_array().map(Vec::len), Some(4), "{json}");
    desk.is_as_new();
}

#[test]
fn parts_joined_are_one_build() {
    let desk = TempSite::with_samples();
    fs::write(desk.record("2026-05-01-pga-broken.md"), "---\noffice: pga\n---\nText.\n").unwrap();
    desk.try_build(&[]);
    let whole = tree(&desk.site());
    let parts: Vec<_> = (1..=3).map(|part| desk.folder(&format!("part-{part}"))).collect();
    for (at, part) in parts.iter().enumerate() {
        let shard = format!("{}/3", at + 1);
        desk.run(&["build", "RECORDS", "-o", part.to_str().unwrap(), "--shard", &shard]);
    }
    let joined = desk.folder("joined");
    let names: Vec<_> = parts.iter().map(|part| part.to_str().unwrap()).collect();
    let (told, code) =
        desk.run(&["join", names[2], names[0], names[1], "-o", joined.to_str().unwrap()]);
    assert_eq!(code, 1, "the broken letter is named by the join too: {told}");
    assert!(told.contains("2026-05-01-pga-broken.md"), "{told}");
    assert_eq!(store::bytes(&whole), store::bytes(&tree(&joined)));
    let (told, code) = desk.run(&["join", names[2], names[0], "-o", joined.to_str().unwrap()]);
    assert_eq!((code, told.contains("part 2 of 3 is missing")), (3, true), "{told}");
    let (told, code) = desk.run(&["join", names[2], names[2], "-o", joined.to_str().unwrap()]);
    assert_eq!((code, told.contains("is given twice")), (2, true), "{told}");
    // A part in a folder that holds something else.
    let (told, code) = desk.try_build(&["--shard", "1/3"]);
    assert_eq!((code, told.contains("holds a whole site")), (4, true), "{told}");
    let (told, code) = desk.run(&["build", "RECORDS", "-o", names[0], "--shard", "2/3"]);
    assert_eq!((code, told.contains("holds part 1 of 3")), (4, true), "{told}");
    let (told, code) = desk.run(&["verify", names[0]]);
    assert_eq!((code, told.contains("has none until it is joined")), (3, true), "{told}");
    // A damaged part is found out.
    let letter = "2018/2018-01-18-pga-ign/2018-01-18-pga-ign.html";
    for part in &parts {
        if part.join(letter).exists() {
            fs::write(part.join(letter), "something else").unwrap();
        }
    }
    let (told, code) =
        desk.run(&["join", names[0], names[1], names[2], "-o", joined.to_str().unwrap()]);
    assert_eq!((code, told.contains("is not what the build wrote")), (3, true), "{told}");
}

#[test]
fn threads_and_order_change_no_byte() {
    let desk = TempSite::with_samples();
    desk.build(&["--jobs", "1"]);
    let one = tree(&desk.site());
    let other = TempSite::with_samples_backwards();
    other.build(&["--jobs", "8"]);
    assert_eq!(store::bytes(&one), store::bytes(&tree(&other.site())));
}

/// A bag for another archive, which the reference tool finds valid.
#[test]
fn a_bag_is_valid() {
    let desk = TempSite::with_samples();
    let bag = desk.folder("bag");
    desk.build(&["--bag", bag.to_str().unwrap()]);
    assert!(bag.join("data/site/index.html").exists());
    assert!(bag.join("data/records/2018-01-18-pga-ign.md").exists());
    let (told, code) = desk.try_build(&["--bag", bag.to_str().unwrap()]);
    assert_eq!((code, told.contains("is there already")), (4, true), "{told}");
    match store::python(&["-m", "bagit", "--validate"], &bag) {
        Some((told, code)) => assert_eq!(code, 0, "{told}"),
        None => skip("Python with bagit is not installed"),
    }
    assert!(Path::new(&bag).join("tagmanifest-sha256.txt").exists());
}
