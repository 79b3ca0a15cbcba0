//! Lists that the prose writes by hand.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

/// The items of one list: the bytes of each in the prose, from its first word to its last.
pub type Items = Vec<Range<usize>>;

/// Reads lists.
#[derive(Debug, Default)]
pub(super) struct Reader {
    /// Lists that are not yet closed, and whether the text of the last item goes on.
    open: Vec<(Items, bool)>,
    done: Vec<Items>,
    quotes: usize,
}

impl Reader {
    pub(super) fn take(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(Tag::BlockQuote(_)) => self.quotes += 1,
            Event::End(TagEnd::BlockQuote(_)) => self.quotes -= 1,
            Event::Start(Tag::List(_)) => {
                // What follows an inner list is no longer the text of the item around it.
                if let Some((_, goes_on)) = self.open.last_mut() {
                    *goes_on = false;
                }
                self.open.push((Vec::new(), false));
            }
            Event::End(TagEnd::List(_)) => {
                if let Some((items, _)) = self.open.pop() {
                    self.done.extend((self.quotes == 0).then_some(items));
                }
            }
            Event::Start(Tag::Item) => {
                if let Some((items, goes_on)) = self.open.last_mut() {
                    items.push(range.start..range.start);
                    *goes_on = true;
                }
            }
            Event::Text(_) => {
                if let Some((items, true)) = self.open.last_mut()
                    && let Some(item) = items.last_mut()
                {
                    if Range::is_empty(item) {
                        item.start = range.start;
                    }
                    item.end = range.end;
                }
            }
            _ => {}
        }
    }

    /// The lists, without items that hold no text.
    pub(super) fn done(mut self) -> Vec<Items> {
        for items in &mut self.done {
            items.retain(|item| !Range::is_empty(item));
        }
        self.done
    }
}
