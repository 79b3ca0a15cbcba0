//! A bracket without its partner.

use crate::check::prose::Passage;
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
        let mut body: Vec<(&Passage, usize, char)> = Vec::new();
        for passage in letter.passages() {
            if !passage.text().contains([open, close]) {
                continue;
            }
            let mut lone: Vec<(usize, char)> = Vec::new();
            for (at, c) in passage.text().char_indices() {
                if c == open {
                    lone.push((at, c));
                } else if c == close && lone.last().is_some_and(|(_, last)| *last == open) {
                    lone.pop();
                } else if c == close && !is_label(&passage.text()[..at]) {
                    lone.push((at, c));
                }
            }
            for (at, c) in lone {
                // A remark that began in an earlier paragraph ends here.
                let before = body.iter().rposition(|(other, _, mark)| {
                    *mark == open
                        && c == close
                        && passage.path.is_none()
                        && other.path.is_none()
                        && !std::ptr::eq(*other, passage)
                });
                match before {
                    Some(before) => drop(body.remove(before)),
                    None => body.push((passage, at, c)),
                }
            }
        }
        for (passage, at, c) in body {
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
