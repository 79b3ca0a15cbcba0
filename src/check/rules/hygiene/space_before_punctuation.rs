//! "the Assembly ,".

use super::hole::holes;
use crate::check::ranges::Ranges;
use crate::check::token::mended;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::List;

pub(super) static RULE: Rule = Rule {
    name: "space-before-punctuation",
    family: Family::Hygiene,
    level: Level::Note,
    most: Level::Warning,
    summary: "a space stands before a mark",
    checks: "A space before a comma, full stop, semicolon, colon, question mark or closing bracket, and after an \
             opening one, in English prose; French sets spaces before some of them. Dots of an omission (\". . .\"), \
             a mark that begins a word (\".org\"), and holes, which are a matter of their own, are passed over.",
    why: "It is left over where words were taken out, and a line may begin with the mark.",
    example: "the General Assembly , at its seventy-second session",
    instead: "the General Assembly, at its seventy-second session",
    source: "general practice of printing",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let Some(marks) = letter.list(List::NoSpaceBefore) else {
        return;
    };
    let marks: Vec<char> = marks.iter().filter_map(|mark| mark.chars().next()).collect();
    for passage in letter.own() {
        let text = passage.text();
        let mut missing = None;
        for (at, mark) in text.match_indices(|c| c == '(' || marks.contains(&c)) {
            let (before, after) = (&text[..at], &text[at + mark.len()..]);
            let range = if mark == "(" {
                let blank = after.len() - after.trim_start_matches(' ').len();
                at + 1..at + 1 + blank
            } else {
                before.trim_end_matches(' ').len()..at
            };
            // A space by itself at an end of the passage is not seen.
            if range.is_empty() || range.start == 0 || range.end == text.len() {
                continue;
            }
            let begins_word = mark != "("
                && mark != ")"
                && after.starts_with(|c: char| c.is_alphanumeric() || c == '.');
            let omission = mark == "."
                && (before.trim_end().ends_with('.') || after.trim_start().starts_with('.'));
            let ratio = mark == ":" && before.trim_end().ends_with(|c: char| c.is_ascii_digit());
            let missing = missing.get_or_insert_with(|| Ranges::of(holes(letter, passage)));
            if begins_word || omission || ratio || missing.meet(&range) || passage.is_quotation(at)
            {
                continue;
            }
            let what = if mark == "(" { "after" } else { "before" };
            let finding = RULE.finding(format!("a space {what} \"{mark}\"")).help("take it out");
            let shown = text[range.end..].chars().next().map_or(0, char::len_utf8);
            let place = passage.place(range.start..range.end + shown);
            found.push(mended(finding, passage, range, "").at(place));
        }
    }
}
