//! What an element becomes when it ends: a block, or part of running text.

use std::ops::Range;

use super::{Builder, Container, Frame, Mode, Span, budget, one_line};
use crate::document::merge::{self, Field};
use crate::document::normalise::normalise;
use crate::document::{Block, Inline, Mark, plain};

impl Builder<'_> {
    pub(super) fn end(&mut self, range: &Range<usize>) {
        // Header and body rows have no frame of their own.
        if let Some(Frame::Table { rows, row, .. }) = self.stack.last_mut()
            && !row.is_empty()
        {
            rows.push(std::mem::take(row));
            return;
        }
        self.end_loose_text();
        if self.stack.len() < 2 {
            return;
        }
        let Some(frame) = self.stack.pop() else {
            return;
        };
        match frame {
            Frame::Blocks { kind: Container::Quote, blocks, .. } => {
                if !blocks.is_empty() {
                    self.block(Block::Quote { blocks });
                }
            }
            Frame::Blocks { kind: Container::Item, blocks, .. } => {
                if let Some(Frame::List { items, .. }) = self.stack.last_mut() {
                    items.push(blocks);
                }
            }
            // A schedule or signature block that the Markdown around it ends: its own mark is missing.
            Frame::Blocks { blocks, .. } => {
                self.refuse(
                    "mark",
                    "a part mark is not closed",
                    "close it in the wording template",
                    range.clone(),
                );
                blocks.into_iter().for_each(|block| self.block(block));
            }
            Frame::List { start, items } => self.block(Block::List { start, items }),
            Frame::Table { columns, mut rows, .. } => {
                let head = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
                for row in &mut rows {
                    row.resize(head.len(), Vec::new());
                }
                self.block(Block::Table { columns, head, rows });
            }
            Frame::Inlines { kind, content } => self.close(kind, content),
        }
    }

    pub(super) fn close(&mut self, kind: Span, mut content: Vec<Inline>) {
        match kind {
            Span::Strong => self.push(Inline::Strong { content }),
            Span::Emphasis => self.push(Inline::Emphasis { content }),
            Span::Link(href) => self.push(Inline::Link { href, content }),
            Span::Day(iso) => self.push(Inline::Date { iso, text: into_plain(content) }),
            Span::Transcription => {
                normalise(&mut content);
                self.mark = Some(Mark::Transcription { text: into_plain(content) });
            }
            Span::Picture(name) => {
                normalise(&mut content);
                self.mark = Some(Mark::Image { name, alt: into_plain(content) });
            }
            Span::Said(number) => {
                let said = match &mut self.mode {
                    Mode::Composed { said, .. } => said.get_mut(number).map(std::mem::take),
                    Mode::Prose { .. } => None,
                };
                said.into_iter().flatten().for_each(|inline| self.push(inline));
            }
            Span::Cell => {
                normalise(&mut content);
                if let Some(Frame::Table { row, .. }) = self.stack.last_mut() {
                    row.push(content);
                }
            }
            Span::Heading(level) => {
                one_line(&mut content);
                normalise(&mut content);
                if !content.is_empty() {
                    self.block(Block::Heading { level, content });
                }
            }
            Span::Paragraph(field) => self.paragraph(field, content),
        }
    }

    pub(super) fn paragraph(&mut self, field: Option<Field>, mut content: Vec<Inline>) {
        if let (Mode::Prose { fields }, Some(field)) = (&self.mode, field) {
            if self.is_full() {
                return;
            }
            match fields.block(&field) {
                Some(Ok(blocks)) => {
                    if self.has_room(budget::of_blocks(&blocks), field.range) {
                        blocks.into_iter().for_each(|block| self.block(block));
                    }
                    return;
                }
                Some(Err(refusal)) => {
                    return self
                        .refuse("merge-field", &refusal.message, &refusal.help, field.range);
                }
                None => self.fill(&field, &mut content),
            }
        }
        normalise(&mut content);
        if !content.is_empty() || matches!(self.innermost(), Some(Container::Signature)) {
            self.block(Block::Paragraph { content });
        }
    }

    /// The merge field that a paragraph consists of, if it does.
    pub(super) fn lone_field(&self, range: &Range<usize>) -> Option<Field> {
        let Mode::Prose { .. } = self.mode else {
            return None;
        };
        let paragraph = &self.source[range.clone()];
        let text = paragraph.trim();
        let start = range.start + (paragraph.len() - paragraph.trim_start().len());
        merge::find(text, start, false)
            .filter(|(at, _)| *at == (0..text.len()))
            .map(|(_, field)| field)
    }

    pub(super) fn fill(&mut self, field: &Field, content: &mut Vec<Inline>) {
        let Mode::Prose { fields } = &self.mode else {
            return;
        };
        if self.is_full() {
            return;
        }
        match fields.inline(field) {
            Ok(inlines) => {
                if self.has_room(budget::of_inlines(&inlines), field.range.clone()) {
                    content.extend(inlines);
                }
            }
            Err(refusal) => {
                self.refuse("merge-field", &refusal.message, &refusal.help, field.range.clone())
            }
        }
    }
}

/// The words of some running text that is needed no more.
fn into_plain(mut content: Vec<Inline>) -> String {
    match content.as_mut_slice() {
        [Inline::Text { text }] => std::mem::take(text),
        content => plain(content),
    }
}
