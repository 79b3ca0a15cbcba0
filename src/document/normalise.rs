//! The normal form of running text: one way to say the same thing.

use super::Inline;
use crate::text::is_folded;

/// White space that Markdown folds.
const SPACES: [char; 3] = [' ', '\t', '\n'];

/// Brings running text to its normal form: neighbouring texts joined, white space
/// folded, none at the ends of the paragraph or around line breaks; no emphasis within
/// the same emphasis or right beside it, and none that begins or ends with white space.
pub(super) fn normalise(inlines: &mut Vec<Inline>) {
    if inlines.iter().any(has_content) {
        let mut out = Vec::with_capacity(inlines.len());
        flatten(std::mem::take(inlines), (false, false), &mut out);
        *inlines = out;
    }
    let mut space = true;
    fold(inlines, &mut space, true);
    let left = trim_end(inlines);
    inlines.truncate(left);
}

/// Folds white space and joins neighbouring texts, in place. `space` says whether a space
/// would be the second one here, `first` whether nothing stands before.
fn fold(inlines: &mut Vec<Inline>, space: &mut bool, first: bool) {
    let mut kept = 0;
    for at in 0..inlines.len() {
        let (before, rest) = inlines.split_at_mut(at);
        let before = &mut before[..kept];
        let keep = match &mut rest[0] {
            Inline::Text { text } => {
                fold_text(text, space);
                match before.last_mut() {
                    Some(Inline::Text { text: joined }) => {
                        joined.push_str(text);
                        false
                    }
                    _ => !text.is_empty(),
                }
            }
            Inline::Strong { content }
            | Inline::Emphasis { content }
            | Inline::Link { content, .. } => {
                fold(content, space, first && kept == 0);
                !content.is_empty()
            }
            Inline::Date { .. } => {
                *space = false;
                true
            }
            Inline::Break => {
                *space = true;
                kept = trim_end(before);
                // A line with nothing on it is none.
                !(first && kept == 0)
            }
        };
        if keep {
            inlines.swap(kept, at);
            kept += 1;
        }
    }
    inlines.truncate(kept);
}

/// Makes one space of each stretch of white space; none where `space` says that one stands before.
fn fold_text(text: &mut String, space: &mut bool) {
    if text.is_empty() {
        return;
    }
    let mut after_space = text.ends_with(' ');
    if !is_folded(text) || (*space && text.starts_with(' ')) {
        if text.contains(['\t', '\n']) {
            *text = text.replace(['\t', '\n'], " ");
        }
        after_space = *space;
        text.retain(|c| {
            let second = c == ' ' && after_space;
            after_space = c == ' ';
            !second
        });
    }
    *space = after_space;
}

/// Takes white space and breaks from the end, and says how many of the inlines are left.
fn trim_end(inlines: &mut [Inline]) -> usize {
    let mut kept = inlines.len();
    while let Some(last) = inlines[..kept].last_mut() {
        let is_empty = match last {
            Inline::Text { text } => {
                text.truncate(text.trim_end_matches(' ').len());
                text.is_empty()
            }
            Inline::Break => true,
            Inline::Strong { content }
            | Inline::Emphasis { content }
            | Inline::Link { content, .. } => {
                let left = trim_end(content);
                content.truncate(left);
                content.is_empty()
            }
            Inline::Date { .. } => false,
        };
        if !is_empty {
            break;
        }
        kept -= 1;
    }
    kept
}

fn has_content(inline: &Inline) -> bool {
    matches!(inline, Inline::Strong { .. } | Inline::Emphasis { .. } | Inline::Link { .. })
}

/// Takes emphasis within the same emphasis apart, joins the same side by side, and moves
/// white space at its ends outside. `within` says whether all this is strong, and emphasised.
fn flatten(inlines: Vec<Inline>, within: (bool, bool), out: &mut Vec<Inline>) {
    for inline in inlines {
        match inline {
            Inline::Strong { content } if within.0 => flatten(content, within, out),
            Inline::Emphasis { content } if within.1 => flatten(content, within, out),
            Inline::Strong { content } => {
                let content = emphasised(content, (true, within.1), out);
                match out.last_mut() {
                    Some(Inline::Strong { content: beside }) => beside.extend(content.inner),
                    _ if content.inner.is_empty() => {}
                    _ => out.push(Inline::Strong { content: content.inner }),
                }
                out.extend(content.after);
            }
            Inline::Emphasis { content } => {
                let content = emphasised(content, (within.0, true), out);
                match out.last_mut() {
                    Some(Inline::Emphasis { content: beside }) => beside.extend(content.inner),
                    _ if content.inner.is_empty() => {}
                    _ => out.push(Inline::Emphasis { content: content.inner }),
                }
                out.extend(content.after);
            }
            Inline::Link { href, content } => {
                let mut inner = Vec::with_capacity(content.len());
                flatten(content, within, &mut inner);
                // A link with no words is none: what stands around it must not see one.
                match inner.iter().all(is_blank) {
                    true => out.extend(inner),
                    false => out.push(Inline::Link { href, content: inner }),
                }
            }
            Inline::Text { text } if text.is_empty() => {}
            other => out.push(other),
        }
    }
}

/// Nothing but white space.
fn is_blank(inline: &Inline) -> bool {
    match inline {
        Inline::Text { text } => text.trim_matches(SPACES).is_empty(),
        other => *other == Inline::Break,
    }
}

/// What is emphasised, and the white space that stood at its end.
struct Emphasised {
    inner: Vec<Inline>,
    after: Vec<Inline>,
}

/// The normal form of what is emphasised; the white space at its start goes to `out`.
fn emphasised(content: Vec<Inline>, within: (bool, bool), out: &mut Vec<Inline>) -> Emphasised {
    let before = out.len();
    let mut inner = Vec::with_capacity(content.len());
    flatten(content, within, &mut inner);
    let start = inner.iter().take_while(|inline| is_blank(inline)).count();
    out.extend(inner.drain(..start));
    let end = inner.iter().rev().take_while(|inline| is_blank(inline)).count();
    let mut after = inner.split_off(inner.len() - end);
    if let Some(Inline::Text { text }) = inner.first_mut() {
        let kept = text.trim_start_matches(SPACES).len();
        let spaces: String = text.drain(..text.len() - kept).collect();
        out.push(Inline::Text { text: spaces });
    }
    if let Some(Inline::Text { text }) = inner.last_mut() {
        let kept = text.trim_end_matches(SPACES).len();
        after.insert(0, Inline::text(text.split_off(kept)));
    }
    let empty = |inline: &Inline| matches!(inline, Inline::Text { text } if text.is_empty());
    let added = out.split_off(before);
    out.extend(added.into_iter().filter(|inline| !empty(inline)));
    // What says nothing would keep the emphasis beside it from being joined.
    after.retain(|inline| !empty(inline));
    Emphasised { inner, after }
}
