//! The trace of letters: every word has an origin, and the letter is the ordinary one.

use std::sync::Arc;

use crate::prelude::*;
use chancery::gather::Bundle;
use chancery::trace::Trace;

const LANGUAGES: [&str; 6] = ["ar", "en", "es", "fr", "ru", "zh"];

fn bundle(id: &str, text: &str, syntax: Syntax, language: Option<&str>) -> Arc<Bundle> {
    let record = record::read(id, id, text.as_bytes(), syntax)
        .unwrap_or_else(|findings| panic!("{id}: {}", report::text(&findings, false)));
    let mut letter = (*record.letter).clone();
    if let Some(language) = language {
        letter.language = Some(language.to_owned());
    }
    gather(record.with_letter(letter), &Folder::new("letters")).0
}

fn traced(engine: &Engine, bundle: &Arc<Bundle>) -> Trace {
    let id = &bundle.record.id;
    compose::trace(engine, bundle)
        .unwrap_or_else(|findings| panic!("{id}: {}", report::text(&findings, false)))
}

/// What is said of a letter that has words of no origin, or is not the ordinary one.
fn wrong(engine: &Engine, bundle: &Arc<Bundle>) -> Vec<String> {
    let trace = traced(engine, bundle);
    let ordinary = compose::package(engine, bundle).expect("a letter");
    let ordinary = &ordinary.members[0].document;
    let name = format!("{} in {}", bundle.record.id, trace.language);
    let mut wrong = Vec::new();
    if !trace.is_exact {
        wrong.push(format!("{name}: the traced letter is another one"));
    }
    assert_eq!(trace.document, *ordinary, "{name}");
    let passages: Vec<_> = ordinary.passages().map(|passage| passage.words()).collect();
    let told = trace.passages.iter().map(|passage| {
        let stretches = passage.stretches.iter().map(|stretch| stretch.text.as_str());
        stretches.collect::<String>()
    });
    assert_eq!(told.collect::<Vec<_>>(), passages, "{name}");
    for (_, stretch) in trace.stretches() {
        if stretch.origin.is_none() && !stretch.text.trim().is_empty() {
            wrong.push(format!("{name}: no origin of {:?}", stretch.text));
        }
    }
    wrong
}

#[test]
fn every_word_of_every_letter_has_an_origin_in_six_languages() {
    let engine = engine();
    let mut found = Vec::new();
    for (id, text, syntax) in letters() {
        found.extend(wrong(&engine, &bundle(&id, &text, syntax, None)));
        for language in LANGUAGES {
            let bundle = bundle(&id, &text, syntax, Some(language));
            if compose::package(&engine, &bundle).is_ok() {
                found.extend(wrong(&engine, &bundle));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
