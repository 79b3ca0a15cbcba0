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

/// The bytes of the text that spell `range` of the prose, where they can be told apart.
pub(super) fn locate(
    written: Written<'_>,
    prose: &str,
    range: Range<usize>,
) -> Option<Range<usize>> {
    let Written { text, value, key_end, range: whole, below } = written;
    // The prose begins somewhere in the value.
    let lead = trimmed(value).as_ptr() as usize - value.as_ptr() as usize;
    let range = lead + range.start.min(prose.len())..lead + range.end.min(prose.len());
    if let Some(below) = below
        && below.start <= whole.start
    {
        let written = &text[below.clone()];
        return Some(
            below.start + in_crlf(written, range.start)..below.start + in_crlf(written, range.end),
        );
    }
    let written = text.get(whole.clone())?;
    if let Some(lines) = literal_lines(text, key_end, value) {
        return Some(in_lines(&lines, value, range.start)..in_lines(&lines, value, range.end));
    }
    // A quoted text without escapes stands in the record as it is.
    let start = whole.start + written.find(value)?;
    Some(start + range.start..start + range.end)
}

/// The offset in a text with CRLF of an offset in the same text with LF.
fn in_crlf(written: &str, offset: usize) -> usize {
    let bytes = written.as_bytes();
    if !bytes.contains(&b'\r') {
        return offset;
    }
    let (mut at, mut read) = (0, 0);
    while read < offset && at < bytes.len() {
        at += if bytes[at..].starts_with(b"\r\n") { 2 } else { 1 };
        read += 1;
    }
    at
}

/// Where the content of each line of a YAML literal block begins, if there is one after the key.
fn literal_lines(text: &str, key_end: usize, value: &str) -> Option<Vec<usize>> {
    let header = text.get(key_end..)?.split_inclusive('\n').next()?;
    let style = header
        .trim_start_matches(['"', '\'', ' ', '\t'])
        .strip_prefix(':')?
        .trim_start()
        .strip_prefix('|')?;
    let _ = style;
    let mut starts = Vec::new();
    let mut at = key_end + header.len();
    let mut indent = None;
    let mut rest = text.get(at..)?.split_inclusive('\n');
    for line in value.split_terminator('\n') {
        let written = rest.next()?;
        let content = written.trim_end_matches(['\n', '\r']);
        if line.is_empty() {
            starts.push(at + content.len());
        } else {
            // The first line with content shows how far the block is indented.
            let indent = *indent.get_or_insert(content.len().checked_sub(line.len())?);
            if content.get(indent..)? != line {
                return None;
            }
            starts.push(at + indent);
        }
        at += written.len();
    }
    starts.push(at);
    Some(starts)
}

/// The offset in the record of an offset in the value of a literal block.
fn in_lines(starts: &[usize], value: &str, offset: usize) -> usize {
    let before = &value[..offset.min(value.len())];
    let line = before
        .bytes()
        .filter(|byte| *byte == b'\n')
        .count()
        .min(starts.len() - 1);
    let column = before.len() - before.rfind('\n').map_or(0, |at| at + 1);
    starts[line] + column
}
