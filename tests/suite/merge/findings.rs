//! What is wrong with a list: told whole, before anything is written, and handed back.

use crate::prelude::*;
use snapbox::str;

use super::support::{LETTER, files, folder, merge, text};

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
    assert_text(
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

"#]],
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
    let (printed, code) =
        merge(&folder, "--rows rows.csv --to txt -o out --skip-bad --findings back.csv");
    assert_text(
        printed.clone(),
        str![[r#"
row  column  finding
3            error[empty-addressee]: the row names nobody
             = help: fill in `name` or `organisation`, or take the row out
4    room    error[merge-field]: the row says nothing for `room`
             --> day.md:8:80
             = help: fill the column in for everybody, or take the merge field out

out/Amina-Diallo-Chad.txt
out/Jean-Dupont-France.txt
2 letters in out
no letter for 2 of 4 rows: 3, 4

"#]],
    );
    assert_eq!(code, 1);
    assert_eq!(
        files(&folder.join("out")).into_keys().collect::<Vec<_>>(),
        ["Amina-Diallo-Chad.txt", "Jean-Dupont-France.txt"]
    );
    let back = text(&folder, "back.csv");
    assert_text(
        back.trim_start_matches('\u{FEFF}').to_owned(),
        str![[r#"
name,organisation,country,form,day,room,findings
Amina Diallo,Embassy of Chad,Chad,excellency,2026-10-02,the Great Hall,
,,Nowhere,excellency,2026-10-02,the Great Hall,"error: the row names nobody (fill in `name` or `organisation`, or take the row out)"
"'=HYPERLINK(""http://x"")",'@SUM(1),Chad,excellency,2026-10-02,,"error: room: the row says nothing for `room` (fill the column in for everybody, or take the merge field out)"
Jean Dupont,Consulate,France,by-name,2026-10-03,Room 2,

"#]],
    );
    let (_, code) = merge(&folder, "--rows rows.csv --dry-run --overwrite --findings rows.csv");
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
    assert_text(
        printed,
        str![[r#"
row  column  finding
2    rank    error[unknown-form]: there is no form of address `duchess` in en
             = help: known here: `by-name`[..]

no letter for 1 of 1 row: 2

"#]],
    );
    assert_eq!(code, 1);
}

#[test]
fn findings_are_data_too() {
    let rows = "name,form,day,room\n,excellency,2026-10-02,x\n";
    let folder = folder("json", LETTER, &[("rows.csv", rows.as_bytes())]);
    let (printed, code) = merge(&folder, "--rows rows.csv --dry-run --format json");
    assert_text(
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

"#]],
    );
    assert_eq!(code, 1);
}

#[test]
fn columns_have_the_names_that_map_gives_them() {
    let rows = "Ministry,Land,Who,day,room,E-mail\nMinistry of Health,Chad,Amina Diallo,2026-10-02,Room 2,a@b.example\n";
    let folder = folder("map", LETTER, &[("rows.csv", rows.as_bytes())]);
    let arguments = "--rows rows.csv --to txt -o out --map Ministry=organisation --map land=country --map Who=name --map E-mail=-";
    let (printed, code) = merge(&folder, arguments);
    assert_text(
        printed,
        str![[r#"
out/Amina-Diallo-Chad.txt
1 letter in out

"#]],
    );
    assert_eq!(code, 0);
    let letter = text(&folder, "out/Amina-Diallo-Chad.txt");
    assert!(letter.contains("Amina Diallo\nMinistry of Health\nChad"), "{letter}");
    let (printed, code) = merge(&folder, "--rows rows.csv --dry-run --map Minstry=organisation");
    assert_text(
        printed,
        str![[r#"
error: the list has no column `Minstry`
  = help: did you mean `ministry`?

"#]],
    );
    assert_eq!(code, 2);
    let (printed, code) =
        merge(&folder, "--rows rows.csv --dry-run --map Ministry=organization-name");
    assert_text(
        printed,
        str![[r#"
error: a column cannot fill `organization-name`
  = help: known here: `group`, `honorific`, `name`, `family`, `given`, `called`, `title`, `organisation`, `address`, `country`, `email`, `form`, `language`, `salutation`, `closing`, `reference`

"#]],
    );
    assert_eq!(code, 2);
}
