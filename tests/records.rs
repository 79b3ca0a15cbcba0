//! Every folder of `tests/records` is a record and what its writer is told about it.
//! `UPDATE=1 cargo test --test records` writes the expected texts anew.

use std::path::{Path, PathBuf};

use chancery::record::{self, Syntax};
use chancery::show;

/// What the writer of a record sees.
fn seen(record: &Path) -> String {
    let extension = record
        .extension()
        .and_then(|extension| extension.to_str())
        .expect("an extension");
    let syntax = Syntax::from_extension(extension).expect("a known extension");
    let name = record
        .file_name()
        .and_then(|name| name.to_str())
        .expect("a name");
    match record::read(
        "record",
        name,
        &std::fs::read(record).expect("a record"),
        syntax,
    ) {
        Ok(read) if read.findings.is_empty() => "nothing to say\n".to_owned(),
        Ok(read) => show::text(&read.findings, false),
        Err(findings) => show::text(&findings, false),
    }
}

#[test]
fn records_get_the_findings_expected() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/records");
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = Vec::new();
    let mut count = 0;
    for case in entries(&cases) {
        let record = entries(&case)
            .into_iter()
            .find(|file| file.file_stem().is_some_and(|stem| stem == "record"))
            .unwrap_or_else(|| panic!("{} holds no record", case.display()));
        let seen = seen(&record);
        let expected = case.join("expected.txt");
        count += 1;
        if update {
            std::fs::write(&expected, &seen).expect("the expected text is written");
        } else if std::fs::read_to_string(&expected).unwrap_or_default() != seen {
            wrong.push(format!("--- {}\n{seen}", case.display()));
        }
    }
    assert!(count > 20, "the cases are found");
    assert!(
        wrong.is_empty(),
        "{} of {count} differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let read =
        std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = read.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}
