//! What the typesetter has to know of a text: its tag, its length, where it turns round.

use std::borrow::Cow;

use crate::document::{self, Align, Inline};

/// The typesetter knows two- and three-letter languages.
const LANGUAGE: std::ops::RangeInclusive<usize> = 2..=3;

/// Language and region of a BCP 47 tag, as far as the typesetter knows them.
pub(super) fn language(tag: &str) -> (String, Option<String>) {
    let mut subtags = tag.split(['-', '_']);
    let lang = subtags.next().unwrap_or_default().to_lowercase();
    let lang =
        if LANGUAGE.contains(&lang.len()) && lang.is_ascii() { lang } else { "und".to_owned() };
    let region =
        subtags.find(|subtag| subtag.len() == 2 && subtag.bytes().all(|b| b.is_ascii_alphabetic()));
    (lang, region.map(str::to_uppercase))
}

/// The stretches of a text that a symbol, a number with signs in it, or Latin words fill.
pub(super) fn across(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(start) = text[rest..]
        .find(|c: char| c.is_ascii_alphanumeric() || c == '+')
        .map(|at| rest + at)
    {
        let stop = text[start..]
            .find(|c: char| !(' '..='~').contains(&c))
            .map_or(text.len(), |at| start + at);
        let stretch = &text[start..stop];
        let last = stretch.rfind(|c: char| c.is_ascii_alphanumeric()).unwrap_or(0);
        let mut end = start + last + 1;
        // A bracket that opens within closes within.
        if text[start..end].matches('(').count() > text[start..end].matches(')').count()
            && text[end..].starts_with(')')
        {
            end += 1;
        }
        // A time of day is one number, and a range of times runs with the text.
        if text[start..end].contains(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.' | ','))
        {
            found.push((start, end));
        }
        rest = stop.max(end);
    }
    found
}

pub(super) fn side(align: Align) -> &'static str {
    match align {
        Align::Start => "start",
        Align::Center => "center",
        Align::End => "end",
    }
}

pub(super) fn length(inlines: &[Inline]) -> usize {
    // A Chinese character is as wide as two letters.
    textwrap::core::display_width(&document::plain(inlines))
}

/// The longest text of each column, by which a page design shares out the width.
pub(super) fn widths(head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> Vec<usize> {
    (0..head.len())
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column)).chain(head.get(column));
            cells.map(|cell| length(cell)).max().unwrap_or(0)
        })
        .collect()
}

/// The typesetter would break a line at a line feed; only the tree breaks lines.
pub(super) fn flat(text: &str) -> Cow<'_, str> {
    if text.contains(['\n', '\r', '\t', '\u{2028}', '\u{2029}']) {
        text.replace(['\n', '\r', '\t', '\u{2028}', '\u{2029}'], " ").into()
    } else {
        text.into()
    }
}
