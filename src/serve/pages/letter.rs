//! A letter: its form, its page, and what is wrong with it.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};
use tera::Context;

use crate::serve::answer::Answer;
use crate::serve::desk::{Desk, RecordText, Step, encoded};
use crate::serve::form::{Choice, Clause, Form, FormInput, form};
use crate::serve::letter::{OpenLetter, by_field};
use crate::serve::visitor::Visitor;
use crate::write::Format;

use super::{Fields, field, missing};

/// A format to hand out.
#[derive(Serialize)]
struct File {
    extension: &'static str,
    label: String,
    when: String,
}

/// The words that the desk's script says.
const SAID: &[&str] = &[
    "both-changed", "both-changed-help", "bullets", "editing", "emphasis", "field-keys",
    "from-field", "from-letter", "from-prose", "from-wording", "insert-field", "keep-it",
    "keep-no-more", "keep-reason", "kept-because", "kept-on-purpose", "line", "mend",
    "no-findings", "not-saved", "offline", "open-letter", "reads", "row-added", "row-moved",
    "row-removed", "rows-pasted", "saved", "saving", "started-again", "strong", "theirs",
    "to-field", "unsaved", "why", "yours",
];

/// The page of a letter.
pub(in crate::serve) fn letter(
    desk: &Desk,
    visitor: &Visitor,
    path: &str,
    asked: &Fields,
) -> Answer {
    match desk.record(path) {
        Some(text) => shown(desk, visitor, text, asked, Context::new()),
        None => missing(desk, visitor),
    }
}

/// The page of a letter with this text; the context may hold what came of the last change.
pub(super) fn shown(
    desk: &Desk,
    visitor: &Visitor,
    text: RecordText,
    asked: &Fields,
    mut context: Context,
) -> Answer {
    let words = desk.words(visitor);
    let path = text.path.clone();
    let opened = OpenLetter::new(desk, text);
    let findings = opened.shown(words);
    // The sentences take their time: they are made for who asks for them.
    let clauses = match asked.contains_key("wording") {
        true => desk.clauses(visitor, &opened.text),
        false => Vec::new(),
    };
    let people = desk.people(&opened.text.fields());
    let form = made_with(desk, visitor, &opened.text, asked, &findings, (&people, &clauses));
    let listed = desk.listing.at(&path);
    let title = listed
        .as_ref()
        .map_or(opened.text.id.as_str(), |listed| &listed.title);
    context.insert("title", title);
    let (language, direction) = opened.language(desk).unzip();
    context.insert("letter", &json!({
        "language": language,
        "direction": direction,
        "path": path,
        "href": encoded(&path),
        "id": opened.text.id,
        "base": opened.text.base(),
        "state": opened.state.name(),
        "state_said": words.say(opened.state.name()),
        "languages": opened.languages(),
        "has_page": opened.ready.is_ok(),
        "is_draft": matches!(opened.state, crate::serve::listing::State::Draft | crate::serve::listing::State::Errors),
    }));
    match &form {
        Ok(form) => context.insert("form", form),
        Err(why) => context.insert("no_form", why),
    }
    let (kept, open): (Vec<_>, Vec<_>) =
        findings.iter().partition(|finding| !finding["kept"].is_null());
    context.insert("findings", &open);
    context.insert("kept", &kept);
    context.insert("asked", asked);
    context.insert("can_undo", &desk.step(visitor, &opened.text, Step::Undo).is_some());
    context.insert("can_redo", &desk.step(visitor, &opened.text, Step::Redo).is_some());
    let files = Format::ALL.iter().filter(|format| format.is_built()).map(|format| {
        let (label, when) = words.format(format.extension());
        File { extension: format.extension(), label, when: when.to_owned() }
    });
    context.insert("files", &files.collect::<Vec<_>>());
    context.insert("has_paper", &Format::PDF.is_built());
    context.insert("merge_fields", &opened.merge_fields(desk, words).to_string());
    context.insert("others", &desk.others(visitor, &path, ""));
    let said = SAID.iter().map(|name| (*name, words.say(name)));
    context.insert("script_words", &Value::from_iter(said).to_string());
    desk.page("letter.html", visitor, context)
}

/// The form of a record; why there is none, where its text cannot be read as fields.
pub(super) fn made(
    desk: &Desk,
    visitor: &Visitor,
    text: &RecordText,
    asked: &Fields,
    findings: &[Value],
) -> Result<Form, String> {
    made_with(desk, visitor, text, asked, findings, (&BTreeMap::new(), &[]))
}

/// The same, with the people who can be picked and the sentences that each clause can say.
fn made_with(
    desk: &Desk,
    visitor: &Visitor,
    text: &RecordText,
    asked: &Fields,
    findings: &[Value],
    (people, clauses): (&BTreeMap<&'static str, Vec<Choice>>, &[Clause]),
) -> Result<Form, String> {
    let words = desk.words(visitor);
    let record = text.fields();
    if !record.is_whole() && record.all().is_empty() {
        let lines = record.findings().iter().map(|finding| finding.message.clone());
        return Err(lines.collect::<Vec<_>>().join("; "));
    }
    let adding: Vec<_> = asked.get("add").cloned().into_iter().collect();
    Ok(form(&FormInput {
        people,
        clauses,
        words,
        layout: &desk.layout,
        choices: &desk.choices,
        adding: &adding,
        offered: &desk.offered(visitor, &record),
        findings: &by_field(findings),
        reads: &|control, value| desk.reads(visitor, control, value),
        record: &record,
    }))
}

/// Notes that a page of the letter is no longer open.
pub(in crate::serve) fn close(
    desk: &Desk,
    visitor: &Visitor,
    path: &str,
    posted: &Fields,
) -> Answer {
    desk.leave(visitor, path, field(posted, "tab"));
    Answer::json(&json!({}))
}

/// Whether the letter is still what a page shows: for a script that asks now and then.
pub(in crate::serve) fn state(
    desk: &Desk,
    visitor: &Visitor,
    path: &str,
    asked: &Fields,
) -> Answer {
    let Some(text) = desk.record(path) else {
        return Answer::json(&json!({ "gone": true }));
    };
    desk.beat(visitor, path, field(asked, "tab"));
    Answer::json(&json!({
        "base": text.base(),
        "others": desk.others(visitor, path, field(asked, "tab")),
    }))
}
