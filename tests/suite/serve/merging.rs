//! Mail merge at the desk, by plain forms.

use super::client::{Client, Page};
use super::samples;

const LETTER: &str = "---
kind: invitation
office: pga
date: 2026-09-14
to: { name: Somebody }
signatories:
  - { name: Amara Lindqvist, title: President of the General Assembly }
meetings:
  - { id: briefing, title: an informal briefing, dates: 2026-09-25, times: 10:00/13:00 }
---
Your seat at the briefing of {{ meetings.briefing.dates }} is {{ row.seat }}.
";

const LIST: &str = "honorific,name,title,contry,seat
H.E. Ms.,Ana Silva,Permanent Representative,Brazil,A1
H.E. Mr.,Jan Novák,Permanent Representative,Czechia,A2
,,,Nowhere,A3
H.E. Ms.,Ana Silva,Permanent Representative,Brazil,A1
";

/// A desk with a letter to many.
fn desk() -> Client {
    let desk = samples();
    std::fs::write(desk.folder().join("invited.md"), LETTER).expect("a letter");
    desk
}

fn brought(desk: &Client, name: &str, list: &[u8]) -> Page {
    let mut body = format!(
        "--x\r\ncontent-disposition: form-data; name=\"encoding\"\r\n\r\n\r\n--x\r\n\
         content-disposition: form-data; name=\"list\"; filename=\"{name}\"\r\n\
         content-type: application/octet-stream\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(list);
    body.extend_from_slice(b"\r\n--x--\r\n");
    desk.send_bytes("/merge/invited", "multipart/form-data; boundary=x", &body)
}

fn opened(desk: &Client) -> String {
    let answer = brought(desk, "guests.csv", LIST.as_bytes());
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.field("location").expect("a place").to_owned()
}

#[test]
fn every_row_is_a_letter_that_can_be_mended_left_out_and_handed_out() {
    let desk = desk();
    assert!(desk.get("/merge/invited").text().contains("At most 5,000 rows"));
    let list = opened(&desk);
    let page = desk.get(&list);
    assert!(page.text().contains("`contry` is no field of an addressee"), "{}", page.text());
    assert!(page.text().contains("Is it “Country”?"), "{}", page.text());
    assert!(!page.text().contains("--map"), "{}", page.text());
    // The column is the country, as the page asks.
    let answer = desk.post(&list, "do=columns&use%5B3%5D=country");
    assert_eq!(answer.status, 303, "{}", answer.text());
    let page = desk.get(&list);
    let text = page.text();
    assert!(text.contains("Letters: 2. Rows with errors: 2. Left out: 0."), "{text}");
    assert!(
        text.contains("the row names nobody") || text.contains("The row names nobody"),
        "{text}"
    );
    assert!(text.contains("Row 2 names the same addressee"), "{text}");
    assert!(text.contains("Jan Novák"), "{text}");
    // The words of a row that others lack.
    assert!(text.contains("A2."), "{text}");
    // A row is mended in its cells.
    let row = desk.get(&format!("{list}/4"));
    assert_eq!(row.status, 200, "{}", row.text());
    let answer = desk.send_last(
        &row,
        &[("cell[1]", "Lea Roth"), ("cell[2]", "Permanent Observer"), ("do", "cells:4")],
    );
    assert_eq!(answer.status, 303, "{}", answer.text());
    let letter = desk.get(&format!("{list}/4/page"));
    assert_eq!(letter.status, 200, "{}", letter.body);
    assert!(letter.body.contains("Lea Roth") && letter.body.contains("A3"), "{}", letter.body);
    // Another is left out.
    assert_eq!(desk.post(&list, "do=leave-out%3A5").status, 303);
    let text = desk.get(&list).text();
    assert!(text.contains("Letters: 3. Rows with errors: 0. Left out: 1."), "{text}");
    for (format, how, name) in [
        ("txt", "one", "invited.txt"),
        ("docx", "each", "invited.docx.zip"),
        ("eml", "each", "invited.eml.zip"),
    ] {
        let file = desk.get(&format!("{list}/file/{format}/{how}"));
        assert_eq!(file.status, 200, "{format}: {}", file.text());
        let said = file.field("content-disposition").expect("a name");
        assert!(said.contains(name), "{said}");
    }
    let text = desk.get(&format!("{list}/file/txt/one")).body;
    for words in ["Ana Silva", "Jan Novák", "Lea Roth", "Brazil"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let back = desk.get(&format!("{list}/back"));
    assert!(back.body.contains("Lea Roth"), "{}", back.body);
    // Nothing of it lies on the disk.
    let kept = walk(&desk.folder());
    assert!(!kept.iter().any(|text| text.contains("Jan Nov")), "the list was written");
}

/// The same findings as on the command line.
#[test]
fn the_desk_finds_in_a_list_what_chancery_merge_finds() {
    let desk = desk();
    let list = opened(&desk);
    desk.post(&list, "do=columns&use%5B3%5D=country");
    let back = desk.get(&format!("{list}/back")).body;
    let folder = desk.folder();
    std::fs::write(folder.join("guests.csv"), LIST).expect("a list");
    let out = std::process::Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(["merge", "invited.md", "--rows", "guests.csv", "--map", "contry=country"])
        .args(["--dry-run", "--findings", "found.csv"])
        .current_dir(&folder)
        .output()
        .expect("the program");
    let found = std::fs::read_to_string(folder.join("found.csv"));
    assert_eq!(back, found.unwrap_or_else(|_| panic!("{out:?}")));
}

#[test]
fn what_is_no_list_is_refused_in_plain_words() {
    let desk = desk();
    for (name, bytes, says) in [
        ("guests.pdf", &b"%PDF-1.7"[..], "“guests.pdf” is no list."),
        ("guests.xlsx", &b"PK\x03\x04 nothing"[..], "guests.xlsx"),
        ("", &b""[..], "Choose a file, or a list of the office."),
        ("guests.csv", &b"name,title\nJos\xe9,x\n"[..], "guests.csv"),
    ] {
        let answer = brought(&desk, name, bytes);
        assert_eq!(answer.status, 422, "{name}: {}", answer.text());
        assert!(answer.text().contains(says), "{name}: {}", answer.text());
    }
    let long = format!("name,title\n{}", "a,b\n".repeat(5_001));
    let answer = brought(&desk, "long.csv", long.as_bytes());
    assert!(answer.text().contains("more than 5,000 rows"), "{}", answer.text());
    let large = "a".repeat(9 << 20);
    let answer = brought(&desk, "large.csv", large.as_bytes());
    assert!(matches!(answer.status, 413 | 422), "{}", answer.status);
    assert_eq!(desk.get("/rows/0123456789").status, 404);
    assert_eq!(desk.post("/rows/0123456789", "do=leave-out%3A2").status, 404);
}

#[test]
fn pages_of_a_list_are_well_formed_in_every_language() {
    let desk = desk();
    let list = opened(&desk);
    desk.post(&list, "do=columns&use%5B3%5D=country");
    for language in ["ar", "en", "es", "fr", "ru", "zh"] {
        let desk = desk.speaking(language);
        for address in ["/merge/invited", &list, &format!("{list}/3")] {
            let page = desk.get(address);
            assert_eq!(page.status, 200, "{language} {address}: {}", page.body);
            crate::common::html::parse(&page.body);
            assert!(!page.text().contains("merge-"), "{language}: {}", page.text());
        }
    }
}

/// All that lies in a folder, as text.
fn walk(folder: &std::path::Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths
        .flat_map(|path| match path.is_dir() {
            true => walk(&path),
            false => {
                vec![String::from_utf8_lossy(&std::fs::read(path).expect("a file")).into_owned()]
            }
        })
        .collect()
}
