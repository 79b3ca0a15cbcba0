//! Every language as texts: each kind of letter of the President of the General Assembly, in
//! every language there is, as people can read it. `UPDATE=1` rewrites `tests/golden-languages`.
//!
//! A new folder of a language is demanded whole: every label, form and voice of English, every
//! kind, every ready-made block, the words of the site, and the dates that ICU and the C library
//! agree on.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::prelude::*;
use chancery::gather::{Bundle, Unavailable};
use chancery::house::House;
use chancery::letter::Day;
use chancery::record::RecordFile;

const FULL: &str = include_str!("../../src/template_check/full.yaml");
const BARE: &str = include_str!("../../src/template_check/bare.yaml");

/// The six languages of the program, and German laid over them.
fn engine() -> Engine {
    crate::common::engine_with_german()
}

fn languages() -> Vec<String> {
    engine()
        .templates()
        .languages()
        .into_iter()
        .map(str::to_owned)
        .collect()
}

fn house(engine: &Engine, tag: &str) -> Arc<House> {
    let house = engine.house("pga", Some(tag));
    house.unwrap_or_else(|findings| panic!("{tag}: {}", chancery::report::text(&findings, false)))
}

/// What the letters of the proof enclose.
struct Enclosed<'a>(&'a Engine, String);

impl Neighbours for Enclosed<'_> {
    fn record(&self, id: &str) -> Result<RecordFile, Unavailable> {
        if id == "enclosed" {
            let tag = &self.1;
            let data = std::fs::read_to_string(format!("tests/languages/{tag}.yaml"));
            let head = format!("office: ign-co-chairs\nlanguage: {tag}\nkind: meetings\n");
            let bytes = (head + &data.expect("the sample is there")).into_bytes();
            return Ok(RecordFile { name: id.to_owned(), syntax: Syntax::Yaml, bytes });
        }
        let date = Day::parse("2018-01-17").expect("a day");
        let starter = self
            .0
            .templates()
            .starter("letter", None, date)
            .ok_or(Unavailable::Missing)?;
        let bytes = starter.text.into_bytes();
        Ok(RecordFile { name: starter.id, syntax: Syntax::Markdown, bytes })
    }

    fn file(&self, _: &str, _: u64) -> Result<Vec<u8>, Unavailable> {
        Ok(b"%PDF-1.7\n".to_vec())
    }

    fn ids(&self) -> Vec<String> {
        Vec::new()
    }
}

fn bundle(engine: &Engine, name: &str, tag: &str, text: &str) -> Arc<Bundle> {
    let read = record::read(name, name, text.as_bytes(), Syntax::Yaml);
    let record = read.unwrap_or_else(|findings| panic!("{name}: {findings:#?}"));
    gather(record, &Enclosed(engine, tag.to_owned())).0
}

fn rendered(engine: &Engine, name: &str, tag: &str, text: &str, format: Format) -> String {
    let bundle = bundle(engine, name, tag, text);
    let written = compose::package(engine, &bundle)
        .and_then(|package| Writers::new(engine.templates(), Vec::new()).write(&package, format));
    match written {
        Ok(written) => String::from_utf8(written.bytes).expect("text"),
        Err(findings) => panic!("{name}: {}", chancery::report::text(&findings, false)),
    }
}

fn head(tag: &str, kind: &str) -> String {
    format!("office: pga\nlanguage: {tag}\nkind: {kind}\n")
}

/// What no language writes: marks that a template leaves where a piece of data is missing.
fn slips(name: &str, text: &str, wrong: &mut Vec<String>) {
    let running: Vec<_> = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.contains("   "))
        .collect();
    let said = running.join("\n");
    for slip in [
        "  ", " ,", " .", "..", ",,", ",.", "()", "( ", " )", "{{", "}}", "{", "}", "，，", "。。",
        "（）", "، ،", "،،", " ،", " 。", " ，", "None",
    ] {
        if let Some(at) = said.find(slip) {
            let from = said[..at].char_indices().rev().nth(25).map_or(0, |(at, _)| at);
            let around: String = said[from..].chars().take(50).collect();
            wrong.push(format!("{name}: `{slip}` in `{around}`"));
        }
    }
}

