//! Prose that has no place in a letter, and prose that only looks so.

use super::engine;
use crate::common::words;
use crate::prelude::*;

/// The findings of a letter with this prose.
fn findings(body: &str) -> Vec<Finding> {
    let record = format!(
        "---\noffice: house\ndate: 2018-01-18\nsubject: \"*a* {{{{ place }}}} <b>\"\n\
         meetings: [{{ id: one, dates: 2018-02-01/02, agenda: [] }}]\n---\n{body}\n"
    );
    let composed = compose(engine(), "hostile", &record, Syntax::Markdown, &Records::default());
    composed.err().unwrap_or_default()
}

/// Prose that has no place in a letter: what is said of it, and of which words.
#[rustfmt::skip]
const REFUSED: &[(&str, &str, &str)] = &[
    ("Before <b>bold</b>.", "html", "<b>"),
    ("Before\n\n<div onclick=\"a()\">\nb\n</div>\n\nAfter", "html", "<div onclick=\"a()\">\nb\n</div>\n"),
    ("Before\n\n<!-- part closing -->\n\nAfter", "html", "<!-- part closing -->\n"),
    ("<script>alert(1)</script>", "html", "<script>alert(1)</script>\n"),
    ("On <time datetime=\"2018-01-01\">1 May</time>", "html", "<time datetime=\"2018-01-01\">"),
    ("Before\n\n    code\n\nAfter", "code", "code"),
    ("Before\n\n```rust\nlet a;\n```\n", "code", "```rust\nlet a;\n```"),
    ("Some `code` here", "code", "`code`"),
    ("A [link](javascript:alert(1)) here", "link", "[link](javascript:alert(1))"),
    ("A [link](JaVaScRiPt:alert(1)) here", "link", "[link](JaVaScRiPt:alert(1))"),
    ("A [link](data:text/html,a) here", "link", "[link](data:text/html,a)"),
    ("A [link](/etc/passwd) here", "link", "[link](/etc/passwd)"),
    ("A [link](<https://un.org/&#10;a>) here", "link", "[link](<https://un.org/&#10;a>)"),
    ("A [link][a] here\n\n[a]: vbscript:a", "link", "[link][a]"),
    ("A picture ![of it](https://un.org/a.png)", "image", "![of it](https://un.org/a.png)"),
    ("Before\n\n---\n\nAfter", "rule", "---"),
    ("In {{ meetings.two.dates }}.", "merge-field", "{{ meetings.two.dates }}"),
    ("In {{ meetings.one.room }}.", "merge-field", "{{ meetings.one.room }}"),
    ("In {{ meetings.one.dates | sideways }}.", "merge-field", "{{ meetings.one.dates | sideways }}"),
    ("In {{ meetings.one }}.", "merge-field", "{{ meetings.one }}"),
    ("In {{ subjet }}.", "merge-field", "{{ subjet }}"),
    ("In {{ place }}.", "merge-field", "{{ place }}"),
    ("In {{ }}.", "merge-field", "{{ }}"),
    ("In {{ 7*7 }}.", "merge-field", "{{ 7*7 }}"),
    ("As {{ schedule }} says.", "merge-field", "{{ schedule }}"),
    ("Before\n\n{{ schedule | sideways }}", "merge-field", "{{ schedule | sideways }}"),
    ("Before\n\n{{ agenda }}", "merge-field", "{{ agenda }}"),
    ("A zero-width&#8203;space", "invisible-character", "&#8203;"),
];

#[test]
fn prose_with_no_place_in_a_letter_is_found_at_its_place() {
    for (body, rule, words) in REFUSED {
        let findings = findings(body);
        let shown = report::text(&findings, false);
        let finding = findings
            .first()
            .unwrap_or_else(|| panic!("nothing is found in {body:?}"));
        assert_eq!(finding.rule, *rule, "{body:?}\n{shown}");
        let place = finding.place.as_ref().expect("a place");
        assert_eq!(place.text().trim_end(), words.trim_end(), "{body:?}\n{shown}");
        // The prose begins on line 7.
        let line = 7 + body[..body.find(words.trim_end()).unwrap()].matches('\n').count();
        assert_eq!(place.line_column().0, line, "{body:?}\n{shown}");
        assert!(!finding.help.is_empty(), "{body:?}: no advice\n{shown}");
    }
}

