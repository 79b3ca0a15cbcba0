//! A language tells a difference by its `difference.toml`: those of the program, one that is a folder
//! of templates, and one that lacks words.

use super::{Arc, Bundle, LANGUAGES, bundle, compared, difference};
use crate::common::{engine_with_german, german_files};
use crate::prelude::*;

#[test]
fn every_language_has_the_words() {
    let engine = engine();
    let names = |tag: &str| {
        let source = engine
            .templates()
            .text("", &format!("{tag}/difference.toml"))
            .expect("words");
        let words: difference::DifferenceWords =
            chancery::node::from_toml(source).unwrap_or_else(|findings| panic!("{findings:#?}"));
        words.names()
    };
    let english = names("en");
    for tag in LANGUAGES {
        let missing: Vec<_> = english.difference(&names(tag)).cloned().collect();
        // A sentence of its own for one field of one list is for who wants it.
        let missing: Vec<_> = missing
            .into_iter()
            .filter(|name| {
                !name.starts_with("sentences.meetings-")
                    && !name.starts_with("sentences.deadlines-")
            })
            .collect();
        assert!(missing.is_empty(), "{tag}: {missing:?}");
    }
}

fn pair() -> (Arc<Bundle>, Arc<Bundle>) {
    let side = |side: &str| {
        let text = std::fs::read_to_string(format!("tests/diff/meetings/{side}.md"));
        bundle(side, &text.expect("a record"), Syntax::Markdown).expect("a letter")
    };
    (side("old"), side("new"))
}

#[test]
fn a_language_that_is_a_folder_tells_a_difference() {
    let engine = engine_with_german();
    let (old, new) = pair();
    let told = compared(&engine, &old, &new, "de");
    goldens(vec![differs("tests/diff/meetings/de.txt", &difference::text(&told))]);
    assert_eq!(told.language_without_words(), None);
}

/// The engine with German, whose words of a difference are these.
fn german_with(words: Option<&str>) -> Engine {
    let mut templates = Templates::embedded();
    let mut files = german_files();
    files.retain(|(name, ..)| name != "de/difference.toml");
    if let Some(words) = words {
        let name = "de/difference.toml".to_owned();
        files.push((name.clone(), name, words.as_bytes().to_vec()));
    }
    templates.overlay(files);
    Engine::new(templates)
}

#[test]
fn a_language_without_the_words_is_told_in_english_and_says_so() {
    let (old, new) = pair();
    let told = compared(&german_with(None), &old, &new, "de");
    assert_eq!(told.language_without_words(), Some("de"));
    assert_eq!(difference::text(&told), difference::text(&compared(&engine(), &old, &new, "en")));
}

#[test]
fn words_that_a_language_lacks_are_named() {
    let (old, new) = pair();
    let whole =
        std::fs::read_to_string("tests/languages/german/de/difference.toml").expect("words");
    let lines = whole.lines().filter(|line| {
        !line.starts_with("item-added")
            && !line.starts_with("meetings-")
            && !line.starts_with("room")
    });
    let engine = german_with(Some(&lines.collect::<Vec<_>>().join("\n")));
    let refused = difference::compare(&engine, (&old, &new), Some("de")).expect_err("words lack");
    assert_eq!(
        refused[0].message,
        "de/difference.toml lacks `fields.room`, `sentences.item-added`"
    );
    assert_eq!(refused.len(), 1);
}