fn judge(wrong: &[String]) {
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_language_has_what_english_has() {
    let engine = engine();
    let english = house(&engine, "en");
    let mut wrong = Vec::new();
    assert_eq!(languages(), ["ar", "de", "en", "es", "fr", "ru", "zh"]);
    for tag in languages() {
        let own = house(&engine, &tag);
        let mut ask = |what: &str, has: BTreeSet<String>, needs: BTreeSet<String>| {
            for missing in needs.difference(&has) {
                wrong.push(format!("{tag}: no {what} `{missing}`"));
            }
        };
        let names = |list: Vec<&str>| list.into_iter().map(str::to_owned).collect();
        ask("kind", names(own.wording.kinds().collect()), names(english.wording.kinds().collect()));
        ask(
            "block",
            names(own.wording.blocks().collect()),
            names(english.wording.blocks().collect()),
        );
        let forms = |house: &House| house.language.forms().keys().cloned().collect();
        ask("form", forms(&own), forms(&english));
        for kind in english.wording.kinds() {
            if own.wording.needs(kind) != english.wording.needs(kind) {
                wrong.push(format!("{tag}: `{kind}` needs other fields than in English"));
            }
        }
        let files = engine.templates();
        for file in ["site.toml", "words.toml", "search.toml"] {
            if files.text("", &format!("{tag}/{file}")).is_none() {
                wrong.push(format!("{tag}: no {file}"));
            }
        }
        for office in files.offices().into_iter().filter(|_| tag != "en" && tag != "de") {
            if files.text("", &format!("offices/{office}/{tag}.toml")).is_none() {
                wrong.push(format!("{tag}: the office `{office}` has no name"));
            }
        }
    }
    judge(&wrong);
}

/// The letter that fills every field, and the one that fills hardly any, in every kind.
#[test]
fn every_kind_renders_in_every_language() {
    let engine = engine();
    let mut wrong = Vec::new();
    for tag in languages() {
        let kinds: Vec<_> = house(&engine, &tag).wording.kinds().map(str::to_owned).collect();
        for kind in kinds {
            for (name, fields) in [("full", FULL), ("bare", BARE)] {
                let text = format!("{}{fields}", head(&tag, &kind));
                let name = format!("{tag} {kind} {name}");
                let said = rendered(&engine, &name, &tag, &text, Format::TEXT);
                slips(&name, &said, &mut wrong);
            }
        }
    }
    judge(&wrong);
}

/// An office that says what it calls itself in a language writes every kind in it.
#[test]
fn every_office_renders_in_the_languages_it_has_names_in() {
    let engine = engine();
    let mut wrong = Vec::new();
    for tag in languages() {
        let offices = engine.templates().offices();
        for office in offices
            .into_iter()
            .filter(|office| engine.templates().names_of(office, &tag).is_some())
        {
            let house = engine.house(office, Some(&tag)).expect("a house");
            for kind in house.wording.kinds() {
                let text = format!("office: {office}\nlanguage: {tag}\nkind: {kind}\n{FULL}");
                let name = format!("{office} {tag} {kind}");
                slips(&name, &rendered(&engine, &name, &tag, &text, Format::TEXT), &mut wrong);
            }
        }
    }
    judge(&wrong);
}

/// Letters whose data is in the language as well, as people can read them.
#[test]
fn every_kind_reads_well_in_every_language() {
    let engine = engine();
    let mut wrong = Vec::new();
    for tag in languages().into_iter().filter(|tag| tag != "en") {
        let path = format!("tests/languages/{tag}.yaml");
        let Ok(data) = std::fs::read_to_string(&path) else {
            wrong.push(format!("{path}: the data of the letters in this language is missing"));
            continue;
        };
        let kinds: Vec<_> = house(&engine, &tag).wording.kinds().map(str::to_owned).collect();
        for kind in kinds {
            let text = format!("{}{data}", head(&tag, &kind));
            let said = rendered(&engine, &kind, &tag, &text, Format::TEXT);
            slips(&format!("{tag} {kind}"), &said, &mut wrong);
            let file = format!("tests/golden-languages/{tag}/{kind}.txt");
            wrong.extend(differs(&file, &said));
        }
    }
    judge(&wrong);
}

/// A cover of the President that encloses a letter of the Co-Chairs, as in 2018.
#[test]
fn a_letter_encloses_another_in_every_language() {
    let engine = engine();
    let mut wrong = Vec::new();
    for tag in languages().into_iter().filter(|tag| tag != "en") {
        let text = format!(
            "{}date: 2018-01-18\nto: all-permanent-representatives\n\
             signatories: {{ name: Miroslav Lajčák }}\n\
             follows: {{ letter: {{ sender: you, date: 2017-12-13 }}, relation: replies }}\n\
             enclosures: {{ letter: enclosed }}\n",
            head(&tag, "transmittal")
        );
        let said = rendered(&engine, "package", &tag, &text, Format::TEXT);
        slips(&format!("{tag} package"), &said, &mut wrong);
        let file = format!("tests/golden-languages/{tag}/package.txt");
        wrong.extend(differs(&file, &said));
    }
    judge(&wrong);
}

/// What the lists of a language do not hold, no rule says of its letters.
#[test]
fn no_letter_has_nonsense_said_of_it() {
    let engine = engine();
    let mut wrong = Vec::new();
    for tag in languages().into_iter().filter(|tag| tag != "en") {
        let data = std::fs::read_to_string(format!("tests/languages/{tag}.yaml")).expect("data");
        let kinds: Vec<_> = house(&engine, &tag).wording.kinds().map(str::to_owned).collect();
        for kind in kinds {
            let name = format!("2018-01-18-pga-{kind}");
            let bundle = bundle(&engine, &name, &tag, &format!("{}{data}", head(&tag, &kind)));
            let package = compose::package(&engine, &bundle).expect("it composes");
            for finding in check::letter(&engine, &bundle, Some(&package), &Rules::default()) {
                // The one record gives every kind more than it prints, and types a date by hand.
                if !matches!(
                    finding.rule,
                    "unchecked-formula"
                        | "unread-field"
                        | "date-could-be-field"
                        | "enclosure-not-mentioned"
                ) {
                    wrong.push(format!("{tag} {kind}: {}: {}", finding.rule, finding.message));
                }
            }
        }
    }
    judge(&wrong);
}
