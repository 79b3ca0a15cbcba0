//! What merge fields may bring into one letter: a short record must not make a letter without end.

use std::ops::Range;

use super::Builder;
use crate::document::{Block, Inline};

/// What merge fields may bring into the prose of a letter, in bytes of text and 64 for each piece of
/// the tree: 4 MiB, or some thousand pages.
const MOST: usize = 4 << 20;

/// What a piece of the tree costs beside its text.
const PIECE: usize = 64;

impl Builder<'_> {
    /// Whether merge fields have brought all that they may. Said once.
    pub(super) fn is_full(&self) -> bool {
        self.filled > MOST
    }

    /// Notes what a merge field brought; whether there was room for it.
    pub(super) fn has_room(&mut self, size: usize, range: Range<usize>) -> bool {
        self.filled = self.filled.saturating_add(size);
        if self.is_full() {
            let mib = MOST >> 20;
            let message = format!("merge fields make this letter longer than {mib} MiB");
            self.refuse(
                "merge-field",
                &message,
                "print this field less often, or shorten what it says",
                range,
            );
        }
        !self.is_full()
    }
}

/// The size of running text.
pub(super) fn of_inlines(inlines: &[Inline]) -> usize {
    let size = |inline: &Inline| {
        PIECE
            + match inline {
                Inline::Text { text } | Inline::Date { text, .. } => text.len(),
                Inline::Strong { content }
                | Inline::Emphasis { content }
                | Inline::Link { content, .. } => of_inlines(content),
                Inline::Break => 0,
            }
    };
    inlines.iter().map(size).sum()
}

/// The size of blocks.
pub(super) fn of_blocks(blocks: &[Block]) -> usize {
    let size = |block: &Block| {
        PIECE
            + match block {
                Block::Paragraph { content } | Block::Heading { content, .. } => {
                    of_inlines(content)
                }
                Block::List { items, .. } => items.iter().map(|item| of_blocks(item)).sum(),
                Block::Table { head, rows, .. } => {
                    let cells = head.iter().chain(rows.iter().flatten());
                    cells.map(|cell| PIECE + of_inlines(cell)).sum()
                }
                Block::Quote { blocks } => of_blocks(blocks),
                Block::Schedule { meetings, blocks } => {
                    meetings.iter().map(|id| PIECE + id.len()).sum::<usize>() + of_blocks(blocks)
                }
                _ => 0,
            }
    };
    blocks.iter().map(size).sum()
}
