//! Levels of headings: from 1, and never a step left out on the way down.

use super::{Block, Part, Role};

/// Renumbers headings as they come. A subject counts as the heading of the whole letter.
#[derive(Default)]
pub(super) struct Levels {
    /// The levels as written of the headings that are open.
    open: Vec<u8>,
    base: u8,
}

impl Levels {
    /// Renumbers the headings of one part.
    pub(super) fn part(&mut self, part: &mut Part) {
        match part.role {
            Role::Subject => self.base = 1,
            Role::Annex => self.open.clear(),
            _ => {}
        }
        self.blocks(&mut part.blocks);
    }

    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match block {
                Block::Heading { level, .. } => {
                    while self.open.last().is_some_and(|open| *open >= *level) {
                        self.open.pop();
                    }
                    self.open.push(*level);
                    *level = (self.base + u8::try_from(self.open.len()).unwrap_or(6)).min(6);
                }
                Block::Quote { blocks } | Block::Schedule { blocks, .. } => self.blocks(blocks),
                Block::List { items, .. } => items.iter_mut().for_each(|item| self.blocks(item)),
                _ => {}
            }
        }
    }
}
