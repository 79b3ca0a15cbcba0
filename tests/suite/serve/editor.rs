//! What the editor of the desk is made of, and what it is told of a letter.

use std::io::Write as _;

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::{Client, samples};
use crate::common::golden::golden;
use crate::common::html::{attribute, elements, parse};

/// All scripts of the desk together, compressed as a server would: issue 15.
const MOST_SCRIPT: usize = 160 << 10;

/// The bundle was made by its script from its lock file, and nobody touched either since.
#[test]
fn the_editors_bundle_is_what_its_lock_file_makes() {
    let sums = std::fs::read_to_string("assets/editor/sha256sums").expect("hashes");
    let mut files = Vec::new();
    for line in sums.lines() {
        let (sum, file) = line.split_once("  ").expect("a hash and a name");
        let bytes = std::fs::read(file).expect(file);
        let own: String = Sha256::digest(&bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(own, sum, "{file} changed: run assets/editor/build");
        files.push(file);
    }
    assert_eq!(files.len(), 6, "{files:?}");
    let lock: Value = serde_json::from_slice(
        &std::fs::read("assets/editor/package-lock.json").expect("a lock file"),
    )
    .expect("JSON");
    // Every part is one that the lock file names, with its licence.
    let licences = std::fs::read_to_string("assets/desk/codemirror.txt").expect("licences");
    let parts = licences
        .lines()
        .filter_map(|line| line.strip_suffix(" (MIT)")?.rsplit_once(' '));
    let parts: Vec<_> = parts.collect();
    for (name, version) in &parts {
        assert_eq!(lock["packages"][format!("node_modules/{name}")]["version"], *version, "{name}");
    }
    let named = |wanted: &str| parts.iter().any(|(name, _)| *name == wanted);
    assert!(named("@codemirror/view") && named("@lezer/markdown"), "{parts:?}");
    assert_eq!(licences.matches("Permission is hereby granted").count(), parts.len());
}

#[test]
fn the_desks_script_is_small() {
    let mut packed = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for entry in std::fs::read_dir("assets/desk").expect("files") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "js") {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            packed
                .start_file(name, zip::write::SimpleFileOptions::default())
                .expect("a file");
            packed
                .write_all(&std::fs::read(&path).expect("a script"))
                .expect("packed");
        }
    }
    let size = packed.finish().expect("packed").into_inner().len();
    assert!(size < MOST_SCRIPT, "{size} bytes");
}

/// Style that the editor writes is let in by a number that no other page has; nothing else is.
#[test]
fn a_page_lets_in_the_style_of_its_own_editor_alone() {
    let desk = samples();
    let [one, other] = [1, 2].map(|_| desk.get("/letter/2026-09-14-pga-briefing"));
    let (first, second) = (words(&one, "data-nonce"), words(&other, "data-nonce"));
    assert_ne!(first, second);
    let policy = one.field("content-security-policy").expect("a policy");
    assert!(policy.contains(&format!("style-src 'self' 'nonce-{first}';")), "{policy}");
    assert!(policy.contains("script-src 'self';") && !policy.contains("unsafe"), "{policy}");
}

/// What the officer can insert into the letter, as each language of the desk calls it.
#[test]
fn the_editor_offers_what_the_letter_can_say() {
    let desk = samples();
    for (letter, language) in [
        ("2018-01-17-ign-co-chairs", "en"),
        ("2026-02-16-ministry-of-foreign-affairs-archive", "fr"),
        ("2026-04-20-pga-ocean-dialogue", "zh"),
    ] {
        let page = desk.speaking(language).get(&format!("/letter/{letter}"));
        let fields = merge_fields(&page);
        let mut text = String::new();
        for field in fields["offered"].as_array().expect("a list") {
            let [written, label, prints] =
                ["written", "label", "prints"].map(|name| field[name].as_str().expect("text"));
            let block = if field["isBlock"] == true { " (block)" } else { "" };
            text.push_str(&format!("{{{{ {written} }}}}{block}\n    {label}\n    {prints}\n"));
        }
        golden(format!("tests/desk/merge-fields/{letter}.{language}.txt"), &text);
    }
}

