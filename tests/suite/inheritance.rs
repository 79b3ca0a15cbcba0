//! Offices that extend others: what they change, and what stays.

use std::path::Path;

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
