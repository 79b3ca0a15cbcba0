//! Word template → letter: an office's own letter.docx is refused, or makes a file.
use std::sync::LazyLock;

use chancery::Engine;
use chancery::compose;
use chancery::gather::{InMemory, gather};
use chancery::package::Package;
use chancery::record::{self, Syntax};
use chancery::template::Templates;
use chancery::write::{Format, Writers};

const RECORD: &str = "---\noffice: pga\ndate: 2026-09-14\nto: all-permanent-representatives\n\
    signatories:\n  - { name: Amara Lindqvist, title: President }\n---\nThe text.\n";

static PACKAGE: LazyLock<Package> = LazyLock::new(|| {
    let engine = Engine::new(Templates::embedded());
    let record = record::read("fuzz", "fuzz", RECORD.as_bytes(), Syntax::Markdown);
    let (bundle, _) = gather(record.expect("a record"), &InMemory::new());
    compose::package(&engine, &bundle).expect("a letter")
});

/// What is done with one input.
///
/// # Panics
/// Where something is found.
pub fn run(bytes: &[u8]) {
    let mut templates = Templates::embedded();
    let path = "offices/pga/letter.docx".to_owned();
    templates.overlay([(path.clone(), path, bytes.to_vec())]);
    if let Ok(written) = Writers::new(&templates, Vec::new()).write(&PACKAGE, Format::DOCX) {
        assert!(written.bytes.starts_with(b"PK"));
    }
}
