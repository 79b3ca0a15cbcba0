//! A list whose items end in different ways.

use super::lists::ending;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "mixed-list-punctuation",
    family: Family::House,
    level: Level::Note,
    most: Level::Warning,
    summary: "the items of a list end in different ways",
    checks: "Lists that the prose writes by hand: all items end alike. The last may end in a full stop after \
             semicolons, commas or nothing; the one before it may end in \"; and\". An item that introduces an inner \
             list is passed over.",
    why: "A list that changes its punctuation was put together from two, and is read as two.",
    example: "- the elements paper;\n- the report of the Secretary-General\n- the summary.",
    instead: "- the elements paper\n- the report of the Secretary-General\n- the summary",
    source: "United Nations Editorial Manual: list items without punctuation, or sentences with full stops",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let body = letter.letter.body.as_ref().map_or("", |body| body.0.as_str());
    for items in &letter.lists {
        let ends: Vec<_> = items
            .iter()
            .filter_map(|item| Some((item, ending(letter, item)?)))
            .collect();
        let Some(((last, close), before)) = ends.split_last() else {
            continue;
        };
        let Some((_, usual)) = before.first() else {
            continue;
        };
        let odd = before
            .iter()
            .find(|(_, end)| end != usual)
            .map(|(item, _)| *item)
            .or_else(|| {
                (close != usual && *close != '.' || (*close == ' ' && *usual != ' '))
                    .then_some(*last)
            });
        if let Some(item) = odd {
            let text = body[item.clone()].trim_end();
            let last = text.chars().next_back().map_or(0, char::len_utf8);
            let end = item.start + text.len();
            found.push(
                RULE.finding(format!(
                    "this item ends in {}, others in {}",
                    name(ending(letter, item)),
                    name(Some(*usual))
                ))
                .at(letter.record.body_place(end - last..end))
                .help("end all items alike"),
            );
        }
    }
}

fn name(end: Option<char>) -> &'static str {
    match end {
        Some(';') => "a semicolon",
        Some('.') => "a full stop",
        Some(',') => "a comma",
        _ => "no mark",
    }
}
