//! Comments that mark parts and fields, and all other HTML, which has no place in a letter.

use std::ops::Range;

use super::{Builder, Container, Frame, Mode, Span};
use crate::document::dress::normalise;
use crate::document::marks::BlockMark;
use crate::document::marks::InlineMark;
use crate::document::{Block, Inline};

impl Builder<'_> {
    pub(super) fn html_block(&mut self) {
        let Some(range) = self.html.take() else {
            return;
        };
        let html = &self.source[range.clone()];
        if let Mode::Prose { .. } = self.mode {
            return self.refuse_html(range);
        }
        for line in html.lines().filter(|line| !line.trim().is_empty()) {
            match BlockMark::parse(line) {
                Some(mark) => self.block_mark(mark, &range),
                None => return self.refuse_html(range),
            }
        }
    }

    pub(super) fn block_mark(&mut self, mark: BlockMark, range: &Range<usize>) {
        let container = |kind| Frame::Blocks { kind, blocks: Vec::new(), loose: Vec::new() };
        if matches!(mark, BlockMark::Schedule(_) | BlockMark::Signature) {
            self.opened = range.clone();
        }
        match mark {
            BlockMark::Part(role) => {
                self.finish_part();
                self.role = Some(role);
            }
            BlockMark::Prose => {
                if let Mode::Composed { prose } = self.mode {
                    prose.iter().cloned().for_each(|block| self.block(block));
                }
            }
            BlockMark::Schedule(ids) => self.stack.push(container(Container::Schedule(ids))),
            BlockMark::Signature => self.stack.push(container(Container::Signature)),
            BlockMark::PageBreak => self.block(Block::PageBreak),
            BlockMark::Apart => {}
            BlockMark::End => match self.stack.pop() {
                Some(Frame::Blocks { kind: Container::Schedule(meetings), blocks, .. }) => {
                    self.block(Block::Schedule { meetings, blocks });
                }
                Some(Frame::Blocks { kind: Container::Signature, blocks, .. }) => {
                    self.signature(blocks)
                }
                other => {
                    self.stack.extend(other);
                    self.refuse(
                        "mark",
                        "an end mark without a beginning",
                        "delete it in the wording template",
                        range.clone(),
                    );
                }
            },
        }
    }

    pub(super) fn signature(&mut self, blocks: Vec<Block>) {
        let mut lines = Vec::new();
        for block in blocks {
            if let Block::Paragraph { content } = block {
                for line in content.split(|inline| *inline == Inline::Break) {
                    let mut line = line.to_vec();
                    normalise(&mut line);
                    if !line.is_empty() {
                        lines.push(line);
                    }
                }
            }
        }
        let mark = self.mark.take();
        self.block(Block::Signature { mark, lines });
    }

    pub(super) fn inline_html(&mut self, range: Range<usize>) {
        if let Mode::Prose { .. } = self.mode {
            return self.refuse_html(range);
        }
        let span = |kind| Frame::Inlines { kind, content: Vec::new() };
        match InlineMark::parse(&self.source[range.clone()]) {
            Some(InlineMark::Day(iso)) => self.stack.push(span(Span::Day(iso))),
            Some(InlineMark::Transcription) => self.stack.push(span(Span::Transcription)),
            Some(InlineMark::Picture(name)) => self.stack.push(span(Span::Picture(name))),
            Some(InlineMark::End) => match self.stack.pop() {
                Some(Frame::Inlines {
                    kind: kind @ (Span::Day(_) | Span::Transcription | Span::Picture(_)),
                    content,
                }) => {
                    self.close(kind, content);
                }
                other => {
                    self.stack.extend(other);
                    self.refuse(
                        "mark",
                        "an end mark without a beginning",
                        "delete it in the wording template",
                        range,
                    );
                }
            },
            Some(InlineMark::Apart) => {}
            None => self.refuse_html(range),
        }
    }

    pub(super) fn refuse_html(&mut self, range: Range<usize>) {
        let help = "write plain Markdown; to show the character `<` itself, write `\\<`";
        self.refuse("html", "HTML has no place in a letter", help, range);
    }
}
