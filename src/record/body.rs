//! Where the bytes of a letter's prose stand in its record.

use std::ops::Range;

use crate::letter::trimmed;

/// Prose as a text holds it.
pub(super) struct Written<'a> {
    /// The text.
    pub(super) text: &'a str,
    /// The prose with its blank lines, as the syntax gave it.
    pub(super) value: &'a str,
    /// Where its key ends.
    pub(super) key_end: usize,
    /// Where it stands.
    pub(super) range: Range<usize>,
    /// The bytes below front matter, where the text has some.
    pub(super) below: Option<Range<usize>>,
}

/// The lines of prose, each with where it begins in its record.
#[derive(Debug, Clone)]
pub(super) struct Lines {
    /// The bytes of the value before its first word.
    lead: usize,
    /// Where each line begins in the value, and where in the text; at least one.
    starts: Vec<(usize, usize)>,
}

impl Lines {
    /// The lines of prose that the text spells as it is; none where it does not.
    pub(super) fn of(written: &Written<'_>) -> Option<Self> {
        let Written { text, value, key_end, range: whole, below } = written;
        let lead = trimmed(value).as_ptr() as usize - value.as_ptr() as usize;
        if let Some(below) = below
            && below.start <= whole.start
        {
            return Some(Self { lead, starts: below_front_matter(text, below.clone()) });
        }
        let written = text.get(whole.clone())?;
        let starts = literal_block(text, *key_end, value)
            // A quoted text without escapes stands in the record as it is.
            .or_else(|| Some(vec![(0, whole.start + written.find(value)?)]))
            .or_else(|| escaped(written, whole.start, value))?;
        Some(Self { lead, starts })
    }

    /// The bytes of the text that spell bytes of the prose.
    pub(super) fn locate(&self, range: Range<usize>) -> Range<usize> {
        self.offset(range.start)..self.offset(range.end)
    }

    fn offset(&self, offset: usize) -> usize {
        let offset = self.lead + offset;
        let line = self.starts.partition_point(|(start, _)| *start <= offset);
        let (start, written) = self.starts[line.saturating_sub(1)];
        written + (offset - start)
    }
}

/// The lines below front matter; a line break of two bytes is one in the prose.
fn below_front_matter(text: &str, below: Range<usize>) -> Vec<(usize, usize)> {
    let written = &text[below.clone()];
    let mut starts = vec![(0, below.start)];
    if written.as_bytes().contains(&b'\r') {
        let (mut read, mut at) = (0, below.start);
        for line in written.split_inclusive('\n') {
            at += line.len();
            read += line.len() - usize::from(line.ends_with("\r\n"));
            starts.push((read, at));
        }
    }
    starts
}

/// The lines of a YAML literal block, if there is one after the key.
fn literal_block(text: &str, key_end: usize, value: &str) -> Option<Vec<(usize, usize)>> {
    let header = text.get(key_end..)?.split_inclusive('\n').next()?;
    let style = header
        .trim_start_matches(['"', '\'', ' ', '\t'])
        .strip_prefix(':')?
        .trim_start();
    if !style.starts_with('|') {
        return None;
    }
    let mut starts = Vec::new();
    let (mut read, mut at) = (0, key_end + header.len());
    let mut indent = None;
    let mut rest = text.get(at..)?.split_inclusive('\n');
    for line in value.split_terminator('\n') {
        let written = rest.next()?;
        let content = written.trim_end_matches(['\n', '\r']);
        if line.is_empty() {
            starts.push((read, at + content.len()));
        } else {
            // The first line with content shows how far the block is indented.
            let indent = *indent.get_or_insert(content.len().checked_sub(line.len())?);
            if content.get(indent..)? != line {
                return None;
            }
            starts.push((read, at + indent));
        }
        at += written.len();
        read += line.len() + 1;
    }
    starts.push((read, at));
    Some(starts)
}

/// The stretches of a text that is folded, or written with escapes. None where a character
/// cannot be found again.
fn escaped(written: &str, start: usize, value: &str) -> Option<Vec<(usize, usize)>> {
    let first = trimmed(value).split_whitespace().next()?;
    let mut at = written
        .find(first)
        .or_else(|| written.find(['"', '\'']).map(|quote| quote + 1))?;
    let mut starts: Vec<(usize, usize)> = vec![(0, start + at)];
    let mut spaced = true;
    for (read, c) in value.char_indices() {
        if c.is_whitespace() {
            spaced = true;
            continue;
        }
        if spaced {
            at += space(&written[at..]);
            spaced = false;
        }
        let length = spelling(&written[at..], c)?;
        let last = starts[starts.len() - 1];
        if last.1 + (read - last.0) != start + at {
            starts.push((read, start + at));
        }
        at += length;
        if length != c.len_utf8() {
            starts.push((read + c.len_utf8(), start + at));
        }
    }
    Some(starts)
}

/// The bytes of white space at the start of a text, written as itself or by escapes.
fn space(written: &str) -> usize {
    let mut rest = written;
    loop {
        rest = rest.trim_start();
        let escape = rest
            .strip_prefix('\\')
            .filter(|after| after.starts_with(['n', 'r', 't', '\n', '\r']));
        match escape {
            Some(after) => rest = &after[1..],
            None => return written.len() - rest.len(),
        }
    }
}

/// The bytes that write a character at the start of a text: itself, or an escape.
fn spelling(written: &str, c: char) -> Option<usize> {
    let escape = written.strip_prefix('\\');
    if let Some(after) = escape
        && after.starts_with(c)
        && matches!(c, '\\' | '"' | '\'' | '/')
    {
        return Some(1 + c.len_utf8());
    }
    if written.starts_with(c) {
        // A quoted text writes its own quotation mark twice.
        return Some(if c == '\'' && written.starts_with("''") { 2 } else { c.len_utf8() });
    }
    let code = |digits: &str| u32::from_str_radix(digits, 16).ok();
    let digits = escape?.strip_prefix(['u', 'x', 'U'])?;
    let width = match escape?.as_bytes().first()? {
        b'x' => 2,
        b'u' => 4,
        _ => 8,
    };
    let unit = code(digits.get(..width)?)?;
    if unit == u32::from(c) {
        return Some(2 + width);
    }
    // Characters beyond the first plane are two units of UTF-16 in JSON.
    let low = code(digits.get(4..)?.strip_prefix("\\u")?.get(..4)?)?;
    let pair = [u16::try_from(unit).ok()?, u16::try_from(low).ok()?];
    let found = char::decode_utf16(pair).next()?.ok()?;
    (found == c).then_some(12)
}
