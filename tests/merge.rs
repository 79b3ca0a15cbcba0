//! Mail merge: rows in, findings out, letters out.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test says what it expects"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use snapbox::{assert_data_eq, str};

const LETTER: &str = "\
---
office: ministry-of-foreign-affairs
date: 2026-09-14
subject: National day
signatories:
  - { name: Elena Marsh, title: Minister for Foreign Affairs }
---
The Minister looks forward to seeing {{ addressee.name }} on {{ row.day }}, in {{ row.room }}.
";

const GOOD: &str = "\
name,honorific,title,organisation,address,country,form,day,room
Amina Diallo,H.E. Ms.,Ambassador,Embassy of Chad,\"5 River Road
1010 Port Almeira\",Chad,excellency,2026-10-02,the Great Hall
Jean Dupont,Mr.,Consul,Consulate of France,1 Quay Street,France,by-name,2026-10-02/03,Room 2
";

/// A folder for one test, with a letter and a list in it.
fn folder(name: &str, letter: &str, lists: &[(&str, &[u8])]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("merge")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("day.md"), letter).expect("a letter");
    for (name, bytes) in lists {
        fs::write(folder.join(name), bytes).expect("a list");
    }
    folder
}

/// Runs `chancery merge day.md ARGUMENTS`: what it prints, both streams, and its exit code.
fn merge(folder: &Path, arguments: &str) -> (String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(["merge", "day.md"])
        .args(arguments.split_whitespace())
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .expect("the program runs");
    let printed = [output.stdout, output.stderr].concat();
    let code = output.status.code().unwrap_or(-1);
    (String::from_utf8(printed).expect("text"), code)
}

/// All files below a folder, by name.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let Ok(entries) = fs::read_dir(folder) else {
        return BTreeMap::new();
    };
    // What is being written may get its name between the listing and the reading.
    let read = entries.filter_map(|entry| {
        let path = entry.expect("a file").path();
        let name = path.file_name()?.to_string_lossy().into_owned();
        Some((name, fs::read(&path).ok()?))
    });
    read.collect()
}

fn text(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap_or_else(|_| panic!("no {name}"))
}

