//! Searching the archive: what is found by what, and what a browser makes of it.

mod browser;
mod finds;
mod many;
pub mod site;
mod strange;

use std::collections::BTreeMap;

use crate::prelude::*;
use chancery::archive::search::{
    Builder, Index, Languages, Letters, Unit, WordForms, query, read, terms,
};
use chancery::archive::{Card, Catalogue};
use chancery::language::PersonNames;
use serde_json::Value;
use site::Site;

const COVER: &str = "2018-01-18-pga-ign";
const CHAIRS: &str = "2018-01-17-ign-co-chairs";
const APPOINTMENT: &str = "2025-10-14-pga-ocean-appointment";
const CONSULTATIONS: &str = "2025-12-01-co-facilitators-ocean-consultations";
const TRANSMITTED: &str = "2025-12-02-pga-ocean-consultations";
const ACCREDITATION: &str = "2026-01-26-ministry-of-foreign-affairs-accreditation";
const ARCHIVE: &str = "2026-02-16-ministry-of-foreign-affairs-archive";
const COAST: &str = "2026-02-10-permanent-mission-coast";
const SUMMIT: &str = "2026-03-02-ministry-of-foreign-affairs-summit";
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
    // The document that a letter is issued as, and the day on which it is.
    ("A/80/712",             &[COAST, DIALOGUE]),
    ("S/2026/103",           &[COAST]),
    ("12 February 2026",     &[COAST]),
    // Words: all of them, in any order; longer forms of them too. Titles come before texts.
    ("ocean",                &[DIALOGUE, SILENCE, TRANSMITTED, CONSULTATIONS, APPOINTMENT]),
    ("ocean silence",        &[SILENCE]),
    ("silence ocean",        &[SILENCE]),
    ("ocean nothing-of-it",  &[]),
    ("negotiation",          &[COVER, CHAIRS]),
    ("appointment",          &[APPOINTMENT, TRANSMITTED]),
    ("accreditation",        &[SUMMIT, ACCREDITATION]),
    ("archive",              &[ARCHIVE]),
    ("candidature",          &[CANDIDATURE]),
    ("briefing",             &[BRIEFING]),
    ("",                     &[]),
    ("–",                    &[]),
];

/// The sample letters, as an archive has them.
fn catalogue() -> (Catalogue<'static>, BTreeMap<String, String>) {
    let engine = crate::common::engine();
    let neighbours = Folder::new("letters");
    let mut texts = BTreeMap::new();
    let cards = crate::common::letters().into_iter().map(|(id, text, syntax)| {
        let record = record::read(&id, &id, text.as_bytes(), syntax).expect("a record");
        let (bundle, _) = gather(record, &neighbours);
        let entry = compose::entry(&engine, &bundle).expect("an entry");
        let card = Card::new(entry, format!("{}/{id}", &id[..4]));
        let package = compose::package(&engine, &bundle).expect("a letter");
        texts.insert(id, crate::common::written(&engine, &package, Format::TEXT));
        card
    });
    (Catalogue::new(cards.collect()), texts)
}

/// The languages that come with the program, and German.
pub fn languages() -> &'static Languages {
    static LANGUAGES: std::sync::LazyLock<Languages> = std::sync::LazyLock::new(|| {
        let mut languages = Languages::default();
        let engine = crate::common::engine_with_german();
        for tag in engine.templates().languages() {
            let house = engine.house("pga", Some(tag)).expect("a house");
            let forms = engine.templates().text("", &format!("{tag}/search.toml"));
            let forms = forms.map_or_else(WordForms::default, |forms| {
                WordForms::read(forms).expect("forms of words")
            });
            languages.add(&house.language, &house.lexicon, &forms);
        }
        let names = engine.templates().text("", "names.toml").expect("names of persons");
        languages.add_names(&PersonNames::read(names).expect("names of persons"));
        languages
    });
    &LANGUAGES
}

/// An index of the sample letters.
fn site() -> Site {
    let (catalogue, texts) = catalogue();
    let mut builder = Builder::new(languages());
    let letters = Letters::new(&catalogue.cards);
    for (number, card) in (0..).zip(letters.cards()) {
        builder.add(number, card, &texts[card.id.as_str()]);
    }
    Site::of(&builder.finish(), &catalogue.cards)
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
    let known = languages().known();
    for vector in vectors["texts"].as_array().expect("texts") {
        let text = vector["text"].as_str().expect("a text");
        let found: Vec<_> = terms(text, known).into_iter().collect();
        assert_eq!(serde_json::json!(found), vector["terms"], "{text}");
    }
    for vector in vectors["queries"].as_array().expect("queries") {
        let text = vector["query"].as_str().expect("a query");
        let found: Vec<_> = query(text, known).iter().map(told).collect();
        assert_eq!(serde_json::json!(found), vector["words"], "{text}");
    }
}

