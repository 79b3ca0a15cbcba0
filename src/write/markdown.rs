//! Markdown: clean CommonMark that reads well anywhere, with or without part marks.

mod escape;

use crate::document::marks::{self, BlockMark};
use crate::document::{Align, Block, Document, Inline, Mark, Role};
use crate::package::Package;
use escape::{Escaper, Place};

/// The package as Markdown, its letters divided by lines, without part marks.
pub fn write(package: &Package) -> String {
    let letters: Vec<_> = package
        .members
        .iter()
        .map(|member| letter(&member.document, false))
        .collect();
    letters.join("\n---\n\n")
}

/// One letter with its part marks: what [`read_composed`](crate::document::read_composed) reads back.
pub fn write_marked(document: &Document) -> String {
    letter(document, true)
}

fn letter(document: &Document, marked: bool) -> String {
    let mut writer = Writer { out: String::new(), indent: String::new(), marked, gap: false };
    for part in &document.parts {
        if marked {
            writer.mark(&BlockMark::Part(part.role));
        } else if part.role == Role::Annex {
            writer.gap();
            writer.out.push_str("***\n");
            writer.gap = true;
        }
        // A subject is the letter's heading, and written as one.
        for block in part
            .blocks
            .chunks(if part.role == Role::Subject { 1 } else { usize::MAX })
        {
            match (part.role, block) {
                (Role::Subject, [Block::Paragraph { content }]) if !marked => {
                    writer.block(&Block::Heading { level: 1, content: content.clone() });
                }
                _ => writer.blocks(block),
            }
        }
    }
    writer.out
}

struct Writer {
    out: String,
    indent: String,
    marked: bool,
    /// Something was written, so that the next block needs a blank line before it.
    gap: bool,
}

impl Writer {
    fn mark(&mut self, mark: &BlockMark) {
        if self.marked {
            self.start();
            self.out.push_str(mark.print().trim());
            self.out.push('\n');
            self.gap = true;
        }
    }

    fn gap(&mut self) {
        if std::mem::take(&mut self.gap) {
            let blank = self.indent.trim_end().to_owned();
            self.out.push_str(&blank);
            self.out.push('\n');
        }
    }

    fn start(&mut self) {
        self.gap();
        self.out.push_str(&self.indent);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        let mut before: Option<&Block> = None;
        for block in blocks {
            // Two lists of a kind in a row would be read as one.
            let ends = before.and_then(|before| self.list_at(before, <[Block]>::last));
            if ends.is_some() && ends == self.list_at(block, <[Block]>::first) {
                self.apart();
            }
            self.block(block);
            before = Some(block);
        }
    }

    /// An empty comment on a line of its own.
    fn apart(&mut self) {
        self.start();
        self.out.push_str(marks::APART);
        self.out.push('\n');
        self.gap = true;
    }

    /// Whether the list that a block begins or ends with is numbered, if there is one.
    fn list_at(&self, block: &Block, end: fn(&[Block]) -> Option<&Block>) -> Option<bool> {
        match block {
            Block::List { start, .. } => Some(start.is_some()),
            // Without its marks, a schedule is what stands in it.
            Block::Schedule { blocks, .. } if !self.marked => self.list_at(end(blocks)?, end),
            _ => None,
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph { content } => {
                self.start();
                let text = self.inlines(content, Place::Line);
                self.out.push_str(&text);
                self.out.push('\n');
                self.gap = true;
            }
            Block::Heading { level, content } => {
                self.start();
                let text = self.inlines(content, Place::Heading);
                self.out.push_str(&"#".repeat(usize::from(*level)));
                self.out.push(' ');
                self.out.push_str(&text);
                self.out.push('\n');
                self.gap = true;
            }
            Block::List { start, items } => self.list(*start, items),
            Block::Table { columns, head, rows } => self.table(columns, head, rows),
            Block::Quote { blocks } => {
                self.nested("> ", "> ", blocks);
            }
            Block::Schedule { meetings, blocks } => {
                self.mark(&BlockMark::Schedule(meetings.clone()));
                self.blocks(blocks);
                self.mark(&BlockMark::End);
            }
            Block::Signature { mark, lines } => self.signature(mark.as_ref(), lines),
            Block::PageBreak => {
                if self.marked {
                    self.mark(&BlockMark::PageBreak);
                } else {
                    self.start();
                    self.out.push_str("***\n");
                    self.gap = true;
                }
            }
        }
    }

