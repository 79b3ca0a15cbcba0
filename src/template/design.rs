//! Words in a page design, which should hold none: they belong into the wording.

use std::ops::Range;

use super::Templates;
use crate::source::Place;

/// Where the page designs of `office` hold words.
pub fn words_of_design(templates: &Templates, office: &str) -> Vec<Place> {
    let mut places = Vec::new();
    for (path, find) in [
        ("page/letter.html", in_html as fn(&str) -> Vec<Range<usize>>),
        ("page/letter.css", in_css),
    ] {
        if let Some(source) = templates.text(office, path) {
            places.extend(find(source.text()).into_iter().map(|range| Place::new(source, range)));
        }
    }
    places
}

/// The words that a design of the site holds.
pub fn words_of_site(html: &str) -> Vec<&str> {
    let found = in_html(html).into_iter();
    found.filter_map(|range| html.get(range)).collect()
}

/// Stretches of text between elements that hold a word.
fn in_html(html: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < html.len() {
        let rest = &html[at..];
        let skip = [
            ("{{", "}}"),
            ("{%", "%}"),
            ("{#", "#}"),
            ("<!--", "-->"),
            ("<style", "</style>"),
            ("<script", "</script>"),
            ("<", ">"),
        ]
        .into_iter()
        .find(|(open, _)| rest.starts_with(open));
        if let Some((_, close)) = skip {
            at += rest.find(close).map_or(rest.len(), |end| end + close.len());
            continue;
        }
        let ends = ["<", "{{", "{%", "{#"];
        // A brace by itself is text, so at least one character is taken.
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let end = ends
            .into_iter()
            .filter_map(|end| rest[first..].find(end))
            .min()
            .map_or(rest.len(), |end| first + end);
        found.extend(words(rest[..end].trim()).map(|_| {
            let lead = rest[..end].len() - rest[..end].trim_start().len();
            at + lead..at + rest[..end].trim_end().len()
        }));
        at += end;
    }
    found
}

/// Strings that a style prints, where they hold a word.
fn in_css(css: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, _) in css.match_indices("content:") {
        let end = css[at..].find([';', '}']).map_or(css.len(), |end| at + end);
        let mut from = at;
        while let Some(open) = css[from..end].find(['"', '\'']).map(|open| from + open) {
            let quote = &css[open..=open];
            let Some(close) = css[open + 1..end].find(quote).map(|close| open + 1 + close) else {
                break;
            };
            if words(&css[open + 1..close]).is_some() {
                found.push(open + 1..close);
            }
            from = close + 1;
        }
    }
    found
}

/// A text, if it holds a word of two letters or more.
fn words(text: &str) -> Option<&str> {
    // A character reference such as `&nbsp;` is no word.
    let mut outside = String::with_capacity(text.len());
    let mut reference = false;
    for c in text.chars() {
        match c {
            '&' => reference = true,
            ';' if reference => reference = false,
            c if !reference => outside.push(c),
            _ => {}
        }
    }
    outside
        .split(|c: char| !c.is_alphabetic())
        .any(|word| word.chars().count() > 1)
        .then_some(text)
}
