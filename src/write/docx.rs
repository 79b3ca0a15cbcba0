//! Word: a document that a drafting officer can go on editing.
//!
//! Our own WordprocessingML (ECMA-376). Every look is a named style, every letter of a package a
//! section with its own letterhead and page count, and the same package gives the same bytes.

mod blocks;
mod cache;
mod container;
pub(super) mod language;
mod lists;
mod pictures;
mod properties;
#[cfg(feature = "difference")]
pub mod redline;
mod relations;
mod runs;
mod sections;
mod signatures;
mod state;
mod story;
mod styles;
mod tables;
mod template;
mod xml;

use self::cache::PartCache;
use self::container::Container;
use self::language::Language;
use self::lists::Lists;
use self::relations::{Kind, Relations, TYPES};
use self::state::DocxState;
use self::styles::Names;
use self::template::Template;
use super::format::PreparedWriter;
use super::{LetterFile, Writers, bidi};
use crate::finding::{Finding, has_errors};
use crate::package::{Member, Package};
use crate::template::PageDesign;

/// The writer for an office, on its own `letter.docx` if it has one.
pub(super) fn prepare(design: &PageDesign<'_>) -> PreparedWriter {
    let template = design.binary("letter.docx").map(|bytes| &**bytes);
    Ok(Box::new(Word::new(template)?))
}

impl super::writers::Writer for Word {
    fn write(&self, package: &Package, _: &Writers<'_>) -> Result<LetterFile, Vec<Finding>> {
        Ok(self.write(package)?.into())
    }
}

/// Writes letters as Word documents. PreparedWriter once for an office.
#[derive(Debug)]
pub struct Word {
    names: Names,
    template: Option<Template>,
    cache: PartCache,
}

impl Word {
    /// Prepares the writer, with the office's own `letter.docx` if it has one.
    ///
    /// # Errors
    ///
    /// A template that cannot be read, or that carries macros, hangs on another template, fetches
    /// anything from elsewhere, or swells beyond measure.
    pub fn new(template: Option<&[u8]>) -> Result<Self, Vec<Finding>> {
        let template = template.map(Template::read).transpose()?;
        let names = template
            .as_ref()
            .map_or_else(Names::own, |template| template.names.clone());
        Ok(Self { names, template, cache: PartCache::default() })
    }

    /// Writes a package as one Word document.
    ///
    /// # Errors
    ///
    /// A picture that is missing or broken, a link that leads nowhere safe, text that nests too
    /// deep, a package without a letter.
    pub fn write(&self, package: &Package) -> Result<Vec<u8>, Vec<Finding>> {
        let Some(letter) = package.members.first() else {
            return Err(vec![Finding::error("empty-package", "there is no letter to write")]);
        };
        let free = self.template.as_ref().map_or((1, 0), |template| template.free);
        let lists = Lists::after(free.0, free.1);
        let mut state = DocxState::new(&self.names, lists, self.template.is_some(), package);
        let (document, related) = self.document(&mut state, package, letter);
        if has_errors(&state.findings) {
            return Err(state.findings);
        }
        self.pack(&state, letter, free.0, document, related).map_err(|error| {
            let message = format!("the Word document of `{}` cannot be packed: {error}", letter.id);
            vec![Finding::error("unwritable-document", message)]
        })
    }

    /// The main part, with its relations.
    fn document<'w>(
        &self,
        state: &mut DocxState<'w>,
        package: &'w Package,
        letter: &Member,
    ) -> (String, Relations) {
        let mut out = String::with_capacity(16_000);
        out.push_str(xml::DECLARATION);
        out.push_str("<w:document");
        sections::push_namespaces(&mut out);
        out.push_str("><w:body>");
        let mut story = (out, Relations::default());
        for (at, member) in package.members.iter().enumerate() {
            // A template is the paper of the office that writes; enclosed letters have their own.
            let stationery = self.template.as_ref().map(|template| &template.stationery);
            let stationery = stationery.filter(|_| member.office().id == letter.office().id);
            let last = at + 1 == package.members.len();
            story = sections::write(state, member, stationery, story, last);
        }
        story.0.push_str("</w:body></w:document>");
        story
    }

    /// Puts the parts into the archive.
    fn pack(
        &self,
        state: &DocxState<'_>,
        letter: &Member,
        numbering: i32,
        document: String,
        mut related: Relations,
    ) -> zip::result::ZipResult<Vec<u8>> {
        let language = Language::of(letter);
        let template = self.template.as_ref();
        let mut parts = Container::default();
        parts.relations("_rels/.rels".to_owned(), ROOT.replace("{types}", TYPES));
        parts.properties(properties::core(letter, &language.tag));
        for (kind, file) in [
            (Kind::Styles, "styles.xml"),
            (Kind::Settings, "settings.xml"),
            (Kind::FontTable, "fontTable.xml"),
            (Kind::Numbering, "numbering.xml"),
        ] {
            related.to(kind, file);
        }
        if let Some(theme) = template.and_then(|template| template.theme.as_ref()) {
            related.to(Kind::Theme, &format!("/{theme}"));
        }
        parts.word("document.xml", "document.main", document, true);
        parts.relations("word/_rels/document.xml.rels".to_owned(), related.part());
        let styles = self.styles(state, numbering, &language);
        parts.word("styles.xml", "styles", styles, false);
        let even_and_odd = template.is_some_and(|template| template.stationery.even_and_odd);
        let settings = properties::settings(&language, even_and_odd);
        parts.word("settings.xml", "settings", settings, false);
        parts.word("fontTable.xml", "fontTable", properties::fonts(&state.sets), false);
        let lists = template.and_then(|template| template.numbering_with(&state.lists));
        let lists = lists.unwrap_or_else(|| state.lists.part());
        parts.word("numbering.xml", "numbering", lists, false);
        for (at, story) in state.stories.iter().enumerate() {
            let file = state.story_file(at + 1, story.kind);
            if let Some(relations) = &story.relations {
                parts.relations(format!("word/_rels/{file}.rels"), relations);
            }
            parts.word(&file, story.kind.name(), &story.text, story.own);
        }
        for (at, name) in state.media.iter().enumerate() {
            let path = format!("word/{}", state.media_file(at + 1));
            parts.bytes(path, "", &state.package.pictures[*name].bytes);
        }
        for (path, (bytes, kind)) in template.iter().flat_map(|template| &template.parts) {
            parts.bytes(path.clone(), kind, bytes);
        }
        parts.finish(&self.cache)
    }

    fn styles(&self, state: &DocxState<'_>, numbering: i32, language: &Language) -> String {
        let characters = state.mixed();
        let Some(template) = &self.template else {
            let names = (&self.names, numbering);
            return styles::part(&state.sets, &state.used, &characters, names, language);
        };
        let mut ours = String::with_capacity(16_000);
        let missing = |style| template.lacks(style);
        let (sets, used, names) = (&state.sets, &state.used, &self.names);
        styles::definitions(sets, used, &characters, numbering, names, missing, &mut ours);
        template.styles_with(&ours)
    }
}

/// Where the file begins.
const ROOT: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"{types}officeDocument\" Target=\"word/document.xml\"/>\
    <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/\
    metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>";
