//! The words of a letter in reading order, for those who do not ask how they are laid out.

use std::slice::Iter;

use super::{Block, Document, Inline, Mark, plain};

/// What is read as one: a paragraph, a heading, a cell, a line of a signatory, or a mark.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Passage<'a> {
    /// Running text.
    Text(&'a [Inline]),
    /// What a signatory left above the name.
    Mark(&'a Mark),
}

impl<'a> Passage<'a> {
    /// Its words, with a line feed for each break.
    pub fn words(self) -> String {
        match self {
            Self::Text(content) => plain(content),
            Self::Mark(mark) => mark.words().to_owned(),
        }
    }

    /// Its words, piece by piece: each stretch of text or date.
    pub fn texts(self) -> Texts<'a> {
        match self {
            Self::Text(content) => Texts { mark: None, open: vec![content.iter()] },
            Self::Mark(mark) => Texts { mark: Some(mark.words()), open: Vec::new() },
        }
    }
}

/// The passages of some blocks, in reading order.
pub fn passages(blocks: &[Block]) -> Passages<'_> {
    Passages { open: vec![Open::Blocks(blocks.iter())] }
}

impl Document {
    /// The passages of all parts, in reading order.
    pub fn passages(&self) -> impl Iterator<Item = Passage<'_>> {
        self.parts.iter().flat_map(|part| passages(&part.blocks))
    }

    /// Each stretch of text or date of all parts, in reading order.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.passages().flat_map(Passage::texts)
    }
}

impl Mark {
    /// The words that stand for it where it cannot be seen.
    pub fn words(&self) -> &str {
        match self {
            Self::Transcription { text } => text,
            Self::Image { alt, .. } => alt,
        }
    }
}

/// See [`passages`].
#[derive(Debug, Clone)]
pub struct Passages<'a> {
    open: Vec<Open<'a>>,
}

#[derive(Debug, Clone)]
enum Open<'a> {
    Blocks(Iter<'a, Block>),
    Items(Iter<'a, Vec<Block>>),
    Rows(Iter<'a, Vec<Vec<Inline>>>),
    /// Cells of a row, or lines of a signatory.
    Lines(Iter<'a, Vec<Inline>>),
}

impl<'a> Iterator for Passages<'a> {
    type Item = Passage<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let inner = match self.open.last_mut()? {
                Open::Lines(lines) => match lines.next() {
                    Some(line) => return Some(Passage::Text(line)),
                    None => None,
                },
                Open::Rows(rows) => rows.next().map(|row| Open::Lines(row.iter())),
                Open::Items(items) => items.next().map(|item| Open::Blocks(item.iter())),
                Open::Blocks(blocks) => match blocks.next() {
                    Some(Block::Paragraph { content } | Block::Heading { content, .. }) => {
                        return Some(Passage::Text(content));
                    }
                    Some(Block::List { items, .. }) => Some(Open::Items(items.iter())),
                    Some(Block::Table { head, rows, .. }) => {
                        self.open.push(Open::Rows(rows.iter()));
                        Some(Open::Lines(head.iter()))
                    }
                    Some(Block::Quote { blocks } | Block::Schedule { blocks, .. }) => {
                        Some(Open::Blocks(blocks.iter()))
                    }
                    Some(Block::Signature { mark, lines }) => {
                        self.open.push(Open::Lines(lines.iter()));
                        match mark {
                            Some(mark) => return Some(Passage::Mark(mark)),
                            None => continue,
                        }
                    }
                    Some(Block::PageBreak) => continue,
                    None => None,
                },
            };
            match inner {
                Some(inner) => self.open.push(inner),
                None => {
                    self.open.pop();
                }
            }
        }
    }
}

/// See [`Passage::texts`].
#[derive(Debug, Clone)]
pub struct Texts<'a> {
    mark: Option<&'a str>,
    open: Vec<Iter<'a, Inline>>,
}

impl<'a> Iterator for Texts<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        if let Some(words) = self.mark.take() {
            return Some(words);
        }
        loop {
            match self.open.last_mut()?.next() {
                Some(Inline::Text { text } | Inline::Date { text, .. }) => return Some(text),
                Some(
                    Inline::Strong { content }
                    | Inline::Emphasis { content }
                    | Inline::Link { content, .. },
                ) => self.open.push(content.iter()),
                Some(Inline::Break) => {}
                None => {
                    self.open.pop();
                }
            }
        }
    }
}
