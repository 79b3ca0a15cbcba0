//! The same list as CSV of any kind, XLSX, ODS and JSON; and what is no list.

use std::collections::BTreeMap;

use crate::prelude::*;
use snapbox::str;

use super::support::{GOOD, LETTER, files, folder, merge};

#[test]
fn a_list_is_the_same_list_in_every_syntax() {
    let semicolons = GOOD.replace(',', ";");
    let windows: Vec<u8> = GOOD.replace("Amina", "Am\u{ED}na").chars().map(|c| c as u8).collect();
    let marked = format!("\u{FEFF}{GOOD}");
    let utf16: Vec<u8> = marked
        .replace(',', "\t")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let mut reader = csv::Reader::from_reader(GOOD.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let records: Vec<_> = reader.records().map(|record| record.expect("a record")).collect();
    let objects: Vec<_> = records
        .iter()
        .map(|record| header.iter().zip(record).collect::<BTreeMap<_, _>>())
        .collect();
    let json = serde_json::to_vec(&objects).expect("JSON");
    let folder = folder(
        "syntaxes",
        LETTER,
        &[
            ("comma.csv", GOOD.as_bytes()),
            ("semicolon.csv", semicolons.as_bytes()),
            ("marked.csv", marked.as_bytes()),
            ("utf16.csv", &utf16),
            ("windows.csv", &windows),
            ("list.json", &json),
            ("list.xlsx", &workbook(&header, &records)),
            ("list.ods", &spreadsheet(&header, &records)),
        ],
    );
    let letters = |list: &str| {
        let out = format!("out-{}", list.split(' ').next().expect("a name"));
        let (printed, code) = merge(&folder, &format!("--rows {list} --to txt,md -o {out}"));
        assert_eq!(code, 0, "{list}: {printed}");
        files(&folder.join(out))
    };
    let model = letters("comma.csv");
    assert_eq!(model.len(), 4);
    for list in ["semicolon.csv", "marked.csv", "utf16.csv", "list.json", "list.xlsx", "list.ods"] {
        assert_eq!(letters(list), model, "{list}");
    }
    let western = letters("windows.csv --encoding windows-1252");
    assert!(western.contains_key("Am\u{ED}na-Diallo-Chad.txt"));
    let (printed, code) = merge(&folder, "--rows windows.csv --dry-run");
    assert_text(
        printed,
        str![[r#"
error: line 2 of windows.csv is not UTF-8 text
  = help: save the list as “CSV UTF-8”, or say how it is written: --encoding windows-1252

"#]],
    );
    assert_eq!(code, 3);
}

/// The rows as an Excel workbook: days as days, everything else as text.
fn workbook(header: &csv::StringRecord, records: &[csv::StringRecord]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let day = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
    let sheet = book.add_worksheet();
    for (row, record) in [header].into_iter().chain(records).enumerate() {
        for (column, text) in record.iter().enumerate() {
            let (row, column) = (row as u32, column as u16);
            match rust_xlsxwriter::ExcelDateTime::parse_from_str(text) {
                Ok(date) if text.len() == 10 => {
                    sheet.write_with_format(row, column, &date, &day).expect("a day")
                }
                _ => sheet.write(row, column, text).expect("a cell"),
            };
        }
    }
    book.save_to_buffer().expect("a workbook")
}

/// The rows as an OpenDocument spreadsheet: the least that is one.
fn spreadsheet(header: &csv::StringRecord, records: &[csv::StringRecord]) -> Vec<u8> {
    use std::io::Write as _;
    let mut rows = String::new();
    for record in [header].into_iter().chain(records) {
        rows += "<table:table-row>";
        for text in record {
            let lines = text.lines().map(|line| format!("<text:p>{line}</text:p>"));
            let lines: String = lines.collect();
            rows += &format!(
                "<table:table-cell office:value-type=\"string\">{lines}</table:table-cell>"
            );
        }
        rows += "</table:table-row>";
    }
    let of = "urn:oasis:names:tc:opendocument:xmlns";
    let content = format!(
        "<office:document-content xmlns:office=\"{of}:office:1.0\" xmlns:table=\"{of}:table:1.0\" xmlns:text=\"{of}:text:1.0\">\
         <office:body><office:spreadsheet><table:table table:name=\"List\">{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    let mut pack = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        (
            "META-INF/manifest.xml",
            "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>",
        ),
        ("content.xml", &content),
    ] {
        let options = zip::write::SimpleFileOptions::default();
        pack.start_file(name, options).expect("a part");
        pack.write_all(text.as_bytes()).expect("a part");
    }
    pack.finish().expect("a pack").into_inner()
}

#[test]
fn files_that_are_no_lists_say_so() {
    let bomb = b"PK\x03\x04 not a workbook at all";
    let lists: &[(&str, &[u8])] = &[
        ("empty.csv", b""),
        ("header.csv", b"name,day,room\n"),
        ("book.xlsx", bomb),
        ("list.json", b"{\"name\": 1}"),
        ("nested.json", b"[{\"name\": {\"a\": 1}, \"day\": 1, \"room\": 2}]"),
        ("deep.json", br#"[{"name": "A", "day": 1}, {"name": "B", "day": ["1", ["2"]]}]"#),
        ("cut.json", br#"[{"name": "A"}, {"name": "B"#),
        ("two.json", br#"[{"name": "A"}] []"#),
        ("text.json", br#"["A", "B"]"#),
        ("list.pdf", b"%PDF-"),
    ];
    let folder = folder("no-lists", LETTER, lists);
    let mut said = String::new();
    for (name, _) in lists {
        let (printed, code) = merge(&folder, &format!("--rows {name} --dry-run"));
        said += &format!("{name}: exit {code}\n{printed}\n");
    }
    assert_text(
        said,
        str![[r#"
empty.csv: exit 3
error: empty.csv has no columns
  = help: the first row names the columns: name, title, organisation, country, …

header.csv: exit 1
row  column  finding
1            error[empty-list]: the list has no rows


book.xlsx: exit 3
error: cannot read book.xlsx: it is no workbook
  = help: open it in a spreadsheet program and save it again, or save it as CSV

list.json: exit 3
error: list.json is no list: invalid type: map, expected a sequence at line 1 column 0
  = help: a list is an array of objects: [{ "name": "…", "country": "…" }, …]

nested.json: exit 3
error: row 2 of nested.json: `name` is no text
  = help: write text, a number, or a list of lines

deep.json: exit 1
row  column  finding
1            error[missing-column]: the letter asks for `{{ row.room }}`, and the list has no such column
             = help: known here: `name`, `day`


cut.json: exit 3
error: cut.json is no list: EOF while parsing a string at line 1 column 27
  = help: a list is an array of objects: [{ "name": "…", "country": "…" }, …]

two.json: exit 3
error: two.json is no list: trailing characters at line 1 column 17
  = help: a list is an array of objects: [{ "name": "…", "country": "…" }, …]

text.json: exit 3
error: text.json is no list: invalid type: string "A", expected a map at line 1 column 4
  = help: a list is an array of objects: [{ "name": "…", "country": "…" }, …]

list.pdf: exit 3
error: list.pdf is no list
  = help: a list is a file that ends in .csv, .tsv, .xlsx, .ods or .json


"#]],
    );
}

#[test]
fn a_list_in_json_is_read_row_by_row() {
    let rows = br#"[
        {"name": "A", "day": 2026, "room": "1"} ,
        {"room": ["2", "3"], "name": "B}{", "day": 10.5, "more": null},
        {"name": "C", "day": true, "room": "\u007b\"", "more": "x"}
    ]"#;
    let table = chancery::merge::Table::open(
        "list",
        chancery::merge::Syntax::Json,
        None,
        std::io::Cursor::new(rows.to_vec()),
    );
    let table = table.expect("a list");
    assert_eq!(table.header, ["name", "day", "room", "more"]);
    let rows: Vec<_> = table
        .map(|row| row.expect("a row"))
        .map(|row| format!("{} {:?} {:?}", row.number, row.cells, row.doubts))
        .collect();
    assert_text(
        rows.join("\n"),
        str![[r#"
2 ["A", "2026", "1", ""] []
3 ["B}{", "10.5", "2/n3", ""] [(1, Number { shown: "10.5", english: "10.5" })]
4 ["C", "true", "{/"", "x"] []
"#]],
    );
}
