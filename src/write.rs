//! Writers: one format a file, from the finished document and nothing else.

pub mod html;
pub mod markdown;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod text;

use crate::compose::Chancery;
use crate::document::{Block, Inline};
use crate::finding::Finding;
use crate::package::Package;

/// The formats a letter can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// CommonMark.
    Markdown,
    /// Plain text.
    Text,
    /// One self-contained page.
    Html,
    /// On paper.
    #[cfg(feature = "pdf")]
    Pdf,
}

impl Format {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::Markdown,
        Self::Text,
        Self::Html,
        #[cfg(feature = "pdf")]
        Self::Pdf,
    ];

    /// The extension of its files, and its name on the command line.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Text => "txt",
            Self::Html => "html",
            #[cfg(feature = "pdf")]
            Self::Pdf => "pdf",
        }
    }

    /// What it is, in a few words.
    pub fn describe(self) -> &'static str {
        match self {
            Self::Markdown => "Markdown that reads well anywhere",
            Self::Text => "Plain text, as for an e-mail",
            Self::Html => "One self-contained page, for screen and print",
            #[cfg(feature = "pdf")]
            Self::Pdf => "The letter on paper: PDF/A-3a and PDF/UA-1, with its record inside",
        }
    }

    /// Whether it is text that a terminal can show.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Markdown | Self::Text | Self::Html)
    }
}

impl Chancery {
    /// Writes a composed package in one format: the file's bytes, and remarks about it.
    ///
    /// # Errors
    /// What keeps the letter from being written in this format.
    pub fn write(
        &self,
        package: &Package,
        format: Format,
    ) -> Result<(Vec<u8>, Vec<Finding>), Vec<Finding>> {
        let office = &package.letter().office;
        let text = match format {
            Format::Markdown => markdown::write(package),
            Format::Text => text::write(package),
            Format::Html => html::write(package, &*self.page(office)?)?,
            #[cfg(feature = "pdf")]
            Format::Pdf => {
                let written = self.press(office)?.write(package)?;
                return Ok((written.bytes, written.notes));
            }
        };
        Ok((text.into_bytes(), Vec::new()))
    }
}

/// A visitor's question that several writers ask: is this block one short paragraph?
fn lone_paragraph(blocks: &[Block]) -> Option<&[Inline]> {
    match blocks {
        [Block::Paragraph { content }] => Some(content),
        _ => None,
    }
}
