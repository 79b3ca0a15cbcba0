//! Numbers within text that runs from right to left.
//!
//! A number with its signs keeps its order (CLDR writes Arabic percentages and negative numbers
//! so), and so do the groups of a telephone number. The two ends of a range run with the text,
//! whether a hyphen or a dash joins them.

use std::ops::Range;

/// What joins the two ends of a range, or numbers of a list.
pub(super) const JOINS: [char; 8] = ['-', '\u{2010}', '\u{2011}', '–', '—', '−', '،', '؛'];

/// A word of figures and signs: where it stands without the punctuation around it.
struct Figures {
    range: Range<usize>,
    /// Whether no more than a space stands before it and the word before.
    follows: bool,
}

/// Adds the numbers of `text` that are isolates to those found before, which have none in them.
pub(super) fn add(text: &str, found: &mut Vec<Range<usize>>) {
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return;
    }
    let names = std::mem::take(found);
    let mut from = 0;
    for name in names {
        between(text, from..name.start, found);
        from = name.end;
        found.push(name);
    }
    between(text, from..text.len(), found);
}

fn between(text: &str, within: Range<usize>, found: &mut Vec<Range<usize>>) {
    let words = words(text, within);
    let mut rest = words.as_slice();
    while let Some((word, after)) = rest.split_first() {
        let follow = after.iter().take_while(|word| word.follows).count();
        let count = telephone(text, &rest[..=follow]);
        if count > 1 {
            found.push(word.range.start..rest[count - 1].range.end);
            rest = &rest[count..];
            continue;
        }
        one(text, word.range.clone(), found);
        rest = after;
    }
}

/// The words of figures within a stretch.
fn words(text: &str, within: Range<usize>) -> Vec<Figures> {
    let mut out = Vec::new();
    let mut last = None;
    let mut at = within.start;
    for word in text[within].split_inclusive(char::is_whitespace) {
        let start = at;
        at += word.len();
        let word = word.trim_end();
        let begin = word.trim_start_matches(|c: char| !opens(c));
        let mut core = begin.trim_end_matches(|c: char| !closes(c));
        let mut from = start + word.len() - begin.len();
        // A bracket that does not close within belongs to the sentence.
        while core.starts_with('(') && !core.contains(')') {
            core = &core[1..];
            from += 1;
        }
        while core.ends_with(')') && !core.contains('(') {
            core = &core[..core.len() - 1];
        }
        core = core.trim_end_matches(|c: char| !closes(c));
        let figures = core.bytes().any(|b| b.is_ascii_digit());
        if !figures || core.chars().any(char::is_alphabetic) {
            last = None;
            continue;
        }
        let range = from..from + core.len();
        let follows = last.is_some_and(|end: usize| {
            text[end..range.start]
                .chars()
                .all(|c| matches!(c, ' ' | '\u{A0}' | '\u{202F}'))
        });
        last = Some(range.end);
        out.push(Figures { range, follows });
    }
    out
}

fn opens(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '+' | '-' | '−' | '(' | '#' | '±') || is_money(c)
}

fn closes(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, ')' | '%' | '‰' | '°' | '+') || is_money(c)
}

fn is_money(c: char) -> bool {
    matches!(c, '$' | '¢'..='¥' | '\u{20A0}'..='\u{20CF}')
}

/// How many of the words make one number: a telephone number, or thousands parted by spaces.
fn telephone(text: &str, words: &[Figures]) -> usize {
    let of = |at: usize| &text[words[at].range.clone()];
    let digits = |word: &str| word.bytes().filter(u8::is_ascii_digit).count();
    let is_group = |word: &str| {
        word.chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '-' | '.' | '/' | '(' | ')' | '\u{2011}'))
    };
    let first = of(0);
    let plain = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    let groups = 1 + (1..words.len()).take_while(|at| is_group(of(*at))).count();
    let area = first.starts_with('(') && first.ends_with(')') && plain(&first[1..first.len() - 1]);
    let marked = first.starts_with('+') || first.starts_with("00") || first.starts_with("(+");
    if marked || area && groups > 1 && digits(of(1)) >= 3 {
        return groups;
    }
    let plains = (0..words.len()).take_while(|at| plain(of(*at))).count();
    if plains < 2 {
        return 1;
    }
    let thousands = first.len() <= 3 && (1..plains).all(|at| of(at).len() == 3);
    let all: usize = (0..plains).map(|at| of(at).len()).sum();
    if thousands || (all >= 7 && (0..plains).all(|at| of(at).len() > 1)) { plains } else { 1 }
}

/// Adds one word of figures: nothing where the algorithm keeps its order anyway, each end of a
/// range, or all of it.
fn one(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let word = &text[range.clone()];
    if word
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b':'))
    {
        return;
    }
    let whole = word.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
    if let Some(inner) = whole.filter(|inner| !inner.contains(['(', ')'])) {
        let start = range.start + 1;
        return one(text, start..start + inner.len(), found);
    }
    if let Some(ends) = ends(word) {
        found.extend(
            ends.into_iter()
                .map(|end| range.start + end.start..range.start + end.end),
        );
    } else {
        found.push(range);
    }
}

/// The ends of a range, or the numbers of a list without spaces; none where the word is one
/// number: a day like 2026-05-04, the groups of a telephone number.
fn ends(word: &str) -> Option<Vec<Range<usize>>> {
    let mut ends = Vec::new();
    let mut from = 0;
    for (at, join) in word.match_indices(JOINS) {
        ends.push(from..at);
        from = at + join.len();
    }
    ends.push(from..word.len());
    let is_comma = word.contains(['،', '؛']);
    if ends.len() < 2 || ends.len() > 2 && !is_comma {
        return None;
    }
    let is_number = |end: &Range<usize>| {
        let number = &word[end.clone()];
        number.starts_with(|c: char| c.is_ascii_digit())
            && number.bytes().any(|b| b.is_ascii_digit())
            && !number.contains(['(', ')', '+'])
    };
    if !ends.iter().all(is_number) {
        return None;
    }
    let plain = |end: &Range<usize>| word[end.clone()].bytes().all(|b| b.is_ascii_digit());
    let [first, second] = [&ends[0], &ends[1]];
    if !is_comma && plain(first) && plain(second) {
        let numbers = [first, second].map(|end| &word[end.clone()]);
        // "955-2292" and "555-0100" are telephone numbers: a range ascends, and a number does
        // not begin with a nought.
        let local = first.len() == 3 && second.len() == 4;
        let is_nought = |number: &str| number.len() > 2 && number.starts_with('0');
        let long = numbers.iter().any(|number| number.len() > 4);
        if local || long || numbers.into_iter().any(is_nought) {
            return None;
        }
    }
    Some(ends)
}
