//! The normal form of running text: one way to say the same thing.

use super::Inline;

/// White space that Markdown folds.
const SPACES: [char; 3] = [' ', '\t', '\n'];

/// Brings running text to its normal form: neighbouring texts joined, white space
/// folded, none at the ends of the paragraph or around line breaks; no emphasis within
/// the same emphasis or right beside it, and none that begins or ends with white space.
pub(super) fn normalise(inlines: &mut Vec<Inline>) {
    if inlines.iter().any(is_dressed) {
        let mut out = Vec::with_capacity(inlines.len());
        undress(std::mem::take(inlines), (false, false), &mut out);
        *inlines = out;
    }
    let mut space = true;
    fold(inlines, &mut space, true);
    trim_end(inlines);
}

/// Folds white space; `space` says whether a space would be the second one here, `first`
/// whether nothing stands before.
fn fold(inlines: &mut Vec<Inline>, space: &mut bool, first: bool) {
    let mut out: Vec<Inline> = Vec::with_capacity(inlines.len());
    for mut inline in inlines.drain(..) {
        match &mut inline {
            Inline::Text { text } => {
                if !clean(text, *space) {
                    let mut folded = String::with_capacity(text.len());
                    for c in text.chars() {
                        let is_space = matches!(c, ' ' | '\t' | '\n');
                        if !(is_space && *space) {
                            folded.push(if is_space { ' ' } else { c });
                        }
                        *space = is_space;
                    }
                    *text = folded;
                } else if !text.is_empty() {
                    *space = text.ends_with(' ');
                }
                if text.is_empty() {
                    continue;
                }
                if let Some(Inline::Text { text: before }) = out.last_mut() {
                    before.push_str(text);
                    continue;
                }
            }
            Inline::Strong { content }
            | Inline::Emphasis { content }
            | Inline::Link { content, .. } => {
                fold(content, space, first && out.is_empty());
                if content.is_empty() {
                    continue;
                }
            }
            Inline::Date { .. } => *space = false,
            Inline::Break => {
                trim_end(&mut out);
                *space = true;
                // A line with nothing on it is none.
                if first && out.is_empty() {
                    continue;
                }
            }
        }
        out.push(inline);
    }
    *inlines = out;
}

fn clean(text: &str, space: bool) -> bool {
    let second = space && text.starts_with(SPACES);
    let folded = text.contains("  ") || text.contains(['\t', '\n']);
    !second && !folded
}

fn trim_end(inlines: &mut Vec<Inline>) {
    while let Some(last) = inlines.last_mut() {
        match last {
            Inline::Text { text } => {
                text.truncate(text.trim_end_matches(' ').len());
                if !text.is_empty() {
                    break;
                }
            }
            Inline::Break => {}
            Inline::Strong { content }
            | Inline::Emphasis { content }
            | Inline::Link { content, .. } => {
                trim_end(content);
                if !content.is_empty() {
                    break;
                }
            }
            Inline::Date { .. } => break,
        }
        inlines.pop();
    }
}

fn is_dressed(inline: &Inline) -> bool {
    matches!(inline, Inline::Strong { .. } | Inline::Emphasis { .. } | Inline::Link { .. })
}

/// Takes emphasis within the same emphasis apart, joins the same side by side, and moves
/// white space at its ends outside. `within` says whether all this is strong, and emphasised.
fn undress(inlines: Vec<Inline>, within: (bool, bool), out: &mut Vec<Inline>) {
    for inline in inlines {
        match inline {
            Inline::Strong { content } if within.0 => undress(content, within, out),
            Inline::Emphasis { content } if within.1 => undress(content, within, out),
            Inline::Strong { content } => {
                let content = dress(content, (true, within.1), out);
                match out.last_mut() {
                    Some(Inline::Strong { content: beside }) => beside.extend(content.inner),
                    _ if content.inner.is_empty() => {}
                    _ => out.push(Inline::Strong { content: content.inner }),
                }
                out.extend(content.after);
            }
            Inline::Emphasis { content } => {
                let content = dress(content, (within.0, true), out);
                match out.last_mut() {
                    Some(Inline::Emphasis { content: beside }) => beside.extend(content.inner),
                    _ if content.inner.is_empty() => {}
                    _ => out.push(Inline::Emphasis { content: content.inner }),
                }
                out.extend(content.after);
            }
            Inline::Link { href, content } => {
                let mut inner = Vec::with_capacity(content.len());
                undress(content, within, &mut inner);
                out.push(Inline::Link { href, content: inner });
            }
            Inline::Text { text } if text.is_empty() => {}
            other => out.push(other),
        }
    }
}

/// What is emphasised, and the white space that stood at its end.
struct Dressed {
    inner: Vec<Inline>,
    after: Vec<Inline>,
}

/// The normal form of what is emphasised; the white space at its start goes to `out`.
fn dress(content: Vec<Inline>, within: (bool, bool), out: &mut Vec<Inline>) -> Dressed {
    let mut inner = Vec::with_capacity(content.len());
    undress(content, within, &mut inner);
    let blank = |inline: &Inline| match inline {
        Inline::Text { text } => text.trim_matches(SPACES).is_empty(),
        other => *other == Inline::Break,
    };
    let start = inner.iter().take_while(|inline| blank(inline)).count();
    out.extend(inner.drain(..start));
    let end = inner.iter().rev().take_while(|inline| blank(inline)).count();
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
    out.retain(|inline| !matches!(inline, Inline::Text { text } if text.is_empty()));
    Dressed { inner, after }
}
