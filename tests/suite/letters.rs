//! Letters that a drafting officer worded first, from letterhead to footer: `tests/letters/NAME.txt`.
//! The record `NAME.md` beside it, with the offices below `templates/`, must give those words. What
//! the checker says of them stands in `findings.txt`. `UPDATE=1` rewrites that file alone.

use std::path::{Path, PathBuf};

use chancery::files::templates_in;
use chancery::gather::InMemory;
use chancery::pipeline::{self, Input};

use crate::prelude::*;

const FOLDER: &str = "tests/letters";

fn engine_of_letters() -> Engine {
    let mut templates = Templates::embedded();
    let own = Path::new(FOLDER).join("templates");
    templates.overlay(templates_in(&own).expect("the folder can be read"));
    Engine::new(templates)
}

/// The records with their names.
fn records() -> Vec<(String, PathBuf)> {
    let entries = std::fs::read_dir(FOLDER).expect("the letters are there");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut records: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|end| end == "md"))
        .map(|path| (path.file_stem().expect("a name").to_string_lossy().into_owned(), path))
        .collect();
    records.sort();
    assert!(records.len() >= 30, "letters are missing");
    records
}

/// The letter as text, and below it the document that it is issued as.
fn page(engine: &Engine, name: &str, path: &Path) -> String {
    let bytes = std::fs::read(path).expect("a record");
    let record = record::read(name, name, &bytes, Syntax::Markdown)
        .unwrap_or_else(|found| panic!("{}", report::text(&found, false)));
    let issued = record.letter.issued_as.is_some();
    let (bundle, _) = gather(record, &InMemory::new());
    let text = |package: Result<Package, Vec<Finding>>| {
        let package = package.unwrap_or_else(|found| panic!("{}", report::text(&found, false)));
        written(engine, &package, Format::TEXT)
    };
    let mut page = text(compose::package(engine, &bundle));
    if issued {
        page += "\n=== as it is issued ===\n\n";
        page += &text(compose::issued(engine, &bundle));
    }
    page
}

/// The words of a page, each by itself; in Chinese each character.
fn words(page: &str) -> Vec<String> {
    let unseen = |c: char| matches!(c, '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
    let han = |c: char| matches!(c, '\u{3000}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}');
    let mut words = Vec::new();
    for word in page.replace(unseen, "").split_whitespace() {
        let mut rest = String::new();
        for c in word.chars() {
            if han(c) {
                words.extend((!rest.is_empty()).then(|| std::mem::take(&mut rest)));
                words.push(c.to_string());
            } else {
                rest.push(c);
            }
        }
        words.extend((!rest.is_empty()).then_some(rest));
    }
    words
}

/// Where a letter parts from its expected words, with some words before.
fn parting(name: &str, expected: &str, came: &str) -> Option<String> {
    let (expected, came) = (words(expected), words(came));
    if expected == came {
        return None;
    }
    let same = expected
        .iter()
        .zip(&came)
        .take_while(|(one, other)| one == other)
        .count();
    let around = |words: &[String]| {
        let end = words.len().min(same + 14);
        words[same.saturating_sub(6)..end].join(" ")
    };
    Some(format!("{name}\n  expected: … {}\n  came:     … {}\n", around(&expected), around(&came)))
}

#[test]
fn each_letter_says_what_its_officer_would() {
    let engine = engine_of_letters();
    let partings = records().into_iter().filter_map(|(name, path)| {
        let expected = std::fs::read_to_string(path.with_extension("txt")).expect("expected words");
        parting(&name, &expected, &page(&engine, &name, &path))
    });
    let partings: Vec<_> = partings.collect();
    assert!(partings.is_empty(), "{}{} letters differ", partings.concat(), partings.len());
}

#[test]
fn the_checker_says_of_them_what_is_right() {
    let engine = engine_of_letters();
    let mut told = String::new();
    for (name, path) in records() {
        let bytes = std::fs::read(&path).expect("a record");
        let file = format!("{name}.md");
        let input = Input { id: &name, name: &file, bytes: &bytes, syntax: Syntax::Markdown };
        let alone: &dyn Neighbours = &InMemory::new();
        for finding in pipeline::diagnose(&engine, (input, alone), &Rules::default()).findings {
            told += &format!("{name}: {}: {}\n", finding.rule, finding.message);
        }
    }
    golden(format!("{FOLDER}/findings.txt"), &told);
}
