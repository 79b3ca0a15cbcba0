//! No glyph stands beyond the paper or on another, whatever a letter holds; or it is an error.

use kurbo::Rect;

use super::made;
use crate::common::glyphs::{Glyph, Page, lines, pages};
use crate::common::office_suite;
use crate::prelude::*;

/// What is wrong with the places of a page's glyphs.
fn faults(name: &str, page: &Page) -> Vec<String> {
    let paper = Rect::new(0.0, 0.0, page.width, page.height);
    let mut faults = Vec::new();
    for glyph in &page.glyphs {
        if !paper.contains_rect(glyph.ink) {
            faults.push(format!("{name}: `{}` beyond the paper at {}", glyph.text, glyph.ink));
        }
    }
    for line in lines(page) {
        for pair in line.windows(2) {
            let [left, right] = pair else { continue };
            // Letters of one word may touch; a word upon another covers whole letters.
            let both = left.ink.intersect(right.ink);
            let covered = both.width() > 0.6 * left.ink.width().min(right.ink.width());
            if covered && both.height() > 0.5 * left.ink.height() && is_letter(left, right) {
                faults.push(format!(
                    "{name}: `{}` on `{}` in `{}`",
                    left.text,
                    right.text,
                    said(&line)
                ));
            }
        }
    }
    faults
}

/// Latin letters and figures: Arabic ones join, and marks stand on their letters.
fn is_letter(left: &Glyph, right: &Glyph) -> bool {
    let plain = |glyph: &Glyph| glyph.text.chars().all(|c| c.is_ascii_alphanumeric());
    plain(left) && plain(right)
}

fn said(line: &[Glyph]) -> String {
    line.iter().map(|glyph| glyph.text.as_str()).collect()
}

