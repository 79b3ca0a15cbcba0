//! What a workbook shows is what its letters say; what says that it is huge is refused.

use std::io::Cursor;

use chancery::merge::{Syntax, Table};

use crate::prelude::*;
use rust_xlsxwriter::{Format, Workbook};
use snapbox::str;

use super::support::{cell, folder, merge, ods, text};

/// Each number with a format, as the page `tests/merge/formats.md` lists them.
const SHOWN: &[(&str, f64)] = &[
    ("General", 46297.0),
    ("General", 0.1 + 0.2),
    ("General", 999155501001.0),
    ("General", -0.5),
    ("General", 0.0),
    ("0", 7.4),
    ("00000", 1730.0),
    ("0000", 7.0),
    ("000-000", 123456.0),
    ("(000) 000-0000", 9155501001.0),
    ("#,##0", 1234567.0),
    ("#,##0.00", 1234.5),
    ("0%", 0.15),
    ("0.0%", 0.155),
    ("0.00E+00", 12345.0),
    ("# ?/?", 1.5),
    ("\"$\"#,##0.00", 1234.5),
    ("[$€-407] #,##0.00", 10.0),
    ("#,##0.00\\ [$€-1]", 10.0),
    ("_-* #,##0.00\\ \"€\"_-;\\-* #,##0.00\\ \"€\"_-;_-* \"-\"??\\ \"€\"_-;_-@_-", 10.0),
    ("_-* #,##0.00\\ \"€\"_-;\\-* #,##0.00\\ \"€\"_-;_-* \"-\"??\\ \"€\"_-;_-@_-", 0.0),
    ("#,##0;[Red]-#,##0", -1234.0),
    ("0;-0;", 0.0),
    (";;;", 5.0),
    ("[Red]0.0", 1.25),
    ("[>=1000]0.0,\"k\";0", 1500.0),
    ("0\" days\"", 3.0),
    ("\"No. \"0000", 42.0),
    ("General\" kg\"", 5.0),
    ("yyyy-mm-dd", 46297.0),
    ("dd/mm/yyyy", 46297.00001157408),
    ("m/d/yy", 46297.0),
    ("[$-409]d\\-mmm\\-yy;@", 46297.0),
    ("dddd, d mmmm yyyy", 46297.0),
    ("dd/mm/yyyy hh:mm", 46297.64583333334),
    ("dd/mm/yyyy hh:mm", 46297.0),
    ("yyyy-mm-dd hh:mm:ss", 46297.645844907405),
    ("hh:mm", 0.6458333333333334),
    ("h:mm AM/PM", 0.6458333333333334),
    ("hh:mm:ss", 0.645844907),
    ("hh:mm:ss", 0.6458333333333334),
    ("h:mm", 0.375),
    ("h:mm", 46297.375),
    ("[h]:mm", 1.09375),
    ("[hh]:mm:ss", 1.09375),
    ("[hh]:mm", 0.09375),
    ("[h]:mm", 0.09375),
    ("[mm]", 0.0625),
    ("mm:ss", 0.0034722222),
    ("mmm yyyy", 46297.0),
    ("mmm-yy", 46297.0),
    ("d mmmm", 46297.0),
    ("dd/mm", 46297.0),
    ("[$-40C]mmmm yyyy", 46297.0),
    ("yyyy", 46297.0),
    ("yyyy-mm-dd", -3.0),
    ("yyyy-mm-dd", 0.0),
    ("ddd", 46297.0),
    ("0#\".\"##\".\"##\".\"##\".\"##", 123456789.0),
    ("00\".\"00", 1234.0),
    ("\"No. 2.5: \"0.00", 1.5),
    ("0.0.0.0 \"x", 5.0),
    ("[$-411]ggge\"年\"m\"月\"d\"日\"", 46297.0),
    ("@", 12.0),
];

/// A sheet with a column of names and one of numbers in their formats.
fn formats() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "name").expect("a cell");
    sheet.write(0, 1, "shown").expect("a cell");
    for (row, (code, number)) in (1..).zip(SHOWN) {
        sheet.write(row, 0, *code).expect("a cell");
        let format = Format::new().set_num_format(*code);
        sheet.write_with_format(row, 1, *number, &format).expect("a cell");
    }
    book.save_to_buffer().expect("a workbook")
}

