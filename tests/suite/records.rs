//! Every folder of `tests/records` is a record and what its writer is told about it.

use std::path::{Path, PathBuf};

use crate::prelude::*;
use chancery::finding::Level;

/// What the writer of a record sees.
fn seen(record: &Path) -> String {
    let extension = record
        .extension()
        .and_then(|extension| extension.to_str())
        .expect("an extension");
    let syntax = Syntax::from_extension(extension).expect("a known extension");
    let name = record.file_name().and_then(|name| name.to_str()).expect("a name");
    match record::read("record", name, &std::fs::read(record).expect("a record"), syntax) {
        Ok(read) if read.findings.is_empty() => "nothing to say\n".to_owned(),
        Ok(read) => report::text(&read.findings, false),
        Err(findings) => report::text(&findings, false),
    }
}

#[test]
fn records_get_the_findings_expected() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/records");
    let mut seen_all = Vec::new();
    for case in entries(&cases) {
        let record = entries(&case)
            .into_iter()
            .find(|file| file.file_stem().is_some_and(|stem| stem == "record"))
            .unwrap_or_else(|| panic!("{} holds no record", case.display()));
        seen_all.push(differs(case.join("expected.txt"), &seen(&record)));
    }
    assert!(seen_all.len() > 20, "the cases are found");
    goldens(seen_all);
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let read =
        std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = read.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

#[test]
fn findings_are_shown_as_data_too() {
    let text = b"office: pga\ndate: 2018-01-18\noffice: \xE2\x80\x8B\n";
    let mut findings =
        record::read("record", "record.yaml", text, Syntax::Yaml).expect_err("given twice");
    findings.push(Finding::new("no-place", Level::Note, "it is nowhere").help("look elsewhere"));
    let shown: serde_json::Value = serde_json::from_str(&report::json(&findings)).expect("JSON");
    let twice = &shown[0];
    assert_eq!(twice["rule"], "duplicate-key");
    assert_eq!(twice["level"], "error");
    assert_eq!(twice["file"], "record.yaml");
    assert_eq!((&twice["line"], &twice["column"]), (&3.into(), &1.into()));
    assert_eq!((&twice["end_line"], &twice["end_column"]), (&3.into(), &7.into()));
    assert_eq!((&twice["byte_start"], &twice["byte_end"]), (&29.into(), &35.into()));
    assert_eq!(twice["related"][0]["line"], 1);
    let nowhere = shown.as_array().and_then(|all| all.last()).expect("the last");
    assert!(nowhere["file"].is_null() && nowhere["line"].is_null());
    assert_eq!(nowhere["help"][0], "look elsewhere");
    let frames = report::text(&findings, false);
    assert!(
        frames.ends_with("note[no-place]: it is nowhere\n |\n = help: look elsewhere\n\n"),
        "{frames}"
    );
}
