//! Whatever a list holds, the program says something and writes nothing strange.

use crate::prelude::*;
use snapbox::str;

use super::support::{LETTER, files, folder, merge, text};

#[test]
fn what_is_hostile_in_a_row_is_text() {
    let mut many: Vec<String> = (0..100).map(|at| format!("extra {at}")).collect();
    let mut cells = vec![String::new(); 100];
    for (column, cell) in [
        ("name", "<script>alert(1)</script> **bold** [x](javascript:y)"),
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
    let (printed, code) =
        merge(&folder, "--rows rows.csv --to md,txt,html,docx -o out --name {organisation}");
    assert_eq!(code, 0, "{printed}");
    let made: Vec<_> = files(&folder.join("out")).into_keys().collect();
    assert_eq!(made, ["etc-passwd.docx", "etc-passwd.html", "etc-passwd.md", "etc-passwd.txt"]);
    assert_text(
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

"#]],
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
    assert_text(
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

"#]],
    );
    assert_eq!(code, 1);
    assert!(!folder.join("out").exists());
}

mod any {
    use chancery::check::Rules;
    use chancery::compose::Engine;
    use chancery::files::Folder;
    use chancery::gather::gather;
    use chancery::merge::{Columns, LetterMaker, Pattern, Row, Syntax, Table};
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
            let engine = Engine::new(Templates::embedded());
            let letter = crate::merge::support::LETTER.replace("{{ row.day }}, in {{ row.room }}", "{{ row.x }}.");
            let record = record::read("day", "day.md", letter.as_bytes(), record::Syntax::Markdown);
            let (bundle, _) = gather(record.expect("a record"), &Folder::new("."));
            let header = ["name", "organisation", "country", "x"].map(str::to_owned);
            let (columns, _) = Columns::new(&header, &[], &bundle.record.letter, None).expect("columns");
            let pattern = Pattern::new(None, &columns).expect("a pattern");
            let maker = LetterMaker::new(&engine, bundle, columns, pattern, Rules::default(), true).expect("a maker");
            let page = |package: &Package| {
                let written = Writers::new(engine.templates(), Vec::new()).write(package, Format::HTML);
                String::from_utf8(written.expect("a page").bytes).expect("text")
            };
            let plain = Row { number: 2, cells: ["A", "B", "C", "D"].map(str::to_owned).to_vec(), ..Row::default() };
            let plain = page(&maker.letter(&plain).package.expect("a letter"));
            let made = maker.letter(&Row { number: 2, cells: cells.clone(), ..Row::default() });
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
