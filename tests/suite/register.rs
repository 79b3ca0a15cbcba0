//! The index of letters: what a reference means, whoever asks.

use crate::prelude::*;
use chancery::archive::{Card, Catalogue};
use chancery::check::{FolderIndex, FolderLetter};
use chancery::register::{Meaning, RefProblem};

/// Records of one line each: id, then what else the record says.
const RECORDS: &[(&str, &str)] = &[
    ("2018-01-10-pga-budget", "date: 2018-01-10"),
    ("2018-01-10-pga-ign", "date: 2018-01-10"),
    // Of its own day: the other one is meant, and not the letter itself.
    ("2018-01-11-pga-again", "date: 2018-01-11\nfollows: [{ letter: { date: 2018-01-11 } }]"),
    ("2018-01-11-pga-first", "date: 2018-01-11"),
    ("2018-01-12-pga-several", "date: 2018-01-12\nfollows: [{ letter: { date: 2018-01-10 } }]"),
    ("2018-01-13-pga-lost", "date: 2018-01-13\nfollows: [{ letter: 2018-01-09-pga }]"),
    (
        "2018-01-14-pga-outside",
        "date: 2018-01-14\nfollows: [{ letter: { sender: you, date: 2018-01-09 } }]",
    ),
    // A circle of two, and a letter before it that only waits for it.
    ("2018-01-15-pga-waits", "date: 2018-01-15\nfollows: [{ letter: 2018-01-17-pga-b }]"),
    ("2018-01-16-pga-a", "date: 2018-01-16\nfollows: [{ letter: 2018-01-17-pga-b }]"),
    ("2018-01-17-pga-b", "date: 2018-01-17\nfollows: [{ letter: 2018-01-16-pga-a }]"),
    ("2018-01-18-pga-itself", "date: 2018-01-18\nfollows: [{ letter: { date: 2018-01-18 } }]"),
];

fn read(id: &str, rest: &str) -> record::Record {
    let text = format!("office: pga\n{rest}\nbody: Text.\n");
    record::read(id, id, text.as_bytes(), Syntax::Yaml).expect("a record")
}

#[test]
fn checker_and_archive_agree_on_every_reference() {
    let engine = engine();
    let letters = RECORDS.iter().map(|(id, rest)| FolderLetter::new(&read(id, rest)));
    let index = FolderIndex::new(letters.collect(), &|_| None);
    let cards = RECORDS.iter().map(|(id, rest)| {
        let (bundle, _) = gather(read(id, rest), &Records::default());
        Card::new(compose::entry(&engine, &bundle).expect("an entry"), format!("2018/{id}"))
    });
    let catalogue = Catalogue::new(cards.collect());
    let mut told = Vec::new();
    for letter in &index.letters {
        let at = catalogue.find(&letter.id).expect("its card");
        let problems = catalogue.problems.iter().filter(|problem| problem.letter == at);
        let problem = problems.map(|problem| &problem.why).next();
        for (reference, _) in letter.references() {
            let meaning = index.meaning(letter, &reference.letter);
            let ids =
                |all: &[usize]| all.iter().map(|at| index.letters[*at].id.to_string()).collect();
            let meant: Vec<String> = ids(meaning.letters());
            let name = |at: &usize| catalogue.cards[*at].id.to_string();
            match (&meaning, problem) {
                (Meaning::Outside, None) => assert!(catalogue.links[at].to.is_empty()),
                (Meaning::Missing, Some(RefProblem::Dangling)) => {}
                (Meaning::AnyOf(_), Some(RefProblem::Ambiguous(all))) => {
                    assert_eq!(all.iter().map(name).collect::<Vec<_>>(), meant);
                }
                (Meaning::Letter(_), None | Some(RefProblem::Circular)) => {
                    let to = catalogue.links[at].to.iter().map(|link| name(&link.letter));
                    assert_eq!(to.collect::<Vec<_>>(), meant);
                }
                other => panic!("{}: {other:?}", letter.id),
            }
            told.push(format!("{}: {}", &letter.id[11..], meant.join(" or ")));
        }
    }
    assert_eq!(
        told,
        [
            "pga-again: 2018-01-11-pga-first",
            "pga-several: 2018-01-10-pga-budget or 2018-01-10-pga-ign",
            "pga-lost: ",
            "pga-outside: ",
            "pga-waits: 2018-01-17-pga-b",
            "pga-a: 2018-01-17-pga-b",
            "pga-b: 2018-01-16-pga-a",
            "pga-itself: 2018-01-18-pga-itself",
        ]
    );
}

#[test]
fn checker_and_archive_agree_on_circles() {
    let letters = RECORDS.iter().map(|(id, rest)| FolderLetter::new(&read(id, rest)));
    let index =
        FolderIndex::new(letters.collect(), &|name| Some(Source::new(name, " ".repeat(200))));
    let rules = Rules::default()
        .only(&["circular-reference".to_owned()])
        .expect("a rule");
    let found = check::folder(&index, &rules);
    let found: Vec<_> = found.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(
        found,
        [
            "2018-01-16-pga-a refers to 2018-01-17-pga-b, which refers to 2018-01-16-pga-a: a circle",
            "the letter refers to itself as an earlier one",
        ]
    );
    let threads = index.threads();
    let name = |at: &usize| index.letters[*at].id.as_str();
    let circles: Vec<Vec<_>> = threads
        .circles
        .iter()
        .map(|circle| circle.iter().map(name).collect())
        .collect();
    assert_eq!(
        circles,
        [vec!["2018-01-18-pga-itself"], vec!["2018-01-16-pga-a", "2018-01-17-pga-b"]]
    );
    // The circle is opened at its own first letter, not at one that waits for it.
    let thread = threads.links[index.find("2018-01-16-pga-a").expect("a letter")].thread;
    let thread = &threads.threads[thread.expect("a thread")];
    let order: Vec<_> = thread.letters.iter().map(name).collect();
    assert_eq!(order, ["2018-01-16-pga-a", "2018-01-17-pga-b", "2018-01-15-pga-waits"]);
}
