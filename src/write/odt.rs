//! OpenDocument: a text document (OASIS OpenDocument 1.3) that any office suite can go on editing.
//!
//! Every look is a named style, every enclosed letter a section with pages of its own, and the same
//! package gives the same bytes. Automatic styles say only where pages begin and how wide columns are.

mod blocks;
mod container;
mod inlines;
mod lists;
mod meta;
mod pages;
mod properties;
mod signatures;
mod state;
mod story;
mod styles;
mod tables;

use self::container::Container;
use self::state::OdtState;
use self::story::StoryWriter;
use super::format::PreparedWriter;
use super::xml::Xml;
use super::{LetterFile, Writers};
use crate::finding::{Finding, has_errors};
use crate::package::Package;
use crate::template::PageDesign;

/// The writer; an office brings nothing for it.
pub(super) fn prepare(_: &PageDesign<'_>) -> PreparedWriter {
    Ok(Box::new(Odt))
}

struct Odt;

impl super::writers::Writer for Odt {
    fn write(&self, package: &Package, _: &Writers<'_>) -> Result<LetterFile, Vec<Finding>> {
        Ok(write(package)?.into())
    }
}

/// The package as one text document.
///
/// # Errors
/// A picture that is missing or broken, a link that leads nowhere safe, text that nests too deep,
/// a package without a letter.
pub fn write(package: &Package) -> Result<Vec<u8>, Vec<Finding>> {
    if package.members.is_empty() {
        return Err(vec![Finding::error("empty-package", "there is no letter to write")]);
    }
    let mut state = OdtState::new(package);
    let text = letters(&mut state);
    if has_errors(&state.findings) {
        return Err(state.findings);
    }
    let mut parts = Container::default();
    parts.text("content.xml", content(&state, &text));
    parts.text("styles.xml", styles::part(&state));
    parts.text("meta.xml", meta::part(package.letter()));
    for (at, name) in state.media.iter().enumerate() {
        let picture = &package.pictures[*name];
        parts.picture(state.media_file(at), picture.kind.media_type(), &picture.bytes);
    }
    parts.finish().map_err(|error| {
        let id = &package.letter().id;
        let message = format!("the text document of `{id}` cannot be packed: {error}");
        vec![Finding::error("unwritable-document", message)]
    })
}

/// The text of all letters; each enclosed one is a section.
fn letters(state: &mut OdtState<'_>) -> String {
    let package = state.package;
    let mut out = String::with_capacity(16_000);
    for (at, member) in package.members.iter().enumerate() {
        let set = state.set_of(member);
        let first_page = pages::of(state, member, at, set);
        let mut writer = StoryWriter::new(state, member, set, out);
        writer.begin_letter(first_page);
        if at > 0 {
            let name = format!("Letter {}: {}", at + 1, member.id);
            writer.xml.open("text:section", &[("text:name", &name)]);
        }
        pages::letter(&mut writer, at);
        if at > 0 {
            writer.xml.close("text:section");
        }
        out = writer.xml.into_string();
    }
    out
}

/// The part `content.xml`.
fn content(state: &OdtState<'_>, text: &str) -> String {
    let mut xml = Xml::new();
    styles::open(&mut xml, "office:document-content");
    styles::font_faces(state, &mut xml);
    xml.open("office:automatic-styles", &[]);
    styles::automatic(state, &mut xml);
    xml.close("office:automatic-styles");
    xml.open("office:body", &[]);
    xml.open("office:text", &[]);
    let mut out = xml.into_string();
    out.push_str(text);
    out.push_str("</office:text></office:body></office:document-content>");
    out
}
