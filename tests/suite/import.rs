//! Old letters in: what other programs wrote becomes records, proved word for word.

use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};

use chancery::import::{ImportOptions, Imported, Importer, Side, State};
use chancery::original::{Original, OriginalFormat, Tracked};
use chancery::record;

use crate::prelude::*;

mod hostile;
mod own;

pub fn importer(options: ImportOptions) -> Importer {
    static ENGINE: LazyLock<Arc<Engine>> = LazyLock::new(|| Arc::new(engine()));
    Importer::new(Arc::clone(&ENGINE), options).expect("tables without mistakes")
}

/// What became of a letter, as a person reads it.
pub fn told(imported: &Imported) -> String {
    let state = if imported.state == State::Proved { "proved" } else { "nearly" };
    let (words, said) = imported.words;
    let mut out = format!("{}: {state}, {said} of {words} words\n", imported.id);
    for field in &imported.fields {
        let mark = if field.proved { "=" } else { "?" };
        writeln!(out, "{mark} {}: {} ({})", field.field, field.words, field.ground).expect("text");
    }
    for gap in &imported.gaps {
        let side = if gap.side == Side::File { "file" } else { "letter" };
        writeln!(out, "! only in the {side}: {}", gap.words).expect("text");
    }
    for (count, what) in imported.normalised.told() {
        writeln!(out, "~ {count} {what}").expect("text");
    }
    out
}

/// Letters of offices that are not known: the report, the records and the offices.
#[test]
fn letters_of_others_become_records() {
    let mut differences = Vec::new();
    let mut files: Vec<_> = std::fs::read_dir("tests/import/others")
        .expect("the folder")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|it| it == "txt"))
        .collect();
    files.sort();
    for path in files {
        let bytes = std::fs::read(&path).expect("a file");
        let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let name = format!("{stem}.txt");
        let original =
            Original::read(&name, &bytes, OriginalFormat::Text, Tracked::Accept).expect("text");
        let mut importer = importer(ImportOptions { new_office: true, ..ImportOptions::default() });
        let out = match importer.import(&stem, &original) {
            Ok(letters) => {
                let mut out = String::new();
                for letter in &letters {
                    out += &format!("{}\n{}.md\n{}", told(letter), letter.id, letter.record);
                }
                for office in importer.offices() {
                    out += &format!("\n{}\n{}", office.path(), office.settings);
                }
                out
            }
            Err(findings) => findings.iter().map(|it| format!("{}\n", it.message)).collect(),
        };
        differences.push(differs(path.with_extension("md"), &out));
    }
    goldens(differences);
}

/// What a record of an imported letter prints is never run and never markup: it is what the file says.
#[test]
fn markup_and_merge_fields_of_a_file_are_words() {
    let bytes = std::fs::read("tests/import/others/markup.txt").expect("a file");
    let original =
        Original::read("markup.txt", &bytes, OriginalFormat::Text, Tracked::Accept).expect("text");
    let mut importer = importer(ImportOptions { new_office: true, ..ImportOptions::default() });
    let letters = importer.import("markup", &original).expect("a letter");
    assert_eq!(letters[0].state, State::Proved, "{:#?}", letters[0].gaps);
    let name = format!("{}.md", letters[0].id);
    let read = record::read(&letters[0].id, &name, letters[0].record.as_bytes(), Syntax::Markdown);
    assert!(read.is_ok(), "{read:#?}");
}
