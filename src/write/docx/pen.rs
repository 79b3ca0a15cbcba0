//! The pen: writes one story, paragraph by paragraph.

use super::desk::Desk;
use super::language::Language;
use super::relations::Relations;
use super::styles::{Look, Style};
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
pub(super) struct Pen<'d, 'w> {
    /// What the package shares.
    pub(super) desk: &'d mut Desk<'w>,
    /// The letter.
    pub(super) member: &'w Member,
    /// The number of its look.
    pub(super) look: usize,
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

impl<'d, 'w> Pen<'d, 'w> {
    /// A pen for a story of `member`, writing on after `out`.
    pub(super) fn new(
        desk: &'d mut Desk<'w>,
        member: &'w Member,
        look: usize,
        language: &'d Language,
        out: String,
        relations: Relations,
    ) -> Self {
        let last = Last::Nothing;
        Self { desk, member, look, language, out, relations, last, links: true, turn: false }
    }

    /// The look of the letter.
    pub(super) fn look(&self) -> &Look {
        &self.desk.looks[self.look]
    }

    /// Opens a paragraph.
    pub(super) fn open(&mut self, style: Style) {
        self.open_item(style, None);
    }

    /// Opens a paragraph that may be an item of a list: its level and the list's number.
    pub(super) fn open_item(&mut self, style: Style, item: Option<(usize, i32)>) {
        self.out.push_str("<w:p><w:pPr><w:pStyle w:val=\"");
        self.desk.push_style(style, self.look, &mut self.out);
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
