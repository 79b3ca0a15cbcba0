//! Writes one story, paragraph by paragraph.

use super::language::Language;
use super::relations::Relations;
use super::state::DocxState;
use super::styles::{Style, StyleSet};
use super::xml;
use crate::package::Member;

/// What was written last at the top of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Last {
    /// Nothing yet.
    Nothing,
    /// A paragraph, whose properties close at this place.
    Paragraph(usize),
    /// A table.
    Table,
}

/// Writes a story: the main text of a letter, or one of its headers or footers.
#[derive(Debug)]
pub(super) struct StoryWriter<'d, 'w> {
    /// What the package shares.
    pub(super) state: &'d mut DocxState<'w>,
    /// The letter.
    pub(super) member: &'w Member,
    /// The number of its style set.
    pub(super) set: usize,
    /// Its language.
    pub(super) language: &'d Language,
    /// The XML so far.
    pub(super) out: String,
    /// What the story points at.
    pub(super) relations: Relations,
    /// What was written last.
    pub(super) last: Last,
    /// Whether links lead anywhere; their words always stand.
    pub(super) links: bool,
    /// Whether a new page begins before the next block.
    pub(super) turn: bool,
}

impl<'d, 'w> StoryWriter<'d, 'w> {
    /// A writer for a story of `member`, writing on after `out`.
    pub(super) fn new(
        state: &'d mut DocxState<'w>,
        member: &'w Member,
        set: usize,
        language: &'d Language,
        out: String,
        relations: Relations,
    ) -> Self {
        let last = Last::Nothing;
        Self { state, member, set, language, out, relations, last, links: true, turn: false }
    }

    /// The style set of the letter.
    pub(super) fn set(&self) -> &StyleSet {
        &self.state.sets[self.set]
    }

    /// Opens a paragraph.
    pub(super) fn open(&mut self, style: Style) {
        self.open_item(style, None);
    }

    /// Opens a paragraph that may be an item of a list: its level and the list's number.
    pub(super) fn open_item(&mut self, style: Style, item: Option<(usize, i32)>) {
        self.out.push_str("<w:p><w:pPr><w:pStyle w:val=\"");
        self.state.push_style(style, self.set, &mut self.out);
        self.out.push_str("\"/>");
        if let Some((level, number)) = item {
            self.out.push_str("<w:numPr><w:ilvl w:val=\"");
            xml::number(level as i64, &mut self.out);
            self.out.push_str("\"/><w:numId w:val=\"");
            xml::number(number, &mut self.out);
            self.out.push_str("\"/></w:numPr>");
        }
        if self.language.rtl {
            self.out.push_str("<w:bidi/>");
        }
        self.last = Last::Paragraph(self.out.len());
        self.out.push_str("</w:pPr>");
    }

    /// Closes the paragraph.
    pub(super) fn close(&mut self) {
        self.out.push_str("</w:p>");
    }

    /// Writes a paragraph without text.
    pub(super) fn empty(&mut self, style: Style) {
        self.open(style);
        self.close();
    }

    /// Begins the new page that was asked for, unless nothing stands before it.
    pub(super) fn turn_page(&mut self) {
        if std::mem::take(&mut self.turn) && self.last != Last::Nothing {
            self.empty(Style::PageBreak);
        }
    }

    /// Writes a section's properties into the last paragraph; a table cannot hold them.
    pub(super) fn end_section(&mut self, properties: &str) {
        if !matches!(self.last, Last::Paragraph(_)) {
            self.empty(Style::Spacer);
        }
        if let Last::Paragraph(at) = self.last {
            self.out.insert_str(at, properties);
        }
    }
}
