//! The page design for HTML: places parts, and holds no words.

use serde::Serialize;
use tera::{Context, Tera, Value};

use super::{PageDesign, report};
use crate::document::{Document, Role};
use crate::finding::Finding;
use crate::office::{AddresseeAt, Sheet};
use crate::package::Member;

use std::collections::BTreeMap;
use std::sync::Arc;

/// The compiled page design of one office: `page/letter.html` and `page/letter.css`.
#[derive(Debug)]
pub struct HtmlPage {
    tera: Tera,
    sources: BTreeMap<String, Arc<crate::source::Source>>,
}

/// One letter as the page design sees it.
#[derive(Debug, Serialize)]
pub struct PageView {
    id: String,
    language: String,
    direction: &'static str,
    title: String,
    /// The word that marks a draft.
    draft: Option<String>,
    sheet: Sheet,
    /// `top` or `foot`.
    addressee: AddresseeAt,
    /// An estimate of the lines the addressee takes, to keep room for it on paper.
    addressee_lines: usize,
    /// The lines of the footer, to keep room for it too.
    footer_lines: usize,
    /// How many sign.
    signatures: usize,
    #[serde(skip)]
    parts: Vec<(Role, String)>,
}

/// Characters of an address line that surely fit side by side.
const LINE: usize = 64;

impl PageView {
    /// A letter with its parts as HTML, which must be escaped already.
    pub fn new(member: &Member, parts: Vec<(Role, String)>) -> Self {
        let document = &member.document;
        let lines = |role| {
            let blocks = document.part(role).map(|block| match block {
                crate::document::Block::Paragraph { content } => {
                    let text = crate::document::plain(content);
                    text.lines()
                        .map(|line| line.chars().count().div_ceil(LINE).max(1))
                        .sum::<usize>()
                }
                _ => 1,
            });
            blocks.sum()
        };
        Self {
            id: member.id.clone(),
            language: document.language.clone(),
            direction: document.direction.name(),
            title: document.title.clone(),
            draft: document.draft(),
            sheet: member.sheet.clone(),
            addressee: member.sheet.addressee,
            addressee_lines: lines(Role::Addressee),
            footer_lines: lines(Role::Footer),
            signatures: document.part(Role::Signatures).count(),
            parts,
        }
    }
}

impl HtmlPage {
    /// Compiles a page design.
    ///
    /// # Errors
    /// Every mistake that can be seen without a letter.
    pub fn load(design: &PageDesign<'_>) -> Result<Self, Vec<Finding>> {
        let mut sources = BTreeMap::new();
        for path in ["page/letter.html", "page/letter.css"] {
            let Some(source) = design.text(path) else {
                return Err(vec![Finding::error("template", format!("there is no `{path}`"))]);
            };
            sources.insert(path.to_owned(), Arc::clone(source));
        }
        let mut tera = Tera::default();
        // What a style sheet prints is escaped too: it can never leave its element.
        tera.autoescape_on([".html", ".css"]);
        let unsafe_uses: Vec<_> = sources.values().flat_map(report::uses_of_safe).collect();
        if !unsafe_uses.is_empty() {
            return Err(unsafe_uses);
        }
        tera.add_raw_templates(sources.iter().map(|(name, source)| (name.as_str(), source.text())))
            .map_err(|error| report::findings(&error, &sources))?;
        Ok(Self { tera, sources })
    }

    /// Dresses the letters of a package.
    ///
    /// # Errors
    /// A mistake of the page design, at its place.
    pub fn render(&self, letter: &Document, members: &[PageView]) -> Result<String, Vec<Finding>> {
        let mut context = Context::new();
        context.insert("title", &letter.title);
        context.insert("language", &letter.language);
        context.insert("direction", letter.direction.name());
        context.insert_value("letters", Value::from(members.iter().map(view).collect::<Vec<_>>()));
        let css = self
            .tera
            .render("page/letter.css", &context)
            .map_err(|error| report::findings(&error, &self.sources))?;
        context.insert_value("style", Value::safe_string(&css));
        self.tera
            .render("page/letter.html", &context)
            .map_err(|error| report::findings(&error, &self.sources))
    }
}

/// The letter as template data, its parts marked as escaped.
fn view(letter: &PageView) -> Value {
    let mut map = Value::from_serializable(letter).into_map().unwrap_or_default();
    let parts = letter.parts.iter().map(|(role, html)| {
        let mut fields = tera::Map::new();
        fields.insert("role".into(), Value::normal_string(role.name()));
        fields.insert("html".into(), Value::safe_string(html));
        Value::from(fields)
    });
    map.insert("parts".into(), Value::from(parts.collect::<Vec<_>>()));
    Value::from(map)
}
