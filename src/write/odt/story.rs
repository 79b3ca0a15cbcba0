//! Writes one story, paragraph by paragraph: the text of a letter, or one of its headers or footers.

use super::state::{OdtState, Start};
use crate::package::Member;
use crate::write::layout::{Style, StyleSet};
use crate::write::xml::Xml;

/// Writes a story.
pub(super) struct StoryWriter<'s, 'w> {
    /// What the package shares.
    pub(super) state: &'s mut OdtState<'w>,
    /// The letter.
    pub(super) member: &'w Member,
    /// The number of its style set.
    pub(super) set: usize,
    /// What has been written.
    pub(super) xml: Xml,
    /// What begins before the next paragraph.
    pub(super) start: Option<Start>,
    /// Whether something has been written.
    pub(super) begun: bool,
    /// Whether the last thing written at the top was a table.
    pub(super) after_table: bool,
    /// Whether white space that comes now says nothing.
    pub(super) spaced: bool,
    /// The lists that are open, with the element of the item in each.
    pub(super) lists: Vec<(&'static str, &'static str)>,
}

impl<'s, 'w> StoryWriter<'s, 'w> {
    /// A writer for a story of `member`, writing on after `out`.
    pub(super) fn new(
        state: &'s mut OdtState<'w>,
        member: &'w Member,
        set: usize,
        out: String,
    ) -> Self {
        Self {
            state,
            member,
            set,
            xml: Xml::after(out),
            start: None,
            begun: false,
            after_table: false,
            spaced: true,
            lists: Vec::new(),
        }
    }

    /// The styles of the letter.
    pub(super) fn styles(&self) -> &StyleSet {
        &self.state.sets[self.set].styles
    }

    /// Begins a letter on pages with this master.
    pub(super) fn begin_letter(&mut self, master: String) {
        self.start = Some(Start::Letter(master));
    }

    /// Begins a new page before the next paragraph, unless nothing stands before it.
    pub(super) fn turn_page(&mut self) {
        if self.begun && self.start.is_none() {
            self.start = Some(Start::Page);
        }
    }

    /// Opens a paragraph.
    pub(super) fn open(&mut self, style: Style) {
        self.open_element("text:p", style, &[]);
    }

    /// Opens a paragraph or a heading.
    pub(super) fn open_element(&mut self, element: &str, style: Style, more: &[(&str, &str)]) {
        let name = match self.start.take() {
            Some(start) => self.state.style_at_start(style, self.set, start),
            None => self.state.style(style, self.set),
        };
        let mut attributes = vec![("text:style-name", name.as_str())];
        attributes.extend_from_slice(more);
        self.xml.open(element, &attributes);
        (self.begun, self.after_table, self.spaced) = (true, false, true);
    }

    /// Closes a paragraph.
    pub(super) fn close(&mut self) {
        self.xml.close("text:p");
    }

    /// Writes a paragraph without text.
    pub(super) fn empty(&mut self, style: Style) {
        self.open(style);
        self.close();
    }
}
