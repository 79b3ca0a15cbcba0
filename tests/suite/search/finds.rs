//! A page of queries in six languages, and the letters that each must find: `tests/search/finds.toml`.

use std::collections::BTreeMap;

use chancery::archive::Card;
use chancery::archive::search::Builder;
use chancery::register::{Entry, Filing, Meetings, Signer};
use serde::Deserialize;

use super::languages;
use super::site::Site;

#[derive(Deserialize)]
struct Page {
    letters: BTreeMap<String, Letter>,
    queries: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct Letter {
    language: String,
    subject: String,
    people: Vec<String>,
    text: String,
}

fn page() -> Page {
    toml::from_str(include_str!("../../search/finds.toml")).expect("queries")
}

/// The queries with the letters that they find, as JSON.
pub fn queries() -> String {
    serde_json::to_string(&page().queries).expect("JSON")
}

/// An index of the letters of the page.
pub fn site() -> Site {
    let page = page();
    let cards: Vec<_> = page.letters.iter().map(|(id, letter)| card(id, letter)).collect();
    let mut builder = Builder::new(languages());
    for (number, (card, letter)) in (0..).zip(cards.iter().zip(page.letters.values())) {
        builder.add(number, card, &letter.text);
    }
    Site::of(&builder.finish(), &cards)
}

fn card(id: &str, letter: &Letter) -> Card<'static> {
    let filing = Filing {
        id: id.to_owned().into(),
        office: "pga".into(),
        date: None,
        refers: Vec::new(),
        encloses: Vec::new(),
    };
    let signer = |name: &String| Signer { name: name.clone().into(), title: None, capacity: None };
    let entry = Entry {
        filing,
        kind: "letter".into(),
        language: letter.language.clone().into(),
        rtl: letter.language == "ar",
        sentence: "Letter".into(),
        subject: Some(letter.subject.clone().into()),
        reference: None,
        sender: "the President".into(),
        addressees: Vec::new(),
        signatories: letter.people.iter().map(signer).collect(),
        received: None,
        issued: None,
        zone: None,
        process: None,
        cites: Vec::new(),
        meetings: Meetings::default(),
    };
    Card::new(entry, format!("undated/{id}"))
}

#[test]
fn queries_find_these_letters_and_no_others() {
    let site = site();
    let mut wrong = Vec::new();
    for (typed, expected) in page().queries {
        let (mut found, mut expected) = (site.search(&typed), expected);
        found.sort();
        expected.sort();
        if found != expected {
            wrong.push(format!("{typed}\n  found    {found:?}\n  expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
