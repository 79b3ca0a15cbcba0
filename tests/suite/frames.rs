//! Frames around the text: each record in `tests/frames` as it comes out, as a letter and, where
//! its record says so, as the document it is issued as.

use std::path::Path;

use crate::prelude::*;
use chancery::files::templates_in;
use chancery::gather::InMemory;

fn engine() -> Engine {
    let mut templates = Templates::embedded();
    let own = Path::new("tests/frames/templates");
    templates.overlay(templates_in(own).expect("the folder can be read"));
    Engine::new(templates)
}

#[test]
fn each_frame_stands_as_an_office_has_it() {
    let engine = engine();
    let mut records: Vec<_> = std::fs::read_dir("tests/frames")
        .expect("the records are there")
        .map(|entry| entry.expect("a record").path())
        .filter(|path| path.extension().is_some_and(|end| end == "md"))
        .collect();
    records.sort();
    let mut pages = Vec::new();
    for path in records {
        let stem = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .expect("a name")
            .to_owned();
        let bytes = std::fs::read(&path).expect("a record");
        let record = record::read(&stem, &stem, &bytes, Syntax::Markdown)
            .unwrap_or_else(|found| panic!("{}", report::text(&found, false)));
        let issued = record.letter.issued_as.is_some();
        let (bundle, _) = gather(record, &InMemory::new());
        let mut page = String::new();
        for issued in [false, true].into_iter().take(1 + usize::from(issued)) {
            let made = if issued { compose::issued } else { compose::package };
            let package = made(&engine, &bundle)
                .unwrap_or_else(|found| panic!("{}", report::text(&found, false)));
            let text = written(&engine, &package, Format::TEXT);
            page += if issued { "\n=== as it is issued ===\n\n" } else { "" };
            page += &text;
            // Every format takes it.
            for format in Format::ALL.iter().filter(|format| format.is_built()) {
                if format.extension() != "ics" {
                    let writers = Writers::new(engine.templates(), Vec::new());
                    if let Err(found) = writers.write(&package, *format) {
                        assert!(found.iter().all(|one| one.rule == "missing-glyph"), "{found:#?}");
                    }
                }
            }
        }
        pages.push(differs(format!("tests/golden/frames/{stem}.txt"), &page));
    }
    goldens(pages);
}
