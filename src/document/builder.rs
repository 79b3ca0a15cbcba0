//! Builds the tree from Markdown events, with a stack of its own instead of recursion.

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, Tag};

use super::dress::normalise;
use super::marks::{BlockMark, InlineMark};
use super::merge::{self, Field, MergeFields};
use super::read::Trouble;
use super::{Align, Block, Inline, MAX_DEPTH, Mark, Part, Role};
use crate::node::characters::forbidden;

/// What is open: a block or inline that has begun and not ended.
enum Frame {
    /// Blocks, and loose text of a tight list item.
    Blocks {
        kind: Container,
        blocks: Vec<Block>,
        loose: Vec<Inline>,
    },
    List {
        start: Option<u64>,
        items: Vec<Vec<Block>>,
    },
    Table {
        columns: Vec<Align>,
        rows: Vec<Vec<Vec<Inline>>>,
        row: Vec<Vec<Inline>>,
    },
    Inlines {
        kind: Span,
        content: Vec<Inline>,
    },
}

enum Container {
    Root,
    Quote,
    Item,
    Schedule(Vec<String>),
    Signature,
}

enum Span {
    Paragraph(Option<Field>),
    Heading(u8),
    Cell,
    Strong,
    Emphasis,
    Link(String),
    Day(String),
    Transcription,
    Picture(String),
}

/// Where the Markdown comes from.
enum Mode<'a> {
    Composed { prose: &'a [Block] },
    Prose { fields: &'a dyn MergeFields },
}

/// A run of text that stands in the source as it is: merge fields are looked for in it whole.
struct Run {
    range: Range<usize>,
    escaped_start: bool,
}

pub(super) struct Builder<'a> {
    source: &'a str,
    mode: Mode<'a>,
    stack: Vec<Frame>,
    parts: Vec<Part>,
    role: Option<Role>,
    run: Option<Run>,
    /// The mark of the signature block being read.
    mark: Option<Mark>,
    html: Option<Range<usize>>,
    /// The mark that opened last: the one to show when none closes it.
    opened: Range<usize>,
    troubles: Vec<Trouble>,
}

impl<'a> Builder<'a> {
    pub(super) fn composed(source: &'a str, prose: &'a [Block]) -> Self {
        Self::new(source, Mode::Composed { prose })
    }

    pub(super) fn prose(source: &'a str, fields: &'a dyn MergeFields) -> Self {
        Self::new(source, Mode::Prose { fields })
    }

    fn new(source: &'a str, mode: Mode<'a>) -> Self {
        let root = Frame::Blocks {
            kind: Container::Root,
            blocks: Vec::new(),
            loose: Vec::new(),
        };
        Self {
            source,
            mode,
            stack: vec![root],
            parts: Vec::new(),
            role: None,
            run: None,
            mark: None,
            html: None,
            opened: 0..0,
            troubles: Vec::new(),
        }
    }

