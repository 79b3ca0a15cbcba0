//! The archive and letters in several languages.

use std::collections::BTreeMap;
use std::path::Path;

use super::ID;
use super::command::{copy, run, said};

/// How many letters a build made.
fn made(folder: &Path) -> String {
    let done = run(folder, &["build", ".", "-o", "site"]);
    assert!(done.status.success(), "{}", said(&done));
    let said = said(&done);
    // Where all are made, the report only counts them.
    let made = said.split("; ").nth(1).and_then(|rest| rest.split(',').next());
    match made.filter(|made| made.ends_with(" made")) {
        Some(made) => made.to_owned(),
        None => said
            .replace(" letters in site", " made,")
            .split(',')
            .next()
            .unwrap_or_default()
            .to_owned(),
    }
}

/// A second letter, which nothing here changes.
fn with_another(name: &str) -> std::path::PathBuf {
    let folder = copy(name);
    let other = "---\noffice: pga\ndate: 2026-01-08\nto: all-permanent-representatives-and-observers\n\
                 signatories: { name: Amara Lindqvist }\n---\nText.\n";
    std::fs::write(folder.join("2026-01-08-pga.md"), other).expect("written");
    folder
}

#[test]
fn a_letter_is_there_in_all_its_languages() {
    let folder = with_another("site");
    assert_eq!(made(&folder), "2 made");
    let letter = folder.join("site/2026").join(ID);
    for ending in ["html", "md", "fr.html", "fr.md", "ar.html", "ar.md"] {
        assert!(letter.join(format!("{ID}.{ending}")).is_file(), "{ending}");
    }
    let page = std::fs::read_to_string(letter.join("index.html")).expect("its page");
    for (tag, direction) in [("en", "ltr"), ("fr", "ltr"), ("ar", "rtl")] {
        assert!(page.contains(&format!("<link rel=\"alternate\" hreflang=\"{tag}\"")));
        assert!(page.contains(&format!("<bdi lang=\"{tag}\" dir=\"{direction}\">")));
    }
    let version = std::fs::read_to_string(letter.join(format!("{ID}.ar.html"))).expect("a version");
    assert!(version.contains("lang=\"ar\" dir=\"rtl\""));
    // A letter in one language says nothing of it.
    let other = std::fs::read_to_string(folder.join("site/2026/2026-01-08-pga/index.html"));
    assert!(!other.expect("its page").contains("hreflang"));
    let proof = run(&folder, &["verify", "site", "--rebuild", "."]);
    assert!(proof.status.success(), "{}", said(&proof));
}

#[test]
fn a_change_of_a_version_makes_that_letter_again_and_no_other() {
    let folder = with_another("again");
    assert_eq!(made(&folder), "2 made");
    assert_eq!(made(&folder), "0 made");
    let version = folder.join(format!("{ID}.fr.md"));
    let text = std::fs::read_to_string(&version).expect("the version");
    std::fs::write(&version, text.replace("112 délégations", "112 d’entre elles"))
        .expect("written");
    assert_eq!(made(&folder), "1 made");
    let page = folder.join(format!("site/2026/{ID}/{ID}.fr.html"));
    assert!(std::fs::read_to_string(page).expect("a page").contains("entre elles"));
    assert_eq!(made(&folder), "0 made");
    // A version that nobody listed keeps the letter out, and its leaving brings it back.
    let stray = folder.join(format!("{ID}.es.md"));
    std::fs::write(&stray, "Texto.\n").expect("written");
    let done = run(&folder, &["build", ".", "-o", "site"]);
    assert_eq!(done.status.code(), Some(1));
    assert!(said(&done).contains("does not list it"), "{}", said(&done));
    std::fs::remove_file(&stray).expect("removed");
    assert_eq!(made(&folder), "1 made");
    // So does the loss of one.
    std::fs::remove_file(&version).expect("removed");
    let done = run(&folder, &["build", ".", "-o", "site"]);
    assert!(said(&done).contains("the letter has no prose in `fr`"), "{}", said(&done));
    std::fs::write(&version, text).expect("written");
    assert_eq!(made(&folder), "1 made");
}

#[test]
fn parts_join_to_the_same_site() {
    let folder = with_another("parts");
    for old in
        ["../versions-parts-1", "../versions-parts-2", "../versions-joined", "../versions-whole"]
    {
        let _ = std::fs::remove_dir_all(folder.join(old));
    }
    for part in ["1", "2"] {
        let done = run(
            &folder,
            &[
                "build",
                ".",
                "-o",
                &format!("../versions-parts-{part}"),
                "--shard",
                &format!("{part}/2"),
            ],
        );
        assert!(done.status.success(), "{}", said(&done));
    }
    let done = run(
        &folder,
        &[
            "join", "../versions-parts-1", "../versions-parts-2", "-o", "../versions-joined",
            "--records", ".",
        ],
    );
    assert!(done.status.success(), "{}", said(&done));
    let done = run(&folder, &["build", ".", "-o", "../versions-whole"]);
    assert!(done.status.success(), "{}", said(&done));
    let manifest = |site: &str| -> BTreeMap<String, serde_json::Value> {
        let text = std::fs::read_to_string(folder.join(site).join("manifest.json"));
        let read: serde_json::Value =
            serde_json::from_str(&text.expect("a manifest")).expect("JSON");
        serde_json::from_value(read["files"].clone()).expect("files")
    };
    assert_eq!(manifest("../versions-whole"), manifest("../versions-joined"));
}
