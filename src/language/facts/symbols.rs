//! Symbols of documents and numbers of resolutions: "A/RES/72/313", "resolution 72/313",
//! "A/70/623-S/2015/988", "3160 (XVIII)"; also those that are written wrongly.

use std::ops::Range;

use super::cursor::Cursor;
use super::symbol::{Symbol, SymbolKind};
use super::tokens::{Kind, figure, plain};
use super::vocabulary::Sense;
use super::{Fact, Value};

/// What stands between the parts of a symbol.
pub(super) const STROKES: [char; 2] = ['/', '／'];
/// Organs whose symbols are known: they are written in capitals.
const ORGANS: &[&str] = &["A", "S", "E", "ST"];
/// Parts of a symbol that are written in capitals.
const PARTS: &[&str] = &["RES", "DEC", "PRST", "PV", "INF", "CONF"];

impl Cursor<'_> {
    /// Takes the symbol that begins at a token; gives the token after it.
    pub(super) fn symbol(&mut self, at: usize) -> Option<usize> {
        let token = *self.token(at)?;
        if !matches!(token.kind, Kind::Word | Kind::Figures(..)) {
            return None;
        }
        if let Some(next) = self.numbered(at) {
            return Some(next);
        }
        // Most texts have no stroke, and every symbol has one.
        if token.start < self.no_symbol || !self.has_strokes {
            return None;
        }
        let run = run(self.text, token.start);
        self.no_symbol = run.end;
        if !self.text[run.clone()].contains(STROKES) {
            return None;
        }
        let text = spelt(&self.text[run.clone()]);
        let known = begins_symbol(&text);
        let figures = text.contains(|c: char| c.is_ascii_digit());
        if !(known || figures && text.contains('/')) {
            return None;
        }
        let (mut range, mut text) = if known { self.whole(run, text) } else { (run, text) };
        // "S/RES/2231 (2015)": the year belongs to the number.
        if text.starts_with("S/RES/")
            && let Some(end) = self.year_behind(at, range.end)
        {
            let year = spelt(self.text[range.end..end].trim_matches([' ', '(', ')', '\u{A0}']));
            (range.end, text) = (end, format!("{text} ({year})"));
        }
        self.no_symbol = range.end;
        let next = self.after(at, range.end);
        let symbol = self.of(&range, text, next);
        match symbol.kind {
            SymbolKind::Document => self.symbols = None,
            SymbolKind::Unknown => self.unnamed.push(self.found.len()),
            // What is named behind the last of several is named for all.
            kind => {
                for at in std::mem::take(&mut self.unnamed) {
                    if let Some(Value::Symbol(symbol)) =
                        self.found.get_mut(at).map(|fact| &mut fact.value)
                    {
                        symbol.kind = kind;
                    }
                }
            }
        }
        self.push(Fact { range, value: Value::Symbol(symbol), certain: true });
        Some(next)
    }

    /// The byte after a year in brackets that stands behind a byte.
    fn year_behind(&self, at: usize, byte: usize) -> Option<usize> {
        let open = self.after(at, byte);
        let year = matches!(self.figures(open + 1), Some((1900..2200, 4)));
        (self.is_mark(open, &['(']) && year && self.is_mark(open + 2, &[')']))
            .then(|| self.end(open + 3))
    }

    /// The token after a byte.
    fn after(&self, at: usize, byte: usize) -> usize {
        let rest = self.tokens.all[at..].iter();
        at + rest.take_while(|token| token.start < byte).count()
    }

    /// A symbol with what a space has broken off, and with the second of a double one, in its
    /// right shape.
    fn whole(&self, mut range: Range<usize>, mut text: String) -> (Range<usize>, String) {
        loop {
            let rest = &self.text[range.end..];
            let space = rest.len() - rest.trim_start().len();
            let after = &rest[space..];
            if text.ends_with('/') && space > 0 && after.starts_with(|c| figure(c).is_some()) {
                let more = run(self.text, range.end + space);
                text.push_str(&spelt(&self.text[more.clone()]));
                range.end = more.end;
                continue;
            }
            let joint = after.chars().next().filter(|c| matches!(c, '-' | '–' | '‑'));
            let Some(joint) = joint.filter(|_| text.ends_with(|c: char| c.is_ascii_digit())) else {
                break;
            };
            let second = &after[joint.len_utf8()..];
            let gap = second.len() - second.trim_start().len();
            // A dash without spaces joins; with them it must have one on each side.
            if (space > 0) != (gap > 0) || space == 0 && joint != '–' {
                break;
            }
            let start = range.end + space + joint.len_utf8() + gap;
            let more = run(self.text, start);
            let piece = spelt(self.text.get(more.clone()).unwrap_or_default());
            if !begins_symbol(&piece) {
                break;
            }
            text.push(if space == 0 { '–' } else { '-' });
            text.push_str(&piece);
            range.end = more.end;
        }
        let shaped = shape(&text);
        (range, shaped)
    }

    /// What a symbol says.
    fn of(&self, range: &Range<usize>, text: String, next: usize) -> Symbol {
        let mut parts = text.split('/');
        let kind = match (parts.next(), parts.next()) {
            (Some(_), Some("RES")) => SymbolKind::Resolution,
            (Some(_), Some("DEC")) => SymbolKind::Decision,
            _ if begins_symbol(&text) => SymbolKind::Document,
            _ => self
                .symbols
                .or_else(|| self.named_after(next))
                .unwrap_or(SymbolKind::Unknown),
        };
        let bare = text
            .strip_prefix("A/RES/")
            .or(text.strip_prefix("A/DEC/"))
            .unwrap_or(&text);
        let numbers = bare.split_once('/').and_then(|(session, number)| {
            let short = |text: &str| text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit());
            let good = short(session) && short(number);
            good.then(|| Some((session.parse().ok()?, number.parse().ok()?)))
                .flatten()
        });
        // Session and number are the last of it, as they are written.
        let whole = &self.text[range.clone()];
        let place = whole.char_indices().rev().filter(|(_, c)| *c == '/').nth(1);
        let start = place.map_or(range.start, |(at, _)| range.start + at + 1);
        Symbol { numbers, place: start..range.end, kind, text }
    }

    /// What the word behind a symbol calls it: "第72/313号决议".
    fn named_after(&self, next: usize) -> Option<SymbolKind> {
        let next = self.is(next, Sense::AfterSymbol)?;
        self.sense(next, |sense| match sense {
            Sense::Resolution => Some(SymbolKind::Resolution),
            Sense::Decision => Some(SymbolKind::Decision),
            _ => None,
        })
        .map(|(kind, _)| kind)
    }

    /// A resolution by its number and its session or year in brackets, after its word:
    /// "resolution 3160 (XVIII)", "2231 (2015)".
    fn numbered(&mut self, at: usize) -> Option<usize> {
        let (number, width) = self.figures(at)?;
        let mut open = at + 1;
        // "1991 A (XVIII)"
        let letter = self.word(open).len() == 1 && self.word(open).starts_with(char::is_uppercase);
        open += usize::from(letter);
        if width > 4 || !self.is_mark(open, &['(']) || !self.is_mark(open + 2, &[')']) {
            return None;
        }
        let inner = self.word(open + 1);
        let roman = inner.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L')) && !inner.is_empty();
        let year = matches!(self.figures(open + 1), Some((1900..2200, 4)));
        if !roman && !year {
            return None;
        }
        let kind = self.symbols.or_else(|| self.named_after(open + 3))?;
        let letter = if letter { format!(" {}", self.word(at + 1)) } else { String::new() };
        let text = format!("{number}{letter} ({inner})");
        let range = self.bytes(at, open + 3);
        let symbol = Symbol { numbers: None, place: range.clone(), kind, text };
        self.push(Fact { range, value: Value::Symbol(symbol), certain: true });
        Some(open + 3)
    }
}

