//! Blocks: paragraphs, headings, quotes and schedules.

use super::story::StoryWriter;
use crate::document::{Block, Inline, MAX_DEPTH};
use crate::write::layout::Style;

/// Where blocks stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Position {
    /// The style of a plain paragraph there.
    pub(super) style: Style,
    /// Blocks around it.
    depth: usize,
    /// Whether the last paragraph is kept with what follows.
    pub(super) keep: bool,
    /// Whether a schedule is around it.
    pub(super) schedule: bool,
}

impl Position {
    /// In a part of the letter, the last paragraph kept with what follows if `keep` says so.
    pub(super) fn part(style: Style, keep: bool) -> Self {
        Self { style, depth: 0, keep, schedule: false }
    }

    pub(super) fn within(self, style: Style) -> Self {
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
        let mut rest = blocks;
        while let Some(block) = rest.first() {
            let signs = rest
                .iter()
                .take_while(|b| matches!(b, Block::Signature { .. }))
                .count();
            if signs > 0 {
                self.signatures(&rest[..signs]);
                rest = &rest[signs..];
                continue;
            }
            rest = &rest[1..];
            let keep = position.keep && rest.is_empty();
            self.block(block, Position { keep, ..position });
        }
    }

    fn block(&mut self, block: &Block, position: Position) {
        match block {
            Block::Paragraph { content } => {
                let style = match position.style {
                    Style::BodyText if position.keep => Style::BodyTextKeep,
                    style => style,
                };
                self.paragraph(style, content);
            }
            Block::Heading { level, content } => {
                let outline = level.clamp(&1, &6).to_string();
                let outline = [("text:outline-level", outline.as_str())];
                self.open_element("text:h", Style::heading(*level), &outline);
                self.inlines(content);
                self.xml.close("text:h");
            }
            Block::List { start, items } => self.list(*start, items, position),
            Block::Table { columns, head, rows } => self.table(columns, head, rows),
            Block::Quote { blocks } => self.blocks(blocks, position.within(Style::Quote)),
            Block::Schedule { blocks, .. } => {
                let in_list = !self.lists.is_empty();
                let style = if in_list { position.style } else { Style::Schedule };
                self.blocks(blocks, Position { schedule: true, ..position.within(style) });
            }
            Block::PageBreak => self.turn_page(),
            // Taken care of by the caller.
            Block::Signature { .. } => {}
        }
    }

    pub(super) fn paragraph(&mut self, style: Style, content: &[Inline]) {
        self.open(style);
        self.inlines(content);
        self.close();
    }
}
