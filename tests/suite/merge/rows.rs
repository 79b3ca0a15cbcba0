//! What stands around the rows of a list: blank lines, titles, columns in any order.

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
The permit {{ row.permit }}.
";

#[test]
fn blank_rows_are_no_rows_and_count() {
    let rows = "name,permit\n\nA,1\n,\n  , \n\n\"B\nb\",#REF!\n\n\nC,#REF!\n,,\n";
    let last = "name,permit\r\nA,1\r\n\r\n\r\nC,#REF!";
    let folder =
        folder("blank", LETTER, &[("rows.csv", rows.as_bytes()), ("last.csv", last.as_bytes())]);
    let said =
        ["rows.csv", "last.csv"].map(|list| merge(&folder, &format!("--rows {list} --dry-run")).0);
    assert_text(
        said.concat(),
        str![[r#"
row    column  finding
7, 10  permit  error[broken-formula]: the cell holds `#REF!`: a formula without a value
               = help: correct the formula in the spreadsheet

no letter for 2 of 3 rows: 7, 10
row  column  finding
6    permit  error[broken-formula]: the cell holds `#REF!`: a formula without a value
             = help: correct the formula in the spreadsheet

no letter for 1 of 2 rows: 6

"#]],
    );
}

#[test]
fn a_title_above_the_columns_is_asked_for() {
    let lists = [
        "Guests of the National Day,,\nname,organisation,permit\nA,C,1\n",
        "Guests,as of,2 October\n\nSeating,,\nname,organisation,permit\nA,C,1\n",
        "Guests\nMinistry;Person;permit\nA;C;1\n",
        "name\nA\n",
    ];
    let mut said = String::new();
    for (at, list) in lists.iter().enumerate() {
        let folder = folder(&format!("title-{at}"), LETTER, &[("rows.csv", list.as_bytes())]);
        let (printed, code) = merge(&folder, "--rows rows.csv --dry-run");
        said += &format!("{printed}exit {code}\n");
    }
    assert_text(
        said,
        str![[r#"
error: the first row of rows.csv has one cell, “Guests of the National Day”: is it a title?
  = help: the row 2 seems to name the columns
exit 3
error: the first row of rows.csv does not name the columns: is it a title?
  = help: the row 4 seems to name the columns
exit 3
error: the first row of rows.csv has one cell, “Guests”: is it a title?
  = help: take the rows above the names of the columns out of the list
exit 3
row  column  finding
1            error[missing-column]: the letter asks for `{{ row.permit }}`, and the list has no such column
             = help: known here: `name`

exit 1

"#]],
    );
}

#[test]
fn columns_are_joined_and_lines_of_an_address_have_their_order() {
    let rows = "first name,last name,address 3,address 1,address 2,Town,Postcode,permit\n\
                Ann,Alder,Meridia,4 Quay Street,Flat 2,Port Almeira,01730,1\n\
                Bo,,,5 Quay Street,,Port Almeira,,2\n";
    let folder = folder("joined", LETTER, &[("rows.csv", rows.as_bytes())]);
    let (printed, code) =
        merge(&folder, "--rows rows.csv --map Postcode+Town=address --to txt -o out");
    let pages = ["Ann-Alder", "Bo"].map(|name| {
        let page = text(&folder, &format!("out/{name}.txt"));
        page.lines().skip(5).take(8).collect::<Vec<_>>().join("\n")
    });
    assert_text(
        format!("{printed}exit {code}\n{}", pages.join("\n")),
        str![[r#"
out/Ann-Alder.txt
out/Bo.txt
2 letters in out
exit 0
Ann Alder
4 Quay Street
Flat 2
Meridia
01730 Port Almeira

Subject: Renewal of the parking permit

Bo
5 Quay Street
Port Almeira

Subject: Renewal of the parking permit

Excellency,

"#]],
    );
    let (printed, code) =
        merge(&folder, "--rows rows.csv --map first-name+lst-name=name --dry-run");
    assert_text(
        format!("{printed}exit {code}\n"),
        str![[r#"
error: the list has no column `lst-name`
  = help: did you mean `last-name`?
exit 2

"#]],
    );
    let twice = "Given,Surname 1,permit\nAnn,Alder,1\n";
    let folder = super::support::folder("twice", LETTER, &[("rows.csv", twice.as_bytes())]);
    let arguments =
        ["--rows", "rows.csv", "--map", "Given=name", "--map", "Surname-1=name", "--dry-run"];
    let (printed, code) = merge(&folder, &arguments.join(" "));
    assert_text(
        format!("{printed}exit {code}\n"),
        str![[r#"
row  column     finding
1    Surname 1  error[doubled-column]: the columns `Given` and `Surname 1` both fill `name`
                = help: leave one of them aside: --map "Surname 1=-"
                = help: or join them: --map "Given+Surname 1=name"

exit 1

"#]],
    );
}

#[test]
fn a_language_is_known_by_its_tag_and_by_its_name() {
    let rows = "name,organisation,language,permit\nA,O,fr-FR,1\nB,O,French,1\nC,O,français,1\nD,O,FR,1\nE,O,fr_CA,1\n\
                F,O,Francais,1\nG,O,العربية,1\nH,O,Spanish,1\nI,O,Klingon,1\nJ,O,anglais,1\nK,O,Russian,1\nL,O,zh-Hans-CN,1\n";
    let folder = folder("languages", LETTER, &[("rows.csv", rows.as_bytes())]);
    let (printed, code) = merge(&folder, "--rows rows.csv --to txt -o out --skip-bad");
    let subjects = ["A", "B", "C", "D", "E", "F", "G", "H", "J", "K", "L"].map(|name| {
        let page = text(&folder, &format!("out/{name}.txt"));
        page.lines().nth(3).unwrap_or_default().to_owned()
    });
    assert_text(
        format!("{printed}exit {code}\n{}", subjects.join("\n")),
        str![[r#"
row  column    finding
10   language  error[unknown-language]: there are no letters in the language `Klingon`
               = help: known here: `ar`, `en`, `es`, `fr`, `ru`, `zh`

out/A.txt
out/B.txt
out/C.txt
out/D.txt
out/E.txt
out/F.txt
out/G.txt
out/H.txt
out/J.txt
out/K.txt
out/L.txt
11 letters in out
no letter for 1 of 12 rows: 10
exit 1
Port Almeira, le 14 septembre 2026
Port Almeira, le 14 septembre 2026
Port Almeira, le 14 septembre 2026
Port Almeira, le 14 septembre 2026
Port Almeira, le 14 septembre 2026
Port Almeira, le 14 septembre 2026
بورت ألميرا، 14 أيلول/سبتمبر 2026
Puerto Almeira, 14 de septiembre de 2026
Port Almeira, 14 September 2026
Порт-Альмейра, 14 сентября 2026 года
阿尔梅拉港，2026年9月14日
"#]],
    );
}
