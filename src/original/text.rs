//! Plain text: paragraphs divided by blank lines, pages by form feeds.

use super::Item;
use super::builder::{Builder, Read, RunStyle};

/// A rule across the page has as many marks.
const RULE: usize = 20;

/// The marks of lists without numbers.
const BULLETS: [char; 9] = ['-', '•', '*', '·', '–', '—', '▪', '◦', '●'];

pub(super) fn read(text: &str) -> Result<Read, String> {
    let mut builder = Builder::new();
    let mut indent = None;
    for line in text.split('\n') {
        let line = line.trim_end_matches('\r');
        let (line, pages) = (line.trim_start_matches('\u{C}'), line.matches('\u{C}').count());
        for _ in 0..pages {
            builder.end()?;
            builder.page_break();
        }
        let bare = line.trim();
        // A line of marks alone divides; a long one divides a file of several letters.
        if !bare.contains(char::is_alphanumeric) {
            builder.end()?;
            if bare.chars().count() >= RULE {
                builder.page_break();
            }
            indent = None;
            continue;
        }
        let start = line.len() - line.trim_start().len();
        if let Some((item, rest)) = item(bare, start) {
            builder.end()?;
            // What goes on below the first line of an item stands as far in as its words.
            indent = Some(start + bare.len() - rest.len());
            builder.paragraph().item = Some(item);
            builder.text(rest, &RunStyle::default());
            builder.line_break();
            continue;
        }
        if indent.is_some_and(|indent| start < indent) {
            builder.end()?;
            indent = None;
        }
        builder.text(bare, &RunStyle::default());
        builder.line_break();
    }
    builder.finish()
}

/// The mark of an item that a line begins with, and what follows it. A number is one only where a
/// bracket or a stop follows, and white space: "1 February" is none.
fn item(line: &str, start: usize) -> Option<(Item, &str)> {
    let level = u8::try_from(start / 2).unwrap_or(u8::MAX);
    if let Some(rest) = line.strip_prefix(BULLETS)
        && rest.starts_with(char::is_whitespace)
    {
        let mark = line[..line.len() - rest.len()].to_owned();
        return Some((Item { level, mark, numbered: false }, rest.trim_start()));
    }
    let mark = line.split_whitespace().next()?;
    let inner = mark.strip_suffix([')', '.'])?;
    let inner = inner.strip_prefix('(').unwrap_or(inner);
    let short = |most: usize| !inner.is_empty() && inner.chars().count() <= most;
    let number = short(3) && inner.chars().all(|c| c.is_ascii_digit());
    // "a)" and "(a)", but not "A." of a name.
    let letter = mark.ends_with(')') && short(4) && inner.chars().all(|c| c.is_ascii_lowercase());
    let rest = line[mark.len()..].trim_start();
    (!rest.is_empty() && (number || letter))
        .then(|| (Item { level, mark: mark.to_owned(), numbered: true }, rest))
}
