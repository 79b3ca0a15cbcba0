//! The checker as a whole: the seeds, settings, fixes, and what programs are told.

use crate::prelude::*;
use chancery::check::{RULES, mend};
use chancery::finding::{Level, has_errors};

fn engine() -> Engine {
    Engine::new(Templates::embedded())
}

fn seeds() -> FakeFolder {
    let files = ["2018-01-17-ign-co-chairs.md", "2018-01-18-pga-ign.md"];
    let read = |name: &str| {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("letters")
            .join(name);
        std::fs::read_to_string(path).expect("the seed letter is there")
    };
    FakeFolder(files.into_iter().map(|name| (name.to_owned(), read(name))).collect())
}

fn without_sic(mut desk: FakeFolder) -> FakeFolder {
    for text in desk.0.values_mut() {
        let (mut kept, mut inside) = (String::new(), false);
        for line in text.lines() {
            inside = line == "sic:" || (inside && line.starts_with("  "));
            if !inside {
                kept.push_str(line);
                kept.push('\n');
            }
        }
        *text = kept;
    }
    desk
}

fn one(text: &str) -> FakeFolder {
    FakeFolder([("letter.md".to_owned(), text.to_owned())].into())
}

fn find<'f>(findings: &'f [Finding], rule: &str) -> &'f Finding {
    findings
        .iter()
        .find(|finding| finding.rule == rule)
        .unwrap_or_else(|| panic!("{rule} does not fire"))
}

#[test]
fn the_seeds_have_their_known_mistakes() {
    let found = without_sic(seeds()).check(&engine(), &Rules::default());
    let dated = find(&found, "predates-citation");
    assert!(dated.help.contains(&"2018?".to_owned()));
    assert_eq!(dated.related.len(), 2, "the decision, and the letter of December");
    let slip = find(&found, "year-slip");
    assert!(
        slip.related
            .iter()
            .any(|(place, _)| place.source().name().contains("pga")),
        "its cover is named"
    );
    for rule in ["package-addressees", "package-rooms", "unknown-signature", "id-date"] {
        assert_ne!(find(&found, rule).level, Level::Note);
    }
    assert!(has_errors(&found));
}

#[test]
fn the_seeds_keep_theirs_with_a_reason() {
    let found = seeds().check(&engine(), &Rules::default());
    let rules = [
        "predates-citation", "year-slip", "package-addressees", "package-rooms",
        "unknown-signature", "id-date",
    ];
    for rule in rules {
        assert!(
            find(&found, rule)
                .suppressed
                .as_ref()
                .is_some_and(|reason| !reason.is_empty()),
            "{rule}"
        );
    }
    assert!(!has_errors(&found));
    assert!(!found.iter().any(|finding| finding.rule == "stale-sic"));
}

#[test]
fn every_rule_has_its_name_in_the_report_for_programs() {
    let found = without_sic(seeds()).check(&engine(), &Rules::default());
    let log: serde_json::Value = serde_json::from_str(&report::sarif(&found)).expect("it is JSON");
    let driver = &log["runs"][0]["tool"]["driver"]["rules"];
    assert_eq!(driver.as_array().map(Vec::len), Some(RULES.len()));
    for result in log["runs"][0]["results"].as_array().expect("results") {
        let index = result["ruleIndex"].as_u64().expect("a known rule");
        assert_eq!(driver[usize::try_from(index).expect("small")]["id"], result["ruleId"]);
    }
}