/// Letters that have more to say than a line has room for.
fn letters() -> Vec<(String, String)> {
    let long = "wordsthatneverend".repeat(20);
    let mail = "helene.lindqvist-okonjo.of.the.protocol@permanent-mission.of.meridia.example";
    let address = format!("https://example.org/{}?a={}", "path/".repeat(12), "x".repeat(90));
    let mut all = Vec::new();
    let mut add = |name: &str, fields: &str, body: &str| {
        let record = format!(
            "---\nkind: letter\noffice: ministry-of-foreign-affairs\ndate: 2026-09-14\n{fields}\n\
             ---\n{body}\n"
        );
        all.push((name.to_owned(), record));
    };
    let plain = "to: { name: Ines Marlow, form: madam }\nsignatories: [{ name: Rui Castelar }]";
    for columns in 1..=12 {
        let row = |cell: &dyn Fn(usize) -> String| {
            let cells: Vec<_> = (0..columns).map(cell).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        let table = [
            row(&|at| format!("Heading{at} of a column")),
            row(&|_| "---".to_owned()),
            row(&|at| if at % 3 == 0 { mail.to_owned() } else { format!("{at}") }),
            row(&|at| {
                if at % 2 == 0 {
                    "Internationalization, and so on".to_owned()
                } else {
                    "+999 1 555 0134".to_owned()
                }
            }),
            row(&|at| if at == 1 { long.clone() } else { "**bold** and _slanted_".to_owned() }),
        ];
        add(&format!("table-{columns}"), plain, &table.concat());
    }
    let tall = format!("| A | B |\n| --- | --- |\n| {} | {} |\n", "many words ".repeat(700), long);
    add("tall-row", plain, &tall);
    add(
        "words",
        plain,
        &format!(
            "{long} and {mail} and <{address}>.\n\n# {long}\n\n- {long}\n  - {mail}\n\n> {long}\n\n\
             1. **{}**{}\n",
            "half".repeat(18),
            "half".repeat(18),
        ),
    );
    let person = format!(
        "{{ name: \"{long}\", title: \"{long}\", organisation: \"{mail}\", \
         address: [\"{address}\", \"{}\"], form: madam }}",
        "Quay Street ".repeat(40)
    );
    let other = person.replace(", form: madam", "");
    add(
        "fields",
        &format!(
            "reference: \"{0}\"\nmarking: \"{0}\"\nsubject: \"{long}\"\nto: {person}\n\
             signatories:\n  - {{ name: \"{long}\", title: \"{long}\" }}\n  - {{ name: \"{mail}\" }}\n\
             enclosures: [{{ title: \"{long}\" }}]\ncopies: [{other}]",
            "REF/".repeat(40)
        ),
        "The list.",
    );
    add(
        "many-copies",
        &format!("{plain}\ncopies:\n{}", "  - { name: Somebody, title: Of Something, organisation: An organisation of many words, address: [one, two, three, four] }\n".repeat(7)),
        "The list.",
    );
    let arabic =
        |word: &str| format!("| البند | {mail} |\n| --- | --- |\n| {word} | {address} |\n");
    let record = "---\nkind: letter\noffice: ministry-of-foreign-affairs\nlanguage: ar\ndate: 2026-05-04\n\
                  to: { name: ليلى, form: madam }\nsignatories: [{ name: Rui Castelar }]\n---\n";
    all.push((
        "arabic".to_owned(),
        format!("{record}{}\n\n{address}\n", arabic(&"كلمات".repeat(60))),
    ));
    all
}

#[test]
fn nothing_is_set_beyond_the_paper_or_on_something_else() {
    let mut faults_found = Vec::new();
    let mut files = Vec::new();
    for (name, record) in letters() {
        for page in pages(&made(&record, Format::PDF)) {
            faults_found.extend(faults(&name, &page));
        }
        files.push((format!("{name}.docx"), made(&record, Format::DOCX)));
        files.push((format!("{name}-open.odt"), made(&record, Format::ODT)));
    }
    for (id, text, syntax) in super::super::common::letters() {
        let package =
            compose(&engine(), &id, &text, syntax, &Folder::new("letters")).expect("a letter");
        let writers_engine = engine();
        let writers = Writers::new(writers_engine.templates(), Vec::new());
        let pdf = writers.write(&package, Format::PDF).expect("a PDF").bytes;
        for page in pages(&pdf) {
            faults_found.extend(faults(&id, &page));
        }
        files.push((
            format!("{id}.docx"),
            writers.write(&package, Format::DOCX).expect("Word").bytes,
        ));
    }
    for ((name, _), pdf) in files.iter().zip(office_suite::to_pdf(&files).iter().flatten()) {
        for page in pages(pdf) {
            faults_found.extend(faults(name, &page));
        }
    }
    assert!(faults_found.is_empty(), "{}", faults_found.join("\n"));
}

#[test]
fn a_table_that_has_no_room_is_an_error_before_anything_is_written() {
    let cells = |cell: &str| format!("|{}\n", format!(" {cell} |").repeat(70));
    let table = [cells("N"), cells("---"), cells("1")].concat();
    let record = format!(
        "---\nkind: letter\noffice: ministry-of-foreign-affairs\ndate: 2026-09-14\n\
         to: {{ name: Ines Marlow, form: madam }}\nsignatories: [{{ name: Rui Castelar }}]\n---\n{table}"
    );
    let engine = engine();
    let tall = record
        .replace(&table, &format!("| {} | B |\n| --- | --- |\n| a | b |\n", "word ".repeat(900)));
    let writers = Writers::new(engine.templates(), Vec::new());
    let findings = writers
        .write(&package(&engine, &tall), Format::PDF)
        .expect_err("a tall head");
    let told = report::text(&findings, false);
    assert!(told.contains("is cut off at the edge of the paper"), "{told}");
    let package = package(&engine, &record);
    for format in [Format::PDF, Format::DOCX, Format::ODT] {
        let findings = writers.write(&package, format).expect_err("no room");
        let told = report::text(&findings, false);
        assert!(told.contains("a table of 70 columns does not fit on the page"), "{told}");
    }
}
