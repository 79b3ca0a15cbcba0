//! What begins when an element begins.

use std::ops::Range;

use pulldown_cmark::Tag;

use super::{Builder, Container, Frame, Span, align, shorten, starts_with};
use crate::document::MAX_DEPTH;
use crate::node::characters::forbidden;

impl Builder<'_> {
    pub(super) fn start(&mut self, tag: Tag<'_>, range: Range<usize>) -> bool {
        if self.stack.len() > MAX_DEPTH {
            let help = format!("lists, quotes and emphasis may be nested {} deep", MAX_DEPTH - 2);
            self.refuse("nesting", "nested too deep to be read on a page", &help, range);
            return false;
        }
        let container = |kind| Frame::Blocks { kind, blocks: Vec::new(), loose: Vec::new() };
        let span = |kind| Frame::Inlines { kind, content: Vec::new() };
        let frame = match tag {
            Tag::Paragraph => span(Span::Paragraph(self.lone_field(&range))),
            Tag::Heading { level, .. } => span(Span::Heading(level as u8)),
            Tag::BlockQuote(_) => container(Container::Quote),
            Tag::List(start) => Frame::List { start, items: Vec::new() },
            Tag::Item => container(Container::Item),
            Tag::Table(columns) => {
                let columns = columns.into_iter().map(align).collect();
                Frame::Table { columns, rows: Vec::new(), row: Vec::new() }
            }
            Tag::TableHead | Tag::TableRow => return true,
            Tag::TableCell => span(Span::Cell),
            Tag::Emphasis => span(Span::Emphasis),
            Tag::Strong => span(Span::Strong),
            Tag::Link { dest_url, .. } => {
                let known = ["http://", "https://", "mailto:"];
                if !known.iter().any(|scheme| starts_with(&dest_url, scheme))
                    || dest_url.contains(|c: char| c.is_control() || forbidden(c))
                {
                    let message = format!("a letter cannot link to `{}`", shorten(&dest_url));
                    self.refuse(
                        "link",
                        &message,
                        "link to an address that begins with https:// or mailto:",
                        range,
                    );
                }
                span(Span::Link(dest_url.into_string()))
            }
            Tag::HtmlBlock => {
                self.html = Some(range.start..range.start);
                return true;
            }
            Tag::Image { .. } => {
                let help = "an emblem belongs to the office, a signature to its signatory, a picture into an enclosure";
                self.refuse("image", "a picture has no place in prose", help, range);
                span(Span::Emphasis)
            }
            Tag::CodeBlock(_) => {
                let help = "begin the line at the margin: four spaces make code, and so do three backticks";
                self.refuse("code", "a block of code has no place in a letter", help, range);
                span(Span::Paragraph(None))
            }
            _ => {
                self.refuse(
                    "markup",
                    "this has no place in a letter",
                    "write it as plain text",
                    range,
                );
                span(Span::Paragraph(None))
            }
        };
        if !matches!(
            frame,
            Frame::Inlines { kind: Span::Strong | Span::Emphasis | Span::Link(_), .. }
        ) {
            self.end_loose_text();
        }
        self.stack.push(frame);
        true
    }
}
