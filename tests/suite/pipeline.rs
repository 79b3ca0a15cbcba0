//! The pipeline, from both of its beginnings, and what lies beside a record in memory.

use crate::prelude::*;
use chancery::gather::{InMemory, Unavailable};
use chancery::pipeline::{self, Input, Options, Start};

const LETTER: &str = "---\noffice: pga\ndate: 2018-01-18\nto: all-permanent-representatives\n\
                      enclosures: { letter: 2018-01-17-pga-inner }\n---\nI enclose a letter.\n";
const INNER: &str =
    "---\noffice: pga\ndate: 2018-01-17\nto: all-permanent-representatives\n---\nText.\n";

fn input(text: &str) -> Input<'_> {
    let (id, name) = ("2018-01-18-pga", "2018-01-18-pga.md");
    Input { id, name, bytes: text.as_bytes(), syntax: Syntax::Markdown }
}

fn beside() -> InMemory {
    InMemory::new().with("2018-01-17-pga-inner.md", INNER)
}

fn messages(findings: &[Finding]) -> Vec<String> {
    findings
        .iter()
        .map(|finding| format!("{}: {}", finding.rule, finding.message))
        .collect()
}

#[test]
fn a_letter_is_the_same_from_its_text_and_from_what_was_gathered() {
    let (engine, rules, beside) = (engine(), Rules::default(), beside());
    let beside: &dyn Neighbours = &beside;
    let options = Options::new(&rules);
    let from_text = pipeline::run(&engine, (input(LETTER), beside), &options).expect("a letter");
    let again = std::sync::Arc::clone(&from_text.bundle);
    let from_bundle = pipeline::run(&engine, again, &options).expect("a letter");
    for format in [Format::MARKDOWN, Format::HTML, Format::JSON] {
        let written = |package| written(&engine, package, format);
        assert_eq!(written(&from_text.package), written(&from_bundle.package), "{format:?}");
    }
    assert_eq!(from_text.package.enclosed_in(0), [1]);
}

#[test]
fn a_letter_whose_id_names_a_topic_tells_itself_who_wrote_it() {
    let (engine, rules) = (engine(), Rules::default());
    let text = "---\noffice: pga\ndate: 2018-01-18\nto: all-permanent-representatives\n\
                signatories: { name: Amara Lindqvist }\nfollows: { letter: 2018-01-17-lights }\n---\nText.\n";
    let page = |beside: &InMemory| {
        let beside: &dyn Neighbours = beside;
        let ready = pipeline::run(&engine, (input(text), beside), &Options::new(&rules));
        ready
            .map(|ready| written(&engine, &ready.package, Format::JSON))
            .map_err(|told| messages(&told))
    };
    let unknown = page(&InMemory::new()).expect_err("no office");
    assert_eq!(unknown, ["unknown-office: there is no office called `lights`"]);
    for (office, sender) in
        [("pga", "the President of the General Assembly"), ("ign-co-chairs", "the Co-Chairs")]
    {
        let lights = INNER.replace("office: pga", &format!("office: {office}"));
        let told = page(&InMemory::new().with("2018-01-17-lights.md", lights)).expect("a letter");
        let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
        let follows = told["follows"][0].to_string();
        assert!(follows.contains(sender) && follows.contains("2018-01-17"), "{told:#}");
    }
}

#[test]
fn all_that_can_be_said_is_said_whatever_the_state_of_the_letter() {
    let (engine, rules) = (engine(), Rules::default());
    let nothing: &dyn Neighbours = &InMemory::new();
    // A record that can only be read in part: its office and kind are judged all the same.
    let broken = LETTER.replace("date: 2018-01-18", "date: 2018-02-30\nkind: leter");
    let told = pipeline::diagnose(&engine, (input(&broken), nothing), &rules);
    assert!(told.bundle.is_none());
    let told = messages(&told.findings);
    assert!(told.iter().any(|told| told.starts_with("impossible-date: ")), "{told:?}");
    assert!(told.iter().any(|told| told.starts_with("unknown-kind: ")), "{told:?}");
    // What is missing beside it is told with what is wrong in it, and it does not go out.
    let start: Start<'_> = (input(LETTER), nothing).into();
    let told = pipeline::diagnose(&engine, start.clone(), &rules);
    assert!(told.bundle.is_some());
    let expected = "missing-enclosure: the enclosed letter `2018-01-17-pga-inner` cannot be read: \
                    there is no such record in the folder";
    assert!(messages(&told.findings).contains(&expected.to_owned()), "{:?}", told.findings);
    let refused = pipeline::run(&engine, start, &Options::new(&rules)).expect_err("a refusal");
    assert!(messages(&refused).contains(&expected.to_owned()));
}

#[test]
fn formats_that_show_only_the_page_make_no_entry_of_the_register() {
    let (engine, rules, beside) = (engine(), Rules::default(), beside());
    let beside: &dyn Neighbours = &beside;
    let ready = pipeline::run(&engine, (input(LETTER), beside), &Options::new(&rules));
    let package = ready.expect("a letter").package;
    let writers = Writers::new(engine.templates(), Vec::new());
    let made = |package: &Package| {
        let entries = package.members.iter().map(|member| format!("{member:?}"));
        entries
            .filter(|member| !member.contains("entry: OnceLock(<uninit>)"))
            .count()
    };
    for format in [Format::MARKDOWN, Format::TEXT, Format::HTML, Format::DOCX, Format::PDF] {
        if format.is_built() {
            writers.write(&package, format).expect("it can be written");
            assert_eq!(made(&package), 0, "{format:?}");
        }
    }
    writers.write(&package, Format::JSON).expect("it can be written");
    assert_eq!(made(&package), 2);
}

#[test]
fn what_lies_in_memory_lies_as_on_disk() {
    let stored = InMemory::new()
        .with("2018-01-18-pga.yaml", "yaml")
        .with("2018-01-18-pga.md", "md")
        .with("2018-01-18-pga.fr.md", "fr")
        .with("2018-01-18-pga.rev.md", "no language")
        .with("2018-01-18-pga.png", "png");
    let record = stored.record("2018-01-18-pga").expect("a record");
    assert_eq!((record.name.as_str(), record.syntax), ("2018-01-18-pga.md", Syntax::Markdown));
    assert_eq!(stored.versions("2018-01-18-pga"), ["fr"]);
    assert_eq!(stored.record("2018-01-19-pga"), Err(Unavailable::Missing));
    assert_eq!(stored.file("2018-01-18-pga.png", 3).as_deref(), Ok(&b"png"[..]));
    assert_eq!(stored.file("2018-01-18-pga.png", 2), Err(Unavailable::TooLarge(2)));
    assert_eq!(stored.nearest("2018-01-18-pgaa").as_deref(), Some("2018-01-18-pga"));
}
