//! Word files (ECMA-376, part 1): headers, text, boxes, notes and footers, lists as they are numbered.

mod marks;
mod numbering;
mod relations;
mod story;
mod styles;

use super::builder::{Builder, Read};
use super::xml::Parts;
use super::{Area, Tracked};
pub(super) use numbering::number;
use numbering::Numbering;
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
    let all = |kind: &str| own.of_type(kind).map(|it| it.target.clone()).collect::<Vec<_>>();
    let stories = [
        (Area::Header, all("header")),
        (Area::Text, vec![main.clone()]),
        (Area::Note, [all("footnotes"), all("endnotes")].concat()),
        (Area::Footer, all("footer")),
    ];
    let mut builder = Builder::new();
    let mut tables = 0;
    let mut told = std::collections::BTreeSet::new();
    for (area, names) in stories {
        for name in names {
            let Some(xml) = parts.text(&name)? else { continue };
            let relations = Relations::of(&mut parts, &name)?;
            // First, odd and even pages have a header each, which often say the same.
            if matches!(area, Area::Header | Area::Footer) {
                let words = Story::words(&xml, (&styles, &relations), tracked)?;
                if words.is_empty() || !told.insert((area == Area::Header, words)) {
                    continue;
                }
            }
            let mut story = Story::new(area, (&styles, &mut numbering), &relations, tracked, tables);
            story.read(&xml, &mut builder)?;
            tables = story.tables();
        }
    }
    if let Some(name) = target("comments") {
        marks::comments(&parts.text(&name)?.unwrap_or_default(), &mut builder)?;
    }
    if package.of_type("vbaProject").chain(own.of_type("vbaProject")).next().is_some() {
        builder.notice(super::Noticed::Embedded, "a program (macros), which is not run");
    }
    builder.finish()
}
