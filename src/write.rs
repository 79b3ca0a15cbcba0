//! Writers: one format a file, from the finished document and nothing else.

pub mod html;
pub mod markdown;
pub mod text;

use crate::document::{Block, Inline};

/// A visitor's question that several writers ask: is this block one short paragraph?
fn lone_paragraph(blocks: &[Block]) -> Option<&[Inline]> {
    match blocks {
        [Block::Paragraph { content }] => Some(content),
        _ => None,
    }
}
