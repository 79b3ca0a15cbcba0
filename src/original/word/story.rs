//! A part of a Word file that holds text: the letter, a header, a footer, the notes.

use super::field::{Field, Section};
use super::numbering::Numbering;
use super::relations::Relations;
use super::styles::{Look, Styles};
use crate::original::builder::{Builder, RunStyle};
use crate::original::xml::{self, Attributes, Space, Visitor, visit};
use crate::original::{Area, Cell, Noticed, Tracked};

/// What a story is read with.
pub(super) struct Story<'s> {
    area: Area,
    styles: &'s Styles,
    numbering: &'s mut Numbering,
    relations: &'s Relations,
    tracked: Tracked,
    /// The next table's number.
    tables: usize,
    /// Where each section ends, in paragraphs, with the headers and footers that it names.
    sections: Vec<Section>,
}

impl<'s> Story<'s> {
    pub(super) fn new(
        area: Area,
        (styles, numbering): (&'s Styles, &'s mut Numbering),
        relations: &'s Relations,
        tracked: Tracked,
        tables: usize,
    ) -> Self {
        Self { area, styles, numbering, relations, tracked, tables, sections: Vec::new() }
    }

    pub(super) fn tables(&self) -> usize {
        self.tables
    }

    pub(super) fn into_sections(self) -> Vec<Section> {
        self.sections
    }

