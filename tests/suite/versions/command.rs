//! The command line and letters in several languages.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::ID;
use crate::prelude::*;

pub(super) fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("it runs")
}

pub(super) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder of its own with the sample in it.
pub(super) fn copy(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("versions-{name}"));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder");
    for ending in ["md", "fr.md", "ar.md"] {
        let file = format!("{ID}.{ending}");
        std::fs::copy(root().join("letters").join(&file), folder.join(&file)).expect("a copy");
    }
    folder
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut names: Vec<_> = entries
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .replace(ID, "ID")
        })
        .collect();
    names.sort();
    names
}

#[test]
fn one_file_for_each_language_or_one_for_all() {
    let folder = copy("render");
    let record = format!("{ID}.md");
    let each = run(&folder, &["render", &record, "--to", "txt,html", "-o", "each"]);
    assert!(each.status.success(), "{}", said(&each));
    assert_eq!(
        names(&folder.join("each")),
        ["ID.ar.html", "ID.ar.txt", "ID.en.html", "ID.en.txt", "ID.fr.html", "ID.fr.txt"]
    );
    let one = run(&folder, &["render", ".", "--to", "txt", "--language", "fr", "-o", "one"]);
    assert!(one.status.success(), "{}", said(&one));
    assert_eq!(names(&folder.join("one")), ["ID.fr.txt"]);
    let formats = "md,txt,html,docx,akn,json,eml,ics";
    let all = run(&folder, &["render", &record, "--to", formats, "--together", "-o", "all"]);
    assert!(all.status.success(), "{}", said(&all));
    let all = folder.join("all");
    assert_eq!(
        names(&all),
        ["ID.akn", "ID.docx", "ID.eml", "ID.html", "ID.ics", "ID.json", "ID.md", "ID.txt"]
    );
    let read =
        |ending: &str| std::fs::read_to_string(all.join(format!("{ID}.{ending}"))).expect(ending);
    for (ending, marks) in [
        ("html", ["lang=\"en\" dir=\"ltr\"", "lang=\"fr\" dir=\"ltr\"", "lang=\"ar\" dir=\"rtl\""]),
        ("akn", ["language=\"eng\"", "language=\"fra\"", "language=\"ara\""]),
    ] {
        let text = read(ending);
        let places: Vec<_> = marks.iter().map(|mark| text.rfind(mark)).collect();
        assert!(places.iter().all(Option::is_some), "{ending}: {places:?}");
        assert!(places.is_sorted(), "{ending}: the main language first");
    }
    let calendar = read("ics");
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 1, "{calendar}");
    let data: serde_json::Value = serde_json::from_str(&read("json")).expect("JSON");
    assert_eq!(data["languages"], serde_json::json!(["en", "fr", "ar"]));
    assert_eq!(data["versions"].as_array().map(Vec::len), Some(2));
    assert_eq!(data["versions"][1]["language"], "ar");
    assert_eq!(data["enclosed"].as_array().map(Vec::len), Some(0));
}

#[test]
fn the_versions_are_as_they_were() {
    let folder = copy("golden");
    let record = format!("{ID}.md");
    let done = run(&folder, &["render", &record, "--to", "txt,html,md", "-o", "out"]);
    assert!(done.status.success(), "{}", said(&done));
    let done = run(&folder, &["render", &record, "--to", "txt,json", "--together", "-o", "out"]);
    assert!(done.status.success(), "{}", said(&done));
    let golden = root().join("tests/golden").join(ID);
    let (files, mut differ) = (names(&folder.join("out")), Vec::new());
    for name in files.iter().filter(|name| !name.contains(".en.")) {
        let made = std::fs::read_to_string(folder.join("out").join(name.replace("ID", ID)))
            .expect("a text");
        let file = golden.join(match name.matches('.').count() {
            // All together, or one: the main one is among the samples of wordings.
            1 => name.replacen("ID", "together", 1),
            _ => name.replacen("ID", "letter", 1),
        });
        differ.push(differs(file, &made));
    }
    goldens(differ);
}

#[test]
fn the_record_that_json_carries_makes_the_version_again() {
    let folder = copy("json");
    let record = format!("{ID}.md");
    let done =
        run(&folder, &["render", &record, "--to", "json,txt", "--language", "ar", "-o", "out"]);
    assert!(done.status.success(), "{}", said(&done));
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect(name);
    let data: serde_json::Value =
        serde_json::from_str(&read(&format!("out/{ID}.ar.json"))).expect("JSON");
    std::fs::write(folder.join("again.json"), data["record"].to_string()).expect("a record");
    let again = run(&folder, &["render", "again.json", "--to", "txt"]);
    assert!(again.status.success(), "{}", said(&again));
    assert_eq!(String::from_utf8_lossy(&again.stdout), read(&format!("out/{ID}.ar.txt")));
}

