//! Saving a form: what was typed becomes changes of the record, and nothing else of it changes.

use serde_json::{Value, json};
use tera::Context;

use crate::files::desk::Save;
use crate::record::edit::{self, Change, Conflict, Data};
use crate::serve::answer::Answer;
use crate::serve::desk::{Desk, RecordText, Step, encoded};
use crate::serve::form::{self, Submission, changes};
use crate::serve::letter::OpenLetter;
use crate::serve::visitor::Visitor;
use crate::serve::words::Words;

use super::button::pressed;
use super::letter::{made, shown};
use super::{Fields, field, missing};

/// What came of a save.
pub(super) struct Outcome {
    /// What lies on the disk now.
    pub(super) text: RecordText,
    /// Where somebody else had changed the same words meanwhile.
    pub(super) conflicts: Vec<Conflict>,
}

/// Saves what a form says, and does what its button asks for.
pub(in crate::serve) fn save(
    desk: &Desk,
    visitor: &Visitor,
    path: &str,
    posted: &Fields,
) -> Answer {
    let Some(current) = desk.record(path) else { return missing(desk, visitor) };
    let words = desk.words(visitor);
    let Some(base) = desk.text_of(path, field(posted, "base")) else {
        return refused(desk, visitor, current, posted, words.say("unknown-base"));
    };
    let asked = field(posted, "do").to_owned();
    let adding: Fields = posted
        .get("adding")
        .map(|list| ("add".to_owned(), list.clone()))
        .into_iter()
        .collect();
    let form = match made(desk, visitor, &base, &adding, &[]) {
        Ok(form) => form,
        Err(why) => return refused(desk, visitor, current, posted, &why),
    };
    let understood = |control, typed: &str| desk.understood(visitor, control, typed);
    let changed = changes(&form, &Submission { fields: posted, understood: &understood });
    let edited = match edited(&base, &changed) {
        Ok(text) => text,
        Err(findings) => {
            let why: Vec<_> = findings.iter().map(|finding| finding.message.clone()).collect();
            return refused(desk, visitor, current, posted, &why.join("; "));
        }
    };
    // What was typed is saved, also where the button cannot do what it is for.
    let (edited, problem) = match pressed(desk, visitor, &base, &edited, posted) {
        Ok(text) => (text, None),
        Err(why) => (edited, Some(why)),
    };
    let stored = stored(desk, visitor, &base, edited);
    let stepped = stored.and_then(|outcome| match Step::of(&asked) {
        Some(step) if outcome.conflicts.is_empty() => stepped(desk, visitor, outcome, step),
        _ => Ok(outcome),
    });
    match stepped {
        Ok(outcome) => match problem {
            Some(why) => refused(desk, visitor, outcome.text, posted, &why),
            None => answer(desk, visitor, posted, &asked, outcome),
        },
        Err(why) => refused(desk, visitor, current, posted, &why),
    }
}

fn edited(base: &RecordText, changes: &[Change]) -> Result<String, Vec<crate::finding::Finding>> {
    let text = String::from_utf8_lossy(&base.bytes);
    edit::edit(&base.file, &text, base.syntax, changes)
}

/// Takes back what was done last, or does it once more.
fn stepped(
    desk: &Desk,
    visitor: &Visitor,
    outcome: Outcome,
    step: Step,
) -> Result<Outcome, String> {
    let Some(to) = desk.step(visitor, &outcome.text, step) else { return Ok(outcome) };
    let text = String::from_utf8_lossy(&to.bytes).into_owned();
    stored(desk, visitor, &outcome.text, text)
}

/// How often a save is tried again because somebody else was quicker.
const TRIES: usize = 8;

/// Puts a text that was made from `base` on the disk, joined with what others wrote meanwhile.
pub(super) fn stored(
    desk: &Desk,
    visitor: &Visitor,
    base: &RecordText,
    edited: String,
) -> Result<Outcome, String> {
    let mut conflicts = Vec::new();
    let base_text = String::from_utf8_lossy(&base.bytes).into_owned();
    for _ in 0..TRIES {
        let Some(current) = desk.record(&base.path) else {
            return Err(desk.words(visitor).say("letter-gone").to_owned());
        };
        let text = if current.bytes == base.bytes {
            edited.clone()
        } else {
            let theirs = String::from_utf8_lossy(&current.bytes);
            let merged = edit::merge(&base_text, &edited, &theirs, base.syntax);
            conflicts = merged.conflicts;
            merged.text
        };
        if text.as_bytes() == current.bytes {
            kept(desk, visitor, &base.path, &edited, &conflicts)?;
            return Ok(Outcome { text: current, conflicts });
        }
        let saved = desk.save(visitor, &current, text.as_bytes());
        match saved.map_err(|error| super::told(&error))? {
            Save::Saved { .. } => {
                desk.listing.again(desk, &base.path);
                kept(desk, visitor, &base.path, &edited, &conflicts)?;
                let text = current.with(text);
                return Ok(Outcome { text, conflicts });
            }
            Save::Moved { .. } => {}
        }
    }
    Err(desk.words(visitor).say("too-busy").to_owned())
}

