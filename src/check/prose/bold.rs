//! Bold words within sentences.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

/// Reads bold words. What opens its paragraph or item is a label, and may be bold; so may the
/// cells of tables, and what is quoted.
#[derive(Debug, Default)]
pub(super) struct Reader {
    /// The bytes of bold words, with their marks.
    pub(super) found: Vec<Range<usize>>,
    /// Text stands before, in the same line of thought.
    begun: bool,
    quotes: usize,
    tables: usize,
}

impl Reader {
    pub(super) fn take(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(Tag::BlockQuote(_)) => self.quotes += 1,
            Event::End(TagEnd::BlockQuote(_)) => self.quotes -= 1,
            Event::Start(Tag::Table(_)) => self.tables += 1,
            Event::End(TagEnd::Table) => self.tables -= 1,
            Event::Start(Tag::Paragraph | Tag::Item | Tag::Heading { .. }) | Event::HardBreak => {
                self.begun = false;
            }
            Event::Start(Tag::Strong) if self.begun && self.quotes == 0 && self.tables == 0 => {
                self.found.push(range.clone());
            }
            Event::Text(_) => self.begun = true,
            _ => {}
        }
    }
}
