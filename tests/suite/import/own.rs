//! The sample letters, written in every format that is read, come back.

use std::fmt::Write as _;

use chancery::letter::Letter;

use super::{importer, told};
use crate::common::Records;
use crate::prelude::*;
use chancery::import::{ImportOptions, Imported, State};
use chancery::original::{Original, OriginalFormat, Tracked};

const FORMATS: [(Format, OriginalFormat); 5] = [
    (Format::TEXT, OriginalFormat::Text),
    (Format::MARKDOWN, OriginalFormat::Markdown),
    (Format::HTML, OriginalFormat::Html),
    (Format::DOCX, OriginalFormat::Docx),
    (Format::ODT, OriginalFormat::Odt),
];

/// The report says of each which words did not come back; whatever it calls proved is what the record
/// of the sample says.
#[test]
fn sample_letters_come_back_from_every_format() {
    let engine = engine();
    let writers = Writers::new(engine.templates(), Vec::new());
    let mut out = String::new();
    for (id, text, syntax) in letters() {
        let package = compose(&engine, &id, &text, syntax, &Records::default())
            .unwrap_or_else(|findings| panic!("{id}: {findings:#?}"));
        let letter = package.letter().bundle().record.letter.clone();
        let office = letter.office.clone();
        for (format, original) in FORMATS {
            let bytes = writers.write(&package, format).expect("a letter").bytes;
            let name = format!("{id}.{}", format.extension());
            let read = Original::read(&name, &bytes, original, Tracked::Accept).expect("a letter");
            let options =
                ImportOptions { office: Some(office.clone()), ..ImportOptions::default() };
            let letters = importer(options).import(&id, &read);
            match &letters {
                Ok(letters) => {
                    assert_true(&name, &letters[0], &letter);
                    for one in letters {
                        let (words, said) = one.words;
                        let state = if one.state == State::Proved { "proved" } else { "nearly" };
                        writeln!(out, "{name}: {state}, {said} of {words} words").expect("text");
                        let gaps = told(one);
                        let gaps = gaps.lines().filter(|line| line.starts_with('!'));
                        gaps.for_each(|gap| writeln!(out, "  {gap}").expect("text"));
                    }
                }
                Err(findings) => writeln!(out, "{name}: {}", findings[0].message).expect("text"),
            }
        }
    }
    golden("tests/import/own.txt", &out);
}

/// No field is called proved that is another in the record.
fn assert_true(name: &str, imported: &Imported, letter: &Letter) {
    let proved = |field: &str| imported.fields.iter().find(|it| it.field == field && it.proved);
    if proved("date").is_some()
        && let Some(date) = letter.date
    {
        assert!(imported.id.starts_with(&date.to_string()), "{name}: {}", imported.id);
    }
    for field in imported
        .fields
        .iter()
        .filter(|it| it.proved && it.field.starts_with("signatories"))
    {
        let named = |it: &str| field.words.split(" / ").any(|line| line == it);
        let known = letter.signatories.iter().any(|it| {
            it.name.as_deref().is_some_and(named)
                || it.name.is_none() && it.title.as_deref().is_some_and(named)
        });
        assert!(known, "{name}: {} is no signatory", field.words);
    }
    if let Some(reference) = proved("reference") {
        let own = letter.reference.as_deref().unwrap_or_default();
        assert!(reference.words.ends_with(own), "{name}: {}", reference.words);
    }
}
