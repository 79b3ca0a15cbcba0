//! Clauses and turns as texts: a page for each kind and language, and every combination of turns
//! as a letter that reads well.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;

use crate::prelude::*;

/// The kinds of letter whose sentences are made of clauses, with the languages that have them so.
fn kinds() -> Vec<(String, String)> {
    let engine = engine();
    let templates = engine.templates();
    let mut kinds = Vec::new();
    for tag in templates.languages() {
        let house = engine.house("pga", Some(tag)).expect("a house");
        let planned = templates.starters().into_iter();
        let planned = planned.filter(|kind| house.wording.plan(kind).is_some());
        kinds.extend(planned.map(|kind| (kind, tag.to_owned())));
    }
    assert!(kinds.len() >= 8, "{kinds:?}");
    kinds
}

#[test]
fn every_turn_is_shown_as_a_sentence() {
    let mut wrong = Vec::new();
    for (kind, tag) in kinds() {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_chancery"))
            .args(["turns", &kind, "--language", &tag])
            .output()
            .expect("the program runs");
        let text = String::from_utf8(output.stdout).expect("text");
        assert!(
            output.status.success(),
            "{kind} {tag}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        wrong.push(differs(format!("tests/turns/{tag}/{kind}.txt"), &text));
    }
    goldens(wrong);
}

static ENGINE: LazyLock<Engine> = LazyLock::new(engine);

/// How many there are of each thing of a letter.
fn many(text: &str, count: usize) -> String {
    (0..count)
        .map(|at| text.replace('#', &(at + 1).to_string()))
        .collect()
}

/// A letter of a kind with so many signatories, addressees, enclosures and meetings.
fn record(kind: &str, count: usize, turns: &BTreeMap<String, String>) -> String {
    let office = if kind == "note-verbale" { "permanent-mission" } else { "pga" };
    let turns: String = turns
        .iter()
        .map(|(clause, turn)| format!("  {clause}: {turn}\n"))
        .collect();
    let turns = if turns.is_empty() { String::new() } else { format!("turns:\n{turns}") };
    let mut text = format!(
        "kind: {kind}\noffice: {office}\nlanguage: en\ndate: 2026-03-02\nreference: A/1\nsubject: Talks\n{turns}"
    );
    text += "process: { name: consultations on the ocean, short: ocean }\n";
    text += &format!("to:\n{}", many("  - { organisation: Ministry No. # }\n", count));
    text += &format!("signatories:\n{}", many("  - { name: Ada No. # }\n", count));
    text += &format!("follows:\n{}", many("  - { letter: { date: 2026-02-0# } }\n", count));
    text += &format!("cites:\n{}", many("  - { resolution: 80/11# }\n", count));
    text += &format!(
        "meetings:\n{}",
        many(
            "  - { dates: 2026-04-1#, room: Conference Room #, chair: Dora Diaz, agenda: [{ title: Opening }] }\n",
            count
        )
    );
    text += &format!(
        "deadlines:\n{}",
        many("  - { what: text No. #, date: 2026-03-1#, time: \"17:00\" }\n", count)
    );
    text += &format!(
        "enclosures:\n{}",
        many(
            "  - { from: [{ honorific: Ms., name: Eva No. #, title: Envoy }], date: 2026-02-1#, concerning: matter No. # }\n",
            count
        )
    );
    text += &format!(
        "contacts:\n{}",
        many("  - { name: Kim No. #, email: kim#@example.org }\n", count)
    );
    text += &format!(
        "appointment:\n  role: envoy\n  persons:\n{}",
        many("    - { name: Hana No. # }\n", count)
    );
    text += "action: { what: reply, by: 2026-03-20 }\nbody: the talks on the ocean.\n";
    text
}

/// What no sentence says, whatever turns make it.
fn slips(text: &str) -> Option<String> {
    let running = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut words = running
        .split(' ')
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let mut before = words.next().unwrap_or_default();
    for word in words {
        if !word.is_empty() && word == before && word.chars().all(char::is_alphabetic) {
            return Some(format!("`{word}` twice"));
        }
        before = word;
    }
    let marks =
        [" ,", " .", " ;", " :", "..", ",,", ",.", ":.", ":,", ";.", "()", "( ", " )", "{{", "}}"];
    let found = marks.into_iter().find(|slip| running.contains(slip));
    let hole = [
        "transmit herewith.", "enclose herewith.", "forward herewith.", "circulate herewith.",
        "convey herewith.", "submit herewith.", "attach herewith.", "herewith,",
        "the following a ", "the following the ", " the.", " to.", " of.", " and.", " you that.",
        "concerning.",
    ];
    let found = found.or_else(|| hole.into_iter().find(|slip| running.contains(slip)));
    // Nobody speaks as one where several sign, nor as several where one does.
    found.map(|slip| format!("`{slip}`"))
}

fn agrees(text: &str, count: usize) -> bool {
    let words: Vec<_> = text.split(|c: char| !c.is_alphanumeric()).collect();
    let has = |word: &str| words.contains(&word);
    if count == 1 {
        !has("we") && !has("We") && !has("our")
    } else {
        !has("I") && !has("my") && !has("My")
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn every_combination_of_turns_reads_well(
        kind in 0..8_usize,
        count in prop::sample::select(vec![1_usize, 3]),
        picks in prop::collection::vec(any::<Index>(), 24),
    ) {
        let engine = &*ENGINE;
        let kind = engine.templates().starters()[kind].clone();
        let house = engine.house("pga", Some("en")).expect("a house");
        let plan = house.wording.plan(&kind).expect("a kind of clauses");
        let mut turns = BTreeMap::new();
        for (clause, pick) in plan.clauses().into_iter().filter(|name| *name != "prose").zip(&picks) {
            let mut names = house.wording.turns(clause, &kind);
            names.push("none".to_owned());
            // What the act and its object say fits together by `with`; one of them is picked.
            if clause != "object" {
                turns.insert(clause.to_owned(), names[pick.index(names.len())].clone());
            }
        }
        if kind == "note-verbale" {
            turns.remove("compliments");
        }
        let text = record(&kind, count, &turns);
        let package = compose(engine, "r", &text, Syntax::Yaml, &Records::default());
        let package = match package {
            Ok(package) => package,
            Err(findings) => return Err(TestCaseError::fail(format!("{findings:#?}\n{text}"))),
        };
        let letter = written(engine, &package, Format::TEXT);
        if let Some(slip) = slips(&letter) {
            return Err(TestCaseError::fail(format!("{slip}\n{turns:#?}\n{letter}")));
        }
        prop_assert!(agrees(&letter, count), "voice\n{:#?}\n{}", turns, letter);
    }
}

#[test]
fn a_record_to_start_from_names_the_clauses() {
    let engine = &*ENGINE;
    let house = engine.house("pga", Some("en")).expect("a house");
    for kind in engine.templates().starters() {
        let day = chancery::letter::Day::from_epoch(0);
        let starter = engine.templates().starter(&kind, None, day).expect("a starter");
        let plan = house.wording.plan(&kind).expect("a kind of clauses");
        let text = starter.text.replace("\n# ", " ");
        let named = text
            .split_once("The clauses of its sentences are ")
            .expect("the clauses")
            .1;
        let named = named.split_once(';').expect("the clauses").0;
        let clauses: Vec<_> = plan.clauses().into_iter().filter(|name| *name != "prose").collect();
        assert_eq!(named, clauses.join(", "), "{kind}");
    }
}

/// Fields of a cover that name what there is not, or what cannot be said.
const WRONG: &[&str] = &[
    "turns: { act: plesure-share }",
    "turns: { act: honour-inform }",
    "turns: { hopes: none }",
    "turns: { object: meeting-details }",
    "turns: { reference: further-to }",
    "turns: [act]",
    "say: { hope: \"One.\\n\\nTwo.\" }",
    "say: { hop: We hope }",
    "say: { prose: We hope }",
    "say: { hope: \"We hope for {{ deadlines.1.date }}\" }",
    "register-only: contact",
];

#[test]
fn what_there_is_not_is_told_with_what_there_is() {
    let mut told = String::new();
    for wrong in WRONG {
        let text = format!(
            "kind: transmittal\noffice: pga\ndate: 2026-03-02\nto: {{ group: All }}\n\
             signatories: {{ name: Ada }}\nenclosures: {{ title: the paper }}\n{wrong}\n"
        );
        let made = compose(&ENGINE, "r", &text, Syntax::Yaml, &Records::default());
        let findings = made.expect_err(wrong);
        told += &format!("{wrong}\n\n{}\n", report::text(&findings, false));
    }
    golden("tests/turns/wrong.txt", &told);
}
