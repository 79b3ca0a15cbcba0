//! Merge fields in prose: `{{ path | form | form }}`, a look-up and nothing else.

use std::ops::Range;

use super::{Block, Inline};

/// A merge field as it stands in prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// What to look up: `meetings.ign-72-1.dates`.
    pub path: String,
    /// How to show it, in any order: `weekday`, `no-year`.
    pub forms: Vec<String>,
    /// Bytes in the prose.
    pub range: Range<usize>,
}

/// Why a merge field could not be filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// What fills merge fields. Values arrive as tree, after parsing: they can never become markup.
pub trait MergeFields {
    /// The value of a field in running text.
    ///
    /// # Errors
    /// Why there is none, and what to write instead.
    fn inline(&self, field: &Field) -> Result<Vec<Inline>, Refusal>;

    /// The blocks of a field that stands alone in its paragraph, if it names a ready-made block.
    fn block(&self, field: &Field) -> Option<Result<Vec<Block>, Refusal>>;
}

/// The first merge field in `text`, whose first byte is `offset` in the prose.
/// An opening brace at `escaped_start` does not count: the writer escaped it.
pub(crate) fn find(
    text: &str,
    offset: usize,
    escaped_start: bool,
) -> Option<(Range<usize>, Field)> {
    let from = usize::from(escaped_start && text.starts_with('{'));
    let mut braces = memchr::memchr_iter(b'{', text.as_bytes());
    let start = braces.find(|at| *at >= from && text[*at..].starts_with("{{"))?;
    let end = start + text[start..].find("}}")? + 2;
    let inner = &text[start + 2..end - 2];
    let mut parts = inner.split('|').map(str::trim);
    let path = parts.next().unwrap_or_default().to_owned();
    let forms = parts.map(str::to_owned).collect();
    let range = offset + start..offset + end;
    Some((start..end, Field { path, forms, range }))
}
