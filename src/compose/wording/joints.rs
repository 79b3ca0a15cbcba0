//! How parts make a sentence: what stands between them, a capital at the beginning, one stop at
//! the end. The parts are Markdown.

use crate::document::{Inline, marks, plain};
use crate::language::clauses::Joints;
use crate::text::tags;

/// Marks before which no space stands.
const CLOSING: [char; 12] = [',', ';', ':', '.', ')', '،', '؛', '，', '；', '：', '。', '、'];
/// Commas, which no sentence ends in and of which one is enough.
const COMMAS: [char; 4] = [',', '،', '，', '、'];
/// Marks that end a sentence, or introduce what stands below it.
const ENDS: [char; 11] = ['.', '!', '?', ':', '…', '。', '！', '？', '：', '؟', '۔'];
/// Marks that may stand after the stop of a sentence.
const QUOTES: [char; 5] = ['”', '"', '»', '’', '」'];

/// Adds a part of a sentence to those before it. Where two words become one and the second is the
/// record's own, it is taken out of what the record says.
pub(super) fn add(out: &mut String, part: &str, joints: &Joints, said: &mut [Vec<Inline>]) {
    if out.is_empty() {
        out.push_str(part);
        return;
    }
    let (tags, visible) = tags::head(part);
    if visible.starts_with(COMMAS) && visible_end(out).is_some_and(|last| COMMAS.contains(&last)) {
        out.push_str(tags);
        out.push_str(visible.trim_start_matches(COMMAS));
        return;
    }
    if visible.starts_with(CLOSING) {
        out.push_str(part);
        return;
    }
    let before = out.rfind(|c: char| c.is_whitespace()).map_or(0, |at| at + 1);
    let last = out[before..].to_owned();
    let word = tags::strip(&last);
    let own = first_said(part, said);
    let text = own.as_deref().map_or(part, String::as_str);
    let end = text.find(|c: char| c.is_whitespace()).unwrap_or(text.len());
    let next = tags::strip(&text[..end]);
    if let Some(joined) = joints.contractions.get(&format!("{word} {next}")) {
        out.truncate(before);
        out.push_str(&tags::only(&last));
        out.push_str(joined);
        match own {
            Some(own) => {
                let tags = tags::only(&own[..end]);
                own.replace_range(..end, &tags);
                out.push_str(part);
            }
            None => {
                out.push_str(&tags::only(&part[..end]));
                out.push_str(&part[end..]);
            }
        }
        return;
    }
    let first = tags::head(text).1.chars().next();
    let vowel = first.is_some_and(|first| joints.vowels.contains(first));
    if vowel && let Some(short) = joints.elisions.get(&*word) {
        out.truncate(before);
        out.push_str(&tags::only(&last));
        out.push_str(short);
        out.push_str(part);
        return;
    }
    out.push_str(&joints.space);
    out.push_str(part);
}

/// The text that the words of the record begin with whose place a part begins with.
fn first_said<'s>(part: &str, said: &'s mut [Vec<Inline>]) -> Option<&'s mut String> {
    let (number, _) = marks::starts_said(part)?;
    match said.get_mut(number)?.first_mut()? {
        Inline::Text { text } => Some(text),
        _ => None,
    }
}

/// The parts of a sentence as a sentence: a capital, and one stop.
pub(super) fn finish(text: &str, stop: &str, said: &mut [Vec<Inline>]) -> String {
    let text = tags::trim_end(text.trim(), |c| COMMAS.contains(&c));
    let text = &*tags::trim_end(&text, char::is_whitespace);
    let mut out = String::with_capacity(text.len() + 4);
    capital_into(text, said, &mut out);
    let last = match last_said(text) {
        Some(number) => said
            .get(number)
            .and_then(|inlines| last_of(&tags::strip(&plain(inlines)))),
        None => visible_end(&tags::trim_end(text, |c| QUOTES.contains(&c))),
    };
    if !last.is_some_and(|last| ENDS.contains(&last)) {
        out.push_str(stop);
    }
    out
}

/// The parts of a sentence with a capital.
pub(super) fn begin(text: &str, said: &mut [Vec<Inline>]) -> String {
    let mut out = String::with_capacity(text.len());
    capital_into(text.trim(), said, &mut out);
    out
}

/// A text with its first letter as a capital, within marks and words of the record.
fn capital_into(text: &str, said: &mut [Vec<Inline>], out: &mut String) {
    let (before, text) = tags::head(text);
    out.push_str(before);
    if let Some((number, _)) = marks::starts_said(text) {
        if let Some(Inline::Text { text }) = said.get_mut(number).and_then(|said| said.first_mut())
        {
            *text = tags::capital(text);
        }
        out.push_str(text);
        return;
    }
    let start = match text.strip_prefix('<').and_then(|rest| rest.find('>')) {
        Some(end) => end + 2,
        None => 0,
    };
    out.push_str(&text[..start]);
    out.push_str(&tags::capital(&text[start..]));
}

fn last_of(text: &str) -> Option<char> {
    text.trim_end_matches(QUOTES).chars().next_back()
}

/// Takes the comma away that words of the record end in: the sentence sets it where it needs one.
pub(super) fn strip_comma(words: &mut [Inline]) {
    if let Some(Inline::Text { text }) = words.last_mut() {
        *text = tags::trim_end(text.trim_end(), |c| COMMAS.contains(&c)).into_owned();
    }
}

/// The last character that a reader sees of some Markdown.
fn visible_end(text: &str) -> Option<char> {
    let unseen = |c: char| tags::is_tag(c);
    let mut text = text.trim_end().trim_end_matches(unseen);
    while let Some(rest) = text.strip_suffix('>') {
        text = rest.rfind('<').map_or("", |at| &rest[..at]).trim_end_matches(unseen);
    }
    text.chars().next_back()
}

/// The number of the words of the record that a text ends in.
fn last_said(text: &str) -> Option<usize> {
    let at = text.rfind("<span")?;
    let (number, rest) = marks::starts_said(&text[at..])?;
    rest.trim_end_matches(tags::is_tag).is_empty().then_some(number)
}
