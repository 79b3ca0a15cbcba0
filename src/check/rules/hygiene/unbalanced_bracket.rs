//! A bracket without its partner.

use crate::check::passage::Passage;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "unbalanced-bracket",
    family: Family::Hygiene,
    level: Level::Warning,
    most: Level::Error,
    summary: "a bracket has no partner",
    checks: "Round and square brackets of each paragraph of prose and of each field of running text. A remark that \
             runs over several paragraphs, and the labels of items (\"a)\", \"1)\", \"iv)\"), are passed over.",
    why: "The reader does not know where the remark ends, and often a word or an address has gone with the bracket.",
    example: "the intergovernmental negotiations (IGN on Security Council reform",
    instead: "the intergovernmental negotiations (IGN) on Security Council reform",
    source: "general practice",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    for (open, close) in [('(', ')'), ('[', ']')] {
        let mut alone: Vec<Option<(&Passage<'_>, usize, char)>> = Vec::new();
        // Opening brackets of earlier paragraphs, by their number among those alone.
        let mut earlier: Vec<usize> = Vec::new();
        for passage in letter.passages() {
            if !passage.has_any([open as u8, close as u8]) {
                continue;
            }
            let mut lone: Vec<(usize, char)> = Vec::new();
            for (at, mark) in passage.text().match_indices([open, close]) {
                let is_open = mark.starts_with(open);
                if is_open {
                    lone.push((at, open));
                } else if lone.last().is_some_and(|(_, last)| *last == open) {
                    lone.pop();
                } else if !is_label(&passage.text()[..at]) {
                    lone.push((at, close));
                }
            }
            let mut own = Vec::new();
            for (at, c) in lone {
                // A remark that began in an earlier paragraph ends here.
                let closes = (c == close && passage.path().is_none()).then(|| earlier.pop());
                if let Some(began) = closes.flatten() {
                    alone[began] = None;
                    continue;
                }
                if c == open && passage.path().is_none() {
                    own.push(alone.len());
                }
                alone.push(Some((passage, at, c)));
            }
            earlier.append(&mut own);
        }
        for (passage, at, c) in alone.into_iter().flatten() {
            let what = if c == open { "is never closed" } else { "was never opened" };
            found.push(
                RULE.finding(format!("the bracket \"{c}\" {what}"))
                    .at(passage.place(at..at + c.len_utf8()))
                    .help("put in its partner, or take it out"),
            );
        }
    }
}

/// Whether the label of an item ends a text: "a", "1", "iv", with nothing before it in its word.
fn is_label(before: &str) -> bool {
    let start = before
        .rfind(|c: char| !c.is_ascii_alphanumeric())
        .map_or(0, |at| at + 1);
    let (rest, label) = before.split_at(before.floor_char_boundary(start));
    let free = rest.is_empty() || rest.ends_with([' ', '(', ',']);
    let label = label.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    let roman = !label.is_empty() && label.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    let short = label.chars().count() == 1
        || (label.len() < 3 && label.bytes().all(|b| b.is_ascii_digit()));
    free && !label.is_empty() && (short || roman)
}
