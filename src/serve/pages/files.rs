//! A letter as a page in a frame, and as files to hand out.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::compose;
use crate::finding::Finding;
use crate::gather::Neighbours;
use crate::pipeline::{self, Input, Ready};
use crate::serve::answer::Answer;
use crate::serve::desk::{Desk, encoded};
use crate::serve::form;
use crate::serve::letter::OpenLetter;
use crate::serve::visitor::Visitor;
use crate::serve::words::Words;
use crate::serve::zip_file::zip_file;
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

/// The letter in a format, to save; `chosen` is the format that a form asks for, and `zip` all
/// formats in all languages.
pub(in crate::serve) fn file(
    desk: &Desk,
    visitor: &Visitor,
    format: &str,
    path: &str,
    asked: &Fields,
) -> Answer {
    let format = if format == "chosen" { field(asked, "format") } else { format };
    let Some(text) = desk.record(path) else { return missing(desk, visitor) };
    let is_draft = !field(asked, "draft").is_empty();
    let opened = if is_draft { OpenLetter::draft(desk, text) } else { OpenLetter::new(desk, text) };
    let ready = match &opened.ready {
        Ok(ready) => ready,
        Err(findings) => return Answer::plain(422, &told(findings)),
    };
    if format == "zip" {
        return all(desk, &opened, ready);
    }
    let Some(format) = Format::named(format).filter(|format| format.is_built()) else {
        return missing(desk, visitor);
    };
    let language = field(asked, "language");
    let all = std::iter::once(&ready.package).chain(&ready.versions);
    let asked = all
        .into_iter()
        .find(|package| package.letter().document.language == language);
    let package = asked.unwrap_or(&ready.package);
    match opened.written_of(desk, path, (ready, package), format) {
        Ok(written) => {
            let tag = Some(language).filter(|_| asked.is_some());
            Answer::file(format.media_type(), &name(&opened, tag, format), written.bytes)
        }
        Err(findings) => Answer::plain(422, &told(&findings)),
    }
}

/// The letter in every format and language that has something to say, in one archive.
fn all(desk: &Desk, opened: &OpenLetter, ready: &Ready) -> Answer {
    let (mut files, mut left_out) = (Vec::new(), String::new());
    let is_one = ready.versions.is_empty();
    for package in std::iter::once(&ready.package).chain(&ready.versions) {
        let tag = Some(package.letter().document.language.as_str()).filter(|_| !is_one);
        for format in Format::ALL.iter().filter(|format| format.is_built()) {
            let name = name(opened, tag, *format);
            match opened.written_of(desk, &opened.text.path, (ready, package), *format) {
                Ok(written) => files.push((name, written.bytes)),
                Err(findings) => left_out += &format!("{name}: {}\n", told(&findings)),
            }
        }
    }
    if !left_out.is_empty() {
        files.push(("left-out.txt".to_owned(), left_out.into_bytes()));
    }
    match zip_file(files) {
        Ok(bytes) => {
            let stem = crate::text::file_stem(&opened.text.id);
            Answer::file("application/zip", &format!("{stem}.zip"), bytes)
        }
        Err(error) => Answer::plain(500, &error.to_string()),
    }
}

fn name(opened: &OpenLetter, tag: Option<&str>, format: Format) -> String {
    let stem = crate::text::file_stem(&opened.text.id);
    let tag = tag.map_or_else(String::new, |tag| format!(".{tag}"));
    format!("{stem}{tag}.{}", format.extension())
}

/// Findings in plain words, a line each.
pub(super) fn told(findings: &[Finding]) -> String {
    let lines = findings.iter().map(|finding| match finding.help.first() {
        Some(help) => format!("{}: {help}", finding.message),
        None => finding.message.clone(),
    });
    lines.collect::<Vec<_>>().join("\n")
}
