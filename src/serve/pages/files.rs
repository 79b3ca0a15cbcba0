//! A letter as a page in a frame, and as files to hand out.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::compose;
use crate::finding::Finding;
use crate::gather::Neighbours;
use crate::pipeline::{self, Input};
use crate::serve::answer::Answer;
use crate::serve::desk::{Desk, encoded};
use crate::serve::form;
use crate::serve::letter::OpenLetter;
use crate::serve::visitor::Visitor;
use crate::serve::words::Words;
use crate::trace::{Origin, Trace};
use crate::write::Format;

use super::{Fields, field, missing};

/// The letter as its page, for the frame beside the form.
pub(in crate::serve) fn page(desk: &Desk, path: &str, language: Option<&str>) -> Answer {
    let Some(text) = desk.record(path) else {
        return Answer::plain(404, "There is no such letter.");
    };
    match OpenLetter::new(desk, text).page(desk, language) {
        Ok(page) => Answer::letter(page),
        Err(findings) => Answer::plain(422, &told(&findings)),
    }
}

/// Where every word of the letter and of those it encloses came from, with what its fields are called,
/// as data for the desk's script.
pub(in crate::serve) fn trace(
    desk: &Desk,
    visitor: &Visitor,
    path: &str,
    language: Option<&str>,
) -> Answer {
    let Some(text) = desk.record(path) else {
        return Answer::plain(404, "There is no such letter.");
    };
    let beside = desk.beside(path);
    let neighbours: &dyn Neighbours = &beside;
    let input = Input { id: &text.id, name: &text.file, bytes: &text.bytes, syntax: text.syntax };
    let (bundle, trace) = match pipeline::trace(desk.engine, (input, neighbours), language, false) {
        Ok(traced) => traced,
        Err(findings) => return Answer::plain(422, &told(&findings)),
    };
    let words = desk.words(visitor);
    let mut labels = serde_json::Map::new();
    let mut enclosed = Vec::new();
    let below = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut open = vec![bundle];
    while let Some(bundle) = open.pop() {
        for (_, letter) in &bundle.enclosed {
            // What is wrong with an enclosed letter is told with the letter that encloses it.
            let Ok(trace) = compose::trace(desk.engine, letter) else { continue };
            label(words, &trace, &mut labels);
            let href = format!("{below}/{}", trace.letter);
            let href = encoded(href.trim_start_matches('/'));
            enclosed.push(json!({
                "letter": { "id": trace.letter, "href": href },
                "passages": trace.passages,
            }));
            open.push(Arc::clone(letter));
        }
    }
    label(words, &trace, &mut labels);
    Answer::json(&json!({
        "passages": trace.passages,
        "enclosed": enclosed,
        "labels": labels,
    }))
}

/// Adds what the fields that a trace names are called.
fn label(words: &Words, trace: &Trace, labels: &mut serde_json::Map<String, Value>) {
    for (_, stretch) in trace.stretches() {
        for origin in stretch.origin.iter().chain(&stretch.put_by) {
            if let Origin::Field { path, .. } = origin {
                let told = || Value::from(form::told(words, path));
                labels.entry(path).or_insert_with(told);
            }
        }
    }
}

/// The letter in a format, to save.
pub(in crate::serve) fn file(
    desk: &Desk,
    visitor: &Visitor,
    format: &str,
    path: &str,
    asked: &Fields,
) -> Answer {
    let Some(format) = Format::ALL.iter().find(|known| known.extension() == format) else {
        return missing(desk, visitor);
    };
    let Some(text) = desk.record(path) else { return missing(desk, visitor) };
    let opened = OpenLetter::new(desk, text);
    let language = field(asked, "language");
    match opened.written(desk, path, language, *format) {
        Ok(written) => {
            let stem = crate::text::file_stem(&opened.text.id);
            let tag = if language.is_empty() { String::new() } else { format!(".{language}") };
            let name = format!("{stem}{tag}.{}", format.extension());
            Answer::file(format.media_type(), &name, written.bytes)
        }
        Err(findings) => Answer::plain(422, &told(&findings)),
    }
}

/// Findings in plain words, a line each.
pub(super) fn told(findings: &[Finding]) -> String {
    let lines = findings.iter().map(|finding| match finding.help.first() {
        Some(help) => format!("{}: {help}", finding.message),
        None => finding.message.clone(),
    });
    lines.collect::<Vec<_>>().join("\n")
}
