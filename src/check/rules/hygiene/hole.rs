//! "available at (", "dated  ,".

use std::ops::Range;

use crate::check::ranges::Ranges;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "hole",
    family: Family::Hygiene,
    level: Level::Warning,
    most: Level::Error,
    summary: "something is left out of a sentence",
    checks: "Places of English prose where words are missing: empty brackets or quotation marks, \"available at\" \
             before a mark or an open bracket with nothing in it, \"letter dated\" before a mark, and a word such as \
             \"at\", \"on\" or \"of\" with a space and a mark after it. \"The matter referred to, …\" has no space and is right.",
    why: "A link or a date that was to be put in later is not there, and the reader cannot know what it was.",
    example: "the document is available at ( ). Further to my letter dated  , I enclose …",
    instead: "the document is available at https://www.un.org/pga. Further to my letter dated 11 December 2017, …",
    source: "general practice; links and addresses are left out of real letters",
    scope: Scope::Letter(check),
};

/// Words after which a space and a mark show that something is gone.
const LEADS: &[&str] = &[
    "at", "dated", "on", "of", "by", "from", "to", "in", "the", "and", "with", "for", "a", "an",
    "my", "our", "your", "between", "or", "as", "entitled", "until", "before", "after",
];

/// Words that want an address after them.
const WANTS_ADDRESS: &[&str] = &[
    "available at", "found at", "accessed at", "reached at", "contacted at", "registered at",
    "website at",
];

fn check(letter: &Piece<'_>, found: &mut Found) {
    if !letter.is_english() {
        return;
    }
    for passage in letter.own() {
        for range in holes(passage.text()) {
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
pub(super) fn holes(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (open, close) in [('(', ')'), ('[', ']'), ('“', '”')] {
        for (at, _) in text.match_indices(open) {
            let inner = &text[at + open.len_utf8()..];
            let blank = inner.len() - inner.trim_start().len();
            if inner[blank..].starts_with(close) {
                let end = at + open.len_utf8() + blank + close.len_utf8();
                found.push(lead(text, at).unwrap_or(at)..end);
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
    for (at, mark) in text.match_indices([',', '.', ';', ')']) {
        let before = &text[..at];
        let spaced = before.ends_with(char::is_whitespace);
        let Some(start) = lead(text, at) else {
            continue;
        };
        let words = text[start..at].trim_end();
        let ellipsis = text[at + 1..].trim_start().starts_with('.')
            || text[at + 1..].starts_with(char::is_alphanumeric);
        let dated = ["letter dated", "letters dated"]
            .iter()
            .any(|end| before.trim_end().ends_with(end));
        let address = WANTS_ADDRESS.contains(&words.to_lowercase().as_str());
        if (spaced || dated || address) && !ellipsis {
            add(start..at + mark.len());
        }
    }
    let end = text.trim_end();
    if let Some(start) = lead(text, end.len())
        .filter(|start| WANTS_ADDRESS.contains(&end[*start..].to_lowercase().as_str()))
    {
        add(start..end.len());
    }
    // "available at (" with its link gone, and the bracket never closed.
    if let Some(open) = end.strip_suffix('(')
        && let Some(start) = lead(text, open.len())
    {
        add(start..end.len());
    }
    found
}

/// Where the words begin that lead up to a place and cannot end there.
fn lead(text: &str, at: usize) -> Option<usize> {
    let before = text[..at].trim_end();
    let start = |count: usize| {
        let mut rest = before;
        for _ in 0..count {
            rest = rest.trim_end().trim_end_matches(|c: char| c.is_alphanumeric());
        }
        rest.len()
    };
    let two = start(2);
    if WANTS_ADDRESS.contains(&before[two..].to_lowercase().as_str()) {
        return Some(two);
    }
    let one = start(1);
    let word = &before[one..];
    // "paragraph 3 (a)": a letter of an item is no article.
    let item = before[..one].ends_with(['(', '-', '.', '\'', '’']);
    (LEADS.contains(&word) && !item).then_some(one)
}
