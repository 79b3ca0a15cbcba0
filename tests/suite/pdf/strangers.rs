//! PDF files of strangers: each has an end, and is told what it asks too much of.

use std::fmt::Write as _;

use super::{golden, pages, refused, told, writer};
use crate::common::members::{name_file, set_record};
use crate::prelude::*;
use chancery::write::pdf::{built_in_design, read_records};

/// A PDF of these objects, numbered from 1; the first is the catalogue.
fn pdf(objects: &[String]) -> Vec<u8> {
    let mut text = "%PDF-1.7\n".to_owned();
    let mut places = String::new();
    for (number, object) in (1..).zip(objects) {
        let _ = writeln!(places, "{:010} 00000 n ", text.len());
        let _ = write!(text, "{number} 0 obj\n{object}\nendobj\n");
    }
    let (at, count) = (text.len(), objects.len() + 1);
    let _ = write!(
        text,
        "xref\n0 {count}\n0000000000 65535 f \n{places}trailer<</Size {count}/Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n"
    );
    text.into_bytes()
}

/// A PDF of one page, with more in its catalogue and in its page.
fn one_page(catalogue: &str, page: &str) -> Vec<u8> {
    pdf(&[
        format!("<</Type/Catalog/Pages 2 0 R{catalogue}>>"),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R{page}>>"),
        "<</Length 14>>stream\n0 0 10 10 re f\nendstream".to_owned(),
    ])
}

/// A tree of pages of so many levels, each with so many times the same kid; the last is `end`.
fn tree(levels: usize, wide: usize, end: &str) -> Vec<u8> {
    let mut objects = vec!["<</Type/Catalog/Pages 2 0 R>>".to_owned()];
    for level in 0..levels {
        let kids = format!("{} 0 R ", level + 3).repeat(wide);
        objects.push(format!("<</Type/Pages/MediaBox[0 0 200 200]/Kids[{kids}]/Count 1>>"));
    }
    objects.push(end.to_owned());
    pdf(&objects)
}

#[test]
fn enclosed_files_of_strangers_have_bounds() {
    let (open, close) = ("[".repeat(30_000), "]".repeat(30_000));
    let deep = "<</A ".repeat(490_000) + &">>".repeat(490_000);
    let page = "<</Type/Page>>";
    let cases = [
        ("sound", one_page("", "")),
        ("deep lists", one_page(&format!("/X {open}{close}"), "")),
        ("deep dictionaries", one_page("", &format!("/Resources {deep}"))),
        ("a tree that shares its kids", tree(30, 2, page)),
        ("the same, and no page", tree(30, 2, "<</Type/Pages/Kids[]>>")),
        ("a tree that is its own kid", tree(1, 1, "<</Type/Pages/Kids[2 0 R 2 0 R]>>")),
        ("a deep tree", tree(200, 1, page)),
        ("a wide tree", tree(1, 5_000, page)),
        ("an object that stands for itself", one_page("/X 5 0 R", "/Resources 5 0 R")),
        ("packed three times", std::fs::read("tests/strangers/nested-flate.pdf").unwrap()),
    ];
    let mut text = String::new();
    for (name, bytes) in cases {
        let mut package = pages::two_members();
        name_file(&mut package.members[0], "annex.pdf");
        let record = Source::new("letters/2018-01-18-pga.md", "enclosures:\n  - file: annex.pdf\n");
        set_record(&mut package.members[0], record);
        package.files.insert("annex.pdf".into(), bytes.into());
        let _ = write!(text, "== {name}\n{}", refused(&built_in_design(), &package));
        if !text.ends_with('\n') {
            text.push('\n');
        }
    }
    golden("strangers", &text);
}

#[test]
fn records_of_strangers_have_bounds() {
    let mut text = String::new();
    let names = |end: &str| {
        let mut objects = vec!["<</Type/Catalog/Names<</EmbeddedFiles 2 0 R>>>>".to_owned()];
        for level in 0..8 {
            objects.push(format!("<</Kids[{}]>>", format!("{} 0 R ", level + 3).repeat(900)));
        }
        objects.push(end.to_owned());
        pdf(&objects)
    };
    for (name, bytes) in [
        ("three hundred records", std::fs::read("tests/strangers/read-300-records.pdf").unwrap()),
        ("a tree of names that shares its kids", names("<<>>")),
        ("deep lists", one_page(&format!("/AF {}", "[".repeat(490_000)), "")),
        ("no PDF", b"GIF89a".to_vec()),
    ] {
        let said = match read_records(&bytes) {
            Ok(records) => format!("{} records\n", records.len()),
            Err(finding) => told(&[finding]),
        };
        let _ = write!(text, "== {name}\n{said}");
    }
    golden("strangers-records", &text);
}

/// What is written anew is what stood there.
#[test]
fn an_enclosed_letter_of_ours_is_enclosed_whole() {
    let inner = writer().write(&pages::forty_rows()).unwrap().bytes;
    let mut package = pages::two_members();
    name_file(&mut package.members[0], "annex.pdf");
    package.files.insert("annex.pdf".into(), inner.clone().into());
    let outer = writer().write(&package).unwrap().bytes;
    let count = |bytes: &[u8]| lopdf::Document::load_mem(bytes).unwrap().get_pages().len();
    let without = count(&writer().write(&pages::two_members()).unwrap().bytes);
    assert_eq!(count(&outer), count(&inner) + without);
}
