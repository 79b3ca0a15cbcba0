//! The generator: the same letters from the same seed, and something of everything.

#![allow(clippy::expect_used, reason = "a test says what it expects")]

use std::collections::BTreeSet;

use chancery::letter::{Addressee, Relation, Silence, Status};
use chancery::record::{self, Record, Syntax};
use chancery_bench::generator::{Generated, Order, letters};

const LETTERS: usize = 500;

fn made(count: usize, seed: u64) -> Vec<Generated> {
    letters(Order::of(count, seed)).collect()
}

/// The letters that are not broken, read.
fn read() -> Vec<Record> {
    let whole = made(LETTERS, 1).into_iter().filter(|made| made.fault.is_none());
    let read = whole.map(|made| {
        let syntax = Syntax::from_extension(made.syntax.extension()).expect("it is a syntax");
        record::read(&made.id, &made.file(), &made.bytes, syntax).expect("it can be read")
    });
    read.collect()
}

#[test]
fn the_same_seed_makes_the_same_letters() {
    assert_eq!(made(LETTERS, 1), made(LETTERS, 1));
    assert_ne!(made(LETTERS, 1), made(LETTERS, 2));
}

#[test]
fn a_small_archive_is_the_beginning_of_a_large_one() {
    let large = made(LETTERS, 7);
    let small = made(LETTERS / 3, 7);
    assert_eq!(small[..], large[..LETTERS / 3]);
}

#[test]
fn every_id_is_one_letter_of_twenty_years() {
    let ids: BTreeSet<_> = made(20_000, 3).into_iter().map(|made| made.id).collect();
    assert_eq!(ids.len(), 20_000);
    let years: BTreeSet<_> = ids.iter().map(|id| id[..4].to_owned()).collect();
    let all: BTreeSet<_> = (2006..=2025).map(|year: i32| year.to_string()).collect();
    assert_eq!(years, all);
}

#[test]
fn there_is_something_of_everything() {
    let records = read();
    let letters = || records.iter().map(|record| &record.letter);
    let kinds: BTreeSet<_> = letters().filter_map(|one| one.kind.as_deref()).collect();
    let all = [
        "appointment", "invitation", "letter", "meetings", "note-verbale", "notification",
        "silence-procedure", "transmittal",
    ];
    assert!(kinds.into_iter().eq(all));
    let offices: BTreeSet<_> = letters().map(|one| one.office.as_str()).collect();
    let all = [
        "co-facilitators",
        "ign-co-chairs",
        "ministry-of-foreign-affairs",
        "permanent-mission",
        "pga",
    ];
    assert!(offices.into_iter().eq(all));
    let syntaxes: BTreeSet<_> = made(LETTERS, 1).into_iter().map(|made| made.syntax).collect();
    assert_eq!(syntaxes.len(), 4);

    let related = |relation| {
        letters()
            .flat_map(|one| &one.follows)
            .any(|follows| follows.relation.unwrap_or(Relation::Follows) == relation)
    };
    assert!(
        [Relation::Follows, Relation::Replies, Relation::Supersedes, Relation::Cancels]
            .into_iter()
            .all(related)
    );
    let silence = |state| {
        letters()
            .flat_map(|one| &one.deadlines)
            .any(|deadline| deadline.silence == Some(state))
    };
    assert!(
        [Silence::Placed, Silence::Extended, Silence::Broken, Silence::Concluded]
            .into_iter()
            .all(silence)
    );
    let held = |status| {
        letters()
            .flat_map(|one| &one.meetings)
            .any(|meeting| meeting.status == Some(status))
    };
    assert!(
        [Status::Tentative, Status::Confirmed, Status::Rescheduled, Status::Cancelled]
            .into_iter()
            .all(held)
    );

    let moved =
        |one: &chancery::letter::Meeting| one.was.as_ref().is_some_and(|was| was.letter.is_some());
    assert!(letters().flat_map(|one| &one.meetings).any(moved));
    assert!(
        letters()
            .flat_map(|one| &one.meetings)
            .any(|one| !one.agenda.is_empty())
    );
    assert!(letters().flat_map(|one| &one.deadlines).any(|one| one.was.is_some()));
    assert!(
        letters()
            .flat_map(|one| &one.to)
            .any(|to| matches!(to, Addressee::Person(_)))
    );
    assert!(
        letters().any(|one| !one.cites.is_empty()) && letters().any(|one| !one.copies.is_empty())
    );
}

#[test]
fn names_come_in_four_scripts() {
    let records = read();
    let names: String = (records.iter())
        .flat_map(|record| &record.letter.signatories)
        .filter_map(|one| one.name.clone())
        .collect();
    for script in ['à'..='ž', 'А'..='я', 'ء'..='ي', '一'..='龥'] {
        assert!(names.chars().any(|c| script.contains(&c)), "nothing from {script:?}");
    }
}

#[test]
fn enclosed_and_followed_letters_are_in_the_folder_and_not_broken() {
    let order = Order { broken: 100, ..Order::of(LETTERS, 1) };
    let all: Vec<_> = letters(order).collect();
    let whole: BTreeSet<_> = all
        .iter()
        .filter(|made| made.fault.is_none())
        .map(|made| made.id.as_str())
        .collect();
    let ids: BTreeSet<_> = all.iter().map(|made| made.id.as_str()).collect();
    assert_eq!(all.len() - whole.len(), LETTERS / 10);
    for record in read() {
        for enclosure in &record.letter.enclosures {
            assert!(enclosure.letter.as_deref().is_none_or(|id| whole.contains(id)));
        }
        for follows in &record.letter.follows {
            assert!(follows.letter.id.as_deref().is_none_or(|id| ids.contains(id)));
        }
    }
}
