//! What receivers noted on letters, as the archive shows it: the list of letters received, lists of
//! other pages, and the register as data.

use crate::common::html;
use crate::common::site::{Archive, site};
use crate::prelude::*;
use crate::search::languages;
use crate::search::site::Site;
use chancery::archive::search::{Builder, Letters};

/// Letters by their ids: date, and what their receiver noted.
const RECORDS: &[(&str, &str)] = &[
    ("1961-09-19-pga-late", "date: 1961-09-19\nreceived: { date: 1961-09-23, number: \"4130\" }"),
    (
        "1961-09-20-pga-early",
        "date: 1961-09-20\nsubject: The accident\nreceived: { date: 1961-09-21, number: 4127/61, by: Registry }",
    ),
    ("1961-09-21-pga-tenth", "date: 1961-09-21\nreceived: { date: 1961-09-23, number: \"10\" }"),
    ("1961-09-22-pga-undated", "date: 1961-09-22\nreceived: { number: =9 }"),
    ("1961-09-23-pga-none", "date: 1961-09-23"),
];

fn archive() -> Archive {
    let records = RECORDS.iter().map(|(id, fields)| {
        let text = format!("office: pga\n{fields}\nbody: Text.\n");
        ((*id).to_owned(), text, Syntax::Yaml)
    });
    Archive::of(&engine(), &records.collect::<Vec<_>>())
}

#[test]
fn letters_received_stand_in_the_order_in_which_they_came() {
    let pages = archive().pages(&site(None), &[]);
    let text = |path: &str| {
        let dom = html::parse(&pages[path]);
        let text = html::text(&html::first(&dom.document, "main"));
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.fold(format!("{path}\n"), |out, line| out + "  " + line + "\n")
    };
    let shown = [
        text("received/index.html"),
        text("1961/index.html"),
        text("1961/1961-09-20-pga-early/index.html"),
        pages["register.csv"].replace("\r\n", "\n"),
    ];
    golden("tests/golden-site/received.txt", &shown.join("\n"));
    assert!(pages["index.html"].contains("received/index.html"));
    assert!(pages["cmif.xml"].contains("<date when=\"1961-09-21\"/>"));
    let found = |typed: &str| {
        let archive = archive();
        let cards = &archive.catalogue.cards;
        let mut builder = Builder::new(languages());
        let letters = Letters::new(cards);
        (0..)
            .zip(letters.cards())
            .for_each(|(at, card)| builder.add(at, card, ""));
        Site::of(&builder.finish(), cards).search(typed)
    };
    for typed in ["4127", "4127/61", "Registry", "21 September 1961 4127"] {
        assert_eq!(found(typed), ["1961-09-20-pga-early"], "{typed}");
    }
    let none = Archive::sample().pages(&site(None), &[]);
    assert!(!none.contains_key("received/index.html"));
}