#[test]
fn all_mistakes_of_prose_are_found_at_once() {
    let body: Vec<_> = REFUSED.iter().map(|(body, ..)| *body).collect();
    let rules: Vec<_> = findings(&body.join("\n\n"))
        .iter()
        .map(|finding| finding.rule)
        .collect();
    for (body, rule, _) in REFUSED {
        assert!(rules.contains(rule), "{body:?}: {rule} is not among {rules:?}");
    }
    assert!(rules.len() >= REFUSED.len(), "{rules:?}");
}

/// The words of a letter with this prose.
fn prose(body: &str) -> [String; 3] {
    let record = format!(
        "---\noffice: house\ndate: 2018-01-18\nsubject: \"*a* {{{{ place }}}} <b> | c\"\n\
         meetings: [{{ id: one, dates: 2018-02-01/02 }}]\n---\n{body}\n"
    );
    let engine = engine();
    let composed = compose(engine, "hostile", &record, Syntax::Markdown, &Records::default());
    let package = composed.unwrap_or_else(|findings| panic!("{}", report::text(&findings, false)));
    let written = |format| written(engine, &package, format);
    [
        words::folded(&written(Format::TEXT)),
        words::of_markdown(&written(Format::MARKDOWN)),
        words::of_html(&written(Format::HTML)),
    ]
}

#[test]
fn a_merge_field_brings_text_and_never_markup() {
    for (body, said) in [
        ("On «{{ subject }}».", "On «*a* {{ place }} <b> | c»."),
        ("On **{{ subject }}**.", "On *a* {{ place }} <b> | c."),
        ("| {{ subject }} | x |\n|---|---|\n| y | {{ subject }} |", "*a* {{ place }} <b> | c x"),
        ("x{{meetings.one.dates|no-year}}y", "x1–2 Februaryy"),
        ("Write \\{{ subject }}.", "Write {{ subject }}."),
        ("Write \\{{{ subject }}.", "Write {*a* {{ place }} <b> | c."),
        ("Write { { subject } }.", "Write { { subject } }."),
        ("Never closed {{ subject", "Never closed {{ subject"),
        ("{{ subject }}", "*a* {{ place }} <b> | c"),
    ] {
        for words in prose(body) {
            assert!(words.contains(said), "{body:?}: {said:?} is not in {words}");
        }
    }
}

#[test]
fn depth_is_a_finding_and_never_a_crash() {
    let lists: String = (0..20).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect();
    let ordered: String = (0..20)
        .map(|depth| format!("{}1. a\n", "   ".repeat(depth)))
        .collect();
    for (what, body) in [
        ("quotes", "> ".repeat(100_000) + "a"),
        ("quotes without space", ">".repeat(100_000) + "a"),
        ("lists", lists),
        ("numbered lists", ordered),
        ("lists on one line", "- ".repeat(100_000) + "a"),
        ("emphasis", "*a _b ".repeat(40) + "c" + &"_*".repeat(40)),
    ] {
        let findings = findings(&body);
        let rules: Vec<_> = findings.iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, ["nesting"], "{what}");
        let place = findings[0].place.as_ref().expect("a place");
        assert!(place.line_column().0 >= 7, "{what}: {:?}", place.line_column());
    }
}

#[test]
fn brackets_and_stars_without_end_are_text() {
    for (what, body) in [
        ("brackets", "[".repeat(100_000)),
        ("pictures", "![".repeat(100_000)),
        ("stars", "a*_".repeat(33_333) + "a"),
        ("braces", "{".repeat(100_000)),
        ("merge fields", "{{".repeat(50_000)),
        ("entities", "&".repeat(100_000)),
        ("pipes", "|".repeat(100_000)),
        ("backslashes", "\\\\".repeat(50_000)),
    ] {
        let (shown, count) =
            (prose(&body), body.chars().filter(|c| *c != '\\').count().max(50_000));
        for words in shown {
            let longest = words.split(' ').map(|word| word.chars().count()).max();
            assert!(longest >= Some(count), "{what}: {longest:?} of {count}");
        }
    }
}
