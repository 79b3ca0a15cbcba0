//! The versions of a letter: every one is kept, can be named, compared and brought back.

use serde_json::{Value, json};
use tera::Context;

use crate::difference;
use crate::gather::Neighbours;
use crate::letter::Day;
use crate::pipeline::{self, Input};
use crate::serve::answer::Answer;
use crate::serve::desk::{Desk, RecordText, encoded};
use crate::serve::visitor::Visitor;

use super::save::stored;
use super::{Fields, field, missing};

/// The page that lists the versions of a letter, and what changed in each.
pub(in crate::serve) fn versions(
    desk: &Desk,
    visitor: &Visitor,
    path: &str,
    asked: &Fields,
) -> Answer {
    let Some(current) = desk.record(path) else { return missing(desk, visitor) };
    let words = desk.words(visitor);
    let mut context = Context::new();
    context.insert("title", words.say("versions"));
    context.insert(
        "letter",
        &json!({
            "path": path,
            "href": encoded(path),
            "id": current.id,
            "base": current.base(),
        }),
    );
    context.insert("sittings", &sittings(desk, visitor, &current));
    if let Some(old) = asked.get("compare").and_then(|base| desk.text_of(path, base)) {
        context.insert("compared", &compared(desk, visitor, &old, &current));
    }
    desk.page("versions.html", visitor, context)
}

/// The versions of a letter, grouped by sitting, the newest first.
fn sittings(desk: &Desk, visitor: &Visitor, current: &RecordText) -> Vec<Value> {
    let words = desk.words(visitor);
    let mut sittings: Vec<(usize, String, Vec<Value>)> = Vec::new();
    let mut is_first = true;
    for version in desk.versions(&current.path) {
        let (day, time) = moment(version.at);
        let is_current = is_first && version.fingerprint == current.print;
        is_first &= version.fingerprint != current.print;
        let shown = json!({
            "base": version.fingerprint.to_string(),
            "at": time,
            "at_iso": format!("{day}T{time}Z"),
            "name": version.name,
            "why": desk.told(visitor, &version.change),
            "is_current": is_current,
        });
        match sittings.last_mut().filter(|(number, ..)| *number == version.sitting) {
            Some((_, _, versions)) => versions.push(shown),
            None => {
                let who = if version.who.is_empty() { words.say("somebody") } else { &version.who };
                let title =
                    words.fill("sitting", &[("name", who), ("day", &desk.told_day(visitor, day))]);
                sittings.push((version.sitting, title, vec![shown]));
            }
        }
    }
    let shown = sittings.into_iter();
    shown
        .map(|(_, title, versions)| json!({ "title": title, "versions": versions }))
        .collect()
}

/// A moment in UTC, as a day and a time of day.
fn moment(at: i64) -> (Day, String) {
    let seconds = at.rem_euclid(86_400);
    (
        Day::from_epoch(at.div_euclid(86_400)),
        format!("{:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60),
    )
}

/// What changed from one text of a letter to another, as sentences.
fn compared(desk: &Desk, visitor: &Visitor, old: &RecordText, new: &RecordText) -> Value {
    let beside = desk.beside(&new.path);
    let neighbours: &dyn Neighbours = &beside;
    let read = |text: &RecordText| {
        let input =
            Input { id: &text.id, name: &text.file, bytes: &text.bytes, syntax: text.syntax };
        pipeline::gathered(desk.engine, input, neighbours).0
    };
    let (Some(one), Some(other)) = (read(old), read(new)) else {
        return json!({ "unreadable": true });
    };
    let tag = &desk.words(visitor).tag;
    match difference::compare(desk.engine, (&one, &other), Some(tag)) {
        Ok(difference) => {
            let changes = difference.changes.iter();
            let sentences: Vec<_> = changes.map(|change| change.sentence.as_str()).collect();
            json!({ "sentences": sentences })
        }
        Err(_) => json!({ "unreadable": true }),
    }
}

/// Names a version, or brings it back.
pub(in crate::serve) fn version(
    desk: &Desk,
    visitor: &Visitor,
    path: &str,
    posted: &Fields,
) -> Answer {
    let Some(current) = desk.record(path) else { return missing(desk, visitor) };
    let base = field(posted, "version");
    let done = match field(posted, "do") {
        "name" => desk.name_version(visitor, path, base, field(posted, "name")),
        "restore" => match desk.text_of(path, base) {
            Some(old) => {
                let text = String::from_utf8_lossy(&old.bytes).into_owned();
                stored(desk, visitor, &current, text).map(drop)
            }
            None => Err(desk.words(visitor).say("unknown-base").to_owned()),
        },
        _ => Ok(()),
    };
    match done {
        Ok(()) => Answer::to(format!("/versions/{}", encoded(path))),
        Err(why) => Answer::plain(422, &why),
    }
}
