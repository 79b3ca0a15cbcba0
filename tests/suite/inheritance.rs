//! Offices that extend others: what they change, and what stays.

use std::path::Path;
use std::process::Command;

use crate::prelude::*;
use chancery::files::templates_in;
use chancery::template_check;

const FOLDER: &str = "tests/templates/inheritance";

fn over() -> Engine {
    let mut templates = Templates::embedded();
    templates.overlay(templates_in(Path::new(FOLDER)).expect("the folder can be read"));
    Engine::new(templates)
}

/// The same letter by each office of the chain, in two languages.
#[test]
fn each_office_changes_what_it_says_and_nothing_else() {
    let engine = over();
    let findings = template_check::mistakes(&engine);
    assert!(findings.is_empty(), "{}", report::text(&findings, false));
    let mut page = String::new();
    for language in ["en", "fr"] {
        for office in ["pga", "office-82", "office-82-geneva"] {
            for kind in ["letter", "transmittal"] {
                let record = format!(
                    "kind: {kind}\noffice: {office}\nlanguage: {language}\ndate: 2028-01-18\nreference: A/1\n\
                     marking: Personal\nsubject: A matter\n\
                     to: all-permanent-representatives-and-observers\nsignatories: {{ name: Ada Adams }}\n\
                     enclosures: {{ title: a draft, document: A/82/1 }}\nbody: Prose.\n"
                );
                let package = compose(&engine, "r", &record, Syntax::Yaml, &Records::default());
                let package =
                    package.unwrap_or_else(|found| panic!("{}", report::text(&found, false)));
                let text = written(&engine, &package, Format::TEXT);
                page += &format!("## {office}, {kind}, {language}\n\n{}\n\n", text.trim());
            }
        }
    }
    golden("tests/golden/inheritance.txt", &page);
}

/// What an office says in its own language stands before what an office that it extends says in
/// the language of the letter: no letter bears the name of another office.
#[test]
fn no_letter_bears_the_name_of_another_office() {
    let mut templates = Templates::embedded();
    let settings =
        "extends = \"pga\"\nletterhead = [\"THE OFFICE\"]\nsender.name = \"the Office\"\n";
    let file = |name: &str, text: &str| {
        (format!("offices/ours/{name}"), name.to_owned(), text.as_bytes().to_vec())
    };
    templates.overlay([file("office.toml", settings)]);
    let engine = Engine::new(templates.clone());
    let read = engine.office_in_language("ours", "fr").expect("an office");
    assert_eq!(read.letterhead, ["THE OFFICE"]);
    assert_eq!(read.sender.names(false).0, "the Office");
    assert_eq!(read.audience.name, "les États Membres");
    assert!(!engine.house("ours", Some("fr")).expect("a house").is_localised);
    templates.overlay([file("fr.toml", "letterhead = [\"LE BUREAU\"]\n")]);
    let engine = Engine::new(templates);
    let read = engine.office_in_language("ours", "fr").expect("an office");
    assert_eq!(read.letterhead, ["LE BUREAU"]);
    assert!(engine.house("ours", Some("fr")).expect("a house").is_localised);
}

/// What `chancery office` says, from the first file to the proof, with the wrong turns on the way.
const TURNS: &[&str] = &[
    "office new our-mission --from permanent-mission",
    "office new our-mission --from permanent-mission -o {ours}",
    "office new our-mission --from permanent-mission -o {ours}",
    "office new our-mission --from permanent-missoin",
    "office new Our-Mission --from permanent-mission",
    "office new permanent-mission",
    "office new our-mission",
    "office check our-mission",
    "office check our-mision --templates {ours}",
    "office check other --templates {ours}",
    "office check our-mission --templates {ours} --kind note-verbale",
    "office check our-mission --templates {ours} --kind note-verbal",
    "office check our-mission --templates {ours} --kind note-verbale --language fr",
    "office check our-mission --templates {ours} --language xx",
    "office check child --templates tests/templates/broken/extends-mistakes/templates",
    "office check one --templates tests/templates/broken/extends-circle/templates",
    "office check renamed --templates {ours}",
    "office show office-82-geneva --templates tests/templates/inheritance",
    "office show office-82-geneva --templates tests/templates/inheritance --key labels",
    "office show office-82-geneva --templates tests/templates/inheritance --key sheet.margin",
    "office show child --templates tests/templates/broken/extends-mistakes/templates",
];

#[test]
fn an_office_is_made_proved_and_shown() {
    let ours = Path::new(env!("CARGO_TARGET_TMPDIR")).join("offices");
    let _ = std::fs::remove_dir_all(&ours);
    let renamed = ours.join("offices/renamed");
    std::fs::create_dir_all(&renamed).expect("a folder");
    let settings = "extends = \"ign-co-chairs\"\nsender.name = \"the Co-Chair of the review\"\n";
    std::fs::write(renamed.join("office.toml"), settings).expect("a file");
    let folder = ours.to_str().expect("a path");
    let mut transcript = String::new();
    for line in TURNS {
        let arguments = line.split(' ').map(|word| word.replace("{ours}", folder));
        let output = Command::new(env!("CARGO_BIN_EXE_chancery"))
            .args(arguments)
            .output()
            .expect("the program runs");
        let told = String::from_utf8([output.stdout, output.stderr].concat()).expect("text");
        let (told, code) = (told.trim_end(), output.status.code().unwrap_or(-1));
        transcript += &format!("$ chancery {line}\n{told}\n[{code}]\n\n");
    }
    golden("tests/golden/office.txt", &transcript.replace(folder, "{ours}"));
}
