//! Comments that mark parts and fields, and all other HTML, which has no place in a letter.

use std::ops::Range;

use super::{Builder, Container, Frame, Mode, Span};
use crate::document::marks::{BlockMark, InlineMark};
use crate::document::normalise::normalise;
use crate::document::{Block, Inline};

impl Builder<'_> {
    pub(super) fn html_block(&mut self) {
        let Some(range) = self.html.take() else {
            return;
        };
        if let Mode::Prose { .. } = self.mode {
            return self.refuse_html(range);
        }
        let lines = self.source[range.clone()].lines().map(str::trim);
        for line in lines.filter(|line| !line.is_empty()) {
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
            BlockMark::Prose => self.prose_mark(),
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

    /// Puts the prose in: itself at its last place, which is nearly always the first.
    fn prose_mark(&mut self) {
        let Mode::Composed { prose, prose_marks, .. } = &mut self.mode else {
            return;
        };
        *prose_marks = prose_marks.saturating_sub(1);
        let blocks = if *prose_marks == 0 { std::mem::take(prose) } else { prose.clone() };
        blocks.into_iter().for_each(|block| self.block(block));
    }

    fn signature(&mut self, blocks: Vec<Block>) {
        let mut lines = Vec::new();
        for block in blocks {
            let Block::Paragraph { content } = block else {
                continue;
            };
            let mut rest = content.into_iter().peekable();
            while rest.peek().is_some() {
                let line = rest.by_ref().take_while(|inline| *inline != Inline::Break);
                let mut line: Vec<_> = line.collect();
                normalise(&mut line);
                if !line.is_empty() {
                    lines.push(line);
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
            Some(InlineMark::Said(number)) => self.stack.push(span(Span::Said(number))),
            Some(InlineMark::End) => match self.stack.pop() {
                Some(Frame::Inlines {
                    kind:
                        kind @ (Span::Day(_) | Span::Transcription | Span::Picture(_) | Span::Said(_)),
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
