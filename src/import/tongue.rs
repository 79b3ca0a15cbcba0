//! In which language a letter is written.

use std::collections::{BTreeMap, HashSet};

use super::words::ImportWords;
use crate::original::Original;

/// More words tell nothing new.
const ENOUGH: usize = 2_000;

/// The language whose small words the letter says most; none where two are as likely, or none is.
pub(super) fn of<'w>(
    original: &Original,
    all: &'w BTreeMap<String, ImportWords>,
) -> Option<&'w str> {
    let text: String = original.paragraphs.iter().map(|it| it.text() + "\n").collect();
    let text = text.to_lowercase();
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(|word| !word.is_empty())
        .take(ENOUGH)
        .collect();
    let mut counts: Vec<(usize, &str)> = all
        .iter()
        .map(|(tag, table)| {
            let common: HashSet<&str> = table.common.iter().map(String::as_str).collect();
            let whole = words.iter().filter(|word| common.contains(*word)).count();
            // Scripts without spaces: the small words stand within the others.
            let dense = table
                .common
                .iter()
                .filter(|it| !it.is_ascii() && it.chars().count() <= 2);
            let dense = dense.filter(|it| it.chars().all(is_dense));
            let within: usize = dense.map(|it| text.matches(it.as_str()).count()).sum();
            (whole + within, tag.as_str())
        })
        .collect();
    counts.sort();
    match counts.as_slice() {
        [.., (second, _), (first, tag)] if first > second && *first > 0 => Some(tag),
        [(first, tag)] if *first > 0 => Some(tag),
        _ => None,
    }
}

fn is_dense(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}')
}
