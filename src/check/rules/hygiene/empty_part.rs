//! A part that is begun and holds nothing.

use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "empty-part",
    family: Family::Hygiene,
    level: Level::Warning,
    most: Level::Warning,
    summary: "a part is begun and holds nothing",
    checks: "Fields of the head and the signatures that are given as an empty text, and lines of the prose that hold \
             the mark of an item or a heading and nothing else. A field that is left out, or has no value at all, \
             says nothing.",
    why: "Somebody meant to write something there. An empty salutation takes the usual one off the page.",
    example: "subject: \"\"",
    instead: "Leave the field out, or give it its words.",
    source: "the format of records",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let data = letter.letter;
    let mut look = |text: &Option<String>, path: &dyn Fn() -> String| {
        if text.as_ref().is_some_and(|text| text.trim().is_empty()) {
            let path = path();
            let name = path.rsplit('.').next().unwrap_or(&path);
            found.push(
                RULE.finding(format!("`{name}` is empty"))
                    .at(letter.record.place_of_key(&path))
                    .help("leave the line out, or give it its words"),
            );
        }
    };
    for (text, name) in [
        (&data.subject, "subject"),
        (&data.salutation, "salutation"),
        (&data.closing, "closing"),
        (&data.reference, "reference"),
        (&data.marking, "marking"),
        (&data.place, "place"),
    ] {
        look(text, &|| name.to_owned());
    }
    for (at, signatory) in data.signatories.iter().enumerate() {
        look(&signatory.name, &|| format!("signatories[{at}].name"));
        look(&signatory.title, &|| format!("signatories[{at}].title"));
        look(&signatory.capacity, &|| format!("signatories[{at}].capacity"));
    }
    for (at, meeting) in data.meetings.iter().enumerate() {
        look(&meeting.title, &|| format!("meetings[{at}].title"));
        look(&meeting.room, &|| format!("meetings[{at}].room"));
    }
    let body = data.body.as_ref().map_or("", |body| body.0.as_str());
    let mut start = 0;
    for line in body.split_inclusive('\n') {
        let mark = line.trim();
        if is_mark_alone(mark) {
            let at = start + line.find(mark).unwrap_or(0);
            found.push(
                RULE.finding(format!("`{mark}` begins nothing"))
                    .at(letter.record.body_place(at..at + mark.len()))
                    .help("take the line out, or give it its words"),
            );
        }
        start += line.len();
    }
}

/// "-", "1.", "##" by themselves.
fn is_mark_alone(line: &str) -> bool {
    let heading = !line.is_empty() && line.len() < 7 && line.bytes().all(|byte| byte == b'#');
    let number = line.strip_suffix(['.', ')']).is_some_and(|number| {
        (1..4).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    heading || number || matches!(line, "-" | "*" | "+")
}