    /// Takes one event; false when reading should stop, because nesting is too deep.
    pub(super) fn take(&mut self, event: Event<'_>, range: Range<usize>) -> bool {
        if let Some(html) = &mut self.html {
            match event {
                Event::Html(_) => html.end = range.end,
                _ => self.html_block(),
            }
            return true;
        }
        if let Event::Text(text) = &event {
            self.text(text, range);
            return true;
        }
        self.flush();
        match event {
            Event::Start(tag) => return self.start(tag, range),
            Event::End(_) => self.end(&range),
            Event::SoftBreak => self.push(Inline::text(" ")),
            Event::HardBreak => self.push(Inline::Break),
            Event::Code(_) => self.refuse(
                "code",
                "code has no place in a letter",
                "take the backticks away",
                range,
            ),
            Event::Rule => self.refuse(
                "rule",
                "a line across the page has no place in a letter",
                "delete it",
                range,
            ),
            Event::Html(_) | Event::InlineHtml(_) => self.inline_html(range),
            _ => self.refuse(
                "markup",
                "this has no place in a letter",
                "write it as plain text",
                range,
            ),
        }
        true
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) -> bool {
        if self.stack.len() > MAX_DEPTH {
            let help = format!(
                "lists, quotes and emphasis may be nested {} deep",
                MAX_DEPTH - 2
            );
            self.refuse(
                "nesting",
                "nested too deep to be read on a page",
                &help,
                range,
            );
            return false;
        }
        let container = |kind| Frame::Blocks {
            kind,
            blocks: Vec::new(),
            loose: Vec::new(),
        };
        let span = |kind| Frame::Inlines {
            kind,
            content: Vec::new(),
        };
        let frame = match tag {
            Tag::Paragraph => span(Span::Paragraph(self.lone_field(&range))),
            Tag::Heading { level, .. } => span(Span::Heading(level as u8)),
            Tag::BlockQuote(_) => container(Container::Quote),
            Tag::List(start) => Frame::List {
                start,
                items: Vec::new(),
            },
            Tag::Item => container(Container::Item),
            Tag::Table(columns) => {
                let columns = columns.into_iter().map(align).collect();
                Frame::Table {
                    columns,
                    rows: Vec::new(),
                    row: Vec::new(),
                }
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
                self.refuse(
                    "code",
                    "a block of code has no place in a letter",
                    help,
                    range,
                );
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
            Frame::Inlines {
                kind: Span::Strong | Span::Emphasis | Span::Link(_),
                ..
            }
        ) {
            self.settle();
        }
        self.stack.push(frame);
        true
    }

    fn end(&mut self, range: &Range<usize>) {
        // Header and body rows have no frame of their own.
        if let Some(Frame::Table { rows, row, .. }) = self.stack.last_mut()
            && !row.is_empty()
        {
            rows.push(std::mem::take(row));
            return;
        }
        self.settle();
        if self.stack.len() < 2 {
            return;
        }
        let Some(frame) = self.stack.pop() else {
            return;
        };
        match frame {
            Frame::Blocks {
                kind: Container::Quote,
                blocks,
                ..
            } => {
                if !blocks.is_empty() {
                    self.block(Block::Quote { blocks });
                }
            }
            Frame::Blocks {
                kind: Container::Item,
                blocks,
                ..
            } => {
                if let Some(Frame::List { items, .. }) = self.stack.last_mut() {
                    items.push(blocks);
                }
            }
            // A schedule or signature block that the Markdown around it ends: its own mark is missing.
            Frame::Blocks { blocks, .. } => {
                self.refuse(
                    "mark",
                    "a part mark is not closed",
                    "close it in the wording template",
                    range.clone(),
                );
                blocks.into_iter().for_each(|block| self.block(block));
            }
            Frame::List { start, items } => self.block(Block::List { start, items }),
            Frame::Table {
                columns, mut rows, ..
            } => {
                let head = if rows.is_empty() {
                    Vec::new()
                } else {
                    rows.remove(0)
                };
                for row in &mut rows {
                    row.resize(head.len(), Vec::new());
                }
                self.block(Block::Table {
                    columns,
                    head,
                    rows,
                });
            }
            Frame::Inlines { kind, content } => self.close(kind, content),
        }
    }

    fn close(&mut self, kind: Span, mut content: Vec<Inline>) {
        match kind {
            Span::Strong => self.push(Inline::Strong { content }),
            Span::Emphasis => self.push(Inline::Emphasis { content }),
            Span::Link(href) => self.push(Inline::Link { href, content }),
            Span::Day(iso) => self.push(Inline::Date {
                iso,
                text: super::plain(&content),
            }),
            Span::Transcription => {
                normalise(&mut content);
                self.mark = Some(Mark::Transcription {
                    text: super::plain(&content),
                });
            }
            Span::Picture(name) => {
                normalise(&mut content);
                self.mark = Some(Mark::Image {
                    name,
                    alt: super::plain(&content),
                });
            }
            Span::Cell => {
                normalise(&mut content);
                if let Some(Frame::Table { row, .. }) = self.stack.last_mut() {
                    row.push(content);
                }
            }
            Span::Heading(level) => {
                one_line(&mut content);
                normalise(&mut content);
                if !content.is_empty() {
                    self.block(Block::Heading { level, content });
                }
            }
            Span::Paragraph(field) => self.paragraph(field, content),
        }
    }

    fn paragraph(&mut self, field: Option<Field>, mut content: Vec<Inline>) {
        if let (Mode::Prose { fields }, Some(field)) = (&self.mode, field) {
            match fields.block(&field) {
                Some(Ok(blocks)) => return blocks.into_iter().for_each(|block| self.block(block)),
                Some(Err(refusal)) => {
                    return self.refuse(
                        "merge-field",
                        &refusal.message,
                        &refusal.help,
                        field.range,
                    );
                }
                None => self.fill(&field, &mut content),
            }
        }
        normalise(&mut content);
        if !content.is_empty() || matches!(self.innermost(), Some(Container::Signature)) {
            self.block(Block::Paragraph { content });
        }
    }

    /// The merge field that a paragraph consists of, if it does.
    fn lone_field(&self, range: &Range<usize>) -> Option<Field> {
        let Mode::Prose { .. } = self.mode else {
            return None;
        };
        let text = self.source[range.clone()].trim();
        let start = range.start + self.source[range.clone()].find(text)?;
        merge::find(text, start, false)
            .filter(|(at, _)| *at == (0..text.len()))
            .map(|(_, field)| field)
    }

    fn fill(&mut self, field: &Field, content: &mut Vec<Inline>) {
        let Mode::Prose { fields } = &self.mode else {
            return;
        };
        match fields.inline(field) {
            Ok(inlines) => content.extend(inlines),
            Err(refusal) => self.refuse(
                "merge-field",
                &refusal.message,
                &refusal.help,
                field.range.clone(),
            ),
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        let as_written = self.source.get(range.clone()) == Some(text);
        if let (Mode::Prose { .. }, true) = (&self.mode, as_written) {
            match &mut self.run {
                Some(run) if run.range.end == range.start => run.range.end = range.end,
                _ => {
                    self.flush();
                    let escaped_start = self.source[..range.start].ends_with('\\');
                    self.run = Some(Run {
                        range,
                        escaped_start,
                    });
                }
            }
            return;
        }
        self.flush();
        if text.contains(forbidden) {
            self.refuse(
                "invisible-character",
                "an invisible character",
                "delete it",
                range.clone(),
            );
        }
        self.push(Inline::text(text));
    }

    /// Puts down the text that was waiting, with its merge fields filled.
    fn flush(&mut self) {
        let Some(run) = self.run.take() else { return };
        // The field of a paragraph that is nothing else is filled when the paragraph ends.
        if let Some(Frame::Inlines {
            kind: Span::Paragraph(Some(_)),
            ..
        }) = self.stack.last()
        {
            return;
        }
        let (source, mut at, mut escaped) = (self.source, run.range.start, run.escaped_start);
        while let Some((found, field)) = merge::find(&source[at..run.range.end], at, escaped) {
            self.push(Inline::text(&source[at..at + found.start]));
            let mut filled = Vec::new();
            self.fill(&field, &mut filled);
            filled.into_iter().for_each(|inline| self.push(inline));
            (at, escaped) = (at + found.end, false);
        }
        self.push(Inline::text(&source[at..run.range.end]));
    }

    fn html_block(&mut self) {
        let Some(range) = self.html.take() else {
            return;
        };
        let html = &self.source[range.clone()];
        if let Mode::Prose { .. } = self.mode {
            return self.refuse_html(range);
        }
        for line in html.lines().filter(|line| !line.trim().is_empty()) {
            match BlockMark::parse(line) {
                Some(mark) => self.block_mark(mark, &range),
                None => return self.refuse_html(range),
            }
        }
    }

    fn block_mark(&mut self, mark: BlockMark, range: &Range<usize>) {
        let container = |kind| Frame::Blocks {
            kind,
            blocks: Vec::new(),
            loose: Vec::new(),
        };
        if matches!(mark, BlockMark::Schedule(_) | BlockMark::Signature) {
            self.opened = range.clone();
        }
        match mark {
            BlockMark::Part(role) => {
                self.finish_part();
                self.role = Some(role);
            }
            BlockMark::Prose => {
                if let Mode::Composed { prose } = self.mode {
                    prose.iter().cloned().for_each(|block| self.block(block));
                }
            }
            BlockMark::Schedule(ids) => self.stack.push(container(Container::Schedule(ids))),
            BlockMark::Signature => self.stack.push(container(Container::Signature)),
            BlockMark::PageBreak => self.block(Block::PageBreak),
            BlockMark::Apart => {}
            BlockMark::End => match self.stack.pop() {
                Some(Frame::Blocks {
                    kind: Container::Schedule(meetings),
                    blocks,
                    ..
                }) => {
                    self.block(Block::Schedule { meetings, blocks });
                }
                Some(Frame::Blocks {
                    kind: Container::Signature,
                    blocks,
                    ..
                }) => self.signature(blocks),
                other => {
                    self.stack.extend(other);
                    self.refuse(
                        "mark",
                        "an end mark without a beginning",
                        "delete it in the wording template",
                        range.clone(),
                    );
                }
            },
        }
    }

    fn signature(&mut self, blocks: Vec<Block>) {
        let mut lines = Vec::new();
        for block in blocks {
            if let Block::Paragraph { content } = block {
                for line in content.split(|inline| *inline == Inline::Break) {
                    let mut line = line.to_vec();
                    normalise(&mut line);
                    if !line.is_empty() {
                        lines.push(line);
                    }
                }
            }
        }
        let mark = self.mark.take();
        self.block(Block::Signature { mark, lines });
    }

    fn inline_html(&mut self, range: Range<usize>) {
        if let Mode::Prose { .. } = self.mode {
            return self.refuse_html(range);
        }
        let span = |kind| Frame::Inlines {
            kind,
            content: Vec::new(),
        };
        match InlineMark::parse(&self.source[range.clone()]) {
            Some(InlineMark::Day(iso)) => self.stack.push(span(Span::Day(iso))),
            Some(InlineMark::Transcription) => self.stack.push(span(Span::Transcription)),
            Some(InlineMark::Picture(name)) => self.stack.push(span(Span::Picture(name))),
            Some(InlineMark::End) => match self.stack.pop() {
                Some(Frame::Inlines {
                    kind: kind @ (Span::Day(_) | Span::Transcription | Span::Picture(_)),
                    content,
                }) => {
                    self.close(kind, content);
                }
                other => {
                    self.stack.extend(other);
                    self.refuse(
                        "mark",
                        "an end mark without a beginning",
                        "delete it in the wording template",
                        range,
                    );
                }
            },
            Some(InlineMark::Apart) => {}
            None => self.refuse_html(range),
        }
    }

    fn refuse_html(&mut self, range: Range<usize>) {
        let help = "write plain Markdown; to show the character `<` itself, write `\\<`";
        self.refuse("html", "HTML has no place in a letter", help, range);
    }

    fn refuse(&mut self, rule: &'static str, message: &str, help: &str, range: Range<usize>) {
        self.troubles.push(Trouble {
            rule,
            message: message.to_owned(),
            help: help.to_owned(),
            range,
        });
    }

    fn innermost(&self) -> Option<&Container> {
        self.stack.iter().rev().find_map(|frame| match frame {
            Frame::Blocks { kind, .. } => Some(kind),
            _ => None,
        })
    }

    fn push(&mut self, inline: Inline) {
        match self.stack.last_mut() {
            Some(Frame::Inlines { content, .. }) => content.push(inline),
            Some(Frame::Blocks { loose, .. }) => loose.push(inline),
            _ => {}
        }
    }

    /// Makes a paragraph of the loose text of a tight list item.
    fn settle(&mut self) {
        if let Some(Frame::Blocks { blocks, loose, .. }) = self.stack.last_mut() {
            let mut content = std::mem::take(loose);
            normalise(&mut content);
            if !content.is_empty() {
                blocks.push(Block::Paragraph { content });
            }
        }
    }

    fn block(&mut self, block: Block) {
        self.settle();
        if let Some(Frame::Blocks { blocks, .. }) = self
            .stack
            .iter_mut()
            .rev()
            .find(|frame| matches!(frame, Frame::Blocks { .. }))
        {
            blocks.push(block);
        }
    }

    fn finish_part(&mut self) {
        self.settle();
        let blocks = match self.stack.first_mut() {
            Some(Frame::Blocks { blocks, .. }) => std::mem::take(blocks),
            _ => Vec::new(),
        };
        match self.role.take() {
            Some(role) if !blocks.is_empty() => self.parts.push(Part { role, blocks }),
            None if !blocks.is_empty() => self.refuse(
                "mark",
                "text before the first part mark",
                "put it into a block of letter.md",
                0..0,
            ),
            _ => {}
        }
    }

    fn wind_up(&mut self) {
        self.flush();
        self.html_block();
        if self.stack.len() > 1 && self.troubles.is_empty() {
            self.refuse(
                "mark",
                "a part mark is not closed",
                "close it in the wording template",
                self.opened.clone(),
            );
        }
        self.stack.truncate(1);
    }

    pub(super) fn into_parts(mut self) -> Result<Vec<Part>, Vec<Trouble>> {
        self.wind_up();
        self.finish_part();
        if !self.troubles.is_empty() {
            return Err(self.troubles);
        }
        let mut levels = super::headings::Levels::default();
        for part in &mut self.parts {
            levels.part(part);
        }
        Ok(self.parts)
    }

    pub(super) fn into_blocks(mut self) -> Result<Vec<Block>, Vec<Trouble>> {
        self.wind_up();
        self.settle();
        match self.stack.pop() {
            Some(Frame::Blocks { blocks, .. }) if self.troubles.is_empty() => Ok(blocks),
            _ => Err(self.troubles),
        }
    }
}

/// A heading is one line, however it was typed.
fn one_line(inlines: &mut [Inline]) {
    for inline in inlines {
        match inline {
            Inline::Break => *inline = Inline::text(" "),
            Inline::Strong { content }
            | Inline::Emphasis { content }
            | Inline::Link { content, .. } => one_line(content),
            Inline::Text { .. } | Inline::Date { .. } => {}
        }
    }
}

fn align(alignment: Alignment) -> Align {
    match alignment {
        Alignment::None | Alignment::Left => Align::Start,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::End,
    }
}

fn starts_with(url: &str, scheme: &str) -> bool {
    url.get(..scheme.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
}

fn shorten(url: &str) -> String {
    let mut short: String = url.chars().take(60).collect();
    if short.len() < url.len() {
        short.push('…');
    }
    short
}