fn open(syntax: Syntax, bytes: Vec<u8>) -> Result<Table, chancery::Error> {
    Table::open("list", syntax, None, Cursor::new(bytes))
}

#[test]
fn a_cell_of_excel_is_what_the_sheet_shows() {
    let table = open(Syntax::Xlsx, formats()).expect("a list");
    let mut page = "# What cells of Excel show\n\nThe last column is what is not certain, and said with row and column.\n\n| format | number | cell | doubt |\n| --- | --- | --- | --- |\n".to_owned();
    for (row, (code, number)) in table.zip(SHOWN) {
        let row = row.expect("a row");
        let doubt = row
            .doubts
            .first()
            .map(|(_, doubt)| format!("{doubt:?}"))
            .unwrap_or_default();
        page += &format!("| `{code}` | {number} | {} | {doubt} |\n", row.cells[1]);
    }
    golden("tests/merge/formats.md", &page);
}

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
fn a_cell_of_opendocument_is_what_the_sheet_shows() {
    let style = |name: &str, parts: &str, kind: &str, more: &str| {
        let parts: String = parts.split(' ').map(|part| format!("<number:{part}/>")).collect();
        format!(
            "<number:{kind} style:name=\"n-{name}\" {more}>{parts}</number:{kind}>\
             <style:style style:name=\"{name}\" style:data-style-name=\"n-{name}\" style:family=\"table-cell\"/>"
        )
    };
    let styles = [
        style("day", "day month year", "date-style", ""),
        style("both", "day month year hours minutes", "date-style", ""),
        style("month", "month year", "date-style", ""),
        style("clock", "hours minutes", "date-style", ""),
        style("time", "hours minutes", "time-style", ""),
        style("long", "hours minutes", "time-style", "number:truncate-on-overflow=\"false\""),
    ];
    let cells = [
        ("office:value-type=\"float\" office:value=\"1730\"", "01730"),
        ("office:value-type=\"percentage\" office:value=\"0.15\"", "15%"),
        ("office:value-type=\"currency\" office:currency=\"EUR\" office:value=\"10\"", "10,00 €"),
        ("office:value-type=\"boolean\" office:boolean-value=\"true\"", "WAHR"),
        (
            "table:style-name=\"day\" office:value-type=\"date\" office:date-value=\"2026-10-02\"",
            "02.10.26",
        ),
        ("office:value-type=\"date\" office:date-value=\"2026-10-02\"", "02.10.26"),
        (
            "table:style-name=\"both\" office:value-type=\"date\" office:date-value=\"2026-10-02T15:30:00\"",
            "02.10.26 15:30",
        ),
        (
            "table:style-name=\"day\" office:value-type=\"date\" office:date-value=\"2026-10-02T15:30:00\"",
            "02.10.26",
        ),
        (
            "table:style-name=\"clock\" office:value-type=\"date\" office:date-value=\"2026-10-02T15:30:00\"",
            "15:30",
        ),
        (
            "table:style-name=\"month\" office:value-type=\"date\" office:date-value=\"2026-10-02\"",
            "Oktober 2026",
        ),
        (
            "table:style-name=\"time\" office:value-type=\"time\" office:time-value=\"PT15H30M00S\"",
            "03:30 PM",
        ),
        (
            "table:style-name=\"long\" office:value-type=\"time\" office:time-value=\"PT26H15M00S\"",
            "26:15",
        ),
        (
            "table:style-name=\"long\" office:value-type=\"time\" office:time-value=\"PT02H15M00S\"",
            "02:15",
        ),
        ("office:value-type=\"currency\" office:value=\"-1234.5\"", "-1.234,50 €"),
        ("office:value-type=\"float\" office:value=\"1234.5\"", "1\u{202F}234,5"),
        ("office:value-type=\"float\" office:value=\"1234\"", "1.234"),
        ("office:value-type=\"float\" office:value=\"1.234\"", "1,234"),
        ("office:value-type=\"percentage\" office:value=\"0.155\"", "15,5 %"),
        ("office:value-type=\"float\" office:value=\"123456789\"", "01.23.45.67.89"),
        ("office:value-type=\"string\" calcext:value-type=\"error\"", "#NV"),
        ("office:value-type=\"string\"", "a &amp; b<text:s/>c<text:line-break/>d"),
        (
            "office:value-type=\"string\"",
            "x<office:annotation><text:p>a remark</text:p></office:annotation>y",
        ),
    ];
    let rows = cells.map(|(attributes, shown)| {
        format!("<table:table-row>{}{}</table:table-row>", cell("", "A"), cell(attributes, shown))
    });
    let header =
        format!("<table:table-row>{}{}</table:table-row>", cell("", "name"), cell("", "shown"));
    let list = format!("<table:table table:name=\"L\">{header}{}</table:table>", rows.concat());
    let table = open(Syntax::Ods, ods(&styles.concat(), &list)).expect("a list");
    let shown: Vec<_> = table
        .map(|row| {
            let row = row.expect("a row");
            let doubt = row.doubts.first().map(|(_, doubt)| format!(" {doubt:?}"));
            format!("{}{}", row.cells[1], doubt.unwrap_or_default())
        })
        .collect();
    assert_text(
        shown.join("\n"),
        str![[r#"
01730
15%
10,00 € Number { shown: "10,00", english: "10.00" }
WAHR
2026-10-02
2026-10-02
2026-10-02T15:30
2026-10-02
15:30
Oktober 2026
15:30
26:15 Elapsed
02:15 Duration
-1.234,50 € Number { shown: "1.234,50", english: "1,234.50" }
1 234,5 Number { shown: "1/u{202f}234,5", english: "1,234.5" }
1.234 Number { shown: "1.234", english: "1,234" }
1,234 Number { shown: "1,234", english: "1.234" }
15,5 % Number { shown: "15,5", english: "15.5" }
01.23.45.67.89
#NV Error
a & b c
d
xy
"#]],
    );
}

#[test]
fn times_and_days_are_written_as_the_office_writes_them() {
    let rows = "name,shown\nA,15:30\nB,2026-10-02T15:30\nC,2026-10-02 15:30:00\nD,10:00/13:00\nE,2026-10-02T00:00:00\n";
    let folder =
        folder("shown", LETTER, &[("rows.csv", rows.as_bytes()), ("rows.xlsx", &formats())]);
    let (printed, code) = merge(&folder, "--rows rows.csv --to txt -o out --quiet");
    assert_eq!((printed.as_str(), code), ("", 0));
    let said: Vec<_> = ["A", "B", "C", "D", "E"]
        .map(|name| {
            let page = text(&folder, &format!("out/{name}.txt"));
            page.lines()
                .find(|line| line.starts_with("It was"))
                .expect("a line")
                .to_owned()
        })
        .into();
    assert_text(
        said.join("\n"),
        str![[r#"
It was issued: 15:30.
It was issued: 2 October 2026, at 15:30.
It was issued: 2 October 2026, at 15:30.
It was issued: 10:00 to 13:00.
It was issued: 2 October 2026.
"#]],
    );
    let (printed, _) = merge(&folder, "--rows rows.xlsx --dry-run");
    let printed: Vec<_> = printed
        .split("\n")
        .skip_while(|line| !line.contains("unread-format"))
        .collect();
    assert_text(
        printed.join("\n"),
        str![[r#"
47     shown   error[unread-format]: the cell holds a duration, and “02:15” reads as a time of day
               = help: write it in words, as text: 2 hours 15 minutes
47             warning[same-file-name]: row 39 has the same file name, and this one is called `hh-mm-2`
               = help: name the files after something that tells them apart: --name "{name}-{country}"
48             error[same-addressee]: row 45 names the same addressee
               = help: take one of the two rows out
50     shown   error[unread-format]: the cell holds a duration, and “05:00” reads as a time of day
               = help: write it in words, as text: 2 hours 15 minutes
51     shown   warning[unread-format]: the cell shows a month or weekday by its name, and the letter says it as “Oct 2026”
               = help: give the cell a format with day, month and year, and the letter writes it as its office does
52     shown   warning[unread-format]: the cell shows a month or weekday by its name, and the letter says it as “Oct-26”
               = help: give the cell a format with day, month and year, and the letter writes it as its office does
53     shown   warning[unread-format]: the cell shows a month or weekday by its name, and the letter says it as “2 October”
               = help: give the cell a format with day, month and year, and the letter writes it as its office does
55     shown   error[unread-format]: the cell shows its number as `[$-40C]mmmm yyyy`, and that format cannot be followed here; the number is October 2026
               = help: give the cell another format, or type what it shows as text
57     shown   error[broken-formula]: the cell holds `####`: a formula without a value
               = help: correct the formula in the spreadsheet
57–58          error[same-addressee]: row 31 names the same addressee
               = help: take one of the two rows out
58     shown   error[unread-format]: the cell shows its number as `yyyy-mm-dd`, and that format cannot be followed here; the number is 0
               = help: give the cell another format, or type what it shows as text
59     shown   warning[unread-format]: the cell shows a month or weekday by its name, and the letter says it as “Fri”
               = help: give the cell a format with day, month and year, and the letter writes it as its office does
60             warning[same-file-name]: row 7 has the same file name, and this one is called `0-4`
               = help: name the files after something that tells them apart: --name "{name}-{country}"
63     shown   error[unread-format]: the cell shows its number as `0.0.0.0 "x`, and that format cannot be followed here; the number is 5
               = help: give the cell another format, or type what it shows as text

no letter for 17 of 64 rows: 3, 4, 5, 6, 22, 24, 25, 37, 42, 44, 47, 48, 50, 55, 57, 58, 63

"#]],
    );
}

#[test]
fn what_is_hidden_gets_no_letter_and_is_said() {
    let mut book = Workbook::new();
    book.add_worksheet()
        .set_name("Old")
        .expect("a name")
        .set_hidden(true)
        .write(0, 0, "x")
        .expect("a cell");
    let sheet = book.add_worksheet().set_name("Guests").expect("a name");
    for (row, (name, shown)) in
        (0..).zip([("name", "shown"), ("A", "1"), ("B", "2"), ("", ""), ("C", "3"), ("D", "4")])
    {
        sheet.write(row, 0, name).expect("a cell");
        sheet.write(row, 1, shown).expect("a cell");
    }
    sheet.set_active(true);
    sheet.set_row_hidden(2).expect("a row");
    sheet.set_row_hidden(5).expect("a row");
    book.add_worksheet()
        .set_name("Notes")
        .expect("a name")
        .write(0, 0, "x")
        .expect("a cell");
    let bytes = book.save_to_buffer().expect("a workbook");
    let row = |name: &str, more: &str| {
        format!("<table:table-row {more}>{}{}</table:table-row>", cell("", name), cell("", "shown"))
    };
    let tables = format!(
        "<table:table table:name=\"Old\" table:style-name=\"off\">{}</table:table><table:table table:name=\"Guests\">{}{}{}{}</table:table><table:table table:name=\"Notes\"/>",
        row("x", ""),
        row("name", ""),
        row("A", ""),
        row("B", "table:visibility=\"filter\""),
        row("C", ""),
    );
    let off = "<style:style style:name=\"off\" style:family=\"table\"><style:table-properties table:display=\"false\"/></style:style>";
    let folder =
        folder("hidden", LETTER, &[("rows.xlsx", &bytes), ("rows.ods", &ods(off, &tables))]);
    let said =
        ["rows.xlsx", "rows.ods"].map(|list| merge(&folder, &format!("--rows {list} --dry-run")).0);
    assert_text(
        said.concat(),
        str![[r#"
row  column  finding
1            warning[hidden-rows]: 2 rows are hidden in the sheet, and get no letter: 3, 6
             = help: show them to write to them: take the filter off, or unhide the rows
1            warning[hidden-sheet]: the list is the sheet “Guests”; hidden, and passed over: Old
             = help: show the sheet that is meant, or move it to the front

2 rows: all good
row  column  finding
1            warning[hidden-rows]: the row 3 is hidden in the sheet, and gets no letter
             = help: show them to write to them: take the filter off, or unhide the rows
1            warning[hidden-sheet]: the list is the sheet “Guests”; hidden, and passed over: Old
             = help: show the sheet that is meant, or move it to the front

2 rows: all good

"#]],
    );
}
