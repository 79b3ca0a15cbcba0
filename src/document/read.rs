//! Markdown → tree: the composed letter with its part marks, and the prose of records.

use std::ops::Range;

use pulldown_cmark::{Options, Parser};

use super::builder::Builder;
use super::{Block, Inline, MergeFields, Part};

/// Something in Markdown that has no place in a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The rule it breaks.
    pub rule: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
    /// Bytes in the Markdown.
    pub range: Range<usize>,
}

/// Reads a composed letter: Markdown with part marks. `prose` is what the record's
/// prose became; it is spliced in where the wording asks for it.
///
/// # Errors
/// Everything that has no place in a letter.
pub fn read_composed(markdown: &str, prose: &[Block]) -> Result<Vec<Part>, Vec<Trouble>> {
    let mut builder = Builder::composed(markdown, prose);
    run(&mut builder, markdown);
    builder.into_parts()
}

/// Reads the prose of a record: Markdown in the closed vocabulary, with merge fields.
///
/// # Errors
/// Everything that has no place in a letter, and every merge field that cannot be filled.
pub fn read_prose(markdown: &str, fields: &dyn MergeFields) -> Result<Vec<Block>, Vec<Trouble>> {
    let mut builder = Builder::prose(markdown, fields);
    run(&mut builder, markdown);
    builder.into_blocks()
}

fn run(builder: &mut Builder<'_>, markdown: &str) {
    for (event, range) in Parser::new_ext(markdown, Options::ENABLE_TABLES).into_offset_iter() {
        if !builder.take(event, range) {
            break;
        }
    }
}

/// Brings running text to its normal form: neighbouring texts joined, white space
/// folded, none at the ends of the paragraph or around line breaks.
pub(crate) fn normalise(inlines: &mut Vec<Inline>) {
    let mut space = true;
    fold(inlines, &mut space);
    trim_end(inlines);
}

/// Folds white space; `space` says whether a space would be the second one here.
fn fold(inlines: &mut Vec<Inline>, space: &mut bool) {
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
                fold(content, space);
                if content.is_empty() {
                    continue;
                }
            }
            Inline::Date { .. } => *space = false,
            Inline::Break => {
                trim_end(&mut out);
                *space = true;
            }
        }
        out.push(inline);
    }
    *inlines = out;
}

fn clean(text: &str, space: bool) -> bool {
    !(space && text.starts_with([' ', '\t', '\n']))
        && !text.contains("  ")
        && !text.contains(['\t', '\n'])
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
