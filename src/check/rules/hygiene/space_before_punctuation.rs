//! "the Assembly ,".

use std::ops::Range;

use super::hole::holes;
use crate::check::fix::mended;
use crate::check::ranges::Ranges;
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
             opening one. Dots of an omission (\". . .\"), \
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
        for range in spaces(text) {
            // A space by itself at an end of the passage is not seen.
            if range.start == 0 || range.end == text.len() {
                continue;
            }
            let (before, after) = (&text[..range.start], &text[range.end..]);
            let next = after.chars().next().filter(|c| marks.contains(c));
            let (what, mark) = match next {
                Some(mark) if !is_right(before, mark, after) => ("before", mark),
                _ if before.ends_with('(') => ("after", '('),
                _ => continue,
            };
            let at = if mark == '(' { range.start - 1 } else { range.end };
            let missing = missing.get_or_insert_with(|| Ranges::of(holes(letter, passage)));
            if missing.meet(&range) || passage.is_quotation(at) {
                continue;
            }
            let finding = RULE.finding(format!("a space {what} \"{mark}\"")).help("take it out");
            let shown = after.chars().next().map_or(0, char::len_utf8);
            let place = passage.place(range.start..range.end + shown);
            found.push(mended(finding, passage, range, "").at(place));
        }
    }
}

/// The stretches of spaces in a text.
fn spaces(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut end = 0;
    memchr::memchr_iter(b' ', text.as_bytes()).filter_map(move |start| {
        if start < end {
            return None;
        }
        // Most spaces stand between two words.
        let bytes = text.as_bytes();
        let word = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
        if start > 0 && word(start - 1) && word(start + 1) {
            return None;
        }
        end = text.len() - text[start..].trim_start_matches(' ').len();
        Some(start..end)
    })
}

/// Whether a space is right before a mark: the mark begins a word, or is one of several dots,
/// or parts two numbers.
fn is_right(before: &str, mark: char, after: &str) -> bool {
    let rest = &after[mark.len_utf8()..];
    let begins_word = mark != ')' && rest.starts_with(|c: char| c.is_alphanumeric() || c == '.');
    let omission =
        mark == '.' && (before.trim_end().ends_with('.') || rest.trim_start().starts_with('.'));
    let ratio = mark == ':' && before.trim_end().ends_with(|c: char| c.is_ascii_digit());
    begins_word || omission || ratio
}
