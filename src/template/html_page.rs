//! The page design for HTML: places parts, and holds no words.

mod layout;

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Context, Tera, Value};

use self::layout::{Fields, Layout, LayoutCache, PackageLayout};
use super::{PageDesign, report};
use crate::document::{Document, Role};
use crate::finding::Finding;
use crate::office::Sheet;
use crate::source::Source;

/// The compiled page design of one office: `page/letter.html` and `page/letter.css`.
#[derive(Debug)]
pub struct HtmlPage {
    tera: Tera,
    sources: BTreeMap<String, Arc<Source>>,
    laid_out: LayoutCache,
    /// Whether the style sheet prints words of a letter, and so has to be rendered for each.
    style_says_words: bool,
}

/// One letter for the page design to place: its parts as HTML, which must be escaped already.
#[derive(Debug)]
pub struct PageView<'a> {
    /// What it is called.
    pub id: &'a str,
    /// The letter.
    pub document: &'a Document,
    /// How it sits on the page.
    pub sheet: &'a Sheet,
    /// The HTML of each part, in reading order.
    pub parts: Vec<(Role, String)>,
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
        let style_says_words = layout::says_words(sources["page/letter.css"].text());
        Ok(Self { tera, sources, laid_out: LayoutCache::default(), style_says_words })
    }

    /// Places the letters of a package on a page; there must be one.
    ///
    /// # Errors
    /// A mistake of the page design, at its place.
    pub fn render(&self, letters: &[PageView<'_>]) -> Result<String, Vec<Finding>> {
        let layouts = Layout::of_all(letters);
        let laid_out = self.laid_out.get_or(layouts, |layouts| self.lay_out(layouts));
        let document = letters[0].document;
        let mut context = Context::new();
        context.insert_value("title", document.title.as_str().into());
        context.insert_value("language", document.language.as_str().into());
        context.insert_value("direction", document.direction.name().into());
        let views = letters.iter().zip(&laid_out.layouts);
        let views: Vec<_> = views.map(|(letter, layout)| view(letter, layout)).collect();
        context.insert_value("letters", Value::from(views));
        let style = match &laid_out.style {
            Some(style) => style.clone(),
            None => Value::safe_string(&self.run("page/letter.css", &context)?),
        };
        context.insert_value("style", style);
        self.run("page/letter.html", &context)
    }

    /// What the letters of packages that are laid out alike share.
    fn lay_out(&self, layouts: &[Layout<'_>]) -> PackageLayout {
        let maps: Vec<_> = layouts.iter().map(Layout::value).collect();
        let mut context = Context::new();
        context.insert_value("language", (&*layouts[0].language).into());
        context.insert_value("direction", layouts[0].direction.name().into());
        let letters = maps.iter().map(|map| Value::from(map.clone()));
        context.insert_value("letters", Value::from(letters.collect::<Vec<_>>()));
        // A style sheet with a mistake makes it again before the letter, and is told all names.
        let style = (!self.style_says_words)
            .then(|| self.run("page/letter.css", &context).ok())
            .flatten();
        PackageLayout { layouts: maps, style: style.map(|css| Value::safe_string(&css)) }
    }

    fn run(&self, name: &str, context: &Context) -> Result<String, Vec<Finding>> {
        self.tera
            .render(name, context)
            .map_err(|error| report::findings(&error, &self.sources))
    }
}

/// The letter as template data, its parts marked as escaped.
fn view(letter: &PageView<'_>, layout: &Fields) -> Value {
    let document = letter.document;
    let parts = letter.parts.iter().map(|(role, html)| {
        let (role, html) = (Value::normal_string(role.name()), Value::safe_string(html));
        Value::from(Fields::from([("role", role), ("html", html)]))
    });
    let mut fields = layout.clone();
    fields.insert("id", letter.id.into());
    fields.insert("title", document.title.as_str().into());
    // The word that marks a draft.
    fields.insert("draft", document.draft().map_or(Value::none(), Value::from));
    fields.insert("parts", Value::from(parts.collect::<Vec<_>>()));
    Value::from(fields)
}
