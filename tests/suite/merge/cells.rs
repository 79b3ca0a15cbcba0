//! What merge fields bring is read as prose is, with row and column.

use crate::prelude::*;
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
The permit {{ row.permit }} was issued on {{ row.issued }}.

{{ row.note }}

It ends on Friday, {{ row.end }}.
";

#[test]
fn the_rules_of_dates_read_cells_as_they_read_prose() {
    let rows = "\
name,permit,issued,note,end
A,1,2026-02-30,On time.,2026-10-02
B,2,29 February 2027,On time.,2026-10-02
C,3,\"Friday, 3 October 2026\",On time.,2026-10-02
D,4,02/10/2026,On time.,2026-10-02
E,5,2026-10-02,Come on 31 September 2026.,2026-10-02
F,6,2026-10-02,On time.,2026-10-03
G,7,2026-1-5,On time.,2026-10-02
H,8,2026-13-01,On time.,2026-10-02
I,2026-10,2026-10-02,On time.,2026-10-02
J,10,2026/10/02,On time.,2026-10-02
K,11,2026-10-02T00:00:00,On time.,2026-10-02 00:00:00
L,12,20261002,On time.,2026-10-02
M,13,2 October 2026,In  the the morning.,2026-10-02
N,14,2026-02-30T00:00:00Z,On time.,2026-10-02
";
    let folder = folder("dates", LETTER, &[("rows.csv", rows.as_bytes())]);
    let (printed, code) = merge(&folder, "--rows rows.csv --to txt -o out --skip-bad --quiet");
    assert_text(
        printed,
        str![[r#"
row    column  finding
2, 15  issued  error[no-such-day]: there is no day 2026-02-30
               = help: look up which day is meant
3      issued  error[no-such-day]: 2027-02 has no day 29
               = help: look up which day is meant
4      issued  error[wrong-weekday]: 3 October 2026 is a Saturday
               = help: Saturday, or another day?
               = help: it is a Friday in 2025
5      issued  warning[ambiguous-date]: "02/10/2026" can be read in two ways
               = help: write "2 October 2026" or "10 February 2026"
6      note    error[no-such-day]: 2026-09 has no day 31
               = help: look up which day is meant
7      end     error[wrong-weekday]: 3 October 2026 is a Saturday
               --> day.md:13:12
               = help: Saturday, or another day?
               = help: it is a Friday in 2025
8      issued  warning[unread-day]: “2026-1-5” looks like a day, and the letter says it as it is
               = help: to have it written as the office writes days, put 2026-01-05
9      issued  error[no-such-day]: there is no day 2026-13-01
               = help: look up which day is meant
10     permit  note[unread-day]: “2026-10” looks like a month, and the letter says it as it is
               = help: to have it written as the office writes days, put the month as a word
11     issued  warning[unread-day]: “2026/10/02” looks like a day, and the letter says it as it is
               = help: to have it written as the office writes days, put 2026-10-02
14     note    warning[doubled-word]: "the the"
               = help: write "the" once

no letter for 7 of 14 rows: 2, 3, 4, 6, 7, 9, 15

"#]],
    );
    assert_eq!(code, 1);
}

/// What a letter says for each cell of a column, and what is found.
fn said(name: &str, letter: &str, rows: &str) -> String {
    let folder = folder(name, letter, &[("rows.csv", rows.as_bytes())]);
    let (found, _) = merge(&folder, "--rows rows.csv --to txt -o out --skip-bad --quiet");
    let rows: Vec<_> = rows.lines().skip(1).collect();
    let letters = rows.iter().map(|row| {
        let (name, cells) = row.split_once(',').expect("a cell");
        let cell = cells.split(',').next().expect("a cell");
        let page = folder.join(format!("out/{name}.txt"));
        let page = std::fs::read_to_string(page).unwrap_or_default();
        let page = page.replace(['\u{A0}', '\u{202F}'], " ");
        let line = page.lines().find_map(|line| line.strip_prefix("= "));
        format!("{cell:<22} {}\n", line.unwrap_or("(no letter)"))
    });
    format!("{}\n{found}", letters.collect::<String>())
}

/// Cells as spreadsheets of the world write days and times into CSV.
const FIGURES: &str = "\
15:30:00
15:30:45
9:30
9:30:00
00:45:00
3:30 PM
12:05:00 am
3:30:15 PM
15:30-17:00
2.10.2026
02.10.2026
02/10/2026
31/10/2026
10/31/2026
02/02/2026
31/02/2026
2/10/26
31/10/26
2.10.26
2.10.2026 15:30
31/10/2026 15:30:00
2.10.2026 00:00:00
31/10/2026 9:30
01.23.45.67.89
16:9
A/15/3/2026";

/// Days with the short names of months, as spreadsheets and people write them.
const SHORT: [(&str, &str); 4] = [
    (
        "en",
        "2-Oct-2026\n02-Oct-26\n2-Oct-2026 15:30\n2 Oct. 2026\nOct 2 2026\n2nd Oct. 2026\n\
         Sat 3 Oct 2026\nFri 3 Oct. 2026\n30-Feb-2026\n2-Oct\nOct-26\n5-Dec-71/553\n31 Sept. 2026\n\
         2026-10-02 03:30 PM\n2026-10-02 9:30\n2026-10-02 25:00\n25:00\n3:75 PM\n13:10 pm\n24:00",
    ),
    ("fr", "2-oct-2026\n02-févr-26\n2 oct. 2026\n1er janv. 2027\nmar. 3 nov. 2026\n31 sept. 2026"),
    ("es", "2-oct-2026\n02-ene-26\n2 de oct. de 2026\nmar. 3 nov. 2026\n31 sept. 2026"),
    ("ru", "2-окт-2026\n02-янв-26\n2 окт. 2026\nвт. 3 нояб. 2026\n31 сент. 2026"),
];

#[test]
fn days_with_the_short_name_of_their_month_are_written_out_or_said() {
    let page: String = SHORT
        .map(|(tag, cells)| {
            let (letter, rows) = of_cells(tag, cells);
            format!("## {tag}\n\n{}\n", said(&format!("short-{tag}"), &letter, &rows))
        })
        .concat();
    golden(
        "tests/merge/short-months.md",
        &format!("# Days with the short name of their month, in the cells of a list\n\n{page}"),
    );
}

/// A letter in a language whose prose is one cell, and a row for each of those cells.
fn figures(language: &str) -> (String, String) {
    of_cells(language, FIGURES)
}

fn of_cells(language: &str, cells: &str) -> (String, String) {
    let letter = format!(
        "---\noffice: pga\nlanguage: {language}\ndate: 2026-09-14\nto: {{ name: Ines Marlow }}\n\
         signatories:\n  - {{ name: Amara Lindqvist, title: X }}\n---\n= {{{{ row.said }}}}\n"
    );
    let rows = cells.lines().enumerate();
    let rows: String = rows.map(|(at, cell)| format!("N{at},{cell}\n")).collect();
    (letter, format!("name,said\n{rows}"))
}

#[test]
fn days_and_times_in_figures_are_written_as_the_office_writes_them_or_said() {
    let page: String = ["en", "fr", "es", "ru", "zh", "ar"]
        .map(|tag| {
            let (letter, rows) = figures(tag);
            format!("## {tag}\n\n{}\n", said(&format!("figures-{tag}"), &letter, &rows))
        })
        .concat();
    golden(
        "tests/merge/figures.md",
        &format!("# Days and times in figures, in the cells of a list\n\n{page}"),
    );
}

#[test]
fn the_language_of_a_row_does_not_settle_what_its_list_leaves_open() {
    let (letter, _) = figures("en");
    let rows = "name,said,language\nA,02/10/2026,fr\nB,31/10/2026,fr\n";
    assert_text(
        said("open", &letter, rows),
        str![[r#"
02/10/2026             02/10/2026
31/10/2026             31 octobre 2026

row  column  finding
2    said    warning[unread-day]: “02/10/2026” looks like a day, and the letter says it as it is
             = help: it can be read in two ways: write it as 2026-10-02, the year first


"#]],
    );
}

#[test]
fn what_a_formula_without_a_value_shows_is_found_in_every_language() {
    let letter = LETTER.replace("Friday, {{ row.end }}", "soon");
    let broken = [
        "#NV", "#BEZUG!", "#WERT!", "#SPILL!", "Err:508", "#N/D", "#REF!", "#ЗНАЧ!", "#Н/Д",
        "#¡REF!", "#¿NOMBRE?", "#VALEUR!", "#DIV/0!", "#NULL!", "#ERROR!", "#CALC!", "Fehler:522",
        "Err :504", "#名称?", "####", "#HODNOTA!", "#ÜBERLAUF!", "#EINGEBLENDET!",
        "#GETTING_DATA!", "#УСКОРЕНИЕ!", "#AD?", "#YOK", "#CONNECT!", "#GETTING_DATA",
        "#VALEUR\u{202F}!", "NaN", "-1.#IND", "1.#INF",
    ];
    let sound = [
        "= 5", "Nan", "# 4", "#4", "#4B", "No. 5", "Room: 502", "#a", "#1!", "A#", "502",
        "Err: yes",
    ];
    let rows = |cells: &[&str]| {
        let rows = cells.iter().enumerate();
        let rows = rows.map(|(at, cell)| format!("N{at},{cell},2026-10-02,On time.\n"));
        format!("name,permit,issued,note\n{}", rows.collect::<String>())
    };
    let folder = folder(
        "errors",
        &letter,
        &[("broken.csv", rows(&broken).as_bytes()), ("sound.csv", rows(&sound).as_bytes())],
    );
    let (printed, _) = merge(&folder, "--rows broken.csv --dry-run");
    for cell in broken {
        assert!(printed.contains(&format!("the cell holds `{cell}`")), "{cell}: {printed}");
    }
    let (printed, code) = merge(&folder, "--rows sound.csv --dry-run");
    assert_eq!((printed.as_str(), code), ("12 rows: all good\n", 0));
}

#[test]
fn a_cell_is_looked_up_in_every_field_of_text() {
    let letter = "\
---
office: ministry-of-foreign-affairs
date: 2026-09-14
subject: \"Permit no. {{ row.permit }} of {{ row.issued }}\"
to: { name: Ines Marlow }
signatories:
  - { name: Rui Castelar, title: Chief of Protocol }
copies:
  - { name: \"{{ row.desk }}\", title: \"Officer for {{ row.permit }}\" }
closing: \"Yours, until {{ row.issued | no-year }},\"
---
It is at {{ row.desk }}.
";
    let rows = "name,permit,issued,desk\nA,0007,2026-10-02,Desk 4\nB,8,2026-02-30,Desk 5\nC,9,2026-10-02,\n";
    let folder = folder("fields", letter, &[("rows.csv", rows.as_bytes())]);
    let (printed, code) = merge(&folder, "--rows rows.csv --to txt,json -o out --skip-bad");
    assert_text(
        format!("{printed}exit {code}\n{}", text(&folder, "out/A.txt")),
        str![[r#"
row  column  finding
3    issued  error[merge-field]: `row.issued` cannot be shown as `no-year`
             --> day.md:10:10
             = help: leave the form out
4    desk    error[merge-field]: the row says nothing for `desk`
             --> day.md:9:13
             = help: fill the column in for everybody, or take the merge field out

out/A.txt
out/A.json
1 letter in out
no letter for 2 of 3 rows: 3, 4
exit 1
REPUBLIC OF MERIDIA
Ministry of Foreign Affairs

Port Almeira, 14 September 2026

A

Subject: Permit no. 0007 of 2 October 2026

Excellency,

It is at Desk 4.

Yours, until 2 October,


Rui Castelar
Chief of Protocol

cc:

Desk 4
Officer for 0007

Ministry of Foreign Affairs, 12 Harbour Square, 1010 Port Almeira,
Meridia
Telephone +999 1 555 0100, protocol@mfa.example

"#]],
    );
    // The letter carries the record that makes it again.
    assert!(!text(&folder, "out/A.json").contains("{{ row.permit"));
    let (printed, code) = merge(&folder, "--to txt -o none");
    assert_text(
        format!("{printed}exit {code}\n"),
        str![[r#"
error: whom does the letter go to?
  = help: name a list with --rows FILE, or one of the office in the record: `to: each(member-states)`
exit 2

"#]],
    );
}

#[test]
fn a_merge_field_outside_the_prose_is_never_on_paper() {
    let letter = "\
---
office: ministry-of-foreign-affairs
date: 2026-09-14
subject: \"Letter of {{ date }}\"
to: { name: \"{{ row.name }}\", title: \"{{ addressee.title }}\" }
signatories:
  - { name: Rui Castelar, title: Chief of Protocol }
---
It is.
";
    let folder = folder("braces", letter, &[]);
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(["render", "day.md", "--to", "txt"])
        .current_dir(&folder)
        .env("NO_COLOR", "1")
        .output()
        .expect("the program runs");
    let printed = [output.stdout, output.stderr].concat();
    assert_text(
        String::from_utf8(printed).expect("text"),
        str![[r#"
error[field-outside-prose]: `{{ date }}` is looked up in the prose alone, and stands in `subject`
 --> day.md:4:21
  |
4 | subject: "Letter of {{ date }}"
  |                     ^^^^^^^^^^
  |
  = help: write out what it stands for; of a list, {{ row.NAME }} is looked up here too
  = source: the format of records

error[field-outside-prose]: `{{ row.name }}` is a column of a list, and this letter has none
 --> day.md:5:14
  |
5 | to: { name: "{{ row.name }}", title: "{{ addressee.title }}" }
  |              ^^^^^^^^^^^^^^
  |
  = help: `chancery merge LETTER --rows FILE` writes it to everybody in a list
  = source: the format of records

error[field-outside-prose]: `{{ addressee.title }}` is looked up in the prose alone, and stands in `to[0].title`
 --> day.md:5:39
  |
5 | to: { name: "{{ row.name }}", title: "{{ addressee.title }}" }
  |                                       ^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write out what it stands for; of a list, {{ row.NAME }} is looked up here too
  = source: the format of records
3 errors
the letter was not written; --draft writes it all the same, every page marked

"#]],
    );
}