/// A chip shows what its merge field prints, also one with a form; what prints nothing has no value.
#[test]
fn the_editor_is_told_what_merge_fields_print() {
    let desk = samples();
    let name = "2026-09-14-pga-briefing";
    let page = desk.get(&format!("/letter/{name}"));
    let text = "On {{meetings.briefing.dates|no-year}} in the {{ meetings.briefing.room }}, {{ nothing }}.";
    desk.send(&page, "record", &[("body", text)]);
    let values = &merge_fields(&desk.get(&format!("/letter/{name}")))["values"];
    assert_eq!(values["meetings.briefing.dates | no-year"], "25 September");
    assert_eq!(values["meetings.briefing.room"], "Trusteeship Council Chamber");
    assert_eq!(values["nothing"], Value::Null);
}

/// Prose is written in the language and direction of the letter, whatever the desk speaks.
#[test]
fn prose_goes_in_the_direction_of_its_letter() {
    let desk = samples();
    for (office, language, direction) in [("pga", "en", "ltr"), ("pga", "ar", "rtl")] {
        let page = desk.get("/letter/2026-09-14-pga-briefing");
        desk.send(&page, "record", &[("office", office), ("language", language)]);
        let page = desk.speaking("fr").get("/letter/2026-09-14-pga-briefing");
        let mut seen = Vec::new();
        elements(&parse(&page.body).document, &mut |name, element| {
            if name == "textarea" && attribute(element, "data-prose").is_some() {
                seen.push((attribute(element, "lang"), attribute(element, "dir")));
            }
        });
        assert!(!seen.is_empty());
        for one in seen {
            assert_eq!(one, (Some(language.to_owned()), Some(direction.to_owned())));
        }
    }
}

/// The short help stands beside its field, and the rest behind a mark that has a name.
#[test]
fn long_help_is_folded_away() {
    let desk = samples();
    let page = desk.get("/letter/2026-09-14-pga-briefing");
    let mut hints = Vec::new();
    elements(&parse(&page.body).document, &mut |_, element| {
        if attribute(element, "class").as_deref() == Some("hint") {
            hints.extend(attribute(element, "id"));
        }
    });
    assert!(hints.contains(&"f-office-help".to_owned()), "{hints:?}");
    let office = page.body.split("id=\"f-office-field\"").nth(1).expect("the field");
    let (hint, rest) = office.split_once("<details class=\"what\">").expect("folded");
    assert!(hint.contains(">Whose letter it is. <span class=\"example\">"), "{hint}");
    let rest = rest.split("</details>").next().expect("an end");
    assert!(rest.contains("<span class=\"spoken\">Help: Office</span>"), "{rest}");
    assert!(rest.contains("<p>Letterhead, language and style come from the office"), "{rest}");
}

/// Words of enclosed letters are traced with the letter that they stand in.
#[test]
fn the_trace_knows_enclosed_letters_and_what_fields_are_called() {
    let desk = samples();
    let trace: Value =
        serde_json::from_str(&desk.get("/trace/2018-01-18-pga-ign").body).expect("JSON");
    let enclosed = &trace["enclosed"][0];
    assert_eq!(enclosed["letter"]["href"], "2018-01-17-ign-co-chairs");
    let says = |passages: &Value, words: &str| passages.to_string().contains(words);
    assert!(says(&enclosed["passages"], "Trusteeship Council Chamber"));
    assert!(!says(&trace["passages"], "Trusteeship Council Chamber"));
    assert_eq!(trace["labels"]["meetings[0].room"], "Meeting 1, Room");
}

fn words(page: &super::Page, name: &str) -> String {
    let mut found = None;
    elements(&parse(&page.body).document, &mut |_, element| {
        if attribute(element, "id").as_deref() == Some("words") {
            found = attribute(element, name);
        }
    });
    found.expect(name)
}

fn merge_fields(page: &super::Page) -> Value {
    serde_json::from_str(&words(page, "data-merge-fields")).expect("JSON")
}

/// A record that cannot be read has a page all the same, and no values.
#[test]
fn a_broken_record_offers_nothing() {
    let room = tempfile::tempdir().expect("a folder");
    std::fs::write(room.path().join("broken.md"), "---\ndate: [\n---\n").expect("a record");
    let page = Client::at(room).get("/letter/broken");
    assert_eq!((page.status, merge_fields(&page)), (200, Value::Null));
}
