//! What says that it is huge is refused by name, at once.

use std::io::Cursor;
use std::time::Instant;

use chancery::merge::{Syntax, Table};

use crate::prelude::*;
use snapbox::str;

use super::support::{cell, ods, pack};

#[test]
fn a_small_workbook_that_says_it_is_huge_is_refused_at_once() {
    let header = format!("<table:table-row>{}</table:table-row>", cell("", "name"));
    let repeated = |count: &str, shown: &str| {
        let row = format!(
            "<table:table-row table:number-rows-repeated=\"{count}\">{}</table:table-row>",
            cell("", shown)
        );
        ods("", &format!("<table:table table:name=\"a\">{header}{row}</table:table>"))
    };
    let wide = format!(
        "<table:table table:name=\"a\">{header}<table:table-row>{}</table:table-row></table:table>",
        cell("table:number-columns-repeated=\"1000000000\"", "x")
    );
    let sheet = |rows: &str, texts: &str| {
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        pack(&[
            (
                "xl/workbook.xml",
                "<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
            ),
            (
                "xl/_rels/workbook.xml.rels",
                &format!(
                    "<Relationships><Relationship Id=\"r1\" Type=\"{office}/worksheet\" Target=\"/xl/sheet.xml\"/><Relationship Id=\"r2\" Type=\"{office}/sharedStrings\" Target=\"texts.xml\"/></Relationships>"
                ),
            ),
            ("xl/texts.xml", &format!("<sst><si><t>name</t></si><si><t>{texts}</t></si></sst>")),
            (
                "xl/sheet.xml",
                &format!(
                    "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>{rows}</sheetData></worksheet>"
                ),
            ),
        ])
    };
    let far = sheet(
        "<row r=\"1048576\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t>x</t></is></c></row>",
        "",
    );
    let many: String = (2..18_000)
        .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>1</v></c></row>"))
        .collect();
    let shared = sheet(&many, &"A".repeat(1_000_000));
    let spread: String = (2..6000)
        .map(|row| format!("<row r=\"{row}\"><c r=\"ALL{row}\" t=\"s\"><v>0</v></c></row>"))
        .collect();
    let spaces = sheet(&" ".repeat(130 << 20), "");
    let lists = [
        ("hang.ods", pack(&[("content.xml", "<table:table table:name=\"a\">")])),
        ("rows.ods", repeated("1000000000", "x")),
        ("text.ods", repeated("1000000", &"x".repeat(1000))),
        ("wide.ods", ods("", &wide)),
        ("end.ods", ods("", &format!("<table:table table:name=\"a\">{header}"))),
        (
            "entity.ods",
            pack(&[(
                "content.xml",
                "<!DOCTYPE x [<!ENTITY a \"b\">]><table:table table:name=\"a\"/>",
            )]),
        ),
        ("far.xlsx", far),
        ("shared.xlsx", shared),
        ("spread.xlsx", sheet(&spread, "")),
        ("spaces.xlsx", spaces),
        ("old.xlsx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec()),
    ];
    let mut said = String::new();
    for (name, bytes) in lists {
        let syntax = if name.ends_with("ods") { Syntax::Ods } else { Syntax::Xlsx };
        let began = Instant::now();
        match Table::open(name, syntax, None, Cursor::new(bytes)) {
            Ok(_) => said += &format!("{name}: read\n"),
            Err(error) => said += &format!("{error}\n"),
        }
        assert!(began.elapsed().as_secs() < 60, "{name}: {:?}", began.elapsed());
    }
    assert_text(
        said,
        str![[r#"
cannot read hang.ods: content.xml ends before its end
  = help: open it in a spreadsheet program and save it again, or save it as CSV
cannot read rows.ods: its rows 2 to 1000000001 are one row, and no sheet has more than 1,048,576
  = help: delete what is no part of the list, or save it as CSV, which is read row by row and may have any length
cannot read text.ods: its cells hold more than 64 MiB of text
  = help: delete what is no part of the list, or save it as CSV, which is read row by row and may have any length
cannot read wide.ods: there is something in the cell ALM2, and no list has more than 1,000 columns
  = help: delete what is no part of the list, or save it as CSV, which is read row by row and may have any length
cannot read end.ods: content.xml: ill-formed document: expected `</table:table>`, but `</office:spreadsheet>` was found
  = help: open it in a spreadsheet program and save it again, or save it as CSV
cannot read entity.ods: content.xml declares a document type
  = help: open it in a spreadsheet program and save it again, or save it as CSV
cannot read far.xlsx: there is something in the cell XFD1048576, and no list has more than 1,000 columns
  = help: delete what is no part of the list, or save it as CSV, which is read row by row and may have any length
cannot read shared.xlsx: its cells hold more than 64 MiB of text
  = help: delete what is no part of the list, or save it as CSV, which is read row by row and may have any length
cannot read spread.xlsx: its first sheet has more than 4,000,000 cells
  = help: delete what is no part of the list, or save it as CSV, which is read row by row and may have any length
cannot read spaces.xlsx: xl/sheet.xml unpacks to more than 128 MiB
  = help: delete what is no part of the list, or save it as CSV, which is read row by row and may have any length
cannot read old.xlsx: it is protected by a password, or written by an old Excel
  = help: take the password off, and save it as “Excel Workbook (.xlsx)” or as CSV

"#]],
    );
}

#[test]
fn a_row_of_csv_that_never_ends_is_refused() {
    let list = format!("name,room\nA,\"{}", "x\n".repeat(9 << 20));
    let mut table =
        Table::open("list.csv", Syntax::Delimited, None, Cursor::new(list)).expect("a list");
    let error = table.find_map(Result::err).expect("an error");
    assert_text(
        error.to_string(),
        str![[r#"
cannot read list.csv: a row is longer than 16 MiB
  = help: close the quotation mark that opens its last cell
"#]],
    );
}
