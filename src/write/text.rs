//! Plain text: what one would paste into an e-mail.

use textwrap::{Options, WordSplitter, WrapAlgorithm};

use crate::document::{Block, Document, Inline, Mark, Role, plain};
use crate::package::Package;

/// Columns of running text; RFC 3676 recommends 66 to 72 for text to be quoted.
const WIDTH: usize = 72;

/// The package as plain text, with a line between its letters.
pub fn write(package: &Package) -> String {
    let letters: Vec<_> = package
        .members
        .iter()
        .map(|member| letter(&member.document))
        .collect();
    letters.join(&format!("\n{}\n\n", "-".repeat(WIDTH)))
}

fn letter(document: &Document) -> String {
    let mut writer = Writer { out: String::new() };
    for part in &document.parts {
        if part.role == Role::Annex {
            writer.gap();
            writer
                .out
                .push_str(format!("{:^WIDTH$}", "* * *").trim_end());
            writer.out.push('\n');
        }
        for (at, block) in part.blocks.iter().enumerate() {
            writer.gap();
            // Room for a signature, as on paper.
            if matches!(block, Block::Signature { .. }) && at == 0 {
                writer.out.push('\n');
            }
            writer.block(block, "", "");
        }
    }
    writer.out
}

struct Writer {
    out: String,
}

impl Writer {
    fn gap(&mut self) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
    }

    /// Writes a block whose first line begins with `first` and whose others begin with `rest`.
    fn block(&mut self, block: &Block, first: &str, rest: &str) {
        match block {
            Block::Paragraph { content } | Block::Heading { content, .. } => {
                self.running(content, first, rest)
            }
            Block::List { start, items } => {
                for (at, item) in items.iter().enumerate() {
                    let marker = match start {
                        Some(start) => format!("{}. ", start + at as u64),
                        None => "- ".to_owned(),
                    };
                    let inner = format!("{rest}{}", " ".repeat(marker.len()));
                    let lead = if at == 0 { first } else { rest };
                    self.blocks(
                        item,
                        &format!("{lead}{marker}"),
                        &inner,
                        super::lone_paragraph(item).is_none(),
                    );
                }
            }
            Block::Table { head, rows, .. } => self.table(head, rows, first, rest),
            Block::Quote { blocks } => {
                self.blocks(
                    blocks,
                    &format!("{first}    "),
                    &format!("{rest}    "),
                    true,
                );
            }
            Block::Schedule { blocks, .. } => self.blocks(blocks, first, rest, true),
            Block::Signature { mark, lines } => {
                if let Some(Mark::Transcription { text }) = mark {
                    self.line(text, first, rest);
                    self.out.push('\n');
                }
                for line in lines {
                    self.running(line, rest, rest);
                }
            }
            Block::PageBreak => {}
        }
    }

    fn blocks(&mut self, blocks: &[Block], first: &str, rest: &str, spaced: bool) {
        if blocks.is_empty() {
            self.line("", first, rest);
        }
        for (at, block) in blocks.iter().enumerate() {
            if at > 0 && spaced && !matches!(block, Block::List { .. }) {
                self.out.push('\n');
            }
            self.block(block, if at == 0 { first } else { rest }, rest);
        }
    }

    fn running(&mut self, content: &[Inline], first: &str, rest: &str) {
        for (at, line) in linked(content).split('\n').enumerate() {
            self.line(line, if at == 0 { first } else { rest }, rest);
        }
    }

    fn line(&mut self, line: &str, first: &str, rest: &str) {
        // Names of documents and places never break at a hyphen or slash.
        let options = Options::new(WIDTH)
            .initial_indent(first)
            .subsequent_indent(rest)
            .break_words(false)
            .word_splitter(WordSplitter::NoHyphenation)
            .word_separator(textwrap::WordSeparator::AsciiSpace)
            .wrap_algorithm(WrapAlgorithm::FirstFit);
        for wrapped in textwrap::wrap(line, options) {
            self.out.push_str(wrapped.trim_end());
            self.out.push('\n');
        }
    }

    /// Columns side by side, the last one wrapped; where that is too narrow, a row's cells under
    /// one another. Either way the words stand in their order, as in every other format.
    fn table(&mut self, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>], first: &str, rest: &str) {
        let cells = |row: &[Vec<Inline>]| {
            row.iter()
                .map(|cell| linked(cell).replace('\n', " "))
                .collect::<Vec<_>>()
        };
        let table: Vec<Vec<String>> = std::iter::once(cells(head))
            .chain(rows.iter().map(|row| cells(row)))
            .collect();
        let widths: Vec<_> = (0..head.len())
            .map(|column| width(&table, column))
            .collect();
        let before: usize = widths
            .iter()
            .rev()
            .skip(1)
            .map(|width| width + GUTTER)
            .sum();
        let last = widths.last().copied().unwrap_or(0);
        if rest.len() + before + last.min(NARROWEST) > WIDTH {
            return self.stacked(&table, first, rest);
        }
        for (at, row) in table.iter().enumerate() {
            let mut line = if at == 0 { first } else { rest }.to_owned();
            let Some((end, cells)) = row.split_last() else {
                continue;
            };
            for (cell, width) in cells.iter().zip(&widths) {
                line.push_str(cell);
                let wide = textwrap::core::display_width(cell);
                line.push_str(&" ".repeat(width + GUTTER - wide));
            }
            if end.is_empty() {
                self.out.push_str(line.trim_end());
                self.out.push('\n');
            } else {
                let indent = " ".repeat(rest.len() + before);
                self.line(end, &line, &indent);
            }
            if at == 0 && table.len() > 1 {
                self.out.push('\n');
            }
        }
    }

    fn stacked(&mut self, table: &[Vec<String>], first: &str, rest: &str) {
        for (at, row) in table.iter().enumerate() {
            let lead = if at == 0 { first } else { rest };
            let filled = row.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
            if at == 0 {
                let head: Vec<_> = filled.map(|(_, cell)| cell.as_str()).collect();
                self.line(&head.join("   "), lead, rest);
                continue;
            }
            self.out.push('\n');
            for (column, cell) in filled {
                match column {
                    0 => self.line(cell, lead, &format!("{rest}    ")),
                    _ => self.line(cell, &format!("{rest}  "), &format!("{rest}    ")),
                }
            }
        }
    }
}

/// Columns between two columns of a table.
const GUTTER: usize = 3;
/// The narrowest column that text is wrapped into.
const NARROWEST: usize = 14;

fn width(table: &[Vec<String>], column: usize) -> usize {
    let cells = table.iter().filter_map(|row| row.get(column));
    cells
        .map(|cell| textwrap::core::display_width(cell))
        .max()
        .unwrap_or(0)
}

/// Running text with the address of each link that does not show it.
fn linked(content: &[Inline]) -> String {
    let mut out = String::new();
    for inline in content {
        match inline {
            Inline::Link { content, .. }
            | Inline::Strong { content }
            | Inline::Emphasis { content } => {
                out.push_str(&linked(content));
            }
            other => out.push_str(&plain(std::slice::from_ref(other))),
        }
        if let Inline::Link { href, content } = inline {
            let shown = plain(content);
            if href.trim_start_matches("mailto:") != shown {
                out.push_str(&format!(" <{href}>"));
            }
        }
    }
    out
}
