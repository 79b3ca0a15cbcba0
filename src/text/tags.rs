//! Tags: invisible marks in text that say by number where the text around them came from.
//!
//! They are made of characters that no text may carry, so nothing that a record says is one. A
//! number stands for an entry of a table that whoever reads the tags keeps.

use std::borrow::Cow;

/// From here on everything is written by the template, until the next such tag.
const LITERAL: char = '\u{FDD0}';
/// What stands before it in the value, back to the last such tag, is of this origin.
const VALUE: char = '\u{FDD1}';
/// What is of this origin begins; it may hold others.
const OPEN: char = '\u{FDD2}';
/// The end of the innermost of them.
pub(crate) const CLOSE: char = '\u{FDD3}';
/// The digits of a number, to the base of 16.
const ZERO: u32 = 0xFDE0;

/// A piece of a text with tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece<'t> {
    Text(&'t str),
    Literal(usize),
    Value(usize),
    Open(usize),
    Close,
}

/// Whether a character belongs to a tag.
pub(crate) fn is_tag(c: char) -> bool {
    matches!(c, '\u{FDD0}'..='\u{FDEF}')
}

/// Whether a text has tags.
pub(crate) fn has_tags(text: &str) -> bool {
    // All of them begin with this byte, and few other characters do.
    memchr::memchr(0xEF, text.as_bytes()).is_some_and(|at| text[at..].contains(is_tag))
}

fn number(n: usize, out: &mut String) {
    let digits = (usize::BITS - n.leading_zeros()).div_ceil(4).max(1);
    for at in (0..digits).rev() {
        let digit = u32::try_from(n >> (4 * at) & 0xF).unwrap_or_default();
        out.extend(char::from_u32(ZERO + digit));
    }
}

fn tag(kind: char, n: usize) -> String {
    let mut out = String::from(kind);
    number(n, &mut out);
    out
}

/// The tag after which everything is written by the template at `n`.
pub(crate) fn literal(n: usize) -> String {
    tag(LITERAL, n)
}

/// A value of which all is of the origin `n`; nothing is of any.
pub(crate) fn value(text: &str, n: usize) -> String {
    if text.is_empty() { String::new() } else { [text, &tag(VALUE, n)].concat() }
}

/// The beginning of what is of the origin `n`.
pub(crate) fn open(n: usize) -> String {
    tag(OPEN, n)
}

/// `text`, as something of the origin `n`.
pub(crate) fn within(text: &str, n: usize, out: &mut String) {
    out.push_str(&open(n));
    out.push_str(text);
    out.push(CLOSE);
}

/// The text without its tags.
pub(crate) fn strip(text: &str) -> Cow<'_, str> {
    if has_tags(text) {
        Cow::Owned(text.chars().filter(|c| !is_tag(*c)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// The tags of a text without what stands around them.
pub(crate) fn only(text: &str) -> String {
    text.chars().filter(|c| is_tag(*c)).collect()
}

/// The tags that a text begins with, and the rest.
pub(crate) fn head(text: &str) -> (&str, &str) {
    text.split_at(text.len() - text.trim_start_matches(is_tag).len())
}

/// A text with its first letter as a capital, after the tags it begins with.
pub(crate) fn capital(text: &str) -> String {
    let (tags, text) = head(text);
    [tags, &super::capital(text)].concat()
}

/// A text without the characters at its end that `is` names; the tags among them stay.
pub(crate) fn trim_end(text: &str, is: impl Fn(char) -> bool) -> Cow<'_, str> {
    let left = text.trim_end_matches(&is);
    if !left.ends_with(is_tag) {
        return Cow::Borrowed(left);
    }
    let end = left.trim_end_matches(|c| is_tag(c) || is(c)).len();
    Cow::Owned([&left[..end], &only(&left[end..])].concat())
}

/// A text without the characters at its start that `is` names; the tags among them stay.
pub(crate) fn trim_start(text: &str, is: impl Fn(char) -> bool) -> Cow<'_, str> {
    let right = text.trim_start_matches(&is);
    if !right.starts_with(is_tag) {
        return Cow::Borrowed(right);
    }
    let rest = right.trim_start_matches(|c| is_tag(c) || is(c));
    Cow::Owned([&only(&right[..right.len() - rest.len()]), rest].concat())
}

/// The pieces of a text, in order.
pub(crate) fn pieces(text: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        if !is_tag(first) {
            let end = rest.find(is_tag).unwrap_or(rest.len());
            let (text, after) = rest.split_at(end);
            rest = after;
            return Some(Piece::Text(text));
        }
        rest = &rest[first.len_utf8()..];
        let mut n = 0_usize;
        while let Some(digit) = rest.chars().next().and_then(digit) {
            n = n.wrapping_mul(16).wrapping_add(digit);
            rest = &rest[LITERAL.len_utf8()..];
        }
        Some(match first {
            LITERAL => Piece::Literal(n),
            VALUE => Piece::Value(n),
            OPEN => Piece::Open(n),
            _ => Piece::Close,
        })
    })
}