#[test]
fn sarif_is_valid_against_its_schema() {
    // The published schema has a stray bracket in the pattern of a field that is not written.
    let schema = include_str!("../sarif/sarif-schema-2.1.0.json").replace("{2}]?$", "{2}$");
    let schema: serde_json::Value = serde_json::from_str(&schema).expect("the schema is JSON");
    let schema = jsonschema::validator_for(&schema).expect("the schema is a schema");
    let fixable = one(
        "---\noffice: pga\ndate: 2018-01-17\nmeetings:\n  - dates: 2018-02-01\n---\nWe meet on 1 February 2018.\n",
    );
    let letters = [
        seeds(),
        without_sic(seeds()),
        fixable,
        FakeFolder::default(),
        one("---\noffice: pga\ndate: 2018\n---\n"),
    ];
    for desk in letters {
        let log = report::sarif(&desk.check(&engine(), &Rules::default()));
        let log = serde_json::from_str(&log).expect("it is JSON");
        let errors: Vec<_> = schema.iter_errors(&log).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
}

#[test]
fn annotations_escape_what_would_end_them() {
    let mut finding = Finding::error("id-date", "100% wrong:\r\nsee, \"here\"");
    finding.place = Some(chancery::source::Place::new(&Source::new("a,b:c%.md", "date"), 0..4));
    assert_eq!(
        report::github(&[finding]),
        "::error file=a%2Cb%3Ac%25.md,line=1,endLine=1,col=1,endColumn=5,title=id-date::100%25 wrong:%0D%0Asee, \"here\"\n"
    );
}

#[test]
fn fixes_touch_nothing_else_and_end() {
    let text = "---\noffice: pga\ndate: 2018-01-17 # the day\nmeetings:\n  - { id: a,   dates: 2018-02-01/02 }\n---\n\
        We meet on 1–2 February 2018, and on 1–2 February 2018 again.\n";
    let mut desk = one(text);
    let findings = desk.check(&engine(), &Rules::default());
    let source = Source::new("letter.md", text);
    let (mended, count) = mend(&source, &findings);
    assert_eq!(count, 2);
    assert_eq!(mended, text.replace("1–2 February 2018", "{{ meetings.a.dates }}"));
    desk.0.insert("letter.md".to_owned(), mended.clone());
    let again = desk.check(&engine(), &Rules::default());
    assert_eq!(mend(&Source::new("letter.md", mended.as_str()), &again), (mended, 0));
}

#[test]
fn all_invisible_characters_go_at_once() {
    let text = "---\noffice: pga\ndate: 2018-01-17\nsubject: The ne\u{AD}go\u{AD}tiations\n---\n\
        We\u{200B} meet in\u{FEFF} the ple\u{AD}nary.\n";
    let findings = one(text).check(&engine(), &Rules::default());
    assert_eq!(
        findings
            .iter()
            .filter(|found| found.rule == "invisible-character")
            .count(),
        5
    );
    let (mended, count) = mend(&Source::new("letter.md", text), &findings);
    assert_eq!(count, 5);
    let clean = text.replace(['\u{AD}', '\u{200B}', '\u{FEFF}'], "");
    assert_eq!(mended, clean);
}

#[test]
fn of_two_fixes_that_meet_the_first_is_made() {
    let source = Source::new("a", "one two three");
    let fix = |range, text: &str| {
        Finding::error("id-date", "m").fix(chancery::source::Place::new(&source, range), text)
    };
    let findings = [fix(0..7, "1 2"), fix(4..13, "2 3"), fix(8..13, "3")];
    assert_eq!(mend(&source, &findings), ("1 2 3".to_owned(), 2));
}

#[test]
fn settings_weigh_rules_within_what_their_source_allows() {
    let settings = |text: &str| Rules::default().folder(&Source::new("chancery.toml", text));
    let rule = |name: &str| chancery::check::rule(name).expect("a rule");
    let none = std::collections::BTreeMap::new();
    let rules =
        settings("[rules]\nid-date = \"error\"\nun-holiday = \"off\"\n").expect("good settings");
    assert_eq!(rules.level(rule("id-date"), &none), Some(Level::Error));
    assert_eq!(rules.level(rule("un-holiday"), &none), None);
    assert_eq!(rules.level(rule("voice-number"), &none), Some(Level::Error));
    for (text, message) in [
        ("[rules]\nun-holiday = \"error\"\n", "a note at most"),
        ("[rules]\nid-dates = \"off\"\n", "no rule `id-dates`"),
        ("[rules]\nid-date = \"loud\"\n", "`loud` is not a level"),
        ("[rule]\nid-date = \"off\"\n", "unknown field `rule` in chancery.toml"),
    ] {
        let findings = settings(text).expect_err(text);
        assert!(findings[0].message.contains(message), "{}", findings[0].message);
        assert!(findings[0].place.is_some());
    }
    let only = Rules::default().only(&["id-date".to_owned()]).expect("a rule");
    assert_eq!(only.level(rule("un-holiday"), &none), None);
    assert!(Rules::default().allow(&["nonsense".to_owned()]).is_err());
}

#[test]
fn a_draft_bears_its_mark_in_every_letter() {
    let engine = engine();
    let desk = seeds();
    let (name, text) = (&"2018-01-18-pga-ign.md", &desk.0["2018-01-18-pga-ign.md"]);
    let syntax = chancery::record::Syntax::Markdown;
    let record = chancery::record::read("2018-01-18-pga-ign", name, text.as_bytes(), syntax)
        .expect("it reads");
    let (bundle, missing) = chancery::gather::gather(record, &desk);
    assert!(missing.is_empty(), "it is whole");
    let mut package = compose::package(&engine, &bundle).expect("it composes");
    compose::mark_draft(&mut package);
    for member in &package.members {
        assert_eq!(member.document.draft().as_deref(), Some("DRAFT"));
    }
    let writers = chancery::write::Writers::new(engine.templates(), Vec::new());
    for (format, times) in [
        (chancery::write::Format::MARKDOWN, 2),
        (chancery::write::Format::TEXT, 2),
        (chancery::write::Format::HTML, 4),
    ] {
        let written = writers.write(&package, format).expect("it is written");
        let text = String::from_utf8(written.bytes).expect("text");
        assert_eq!(text.matches("DRAFT").count(), times, "{format:?}");
    }
}

#[test]
fn hostile_prose_panics_no_rule() {
    let engine = engine();
    for body in [
        "1 2 3 February",
        "31 February 2018 to 0 March",
        "{{ }} {{",
        "{{}}",
        "Monday, 1",
        "February 29, 2017 – ",
        "“",
        "I",
        "we",
        "at 99 p.m. on 1 February 2018",
        "resolution 9999/9999, 4294967296/1",
        "1 to",
        "the 1st of",
        "Conference Room é",
        "ﬁ 1–2 Mai 2018",
        "99999999999999999999 February",
        "1 February 2018 and 2 February 2018 to 3",
        "two  documents\nattached",
        "> we wish",
        "| a |\n|---|\n| 1 May 2018 |",
        "two ÄÄ documents attached",
        "I\u{301} wish",
        "Mr. É. Lajcak",
    ] {
        for signatories in [
            "",
            "signatories:\n  - name: Miroslav Lajčák\n",
            "signatories:\n  - name: A\n  - title: B\n",
        ] {
            let text = format!(
                "---\noffice: pga\ndate: 2018-01-17\n{signatories}meetings:\n  - {{ dates: 2018-02-01, times: 10:00, room: x }}\n---\n{body}\n"
            );
            one(&text).check(&engine, &Rules::default());
        }
    }
}
