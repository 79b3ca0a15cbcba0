//! Records that nobody means well with: huge, deep, broken, or not text at all.

use std::sync::Arc;

use crate::prelude::*;
use chancery::letter::Letter;
use chancery::record::{MAX_DEPTH, MAX_RECORD, Record};
use proptest::prelude::*;

const ALL: [Syntax; 4] = [Syntax::Markdown, Syntax::Yaml, Syntax::Toml, Syntax::Json];

fn read(text: &[u8], syntax: Syntax) -> Result<Record, Vec<Finding>> {
    record::read("hostile", "hostile", text, syntax)
}

fn findings(text: &[u8], syntax: Syntax) -> Vec<Finding> {
    read(text, syntax).expect_err("the record is refused")
}

fn rules(text: &[u8], syntax: Syntax) -> Vec<&'static str> {
    findings(text, syntax).iter().map(|finding| finding.rule).collect()
}

/// A small record in each syntax, with a subject and a body.
fn record(syntax: Syntax, subject: &str, body: &str) -> String {
    let quoted = |text: &str| serde_json::to_string(text).expect("text is JSON");
    let (subject, long) = (quoted(subject), quoted(body));
    match syntax {
        Syntax::Markdown => {
            format!("---\noffice: pga\ndate: 2018-01-18\nsubject: {subject}\n---\n{body}\n")
        }
        Syntax::Yaml => {
            format!("office: pga\ndate: 2018-01-18\nsubject: {subject}\nbody: {long}\n")
        }
        Syntax::Toml => {
            format!("office = 'pga'\ndate = 2018-01-18\nsubject = {subject}\nbody = {long}\n")
        }
        Syntax::Json => {
            format!(
                "{{\"office\": \"pga\", \"date\": \"2018-01-18\", \"subject\": {subject}, \"body\": {long}}}"
            )
        }
    }
}

/// A record with `depth` lists in each other.
fn nested(syntax: Syntax, open: &str, close: &str, depth: usize) -> String {
    let deep = format!("{}{}", open.repeat(depth), close.repeat(depth));
    match syntax {
        Syntax::Markdown => format!("---\noffice: pga\nto: {deep}\n---\n"),
        Syntax::Yaml => format!("office: pga\nto: {deep}\n"),
        Syntax::Toml => format!("office = 'pga'\nto = {deep}\n"),
        Syntax::Json => format!("{{\"office\": \"pga\", \"to\": {deep}}}"),
    }
}

#[test]
fn a_large_record_is_read_and_a_larger_one_refused() {
    let body = "All meetings are open to all.\n".repeat(10 * 1024 * 1024 / 30);
    for syntax in ALL {
        let read = read(record(syntax, "Large", &body).as_bytes(), syntax)
            .expect("ten megabytes are read");
        assert_eq!(read.letter.body.as_ref().expect("a body").0, body.trim_end(), "{syntax:?}");
        assert_eq!(rules(&vec![b'a'; MAX_RECORD + 1], syntax), ["record-too-large"]);
    }
}

#[test]
fn depth_is_a_finding_and_no_overflow() {
    for syntax in ALL {
        let opening = if syntax == Syntax::Toml { ("{a=", "}") } else { ("{\"a\":", "}") };
        for (open, close) in
            [("[", "]"), (opening.0, opening.1), ("[", ""), (opening.0, ""), ("[{", "")]
        {
            for depth in [MAX_DEPTH + 1, 90, 300, 100_000] {
                let text = nested(syntax, open, close, depth);
                let rules = rules(text.as_bytes(), syntax);
                // Of brackets that never close, saying so is as good.
                let open_end = close.is_empty() || syntax == Syntax::Toml;
                let said = rules.iter().any(|rule| {
                    *rule == "nested-too-deeply" || open_end && rule.ends_with("-syntax")
                });
                assert!(said, "{syntax:?} {open} {depth}: {rules:?}");
            }
        }
    }
    for text in [
        "- ".repeat(100_000),
        "? ".repeat(100_000),
        format!("{}x", "a.".repeat(100_000)),
        "[".repeat(100_000),
    ] {
        for syntax in ALL {
            assert!(!findings(text.as_bytes(), syntax).is_empty());
        }
    }
    let headers = (1..2_000)
        .map(|at| format!("[{}]\n", vec!["a"; at].join(".")))
        .collect::<String>();
    assert!(!findings(headers.as_bytes(), Syntax::Toml).is_empty());
    let quotes = "> ".repeat(100_000);
    assert!(read(record(Syntax::Markdown, "Quotes", &quotes).as_bytes(), Syntax::Markdown).is_ok());
}

