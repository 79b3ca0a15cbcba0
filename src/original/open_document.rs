//! OpenDocument texts (ISO/IEC 26300): headers, text, boxes, notes and footers.

mod styles;

use std::collections::{HashMap, HashSet};

use super::builder::{Builder, Read, RunStyle};
use styles::Styles;

use super::xml::{self, Attributes, Parts, Space, Visitor, visit};
use super::{Area, Cell, Item, Noticed, Tracked};

pub(super) fn read(bytes: &[u8], tracked: Tracked) -> Result<Read, String> {
    let flat = bytes.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'<');
    let mut builder = Builder::new();
    if flat {
        let text = std::str::from_utf8(bytes).map_err(|_| "it is no text in UTF-8".to_owned())?;
        let mut reader = Reader::new(&mut builder, tracked);
        visit(text, &mut reader)?;
        return builder.finish();
    }
    let mut parts = Parts::open(bytes, "no OpenDocument text")?;
    let Some(content) = parts.text("content.xml")? else {
        return Err("it is no OpenDocument text".to_owned());
    };
    let styles = parts.text("styles.xml")?.unwrap_or_default();
    let mut reader = Reader::new(&mut builder, tracked);
    // Headers stand with the styles, and so do footers, which come last.
    for (xml, wanted) in
        [(&styles, Some(Area::Header)), (&content, None), (&styles, Some(Area::Footer))]
    {
        if xml.is_empty() {
            continue;
        }
        reader.wanted = wanted;
        visit(xml, &mut reader)?;
    }
    builder.finish()
}

/// The region of a change that is tracked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Region {
    Insertion,
    Deletion,
}

struct Reader<'b> {
    builder: &'b mut Builder,
    tracked: Tracked,
    /// Of the styles, the headers or the footers; of the content, all.
    wanted: Option<Area>,
    open: Vec<(Space, String)>,
    unread: usize,
    styles: Styles,
    open_lists: Vec<(Option<String>, u32)>,
    item: Option<Item>,
    area: Option<Area>,
    paragraphs: Vec<Option<String>>,
    spans: Vec<Option<String>>,
    links: Vec<Option<String>>,
    heading: Option<u8>,
    cells: Vec<Cell>,
    tables: usize,
    regions: HashMap<String, Region>,
    region: Option<String>,
    /// The insertions that are open, which are left out where changes are rejected.
    inserted: HashSet<String>,
    comment: Option<String>,
    numbers: usize,
}

impl<'b> Reader<'b> {
    fn new(builder: &'b mut Builder, tracked: Tracked) -> Self {
        Self {
            builder,
            tracked,
            wanted: None,
            open: Vec::new(),
            unread: 0,
            styles: Styles::default(),
            open_lists: Vec::new(),
            item: None,
            area: None,
            paragraphs: Vec::new(),
            spans: Vec::new(),
            links: Vec::new(),
            heading: None,
            cells: Vec::new(),
            tables: 0,
            regions: HashMap::new(),
            region: None,
            inserted: HashSet::new(),
            comment: None,
            numbers: 0,
        }
    }

    /// Whether words here are read now: those of the content, or of the headers or footers asked for.
    fn reads(&self) -> bool {
        self.unread == 0
            && !self.paragraphs.is_empty()
            && match self.wanted {
                Some(wanted) => self.area == Some(wanted),
                None => {
                    self.area.is_none()
                        || self.area == Some(Area::Box)
                        || self.area == Some(Area::Note)
                }
            }
    }

    fn put(&mut self, text: &str) {
        if !self.reads() || !self.inserted.is_empty() {
            return;
        }
        let paragraph = self.paragraphs.last().cloned().flatten();
        let mut look = self.styles.look(paragraph.as_deref());
        for span in self.spans.iter().flatten() {
            let own = self.styles.look(Some(span));
            look.strong = own.strong.or(look.strong);
            look.emphasis = own.emphasis.or(look.emphasis);
            look.hidden = own.hidden.or(look.hidden);
        }
        if look.hidden == Some(true) {
            self.builder.notice(Noticed::HiddenText, text);
            return;
        }
        if self.numbers > 0 {
            self.builder.paragraph().has_page_number = true;
            return;
        }
        let style = RunStyle {
            strong: look.strong == Some(true),
            emphasis: look.emphasis == Some(true),
            href: self.links.iter().flatten().last().cloned(),
        };
        self.builder.text(text, &style);
    }