/// Keeps what somebody wrote where the letter has the words of somebody else.
fn kept(
    desk: &Desk,
    visitor: &Visitor,
    path: &str,
    edited: &str,
    conflicts: &[Conflict],
) -> Result<(), String> {
    if conflicts.is_empty() {
        return Ok(());
    }
    desk.keep(visitor, path, edited.as_bytes())
        .map_err(|error| super::told(&error))
}

fn answer(
    desk: &Desk,
    visitor: &Visitor,
    posted: &Fields,
    asked: &str,
    Outcome { text, conflicts }: Outcome,
) -> Answer {
    let words = desk.words(visitor);
    let told: Vec<_> = conflicts.iter().map(|conflict| told(words, conflict)).collect();
    if visitor.is_script {
        return data(desk, visitor, text, &told, field(posted, "show"));
    }
    if !told.is_empty() {
        let mut context = Context::new();
        context.insert("conflicts", &told);
        return shown(desk, visitor, text, &Fields::new(), context);
    }
    let href = encoded(&text.path);
    let place = match asked.split_once(':') {
        Some(("add", list)) => {
            let list = crate::text::percent::encode(list, crate::text::percent::SEGMENT);
            format!("?add={list}#new")
        }
        Some(("open", page)) if matches!(page, "source" | "versions") => {
            return Answer::to(format!("/{page}/{href}"));
        }
        Some(("up" | "down" | "remove" | "paste" | "pick", path)) => {
            format!("?saved=1#{}", form::id(path.split('[').next().unwrap_or(path)))
        }
        _ => "?saved=1#top".to_owned(),
    };
    Answer::to(format!("/letter/{href}{place}"))
}

/// What a script is told of a save: everything on the page that may have changed.
pub(super) fn data(
    desk: &Desk,
    visitor: &Visitor,
    text: RecordText,
    conflicts: &[Value],
    language: &str,
) -> Answer {
    let words = desk.words(visitor);
    let opened = OpenLetter::new(desk, text);
    let findings = opened.shown(words);
    let page = opened.page(desk, Some(language).filter(|tag| !tag.is_empty()));
    let form = made(desk, visitor, &opened.text, &Fields::new(), &findings);
    Answer::json(&json!({
        "base": opened.text.base(),
        "state": opened.state.name(),
        "stateSaid": words.say(opened.state.name()),
        "findings": findings,
        "page": page.ok(),
        "form": form.ok(),
        "mergeFields": opened.merge_fields(desk, words),
        "conflicts": conflicts,
    }))
}

pub(super) fn told(words: &Words, conflict: &Conflict) -> Value {
    let shown = |data: &Option<Data>| data.as_ref().map_or_else(String::new, lines);
    json!({
        "path": conflict.path,
        "field": form::told(words, &conflict.path),
        "ours": shown(&conflict.ours),
        "theirs": shown(&conflict.theirs),
    })
}

/// Data in plain lines, for who compares two of them.
fn lines(data: &Data) -> String {
    let several = |lines: Vec<String>| lines.join("\n");
    match data {
        Data::Text(text) => text.clone(),
        Data::List(items) => several(items.iter().map(lines).collect()),
        Data::Map(entries) => several(
            entries
                .iter()
                .map(|(name, data)| format!("{name}: {}", lines(data)))
                .collect(),
        ),
    }
}

/// That nothing was saved, and why; what was typed stays in the form.
fn refused(
    desk: &Desk,
    visitor: &Visitor,
    current: RecordText,
    posted: &Fields,
    why: &str,
) -> Answer {
    if visitor.is_script {
        return Answer::json(&json!({ "problem": why })).status(422);
    }
    let typed = posted
        .iter()
        .filter(|(name, value)| !matches!(name.as_str(), "base" | "do") && !value.is_empty());
    let mut context = Context::new();
    context.insert("problem", why);
    context.insert("typed", &typed.collect::<Vec<_>>());
    shown(desk, visitor, current, &Fields::new(), context).status(422)
}
