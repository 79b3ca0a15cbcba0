//! An office's own templates: what they change, and what is said of their mistakes.
//!
//! Every folder of `tests/templates/broken` is laid over the built-in templates, with what is
//! said of it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::common::words;
use crate::prelude::*;
use chancery::files::templates_in;
use chancery::template_check;

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
    let findings = template_check::mistakes(&over(OFFICE));
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
        assert!(seen.contains("--> office/"), "{name}: no place\n{seen}");
        assert!(seen.contains("help: "), "{name}: no advice\n{seen}");
        wrong.push(differs(case.join("expected.txt"), &seen));
    }
    goldens(wrong);
}

/// Ways to say a field that no other template of the kind reads.
const WAYS_TO_READ: &[&str] = &[
    "{{ letter.initials }}",
    "{{ letter[\"initials\"] }}",
    "{% set all = letter %}{{ all.initials }}",
    "{% for name in [\"initials\"] %}{{ letter[name] }}{% endfor %}",
    "{% for name, value in letter %}{% if name == \"initials\" %}{{ value }}{% endif %}{% endfor %}",
    "{{ <said record={letter} /> }}",
    "{{ <said_implicitly /> }}",
    "{%if letter.initials%}{{letter . initials}}{%endif%}",
    "{% include \"en/said.md\" %}",
    "{{ __tera_context.letter.initials }}",
];

/// Components and a template that these ways use.
const READERS: &str = "{% component said(record: map) %}{{ record.initials }}{% endcomponent said %}\n\
    {%- component said_implicitly(@letter) -%}{{ letter.initials }}{%- endcomponent said_implicitly -%}";

#[test]
fn a_wording_reads_any_field_however_it_asks_for_it() {
    for way in WAYS_TO_READ {
        let file = |path: &str, text: String| (path.to_owned(), path.to_owned(), text.into_bytes());
        let mut templates = Templates::embedded();
        let body = format!(
            "{{% extends \"letter.md\" %}}{{% block body %}}By {way}.\n\n{{{{ prose() }}}}{{% endblock body %}}"
        );
        templates.overlay([
            file("en/letter.md", body),
            file("en/said.md", "{{ letter.initials }}".to_owned()),
            file("en/readers.md", READERS.to_owned()),
        ]);
        let text = "---\noffice: pga\ndate: 2018-01-18\ninitials: Z.Q.\n---\nProse.\n";
        let engine = Engine::new(templates);
        let package = compose(&engine, "read", text, Syntax::Markdown, &Records::default());
        let package = package.unwrap_or_else(|findings| panic!("{way}: {findings:#?}"));
        let said = written(&engine, &package, Format::TEXT);
        assert!(said.contains("By Z.Q.."), "{way}\n{said}");
    }
}

#[test]
fn a_field_that_does_not_exist_is_named_beside_those_that_do() {
    let mut templates = Templates::embedded();
    let wording =
        "{% extends \"letter.md\" %}{% block body %}{{ letter.initails }}{% endblock body %}";
    templates.overlay([("en/letter.md".to_owned(), "en/letter.md".to_owned(), wording.into())]);
    let text = "---\noffice: pga\ndate: 2018-01-18\n---\nProse.\n";
    let composed =
        compose(&Engine::new(templates), "read", text, Syntax::Markdown, &Records::default());
    let findings = report::text(&composed.unwrap_err(), false);
    assert!(findings.contains("did you mean `initials`?"), "{findings}");
}

#[test]
fn data_that_templates_cannot_see_is_a_finding_and_no_empty_letter() {
    #[derive(serde::Serialize)]
    struct View {
        letter: std::collections::BTreeMap<(u8, u8), String>,
    }
    let engine = engine();
    let house = engine.house("pga", None).expect("the office is there");
    let view = View { letter: [((1, 2), "a point".to_owned())].into() };
    for kind in ["letter", "no such kind"] {
        let findings = house.wording.data(kind, &view).expect_err("its keys are no words");
        let rules: Vec<_> = findings.iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, ["template"], "{findings:#?}");
    }
}
