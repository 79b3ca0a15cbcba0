//! HTML: semantic, self-contained, without script or request.

mod article;
mod escape;
mod trace;

pub use article::article;
pub use trace::trace;

use std::fmt::Write as _;

use super::format::PreparedWriter;
use super::{LetterFile, Writers, bidi, data_address};
use crate::document::{Align, Block, Direction, Inline, Mark, Role};
use crate::finding::Finding;
use crate::package::Package;
use crate::template::{HtmlPage, PageDesign, PageView};
use escape::attribute;
use escape::text;
#[cfg(feature = "difference")]
pub(crate) use escape::{attribute as escaped_attribute, text as escaped};

/// Compiles the page design of an office.
pub(super) fn prepare(design: &PageDesign<'_>) -> PreparedWriter {
    Ok(Box::new(Html(HtmlPage::load(design)?)))
}

struct Html(HtmlPage);

impl super::writers::Writer for Html {
    fn write(&self, package: &Package, _: &Writers<'_>) -> Result<LetterFile, Vec<Finding>> {
        Ok(write(package, &self.0)?.into())
    }
}

/// The package as one page, laid out by the office's page design.
///
/// # Errors
/// A mistake of the page design, at its place.
pub fn write(package: &Package, page: &HtmlPage) -> Result<String, Vec<Finding>> {
    let letters = package.members.iter().enumerate();
    let letters: Vec<_> = letters
        .map(|(at, member)| PageView {
            id: &member.id,
            document: &member.document,
            sheet: member.sheet(),
            parts: parts(package, at, 0),
        })
        .collect();
    page.render(&letters)
}

/// Each part of a letter as HTML, with its role; headings go down by `offset` levels.
fn parts(package: &Package, member: usize, offset: u8) -> Vec<(Role, String)> {
    let document = &package.members[member].document;
    let writer = Writer { package, offset, rtl: document.direction == Direction::Rtl };
    let mut parts = Vec::with_capacity(document.parts.len() + 1);
    for part in &document.parts {
        let mut html = String::with_capacity(256);
        if part.role == Role::Letterhead {
            writer.emblem(member, &mut html);
        }
        match (part.role, part.blocks.as_slice()) {
            (Role::Subject, blocks) => {
                for block in blocks {
                    match block {
                        Block::Paragraph { content } => {
                            writer.styled(writer.heading(1), content, &mut html);
                        }
                        other => writer.blocks(std::slice::from_ref(other), &mut html),
                    }
                }
            }
            (_, blocks) => writer.blocks(blocks, &mut html),
        }
        parts.push((part.role, html));
    }
    // An emblem stands by itself where the office has no words in its letterhead.
    if !document.parts.iter().any(|part| part.role == Role::Letterhead) {
        let mut html = String::new();
        writer.emblem(member, &mut html);
        if !html.is_empty() || package.members[member].sheet().letterhead.rule {
            parts.insert(0, (Role::Letterhead, html));
        }
    }
    parts
}

struct Writer<'a> {
    package: &'a Package,
    offset: u8,
    /// The letter runs from right to left.
    rtl: bool,
}

