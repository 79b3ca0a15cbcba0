//! "Subject: Permit no. {{ row.permit }}".

use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::compose::{asking, braced};
use crate::finding::Level;
use crate::source::Place;

pub(super) static RULE: Rule = Rule {
    name: "field-outside-prose",
    family: Family::Hygiene,
    level: Level::Error,
    most: Level::Error,
    summary: "a merge field stands where none is looked up",
    checks: "`{{ … }}` around a name, in any field of text but the prose and the clauses in the record's own words. \
             In a letter to a list, `{{ row.NAME }}` is looked up in every field of text, and is passed over. \
             What a cell of a list holds is text.",
    why: "The braces would stand on the page.",
    example: "subject: Meeting of {{ meetings.1.dates }}",
    instead: "subject: Meeting of 2 October 2026",
    source: "the format of records",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    for (path, text) in asking(letter.record) {
        let Some((said, name)) = braced(text) else { continue };
        let (message, help) = if name.starts_with("row.") {
            (
                format!("`{said}` is a column of a list, and this letter has none"),
                "`chancery merge LETTER --rows FILE` writes it to everybody in a list",
            )
        } else {
            (
                format!("`{said}` is looked up in the prose alone, and stands in `{path}`"),
                "write out what it stands for; of a list, {{ row.NAME }} is looked up here too",
            )
        };
        let whole = letter.record.place(&path);
        let place = match whole.text().find(said) {
            Some(at) => {
                let start = whole.range().start + at;
                Place::new(whole.source(), start..start + said.len())
            }
            None => whole,
        };
        found.push(RULE.finding(message).at(place).help(help));
    }
}
