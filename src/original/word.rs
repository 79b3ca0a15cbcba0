//! Word files (ECMA-376, part 1): headers, text, boxes, notes and footers, lists as they are numbered.

mod field;
mod marks;
mod numbering;
mod relations;
mod story;
mod styles;

use super::builder::{Builder, Read};
use super::xml::Parts;
use super::{Area, Tracked};
use field::Section;
use numbering::Numbering;
pub(super) use numbering::number;
use relations::Relations;
use story::Story;
use styles::Styles;

pub(super) fn read(bytes: &[u8], tracked: Tracked) -> Result<Read, String> {
    let mut parts = Parts::open(bytes, "no Word file")?;
    let package = Relations::read(&mut parts, "_rels/.rels", "")?;
    let main = package.of_type("officeDocument").next().map(|it| it.target.clone());
    let main = main.unwrap_or_else(|| "word/document.xml".to_owned());
    if !parts.has(&main) {
        return Err("it is no Word file".to_owned());
    }
    let own = Relations::of(&mut parts, &main)?;
    let target = |kind: &str| own.of_type(kind).next().map(|it| it.target.clone());
    let styles = match target("styles") {
        Some(name) => Styles::read(&parts.text(&name)?.unwrap_or_default())?,
        None => Styles::default(),
    };
    let mut numbering = match target("numbering") {
        Some(name) => Numbering::read(&parts.text(&name)?.unwrap_or_default())?,
        None => Numbering::default(),
    };
    let mut builder = Builder::new();
    let mut file =
        File { parts: &mut parts, styles: &styles, numbering: &mut numbering, tracked, tables: 0 };
    let sections = file.story(&main, Area::Text, &mut builder)?;
    for name in own
        .of_type("footnotes")
        .chain(own.of_type("endnotes"))
        .map(|it| it.target.clone())
    {
        file.story(&name, Area::Note, &mut builder)?;
    }
    // From the last to the first, so that the places before stay what they are.
    let mut start_of: Vec<usize> = vec![0];
    start_of.extend(sections.iter().map(|section| section.end));
    let told = told(&sections);
    for (number, section) in sections.iter().enumerate().rev() {
        let last = number + 1 == sections.len();
        let end = if last { builder.count() } else { section.end };
        for (area, at) in [(Area::Footer, end), (Area::Header, start_of[number])] {
            let kind = if area == Area::Header { "header" } else { "footer" };
            let mut said = std::collections::BTreeSet::new();
            let mut found = Vec::new();
            for id in &told[number] {
                let Some(relation) = own.of_type(kind).find(|it| it.id() == id.as_str()) else {
                    continue;
                };
                let before = builder.count();
                file.story(&relation.target.clone(), area, &mut builder)?;
                let paragraphs = builder.take_from(before);
                // First, odd and even pages have one each, which often say the same.
                let words: String = paragraphs.iter().map(|it| it.text() + "\n").collect();
                if said.insert(words) {
                    found.extend(paragraphs);
                }
            }
            let page =
                builder.page_of(if area == Area::Footer { at.saturating_sub(1) } else { at });
            for paragraph in &mut found {
                paragraph.page = page;
            }
            builder.insert(at, found);
        }
    }
    if let Some(name) = target("comments") {
        marks::comments(&parts.text(&name)?.unwrap_or_default(), &mut builder)?;
    }
    if package
        .of_type("vbaProject")
        .chain(own.of_type("vbaProject"))
        .next()
        .is_some()
    {
        builder.notice(super::Noticed::Embedded, "a program (macros), which is not run");
    }
    builder.finish()
}

/// The headers and footers that each section is the first to show.
fn told(sections: &[Section]) -> Vec<Vec<String>> {
    let mut seen = std::collections::BTreeSet::new();
    let new = |section: &Section, seen: &mut std::collections::BTreeSet<String>| -> Vec<String> {
        section
            .named
            .iter()
            .filter(|id| seen.insert((*id).clone()))
            .cloned()
            .collect()
    };
    sections.iter().map(|section| new(section, &mut seen)).collect()
}

/// A Word file while its stories are read.
struct File<'f, 'b> {
    parts: &'f mut Parts<'b>,
    styles: &'f Styles,
    numbering: &'f mut Numbering,
    tracked: Tracked,
    tables: usize,
}

impl File<'_, '_> {
    /// Reads a part of the file; the sections of the letter come back.
    fn story(
        &mut self,
        name: &str,
        area: Area,
        builder: &mut Builder,
    ) -> Result<Vec<Section>, String> {
        let Some(xml) = self.parts.text(name)? else { return Ok(Vec::new()) };
        let relations = Relations::of(self.parts, name)?;
        let with = (self.styles, &mut *self.numbering);
        let mut story = Story::new(area, with, &relations, self.tracked, self.tables);
        story.read(&xml, builder)?;
        self.tables = story.tables();
        Ok(story.into_sections())
    }
}