#[test]
fn an_alias_bomb_stays_small() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for at in 1..10 {
        let aliases = vec![format!("*a{}", at - 1); 9].join(", ");
        bomb.push_str(&format!("a{at}: &a{at} [{aliases}]\n"));
    }
    let found = findings(bomb.as_bytes(), Syntax::Yaml);
    assert_eq!(found.iter().filter(|finding| finding.rule == "yaml-alias").count(), 1);
    assert!(report::text(&found, false).len() < 20_000);
}

#[test]
fn a_million_mistakes_are_a_short_list() {
    let fields: String = (0..600_000).map(|at| format!("f{at}: 1\n")).collect();
    let found = findings(fields.as_bytes(), Syntax::Yaml);
    assert!(found.len() < 300 && found.iter().any(|finding| finding.rule == "too-many-findings"));
    let twice = "a: 1\n".repeat(600_000);
    assert!(findings(twice.as_bytes(), Syntax::Yaml).len() < 300);
}

#[test]
fn a_line_of_a_megabyte_is_shown_short() {
    let long = "word ".repeat(200_000);
    for syntax in ALL {
        let text = record(syntax, &long, "Text").replace("office", "oficce");
        let shown = report::text(&findings(text.as_bytes(), syntax), false);
        assert!(shown.len() < 2_000, "{syntax:?}: {} bytes", shown.len());
    }
    let found = findings(format!("office: [{long}]\ndate: 2018-01-18\n").as_bytes(), Syntax::Yaml);
    assert!(report::text(&found, true).len() < 2_000);
}

#[test]
fn bytes_that_are_no_text_are_named_by_their_offset() {
    for syntax in ALL {
        let mut text = record(syntax, "Gen#ve", "Text").into_bytes();
        let at = text.iter().position(|byte| *byte == b'#').expect("a mark");
        text[at] = 0xE8;
        let found = findings(&text, syntax);
        assert_eq!(found[0].message, format!("byte {at} (0xE8) is not UTF-8"));
        assert_eq!(found[0].place.as_ref().expect("a place").range().start, at);
    }
}

#[test]
fn byte_order_marks_and_crlf_change_nothing() {
    for syntax in ALL {
        let text = record(syntax, "Dates", "One.\n\nTwo.");
        let letter = read(text.as_bytes(), syntax).expect("it is right").letter;
        let windows = format!("\u{FEFF}{}", text.replace('\n', "\r\n"));
        assert_eq!(
            read(windows.as_bytes(), syntax).expect("it is right").letter,
            letter,
            "{syntax:?}"
        );
    }
}

#[test]
fn places_in_the_body_are_exact() {
    let markdown = "---\noffice: pga\ndate: 2018-01-18\n---\n\nOne é.\n\nTwo words.\n";
    let literal = "office: pga\ndate: 2018-01-18\nbody: |2-  # prose\n\n  One é.\n\n  Two words.\n";
    let deep = "  office: pga\n  date: 2018-01-18\n  body: |\n        One é.\n\n        Two words.\n  place: X\n";
    let toml = "office = 'pga'\ndate = 2018-01-18\nbody = '''\nOne é.\n\nTwo words.\n'''\n";
    let cases = [
        (markdown, Syntax::Markdown),
        (literal, Syntax::Yaml),
        (deep, Syntax::Yaml),
        (toml, Syntax::Toml),
    ];
    for (text, syntax) in cases {
        for text in [text.to_owned(), text.replace('\n', "\r\n")] {
            let read = read(text.as_bytes(), syntax).expect("it is right");
            let body = &read.letter.body.as_ref().expect("a body").0;
            assert_eq!(body, "One é.\n\nTwo words.");
            let at = body.find("words").expect("a word");
            assert_eq!(read.body_place(at..at + 5).text(), "words", "{text:?}");
            assert_eq!(read.body_place(0..3).text(), "One", "{text:?}");
            assert_eq!(read.body_place(body.len()..body.len()).range().len(), 0);
        }
    }
}

