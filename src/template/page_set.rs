//! Sets of page designs, which place words and letters: `site/*.html` of the archive, `desk/*.html`.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Context, Tera};

use super::{Templates, report};
use crate::finding::Finding;
use crate::source::Source;

/// Compiled page designs: every `.html` file in a folder of the templates, by its path.
#[derive(Debug)]
pub struct PageSet {
    tera: Tera,
    sources: BTreeMap<String, Arc<Source>>,
}

impl PageSet {
    /// Compiles the designs in `folder`, which ends in a slash; `always` is what every page can print.
    ///
    /// # Errors
    /// Every mistake that can be seen without a page.
    pub fn load(
        templates: &Templates,
        folder: &str,
        always: Context,
    ) -> Result<Self, Vec<Finding>> {
        let sources: BTreeMap<_, _> = (templates.within(folder))
            .filter(|(path, _)| path.ends_with(".html"))
            .map(|(path, source)| (path.to_owned(), Arc::clone(source)))
            .collect();
        let unsafe_uses: Vec<_> = sources.values().flat_map(report::uses_of_safe).collect();
        if !unsafe_uses.is_empty() {
            return Err(unsafe_uses);
        }
        let mut tera = Tera::default();
        tera.autoescape_on([".html"]);
        *tera.global_context() = always;
        let texts = sources.iter();
        tera.add_raw_templates(texts.map(|(path, source)| (path.as_str(), source.text())))
            .map_err(|error| report::findings(&error, &sources))?;
        Ok(Self { tera, sources })
    }

    /// One page by the design `path`, as `site/letter.html`.
    ///
    /// # Errors
    /// A mistake of the design, at its place.
    pub fn render(&self, path: &str, context: &Context) -> Result<Vec<u8>, Vec<Finding>> {
        if !self.sources.contains_key(path) {
            let finding = Finding::error("template", format!("there is no `{path}`"));
            return Err(vec![finding]);
        }
        (self.tera.render(path, context))
            .map(String::into_bytes)
            .map_err(|error| report::findings(&error, &self.sources))
    }
}
