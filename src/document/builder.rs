//! Builds the tree from Markdown events, with a stack of its own instead of recursion.

mod budget;
mod ends;
mod marks;
mod starts;

use std::ops::Range;

use pulldown_cmark::{Alignment, Event};

use super::marks as syntax;
use super::merge::{self, Field, MergeFields};
use super::normalise::normalise;
use super::{Align, Block, Diagnostic, Inline, Mark, Part, Role, plain};
use crate::node::characters;
use crate::text::tags;

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
    Said(usize),
}

/// Where the Markdown comes from.
enum Mode<'a> {
    Composed {
        prose: Vec<Block>,
        /// Running text that stands in sentences of the wording, by number.
        said: Vec<Vec<Inline>>,
        /// How often it is asked for from here on, at most.
        prose_marks: usize,
        /// Somewhere in it is a character that no letter may carry.
        forbidden: bool,
    },
    Prose {
        fields: &'a dyn MergeFields,
    },
}

/// A run of text that stands in the source as it is: merge fields are looked for in it whole.
struct Run {
    range: Range<usize>,
    escaped_start: bool,
}

/// Room for a line or so of text, to which more is added.
const TEXT: usize = 64;

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
    diagnostics: Vec<Diagnostic>,
    /// What merge fields have brought, as `budget` counts it.
    filled: usize,
}

impl<'a> Builder<'a> {
    pub(super) fn composed(source: &'a str, prose: Vec<Block>, said: Vec<Vec<Inline>>) -> Self {
        let prose_marks = memchr::memmem::find_iter(source.as_bytes(), syntax::PROSE).count();
        let forbidden = characters::first_forbidden(source).is_some();
        Self::new(source, Mode::Composed { prose, said, prose_marks, forbidden })
    }

    pub(super) fn prose(source: &'a str, fields: &'a dyn MergeFields) -> Self {
        Self::new(source, Mode::Prose { fields })
    }

    fn new(source: &'a str, mode: Mode<'a>) -> Self {
        let root = Frame::Blocks { kind: Container::Root, blocks: Vec::new(), loose: Vec::new() };
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
            diagnostics: Vec::new(),
            filled: 0,
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
        if self.run.is_some() {
            self.flush();
        }
        match event {
            Event::Start(tag) => return self.start(tag, range),
            Event::End(_) => self.end(&range),
            Event::SoftBreak => self.push_text(" "),
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

    fn text(&mut self, text: &str, range: Range<usize>) {
        let as_written = self.source.get(range.clone()) == Some(text);
        // A character that is written stands in the source, which was looked through whole, and the
        // decoder looked through prose; a character reference may stand for any.
        let doubtful = match self.mode {
            Mode::Prose { .. } if as_written => return self.extend_run(range),
            Mode::Composed { forbidden, .. } => forbidden || !as_written,
            Mode::Prose { .. } => true,
        };
        self.flush();
        if doubtful && characters::first_forbidden(text).is_some() {
            self.refuse("invisible-character", "an invisible character", "delete it", range);
        }
        self.push_text(text);
    }

    fn extend_run(&mut self, range: Range<usize>) {
        match &mut self.run {
            Some(run) if run.range.end == range.start => run.range.end = range.end,
            _ => {
                self.flush();
                let escaped_start = self.source[..range.start].ends_with('\\');
                self.run = Some(Run { range, escaped_start });
            }
        }
    }

    /// Adds the text that was read as one run, with its merge fields filled.
    fn flush(&mut self) {
        let Some(run) = self.run.take() else { return };
        // The field of a paragraph that is nothing else is filled when the paragraph ends.
        if let Some(Frame::Inlines { kind: Span::Paragraph(Some(_)), .. }) = self.stack.last() {
            return;
        }
        let (source, mut at, mut escaped) = (self.source, run.range.start, run.escaped_start);
        while let Some((found, field)) = merge::find(&source[at..run.range.end], at, escaped) {
            self.push_text(&source[at..at + found.start]);
            let mut filled = Vec::new();
            self.fill(&field, &mut filled);
            let stops = tags::strip(&plain(&filled)).ends_with('.');
            filled.into_iter().for_each(|inline| self.push(inline));
            (at, escaped) = (at + found.end, false);
            // "10 a.m." ends its sentence, too.
            let (before, visible) = tags::head(&source[at..run.range.end]);
            if stops && visible.starts_with('.') && !visible.starts_with("..") {
                self.push_text(before);
                at += before.len() + 1;
            }
        }
        self.push_text(&source[at..run.range.end]);
    }

    fn refuse(&mut self, rule: &'static str, message: &str, help: &str, range: Range<usize>) {
        self.diagnostics.push(Diagnostic {
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

    /// The running text that is open.
    fn running(&mut self) -> Option<&mut Vec<Inline>> {
        match self.stack.last_mut()? {
            Frame::Inlines { content, .. } => Some(content),
            Frame::Blocks { loose, .. } => Some(loose),
            Frame::List { .. } | Frame::Table { .. } => None,
        }
    }

    fn push(&mut self, inline: Inline) {
        if let Some(content) = self.running() {
            content.push(inline);
        }
    }

    /// Adds to the text that stands last: each escaped character comes by itself.
    fn push_text(&mut self, text: &str) {
        let Some(content) = self.running() else {
            return;
        };
        if let Some(Inline::Text { text: before }) = content.last_mut() {
            return before.push_str(text);
        }
        let mut first = String::with_capacity(text.len().max(TEXT));
        first.push_str(text);
        content.push(Inline::Text { text: first });
    }

    /// Makes a paragraph of the loose text of a tight list item.
    fn end_loose_text(&mut self) {
        if let Some(Frame::Blocks { blocks, loose, .. }) = self.stack.last_mut()
            && !loose.is_empty()
        {
            let mut content = std::mem::take(loose);
            normalise(&mut content);
            if !content.is_empty() {
                blocks.push(Block::Paragraph { content });
            }
        }
    }

    fn block(&mut self, block: Block) {
        self.end_loose_text();
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
        self.end_loose_text();
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

    fn finish(&mut self) {
        self.flush();
        self.html_block();
        if self.stack.len() > 1 && self.diagnostics.is_empty() {
            self.refuse(
                "mark",
                "a part mark is not closed",
                "close it in the wording template",
                self.opened.clone(),
            );
        }
        self.stack.truncate(1);
    }

    pub(super) fn into_parts(mut self) -> Result<Vec<Part>, Vec<Diagnostic>> {
        self.finish();
        self.finish_part();
        if !self.diagnostics.is_empty() {
            return Err(self.diagnostics);
        }
        let mut levels = super::headings::Levels::default();
        for part in &mut self.parts {
            levels.part(part);
        }
        Ok(self.parts)
    }

    pub(super) fn into_blocks(mut self) -> Result<Vec<Block>, Vec<Diagnostic>> {
        self.finish();
        self.end_loose_text();
        match self.stack.pop() {
            Some(Frame::Blocks { blocks, .. }) if self.diagnostics.is_empty() => Ok(blocks),
            _ => Err(self.diagnostics),
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