#[test]
fn places_in_a_body_with_escapes_are_exact() {
    let head = "office: pga\ndate: 2018-01-18\n";
    let json =
        |body: &str| format!(r#"{{"office": "pga", "date": "2018-01-18", "body": "{body}"}}"#);
    let cases = [
        (format!("{head}body: >\n  One\n  two.\n"), Syntax::Yaml, "two.", "two."),
        (format!("{head}body: >-\n  a > b\n\n  One\n  two.\n"), Syntax::Yaml, "two.", "two."),
        (format!("{head}body: \"One \\\n  two.\\n\\nThree\"\n"), Syntax::Yaml, "Three", "Three"),
        (format!("{head}body: 'It''s\n  two.'\n"), Syntax::Yaml, "two.", "two."),
        (json(r"One\n\nn two."), Syntax::Json, "two.", "two."),
        (json(r#"One \"two\" three"#), Syntax::Json, "\"two\"", r#"\"two\""#),
        (json(r"One \u2013 \ud83d\ude00two"), Syntax::Json, "two", "two"),
        (json(r"\u00c9tats\nMembres"), Syntax::Json, "Membres", "Membres"),
        (json(r"\u00c9tats\nMembres"), Syntax::Json, "États", r"\u00c9tats"),
    ];
    for (text, syntax, words, written) in cases {
        let read = read(text.as_bytes(), syntax).expect("it is right");
        let body = &read.letter.body.as_ref().expect("a body").0;
        let at = body.find(words).expect("the words");
        assert_eq!(read.body_place(at..at + words.len()).text(), written, "{text}");
    }
}

#[test]
fn places_of_fields_are_theirs() {
    let text = "office: pga\ndate: 2018-01-18\nmeetings:\n  - id: a\n    dates: 2018-02-01\n";
    let read = read(text.as_bytes(), Syntax::Yaml).expect("it is right");
    assert_eq!(read.place("meetings[0].dates").text(), "2018-02-01");
    assert_eq!(read.place_of_key("meetings[0].dates").text(), "dates");
    assert_eq!(read.place("meetings[0].room").text(), "id: a");
    assert_eq!(read.place("office").line_column(), (1, 9));
    assert_eq!(read.place("meetings[7]").text(), "meetings");
}

fn letter(text: &str, syntax: Syntax) -> Arc<Letter> {
    read(text.as_bytes(), syntax)
        .unwrap_or_else(|found| panic!("{text}\n{}", report::text(&found, false)))
        .letter
}

proptest! {
    #[test]
    fn any_bytes_are_a_record_or_findings(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for syntax in ALL {
            if let Err(found) = read(&bytes, syntax) {
                prop_assert!(!found.is_empty());
                report::text(&found, true);
                report::json(&found);
            }
        }
    }

    #[test]
    fn any_marks_are_a_record_or_findings(
        text in "(---\n)?([a-z]{1,2}|office|date|body|sic|[-:?|>&*!%@'\"{},#\\[\\]=.\\\\]|[ \n\t\r]|é|\u{FEFF}|\u{7}){0,60}"
    ) {
        for syntax in ALL {
            match read(text.as_bytes(), syntax) {
                Ok(read) => {
                    let length = read.letter.body.as_ref().map_or(0, |body| body.0.len());
                    read.body_place(0..length);
                }
                Err(found) => {
                    prop_assert!(!found.is_empty());
                    report::text(&found, false);
                }
            }
        }
    }

    #[test]
    fn every_syntax_makes_the_same_letter(
        subject in "[a-zA-Z0-9é*_#:{}<>&!'\"\\\\,. -]{0,40}",
        body in "([a-zA-Z0-9é*_#:{}<>&!'\"\\\\,. -]{0,30}\n){0,4}",
    ) {
        // A closing line of dashes belongs to the front matter, and blank prose to no letter.
        prop_assume!(!body.trim().is_empty());
        let expected = letter(&record(Syntax::Json, &subject, &body), Syntax::Json);
        for syntax in ALL {
            prop_assert_eq!(&letter(&record(syntax, &subject, &body), syntax), &expected);
        }
    }
}
