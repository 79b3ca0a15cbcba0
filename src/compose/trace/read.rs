//! The trace of a composed letter whose texts have tags.

use serde_json::Value;

use super::embed::Cursor;
use crate::document::{Document, passages};
use crate::letter::Letter;
use crate::node::Holds;
use crate::record::Record;
use crate::text::tags::{self, Piece};
use crate::trace::{FieldTrace, Occurrence, Origin, Origins, Stretch, Trace, TracedPassage};

/// The trace of a letter: what its texts say, with the origins that the tags stand for, and where
/// words come from that have none. `document` is the letter without tags.
pub(super) fn trace(
    record: &Record,
    (tagged, document): (Document, Document),
    (origins, other): (&Origins, &Origin),
) -> Trace {
    let passages: Vec<_> = tagged
        .parts
        .iter()
        .flat_map(|part| passages(&part.blocks).map(move |passage| (part.role, passage.words())))
        .map(|(part, words)| TracedPassage { part, stretches: stretches(&words, origins, other) })
        .collect();
    Trace {
        letter: record.id.clone(),
        language: document.language.clone(),
        fields: fields(&record.letter, &passages),
        passages,
        is_exact: true,
        document,
    }
}

fn stretches(tagged: &str, origins: &Origins, other: &Origin) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = Vec::new();
    let mut cursor = Cursor::default();
    for piece in tags::pieces(tagged) {
        cursor.take(piece);
        let Piece::Text(text) = piece else { continue };
        let from = cursor.from();
        let get = |number| origins.get(number).cloned();
        let known = from.and_then(|from| get(from.origin));
        let stretch = Stretch {
            text: text.to_owned(),
            origin: known.or_else(|| (!text.trim().is_empty()).then(|| other.clone())),
            put_by: from.and_then(|from| get(from.put_by?)),
        };
        match all.last_mut() {
            // White space goes with what stands before it.
            Some(last) if stretch.origin.is_none() && text.trim().is_empty() => {
                last.text.push_str(text);
            }
            Some(last) if (&last.origin, &last.put_by) == (&stretch.origin, &stretch.put_by) => {
                last.text.push_str(text);
            }
            _ => all.push(stretch),
        }
    }
    all
}

/// Fields that direct how a letter is made, or hold whole texts with origins of their own.
const DIRECTING: &[&str] =
    &["body", "say", "turns", "sic", "style", "languages", "row", "register-only"];

fn fields(letter: &Letter, passages: &[TracedPassage]) -> Vec<FieldTrace> {
    let mut paths = Vec::new();
    if let Ok(Value::Object(fields)) = serde_json::to_value(letter) {
        for (name, value) in &fields {
            if !DIRECTING.contains(&name.as_str()) {
                leaves(value, name.clone(), &mut paths);
            }
        }
    }
    for path in passages
        .iter()
        .flat_map(|passage| &passage.stretches)
        .filter_map(|stretch| stretch.origin.as_ref()?.own_field())
    {
        // A column of a list, for example.
        if !paths.iter().any(|known| prints(path, known)) {
            paths.push(path.to_owned());
        }
    }
    paths.sort_by(|one, other| natural(one).cmp(&natural(other)));
    let traced = paths.into_iter().filter_map(|path| {
        let printed = occurrences(&path, passages);
        (!printed.is_empty() || !directs(&path)).then_some(FieldTrace { path, printed })
    });
    traced.collect()
}

/// A path with its numbers as numbers, for order.
fn natural(path: &str) -> Vec<(&str, usize)> {
    let steps = path.split(['.', '[']);
    steps
        .map(|step| match step.strip_suffix(']') {
            Some(at) => ("", at.parse().unwrap_or_default()),
            None => (step, 0),
        })
        .collect()
}

fn leaves(value: &Value, path: String, paths: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                leaves(value, format!("{path}.{name}"), paths);
            }
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                leaves(item, format!("{path}[{at}]"), paths);
            }
        }
        Value::String(text) if !text.is_empty() => paths.push(path),
        Value::Number(_) => paths.push(path),
        _ => {}
    }
}

/// Whether a field is an id or a word of a fixed list, which no letter prints.
fn directs(path: &str) -> bool {
    let last = path.rsplit('.').next().unwrap_or(path);
    let name = last.split('[').next().unwrap_or(last);
    let holds = Letter::shape().anywhere(name);
    let is_preset = matches!(name, "to" | "copies");
    is_preset || matches!(holds, Some(Holds::Code | Holds::Preset) | None)
}

/// Whether a stretch of the field at `path` prints the field at `leaf`.
fn prints(path: &str, leaf: &str) -> bool {
    leaf.strip_prefix(path)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

fn occurrences(leaf: &str, passages: &[TracedPassage]) -> Vec<Occurrence> {
    let mut all = Vec::new();
    for (passage, traced) in passages.iter().enumerate() {
        // What the phrases of dates have put since the field stood there last.
        let mut open: Option<String> = None;
        for stretch in &traced.stretches {
            let origin = stretch.origin.as_ref();
            let path = origin.and_then(|origin| origin.own_field());
            if !path.is_some_and(|path| prints(path, leaf)) {
                match (&mut open, origin) {
                    (Some(between), Some(origin)) if is_of_dates(origin) => {
                        between.push_str(&stretch.text);
                    }
                    _ => open = None,
                }
                continue;
            }
            match (open.take(), all.last_mut()) {
                // "1–2 February" is one place.
                (Some(between), Some(Occurrence { text, .. })) if !between.is_empty() => {
                    text.push_str(&between);
                    text.push_str(stretch.text.trim_end());
                }
                _ => {
                    let text = stretch.text.trim_end().to_owned();
                    all.push(Occurrence { passage, part: traced.part, text });
                }
            }
            let space = stretch.text.len() - stretch.text.trim_end().len();
            open = Some(stretch.text[stretch.text.len() - space..].to_owned());
        }
    }
    all
}

fn is_of_dates(origin: &Origin) -> bool {
    matches!(origin, Origin::Phrase { key, .. } if key == "dates")
}