impl Writer<'_> {
    fn emblem(&self, member: usize, out: &mut String) {
        let letterhead = &self.package.members[member].sheet().letterhead;
        let picture = letterhead
            .emblem
            .as_ref()
            .and_then(|name| self.package.pictures.get(name));
        if let Some(picture) = picture {
            let _ = write!(
                out,
                r#"<img class="emblem" height="{}" src="{}" alt="{}">"#,
                pixels(letterhead.height),
                data_address(picture),
                attribute(&letterhead.alt)
            );
        }
    }

    fn blocks(&self, blocks: &[Block], out: &mut String) {
        for block in blocks {
            self.block(block, out);
        }
    }

    fn block(&self, block: &Block, out: &mut String) {
        match block {
            Block::Paragraph { content } => self.element("p", content, out),
            Block::Heading { level, content } => {
                self.element(self.heading(*level), content, out);
            }
            Block::List { start, items } => self.list(*start, items, out),
            Block::Table { columns, head, rows } => self.table(columns, head, rows, out),
            Block::Quote { blocks } => {
                out.push_str("<blockquote>\n");
                self.blocks(blocks, out);
                out.push_str("</blockquote>\n");
            }
            Block::Schedule { blocks, .. } => {
                out.push_str("<div class=\"schedule\">\n");
                self.blocks(blocks, out);
                out.push_str("</div>\n");
            }
            Block::Signature { mark, lines } => self.signature(mark.as_ref(), lines, out),
            Block::PageBreak => out.push_str("<div class=\"page-break\"></div>\n"),
        }
    }

    fn heading(&self, level: u8) -> &'static str {
        match level.saturating_add(self.offset) {
            0 | 1 => "h1",
            2 => "h2",
            3 => "h3",
            4 => "h4",
            5 => "h5",
            _ => "h6",
        }
    }

    fn element(&self, tag: &str, content: &[Inline], out: &mut String) {
        self.styled(tag, content, out);
        out.push('\n');
    }

    fn list(&self, start: Option<u64>, items: &[Vec<Block>], out: &mut String) {
        match start {
            None => out.push_str("<ul>\n"),
            Some(1) => out.push_str("<ol>\n"),
            Some(start) => {
                let _ = writeln!(out, "<ol start=\"{start}\">");
            }
        }
        for item in items {
            out.push_str("<li>");
            match item.as_slice() {
                [Block::Paragraph { content }, rest @ ..]
                    if rest.iter().all(|b| matches!(b, Block::List { .. })) =>
                {
                    self.inlines(content, out);
                    self.blocks(rest, out);
                }
                blocks => self.blocks(blocks, out),
            }
            out.push_str("</li>\n");
        }
        out.push_str(if start.is_some() { "</ol>\n" } else { "</ul>\n" });
    }

    fn table(
        &self,
        columns: &[Align],
        head: &[Vec<Inline>],
        rows: &[Vec<Vec<Inline>>],
        out: &mut String,
    ) {
        let class = |at: usize| match columns.get(at) {
            Some(Align::Center) => " class=\"center\"",
            Some(Align::End) => " class=\"end\"",
            _ => "",
        };
        // Without a head it only sets things side by side.
        if head.iter().all(Vec::is_empty) {
            out.push_str("<table class=\"columns\" role=\"presentation\">\n<tbody>\n");
        } else {
            out.push_str("<table>\n<thead><tr>");
            for (at, cell) in head.iter().enumerate() {
                let _ = write!(out, "<th scope=\"col\"{}>", class(at));
                self.inlines(cell, out);
                out.push_str("</th>");
            }
            out.push_str("</tr></thead>\n<tbody>\n");
        }
        for row in rows {
            out.push_str("<tr>");
            for (at, cell) in row.iter().enumerate() {
                let _ = write!(out, "<td{}>", class(at));
                self.inlines(cell, out);
                out.push_str("</td>");
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody>\n</table>\n");
    }

    fn signature(&self, mark: Option<&Mark>, lines: &[Vec<Inline>], out: &mut String) {
        out.push_str("<div class=\"signature\">");
        match mark {
            Some(Mark::Transcription { text: words }) => {
                out.push_str("<p class=\"mark\">");
                self.text(words, out);
                out.push_str("</p>");
            }
            Some(Mark::Image { name, alt }) => {
                if let Some(picture) = self.package.pictures.get(name) {
                    let alt = attribute(alt);
                    let _ = write!(
                        out,
                        "<p class=\"mark\"><img src=\"{}\" alt=\"{alt}\"></p>",
                        data_address(picture)
                    );
                }
            }
            None => out.push_str("<p class=\"mark\"></p>"),
        }
        for (at, line) in lines.iter().enumerate() {
            out.push_str(if at == 0 { "<p class=\"name\">" } else { "<p>" });
            self.inlines(line, out);
            out.push_str("</p>");
        }
        out.push_str("</div>\n");
    }

    fn inlines(&self, inlines: &[Inline], out: &mut String) {
        for inline in inlines {
            match inline {
                Inline::Text { text: words } => self.text(words, out),
                Inline::Strong { content } => self.styled("strong", content, out),
                Inline::Emphasis { content } => self.styled("em", content, out),
                Inline::Link { href, content } => {
                    let _ = write!(out, "<a href=\"{}\">", attribute(href));
                    self.inlines(content, out);
                    out.push_str("</a>");
                }
                Inline::Break => out.push_str("<br>\n"),
                Inline::Date { iso, text: words } => {
                    let _ = write!(out, "<time datetime=\"{}\">", attribute(iso));
                    self.text(words, out);
                    out.push_str("</time>");
                }
            }
        }
    }

    /// Running text; what runs the other way keeps its order, whatever stands beside it.
    fn text(&self, words: &str, out: &mut String) {
        for (stretch, rtl) in bidi::stretches(words, self.rtl) {
            if rtl == self.rtl {
                escape::text_into(stretch, out);
            } else {
                let way = if rtl { "rtl" } else { "ltr" };
                let _ = write!(out, "<bdi dir=\"{way}\">{}</bdi>", text(stretch));
            }
        }
    }

    fn styled(&self, tag: &str, content: &[Inline], out: &mut String) {
        for piece in ["<", tag, ">"] {
            out.push_str(piece);
        }
        self.inlines(content, out);
        for piece in ["</", tag, ">"] {
            out.push_str(piece);
        }
    }
}

/// A length on paper in the pixels of CSS (Values and Units, section 6.2: 96 to an inch). The
/// style has it exactly; this holds where the letter stands in a page without it.
fn pixels(millimetres: f32) -> u32 {
    (millimetres * 96.0 / 25.4).round() as u32
}
