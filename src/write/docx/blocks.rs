//! Blocks: paragraphs, headings, lists, quotes and schedules.

use super::lists::Lists;
use super::story::{Last, StoryWriter};
use super::styles::Style;
use crate::document::{Block, Inline, MAX_DEPTH};

/// Where blocks stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Position {
    /// The style of a plain paragraph there.
    style: Style,
    /// Lists around it.
    lists: usize,
    /// Blocks around it.
    depth: usize,
    /// Whether the last paragraph is kept with what follows.
    keep: bool,
    /// Whether a schedule is around it.
    schedule: bool,
}

impl Position {
    /// In a part of the letter.
    pub(super) fn part(style: Style) -> Self {
        Self { style, lists: 0, depth: 0, keep: false, schedule: false }
    }

    /// Whether the last paragraph is kept with what follows.
    pub(super) fn with_keep(self, keep: bool) -> Self {
        Self { keep, ..self }
    }

    fn within(self, style: Style) -> Self {
        Self { style, depth: self.depth + 1, keep: false, ..self }
    }
}

impl StoryWriter<'_, '_> {
    /// Writes blocks.
    pub(super) fn blocks(&mut self, blocks: &[Block], position: Position) {
        if position.depth > MAX_DEPTH {
            self.too_deep();
            return;
        }
        let mut at = 0;
        while let Some(block) = blocks.get(at) {
            if matches!(block, Block::Signature { .. }) {
                let rest = &blocks[at..];
                let end = rest.iter().position(|b| !matches!(b, Block::Signature { .. }));
                let count = end.unwrap_or(rest.len());
                self.turn_page();
                self.signatures(&rest[..count]);
                at += count;
                continue;
            }
            let keep = position.keep && at + 1 == blocks.len();
            self.block(block, Position { keep, ..position });
            at += 1;
        }
    }

    fn block(&mut self, block: &Block, position: Position) {
        if *block == Block::PageBreak {
            self.turn = true;
            return;
        }
        self.turn_page();
        match block {
            Block::Paragraph { content } => {
                let style = match position.style {
                    Style::BodyText if position.keep => Style::BodyTextKeep,
                    style => style,
                };
                self.paragraph(style, None, content);
            }
            Block::Heading { level, content } => {
                self.paragraph(Style::heading(*level), None, content);
            }
            Block::List { start, items } => self.list(*start, items, position),
            Block::Table { columns, head, rows } => {
                self.table(columns, head, rows, position.schedule);
            }
            Block::Quote { blocks } => self.blocks(blocks, position.within(Style::Quote)),
            Block::Schedule { blocks, .. } => {
                let inside = position.within(if position.lists == 0 {
                    Style::Schedule
                } else {
                    position.style
                });
                self.blocks(blocks, Position { schedule: true, ..inside });
            }
            // Taken care of by their caller.
            Block::Signature { .. } | Block::PageBreak => {}
        }
    }

    fn paragraph(&mut self, style: Style, item: Option<(usize, i32)>, content: &[Inline]) {
        self.open_item(style, item);
        self.inlines(content);
        self.close();
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], position: Position) {
        let number = self.state.lists.add(position.lists, start);
        let item = Some((Lists::level(position.lists), number));
        let style = match start {
            Some(_) => Style::ListNumber,
            None if position.schedule => Style::ScheduleItem,
            None => Style::ListBullet,
        };
        let below = match position.lists {
            0 => Style::ListContinue,
            1 => Style::ListContinue2,
            _ => Style::ListContinue3,
        };
        let inside = Position { lists: position.lists + 1, ..position.within(below) };
        for blocks in items {
            // The first paragraph bears the number; an item that begins with a list or a table
            // has a line of its own for it.
            self.turn_page();
            match blocks.split_first() {
                Some((Block::Paragraph { content }, rest)) => {
                    self.paragraph(style, item, content);
                    self.blocks(rest, inside);
                }
                _ => {
                    self.paragraph(style, item, &[]);
                    self.blocks(blocks, inside);
                }
            }
        }
    }

    /// Parts two tables, which Word would join.
    pub(super) fn part_tables(&mut self) {
        if self.last == Last::Table {
            self.empty(Style::Spacer);
        }
    }
}
