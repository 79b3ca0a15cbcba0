//! The text of a letter: parts, blocks and inlines as elements, each with its eId.
//!
//! An eId is that of the element around it, two underscores, a short name and a number
//! (Akoma Ntoso Naming Convention 1.0, section 5).

mod inlines;

use std::collections::BTreeMap;

use super::iri;
use super::meta::Refs;
use crate::document::{Align, Block, Inline, Mark, Part, Role, plain};
use crate::package::{Member, Package};
use crate::write::xml::Xml;

/// Writes the text of one letter.
pub(super) struct Body<'a> {
    package: &'a Package,
    member: &'a Member,
    refs: &'a Refs,
    xml: &'a mut Xml,
    counts: BTreeMap<String, usize>,
    signatures: usize,
}

impl<'a> Body<'a> {
    pub(super) fn new(
        package: &'a Package,
        member: &'a Member,
        refs: &'a Refs,
        xml: &'a mut Xml,
    ) -> Self {
        Self { package, member, refs, xml, counts: BTreeMap::new(), signatures: 0 }
    }

    /// Parts below `element`, each in a container that bears its role.
    pub(super) fn parts(&mut self, element: &str, id: &str, parts: &[&Part]) {
        let parts: Vec<_> = parts.iter().filter(|part| !part.blocks.is_empty()).collect();
        if parts.is_empty() {
            return;
        }
        self.open_spoken(element, id);
        for part in parts {
            let inner = self.id(id, "container");
            self.xml
                .open("container", &[("name", part.role.name()), ("eId", &inner)]);
            self.xml.line();
            for block in &part.blocks {
                self.block(block, &inner, Some(part.role));
            }
            self.xml.close("container");
            self.xml.line();
        }
        self.xml.close(element);
        self.xml.line();
    }

    /// The main body; it is never empty.
    pub(super) fn main(&mut self, id: &str, blocks: &[&Block]) {
        self.open_spoken("mainBody", id);
        for block in blocks {
            self.block(block, id, None);
        }
        if blocks.is_empty() {
            let inner = self.id(id, "p");
            self.xml.empty("p", &[("eId", &inner)]);
        }
        self.xml.close("mainBody");
        self.xml.line();
    }

    fn open_spoken(&mut self, element: &str, id: &str) {
        let mut attributes = vec![("eId", id)];
        attributes.extend(iri::tag(&self.member.document.language).map(|tag| ("xml:lang", tag)));
        self.xml.open(element, &attributes);
        self.xml.line();
    }

    /// The next eId below another.
    fn id(&mut self, around: &str, name: &str) -> String {
        let key = format!("{around}__{name}");
        let count = self.counts.entry(key.clone()).or_default();
        *count += 1;
        format!("{key}_{count}")
    }

    fn blocks(&mut self, blocks: &[Block], around: &str) {
        for block in blocks {
            self.block(block, around, None);
        }
        if blocks.is_empty() {
            let id = self.id(around, "p");
            self.xml.empty("p", &[("eId", &id)]);
        }
    }

    fn block(&mut self, block: &Block, around: &str, role: Option<Role>) {
        match block {
            Block::Paragraph { content } => self.paragraph(content, around, role),
            Block::Heading { level, content } => {
                let id = self.id(around, "block");
                let class = format!("level-{level}");
                self.xml
                    .open("block", &[("name", "heading"), ("eId", &id), ("class", &class)]);
                self.inlines(content, &id, role);
                self.xml.close("block");
            }
            Block::List { start, items } => self.list(*start, items, around),
            Block::Table { columns, head, rows } => self.table(columns, head, rows, around),
            Block::Quote { blocks } => {
                // The vocabulary knows quoted blocks only within running text.
                let id = self.id(around, "p");
                let inner = self.id(&id, "embeddedStructure");
                self.xml.open("p", &[("eId", &id)]);
                self.xml.open("embeddedStructure", &[("eId", &inner)]);
                self.blocks(blocks, &inner);
                self.xml.close("embeddedStructure");
                self.xml.close("p");
            }
            Block::Schedule { meetings, blocks } => self.schedule(meetings, blocks, around),
            Block::Signature { mark, lines } => {
                return self.signature(mark.as_ref(), lines, around);
            }
            Block::PageBreak => {
                let id = self.id(around, "block");
                self.xml.open("block", &[("name", "page-break"), ("eId", &id)]);
                self.xml.empty("eop", &[]);
                self.xml.close("block");
            }
        }
        self.xml.line();
    }

