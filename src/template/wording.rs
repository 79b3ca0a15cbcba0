//! The wording of one office in one language: Tera, from letter data to marked Markdown.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, Tera};

use super::{Templates, filters, reads, report};
use crate::document::marks;
use crate::finding::Finding;
use crate::language::{Language, Style};
use crate::source::{Place, Source};

/// The wording templates of one office in one language, compiled.
#[derive(Debug)]
pub struct Wording {
    tera: Tera,
    sources: BTreeMap<String, Arc<Source>>,
    language: String,
    /// What each kind needs of a record, as its template says in `{# needs: … #}`.
    needs: BTreeMap<String, Vec<String>>,
    /// The fields of a letter that each template mentions.
    reads: BTreeMap<String, BTreeSet<String>>,
}

/// The data of one letter, as templates see it.
#[derive(Debug)]
pub struct Data(Context);

impl Data {
    /// Makes template data of anything that has fields.
    pub fn new(view: &impl Serialize) -> Self {
        Self(Context::from_serialize(view).unwrap_or_default())
    }

    /// The same data with one field more.
    pub fn with(&self, name: &'static str, value: &impl Serialize) -> Self {
        let mut context = self.0.clone();
        context.insert(name, value);
        Self(context)
    }
}

impl Wording {
    /// Compiles what `office` says in `language`. `always` is the data that is the same in
    /// every letter.
    ///
    /// # Errors
    /// Every mistake of a template that can be seen without a letter.
    pub fn load(
        templates: &Templates,
        office: &str,
        language: &Arc<Language>,
        style: Style,
        always: Data,
    ) -> Result<Self, Vec<Finding>> {
        let tag = language.tag();
        let mut sources = BTreeMap::new();
        for folder in ["".to_owned(), format!("{tag}/"), format!("{tag}/blocks/")] {
            for stem in templates.stems(office, &folder) {
                let path = format!("{folder}{stem}.md");
                if let Some(source) = templates.text(office, &path) {
                    sources.insert(path, Arc::clone(source));
                }
            }
        }
        let mut tera = Tera::default();
        tera.autoescape_on([".md"]);
        tera.set_escape_fn(escape);
        *tera.global_context() = always.0;
        super::marks::register(&mut tera);
        filters::register(&mut tera, language, style);
        let unsafe_uses: Vec<_> = sources.values().flat_map(report::uses_of_safe).collect();
        if !unsafe_uses.is_empty() {
            return Err(unsafe_uses);
        }
        tera.add_raw_templates(sources.iter().map(|(name, source)| (name.as_str(), source.text())))
            .map_err(|error| report::findings(&error, &sources))?;
        let needs = sources
            .iter()
            .map(|(path, source)| (path.clone(), needs(source.text())))
            .collect();
        let reads = reads::of(&sources);
        Ok(Self { tera, reads, sources, language: tag.to_owned(), needs })
    }

    /// The kinds of letter there is wording for.
    pub fn kinds(&self) -> Vec<&str> {
        let stems = self.stems(&format!("{}/", self.language));
        stems.into_iter().filter(|stem| *stem != super::set::PARTS).collect()
    }

    /// The ready-made blocks that prose may ask for.
    pub fn blocks(&self) -> Vec<&str> {
        self.stems(&format!("{}/blocks/", self.language))
    }

    fn stems<'a>(&'a self, folder: &str) -> Vec<&'a str> {
        let stems = self
            .sources
            .keys()
            .filter_map(|path| path.strip_prefix(folder)?.strip_suffix(".md"));
        stems.filter(|stem| !stem.contains('/')).collect()
    }

    /// The fields of a record without which `kind` makes no sense.
    pub fn needs(&self, kind: &str) -> &[String] {
        self.needs
            .get(&format!("{}/{kind}.md", self.language))
            .map_or(&[], Vec::as_slice)
    }

    /// Whether a letter of `kind` prints a field of the record wherever the record gives it.
    pub fn prints(&self, kind: &str, field: &str) -> bool {
        let path = format!("{}/{kind}.md", self.language);
        match field {
            "signatories" => !self
                .sources
                .get(&path)
                .is_some_and(|source| reads::empties(source.text(), "signatures")),
            _ => self.mentions(&path, field),
        }
    }

    /// Whether the ready-made block `name` prints a field of the record.
    pub fn block_prints(&self, name: &str, field: &str) -> bool {
        self.mentions(&format!("{}/blocks/{name}.md", self.language), field)
    }

    fn mentions(&self, path: &str, field: &str) -> bool {
        self.reads.get(path).is_some_and(|fields| fields.contains(field))
    }

    /// The file that words `kind`, for messages.
    pub fn source(&self, kind: &str) -> Option<&Arc<Source>> {
        self.sources.get(&format!("{}/{kind}.md", self.language))
    }

    /// Where a template spells `words`: the one of `kind` first, then those it may use.
    pub fn spelled(&self, kind: &str, words: &str) -> Option<Place> {
        let find = |source: &Arc<Source>| {
            let start = source.text().find(words)?;
            Some(Place::new(source, start..start + words.len()))
        };
        let block = self.sources.get(&format!("{}/blocks/{kind}.md", self.language));
        let own = self.source(kind).into_iter().chain(block);
        own.chain(self.sources.values()).find_map(find)
    }

    /// Words a letter of `kind`: Markdown with part marks.
    ///
    /// # Errors
    /// A mistake of the template, at its place.
    pub fn compose(&self, kind: &str, data: &Data) -> Result<String, Vec<Finding>> {
        self.render(&format!("{}/{kind}.md", self.language), data)
    }

    /// Words a ready-made block.
    ///
    /// # Errors
    /// A mistake of the template, at its place.
    pub fn block(&self, name: &str, data: &Data) -> Result<String, Vec<Finding>> {
        self.render(&format!("{}/blocks/{name}.md", self.language), data)
    }

    fn render(&self, path: &str, data: &Data) -> Result<String, Vec<Finding>> {
        self.tera
            .render(path, &data.0)
            .map_err(|error| report::findings(&error, &self.sources))
    }
}

fn escape(text: &str, out: &mut dyn std::io::Write) -> std::io::Result<()> {
    marks::escape_with(text, |piece| out.write_all(piece.as_bytes()))
}

/// Reads `{# needs: meetings, signatories #}` at the top of a wording template.
fn needs(template: &str) -> Vec<String> {
    let inner = template
        .trim_start()
        .strip_prefix("{#")
        .and_then(|rest| rest.split_once("#}"))
        .map(|(inner, _)| inner);
    let list = inner.and_then(|inner| inner.trim_matches(['-', ' ']).strip_prefix("needs:"));
    let names = list.into_iter().flat_map(|list| list.split(','));
    names
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}
