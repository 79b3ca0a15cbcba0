//! Searching the archive: what is found by what, and what a browser makes of it.

mod browser;
mod many;
mod site;

use crate::prelude::*;
use chancery::archive::search::{Builder, Months, query, terms};
use chancery::archive::{Card, Catalogue};
use serde_json::Value;
use site::Site;

const COVER: &str = "2018-01-18-pga-ign";
const CHAIRS: &str = "2018-01-17-ign-co-chairs";
const APPOINTMENT: &str = "2025-10-14-pga-ocean-appointment";
const CONSULTATIONS: &str = "2025-12-01-co-facilitators-ocean-consultations";
const TRANSMITTED: &str = "2025-12-02-pga-ocean-consultations";
const ACCREDITATION: &str = "2026-01-26-ministry-of-foreign-affairs-accreditation";
const ARCHIVE: &str = "2026-02-16-ministry-of-foreign-affairs-archive";
const CANDIDATURE: &str = "2026-03-02-permanent-mission-candidature";
const SILENCE: &str = "2026-03-18-co-facilitators-ocean-silence";
const DIALOGUE: &str = "2026-04-20-pga-ocean-dialogue";
const BRIEFING: &str = "2026-09-14-pga-briefing";

/// What is typed, and which sample letters it finds, the best first.
#[rustfmt::skip]
const TABLE: &[(&str, &[&str])] = &[
    // People: with and without their marks, and as far as they are typed.
    ("Lajčák",               &[COVER]),
    ("lajcak",               &[COVER]),
    ("LAJ",                  &[COVER]),
    ("Miroslav Lajcak ",     &[COVER]),
    ("lajcak miroslav",      &[COVER]),
    // Who signs comes before who encloses what was signed.
    ("nusseibeh",            &[CHAIRS, COVER]),
    ("Georgia",              &[CHAIRS, COVER]),
    // Dates: in figures, in words, of the letter and of its meetings, and as far as they are typed.
    ("2018-02-01",           &[CHAIRS, COVER]),
    ("1 February 2018",      &[CHAIRS, COVER]),
    ("2 February 2018",      &[CHAIRS, COVER]),
    ("February 1, 2018",     &[CHAIRS, COVER]),
    ("3 February 2018",      &[]),
    ("February 2018",        &[CHAIRS, COVER]),
    ("2018-0",               &[COVER, CHAIRS]),
    ("29 January 2018",      &[CHAIRS]),
    ("December 2025",        &[TRANSMITTED, CONSULTATIONS]),
    ("2025-10-14",           &[APPOINTMENT, TRANSMITTED, CONSULTATIONS]),
    // Symbols: whole and in parts. The record says decision 71/553.
    ("71/553",               &[CHAIRS, COVER]),
    ("A/DEC/71/553",         &[CHAIRS]),
    ("A/RES",                &[DIALOGUE, APPOINTMENT]),
    ("A/RES/",               &[DIALOGUE, APPOINTMENT]),
    ("72/313",               &[]),
    // Words: all of them, in any order; longer forms of them too. Titles come before texts.
    ("ocean",                &[DIALOGUE, SILENCE, TRANSMITTED, CONSULTATIONS, APPOINTMENT]),
    ("ocean silence",        &[SILENCE]),
    ("silence ocean",        &[SILENCE]),
    ("ocean nothing-of-it",  &[]),
    ("negotiation",          &[COVER, CHAIRS]),
    ("appointment",          &[APPOINTMENT, TRANSMITTED]),
    ("accreditation",        &[ACCREDITATION]),
    ("archive",              &[ARCHIVE]),
    ("candidature",          &[CANDIDATURE]),
    ("briefing",             &[BRIEFING]),
    ("",                     &[]),
    ("–",                    &[]),
];

/// The sample letters, as an archive has them.
fn catalogue() -> (Catalogue<'static>, Vec<String>) {
    let engine = crate::common::engine();
    let neighbours = Folder::new("letters");
    let mut texts = std::collections::BTreeMap::new();
    let cards = crate::common::letters().into_iter().map(|(id, text, syntax)| {
        let record = record::read(&id, &id, text.as_bytes(), syntax).expect("a record");
        let (bundle, _) = gather(record, &neighbours);
        let registered = engine.registered(&bundle).expect("an entry");
        let card = Card::new(&bundle.record, registered, format!("{}/{id}", &id[..4]));
        let package = engine.compose(&bundle).expect("a letter");
        texts.insert(id, crate::common::written(&engine, &package, Format::TEXT));
        card
    });
    let catalogue = Catalogue::new(cards.collect());
    let texts = catalogue
        .cards
        .iter()
        .map(|card| texts[card.id.as_str()].clone())
        .collect();
    (catalogue, texts)
}

