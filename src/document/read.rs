//! Markdown → tree: the composed letter with its part marks, and the prose of records.

use pulldown_cmark::{Options, Parser};

use super::builder::Builder;
use super::{Block, Diagnostic, Inline, MergeFields, Part};

/// Reads a composed letter: Markdown with part marks. `prose` is what the record's
/// prose became; it is spliced in where the wording asks for it.
///
/// # Errors
/// Everything that has no place in a letter.
pub fn read_composed(markdown: &str, prose: Vec<Block>) -> Result<Vec<Part>, Vec<Diagnostic>> {
    read_worded(markdown, prose, Vec::new())
}

/// Reads a composed letter in whose sentences stand words of the record, `said`.
///
/// # Errors
/// Everything that has no place in a letter.
pub(crate) fn read_worded(
    markdown: &str,
    prose: Vec<Block>,
    said: Vec<Vec<Inline>>,
) -> Result<Vec<Part>, Vec<Diagnostic>> {
    let mut builder = Builder::composed(markdown, prose, said);
    run(&mut builder, markdown);
    builder.into_parts()
}

/// Reads the prose of a record: Markdown in the closed vocabulary, with merge fields.
///
/// # Errors
/// Everything that has no place in a letter, and every merge field that cannot be filled.
pub fn read_prose(markdown: &str, fields: &dyn MergeFields) -> Result<Vec<Block>, Vec<Diagnostic>> {
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
