//! Symbols of documents: "A/RES/72/313", "72/313", "A/70/623-S/2015/988".

use std::ops::Range;

use super::Fact;
use super::letters::Letters;

fn is_inner(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-' | '(' | ')')
}

pub(super) fn read(letters: &mut Letters) -> Vec<(Fact, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        if !letters.at(at).is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let start = at;
        while at < letters.len() && is_inner(letters.at(at)) {
            at += 1;
        }
        let mut end = at;
        while !letters.at(end - 1).is_ascii_alphanumeric() {
            end -= 1;
        }
        let text = letters.text(start..end);
        let figures = text.contains(|c: char| c.is_ascii_digit());
        if text.contains('/') && figures && letters.is_free(start..end) {
            let upper = text.to_uppercase();
            let short = upper.strip_prefix("A/RES/").unwrap_or(&upper);
            found.push((Fact::Symbol(short.to_owned()), letters.bytes(start..end)));
            letters.take(start..end);
        }
    }
    found
}

/// Addresses of the web and of mailboxes state nothing.
pub(super) fn pass_addresses(letters: &mut Letters) {
    let mut at = 0;
    while at < letters.len() {
        let start = at;
        while at < letters.len() && letters.at(at) != ' ' && letters.at(at).is_ascii() {
            at += 1;
        }
        if at > start {
            let text = letters.text(start..at);
            if text.contains("://") || text.contains('@') || text.starts_with("www.") {
                letters.take(start..at);
            }
        } else {
            at += 1;
        }
    }
}