fn digit(c: char) -> Option<usize> {
    let digit = (c as u32).checked_sub(ZERO)?;
    (digit < 16).then_some(usize::try_from(digit).ok()?)
}

/// The stretches of a value, each with the number of its origin.
pub(crate) fn stretches(text: &str) -> Vec<(String, Option<usize>)> {
    let mut all: Vec<(String, Option<usize>)> = Vec::new();
    let mut open = String::new();
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) => open.push_str(text),
            Piece::Value(n) => all.push((std::mem::take(&mut open), Some(n))),
            // What a template made is a value only where a template wants it so.
            Piece::Literal(_) | Piece::Open(_) | Piece::Close => {}
        }
    }
    if !open.is_empty() {
        all.push((open, None));
    }
    all
}

/// What stands between the places of `pattern` in a value, each with the origins of its own words.
pub(crate) fn split(text: &str, pattern: &str) -> Vec<String> {
    let plain = strip(text);
    let stretches = stretches(text);
    let (mut parts, mut start) = (Vec::new(), 0);
    for part in plain.split(pattern) {
        let (end, mut at, mut out) = (start + part.len(), 0, String::with_capacity(part.len() + 8));
        for (words, origin) in &stretches {
            let from = start.clamp(at, at + words.len()) - at;
            let to = end.clamp(at, at + words.len()) - at;
            match (&words[from..to], origin) {
                (words, Some(n)) => out.push_str(&value(words, *n)),
                (words, None) => out.push_str(words),
            }
            at += words.len();
        }
        parts.push(out);
        start = end + pattern.len();
    }
    parts
}

/// A value in which each of `parts` stands in this order, each of an origin of its own; what is
/// around them is of the origin `rest`. A part that is not found is none.
pub(crate) fn value_of_parts(text: &str, parts: &[(&str, usize)], rest: usize) -> String {
    let (mut out, mut at) = (String::with_capacity(text.len() + 16), 0);
    for (part, n) in parts {
        let found = text[at..].find(part).filter(|_| !part.is_empty());
        let Some(start) = found.map(|found| at + found) else {
            continue;
        };
        out.push_str(&value(&text[at..start], rest));
        out.push_str(&value(part, *n));
        at = start + part.len();
    }
    out.push_str(&value(&text[at..], rest));
    out
}

/// Everything that is of no origin yet, as something of the origin `n`.
pub(crate) fn fill(text: &str, n: usize) -> String {
    let (mut out, mut depth) = (String::with_capacity(text.len() + 16), 0_usize);
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) if depth == 0 => within(text, n, &mut out),
            Piece::Text(text) => out.push_str(text),
            Piece::Literal(n) => out.push_str(&literal(n)),
            Piece::Value(n) => out.push_str(&tag(VALUE, n)),
            Piece::Open(n) => {
                depth += 1;
                out.push_str(&open(n));
            }
            Piece::Close => {
                depth = depth.saturating_sub(1);
                out.push(CLOSE);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Piece, fill, literal, open, pieces, split, stretches, strip, trim_end, value};

    #[test]
    fn what_is_tagged_is_read() {
        let text = [&literal(0), "a ", &open(500), "b", "\u{FDD3}", "c"].concat();
        let read: Vec<_> = pieces(&text).collect();
        let expected = [
            Piece::Literal(0),
            Piece::Text("a "),
            Piece::Open(500),
            Piece::Text("b"),
            Piece::Close,
            Piece::Text("c"),
        ];
        assert_eq!(read, expected);
        assert_eq!(strip(&text), "a bc");
        let both = [value("one", 17), ", ".to_owned(), value("two", 3)].concat();
        let read = stretches(&both);
        assert_eq!(read, [("one".to_owned(), Some(17)), (", two".to_owned(), Some(3))]);
    }

    #[test]
    fn what_is_cut_keeps_its_origin() {
        let text =
            [value("Permanent Representative", 1), " of ".to_owned(), value("X to Y", 2)].concat();
        assert_eq!(split(&text, " to "), [text.replace(" to Y", ""), value("Y", 2)]);
        assert_eq!(
            split(&text, "Representative of X"),
            [value("Permanent ", 1), value(" to Y", 2)]
        );
        assert_eq!(split("a", ","), ["a"]);
    }

    #[test]
    fn tags_stay_where_text_goes() {
        let text = [&open(1), "end. ", "\u{FDD3}", " "].concat();
        assert_eq!(strip(&trim_end(&text, char::is_whitespace)), "end.");
        let filled: String = fill(&[&open(1), "a", "\u{FDD3}", " and "].concat(), 2);
        assert_eq!(pieces(&filled).filter(|piece| *piece == Piece::Open(2)).count(), 1);
    }
}
