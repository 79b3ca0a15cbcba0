//! The source of a record, for those who want it.

use serde_json::json;
use tera::Context;

use crate::serve::answer::Answer;
use crate::serve::desk::{Desk, RecordText, encoded};
use crate::serve::letter::OpenLetter;
use crate::serve::visitor::Visitor;

use super::button::pressed;
use super::save::{Outcome, data, stored, told};
use super::{Fields, field, missing};

/// The page that shows the text of a record.
pub(in crate::serve) fn source(desk: &Desk, visitor: &Visitor, path: &str) -> Answer {
    match desk.record(path) {
        Some(text) => shown(desk, visitor, text, Context::new()),
        None => missing(desk, visitor),
    }
}

fn shown(desk: &Desk, visitor: &Visitor, text: RecordText, mut context: Context) -> Answer {
    let words = desk.words(visitor);
    let opened = OpenLetter::new(desk, text);
    context.insert("title", &opened.text.id);
    context.insert(
        "letter",
        &json!({
            "path": opened.text.file,
            "href": encoded(&opened.text.path),
            "id": opened.text.id,
            "base": opened.text.base(),
            "state": opened.state.name(),
            "state_said": words.say(opened.state.name()),
        }),
    );
    context.insert("findings", &opened.shown(words));
    context.insert("source", &String::from_utf8_lossy(&opened.text.bytes));
    desk.page("source.html", visitor, context)
}

/// Saves the text of a record.
pub(in crate::serve) fn save_source(
    desk: &Desk,
    visitor: &Visitor,
    path: &str,
    posted: &Fields,
) -> Answer {
    let Some(current) = desk.record(path) else { return missing(desk, visitor) };
    let words = desk.words(visitor);
    let given = posted.get("source").map_or("", String::as_str);
    let refused = |why: &str| {
        if visitor.is_script {
            return Answer::json(&json!({ "problem": why })).status(422);
        }
        let mut context = Context::new();
        context.insert("problem", why);
        context.insert("typed", given);
        shown(desk, visitor, current.clone(), context).status(422)
    };
    let Some(base) = desk.text_of(path, field(posted, "base")) else {
        return refused(words.say("unknown-base"));
    };
    let text = with_its_ends(given, &base.bytes);
    let text = match pressed(desk, visitor, &base, &text, posted) {
        Ok(text) => text,
        Err(why) => return refused(&why),
    };
    match stored(desk, visitor, &base, text) {
        Ok(Outcome { text, conflicts }) if visitor.is_script => {
            let all: Vec<_> = conflicts.iter().map(|conflict| told(words, conflict)).collect();
            data(desk, visitor, text, &all, "")
        }
        Ok(Outcome { text, .. }) => Answer::to(format!("/source/{}?saved=1", encoded(&text.path))),
        Err(why) => refused(&why),
    }
}

/// What a form sends has line ends of its own: those of the record, where it has one kind, stay.
fn with_its_ends(given: &str, base: &[u8]) -> String {
    let plain = given.replace("\r\n", "\n");
    let windows = base.windows(2).filter(|pair| pair == b"\r\n").count();
    let all = base.iter().filter(|byte| **byte == b'\n').count();
    if all > 0 && windows == all { plain.replace('\n', "\r\n") } else { plain }
}