/// A word of a query, as `words.json` tells it: what stands for it, then its parts in brackets.
/// What may be longer ends in `…`, another form of what is typed begins with `~`.
fn told(unit: &Unit) -> String {
    let terms = unit.terms.iter().map(|term| {
        let (other, prefix) =
            (if term.other { "~" } else { "" }, if term.prefix { "…" } else { "" });
        format!("{other}{}{prefix}", term.text)
    });
    let parts: Vec<_> = unit.parts.iter().map(told).collect();
    let parts = (!parts.is_empty()).then(|| format!("({})", parts.join(", ")));
    terms.chain(parts).collect::<Vec<_>>().join(" ")
}

/// An index of some letters, by their numbers.
fn index(letters: &[(Card<'_>, String)], numbers: impl Iterator<Item = usize>) -> Index {
    let mut builder = Builder::new(languages());
    for number in numbers {
        builder.add(number as u32, &letters[number].0, &letters[number].1);
    }
    builder.finish()
}

#[test]
fn the_files_are_the_same_however_the_index_came_about() {
    let letters: Vec<_> = (0..500).map(many::letter).collect();
    let cards: Vec<_> = letters.iter().map(|(card, _)| card.clone()).collect();
    let files = |index: &Index| Site::of(index, &cards);
    let expected = files(&index(&letters, 0..500));
    assert!(files(&index(&letters, (0..500).rev())) == expected, "backwards");
    let parts = [2, 0, 1].map(|part| index(&letters, (part..500).step_by(3)));
    let merged = parts.iter().fold(Index::default(), |all, part| all.merge(part));
    assert!(files(&merged) == expected, "in three parts");
    // An older index had other texts of two letters, two more letters, and lacked three.
    let mut older = letters.clone();
    older[40].1.push_str(" kanekane");
    older[41].1 = "nothing".to_owned();
    let more = [many::letter(7_000), many::letter(7_001)];
    older.splice(100..100, more);
    older.drain(300..303);
    let older_cards: Vec<_> = older.iter().map(|(card, _)| card.clone()).collect();
    let old = Site::of(&index(&older, 0..older.len()), &older_cards);
    let old = read(|path| old.0.get(path).cloned()).expect("an index");
    let kept = old.renumbered(&|number| match number {
        40 | 41 | 100 | 101 => None,
        0..100 => Some(number),
        102..300 => Some(number - 2),
        _ => Some(number + 1),
    });
    let again = [40, 41].into_iter().chain(298..301);
    assert!(files(&kept.merge(&index(&letters, again))) == expected, "changed");
}

#[test]
fn one_letter_touches_few_pieces() {
    let mut letters: Vec<_> = (0..2_000).map(many::letter).collect();
    let site = |letters: &[(Card<'static>, String)]| {
        let cards: Vec<_> = letters.iter().map(|(card, _)| card.clone()).collect();
        Site::of(&index(letters, 0..letters.len()), &cards)
    };
    let before = site(&letters);
    let touched = |after: &Site| {
        let pieces = after.0.iter().filter(|(path, _)| path.ends_with(".bin"));
        pieces
            .filter(|(path, bytes)| before.0.get(*path) != Some(*bytes))
            .count()
    };
    letters[1_000].1.push_str(" kanekane");
    let (all, changed) = (site(&letters), touched(&site(&letters)));
    let pieces = all.0.keys().filter(|path| path.ends_with(".bin")).count();
    assert!((1..=3).contains(&changed), "a word more: {changed} of {pieces} pieces");
}

/// Lists for whole beginnings are a shortcut: they change nothing of what is found.
#[test]
fn many_letters_are_found_as_if_each_were_read() {
    let letters: Vec<_> = (0..2_000).map(many::letter).collect();
    let cards: Vec<_> = letters.iter().map(|(card, _)| card.clone()).collect();
    let site = Site::of(&index(&letters, 0..letters.len()), &cards);
    let pieces = site.0.keys().filter(|path| path.ends_with(".bin")).count();
    assert!(pieces > 5, "{pieces} pieces");
    assert!(site.0.iter().all(|(_, bytes)| bytes.len() < 80 * 1024), "a file is too long");
    let stars = site.terms().keys().filter(|term| term.ends_with('*')).count();
    assert!(stars > 2, "{stars} lists of beginnings");
    let known = languages().known();
    let read: Vec<_> = (letters.iter())
        .map(|(card, text)| {
            let (subject, name) = (card.subject.as_deref(), &card.signatories[0].name);
            let head = [&card.id, &card.sentence, subject.unwrap_or_default(), name];
            terms(&format!("{text} {} all permanent representatives", head.join(" ")), known)
        })
        .collect();
    for typed in ["k", "ka", "kar", "kane", "su gre", "suti conte", "president k", "2003-01"] {
        let units = query(typed, known);
        let has = |terms: &std::collections::BTreeSet<String>| {
            units.iter().all(|unit| {
                unit.terms.iter().any(|wanted| {
                    let fits = |term: &String| wanted.prefix && term.starts_with(&wanted.text);
                    terms.contains(&wanted.text) || terms.iter().any(fits)
                })
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
