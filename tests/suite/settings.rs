//! The settings of a folder of letters, `chancery.toml`: what is said of mistakes in it.

use std::fs;

use crate::prelude::*;

const MISTAKES: &[&str] = &[
    "formats = { html = true }\n",
    "formats = [\"htlm\"]\n",
    "formats = [\"html\"\n",
    "templates = \"our-templates\"\n",
    "title = \"Letters of the Presidency\"\n",
    "[sites]\n",
    "[sites]\ntitle = \"Letters\"\n[site]\nadress = \"https://letters.example.org/\"\n[rules]\nlost-dash = \"none\"\n",
    "[site\ntitle = \"Letters\"\n",
    "[site]\ntitle = Letters of the Presidency\n",
    "[site]\ntitle = [\"Letters\", \"2026\"]\n",
    "[site]\ntitel = \"Letters\"\n",
    "[site]\nformats = [\"html\"]\n",
    "[site]\nlicense = \"https://creativecommons.org/licenses/by/4.0/\"\n",
    "[site]\nlanguage = \"frr\"\n",
    "[site]\nlanguage = \"klingon\"\naddress = \"letters.example.org\"\nlicence = \"CC BY\"\n",
    "[rules]\nstraight-quote = \"off\"\n",
];

#[test]
fn mistakes_have_places_and_advice() {
    let desk = TempSite::with_many(1);
    let mut all = String::new();
    for text in MISTAKES {
        fs::write(desk.record("chancery.toml"), text).unwrap();
        let (told, code) = desk.try_build(&[]);
        assert_eq!(code, 1, "{told}");
        let folder = desk.folder("records");
        all += &told.replace(&format!("{}/", folder.display()), "");
        all += "\n";
    }
    golden("tests/golden-site/settings.txt", &all);
}

const LICENCE: &str = "https://creativecommons.org/licenses/by/4.0/";

/// A letter that refers to one which is not there, by its office.
const REFERS: &str = "---\noffice: pga\ndate: 2026-02-02\nto: all-permanent-representatives\n\
    follows:\n  - letter: { office: pga, date: 2025-02-01 }\n\
    signatories:\n  - { name: Amara Lindqvist, title: President of the General Assembly }\n---\nText.\n";

/// What each language calls the office, and what it must not say of a page with a script.
const LANGUAGES: &[(&str, &str, &str)] = &[
    ("ar", "رئيس الجمعية العامة", "لا تحتاج الصفحات"),
    ("en", "the President of the General Assembly", "need no script"),
    ("es", "el Presidente de la Asamblea General", "no necesitan"),
    ("fr", "le Président de l’Assemblée générale", "n’ont besoin"),
    ("ru", "Председатель Генеральной Ассамблеи", "не нужны сценарии"),
    ("zh", "大会主席", "无需脚本"),
];

#[test]
fn every_language_names_offices_and_knows_which_page_has_a_script() {
    let desk = TempSite::with_many(1);
    fs::write(desk.record("2026-02-02-pga-reply.md"), REFERS).unwrap();
    for (language, office, scriptless) in LANGUAGES {
        let text = format!("[site]\nlanguage = \"{language}\"\n");
        fs::write(desk.record("chancery.toml"), text).unwrap();
        desk.build(&[]);
        let page = |path: &str| fs::read_to_string(desk.site().join(path)).unwrap();
        let unresolved = page("unresolved/index.html");
        assert!(unresolved.contains(office), "{language}: {unresolved}");
        assert!(!unresolved.contains(">pga<") && !unresolved.contains("from pga"));
        let foot = |path: &str| {
            let page = page(path);
            page[page.find("<footer").unwrap()..].to_owned()
        };
        assert!(foot("index.html").contains(scriptless), "{language}");
        let search = foot("search/index.html");
        assert!(!search.contains(scriptless), "{language}: {search}");
        assert!(search.contains("Chancery"), "{language}: {search}");
    }
}

#[test]
fn a_licence_stands_in_all_that_machines_read() {
    let desk = TempSite::with_many(1);
    let letter = "2025/2025-01-01-pga-note-0000/index.html";
    let page = |path: &str| fs::read_to_string(desk.site().join(path)).unwrap();
    desk.build(&[]);
    for path in ["cmif.xml", letter] {
        assert!(!page(path).contains("licen"), "{path}");
    }
    let text = format!("[site]\nlicence = \"{LICENCE}\"\n");
    fs::write(desk.record("chancery.toml"), text).unwrap();
    desk.build(&[]);
    let cmif = page("cmif.xml");
    // CMIF documentation, "Information about the digital index of letters".
    let words = "This file is licensed under the terms of the Creative Commons License CC-BY 4.0";
    let element = format!("<licence target=\"{LICENCE}\">{words}</licence>");
    assert!(cmif.contains(&element), "{cmif}");
    let letter = page(letter);
    for element in [
        format!("<link rel=\"DCTERMS.license\" href=\"{LICENCE}\">"),
        format!("\"license\":\"{LICENCE}\""),
    ] {
        assert!(letter.contains(&element), "{letter}");
    }
}
