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
    /// The wordings of kinds of letter, by kind.
    kinds: BTreeMap<String, Template>,
    /// The ready-made blocks that prose may ask for, by name.
    blocks: BTreeMap<String, Template>,
}

/// One of them.
#[derive(Debug)]
struct Template {
    /// Its name among the templates.
    path: String,
    source: Arc<Source>,
    /// What it needs of a record, as it says in `{# needs: … #}`.
    needs: Vec<String>,
    /// The fields of a letter that it mentions.
    reads: BTreeSet<String>,
}

/// The data of one letter, as templates see it.
#[derive(Debug)]
pub struct Data(Context);

impl Data {
    /// Makes template data of anything that has fields.
    ///
    /// # Errors
    /// That something in it cannot be template data, such as a group whose keys are no words.
    pub fn new(view: &impl Serialize) -> Result<Self, Vec<Finding>> {
        Context::from_serialize(view).map(Self).map_err(|error| {
            let message = format!("templates cannot be given the letter: {error}");
            vec![Finding::error("template", message)]
        })
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
        let (own, own_blocks) =
            (format!("{}/", language.tag()), format!("{}/blocks/", language.tag()));
        let mut sources = BTreeMap::new();
        for folder in ["", own.as_str(), own_blocks.as_str()] {
            for stem in templates.stems(office, folder) {
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
        let (mut kinds, mut blocks) = (BTreeMap::new(), BTreeMap::new());
        for (path, reads) in reads::of(&sources) {
            let within = |folder: &str| {
                let stem = path.strip_prefix(folder)?.strip_suffix(".md")?;
                (!stem.contains('/')).then(|| stem.to_owned())
            };
            let (kind, block) = (within(&own), within(&own_blocks));
            let Some(source) = sources.get(&path).map(Arc::clone) else {
                continue;
            };
            let needs = needs(source.text());
            let template = Template { path, source, needs, reads };
            match (kind, block) {
                (Some(kind), _) if kind != super::set::PARTS => kinds.insert(kind, template),
                (_, Some(block)) => blocks.insert(block, template),
                _ => None,
            };
        }
        Ok(Self { tera, sources, kinds, blocks })
    }

    /// The kinds of letter there is wording for.
    pub fn kinds(&self) -> impl Iterator<Item = &str> {
        self.kinds.keys().map(String::as_str)
    }

    /// Whether there is wording for a kind of letter.
    pub fn has_kind(&self, kind: &str) -> bool {
        self.kinds.contains_key(kind)
    }

    /// The ready-made blocks that prose may ask for.
    pub fn blocks(&self) -> impl Iterator<Item = &str> {
        self.blocks.keys().map(String::as_str)
    }

    /// Whether prose may ask for a ready-made block of that name.
    pub fn has_block(&self, name: &str) -> bool {
        self.blocks.contains_key(name)
    }

    /// The fields of a record without which `kind` makes no sense.
    pub fn needs(&self, kind: &str) -> &[String] {
        self.kinds.get(kind).map_or(&[], |template| template.needs.as_slice())
    }

    /// Whether a letter of `kind` prints a field of the record wherever the record gives it.
    pub fn prints(&self, kind: &str, field: &str) -> bool {
        self.kinds.get(kind).is_some_and(|template| match field {
            "signatories" => !reads::empties(template.source.text(), "signatures"),
            _ => template.reads.contains(field),
        })
    }

    /// Whether the ready-made block `name` prints a field of the record.
    pub fn block_prints(&self, name: &str, field: &str) -> bool {
        self.blocks
            .get(name)
            .is_some_and(|template| template.reads.contains(field))
    }

    /// The file that words `kind`, for messages.
    pub fn source(&self, kind: &str) -> Option<&Arc<Source>> {
        self.kinds.get(kind).map(|template| &template.source)
    }

    /// Where a template spells `words`: the one of `kind` first, then those it may use.
    pub fn spelled(&self, kind: &str, words: &str) -> Option<Place> {
        let find = |source: &Arc<Source>| {
            let start = source.text().find(words)?;
            Some(Place::new(source, start..start + words.len()))
        };
        let own = [self.kinds.get(kind), self.blocks.get(kind)].into_iter().flatten();
        let own = own.map(|template| &template.source);
        own.chain(self.sources.values()).find_map(find)
    }

    /// Words a letter of `kind`: Markdown with part marks.
    ///
    /// # Errors
    /// That there is no such kind, or a mistake of the template, at its place.
    pub fn compose(&self, kind: &str, data: &Data) -> Result<String, Vec<Finding>> {
        self.render(kind, &self.kinds, data)
    }

    /// Words a ready-made block.
    ///
    /// # Errors
    /// That there is no such block, or a mistake of the template, at its place.
    pub fn block(&self, name: &str, data: &Data) -> Result<String, Vec<Finding>> {
        self.render(name, &self.blocks, data)
    }

    fn render(
        &self,
        name: &str,
        among: &BTreeMap<String, Template>,
        data: &Data,
    ) -> Result<String, Vec<Finding>> {
        let path = among.get(name).map_or(name, |template| template.path.as_str());
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