/// An index of the sample letters.
fn site() -> Site {
    let (catalogue, texts) = catalogue();
    let mut builder = Builder::new(Months::default());
    for (at, card) in (0..).zip(&catalogue.cards) {
        builder.add(at, card, &texts[at as usize]);
    }
    Site::of(builder)
}

#[test]
fn letters_are_found() {
    let site = site();
    let mut wrong = Vec::new();
    for (typed, expected) in TABLE {
        let found = site.search(typed);
        if found != *expected {
            wrong.push(format!("{typed}\n  found    {found:?}\n  expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The texts and queries of `tests/search/words.json`; the browser reads the same file.
#[test]
fn words_are_read_as_the_page_reads_them() {
    let vectors: Value = serde_json::from_str(include_str!("../search/words.json")).expect("JSON");
    let months = Months::default();
    for vector in vectors["texts"].as_array().expect("texts") {
        let text = vector["text"].as_str().expect("a text");
        let found: Vec<_> = terms(text, &months).into_iter().collect();
        assert_eq!(serde_json::json!(found), vector["terms"], "{text}");
    }
    for vector in vectors["queries"].as_array().expect("queries") {
        let text = vector["query"].as_str().expect("a query");
        let found: Vec<_> = (query(text, &months).into_iter())
            .map(|unit| unit.term + if unit.prefix { "…" } else { "" })
            .collect();
        assert_eq!(serde_json::json!(found), vector["words"], "{text}");
    }
}

#[test]
fn the_files_are_the_same_whoever_collects_them_and_in_which_order() {
    let letters: Vec<_> = (0..500).map(many::letter).collect();
    let add = |builder: &mut Builder, at: usize| {
        builder.add(at as u32, &letters[at].0, &letters[at].1);
    };
    let in_order = collected(0..letters.len(), &add);
    let backwards = collected((0..letters.len()).rev(), &add);
    let files = Site::of;
    let expected = files(in_order);
    assert!(files(backwards) == expected, "backwards");
    let mut merged = Builder::new(Months::default());
    for part in [2, 0, 1] {
        merged.merge(collected((part..letters.len()).step_by(3), &add));
    }
    assert!(files(merged) == expected, "in three parts");
}

/// Lists for whole beginnings are a shortcut: they change nothing of what is found.
#[test]
fn many_letters_are_found_as_if_each_were_read() {
    let letters: Vec<_> = (0..2_000).map(many::letter).collect();
    let add = |builder: &mut Builder, at: usize| {
        builder.add(at as u32, &letters[at].0, &letters[at].1);
    };
    let site = Site::of(collected(0..letters.len(), &add));
    let pieces = site.0.keys().filter(|path| path.ends_with(".bin")).count();
    assert!(pieces > 5, "{pieces} pieces");
    assert!(site.0.iter().all(|(_, bytes)| bytes.len() < 80 * 1024), "a file is too long");
    let stars = site.terms().keys().filter(|term| term.ends_with('*')).count();
    assert!(stars > 2, "{stars} lists of beginnings");
    let months = Months::default();
    let read: Vec<_> = (letters.iter())
        .map(|(card, text)| {
            let (subject, name) = (card.subject.as_deref(), &card.signatories[0].name);
            let head = [&card.id, &card.entry, subject.unwrap_or_default(), name];
            terms(&format!("{text} {} all permanent representatives", head.join(" ")), &months)
        })
        .collect();
    for typed in ["k", "ka", "kar", "kane", "su gre", "suti conte", "president k", "2003-01"] {
        let units = query(typed, &months);
        let has = |terms: &std::collections::BTreeSet<String>| {
            units.iter().all(|unit| {
                let fits = |term: &String| unit.prefix && term.starts_with(&unit.term);
                terms.contains(&unit.term) || terms.iter().any(fits)
            })
        };
        let mut expected: Vec<_> = (letters.iter().zip(&read))
            .filter(|(_, terms)| has(terms))
            .map(|((card, _), _)| card.id.to_string())
            .collect();
        let mut found = site.search(typed);
        expected.sort();
        found.sort();
        assert!(found == expected, "{typed}: {} found, {} expected", found.len(), expected.len());
    }
}

fn collected(letters: impl Iterator<Item = usize>, add: &impl Fn(&mut Builder, usize)) -> Builder {
    let mut builder = Builder::new(Months::default());
    letters.for_each(|at| add(&mut builder, at));
    builder
}
