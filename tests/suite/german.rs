//! German, which is no language of the program: a folder of templates makes it written, checked,
//! searched, and known to the formats. What it writes is in `tests/golden-languages/de`, its dates
//! in `tests/dates/de.md`, the facts of its prose in `tests/facts/de.md`.

use chancery::archive::Card;
use chancery::archive::search::{Builder, Letters};

use crate::check::{line, sections};
use crate::common::engine_with_german;
use crate::prelude::*;
use crate::search::languages;
use crate::search::site::Site;

/// What is said of a form of address that nobody has looked up, and of fields that one sort of
/// letter prints and another does not, is said in every language.
const ELSEWHERE: &[&str] =
    &["unchecked-formula", "unread-field", "date-could-be-field", "version-older"];

/// `tests/languages/de.md`: what the checker says of German letters, and of what it says nothing.
#[test]
fn it_is_checked() {
    let engine = engine_with_german();
    let path = "tests/languages/de.md";
    let text = std::fs::read_to_string(path).expect("the page");
    let mut renewed = text.clone();
    for section in sections(&text) {
        let found = section.desk.check(&engine, &Rules::default());
        let found = found.iter().filter(|finding| !ELSEWHERE.contains(&finding.rule));
        let shown: String = found
            .map(|finding| finding.rule.to_owned() + " " + &line(finding))
            .collect();
        if let Some(stated) = &section.findings {
            let stated = format!("````findings\n{stated}````");
            assert!(renewed.contains(&stated));
            renewed = renewed.replacen(&stated, &format!("````findings\n{shown}````"), 1);
        } else {
            assert_eq!(shown, "", "{}", section.heading);
        }
    }
    golden(path, &renewed);
}

const LETTER: &str = "\
office: pga
language: de
date: 2018-01-18
to: all-permanent-representatives
signatories: { name: Miroslav Lajčák }
body: |
  Die Sitzungen finden vom 27. Februar bis zum 2. März 2018 statt, die nächste am 5. Mai 2018.
";

fn german() -> (Engine, Package) {
    let engine = engine_with_german();
    let record =
        record::read("brief", "brief.yaml", LETTER.as_bytes(), Syntax::Yaml).expect("a record");
    let (bundle, _) = gather(record, &Records::default());
    let package = compose::package(&engine, &bundle).expect("a letter");
    (engine, package)
}

#[test]
fn it_is_searched() {
    let (engine, package) = german();
    let text = crate::common::written(&engine, &package, Format::TEXT);
    let entry = package.members[0].entry().clone();
    let cards = [Card::new(entry, "2018/brief".to_owned())];
    let mut builder = Builder::new(languages());
    builder.add(0, Letters::new(&cards).cards()[0], &text);
    let site = Site::of(&builder.finish(), &cards);
    let mut wrong = Vec::new();
    for (typed, is_found) in [
        ("18. Januar 2018", true),
        ("27. Februar 2018", true),
        // Within the range that the prose names.
        ("28. Februar 2018", true),
        ("1. März 2018", true),
        ("1. und 2. März 2018", true),
        ("März 2018", true),
        ("5 May 2018", true),
        ("3. März 2018", false),
        ("Sitzungen nächste", true),
        ("lajcak", true),
    ] {
        if site.search(typed).is_empty() == is_found {
            wrong.push(typed);
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn the_formats_know_it() {
    let (engine, package) = german();
    let akn = crate::common::written(&engine, &package, Format::AKN);
    assert!(akn.contains("/deu@2018-01-18"), "{akn}");
    assert!(akn.contains("<FRBRlanguage language=\"deu\"/>"), "{akn}");
    let writers = Writers::new(engine.templates(), Vec::new());
    let word = writers.write(&package, Format::DOCX).expect("a document");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(word.bytes)).expect("a document");
    let mut styles = archive.by_name("word/styles.xml").expect("styles");
    let styles = std::io::read_to_string(&mut styles).expect("text");
    assert!(styles.contains("<w:lang w:val=\"de-DE\"/>"), "{styles}");
}

/// A language that says less is told what it lacks, by name.
#[test]
fn what_a_language_lacks_is_said() {
    let phrases =
        std::fs::read_to_string("tests/languages/german/de/phrases.toml").expect("phrases");
    let bare: String = phrases
        .lines()
        .filter(|line| {
            !["iso-639-2", "region", "script"]
                .iter()
                .any(|key| line.starts_with(key))
        })
        .map(|line| line.to_owned() + "\n")
        .collect();
    let mut templates = engine_with_german().templates().clone();
    templates.overlay([
        ("de/phrases.toml".to_owned(), "de/phrases.toml".to_owned(), bare.into_bytes()),
        ("de/words.toml".to_owned(), "de/words.toml".to_owned(), Vec::new()),
    ]);
    let engine = Engine::new(templates);
    let told = chancery::check::lacking(&engine, "de").expect("the lists");
    for name in [
        "iso-639-2",
        "region",
        "script",
        "[reading.numbers.words]",
        "[reading.enclosures]",
        "[rooms]",
    ] {
        assert!(told.contains(&format!("{name}: ")), "{name}: {told}");
    }
    let told = chancery::check::lacking(&engine_with_german(), "de").expect("the lists");
    assert!(!told.contains("[reading"), "{told}");
}
