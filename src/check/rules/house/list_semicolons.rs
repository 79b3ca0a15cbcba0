//! Semicolons after the items of a list.

use super::lists::ending;
use crate::check::prose::words_of;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::document::{Block, Role};
use crate::finding::Level;
use crate::language::List;

pub(super) static RULE: Rule = Rule {
    name: "list-semicolons",
    family: Family::House,
    level: Level::Note,
    most: Level::Note,
    summary: "the items of a list end in semicolons",
    checks: "Lists of meetings on the page, where the office's `list` style punctuates them with semicolons: one \
             finding a letter, at its meetings, which names the setting. And lists that the prose writes by hand: \
             one finding a list. Semicolons in sentences are passed over. An office that wants its semicolons \
             writes `list-semicolons = \"off\"` into the `[rules]` of its office.toml.",
    why: "Items are either short and need no punctuation, or sentences and end in full stops.",
    example: "- 27–28 February 2018, Conference Room 2;",
    instead: "- 27–28 February 2018, Conference Room 2",
    source: "United Nations Editorial Manual: list items without punctuation, or sentences with full stops",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    // The Editorial Manual is that of English; other languages set their lists otherwise.
    if !letter.holds(List::ListSemicolons) {
        return;
    }
    if let Some(finding) = schedule(letter) {
        found.push(finding);
    }
    let body = letter.letter.body.as_ref().map_or("", |body| body.0.as_str());
    for items in &letter.lists {
        let mut ends = items.iter().filter(|item| ending(letter, item) == Some(';'));
        if let Some(first) = ends.next().filter(|_| items.len() > 1) {
            let end = first.start + body[first.clone()].trim_end().len();
            let start = body[..end].rfind(';').unwrap_or(first.start);
            found.push(
                RULE.finding("the items of this list end in semicolons")
                    .at(letter.record.body_place(start..start + 1))
                    .help("leave the ends of short items bare, or end whole sentences with full stops"),
            );
        }
    }
}

/// The list of meetings that the letter shows, if it is punctuated so.
fn schedule(letter: &Piece<'_>) -> Option<crate::finding::Finding> {
    let shown = letter.document?.part(Role::Body).any(|block| match block {
        Block::Schedule { blocks, .. } => blocks.iter().any(|block| match block {
            Block::List { items, .. } => {
                let first = items.first().and_then(|item| item.first());
                items.len() > 1 && first.is_some_and(|first| words_of(first).ends_with(';'))
            }
            _ => false,
        }),
        _ => false,
    });
    if !shown {
        return None;
    }
    let office = &letter.house.office.id;
    let finding = RULE
        .finding("the meetings are listed with semicolons")
        .at(letter.record.place_of_key("meetings"));
    Some(finding.help(format!(
        "it is the style of the office: in offices/{office}/office.toml, `list = \"none\"` leaves them bare"
    )))
}
