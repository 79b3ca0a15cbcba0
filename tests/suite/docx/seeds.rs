//! The letters of this repository, all the way from their records.

use std::path::Path;

use super::{order, reading, write};
use crate::prelude::*;

/// A letter of the repository, composed.
fn letter(id: &str) -> Package {
    let folder = Folder::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("letters"));
    let file = folder.record(id).expect("a record");
    let record = record::read(id, &file.name, &file.bytes, file.syntax).expect("a good record");
    let (bundle, findings) = gather(record, &folder);
    assert!(findings.is_empty(), "{findings:#?}");
    compose::package(&engine(), &bundle).expect("a package")
}

const SEEDS: [&str; 2] = ["2018-01-18-pga-ign", "2018-01-17-ign-co-chairs"];

#[test]
fn the_words_are_those_of_the_text() {
    for id in SEEDS {
        let package = letter(id);
        let mut text = reading::split(&chancery::write::text::write(&package));
        // The marks of list items and the line between letters are the text's own.
        text.retain(|word| word.chars().any(|c| c != '-'));
        assert_eq!(reading::split(&reading::whole_text(&write(&package))), text, "{id}");
    }
}

#[test]
fn every_element_stands_where_the_standard_wants_it() {
    for id in SEEDS {
        for (path, content) in reading::parts(&write(&letter(id))) {
            if !path.ends_with(".png") {
                let faults = order::faults(&path, &String::from_utf8(content).expect("UTF-8"));
                assert!(faults.is_empty(), "{id}: {faults:#?}");
            }
        }
    }
}

#[test]
fn golden_documents() {
    let xml = reading::pretty(&reading::part(&write(&letter(SEEDS[0])), "word/document.xml"));
    golden(format!("tests/golden/docx/{}/document.xml", SEEDS[0]), &xml);
}
