//! Direction: what runs against a letter's own direction, one rule for every format.
//!
//! The order of characters is that of the Unicode algorithm (Unicode Standard Annex 9). Names,
//! symbols, numbers with signs and telephone numbers are isolates, as its section 4.3 allows
//! (HL3): else their parts would change places with what stands beside them.

mod numbers;

use std::borrow::Cow;
use std::ops::Range;

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

/// Isolates of UAX 9: from left to right, from right to left, and the end of either.
const LRI: char = '\u{2066}';
const RLI: char = '\u{2067}';
const PDI: char = '\u{2069}';

/// The marks of UAX 9: a letter without a shape that runs from left to right, or from right to left.
const LRM: char = '\u{200E}';
const RLM: char = '\u{200F}';

/// Whether a character belongs to a script that runs from right to left.
pub(super) fn is_rtl(c: char) -> bool {
    // Nothing before Hebrew does.
    c >= '\u{0590}' && matches!(bidi_class(c), BidiClass::R | BidiClass::AL)
}

/// Whether a character is Hebrew, which Word checks in another language than Arabic.
pub(super) fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{05FF}' | '\u{FB1D}'..='\u{FB4F}')
}

/// `text` in stretches, with whether each runs from right to left; one that does not run as the
/// letter does (`rtl`) is an isolate.
pub(super) fn stretches(text: &str, rtl: bool) -> Vec<(&str, bool)> {
    let mut out = Vec::new();
    let mut at = 0;
    for isolate in isolates(text, rtl) {
        if at < isolate.start {
            out.push((&text[at..isolate.start], rtl));
        }
        out.push((&text[isolate.clone()], !rtl));
        at = isolate.end;
    }
    if at < text.len() {
        out.push((&text[at..], rtl));
    }
    out
}

/// `text` with the characters of Unicode that set isolates apart, for formats that have no other
/// means.
pub(super) fn isolated(text: &str, rtl: bool) -> Cow<'_, str> {
    let isolates = isolates(text, rtl);
    if isolates.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 6 * isolates.len());
    let mut at = 0;
    for isolate in isolates {
        out.push_str(&text[at..isolate.start]);
        out.push(if rtl { LRI } else { RLI });
        out.push_str(&text[isolate.clone()]);
        out.push(PDI);
        at = isolate.end;
    }
    out.push_str(&text[at..]);
    Cow::Owned(out)
}

/// An isolate that runs as `rtl` says, between the marks that older programs know.
pub(super) fn marked(isolate: &str, rtl: bool) -> String {
    let [inside, outside] = if rtl { [RLM, LRM] } else { [LRM, RLM] };
    format!("{outside}{inside}{isolate}{inside}{outside}")
}

/// What is an isolate in `text`, in order and apart from each other.
fn isolates(text: &str, rtl: bool) -> Vec<Range<usize>> {
    if !rtl && (text.is_ascii() || !text.chars().any(is_rtl)) {
        return Vec::new();
    }
    let mut found = against(text, rtl);
    if rtl {
        for name in &mut found {
            name.start = with_figures_before(text, name.start);
            name.end = with_signs_behind(text, name.clone());
        }
        join(&mut found);
        numbers::add(text, &mut found);
    } else {
        // A figure behind a name goes with the words that follow: "12 March".
        for name in &mut found {
            let letters = text[name.clone()].trim_end_matches(|c| !is_rtl(c) && !is_mark(c));
            if begins_with_word(&text[name.end..]) {
                name.end = name.start + letters.len();
            }
        }
    }
    found.retain(|isolate| !isolate.is_empty());
    found
}

/// What the algorithm itself runs against `rtl`, where a letter is the reason.
fn against(text: &str, rtl: bool) -> Vec<Range<usize>> {
    let level = if rtl { Level::rtl() } else { Level::ltr() };
    let info = BidiInfo::new(text, Some(level));
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices() {
        // In a line from left to right, the figures of an Arabic name go with it.
        let against = if rtl {
            info.levels[at].is_ltr() && !matches!(c, '،' | '؛' | '؟')
        } else {
            info.levels[at] > level
        };
        match found.last_mut() {
            Some(last) if against && last.end == at => last.end += c.len_utf8(),
            _ if against => found.push(at..at + c.len_utf8()),
            _ => {}
        }
    }
    found.retain(|run| {
        text[run.clone()].chars().any(|c| match bidi_class(c) {
            BidiClass::L => rtl,
            BidiClass::R | BidiClass::AL => !rtl,
            _ => false,
        })
    });
    for run in &mut found {
        let inside = &text[run.clone()];
        run.end -= inside.len() - inside.trim_end().len();
        run.start += inside.len() - inside.trim_start().len();
    }
    found
}

/// Where a Latin name begins whose figures stand before it: "5-B", or "300 East 99th Street"
/// unless they belong to the word before them.
fn with_figures_before(text: &str, start: usize) -> usize {
    let before = &text[..start];
    let is_sign = |c: char| {
        c.is_ascii_digit()
            || matches!(c, '-' | '.' | '/' | ':' | '_' | '+' | '#' | '@' | '\u{2011}')
    };
    let clinging = &before[before.trim_end_matches(is_sign).len()..];
    let begins = |c: char| c.is_ascii_digit() || matches!(c, '+' | '#' | '@' | '/');
    if let Some(at) = clinging.find(begins) {
        return start - clinging.len() + at;
    }
    let Some(spaced) = before.strip_suffix([' ', '\u{A0}']) else {
        return start;
    };
    let is_figure = |c: char| c.is_ascii_digit();
    let inner = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let rest = spaced.trim_end_matches(inner);
    let clinging = &spaced[rest.len()..];
    let rest = &spaced[..spaced.len() - clinging.trim_start_matches(|c| !is_figure(c)).len()];
    let alone = !rest.trim_end().ends_with(|c: char| c.is_alphanumeric());
    if rest.len() < spaced.len() && alone && !rest.ends_with(numbers::JOINS) {
        rest.len()
    } else {
        start
    }
}

/// Where a Latin name ends that a sign closes ("C++", the slash of an address), and where its
/// figures do not belong to the word behind them.
fn with_signs_behind(text: &str, name: Range<usize>) -> usize {
    let behind = &text[name.end..];
    let is_sign = |c: char| matches!(c, '+' | '#' | '%' | '/' | '=' | '&');
    let signs = behind.len() - behind.trim_start_matches(is_sign).len();
    if signs > 0 {
        let next = behind[signs..].chars().next();
        return if next.is_some_and(char::is_alphanumeric) { name.end } else { name.end + signs };
    }
    let inside = &text[name.clone()];
    let words = inside.trim_end_matches(|c: char| c.is_ascii_digit());
    let apart = words.len() < inside.len() && words.ends_with([' ', '\u{A0}']);
    if apart && begins_with_word(behind) {
        name.start
            + words
                .trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')')
                .len()
    } else {
        name.end
    }
}

/// Whether a word stands behind no more than a space.
fn begins_with_word(text: &str) -> bool {
    let rest = text.trim_start_matches([' ', '\u{A0}']);
    rest.starts_with(char::is_alphabetic)
}

fn is_mark(c: char) -> bool {
    bidi_class(c) == BidiClass::NSM
}

/// Makes one of isolates that overlap.
fn join(found: &mut Vec<Range<usize>>) {
    found.dedup_by(|next, last| {
        let overlaps = next.start < last.end;
        if overlaps {
            last.end = last.end.max(next.end);
        }
        overlaps
    });
}

#[cfg(test)]
mod tests;
