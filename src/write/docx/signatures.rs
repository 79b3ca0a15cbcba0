//! Signatures: one below the closing, several side by side in rows.

use super::pictures;
use super::relations::Kind;
use super::story::{Last, StoryWriter};
use super::styles::{CharacterStyle, Style};
use crate::document::{Block, Inline, Mark};
use crate::write::layout;

/// Rows that are kept on one page with the closing; more could not stand on a page.
const KEPT_ROWS: usize = 5;

impl StoryWriter<'_, '_> {
    /// Writes neighbouring signature blocks.
    pub(super) fn signatures(&mut self, blocks: &[Block]) {
        if let [Block::Signature { mark, lines }] = blocks {
            let half = self.set().width / 2;
            self.signature(mark.as_ref(), lines, Style::SignatureMark, Style::Signature, half);
            return;
        }
        self.part_tables();
        let columns = self.set().sheet.signatures.clamp(1, blocks.len().max(1)).min(6);
        let line = self.set().width;
        let width = line / columns as i32;
        let widths = vec![width; columns];
        self.open_table(Style::SignatureTable, &widths, false);
        let rows = blocks.len().div_ceil(columns);
        for (at, row) in blocks.chunks(columns).enumerate() {
            self.out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            // The first row holds to the closing and the last but one to the last.
            let kept = at + 1 < rows && (rows <= KEPT_ROWS || at == 0 || at + 2 == rows);
            let text = if kept { Style::SignatureColumn } else { Style::SignatureColumnLoose };
            for column in 0..columns {
                self.open_cell(width);
                if let Some(Block::Signature { mark, lines }) = row.get(column) {
                    let mark_style = Style::SignatureColumnMark;
                    self.signature(mark.as_ref(), lines, mark_style, text, width - 240);
                } else {
                    self.empty(text);
                }
                self.out.push_str("</w:tc>");
            }
            self.out.push_str("</w:tr>");
        }
        self.out.push_str("</w:tbl>");
        self.last = Last::Table;
    }

    /// Writes one block: room for the mark, then the lines below it.
    fn signature(
        &mut self,
        mark: Option<&Mark>,
        lines: &[Vec<Inline>],
        above: Style,
        below: Style,
        widest: i32,
    ) {
        self.open(above);
        match mark {
            Some(Mark::Image { name, alt }) => {
                self.picture(name, alt, layout::pictures::MARK_HEIGHT, widest);
            }
            Some(Mark::Transcription { text }) => self.text(text, CharacterStyle::default()),
            None => {}
        }
        self.close();
        for line in lines {
            self.open(below);
            self.inlines(line);
            self.close();
        }
    }

    /// Writes a picture as a run of its own.
    pub(super) fn picture(&mut self, name: &str, alt: &str, height: f32, widest: i32) {
        let Some((number, size, file)) = self.state.draw(self.member, name) else {
            return;
        };
        let relation = self.relations.to(Kind::Image, &file);
        let extent = layout::pictures::extent(size, height, widest);
        self.open_run("", CharacterStyle::default(), false);
        pictures::inline(number, relation, alt, extent, &mut self.out);
        self.out.push_str("</w:r>");
    }
}