/// The run of characters that a symbol may be made of, from a byte on, without the marks behind it.
fn run(text: &str, start: usize) -> Range<usize> {
    let rest = text.get(start..).unwrap_or_default();
    let inner = |c: char| {
        let c = plain(c);
        c.is_ascii_alphanumeric() || figure(c).is_some() || matches!(c, '/' | '.' | '-' | '(' | ')')
    };
    let length = rest.find(|c| !inner(c)).unwrap_or(rest.len());
    let rest = &rest[..length];
    // A stroke at the end stays: what follows it may be broken off.
    // A bracket that opens within it and holds a year is no part of it: "S/RES/2231(2015)".
    let rest = match rest.find('(') {
        Some(open) if rest[open..].len() == "(2015)".len() && rest.ends_with(')') => &rest[..open],
        _ => rest,
    };
    let rest = rest.trim_end_matches(|c: char| matches!(plain(c), '.' | '-' | '(' | ')'));
    start..start + rest.len()
}

/// A symbol in the letters and figures of ASCII.
pub(super) fn spelt(text: &str) -> String {
    let plainly = |c: char| match figure(c).and_then(|figure| char::from_digit(figure, 10)) {
        Some(figure) => figure,
        None => plain(c),
    };
    text.chars().map(plainly).collect()
}

/// "A/RES/72/313", "S/2015/988", "E/CN.4/2005/1": an organ, a slash, and a number or a known part.
fn begins_symbol(text: &str) -> bool {
    let Some((organ, rest)) = text.split_once('/') else {
        return false;
    };
    let known = ORGANS.iter().any(|known| organ.eq_ignore_ascii_case(known));
    let rest = rest.trim_start_matches('/');
    let part = rest.split('/').next().unwrap_or_default().to_ascii_uppercase();
    let number = rest.contains(|c: char| c.is_ascii_digit())
        && organ.starts_with(char::is_uppercase)
        && rest.contains('/');
    known && (PARTS.contains(&part.as_str()) || number)
}

/// A symbol as it should be written.
fn shape(symbol: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    for part in symbol.split('/').filter(|part| !part.is_empty()) {
        let upper = part.to_ascii_uppercase();
        let known = PARTS.contains(&upper.as_str()) || parts.is_empty();
        parts.push(if known { upper } else { part.to_owned() });
    }
    let resolution = parts.get(1).is_some_and(|part| part == "RES" || part == "DEC");
    if let (true, [_, _, number]) = (resolution && parts[0] == "A", parts.as_slice())
        && let Some((session, own)) = number.split_once('-')
        && [session, own]
            .iter()
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
    {
        parts[2] = format!("{session}/{own}");
    }
    parts.join("/")
}
