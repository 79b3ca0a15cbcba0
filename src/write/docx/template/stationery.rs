//! The template's headers and footers.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use super::super::relations::Kind;
use super::super::state::Story;
use super::archive::Archive;
use super::markup::{attribute, walk, walk_at};
use super::relations::{self, Relation};
use super::{Fault, broken, styles};

/// The headers and footers of an office's own paper.
#[derive(Debug, Default)]
pub(in super::super) struct Stationery {
    parts: Vec<Part>,
    /// From the edge of the page to its header, in twips.
    pub(in super::super) header: Option<i32>,
    /// From the edge of the page to its footer, in twips.
    pub(in super::super) footer: Option<i32>,
    /// Whether even pages have headers of their own.
    pub(in super::super) even_and_odd: bool,
    /// Whether the first page has headers of its own.
    title_page: bool,
}

/// A header or footer of the template.
#[derive(Debug)]
pub(in super::super) struct Part {
    kind: Kind,
    page: String,
    /// Its file, as seen from the main part.
    pub(in super::super) file: String,
    text: String,
    relations: Option<String>,
}

impl Part {
    /// A copy with paragraphs put before what stands in it.
    pub(in super::super) fn with(&self, paragraphs: &str) -> Story {
        let mut at = self.text.len();
        let mut found = false;
        // It was found well formed when it was read.
        let _ = walk_at(&self.file, &self.text, |event, end| {
            if !found && matches!(event, Event::Start(_)) {
                found = true;
                at = end;
            }
            Ok(())
        });
        let mut text = self.text.clone();
        text.insert_str(at, paragraphs);
        Story { kind: self.kind, own: true, text, relations: self.relations.clone() }
    }
}

impl Stationery {
    /// Reads the headers and footers of a template's last section.
    pub(super) fn read(
        archive: &Archive,
        main: &str,
        related: &[Relation],
        parts: &mut BTreeMap<String, (Vec<u8>, String)>,
    ) -> Result<Self, Fault> {
        let mut out = Self::default();
        let mut references: Vec<(Kind, String, String)> = Vec::new();
        walk(main, archive.text(main)?, |event| {
            let (Event::Start(start) | Event::Empty(start)) = event else {
                return Ok(());
            };
            let get = |name| attribute(start, name);
            let length =
                |name| get(name)?.parse::<i32>().ok().map(|length| length.clamp(0, 31_680));
            match start.local_name().as_ref() {
                // Each section stands for itself; what remains at the end is the last one's.
                "sectPr" => {
                    references.clear();
                    out.title_page = false;
                }
                "headerReference" | "footerReference" => {
                    let header = start.local_name().as_ref() == "headerReference";
                    let kind = if header { Kind::Header } else { Kind::Footer };
                    let page = get("type").unwrap_or_else(|| "default".to_owned());
                    references.push((kind, page, get("id").unwrap_or_default()));
                }
                "pgMar" => (out.header, out.footer) = (length("header"), length("footer")),
                "titlePg" => out.title_page = on(get("val").as_deref()),
                _ => {}
            }
            Ok(())
        })?;
        if let Some(settings) = relations::target(related, "settings") {
            walk(settings, archive.text(settings)?, |event| {
                if let Event::Start(start) | Event::Empty(start) = event
                    && start.local_name().as_ref() == "evenAndOddHeaders"
                {
                    out.even_and_odd = on(attribute(start, "val").as_deref());
                }
                Ok(())
            })?;
        }
        for (kind, page, id) in references {
            let relation = related.iter().find(|relation| relation.id == id);
            let path = relation.ok_or_else(|| broken(format!("its {page} header is missing")))?;
            let path = path.target.as_str();
            let part = if kind == Kind::Header { "header" } else { "footer" };
            relations::carry(archive, path, &media_type(part), parts)?;
            let text = archive.text(path)?.to_owned();
            styles::transitional(path, &text)?;
            let list = relations::list_path(path);
            let relations = archive.has(&list).then(|| archive.text(&list)).transpose()?;
            let file = path
                .strip_prefix("word/")
                .map_or_else(|| format!("/{path}"), str::to_owned);
            out.parts.push(Part {
                kind,
                page,
                file,
                text,
                relations: relations.map(str::to_owned),
            });
        }
        Ok(out)
    }

    /// The part for a kind of page. Where a template's first page is like the others, so is ours.
    pub(in super::super) fn part(&self, kind: Kind, page: &str) -> Option<&Part> {
        let page = match page {
            "first" if !self.title_page => "default",
            "even" if !self.even_and_odd => return None,
            page => page,
        };
        self.parts.iter().find(|part| part.kind == kind && part.page == page)
    }
}

/// The media type of a part of a Word file.
fn media_type(part: &str) -> String {
    format!("application/vnd.openxmlformats-officedocument.wordprocessingml.{part}+xml")
}

/// Whether an element that is a switch is on.
fn on(value: Option<&str>) -> bool {
    !matches!(value, Some("0" | "false" | "off"))
}