    pub(super) fn read(&mut self, xml: &str, builder: &mut Builder) -> Result<(), String> {
        let mut reader = Reader {
            story: self,
            builder,
            open: Vec::new(),
            unread: 0,
            text: 0,
            style: None,
            own: Look::default(),
            run: Look::default(),
            links: Vec::new(),
            fields: Vec::new(),
            boxes: 0,
            cells: Vec::new(),
            joins: false,
            row: RowState::Read,
            named: Vec::new(),
            ends_section: false,
        };
        visit(xml, &mut reader)?;
        builder.end()?;
        Ok(())
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum RowState {
    Read,
    /// It was deleted, or is not there yet.
    Left,
}

struct Reader<'r, 's> {
    story: &'r mut Story<'s>,
    builder: &'r mut Builder,
    /// The elements that are open, by their local names.
    open: Vec<String>,
    /// How many of them are not read.
    unread: usize,
    /// How many of them hold text.
    text: usize,
    style: Option<String>,
    own: Look,
    run: Look,
    links: Vec<Option<String>>,
    fields: Vec<Field>,
    boxes: usize,
    cells: Vec<Cell>,
    /// The mark at the end of the paragraph is not there.
    joins: bool,
    row: RowState,
    /// The headers and footers of the section that is being read.
    named: Vec<String>,
    ends_section: bool,
}

impl Reader<'_, '_> {
    fn parent(&self) -> &str {
        self.open.last().map_or("", String::as_str)
    }

    /// Whether an inserted or deleted thing is left out.
    fn is_left(&self, name: &str) -> bool {
        match name {
            "ins" | "moveTo" => self.story.tracked == Tracked::Reject,
            _ => self.story.tracked == Tracked::Accept,
        }
    }

    fn is_unread(&self, space: Space, name: &str) -> bool {
        match (space, name) {
            (Space::Compatibility, "Fallback") => true,
            (Space::Word, "instrText" | "delInstrText" | "fldData" | "sdtPr") => true,
            (Space::Word, "del" | "ins" | "moveFrom" | "moveTo") => {
                !matches!(self.parent(), "rPr" | "trPr") && self.is_left(name)
            }
            (Space::Word, name) => name.ends_with("PrChange"),
            _ => false,
        }
    }

    fn style(&self) -> RunStyle {
        let look = self.run.over(&self.story.styles.look(self.style.as_deref()));
        RunStyle {
            strong: look.strong == Some(true),
            emphasis: look.emphasis == Some(true),
            href: self.links.iter().flatten().last().cloned(),
        }
    }

    fn put(&mut self, text: &str) {
        let paragraph = self.story.styles.look(self.style.as_deref());
        if self.run.over(&paragraph).hidden == Some(true) {
            self.builder.notice(Noticed::HiddenText, text);
            return;
        }
        if let Some(field) = self.fields.iter().find(|field| !field.shows || field.is_number) {
            if field.shows && field.is_number {
                self.builder.paragraph().has_page_number = true;
            }
            return;
        }
        let style = self.style();
        self.builder.text(text, &style);
    }

    fn begin_field(&mut self, asks: &str, shows: bool) {
        let mut field = Field { asks: asks.to_owned(), shows, is_number: false };
        field.settle();
        if field.is_number {
            self.builder.paragraph().has_page_number = true;
        }
        self.fields.push(field);
    }

    fn field_mark(&mut self, kind: Option<&str>) {
        match kind {
            Some("begin") => self.begin_field("", false),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.shows = true;
                    field.settle();
                    if field.is_number {
                        self.builder.paragraph().has_page_number = true;
                    }
                }
            }
            Some("end") => {
                self.fields.pop();
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self) -> Result<(), String> {
        let look = self.own.over(&self.story.styles.look(self.style.as_deref()));
        let item = match look.list {
            (Some(list), level) if list != 0 && self.row == RowState::Read => {
                self.story.numbering.next(list, level.unwrap_or(0))
            }
            _ => None,
        };
        if std::mem::take(&mut self.joins) {
            return Ok(());
        }
        if look.on_new_page == Some(true) {
            self.builder.page_break();
        }
        let name = self.style.take().map(|id| self.story.styles.name(&id));
        let heading = look.outline.filter(|level| *level < 9).map(|level| level + 1);
        let (area, cell) = (self.area(), self.cells.last().copied());
        let paragraph = self.builder.paragraph();
        paragraph.area = area;
        paragraph.across = look.across.unwrap_or_default();
        paragraph.heading = heading;
        paragraph.style = name;
        paragraph.item = item;
        paragraph.cell = cell;
        self.builder.end()?;
        Ok(())
    }

    fn end_section(&mut self) {
        let named = std::mem::take(&mut self.named);
        // A section that names none has those of the one before.
        let named = match self.story.sections.last() {
            Some(before) if named.is_empty() => before.named.clone(),
            _ => named,
        };
        self.story.sections.push(Section { end: self.builder.count(), named });
        self.builder.page_break();
    }

    fn area(&self) -> Area {
        if self.boxes > 0 && self.story.area == Area::Text { Area::Box } else { self.story.area }
    }

    fn read_element(&mut self, name: &str, attributes: &Attributes) {
        let get = |name: &str| attributes.get(Space::Word, name);
        match name {
            "p" => {
                if !self.joins {
                    self.style = None;
                }
                self.own = Look::default();
                self.run = Look::default();
            }
            "pStyle" => self.style = get("val").map(str::to_owned),
            "r" => self.run = Look::default(),
            "rStyle" => {
                let look = self.story.styles.look(get("val"));
                self.run = self.run.over(&Look {
                    across: None,
                    on_new_page: None,
                    outline: None,
                    list: (None, None),
                    ..look
                });
            }
            "del" | "ins" | "moveFrom" | "moveTo" => {
                let detail = get("author").unwrap_or_default();
                self.builder.notice(Noticed::TrackedChange, detail);
                match self.parent() {
                    // The mark of the paragraph: it is joined with what follows.
                    "rPr" if self.open.iter().rev().nth(1).is_some_and(|it| it == "pPr") => {
                        self.joins = self.is_left(name);
                    }
                    "trPr" if self.is_left(name) => self.row = RowState::Left,
                    _ => {}
                }
            }
            "tab" | "ptab" if self.parent() == "r" => self.put("\t"),
            "br" | "cr" => {
                if get("type") == Some("page") {
                    self.builder.page_break();
                }
                self.builder.line_break();
            }
            "lastRenderedPageBreak" => self.builder.page_break(),
            "noBreakHyphen" => self.put("\u{2011}"),
            "softHyphen" => self.put("\u{AD}"),
            "sym" => {
                let code = get("char").and_then(|code| u32::from_str_radix(code, 16).ok());
                // Fonts of symbols lie in the private area of Unicode.
                let shown = match code.and_then(char::from_u32) {
                    Some('\u{F0B7}' | '\u{F0A7}') => '•',
                    Some(c) if !matches!(c, '\u{E000}'..='\u{F8FF}') => c,
                    _ => '\u{FFFD}',
                };
                self.put(shown.encode_utf8(&mut [0; 4]));
            }
            "fldSimple" => self.begin_field(get("instr").unwrap_or_default(), true),
            "fldChar" => self.field_mark(get("fldCharType")),
            "hyperlink" => {
                let id = attributes.get(Space::Relations, "id");
                let relation = id.and_then(|id| self.story.relations.get(id));
                let address = relation.filter(|it| it.outside).and_then(|it| xml::href(&it.target));
                self.links.push(address);
            }
            "tbl" => {
                self.cells.push(Cell { table: self.story.tables, row: 0, column: 0 });
                self.story.tables += 1;
            }
            "headerReference" | "footerReference" => {
                let id = attributes.get(Space::Relations, "id");
                self.named.extend(id.map(str::to_owned));
            }
            "object" => self.builder.notice(Noticed::Embedded, "an embedded object"),
            name if matches!(self.parent(), "rPr") => self.run.read(name, attributes),
            name if matches!(self.parent(), "pPr" | "numPr") => self.own.read(name, attributes),
            _ => {}
        }
    }

    fn end_element(&mut self, name: &str) -> Result<(), String> {
        match name {
            "p" => {
                self.end_paragraph()?;
                if std::mem::take(&mut self.ends_section) {
                    self.end_section();
                }
            }
            // The last one stands alone below the text.
            "sectPr" if self.parent() == "pPr" => self.ends_section = true,
            "sectPr" => self.end_section(),
            "fldSimple" => {
                self.fields.pop();
            }
            "hyperlink" => {
                self.links.pop();
            }
            "tc" => {
                if let Some(cell) = self.cells.last_mut() {
                    cell.column += 1;
                }
            }
            "tr" => {
                self.row = RowState::Read;
                if let Some(cell) = self.cells.last_mut() {
                    (cell.row, cell.column) = (cell.row + 1, 0);
                }
            }
            "tbl" => {
                self.cells.pop();
            }
            _ => {}
        }
        Ok(())
    }
}

impl Visitor for Reader<'_, '_> {
    fn start(
        &mut self,
        (space, name): (Space, &str),
        attributes: &Attributes,
    ) -> Result<(), String> {
        if self.unread > 0 || self.is_unread(space, name) {
            if self.unread == 0 && matches!(name, "del" | "ins" | "moveFrom" | "moveTo") {
                let author = attributes.get(Space::Word, "author").unwrap_or_default();
                self.builder.notice(Noticed::TrackedChange, author);
            }
            self.unread += 1;
        } else {
            match (space, name) {
                (Space::Word, "t" | "delText") => self.text += 1,
                (Space::Word, "txbxContent") => {
                    self.builder.suspend();
                    self.boxes += 1;
                }
                (Space::Word, name) => self.read_element(name, attributes),
                (Space::DrawingPlace, "docPr") => {
                    let says = |name| attributes.get(Space::None, name).filter(|it| !it.is_empty());
                    let shown = says("descr").or(says("title")).unwrap_or("without a description");
                    self.builder.notice(Noticed::Picture, shown);
                }
                _ => {}
            }
        }
        self.open.push(name.to_owned());
        Ok(())
    }

    fn end(&mut self, (space, name): (Space, &str)) -> Result<(), String> {
        self.open.pop();
        if self.unread > 0 {
            self.unread -= 1;
            return Ok(());
        }
        match (space, name) {
            (Space::Word, "t" | "delText") => self.text = self.text.saturating_sub(1),
            (Space::Word, "txbxContent") => {
                self.builder.end()?;
                self.builder.resume();
                self.boxes = self.boxes.saturating_sub(1);
            }
            (Space::Word, name) => self.end_element(name)?,
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), String> {
        if self.text > 0 && self.unread == 0 && self.row == RowState::Read {
            self.put(text);
        } else if self.parent() == "instrText"
            && let Some(field) = self.fields.last_mut()
            && field.asks.len() < 200
        {
            field.asks.push_str(text);
        }
        Ok(())
    }
}