#[test]
fn every_row_becomes_a_letter_of_its_own() {
    let folder = folder("good", LETTER, &[("rows.csv", GOOD.as_bytes())]);
    let (printed, code) = merge(&folder, "--rows rows.csv --to txt -o out");
    assert_data_eq!(
        printed,
        str![[r#"
out/Amina-Diallo-Chad.txt
out/Jean-Dupont-France.txt
2 letters in out

"#]]
    );
    assert_eq!(code, 0);
    // An excellency is greeted by rank, a consul by name; a day is written as the office does.
    assert_data_eq!(
        text(&folder, "out/Amina-Diallo-Chad.txt"),
        str![[r#"
REPUBLIC OF MERIDIA
Ministry of Foreign Affairs

Port Almeira, 14 September 2026

H.E. Ms. Amina Diallo
Ambassador
Embassy of Chad
5 River Road
1010 Port Almeira
Chad

Subject: National day

Excellency,

The Minister looks forward to seeing Amina Diallo on 2 October 2026, in
the Great Hall.

Please accept, Excellency, the assurances of my highest consideration.


Elena Marsh
Minister for Foreign Affairs

Ministry of Foreign Affairs, 12 Harbour Square, 1010 Port Almeira,
Meridia
Telephone +999 1 555 0100, protocol@mfa.example

"#]]
    );
    assert_data_eq!(
        text(&folder, "out/Jean-Dupont-France.txt"),
        str![[r#"
REPUBLIC OF MERIDIA
Ministry of Foreign Affairs

Port Almeira, 14 September 2026

Mr. Jean Dupont
Consul
Consulate of France
1 Quay Street
France

Subject: National day

Dear Mr. Dupont,

The Minister looks forward to seeing Jean Dupont on 2 and 3 October
2026, in Room 2.

Yours sincerely,


Elena Marsh
Minister for Foreign Affairs

Ministry of Foreign Affairs, 12 Harbour Square, 1010 Port Almeira,
Meridia
Telephone +999 1 555 0100, protocol@mfa.example

"#]]
    );
}

#[test]
fn a_bad_list_is_told_whole_and_nothing_is_written() {
    let rows = "\
name,honorific,title,organisation,address,contry,form,language,day,Desk
Amina Diallo,H.E. Ms.,Ambassador,Embassy of Chad,5 River Road,Chad,excellency,en,2026-10-02,A
,,,,,Nowhere,excellency,en,2026-10-02,A
Jean Dupont,Mr.,Consul,Consulate of France,1 Quay Street,France,by-name,xx,2026-10-02,A
amina  diallo,H.E. Ms.,ambassador,Embassy of Chad,5 River Road,Chad,excellency,en,2026-10-02,A
Li Wei,Mr.,Consul,Consulate,1 Quay Street
Ana Sol,Ms.,Consul,Consulate of Spain,An address that goes on and on without an end to it anywhere in sight,Spain,duchess,,2026-10-02,A
Bo Ek,Mr.,Consul,#REF!,1|2,Sweden,by-name,,,A
";
    let folder = folder("bad", LETTER, &[("rows.csv", rows.as_bytes())]);
    let (printed, code) = merge(&folder, "--rows rows.csv --to txt,docx -o out");
    assert_data_eq!(
        printed,
        str![[r#"
row  column        finding
1                  error[missing-column]: the letter asks for `{{ row.room }}`, and the list has no such column
                   = help: did you mean `form`?
1    contry        error[unknown-column]: `contry` is no field of an addressee
                   = help: did you mean `country`? --map contry=country takes it for that
                   = help: --map contry=- leaves it aside
1                  note[unused-column]: no letter uses `Desk`
3                  error[empty-addressee]: the row names nobody
                   = help: fill in `name` or `title` or `organisation`, or take the row out
4    language      error[unknown-language]: there are no letters in the language `xx`
                   = help: known here: `ar`, `en`, `es`, `fr`, `ru`, `zh`
5                  error[same-addressee]: row 2 names the same addressee
                   = help: take one of the two rows out
6                  error[ragged-row]: the row has 5 cells, and the list 10 columns
                   = help: put a cell with a separator in it into quotation marks, and leave an empty cell for what is not known
7                  error[long-address]: the line “An address that goes on …” of the address has 69 characters, and a window shows 64
                   = help: break it in two, or shorten it
8    organisation  error[broken-formula]: the cell holds `#REF!`: a formula without a value
                   = help: correct the formula in the spreadsheet

no letter for 6 of 7 rows: 3, 4, 5, 6, 7, 8
nothing was written; when the columns are right, the letters are checked too

"#]]
    );
    assert_eq!(code, 1);
    assert!(!folder.join("out").exists());
}

#[test]
fn bad_rows_are_skipped_when_told_and_handed_back() {
    let rows = "\
name;organisation;country;form;day;room
Amina Diallo;Embassy of Chad;Chad;excellency;2026-10-02;the Great Hall
;;Nowhere;excellency;2026-10-02;the Great Hall
=HYPERLINK(\"http://x\");@SUM(1);Chad;excellency;2026-10-02;
Jean Dupont;Consulate;France;by-name;2026-10-03;Room 2
";
    let folder = folder("skip", LETTER, &[("rows.csv", rows.as_bytes())]);
    let (printed, code) = merge(
        &folder,
        "--rows rows.csv --to txt -o out --skip-bad --findings back.csv",
    );
    assert_data_eq!(
        printed.clone(),
        str![[r#"
row  column  finding
3            error[empty-addressee]: the row names nobody
             = help: fill in `name` or `organisation`, or take the row out
4            error[merge-field]: the row says nothing for `room`
             --> day.md:8:80
             = help: fill the column in for everybody, or take the merge field out

out/Amina-Diallo-Chad.txt
out/Jean-Dupont-France.txt
2 letters in out
no letter for 2 of 4 rows: 3, 4

"#]]
    );
    assert_eq!(code, 1);
    assert_eq!(
        files(&folder.join("out")).into_keys().collect::<Vec<_>>(),
        ["Amina-Diallo-Chad.txt", "Jean-Dupont-France.txt"]
    );
    let back = text(&folder, "back.csv");
    assert_data_eq!(
        back.trim_start_matches('\u{FEFF}').to_owned(),
        str![[r#"
name,organisation,country,form,day,room,findings
Amina Diallo,Embassy of Chad,Chad,excellency,2026-10-02,the Great Hall,
,,Nowhere,excellency,2026-10-02,the Great Hall,"error: the row names nobody (fill in `name` or `organisation`, or take the row out)"
"'=HYPERLINK(""http://x"")",'@SUM(1),Chad,excellency,2026-10-02,,"error: the row says nothing for `room` (fill the column in for everybody, or take the merge field out)"
Jean Dupont,Consulate,France,by-name,2026-10-03,Room 2,

"#]]
    );
    let (_, code) = merge(
        &folder,
        "--rows rows.csv --dry-run --overwrite --findings rows.csv",
    );
    assert_eq!(code, 2);
    // What was handed back is a list again, and says the same.
    let (again, _) = merge(&folder, "--rows back.csv --to txt -o out --skip-bad");
    assert_eq!(again, printed);
}

#[test]
fn a_form_of_address_that_nobody_has_is_said_of_its_column() {
    let rows = "name,rank,day,room\nAmina,duchess,2026-10-02,x\n";
    let folder = folder("form", LETTER, &[("rows.csv", rows.as_bytes())]);
    let (printed, code) = merge(&folder, "--rows rows.csv --dry-run --map rank=form");
    assert_data_eq!(
        printed,
        str![[r#"
row  column  finding
2    rank    error[unknown-form]: there is no form of address `duchess` in en
             = help: known here: `by-name`[..]

no letter for 1 of 1 row: 2

"#]]
    );
    assert_eq!(code, 1);
}

#[test]
fn findings_are_data_too() {
    let rows = "name,form,day,room\n,excellency,2026-10-02,x\n";
    let folder = folder("json", LETTER, &[("rows.csv", rows.as_bytes())]);
    let (printed, code) = merge(&folder, "--rows rows.csv --dry-run --format json");
    assert_data_eq!(
        printed,
        str![[r#"
{
  "rows": 1,
  "letters": 0,
  "bad": [
    2
  ],
  "written": false,
  "findings": [
    {
      "rows": [
        [
          2,
          2
        ]
      ],
      "column": null,
      "rule": "empty-addressee",
      "level": "error",
      "message": "the row names nobody",
      "help": [
        "fill in `name`, or take the row out"
      ],
      "place": null
    }
  ]
}

"#]]
    );
    assert_eq!(code, 1);
}

#[test]
fn columns_have_the_names_that_map_gives_them() {
    let rows = "Ministry,Land,Who,day,room,E-mail\nMinistry of Health,Chad,Amina Diallo,2026-10-02,Room 2,a@b.example\n";
    let folder = folder("map", LETTER, &[("rows.csv", rows.as_bytes())]);
    let arguments = "--rows rows.csv --to txt -o out --map Ministry=organisation --map land=country --map Who=name --map E-mail=-";
    let (printed, code) = merge(&folder, arguments);
    assert_data_eq!(
        printed,
        str![[r#"
out/Amina-Diallo-Chad.txt
1 letter in out

"#]]
    );
    assert_eq!(code, 0);
    let letter = text(&folder, "out/Amina-Diallo-Chad.txt");
    assert!(
        letter.contains("Amina Diallo\nMinistry of Health\nChad"),
        "{letter}"
    );
    let (printed, code) = merge(
        &folder,
        "--rows rows.csv --dry-run --map Minstry=organisation",
    );
    assert_data_eq!(
        printed,
        str![[r#"
error: the list has no column `Minstry`
  = help: did you mean `ministry`?

"#]]
    );
    assert_eq!(code, 2);
    let (printed, code) = merge(
        &folder,
        "--rows rows.csv --dry-run --map Ministry=organization-name",
    );
    assert_data_eq!(
        printed,
        str![[r#"
error: a column cannot fill `organization-name`
  = help: known here: `group`, `honorific`, `name`, `title`, `organisation`, `address`, `country`, `email`, `form`, `language`, `salutation`, `closing`, `reference`

"#]]
    );
    assert_eq!(code, 2);
}

#[test]
fn a_list_is_the_same_list_in_every_syntax() {
    let semicolons = GOOD.replace(',', ";");
    let windows: Vec<u8> = GOOD
        .replace("Amina", "Am\u{ED}na")
        .chars()
        .map(|c| c as u8)
        .collect();
    let marked = format!("\u{FEFF}{GOOD}");
    let utf16: Vec<u8> = marked
        .replace(',', "\t")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let mut reader = csv::Reader::from_reader(GOOD.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let records: Vec<_> = reader
        .records()
        .map(|record| record.expect("a record"))
        .collect();
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
    for list in [
        "semicolon.csv",
        "marked.csv",
        "utf16.csv",
        "list.json",
        "list.xlsx",
        "list.ods",
    ] {
        assert_eq!(letters(list), model, "{list}");
    }
    let western = letters("windows.csv --encoding windows-1252");
    assert!(western.contains_key("Am\u{ED}na-Diallo-Chad.txt"));
    let (printed, code) = merge(&folder, "--rows windows.csv --dry-run");
    assert_data_eq!(
        printed,
        str![[r#"
error: line 2 of windows.csv is not UTF-8 text
  = help: save the list as “CSV UTF-8”, or say how it is written: --encoding windows-1252

"#]]
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
                Ok(date) if text.len() == 10 => sheet
                    .write_with_format(row, column, &date, &day)
                    .expect("a day"),
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
fn what_is_hostile_in_a_row_is_text() {
    let mut many: Vec<String> = (0..100).map(|at| format!("extra {at}")).collect();
    let mut cells = vec![String::new(); 100];
    for (column, cell) in [
        (
            "name",
            "<script>alert(1)</script> **bold** [x](javascript:y)",
        ),
        ("organisation", "../../../etc/passwd"),
        ("country", "{{ letter.body }} {% raw %}"),
        ("form", "excellency"),
        ("day", "=cmd|' /C calc'!A0"),
        ("room", "<!-- part: closing -->\n# Heading\n\n| a | b |"),
    ] {
        many.push(column.to_owned());
        cells.push(cell.to_owned());
    }
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(&many).expect("a row");
    csv.write_record(&cells).expect("a row");
    let bytes = csv.into_inner().expect("CSV");
    let folder = folder("hostile", LETTER, &[("rows.csv", &bytes)]);
    let (printed, code) = merge(
        &folder,
        "--rows rows.csv --to md,txt,html,docx -o out --name {organisation}",
    );
    assert_eq!(code, 0, "{printed}");
    let made: Vec<_> = files(&folder.join("out")).into_keys().collect();
    assert_eq!(
        made,
        [
            "etc-passwd.docx",
            "etc-passwd.html",
            "etc-passwd.md",
            "etc-passwd.txt"
        ]
    );
    assert_data_eq!(
        text(&folder, "out/etc-passwd.txt"),
        str![[r#"
REPUBLIC OF MERIDIA
Ministry of Foreign Affairs

Port Almeira, 14 September 2026

<script>alert(1)</script> **bold** [x](javascript:y)
../../../etc/passwd
{{ letter.body }} {% raw %}

Subject: National day

Excellency,

The Minister looks forward to seeing <script>alert(1)</script> **bold**
[x](javascript:y) on =cmd|' /C calc'!A0, in <!-- part: closing --> #
Heading | a | b |.

Please accept, Excellency, the assurances of my highest consideration.


Elena Marsh
Minister for Foreign Affairs

Ministry of Foreign Affairs, 12 Harbour Square, 1010 Port Almeira,
Meridia
Telephone +999 1 555 0100, protocol@mfa.example

"#]]
    );
    let html = text(&folder, "out/etc-passwd.html");
    assert!(!html.contains("<script>alert"), "{html}");
    assert!(!html.contains("href=\"javascript"), "{html}");
    assert!(!html.contains("<strong>bold"), "{html}");
}

#[test]
fn what_nobody_can_see_is_said_and_never_written() {
    let long = "x".repeat(1 << 20);
    let rows = format!(
        "name,form,day,room\nA\0B,excellency,2026-10-02,x\n\u{202E}gnissap,excellency,2026-10-02,x\n{long},excellency,2026-10-02,x\nLost \u{FFFD},excellency,2026-10-02,x\n"
    );
    let folder = folder("unseen", LETTER, &[("rows.csv", rows.as_bytes())]);
    let (printed, code) = merge(&folder, "--rows rows.csv --to txt -o out");
    assert_data_eq!(
        printed,
        str![[r#"
row  column  finding
2    name    error[invisible-character]: the control character U+0000 cannot be seen on the page
             = help: delete it and type the text around it again
3    name    error[invisible-character]: the bidirectional control U+202E cannot be seen on the page
             = help: delete it and type the text around it again
4            error[empty-addressee]: the row names nobody
             = help: fill in `name`, or take the row out
4    name    error[long-cell]: the cell holds 1024 KiB
             = help: no cell of a list is longer than 64 KiB
5    name    error[lost-character]: a character of the cell is lost
             = help: type it again, or say how the list is written: --encoding windows-1252

no letter for 4 of 4 rows: 2, 3, 4, 5
nothing was written

"#]]
    );
    assert_eq!(code, 1);
    assert!(!folder.join("out").exists());
}

#[test]
fn files_that_are_no_lists_say_so() {
    let bomb = b"PK\x03\x04 not a workbook at all";
    let lists: &[(&str, &[u8])] = &[
        ("empty.csv", b""),
        ("header.csv", b"name,day,room\n"),
        ("book.xlsx", bomb),
        ("list.json", b"{\"name\": 1}"),
        (
            "nested.json",
            b"[{\"name\": {\"a\": 1}, \"day\": 1, \"room\": 2}]",
        ),
        ("list.pdf", b"%PDF-"),
    ];
    let folder = folder("no-lists", LETTER, lists);
    let mut said = String::new();
    for (name, _) in lists {
        let (printed, code) = merge(&folder, &format!("--rows {name} --dry-run"));
        said += &format!("{name}: exit {code}\n{printed}\n");
    }
    assert_data_eq!(
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

list.pdf: exit 3
error: list.pdf is no list
  = help: a list is a file that ends in .csv, .tsv, .xlsx, .ods or .json


"#]]
    );
}

#[test]
fn equal_names_get_a_number() {
    let rows = "name,country,form,day,room\nA,Chad,excellency,2026-10-02,x\nB,CHAD,excellency,2026-10-02,x\nC,Chad 2,excellency,2026-10-02,x\nD,Chad,excellency,2026-10-02,x\n";
    let folder = folder("names", LETTER, &[("rows.csv", rows.as_bytes())]);
    let (printed, code) = merge(
        &folder,
        "--rows rows.csv --to txt -o out --name {country} --quiet",
    );
    assert_data_eq!(
        printed,
        str![[r#"
row  column  finding
3            warning[same-file-name]: row 2 has the same file name, and this one is called `CHAD-2`
             = help: name the files after something that tells them apart: --name "{name}-{country}"
4            warning[same-file-name]: row 3 has the same file name, and this one is called `Chad-2-2`
             = help: name the files after something that tells them apart: --name "{name}-{country}"
5            warning[same-file-name]: row 2 has the same file name, and this one is called `Chad-3`
             = help: name the files after something that tells them apart: --name "{name}-{country}"


"#]]
    );
    assert_eq!(code, 0);
    let made: Vec<_> = files(&folder.join("out")).into_keys().collect();
    assert_eq!(
        made,
        ["CHAD-2.txt", "Chad-2-2.txt", "Chad-3.txt", "Chad.txt"]
    );
    let (printed, code) = merge(&folder, "--rows rows.csv --dry-run --name {contry}");
    assert_data_eq!(
        printed,
        str![[r#"
error: the list has no `contry` to name files after
  = help: did you mean `country`?

"#]]
    );
    assert_eq!(code, 2);
}

#[test]
fn names_of_any_length_and_script_fit_the_file_system() {
    let long = "\u{20000}".repeat(60);
    let rows = format!(
        "name,form,day,room\n{long},excellency,2026-10-02,x\n…,excellency,2026-10-02,x\nCON,excellency,2026-10-02,x\n.hidden/..\\x,excellency,2026-10-02,x\n"
    );
    let folder = folder("lengths", LETTER, &[("rows.csv", rows.as_bytes())]);
    let (printed, code) = merge(&folder, "--rows rows.csv --to txt -o out");
    assert_eq!(code, 0, "{printed}");
    let made: Vec<_> = files(&folder.join("out")).into_keys().collect();
    let long = format!("{}.txt", "\u{20000}".repeat(50));
    assert_eq!(made, ["hidden-x.txt", "letter-CON.txt", "row-3.txt", &long]);
}

#[test]
fn running_again_goes_on_and_replaces_nothing() {
    let folder = folder("again", LETTER, &[("rows.csv", GOOD.as_bytes())]);
    let arguments = "--rows rows.csv --to txt -o out";
    assert_eq!(merge(&folder, arguments).1, 0);
    let made = files(&folder.join("out"));
    // As if it had been interrupted: one letter is missing.
    fs::remove_file(folder.join("out/Jean-Dupont-France.txt")).expect("it was written");
    assert_eq!(merge(&folder, arguments).1, 0);
    assert_eq!(files(&folder.join("out")), made);
    fs::write(folder.join("out/Jean-Dupont-France.txt"), "mine").expect("a file");
    let (printed, code) = merge(&folder, arguments);
    assert_data_eq!(
        printed,
        str![[r#"
error: out/Jean-Dupont-France.txt is there already, and differs
  = help: give --overwrite to replace it, or another folder with -o

"#]]
    );
    assert_eq!(code, 4);
    assert_eq!(text(&folder, "out/Jean-Dupont-France.txt"), "mine");
    assert_eq!(merge(&folder, &format!("{arguments} --overwrite")).1, 0);
    assert_eq!(files(&folder.join("out")), made);
}

#[test]
fn a_sample_is_the_first_the_longest_and_the_oddest() {
    let rows = "name,country,form,day,room\nFirst,Chad,excellency,2026-10-02,x\nPlain,Chad,excellency,2026-10-02,x\nLongest of all the names,United Republic,excellency,2026-10-02,x\nЖанна Ёлкина,Чад,excellency,2026-10-02,x\nOther,Chad,excellency,2026-10-02,x\n";
    let folder = folder("sample", LETTER, &[("rows.csv", rows.as_bytes())]);
    let (printed, code) = merge(
        &folder,
        "--rows rows.csv --to txt -o out --sample 3 --name {row}",
    );
    assert_eq!(code, 0, "{printed}");
    let made: Vec<_> = files(&folder.join("out")).into_keys().collect();
    assert_eq!(made, ["2.txt", "4.txt", "5.txt"]);
}

#[test]
fn all_letters_can_be_one_file() {
    let folder = folder("collate", LETTER, &[("rows.csv", GOOD.as_bytes())]);
    let (printed, code) = merge(
        &folder,
        "--rows rows.csv --to txt,md,html,docx -o out --collate",
    );
    assert_data_eq!(
        printed,
        str![[r#"
out/day.txt
out/day.md
out/day.html
out/day.docx
2 letters in out

"#]]
    );
    assert_eq!(code, 0);
    let all = text(&folder, "out/day.txt");
    assert_eq!(merge(&folder, "--rows rows.csv --to txt -o each").1, 0);
    // Each letter is whole, with its own letterhead, in the order of the list.
    let mut from = 0;
    for name in ["Amina-Diallo-Chad", "Jean-Dupont-France"] {
        let one = text(&folder, &format!("each/{name}.txt"));
        let at = all[from..]
            .find(one.trim())
            .expect("the letter is in the file");
        from += at + one.trim().len();
    }
    let html = text(&folder, "out/day.html");
    let mut ids: Vec<_> = html
        .split(" id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "{ids:?}");
    let (printed, code) = merge(&folder, "--rows rows.csv --to ics -o out --collate");
    assert_data_eq!(
        printed,
        str![[r#"
error: `ics` cannot hold many letters
  = help: leave --collate out; md, txt, html, docx and pdf can hold them all

"#]]
    );
    assert_eq!(code, 2);
}

#[test]
fn language_follows_the_addressee() {
    let rows = "name,country,country-qaa,form,language,day,room\nAmina,Chad,Tchad,excellency,QAA,2026-10-02,x\nBo,Chad,Tchad,excellency,,2026-10-02,x\n";
    let folder = folder("language", LETTER, &[("rows.csv", rows.as_bytes())]);
    let (from, to) = (
        Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/en"),
        folder.join("own/qaa"),
    );
    copy(&from, &to);
    let phrases = text(&to, "phrases.toml")
        .replace("tag = \"en\"", "tag = \"qaa\"")
        .replace("Excellency", "Eksellens");
    fs::write(to.join("phrases.toml"), phrases).expect("phrases");
    let (printed, code) = merge(
        &folder,
        "--rows rows.csv --to txt -o out --templates own --name {name}",
    );
    assert_eq!(code, 0, "{printed}");
    let (other, usual) = (text(&folder, "out/Amina.txt"), text(&folder, "out/Bo.txt"));
    assert!(
        other.contains("Eksellens,") && other.contains("Tchad"),
        "{other}"
    );
    assert!(
        usual.contains("Excellency,") && usual.contains("Chad"),
        "{usual}"
    );
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the folder") {
        let path = entry.expect("a file").path();
        let target = to.join(path.file_name().expect("a name"));
        match path.is_dir() {
            true => copy(&path, &target),
            false => fs::copy(&path, &target).map(|_| ()).expect("a copy"),
        }
    }
}

#[test]
fn a_record_names_a_list_of_its_office() {
    let letter = LETTER
        .replace("subject:", "to: each(guests)\nsubject:")
        .replace(", in {{ row.room }}", "");
    let folder = folder("each", &letter, &[]);
    let own = folder.join("own/offices/ministry-of-foreign-affairs/directories");
    fs::create_dir_all(&own).expect("a folder");
    fs::write(
        own.join("guests.csv"),
        "# Who comes every year.\nname,form,day\nAmina,excellency,2026-10-02\n",
    )
    .expect("a list");
    let (printed, code) = merge(&folder, "--to txt -o out --templates own");
    assert_data_eq!(
        printed,
        str![[r#"
out/Amina.txt
1 letter in out

"#]]
    );
    assert_eq!(code, 0);
    let (printed, code) = merge(&folder, "--to txt -o out");
    assert_data_eq!(
        printed,
        str![[r#"
error: the office `ministry-of-foreign-affairs` has no list `guests`
  = help: a list of your own is directories/NAME.csv in a folder that --templates names

"#]]
    );
    assert_eq!(code, 2);
    // By itself the record is no letter, and says what to do.
    let output = Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(["render", "day.md", "--to", "txt"])
        .current_dir(&folder)
        .output()
        .expect("the program runs");
    assert_data_eq!(
        String::from_utf8(output.stderr).expect("text"),
        str![[r#"
error[letter-for-each]: this letter goes to each addressee of a list, and is no letter before it has one
 --> day.md:4:5
  |
4 | to: each(guests)
  |     ^^^^^^^^^^^^
  |
  = help: `chancery merge day.md` writes it to all of them

error[merge-field]: `addressee` has nothing called `name`
 --> day.md:9:38
  |
9 | The Minister looks forward to seeing {{ addressee.name }} on {{ row.day }}.
  |                                      ^^^^^^^^^^^^^^^^^^^^
  |
  = help: known here: `group`

error[merge-field]: `row.day` is a column of a list, and this letter has none
 --> day.md:9:62
  |
9 | The Minister looks forward to seeing {{ addressee.name }} on {{ row.day }}.
  |                                                              ^^^^^^^^^^^^^
  |
  = help: `chancery merge LETTER --rows FILE` writes it to everybody in a list
3 errors
the letter was not written

"#]]
    );
}

#[test]
fn a_letter_carries_the_record_that_makes_it_again() {
    use chancery::check::Rules;
    use chancery::compose::Chancery;
    use chancery::files::Folder;
    use chancery::gather::gather;
    use chancery::merge::{Columns, Pattern, Press, Syntax, Table};
    use chancery::record;
    use chancery::template::Templates;
    use chancery::write::{Format, Writers};

    let chancery = Chancery::new(Templates::embedded());
    let record = record::read("day", "day.md", LETTER.as_bytes(), record::Syntax::Markdown)
        .expect("a record");
    let (bundle, _) = gather(record, &Folder::new("."));
    let open =
        || Table::open("rows.csv", Syntax::Delimited, None, GOOD.as_bytes()).expect("a list");
    let (columns, _) =
        Columns::new(&open().header, &[], &bundle.record.letter, None).expect("columns");
    let pattern = Pattern::new(None, &columns).expect("a pattern");
    let press =
        Press::new(&chancery, bundle, columns, pattern, Rules::default(), false).expect("a press");
    let writers = Writers::new(&chancery, Vec::new());
    for row in open() {
        let letter = press.letter(&row.expect("a row"));
        let package = letter.package.expect("a letter");
        let own = package.letter().record.clone();
        let read = record::read(
            "day",
            own.name(),
            own.text().as_bytes(),
            record::Syntax::Json,
        )
        .expect("a record");
        let (bundle, _) = gather(read, &Folder::new("."));
        let again = chancery.compose(&bundle).expect("a letter");
        for format in [Format::Markdown, Format::Docx] {
            let (one, other) = (
                writers.write(&package, format),
                writers.write(&again, format),
            );
            assert_eq!(one.expect("bytes").bytes, other.expect("bytes").bytes);
        }
    }
}

#[test]
fn an_interrupted_run_leaves_whole_files_and_goes_on() {
    let mut rows = "name,form,day,room\n".to_owned();
    for number in 0..600 {
        rows += &format!("Guest {number},excellency,2026-10-02,Room {number}\n");
    }
    let folder = folder("interrupted", LETTER, &[("rows.csv", rows.as_bytes())]);
    let mut running = Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args([
            "merge", "day.md", "--rows", "rows.csv", "--to", "html,txt", "-o", "out", "--quiet",
        ])
        .current_dir(&folder)
        .spawn()
        .expect("the program runs");
    let out = folder.join("out");
    // In the middle of its work, or at its end on a quick machine.
    while files(&out).len() < 30 && running.try_wait().expect("it runs").is_none() {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let _ = running.kill();
    let _ = running.wait();
    let left = files(&out);
    let arguments = "--rows rows.csv --to html,txt --quiet -o";
    assert_eq!(merge(&folder, &format!("{arguments} out")).1, 0);
    assert_eq!(merge(&folder, &format!("{arguments} model")).1, 0);
    let shown = |mut files: BTreeMap<String, Vec<u8>>| {
        files.retain(|name, _| !name.starts_with('.'));
        files
    };
    let model = files(&folder.join("model"));
    assert_eq!(model.len(), 1200);
    for (name, bytes) in shown(left) {
        assert_eq!(bytes, model[&name], "{name} was not whole");
    }
    assert_eq!(shown(files(&out)), model);
}

mod any {
    //! Whatever a list holds, the program says something and writes nothing strange.

    use chancery::check::Rules;
    use chancery::compose::Chancery;
    use chancery::files::Folder;
    use chancery::gather::gather;
    use chancery::merge::{Columns, Pattern, Press, Row, Syntax, Table};
    use chancery::package::Package;
    use chancery::record;
    use chancery::template::Templates;
    use chancery::write::{Format, Writers};
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn bytes_are_a_list_or_an_error(bytes: Vec<u8>, text in "[\\PC\n\r\",;\t]{0,200}") {
            for list in [bytes, text.into_bytes()] {
                for syntax in [Syntax::Delimited, Syntax::Json, Syntax::Xlsx, Syntax::Ods] {
                    for encoding in [None, Some("windows-1252"), Some("utf-16le"), Some("gb18030")] {
                        let bytes = std::io::Cursor::new(list.clone());
                        if let Ok(table) = Table::open("list", syntax, encoding, bytes) {
                            table.take(100).for_each(drop);
                        }
                    }
                }
            }
        }

        #[test]
        fn cells_become_text_and_safe_names(cells in prop::collection::vec("\\PC{0,40}|[*_<>{}|`#\\[\\]()!\\\\/.=-]{0,12}", 4)) {
            let chancery = Chancery::new(Templates::embedded());
            let letter = super::LETTER.replace("{{ row.day }}, in {{ row.room }}", "{{ row.x }}.");
            let record = record::read("day", "day.md", letter.as_bytes(), record::Syntax::Markdown);
            let (bundle, _) = gather(record.expect("a record"), &Folder::new("."));
            let header = ["name", "organisation", "country", "x"].map(str::to_owned);
            let (columns, _) = Columns::new(&header, &[], &bundle.record.letter, None).expect("columns");
            let pattern = Pattern::new(None, &columns).expect("a pattern");
            let press = Press::new(&chancery, bundle, columns, pattern, Rules::default(), true).expect("a press");
            let page = |package: &Package| {
                let written = Writers::new(&chancery, Vec::new()).write(package, Format::Html);
                String::from_utf8(written.expect("a page").bytes).expect("text")
            };
            let plain = Row { number: 2, cells: ["A", "B", "C", "D"].map(str::to_owned).to_vec() };
            let plain = page(&press.letter(&plain).package.expect("a letter"));
            let made = press.letter(&Row { number: 2, cells: cells.clone() });
            prop_assert!(!made.stem.is_empty() && !made.stem.starts_with('.'));
            prop_assert!(!made.stem.contains(['/', '\\', '\0', ':']));
            prop_assert!(made.stem.len() <= 220);
            if let Some(package) = made.package {
                let page = page(&package);
                // As much markup as in a letter to anybody.
                for tag in ["<em", "<strong", "<h", "<ul", "<ol", "<script", "<img", "<code", "<a ", "<table"] {
                    prop_assert_eq!(page.matches(tag).count(), plain.matches(tag).count(), "{}: {:?}", tag, cells);
                }
            }
        }
    }
}
