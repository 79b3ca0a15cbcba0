//! Markup that is no markup, and stands on the page as it is.

use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::compose::braced;
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "stray-markup",
    family: Family::Hygiene,
    level: Level::Warning,
    most: Level::Error,
    summary: "a mark of markup is left in the text",
    checks: "What would stand on the page as it is typed: a lone `**`, `__` or backtick, half a link, a backslash, \
             `{{` or `}}` that no merge field makes. In fields, where nothing is markup, a pair of them as well. \
             A single asterisk, as of a footnote, is passed over.",
    why: "The reader sees the tool instead of the letter.",
    example: "The deadline is **5 p.m. on Friday.",
    instead: "The deadline is 5 p.m. on Friday.",
    source: "the format of records",
    scope: Scope::Letter(check),
};

const MARKS: &[&str] = &["**", "](", "\\", "{{", "}}", "`", "{%", "%}"];

fn check(letter: &Piece<'_>, found: &mut Found) {
    for passage in letter.passages() {
        let text = passage.text();
        let marks = MARKS.iter().filter(|mark| passage.has(mark.as_bytes()[0]));
        let hits = marks.flat_map(|mark| text.match_indices(*mark));
        // Three underlines and more are a line to fill in, which is a placeholder.
        let lines = if passage.has(b'_') { text } else { "" };
        let lines = lines
            .match_indices("__")
            .filter(|(at, _)| !text[..*at].ends_with('_') && !text[at + 2..].starts_with('_'));
        for (at, mark) in hits.chain(lines) {
            // A merge field where none is looked up has a rule of its own.
            let field = matches!(mark, "{{" | "}}") && passage.path().is_some();
            if passage.is_address(at) || (field && braced(text).is_some()) {
                continue;
            }
            found.push(
                RULE.finding(format!("`{mark}` is left in the text"))
                    .at(passage.place(at..at + mark.len()))
                    .help("take it out, or put in its partner"),
            );
        }
    }
}
