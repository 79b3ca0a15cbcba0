//! Signatures: one below the closing, several side by side in rows.

use super::story::StoryWriter;
use crate::document::{Block, Inline, Mark};
use crate::write::layout::{Style, pictures};

/// Rows that are kept on one page with the closing; more could not stand on a page.
const KEPT_ROWS: usize = 5;

/// Between two columns, in twips.
const GAP: i32 = 240;

impl StoryWriter<'_, '_> {
    /// Writes neighbouring signature blocks.
    pub(super) fn signatures(&mut self, blocks: &[Block]) {
        let line = self.styles().width;
        if let [Block::Signature { mark, lines }] = blocks {
            let styles = (Style::SignatureMark, Style::Signature);
            return self.signature(mark.as_ref(), lines, styles, line / 2);
        }
        self.leave_lists();
        let columns = self.styles().sheet.signatures.clamp(1, blocks.len().max(1)).min(6);
        let width = line / i32::try_from(columns).unwrap_or(1);
        self.open_table(&vec![width; columns]);
        let rows = blocks.len().div_ceil(columns);
        for (at, row) in blocks.chunks(columns).enumerate() {
            // The first row holds to the closing and the last but one to the last.
            let kept = at + 1 < rows && (rows <= KEPT_ROWS || at == 0 || at + 2 == rows);
            let text = if kept { Style::SignatureColumn } else { Style::SignatureColumnLoose };
            self.xml.open("table:table-row", &[("table:style-name", "Row")]);
            for column in 0..columns {
                self.open_cell("Signature_20_Cell");
                if let Some(Block::Signature { mark, lines }) = row.get(column) {
                    let styles = (Style::SignatureColumnMark, text);
                    self.signature(mark.as_ref(), lines, styles, width - GAP);
                } else {
                    self.empty(text);
                }
                self.xml.close("table:table-cell");
            }
            self.xml.close("table:table-row");
        }
        self.close_table();
        self.enter_lists();
    }

    /// Writes one block: room for the mark, then the lines below it.
    fn signature(
        &mut self,
        mark: Option<&Mark>,
        lines: &[Vec<Inline>],
        (above, below): (Style, Style),
        widest: i32,
    ) {
        self.open(above);
        match mark {
            Some(Mark::Image { name, alt }) => {
                self.picture(name, alt, pictures::MARK_HEIGHT, widest);
            }
            Some(Mark::Transcription { text }) => self.text(text),
            None => {}
        }
        self.close();
        for line in lines {
            self.paragraph(below, line);
        }
    }
}
