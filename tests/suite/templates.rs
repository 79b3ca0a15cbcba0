//! An office's own templates: what they change, and what is said of their mistakes.
//!
//! Every folder of `tests/templates/broken` is laid over the built-in templates, with what is
//! said of it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::common::words;
use crate::prelude::*;
use chancery::files::templates_in;

const OFFICE: &str = "tests/templates/office";
const SEED: &str = "letters/2018-01-18-pga-ign.md";

/// The built-in templates with a folder laid over them.
fn over(folder: &str) -> Engine {
    let mut templates = Templates::embedded();
    templates.overlay(templates_in(Path::new(folder)).expect("the folder can be read"));
    Engine::new(templates)
}

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(arguments)
        .output()
        .expect("the program runs")
}

/// A folder for output that is not there yet.
fn fresh(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    folder
}

#[test]
fn an_office_of_ones_own_has_no_mistakes() {
    let findings = over(OFFICE).proof();
    assert!(findings.is_empty(), "{}", report::text(&findings, false));
}

#[test]
fn an_overlay_changes_letterhead_wording_and_design_and_nothing_else() {
    let text = std::fs::read_to_string(SEED).expect("the seed is there");
    let say = |engine: &Engine| {
        let package = compose(engine, "seed", &text, Syntax::Markdown, &Records::default());
        let package = package.unwrap_or_else(|findings| panic!("{findings:#?}"));
        (
            words::of_text(&written(engine, &package, Format::TEXT)),
            written(engine, &package, Format::HTML),
        )
    };
    let (before, plain) = say(&crate::common::engine());
    let (after, page) = say(&over(OFFICE));
    // The letterhead and the wording of the office that was laid over.
    assert!(
        after.starts_with("UNITED NATIONS The President of the General Assembly 18 January 2018"),
        "{after}"
    );
    assert!(
        after.contains("I attach a letter from the Co-Chairs of the IGN, concerning"),
        "{after}"
    );
    assert!(!after.contains("I have the honour"), "{after}");
    // The page design.
    assert!(page.contains("<body class=\"our-own-design\">"), "{page}");
    assert!(!plain.contains("our-own-design"));
    // The letter of the other office is as it was.
    let other = "In our capacity as the Co-Chairs";
    assert_eq!(before[before.find(other).unwrap()..], after[after.find(other).unwrap()..]);
}

#[test]
fn an_overlay_adds_an_office() {
    let record = "---\noffice: ministry\ndate: 2018-01-18\nto: { name: Ada Adams }\n---\nText.\n";
    let unknown =
        compose(&crate::common::engine(), "r", record, Syntax::Markdown, &Records::default());
    assert_eq!(unknown.expect_err("there is no such office")[0].rule, "unknown-office");
    let engine = over(OFFICE);
    let package = compose(&engine, "r", record, Syntax::Markdown, &Records::default());
    let package = package.unwrap_or_else(|findings| panic!("{findings:#?}"));
    let text = words::of_text(&written(&engine, &package, Format::TEXT));
    assert!(text.starts_with("MINISTRY OF FOREIGN AFFAIRS 18 January 2018 Ada Adams"), "{text}");
}

#[test]
fn the_command_line_lays_a_folder_over() {
    let output = run(&["render", SEED, "--to", "txt", "--templates", OFFICE]);
    let text = String::from_utf8(output.stdout).expect("text");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(text.starts_with("UNITED NATIONS\nThe President of the General Assembly\n"), "{text}");
    let without = run(&["render", SEED, "--to", "txt"]);
    assert!(
        String::from_utf8_lossy(&without.stdout)
            .starts_with("THE PRESIDENT OF THE GENERAL ASSEMBLY\n")
    );
}

#[test]
fn a_folder_that_is_not_there_or_empty_is_an_error() {
    let missing = run(&["render", SEED, "--to", "txt", "--templates", "tests/no-such-folder"]);
    assert_eq!(missing.status.code(), Some(3));
    let empty = fresh("empty-templates");
    std::fs::create_dir_all(&empty).expect("a folder");
    let empty = run(&["render", SEED, "--to", "txt", "--templates", empty.to_str().unwrap()]);
    assert_eq!(empty.status.code(), Some(3));
    assert!(
        String::from_utf8_lossy(&empty.stderr).contains("help: put an office's folder into it")
    );
}

#[test]
fn mistakes_of_templates_are_shown_before_any_letter() {
    let mut cases: Vec<_> = std::fs::read_dir("tests/templates/broken")
        .expect("the cases are there")
        .map(|entry| entry.expect("a case").path())
        .collect();
    cases.sort();
    assert!(cases.len() >= 25, "{cases:?}");
    let mut wrong = Vec::new();
    for case in &cases {
        let name = case.file_name().and_then(|name| name.to_str()).expect("a name");
        let folder = case.join("templates");
        let folder = folder.to_str().expect("a name");
        let out = fresh(&format!("broken-{name}"));
        let output = run(&[
            "render",
            SEED,
            "--to",
            "md,txt,html",
            "-o",
            out.to_str().unwrap(),
            "--templates",
            folder,
        ]);
        let seen = String::from_utf8(output.stderr)
            .expect("text")
            .replace(folder, "office");
        assert_eq!(output.status.code(), Some(1), "{name}: {seen}");
        assert!(output.stdout.is_empty(), "{name}");
        assert!(!out.exists(), "{name}: something was written");
        // A place, and advice.
        assert!(
            seen.contains("\n --> office/") || seen.contains("\n  --> office/"),
            "{name}: no place\n{seen}"
        );
        assert!(seen.contains("help: "), "{name}: no advice\n{seen}");
        wrong.push(differs(case.join("expected.txt"), &seen));
    }
    goldens(wrong);
}

#[test]
fn data_that_templates_cannot_see_is_a_finding_and_no_empty_letter() {
    let keys_without_words = std::collections::BTreeMap::from([((1, 2), "a point")]);
    let findings = chancery::template::Data::new(&keys_without_words).unwrap_err();
    let [finding] = findings.as_slice() else {
        panic!("one finding, not {findings:?}");
    };
    assert_eq!(finding.rule, "template");
    assert!(finding.message.contains("map key"), "{}", finding.message);
}