    fn paragraph(&mut self, content: &[Inline], around: &str, role: Option<Role>) {
        let id = self.id(around, "p");
        self.xml.open("p", &[("eId", &id)]);
        let semantic = match role {
            Some(Role::Letterhead) => Some("docAuthority"),
            Some(Role::Reference) => Some("docNumber"),
            Some(Role::Subject) => Some("docTitle"),
            Some(Role::Draft) => Some("docStatus"),
            _ => None,
        };
        if let Some(element) = semantic {
            self.xml.open(element, &[]);
        }
        self.inlines(content, &id, role);
        if let Some(element) = semantic {
            self.xml.close(element);
        }
        self.xml.close("p");
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], around: &str) {
        if items.is_empty() {
            return;
        }
        let id = self.id(around, "list");
        self.xml.open("blockList", &[("eId", &id)]);
        self.xml.line();
        for (at, item) in items.iter().enumerate() {
            let inner = self.id(&id, "item");
            self.xml.open("item", &[("eId", &inner)]);
            if let Some(start) = start {
                self.xml.open("num", &[]);
                self.xml.text(&format!("{}.", start.saturating_add(at as u64)));
                self.xml.close("num");
            }
            self.blocks(item, &inner);
            self.xml.close("item");
            self.xml.line();
        }
        self.xml.close("blockList");
    }

    fn table(
        &mut self,
        columns: &[Align],
        head: &[Vec<Inline>],
        rows: &[Vec<Vec<Inline>>],
        around: &str,
    ) {
        let id = self.id(around, "table");
        let heads = (!head.is_empty()).then_some(("th", head));
        let rows = rows.iter().filter(|row| !row.is_empty());
        let rows: Vec<_> = heads
            .into_iter()
            .chain(rows.map(|row| ("td", row.as_slice())))
            .collect();
        if rows.is_empty() {
            return;
        }
        self.xml.open("table", &[("eId", &id)]);
        self.xml.line();
        for (element, row) in rows {
            let tr = self.id(&id, "tr");
            self.xml.open("tr", &[("eId", &tr)]);
            for (at, cell) in row.iter().enumerate() {
                let inner = self.id(&tr, element);
                let mut attributes = vec![("eId", inner.as_str())];
                match columns.get(at) {
                    Some(Align::Center) => attributes.push(("class", "center")),
                    Some(Align::End) => attributes.push(("class", "end")),
                    _ => {}
                }
                self.xml.open(element, &attributes);
                self.paragraph(cell, &inner, None);
                self.xml.close(element);
            }
            self.xml.close("tr");
            self.xml.line();
        }
        self.xml.close("table");
    }

    fn schedule(&mut self, meetings: &[String], blocks: &[Block], around: &str) {
        let id = self.id(around, "blockContainer");
        let known = meetings.iter().filter_map(|meeting| {
            let known = (self.refs.meetings.iter()).find(|(known, _)| known == meeting);
            Some(format!("#{}", known?.1))
        });
        let known = known.collect::<Vec<_>>().join(" ");
        let mut attributes = vec![("eId", id.as_str()), ("class", "schedule")];
        if !known.is_empty() {
            attributes.push(("refersTo", &known));
        }
        self.xml.open("blockContainer", &attributes);
        self.xml.line();
        self.blocks(blocks, &id);
        self.xml.close("blockContainer");
    }

    fn signature(&mut self, mark: Option<&Mark>, lines: &[Vec<Inline>], around: &str) {
        let signatory = self.refs.signatories.get(self.signatures);
        self.signatures += 1;
        if let Some(mark) = mark {
            let id = self.id(around, "p");
            self.xml.open("p", &[("eId", &id), ("class", "mark")]);
            match mark {
                Mark::Transcription { text } => {
                    self.xml.open("signature", &[]);
                    self.xml.text(text);
                    self.xml.close("signature");
                }
                Mark::Image { name, alt } => {
                    if let Some(picture) = self.package.pictures.get(name) {
                        let address = crate::write::data_address(picture);
                        self.xml.open("signature", &[]);
                        self.xml.empty("img", &[("src", &address), ("alt", alt)]);
                        self.xml.close("signature");
                    }
                }
            }
            self.xml.close("p");
            self.xml.line();
        }
        for line in lines {
            let id = self.id(around, "p");
            self.xml.open("p", &[("eId", &id)]);
            self.xml.open("signature", &[]);
            let words = plain(line);
            let meant = signatory.and_then(|(person, role, signatory)| {
                let is = |field: &Option<String>| field.as_ref().is_some_and(|text| words == *text);
                let name = signatory.name.as_ref();
                // An office may print the courtesy title before the name.
                if name.is_some_and(|name| !name.is_empty() && words.ends_with(name.as_str())) {
                    Some(("person", format!("#{person}")))
                } else if is(&signatory.title) || is(&signatory.capacity) {
                    Some(("role", format!("#{}", role.as_ref()?)))
                } else {
                    None
                }
            });
            match &meant {
                Some((element, target)) => {
                    self.xml.open(element, &[("refersTo", target)]);
                    self.inlines(line, &id, None);
                    self.xml.close(element);
                }
                None => self.inlines(line, &id, None),
            }
            self.xml.close("signature");
            self.xml.close("p");
            self.xml.line();
        }
        if mark.is_none() && lines.is_empty() {
            let id = self.id(around, "p");
            self.xml.empty("p", &[("eId", &id)]);
            self.xml.line();
        }
    }
}
