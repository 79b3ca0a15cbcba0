//! Names of files as macOS stores them (NFD): the same letters as with the names that people type.

use std::fs;
use std::path::Path;

use crate::common::store::{bytes, tree};
use crate::prelude::*;
use unicode_normalization::UnicodeNormalization as _;

/// A letter on that day, with more fields.
fn letter(day: &str, more: &str) -> String {
    format!(
        "---\noffice: ministry-of-foreign-affairs\ndate: {day}\nsubject: Letter\n\
         to: {{ name: Ines Marlow, title: Consul, form: madam }}\nsignatories:\n  \
         - {{ name: Rui Castelar, title: Chief of Protocol }}\n{more}---\nText of the letter.\n"
    )
}

/// Records that name one another; `spelt` is how the names of files are spelt.
fn write(folder: &Path, spelt: fn(&str) -> String) {
    let put = |name: &str, text: String| fs::write(folder.join(spelt(name)), text).unwrap();
    put(
        "2026-01-06-ministry-of-foreign-affairs-séance.md",
        letter("2026-01-06", "languages: [en, fr]\n"),
    );
    put(
        "2026-01-06-ministry-of-foreign-affairs-séance.fr.md",
        "---\nsubject: Lettre\n---\nTexte de la lettre.\n".to_owned(),
    );
    put(
        "2026-01-09-suite.md",
        letter(
            "2026-01-09",
            "follows:\n  - { letter: 2026-01-06-ministry-of-foreign-affairs-séance }\n",
        ),
    );
    // What follows the date may be a topic: the letter itself tells its office.
    put("2026-01-07-réunion.md", letter("2026-01-07", ""));
    put("2026-01-11-après.md", letter("2026-01-11", "follows: { letter: 2026-01-07-réunion }\n"));
    put(
        "2026-01-10-Ärztin.md",
        letter(
            "2026-01-10",
            "kind: transmittal\nenclosures: [{ letter: 2026-01-06-ministry-of-foreign-affairs-séance }]\n",
        ),
    );
}

#[test]
fn a_folder_in_nfd_makes_the_same_letters() {
    let [composed, decomposed] =
        [|name: &str| name.nfc().collect(), |name: &str| name.nfd().collect::<String>()].map(
            |spelt: fn(&str) -> String| {
                let desk = TempSite::with_many(0);
                write(&desk.folder("records"), spelt);
                desk
            },
        );
    for desk in [&composed, &decomposed] {
        desk.build(&["--to", "html,txt"]);
        let (told, code) = desk.run(&["check", "RECORDS"]);
        assert_eq!(code, 0, "{told}");
        assert!(!told.contains("did you mean"), "{told}");
        let (told, code) = desk.run(&["thread", "2026-01-09-suite", "--in", "RECORDS"]);
        assert!(
            code == 0 && told.contains("follows 2026-01-06-ministry-of-foreign-affairs-séance"),
            "{told}"
        );
        let typed: String = "2026-01-06-ministry-of-foreign-affairs-séance".nfd().collect();
        let (told, code) = desk.run(&["thread", &typed, "--in", "RECORDS"]);
        assert_eq!(code, 0, "{told}");
        // Nothing changed, and nothing is made again.
        let before = tree(&desk.site());
        desk.build(&["--to", "html,txt"]);
        assert!(before == tree(&desk.site()));
    }
    let names = |desk: &TempSite| tree(&desk.site()).into_keys().collect::<Vec<_>>();
    assert_eq!(names(&composed), names(&decomposed));
    let of = |desk: &TempSite| {
        let mut files = bytes(&tree(&desk.site()));
        // The manifest names the files of the records as they are.
        files.retain(|path, _| !path.starts_with("manifest"));
        files
    };
    assert_eq!(of(&composed), of(&decomposed));
}

#[test]
fn an_office_in_nfd_is_found_by_the_name_that_people_type() {
    for (spelt, typed) in [(true, false), (false, true), (true, true)] {
        let spell = |nfd: bool, text: &str| match nfd {
            true => text.nfd().collect::<String>(),
            false => text.nfc().collect(),
        };
        let desk = TempSite::with_many(0);
        let records = desk.folder("records");
        let office = records.join(spell(spelt, "bürovorlagen/offices/büro"));
        fs::create_dir_all(&office).unwrap();
        fs::write(
            office.join("office.toml"),
            spell(
                typed,
                "extends = \"ministry-of-foreign-affairs\"\n[sender]\nname = \"the Büro\"\n",
            ),
        )
        .unwrap();
        let settings = spell(typed, "templates = \"bürovorlagen\"\n");
        fs::write(records.join("chancery.toml"), settings).unwrap();
        let text =
            letter("2026-01-06", "follows: [{ letter: { office: büro, date: 2026-01-05 } }]\n");
        let text = text.replace("office: ministry-of-foreign-affairs", "office: büro");
        fs::write(records.join("2026-01-06-a.md"), spell(typed, &text)).unwrap();
        let templates = records.join(spell(spelt, "bürovorlagen"));
        let templates = templates.to_str().expect("UTF-8");
        for run in [
            &["check", "RECORDS", "--templates", templates][..],
            &["build", "RECORDS", "-o", "SITE", "--to", "txt"],
        ] {
            let (told, code) = desk.run(run);
            assert!(code == 0 && !told.contains("error"), "{spelt} {typed} {code} {told}");
        }
    }
}