#[test]
fn standard_output_takes_one_file() {
    let folder = copy("stdout");
    let record = format!("{ID}.md");
    let several = run(&folder, &["render", &record, "--to", "txt"]);
    assert_eq!(several.status.code(), Some(2));
    assert!(several.stdout.is_empty());
    assert!(
        said(&several).contains(
            "choose one with --language TAG, write them one after another with --together"
        )
    );
    let one = run(&folder, &["render", &record, "--to", "txt", "--language", "fr"]);
    assert!(one.status.success() && String::from_utf8_lossy(&one.stdout).contains("Excellence"));
    let all = run(&folder, &["render", &record, "--to", "txt", "--together"]);
    let text = String::from_utf8_lossy(&all.stdout).into_owned();
    assert!(all.status.success() && text.contains("Excellence,") && text.contains("Excellency,"));
    let none = run(&folder, &["render", &record, "--to", "txt", "--language", "es"]);
    assert_eq!(none.status.code(), Some(1));
    assert!(said(&none).contains("the letter has no version in `es`"), "{}", said(&none));
    assert!(said(&none).contains("it is written in `en`, `fr`, `ar`"));
}

#[test]
fn a_version_is_no_record_of_its_own() {
    let folder = copy("alone");
    let version = format!("{ID}.fr.md");
    let alone = run(&folder, &["check", &version]);
    assert_eq!(alone.status.code(), Some(3));
    assert!(said(&alone).contains(&format!(
        "{version} is the version in `fr` of {ID}.md, and no record by itself"
    )));
    // A shell that expands `*.md` names it all the same.
    let all = run(&folder, &["check", &format!("{ID}.md"), &version, &format!("{ID}.ar.md")]);
    assert!(all.status.success(), "{}", said(&all));
    assert!(said(&all).contains("1 letter"), "{}", said(&all));
    // Without the record beside it, it is a letter like any other, and not a good one.
    std::fs::remove_file(folder.join(format!("{ID}.md"))).expect("removed");
    let orphan = run(&folder, &["check", &version]);
    assert_eq!(orphan.status.code(), Some(1));
}

#[test]
fn check_adds_the_fingerprint_to_the_version_s_file() {
    let folder = copy("fix");
    let version = folder.join(format!("{ID}.fr.md"));
    let text = std::fs::read_to_string(&version).expect("the version");
    let bare: String = text
        .lines()
        .filter(|line| !line.starts_with("of: "))
        .map(|line| format!("{line}\n"))
        .collect();
    std::fs::write(&version, &bare).expect("written");
    let fixed = run(&folder, &["check", ".", "--fix"]);
    assert!(fixed.status.success(), "{}", said(&fixed));
    assert_eq!(std::fs::read_to_string(&version).expect("the version"), text);
}

#[test]
fn a_cover_has_its_enclosure_in_its_own_language() {
    let folder = copy("cover");
    let cover = format!(
        "---\noffice: pga\nkind: transmittal\ndate: 2026-10-06\nlanguages: [en, es, fr]\n\
         to: all-permanent-representatives-and-observers\nsignatories: [ {{ name: Amara Lindqvist }} ]\n\
         enclosures: [ {{ letter: {ID} }} ]\n---\nEnclosed.\n\n--- fr\n\nCi-joint.\n\n--- es\n\nAdjunto.\n"
    );
    std::fs::write(folder.join("2026-10-06-pga.md"), cover).expect("written");
    let done =
        run(&folder, &["render", "2026-10-06-pga.md", "--to", "txt", "-o", "out", "--draft"]);
    assert!(done.status.success(), "{}", said(&done));
    let read = |tag: &str| {
        std::fs::read_to_string(folder.join(format!("out/2026-10-06-pga.{tag}.txt"))).expect(tag)
    };
    assert!(read("fr").contains("La note de cadrage"), "{}", read("fr"));
    // There is no Spanish one: it is enclosed in its main language.
    assert!(read("es").contains("The concept note, which is enclosed"), "{}", read("es"));
}

#[test]
fn a_row_picks_its_version() {
    let folder = copy("merge");
    let rows = "name,organisation,language\nAna Silva,Mission A,fr\nLi Wei,Mission B,\nJuan Paz,Mission C,es\n";
    std::fs::write(folder.join("rows.csv"), rows).expect("written");
    let record = format!("{ID}.md");
    let done = run(
        &folder,
        &["merge", &record, "--rows", "rows.csv", "--to", "txt,json", "-o", "out", "--skip-bad"],
    );
    assert_eq!(done.status.code(), Some(1), "{}", said(&done));
    let output = format!("{}{}", String::from_utf8_lossy(&done.stdout), said(&done));
    assert!(output.contains("the letter has no version in `es`"), "{output}");
    let texts: Vec<_> = names(&folder.join("out"));
    let read = |start: &str| {
        let name = texts
            .iter()
            .find(|name| name.starts_with(start) && name.ends_with("txt"));
        std::fs::read_to_string(folder.join("out").join(name.expect("a letter"))).expect("a text")
    };
    assert!(read("Ana").contains("Le dialogue du"), "{}", read("Ana"));
    assert!(read("Li").contains("The dialogue of"), "{}", read("Li"));
}
