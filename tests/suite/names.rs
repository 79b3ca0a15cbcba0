//! How a salutation calls a person by name: the page `tests/names.md`. `UPDATE=1` fills its last column;
//! read it before it is kept.

use crate::prelude::*;
use chancery::language::PersonNames;
use chancery::letter::Person;

fn names() -> PersonNames {
    let text = include_str!("../../templates/names.toml");
    PersonNames::read(&Source::new("names.toml", text))
        .unwrap_or_else(|findings| panic!("{findings:#?}"))
}

#[test]
fn nobody_is_called_by_half_a_name() {
    let names = names();
    let page = std::fs::read_to_string("tests/names.md").expect("the page");
    let mut out = String::new();
    for line in page.lines() {
        let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
        match cells[..] {
            [honorific, name, family, _] if !["honorific", "---"].contains(&honorific) => {
                let said = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
                let person = Person {
                    honorific: said(honorific),
                    name: said(name),
                    family: said(family),
                    ..Person::default()
                };
                let called = names.called(&person).expect("a name");
                let doubt = if called.doubtful { " ?" } else { "" };
                out.push_str(&format!(
                    "| {honorific} | {name} | {family} | {}{doubt} |\n",
                    called.text
                ));
            }
            _ => out.push_str(&format!("{line}\n")),
        }
    }
    golden("tests/names.md", &out);
}

#[test]
fn no_name_is_lost_or_panics() {
    let names = names();
    for name in [
        "", " ", ",", "Jr.", "Mr.", "(retired)", "van", "van der", ",,", "Dr. Dr.", "A", "y",
        "X y Z", "MR. SMITH", "（退休）",
    ] {
        for honorific in
            [None, Some("Mr.".to_owned()), Some("H.E.".to_owned()), Some("Sir".to_owned())]
        {
            let person = Person { honorific, name: Some(name.to_owned()), ..Person::default() };
            let _ = names.called(&person);
        }
    }
}

#[test]
fn given_and_family_name_are_a_name() {
    let engine = engine();
    let letter = package(
        &engine,
        "---\noffice: ministry-of-foreign-affairs\ndate: 2026-09-14\nsubject: Permit\n\
         to: { honorific: Ms., given: María José, family: García Márquez, form: by-name }\n\
         signatories: [{ name: Rui Castelar, title: Chief }]\n---\nYes.\n",
    );
    let text = written(&engine, &letter, Format::TEXT);
    assert!(text.contains("\nMs. María José García Márquez\n"), "{text}");
    assert!(text.contains("\nDear Ms. García Márquez,\n"), "{text}");
}