    /// Blocks behind a marker: the first line gets `first`, the others `rest`.
    fn nested(&mut self, first: &str, rest: &str, blocks: &[Block]) {
        self.start();
        let outer = self.indent.clone();
        self.out.push_str(first);
        self.indent = format!("{outer}{rest}");
        let mark = self.out.len();
        self.gap = false;
        match blocks {
            // A marker with nothing after it may be read as something else: `- - -` is a line.
            [] => self.apart(),
            blocks => self.blocks(blocks),
        }
        // The first block wrote the indent that the marker already stands for.
        if self.out[mark..].starts_with(&self.indent) {
            let end = mark + self.indent.len();
            self.out.replace_range(mark..end, "");
        }
        self.indent = outer;
        self.gap = true;
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>]) {
        let tight = items.iter().all(|item| match item.as_slice() {
            [Block::Paragraph { .. }] => true,
            // Only a list that begins with 1, and with something, may follow a line directly.
            [Block::Paragraph { .. }, Block::List { start, items }] => {
                start.is_none_or(|start| start == 1) && items.first().is_some_and(|i| !i.is_empty())
            }
            _ => false,
        });
        for (at, item) in items.iter().enumerate() {
            let marker = match start {
                Some(start) => format!("{}. ", start + at as u64),
                None => "- ".to_owned(),
            };
            if tight && at > 0 {
                self.gap = false;
            }
            let rest = " ".repeat(marker.len());
            if tight {
                self.tight_item(&marker, &rest, item);
            } else {
                self.nested(&marker, &rest, item);
            }
        }
        self.gap = true;
    }

    fn tight_item(&mut self, marker: &str, rest: &str, item: &[Block]) {
        self.start();
        let outer = self.indent.clone();
        self.out.push_str(marker);
        self.indent = format!("{outer}{rest}");
        for block in item {
            match block {
                Block::Paragraph { content } => {
                    let text = self.inlines(content, Place::Line);
                    self.out.push_str(&text);
                    self.out.push('\n');
                }
                block => {
                    self.gap = false;
                    self.block(block);
                }
            }
        }
        self.indent = outer;
        self.gap = true;
    }

    fn table(&mut self, columns: &[Align], head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) {
        self.start();
        let row = |writer: &Self, cells: &[Vec<Inline>]| {
            let cells: Vec<_> =
                cells.iter().map(|cell| writer.inlines(cell, Place::Within)).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        let head_row = row(self, head);
        self.out.push_str(&head_row);
        self.out.push_str(&self.indent);
        for column in columns {
            self.out.push_str(match column {
                Align::Start => "| --- ",
                Align::Center => "| :---: ",
                Align::End => "| ---: ",
            });
        }
        self.out.push_str("|\n");
        for cells in rows {
            self.out.push_str(&self.indent);
            let line = row(self, cells);
            self.out.push_str(&line);
        }
        self.gap = true;
    }

    fn signature(&mut self, mark: Option<&Mark>, lines: &[Vec<Inline>]) {
        self.mark(&BlockMark::Signature);
        let mut written: Vec<String> = Vec::new();
        match mark {
            Some(Mark::Transcription { text }) if self.marked => {
                written.push(marks::transcription(&Escaper::text(text, Place::Line)));
            }
            Some(Mark::Image { name, alt }) if self.marked => {
                written.push(marks::picture(name, &Escaper::text(alt, Place::Within)));
            }
            Some(Mark::Transcription { text }) => written.push(Escaper::text(text, Place::Line)),
            Some(Mark::Image { .. }) | None => {}
        }
        written.extend(lines.iter().map(|line| self.inlines(line, Place::Line)));
        if !written.is_empty() {
            self.start();
            let text = written.join(&format!("\\\n{}", self.indent));
            self.out.push_str(&text);
            self.out.push('\n');
            self.gap = true;
        }
        self.mark(&BlockMark::End);
    }

    fn inlines(&self, inlines: &[Inline], place: Place) -> String {
        let mut escaper = Escaper::new(place);
        self.write_inlines(inlines, &mut escaper);
        escaper.finish()
    }

    fn write_inlines(&self, inlines: &[Inline], out: &mut Escaper) {
        for inline in inlines {
            match inline {
                Inline::Text { text } => out.push_text(text),
                // Two different marks, so that one never runs into the other.
                Inline::Strong { content } => {
                    out.open("**");
                    self.write_inlines(content, out);
                    out.close("**");
                }
                Inline::Emphasis { content } => {
                    out.open("_");
                    self.write_inlines(content, out);
                    out.close("_");
                }
                Inline::Link { href, content } => {
                    out.push_markup("[");
                    self.write_inlines(content, out);
                    out.push_markup(&format!("](<{}>)", escape::href(href)));
                }
                Inline::Break => out.push_break(&self.indent),
                Inline::Date { iso, text } if self.marked => {
                    out.push_mark(&marks::day_start(iso));
                    out.push_text(text);
                    out.push_mark(marks::DAY_END);
                }
                Inline::Date { text, .. } => out.push_text(text),
            }
        }
    }
}
