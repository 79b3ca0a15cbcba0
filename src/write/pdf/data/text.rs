//! What the typesetter has to know of a text: its tag, its length, where it turns round.

use std::borrow::Cow;

use crate::document::{self, Align, Inline};

/// The letters of a line, about.
const LINE: usize = 70;

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

/// About how many lines a text fills.
pub(super) fn lines(inlines: &[Inline]) -> usize {
    let text = document::plain(inlines);
    let lines = text.split('\n').map(textwrap::core::display_width);
    lines.map(|width| width.div_ceil(LINE).max(1)).sum()
}

/// The typesetter would break a line at a line feed; only the tree breaks lines.
pub(super) fn flat(text: &str) -> Cow<'_, str> {
    if text.contains(['\n', '\r', '\t', '\u{2028}', '\u{2029}']) {
        text.replace(['\n', '\r', '\t', '\u{2028}', '\u{2029}'], " ").into()
    } else {
        text.into()
    }
}
