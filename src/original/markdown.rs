//! Markdown, as far as letters need it: what is markup there is style here.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::builder::{Builder, Read, RunStyle};
use super::{Cell, Item, Noticed};

pub(super) fn read(text: &str) -> Result<Read, String> {
    let mut state = State::default();
    let mut builder = Builder::new();
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        state.event(event, &mut builder)?;
    }
    builder.finish()
}

#[derive(Default)]
struct State {
    style: RunStyle,
    strong: usize,
    emphasis: usize,
    /// The next number of each open list; none for bullets.
    lists: Vec<Option<u64>>,
    item: Option<Item>,
    tables: usize,
    cell: Option<Cell>,
    heading: Option<u8>,
    picture: usize,
}

impl State {
    fn event(&mut self, event: Event<'_>, builder: &mut Builder) -> Result<(), String> {
        match event {
            Event::Text(text) | Event::Code(text) => self.text(&text, builder),
            Event::SoftBreak | Event::HardBreak => builder.line_break(),
            // A rule divides a file of several letters.
            Event::Rule => {
                builder.end()?;
                builder.page_break();
            }
            Event::Start(tag) => self.start(tag, builder)?,
            Event::End(tag) => self.end(tag, builder)?,
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str, builder: &mut Builder) {
        if self.picture > 0 {
            builder.notice(Noticed::Picture, text);
            return;
        }
        let paragraph = builder.paragraph();
        (paragraph.cell, paragraph.heading) = (self.cell, self.heading);
        if let Some(item) = self.item.take() {
            paragraph.item = Some(item);
        }
        builder.text(text, &self.style);
    }

    fn start(&mut self, tag: Tag<'_>, builder: &mut Builder) -> Result<(), String> {
        match tag {
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.emphasis += 1,
            Tag::Link { dest_url, .. } => self.style.href = super::xml::href(&dest_url),
            Tag::Image { .. } => self.picture += 1,
            Tag::List(start) => {
                builder.end()?;
                self.lists.push(start);
            }
            Tag::Item => {
                builder.end()?;
                let level = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
                let number = self.lists.last_mut().and_then(Option::as_mut);
                let (mark, numbered) = match number {
                    Some(number) => {
                        *number = number.saturating_add(1);
                        (format!("{}.", *number - 1), true)
                    }
                    None => ("-".to_owned(), false),
                };
                self.item = Some(Item { level, mark, numbered });
            }
            Tag::Heading { level, .. } => {
                builder.end()?;
                self.heading = Some(match level {
                    HeadingLevel::H1 => 1,
                    HeadingLevel::H2 => 2,
                    _ => 3,
                });
            }
            Tag::Table(_) => {
                builder.end()?;
                self.cell = Some(Cell { table: self.tables, row: 0, column: 0 });
            }
            _ => {
                builder.end()?;
            }
        }
        self.restyle();
        Ok(())
    }

    fn end(&mut self, tag: TagEnd, builder: &mut Builder) -> Result<(), String> {
        match tag {
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Link => self.style.href = None,
            TagEnd::Image => self.picture = self.picture.saturating_sub(1),
            tag => {
                builder.end()?;
                match (tag, &mut self.cell) {
                    (TagEnd::List(_), _) => {
                        self.lists.pop();
                    }
                    (TagEnd::Heading(_), _) => self.heading = None,
                    (TagEnd::TableCell, Some(cell)) => cell.column += 1,
                    (TagEnd::TableHead | TagEnd::TableRow, Some(cell)) => {
                        (cell.row, cell.column) = (cell.row + 1, 0);
                    }
                    (TagEnd::Table, _) => {
                        self.cell = None;
                        self.tables += 1;
                    }
                    _ => {}
                }
            }
        }
        self.restyle();
        Ok(())
    }

    fn restyle(&mut self) {
        self.style.strong = self.strong > 0;
        self.style.emphasis = self.emphasis > 0;
    }
}