    fn end_paragraph(&mut self) -> Result<(), String> {
        if !self.reads() {
            self.paragraphs.pop();
            return Ok(());
        }
        let name = self.paragraphs.pop().flatten();
        let look = self.styles.look(name.as_deref());
        let (area, cell, heading) =
            (self.area.unwrap_or_default(), self.cells.last().copied(), self.heading);
        let shown = name.map(|name| self.styles.shown(&name));
        let item = if self.builder.has_words() { self.item.take() } else { None };
        let paragraph = self.builder.paragraph();
        (paragraph.area, paragraph.cell, paragraph.heading) = (area, cell, heading);
        paragraph.across = look.across.unwrap_or_default();
        paragraph.style = shown;
        paragraph.item = item;
        self.builder.end()?;
        Ok(())
    }

    fn begin_item(&mut self) {
        let level = u8::try_from(self.open_lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
        let Some((style, count)) = self.open_lists.last_mut() else { return };
        *count = count.saturating_add(1);
        let own = style
            .as_ref()
            .and_then(|style| self.styles.lists.get(style))
            .and_then(|all| all.get(&level));
        let item = match own.and_then(|own| own.format.as_ref().map(|format| (own, format))) {
            Some((own, format)) => {
                let number = own.start.saturating_add(*count - 1);
                let shown = super::word::number(
                    match format.as_str() {
                        "a" => "lowerLetter",
                        "A" => "upperLetter",
                        "i" => "lowerRoman",
                        "I" => "upperRoman",
                        _ => "decimal",
                    },
                    number,
                );
                Item { level, mark: format!("{}{shown}{}", own.before, own.after), numbered: true }
            }
            None => Item { level, mark: "•".to_owned(), numbered: false },
        };
        self.item = Some(item);
    }

    fn text_element(&mut self, name: &str, attributes: &Attributes) {
        let style = attributes.get(Space::Text, "style-name").map(str::to_owned);
        match name {
            "p" | "h" => {
                if !self.paragraphs.is_empty() {
                    // A box within a paragraph.
                    self.builder.suspend();
                }
                self.heading = (name == "h").then(|| {
                    let level = attributes.get(Space::Text, "outline-level");
                    level.and_then(|it| it.parse().ok()).unwrap_or(1)
                });
                self.paragraphs.push(style);
            }
            "span" => self.spans.push(style),
            "a" => self
                .links
                .push(attributes.get(Space::Link, "href").and_then(xml::href)),
            "list" => {
                let style = style.or_else(|| self.open_lists.last().and_then(|it| it.0.clone()));
                self.open_lists.push((style, 0));
            }
            "list-item" => self.begin_item(),
            "s" => {
                let count = attributes
                    .get(Space::Text, "c")
                    .and_then(|it| it.parse::<usize>().ok());
                self.put(&" ".repeat(count.unwrap_or(1).min(100)));
            }
            "tab" => self.put("\t"),
            "line-break" if self.reads() => self.builder.line_break(),
            "soft-page-break" if self.reads() => self.builder.page_break(),
            "page-number" | "page-count" => self.numbers += 1,
            "changed-region" => {
                let id = attributes.get(Space::Text, "id");
                self.region = id.map(str::to_owned);
            }
            "insertion" | "deletion" => {
                let region = if name == "insertion" { Region::Insertion } else { Region::Deletion };
                if let Some(id) = &self.region {
                    self.regions.insert(id.clone(), region);
                }
                self.builder.notice(Noticed::TrackedChange, name);
            }
            "change-start" if self.tracked == Tracked::Reject => {
                let id = attributes.get(Space::Text, "change-id").unwrap_or_default();
                if self.regions.get(id) == Some(&Region::Insertion) {
                    self.inserted.insert(id.to_owned());
                }
            }
            "change-end" => {
                self.inserted
                    .remove(attributes.get(Space::Text, "change-id").unwrap_or_default());
            }
            _ => {}
        }
    }
}

impl Visitor for Reader<'_> {
    fn start(
        &mut self,
        (space, name): (Space, &str),
        attributes: &Attributes,
    ) -> Result<(), String> {
        self.open.push((space, name.to_owned()));
        let unread = match (space, name) {
            (Space::Text, "note-citation" | "tracked-changes") | (Space::Svg, "title" | "desc") => {
                true
            }
            (Space::Office, "annotation") => {
                self.comment = Some(String::new());
                true
            }
            _ => false,
        };
        if self.unread > 0 {
            if let (Space::Text, "changed-region" | "insertion" | "deletion") = (space, name) {
                self.text_element(name, attributes);
            }
            // What was deleted stands apart from the text that it belongs to.
            if (space, name) == (Space::Text, "deletion") && self.tracked == Tracked::Reject {
                return Err(
                    "its tracked deletions cannot be taken back here: reject the changes in \
                            LibreOffice and save it"
                        .to_owned(),
                );
            }
            self.unread += 1;
            return Ok(());
        }
        if unread {
            self.unread = 1;
            return Ok(());
        }
        match (space, name) {
            (
                Space::Style | Space::Text,
                "style"
                | "text-properties"
                | "paragraph-properties"
                | "list-style"
                | "list-level-style-number"
                | "list-level-style-bullet",
            ) => {
                self.styles.element(space, name, attributes);
            }
            (Space::Style, "header" | "header-first" | "header-left") => {
                self.area = Some(Area::Header)
            }
            (Space::Style, "footer" | "footer-first" | "footer-left") => {
                self.area = Some(Area::Footer)
            }
            (Space::Text, "note-body") => {
                self.builder.suspend();
                self.area = Some(Area::Note);
            }
            (Space::Draw, "frame") => {}
            (Space::Draw, "image") => {
                self.builder.notice(Noticed::Picture, "without a description")
            }
            (Space::Draw, "object" | "object-ole") => {
                self.builder.notice(Noticed::Embedded, "an embedded object")
            }
            (Space::Table, "table") => {
                self.cells.push(Cell { table: self.tables, row: 0, column: 0 });
                self.tables += 1;
            }
            (Space::Text, name) => self.text_element(name, attributes),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, (space, name): (Space, &str)) -> Result<(), String> {
        self.open.pop();
        if self.unread > 0 {
            self.unread -= 1;
            if (space, name) == (Space::Office, "annotation")
                && let Some(said) = self.comment.take()
            {
                self.builder.notice(
                    Noticed::Comment,
                    said.split_whitespace().collect::<Vec<_>>().join(" "),
                );
            }
            return Ok(());
        }
        match (space, name) {
            (Space::Text, "p" | "h") => {
                self.end_paragraph()?;
                self.heading = None;
                if !self.paragraphs.is_empty() {
                    self.builder.resume();
                }
            }
            (Space::Text, "span") => {
                self.spans.pop();
            }
            (Space::Text, "a") => {
                self.links.pop();
            }
            (Space::Text, "list") => {
                self.open_lists.pop();
            }
            (Space::Text, "list-item") => self.item = None,
            (Space::Text, "page-number" | "page-count") => {
                self.numbers = self.numbers.saturating_sub(1)
            }
            (Space::Text, "note-body") => {
                self.builder.resume();
                self.area = None;
            }
            (
                Space::Style,
                "header" | "header-first" | "header-left" | "footer" | "footer-first"
                | "footer-left",
            ) => {
                self.area = None;
            }
            (Space::Table, "table-cell") => {
                if let Some(cell) = self.cells.last_mut() {
                    cell.column += 1;
                }
            }
            (Space::Table, "table-row") => {
                if let Some(cell) = self.cells.last_mut() {
                    (cell.row, cell.column) = (cell.row + 1, 0);
                }
            }
            (Space::Table, "table") => {
                self.cells.pop();
            }
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), String> {
        if let Some(comment) = &mut self.comment {
            comment.push_str(text);
            comment.push(' ');
        } else {
            self.put(text);
        }
        Ok(())
    }
}
