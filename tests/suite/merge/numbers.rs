//! Numbers of a sheet have the separators of the letter.

use crate::prelude::*;
use rust_xlsxwriter::{Format, Workbook};
use snapbox::str;

use super::support::{folder, merge, text};

const LETTER: &str = "\
---
office: ministry-of-foreign-affairs
date: 2026-09-14
subject: Renewal of the parking permit
to: { name: Ines Marlow }
signatories:
  - { name: Rui Castelar, title: Chief of Protocol }
---
It was issued: {{ row.shown }}.
";

#[test]
fn a_number_has_the_separators_of_the_letter() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let money = Format::new().set_num_format("#,##0.00\\ \"€\"");
    for (column, name) in (0..).zip(["name", "language", "shown", "code"]) {
        sheet.write(0, column, name).expect("a cell");
    }
    let code = Format::new().set_num_format("00\".\"00");
    for (row, tag) in (1..).zip(["en", "fr", "es", "ru", "zh"]) {
        sheet.write(row, 0, tag.to_uppercase()).expect("a cell");
        sheet.write(row, 1, tag).expect("a cell");
        sheet.write_with_format(row, 2, 1_234_567.5, &money).expect("a cell");
        sheet.write_with_format(row, 3, 1234, &code).expect("a cell");
    }
    let bytes = book.save_to_buffer().expect("a workbook");
    let letter = LETTER.replace("row.shown }}", "row.shown }}, by the code {{ row.code }}");
    let folder = folder("separators", &letter, &[("rows.xlsx", &bytes)]);
    let (printed, code) = merge(&folder, "--rows rows.xlsx --to txt -o out --quiet");
    assert_eq!((printed.as_str(), code), ("", 0));
    let said = ["EN", "FR", "ES", "RU", "ZH"].map(|name| {
        let page = text(&folder, &format!("out/{name}.txt"));
        page.lines()
            .find(|line| line.starts_with("It was"))
            .expect("a line")
            .to_owned()
    });
    assert_text(
        said.join("\n"),
        str![[r#"
It was issued: 1,234,567.50 €, by the code 12.34.
It was issued: 1 234 567,50 €, by the code 12.34.
It was issued: 1 234 567,50 €, by the code 12.34.
It was issued: 1 234 567,50 €, by the code 12.34.
It was issued: 1,234,567.50 €, by the code 12.34.
"#]],
    );
}
