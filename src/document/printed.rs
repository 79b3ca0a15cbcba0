//! What of some Markdown is printed, and where it stands there: what the tree says in the same
//! order, white space aside.

use pulldown_cmark::{Event, Options, Parser};

/// The characters that are printed, each with the byte it stands at; no white space.
pub(crate) fn printed(markdown: &str) -> Vec<(char, usize)> {
    let mut all = Vec::with_capacity(markdown.len());
    for (event, range) in Parser::new_ext(markdown, Options::ENABLE_TABLES).into_offset_iter() {
        let Event::Text(text) = event else { continue };
        let is_as_written = markdown.get(range.clone()) == Some(&*text);
        for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            all.push((c, if is_as_written { range.start + at } else { range.start }));
        }
    }
    all
}
