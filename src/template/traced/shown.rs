//! What filters show of fields in a traced letter: the field, with the phrases around it.

use super::Phrases;
use crate::document::marks;
use crate::language::{Language, Run};
use crate::letter::TimeRange;
use crate::text::tags;

/// Runs of dates that `text` gives as Markdown: each day of its field, the rest of the phrases; the
/// place, where it is given, of its own field.
pub(in crate::template) fn days(
    text: &str,
    runs: Vec<Run>,
    place: Option<&str>,
    phrases: Phrases,
) -> String {
    let fields = tags::stretches(text);
    let last = fields.iter().rev().find_map(|(_, origin)| *origin);
    let place = place.map(tags::stretches).unwrap_or_default();
    // A date that is no full day is a text, and all of it is of the field.
    let has_days = runs.iter().any(|run| matches!(run, Run::Day { .. }));
    let beside = last.filter(|_| !has_days).unwrap_or(phrases.dates);
    let mut out = String::new();
    for run in runs {
        match run {
            Run::Day { iso, text } => {
                let mut day = String::new();
                marks::day(&iso, &text, &mut day);
                let own = fields.iter().find(|(field, _)| field.contains(&iso));
                match own.and_then(|(_, origin)| *origin).or(last) {
                    Some(origin) => tags::within(&day, origin, &mut out),
                    None => out.push_str(&day),
                }
            }
            Run::Text(text) => {
                let parts = place
                    .iter()
                    .filter_map(|(text, origin)| Some((text.as_str(), (*origin)?)));
                let parts: Vec<_> = parts.collect();
                let rest = if parts.is_empty() || !has_days { beside } else { phrases.place };
                out.push_str(&super::printed(&tags::value_of_parts(&text, &parts, rest)));
            }
        }
    }
    out
}

/// Times as they are `written`: each of its own field, where it is written as it is alone.
pub(in crate::template) fn times(
    texts: &[&str],
    written: &str,
    alone: impl Fn(TimeRange) -> String,
) -> String {
    let mut parts = Vec::with_capacity(texts.len());
    for text in texts {
        let origin = tags::stretches(text).iter().rev().find_map(|(_, origin)| *origin);
        let time = TimeRange::parse(&tags::strip(text)).ok();
        if let (Some(origin), Some(time)) = (origin, time) {
            parts.push((alone(time), origin));
        }
    }
    let Some((_, first)) = parts.first() else {
        return written.to_owned();
    };
    let parts: Vec<_> = parts.iter().map(|(text, origin)| (text.as_str(), *origin)).collect();
    tags::value_of_parts(written, &parts, *first)
}

/// A room as a sentence names it.
pub(in crate::template) fn room(room: &str, language: &Language, phrases: Phrases) -> String {
    let plain = tags::strip(room);
    let shown = language.room_in_sentence(&plain);
    let rooms = tags::stretches(room);
    let rooms = rooms
        .iter()
        .filter_map(|(text, origin)| Some((text.trim(), (*origin)?)));
    tags::value_of_parts(&shown, &rooms.collect::<Vec<_>>(), phrases.rooms)
}
