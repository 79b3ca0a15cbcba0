//! "available at (", "dated  ,".

use std::ops::Range;

use crate::check::passage::Passage;
use crate::check::ranges::Ranges;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::List;

pub(super) static RULE: Rule = Rule {
    name: "hole",
    family: Family::Hygiene,
    level: Level::Warning,
    most: Level::Error,
    summary: "something is left out of a sentence",
    checks: "Places of prose where words are missing: empty brackets or quotation marks, \"available at\" \
             before a mark or an open bracket with nothing in it, \"letter dated\" before a mark, and a word such as \
             \"at\", \"on\" or \"of\" with a space and a mark after it. \"The matter referred to, …\" has no space and is right.",
    why: "A link or a date that was to be put in later is not there, and the reader cannot know what it was.",
    example: "the document is available at ( ). Further to my letter dated  , I enclose …",
    instead: "the document is available at https://www.un.org/pga. Further to my letter dated 11 December 2017, …",
    source: "general practice; links and addresses are left out of real letters",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    if letter.list(List::Leads).is_none() {
        return;
    }
    for passage in letter.own() {
        for range in holes(letter, passage) {
            if passage.is_quotation(range.start) {
                continue;
            }
            let said = &passage.text()[range.clone()];
            found.push(
                RULE.finding(format!("something is missing in \"{said}\""))
                    .at(passage.place(range))
                    .help("put in what is missing, or word the sentence without it"),
            );
        }
    }
}

/// Where something is missing.
pub(super) fn holes(letter: &Piece<'_>, passage: &Passage<'_>) -> Vec<Range<usize>> {
    let text = passage.text();
    let mut found: Vec<Range<usize>> = Vec::new();
    for (open, close) in [('(', ')'), ('[', ']'), ('“', '”')] {
        if !passage.has_char(open) {
            continue;
        }
        for (at, _) in text.match_indices(open) {
            let inner = passage.after_space(at + open.len_utf8());
            if text[inner..].starts_with(close) {
                let start = lead(letter, passage, at).unwrap_or(at);
                found.push(start..inner + close.len_utf8());
            }
        }
    }
    let empty = Ranges::of(found.iter().cloned());
    // Marks come in order: of those before, only the last can meet the next.
    let mut last = 0;
    let mut add = |range: Range<usize>| {
        if !empty.meet(&range) && last <= range.start {
            last = range.end;
            found.push(range);
        }
    };
    let wanting = [List::WantsAddress, List::WantsDate];
    let any = wanting.iter().any(|list| !passage.found(*list).is_empty());
    let marks = text.bytes().enumerate();
    for (at, _) in marks.filter(|(_, byte)| matches!(byte, b',' | b'.' | b';' | b')')) {
        let end = text[..at].trim_end().len();
        let wants = any && wanting.iter().any(|list| passage.found_before(*list, end).is_some());
        if end == at && !wants {
            continue;
        }
        let after = &text[at + 1..];
        let ellipsis =
            after.trim_start().starts_with('.') || after.starts_with(char::is_alphanumeric);
        if let Some(start) = lead(letter, passage, at).filter(|_| !ellipsis) {
            add(start..at + 1);
        }
    }
    let end = text.trim_end();
    if let Some(address) = passage.found_before(List::WantsAddress, end.len()) {
        add(address.start..end.len());
    }
    // "available at (" with its link gone, and the bracket never closed.
    if let Some(open) = end.strip_suffix('(')
        && let Some(start) = lead(letter, passage, open.len())
    {
        add(start..end.len());
    }
    found
}

/// Where the words begin that lead up to a place and cannot end there.
fn lead(letter: &Piece<'_>, passage: &Passage<'_>, at: usize) -> Option<usize> {
    let before = passage.text()[..at].trim_end();
    if let Some(address) = passage.found_before(List::WantsAddress, before.len()) {
        return Some(address.start);
    }
    let start = before.trim_end_matches(char::is_alphanumeric).len();
    let (before, word) = before.split_at(start);
    // "paragraph 3 (a)": a letter of an item is no article.
    let item = before.ends_with(['(', '-', '.', '\'', '’']);
    (!item && letter.has_exactly(List::Leads, word)).then_some(start)
}
