//! The trace of letters: every word has an origin, and the letter is the ordinary one.

use std::sync::Arc;

use crate::prelude::*;
use chancery::document::{Document, Role};
use chancery::gather::Bundle;
use chancery::trace::{self, Origin, Trace, TracedPassage};
use chancery::write::html;

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

/// What is said of a letter that has words of no origin, or is not the ordinary one; and of the
/// document that it is issued as.
fn wrong(engine: &Engine, bundle: &Arc<Bundle>) -> Vec<String> {
    let ordinary = compose::package(engine, bundle).expect("a letter");
    let mut wrong = wrong_in(bundle, &traced(engine, bundle), &ordinary.members[0].document);
    if bundle.record.letter.issued_as.is_some() {
        let issued = compose::issued(engine, bundle).expect("a document");
        let trace = compose::trace_issued(engine, bundle).expect("its trace");
        wrong.extend(wrong_in(bundle, &trace, &issued.members[0].document));
    }
    wrong
}

fn wrong_in(bundle: &Bundle, trace: &Trace, ordinary: &Document) -> Vec<String> {
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

/// The samples of `tests/languages.rs`: letters that fill every field, in every kind.
#[test]
fn every_word_of_every_kind_has_an_origin() {
    const FULL: &str = include_str!("../../src/template_check/full.yaml");
    const BARE: &str = include_str!("../../src/template_check/bare.yaml");
    let engine = crate::common::engine_with_german();
    let mut found = Vec::new();
    for tag in engine.templates().languages() {
        let house = engine.house("pga", Some(tag)).expect("a house");
        for kind in house.wording.kinds() {
            for (name, fields) in [("full", FULL), ("bare", BARE)] {
                let text = format!("office: pga\nlanguage: {tag}\nkind: {kind}\n{fields}");
                let name = format!("{kind}-{name}");
                let record = record::read(&name, &name, text.as_bytes(), Syntax::Yaml)
                    .unwrap_or_else(|findings| panic!("{name}: {findings:#?}"));
                let bundle = gather(record, &Folder::new("letters")).0;
                found.extend(wrong(&engine, &bundle));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Every frame that documents are issued in, in six languages.
#[test]
fn every_word_of_every_issued_document_has_an_origin() {
    let engine = engine();
    let (mut found, mut documents) = (Vec::new(), 0);
    for language in LANGUAGES {
        for path in std::fs::read_dir("tests/frames").expect("the records") {
            let path = path.expect("a record").path();
            let name = path
                .file_stem()
                .and_then(|stem| stem.to_str())
                .expect("a name")
                .to_owned();
            if !name.starts_with("issued-") {
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("a record");
            let bundle = bundle(&name, &text, Syntax::Markdown, Some(language));
            let traced = compose::trace_issued(&engine, &bundle).expect("a trace");
            let template =
                |origin: &Option<Origin>| matches!(origin, Some(Origin::Template { .. }));
            let spelt = traced.stretches().filter(|(_, stretch)| template(&stretch.origin));
            // The frame itself spells no word.
            let spelt: Vec<_> = spelt.map(|(_, stretch)| stretch.text.as_str()).collect();
            assert!(spelt.iter().all(|text| !text.contains(char::is_alphabetic)), "{spelt:?}");
            found.extend(wrong(&engine, &bundle));
            documents += 1;
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert!(documents > 40, "{documents}");
}

/// What a trace says beside the stretches of one field.
fn beside<'t>(trace: &'t Trace, path: &str) -> Vec<(&'t str, &'t Option<Origin>)> {
    let own = |origin: &Option<Origin>| {
        let field = origin.as_ref().and_then(|origin| origin.own_field());
        field.is_some_and(|field| path.starts_with(field))
    };
    // A greeting that a form of address has of its own closes as that form does.
    let closes = |part: &TracedPassage| path == "salutation" && part.part == Role::Closing;
    let stretches = trace.stretches().filter(|(part, _)| !closes(part));
    let stretches = stretches.map(|(_, stretch)| stretch);
    let others = stretches.filter(|stretch| !own(&stretch.origin));
    others
        .map(|stretch| (stretch.text.trim(), &stretch.origin))
        .filter(|(text, _)| !text.is_empty())
        .collect()
}

#[test]
fn a_field_that_changes_changes_what_it_prints_and_nothing_else() {
    let engine = engine();
    let (mut changed, mut wrong) = (0, Vec::new());
    for (at, (id, text, syntax)) in letters().into_iter().enumerate() {
        let forms = [compose::trace, compose::trace_issued];
        let forms = forms.into_iter().take(1 + usize::from(text.contains("issued-as")));
        let languages = ["en", LANGUAGES[at % LANGUAGES.len()]];
        for (trace_of, language) in forms.flat_map(|form| languages.map(|tag| (form, tag))) {
            let before = bundle(&id, &text, syntax, Some(language));
            let Ok(trace) = trace_of(&engine, &before) else { continue };
            for field in trace.fields.iter().filter(|field| !field.printed.is_empty()) {
                let place = before.record.place(&field.path);
                let (source, range) = (place.source(), place.range());
                if source.name() != id || range.is_empty() {
                    continue;
                }
                let written = place.text().trim_end_matches(['"', '\'']);
                // A template may ask whether two fields say the same.
                let said = written.trim_start_matches(['"', '\'']);
                if text.matches(said).count() > 1 && field.path.ends_with(".what") {
                    continue;
                }
                let end = range.start + written.len();
                let other = [&text[..end], "q", &text[end..]].concat();
                let Ok(record) = record::read(&id, &id, other.as_bytes(), syntax) else { continue };
                let mut letter = (*record.letter).clone();
                letter.language = Some(language.to_owned());
                let after = gather(record.with_letter(letter), &Folder::new("letters")).0;
                let Ok(other) = trace_of(&engine, &after) else { continue };
                if other.document == trace.document {
                    wrong.push(format!("{id} in {language}: {} changes nothing", field.path));
                    continue;
                }
                changed += 1;
                let (was, is) = (beside(&trace, &field.path), beside(&other, &field.path));
                if was != is {
                    let at = was.iter().zip(&is).take_while(|(was, is)| was == is).count();
                    wrong.push(format!(
                        "{id} in {language}: {} changes {:?} to {:?}",
                        field.path,
                        was.get(at),
                        is.get(at)
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{changed} fields\n{}", wrong.join("\n"));
    assert!(changed > 100, "only {changed} fields were changed");
}

/// Templates of an office's own may look at their values in any way.
#[test]
fn whatever_templates_do_the_words_are_the_ordinary_ones() {
    let template = "{% extends \"letter.md\" %}{% block body %}
{% set shown %}{{ letter.subject }}{% endset %}{% if shown and shown == letter.subject %}Shown: {{ shown }}.{% endif %}
{% if letter.subject | length == 13 %}Thirteen.{% endif %} {{ letter.subject[:-3] }} {{ letter.subject | upper }}
{{ letter.subject | replace(from=\"a\", to=\"o\") | trim_end(pat=\"n\") }} {{ letter.subject | truncate(length=13) }}
{{ letter.subject ~ \"!\" }} {% for word in letter.subject | split(pat=\" \") %}{{ word }}/{% endfor %}
{{ {\"A celebration\": \"found\"}[letter.subject] }} {{ \"{{ }}\" }}
{% if letter.reference in [\"41\"] %}in{% endif %}
{% endblock body %}";
    let mut templates = Templates::embedded();
    let path = "offices/pga/en/letter.md".to_owned();
    templates.overlay([(path.clone(), path, template.as_bytes().to_vec())]);
    let engine = Engine::new(templates);
    let text = "---\noffice: pga\ndate: 2026-09-14\nsubject: A celebration\nreference: \"41\"\n\
                to: { name: Anna Berg }\n---\n";
    let bundle = bundle("own", text, Syntax::Markdown, None);
    let trace = traced(&engine, &bundle);
    let body = trace.passages.iter().filter(|passage| passage.part.name() == "body");
    let body: Vec<_> = body.flat_map(|passage| &passage.stretches).collect();
    let said: String = body.iter().map(|stretch| stretch.text.as_str()).collect();
    assert_eq!(
        said,
        "Shown: A celebration. Thirteen. A celebrat A CELEBRATION A celebrotio A celebration \
         A celebration! A/celebration/ found {{ }} in"
    );
    assert!(body.iter().all(|stretch| stretch.origin.is_some()));
    let doubtful = Trace { is_exact: false, ..trace };
    assert!(trace::text(&doubtful, told).starts_with("A template of this office"));
    assert!(html::trace(&doubtful, told).contains("A template of this office"));
}

/// An origin without its line, which moves with every change of a template.
fn told(origin: &Origin) -> String {
    let told = origin.to_string();
    match told.rsplit_once(':') {
        Some((file, line)) if line.ends_with(')') => [file, ")"].concat(),
        Some((file, _)) => file.to_owned(),
        None => told,
    }
}

/// The traces of some letters as people read them. `UPDATE=1` rewrites `tests/trace`.
#[test]
fn traces_come_out_as_they_were_read() {
    let engine = engine();
    let ids = ["2018-01-17-ign-co-chairs", "2026-03-02-permanent-mission-candidature"];
    let letters = letters().into_iter().filter(|(id, ..)| ids.contains(&id.as_str()));
    for (id, text, syntax) in letters {
        for language in ["en", "fr"] {
            let trace = traced(&engine, &bundle(&id, &text, syntax, Some(language)));
            let shown = trace::text(&trace, told);
            golden(format!("tests/trace/{id}.{language}.txt"), &shown);
        }
    }
    for name in ["issued-en", "issued-ru"] {
        let text = std::fs::read_to_string(format!("tests/frames/{name}.md")).expect("a record");
        let bundle = bundle(name, &text, Syntax::Markdown, None);
        let trace = compose::trace_issued(&engine, &bundle).expect("a trace");
        golden(format!("tests/trace/{name}.txt"), &trace::text(&trace, told));
    }
    let text = std::fs::read_to_string("tests/readme/traced.md").expect("a record");
    let trace = traced(&engine, &bundle("traced", &text, Syntax::Markdown, None));
    golden("tests/trace/traced.html", &html::trace(&trace, told));
    let json = serde_json::to_string_pretty(&trace).expect("data");
    let lines = json.lines().filter(|line| !line.trim_start().starts_with("\"line\""));
    golden("tests/trace/traced.json", &(lines.collect::<Vec<_>>().join("\n") + "\n"));
}
