//! The document that a letter is issued as lies beside the letter, in every format of it.

use std::fs;

use crate::common::store::{self, tree};
use crate::prelude::*;

const COAST: &str = "2026-02-10-permanent-mission-coast";

/// A letter in two languages, issued as a document in both.
const TWO: &str = "2026-05-06-permanent-mission-two";

fn desk() -> TempSite {
    let desk = TempSite::with_samples();
    let text = "---\noffice: permanent-mission\ndate: 2026-05-06\nlanguages: [en, fr]\n\
        to: { title: Secretary-General of the United Nations }\n\
        signatories: { name: Isaura Bettencourt, title: Permanent Representative }\n\
        received: { date: 2026-05-07, number: 31/2026 }\n\
        issued-as:\n  organs: { organ: General Assembly, symbol: A/80/812 }\n  \
        to: the Secretary-General\n---\nThe sea has taken two villages.\n";
    fs::write(desk.record(&format!("{TWO}.md")), text).unwrap();
    let text =
        "---\nissued-as: { to: au Secrétaire général }\n---\nLa mer a emporté deux villages.\n";
    fs::write(desk.record(&format!("{TWO}.fr.md")), text).unwrap();
    desk
}

/// The files of a letter's folder, without its page.
fn files(desk: &TempSite, id: &str) -> Vec<String> {
    let start = format!("2026/{id}/");
    let all = tree(&desk.site()).into_keys();
    let own = all.filter_map(|path| path.strip_prefix(&start).map(str::to_owned));
    own.filter(|name| name != "index.html").collect()
}

#[test]
fn it_is_what_render_writes_and_the_archive_knows_it() {
    let desk = desk();
    desk.build(&["--to", "html,txt,ics"]);
    let ends = ["-issued.html", "-issued.txt", ".html", ".txt"];
    assert_eq!(files(&desk, COAST), ends.map(|end| format!("{COAST}{end}")));
    let ends = ["-issued.html", "-issued.txt", ".fr-issued.html", ".fr-issued.txt", ".fr.html"];
    let ends = ends.into_iter().chain([".fr.txt", ".html", ".txt"]);
    let expected: Vec<_> = ends.map(|end| format!("{TWO}{end}")).collect();
    assert_eq!(files(&desk, TWO), expected);
    let out = desk.folder("out");
    for (id, name, rendered) in [
        (COAST, format!("{COAST}-issued.txt"), format!("{COAST}-issued.txt")),
        (COAST, format!("{COAST}-issued.html"), format!("{COAST}-issued.html")),
        (TWO, format!("{TWO}-issued.txt"), format!("{TWO}.en-issued.txt")),
        (TWO, format!("{TWO}.fr-issued.txt"), format!("{TWO}.fr-issued.txt")),
    ] {
        let record = desk.record(&format!("{id}.md"));
        let (record, out_name) = (record.to_str().unwrap(), out.to_str().unwrap());
        let (told, code) = desk.run(&[
            "render", record, "--issued", "--to", "html,txt", "-o", out_name, "--overwrite",
        ]);
        assert_eq!(code, 0, "{told}");
        let is = fs::read(desk.site().join("2026").join(id).join(&name)).unwrap();
        assert_eq!(is, fs::read(out.join(&rendered)).unwrap(), "{name}");
    }
    let page = fs::read_to_string(desk.site().join(format!("2026/{TWO}/index.html"))).unwrap();
    for name in ["-issued.html", "-issued.txt", ".fr-issued.html"] {
        assert!(page.contains(&format!("<a href=\"{TWO}{name}\"")), "{page}");
    }
    let read = |name: &str| -> serde_json::Value {
        serde_json::from_slice(&fs::read(desk.site().join(name)).unwrap()).unwrap()
    };
    let file = format!("2026/{COAST}/{COAST}-issued.txt");
    assert!(read("manifest.json")["files"][&file]["sha256"].is_string());
    let register = read("register.json");
    let letters = register["letters"].as_array().unwrap();
    let letter = |id: &str| letters.iter().find(|letter| letter["id"] == id).unwrap();
    let issued = &letter(COAST)["issued"];
    assert_eq!(issued["organs"][1]["symbol"], "S/2026/103");
    assert_eq!(issued["date"], "2026-02-12");
    assert_eq!(issued["files"][1]["address"], file.as_str());
    assert_eq!(letter(TWO)["received"]["number"], "31/2026");
    assert!(letter("2018-01-18-pga-ign")["issued"].is_null());
    let records = desk.folder("records");
    let (told, code) = desk.run(&["verify", "SITE", "--rebuild", records.to_str().unwrap()]);
    assert_eq!(code, 0, "{told}");
    fs::write(desk.site().join(&file), "Another").unwrap();
    let (told, code) = desk.run(&["verify", "SITE"]);
    assert_eq!((code, told.contains(&format!("changed  {file}"))), (1, true), "{told}");
}

#[test]
fn parts_join_to_the_bytes_of_one_build() {
    let desk = desk();
    desk.build(&[]);
    let parts = ["1/2", "2/2"].map(|part| {
        let folder = desk.folder(&part.replace('/', "-"));
        let folder = folder.to_str().unwrap().to_owned();
        let (told, code) = desk.run(&["build", "RECORDS", "-o", &folder, "--shard", part]);
        assert_eq!(code, 0, "{told}");
        folder
    });
    let joined = desk.folder("joined");
    let arguments = ["join", &parts[0], &parts[1], "-o", joined.to_str().unwrap()];
    let (told, code) = desk.run(&arguments);
    assert_eq!(code, 0, "{told}");
    assert_eq!(store::bytes(&tree(&joined)), store::bytes(&tree(&desk.site())));
}

#[test]
fn it_is_made_again_when_its_frame_changes_and_goes_with_its_field() {
    let desk = desk();
    desk.own_templates();
    desk.build(&[]);
    assert_eq!(desk.changed_by(|_| {}), store::Changed::default());
    let changed = desk.changed_by(|desk| {
        desk.edit_template("frames/issued.toml", "rule = true", "rule = false");
    });
    let made = changed.written.contains(&format!("2026/{COAST}/{COAST}-issued.html"));
    assert!(made, "{:?}", changed.written);
    let changed = desk.changed_by(|desk| {
        let path = desk.record(&format!("{COAST}.md"));
        let text = fs::read_to_string(&path).unwrap();
        let start = text.find("issued-as:").unwrap();
        let end = start + text[start..].find("---").unwrap();
        fs::write(path, [&text[..start], &text[end..]].concat()).unwrap();
    });
    let gone = ["html", "md"].map(|end| format!("2026/{COAST}/{COAST}-issued.{end}"));
    assert!(gone.iter().all(|file| changed.removed.contains(file)), "{changed:?}");
    desk.is_as_new();
}
