//! The wording of one office in one language: Tera, from letter data to marked Markdown.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, Tera};

use super::clauses::{self, Clauses};
use super::data::{Data, Tag, context_of, tagged_context_of};
use super::layers::Layered;
use super::reads::{self, Reads};
use super::traced::{self, Tracing};
use super::{Templates, filters, report};
use crate::document::marks;
use crate::finding::Finding;
use crate::language::Language;
use crate::language::clauses::{Clause, Joints, Kind};
use crate::office::Office;
use crate::source::{Place, Source};
use crate::trace::Origins;

/// The wording templates of one office in one language, compiled.
#[derive(Debug)]
pub struct Wording {
    tera: Tera,
    sources: BTreeMap<String, Arc<Source>>,
    /// The wordings of kinds of letter, by kind.
    kinds: BTreeMap<String, Template>,
    /// The ready-made blocks that prose may ask for, by name.
    blocks: BTreeMap<String, Template>,
    /// The tag of its language.
    tag: String,
    clauses: Clauses,
    /// Where what it says came from, by number; none in a wording whose letters are not traced.
    origins: Option<Arc<Origins>>,
}

/// One of them.
#[derive(Debug)]
struct Template {
    /// Its name among the templates.
    path: String,
    source: Arc<Source>,
    /// What it needs of a record, as it says in `{# needs: … #}`.
    needs: Vec<String>,
    reads: Reads,
}

impl Wording {
    /// Compiles what `office` says in `language`. The fields of `always` are the same in every
    /// letter. Letters of a `traced` wording say where every word came from.
    ///
    /// # Errors
    /// Every mistake of a template that can be seen without a letter.
    pub fn load(
        templates: &Templates,
        office: &Office,
        language: &Arc<Language>,
        always: &impl Serialize,
        traced: bool,
    ) -> Result<Self, Vec<Finding>> {
        let (settings, style, office) = (office, office.style, office.id.as_str());
        let mut tracing = traced.then(|| Tracing::new(language));
        let (own, own_blocks) =
            (format!("{}/", language.tag()), format!("{}/blocks/", language.tag()));
        let mut layered = Layered::default();
        for folder in ["", own.as_str(), own_blocks.as_str()] {
            for stem in templates.stems(office, folder) {
                let path = format!("{folder}{stem}.md");
                let layers = templates.layers(office, &path);
                match stem {
                    super::set::PARTS => layered.add_components(&path, &layers),
                    _ => layered.add(&path, &layers),
                }
            }
        }
        let mut clauses = Clauses::read(templates, office, language.tag())?;
        clauses.kinds.retain(|kind, (file, parsed)| {
            let path = format!("{own}{kind}.md");
            let framed = Source::new(file.name(), framed(&parsed.frame));
            let mut layers = templates.layers(office, &path);
            if templates.is_nearer(office, &format!("{own}{kind}.toml"), &path) {
                layers.clear();
            }
            layers.push(&framed);
            layered.add(&path, &layers);
            // A template that does not go on from it words the kind by itself.
            layered.written.values().any(|source| Arc::ptr_eq(source, &framed))
        });
        for (path, _, _, source) in clauses.said(language.tag()) {
            layered.written.insert(path.clone(), Arc::clone(&source));
            layered.read.insert(path, source);
        }
        let mut tera = Tera::default();
        tera.autoescape_on([".md"]);
        tera.set_escape_fn(if traced { traced::escape } else { escape });
        *tera.global_context() = match &mut tracing {
            Some(tracing) => tagged_context_of(always, None, &mut |path, text| {
                tracing.of_house(settings, path, text)
            })?,
            None => context_of(always, None)?,
        };
        super::marks::register(&mut tera);
        filters::register(&mut tera, language, style, tracing.as_mut().map(Tracing::phrases));
        if traced {
            traced::register(&mut tera);
        }
        let sources = &layered.written;
        let unsafe_uses: Vec<_> = sources.values().flat_map(report::uses_of_safe).collect();
        if !unsafe_uses.is_empty() {
            return Err(unsafe_uses);
        }
        match &mut tracing {
            Some(tracing) => {
                tracing.joints(&mut clauses.joints);
                let turns = traced::turns(&clauses, language.tag());
                tera.add_raw_templates(tracing.instrument(&layered.read, &turns))
            }
            None => {
                let texts = layered.read.iter();
                tera.add_raw_templates(texts.map(|(name, source)| (name.as_str(), source.text())))
            }
        }
        .map_err(|error| report::findings(&error, sources))?;
        let (mut kinds, mut blocks) = (BTreeMap::new(), BTreeMap::new());
        let mut all = reads::of(&layered.read);
        for (kind, (_, parsed)) in &clauses.kinds {
            let mut said: Vec<_> = clauses.paths(language.tag(), parsed).collect();
            // What every letter's anatomy can show says nothing of this kind.
            said.extend(Some(parsed.frame.clone()).filter(|frame| frame != "letter.md"));
            reads::with(&mut all, &format!("{own}{kind}.md"), &said);
        }
        for path in layered.read.keys() {
            let mut reads = all.remove(path).unwrap_or_default();
            let within = |folder: &str| {
                let stem = path.strip_prefix(folder)?.strip_suffix(".md")?;
                (!stem.contains('/')).then(|| stem.to_owned())
            };
            let (kind, block) = (within(&own), within(&own_blocks));
            let Some(source) = sources.get(path).map(Arc::clone) else {
                continue;
            };
            let of_clauses = kind.as_ref().and_then(|kind| clauses.kinds.get(kind));
            let source = of_clauses.map_or(source, |(source, _)| Arc::clone(source));
            // What it goes on from is its own.
            let mut needs =
                of_clauses.map_or_else(|| needs(source.text()), |(_, kind)| kind.needs.clone());
            let mut below = layered.below(path);
            while let Some(name) = below {
                reads
                    .own
                    .extend(all.get(&name).into_iter().flat_map(|reads| reads.own.clone()));
                let source = sources.get(&name).filter(|_| needs.is_empty());
                needs.extend(source.into_iter().flat_map(|source| self::needs(source.text())));
                below = layered.below(&name);
            }
            let template = Template { path: path.clone(), source, needs, reads };
            match (kind, block) {
                (Some(kind), _) if kind != super::set::PARTS => kinds.insert(kind, template),
                (_, Some(block)) => blocks.insert(block, template),
                _ => None,
            };
        }
        // Prose of any kind may ask for any block.
        for kind in kinds.values_mut() {
            for block in blocks.values() {
                match (&mut kind.reads.all, &block.reads.all) {
                    (Some(all), Some(more)) => all.extend(more.iter().cloned()),
                    (all, _) => *all = None,
                }
            }
        }
        let tag = language.tag().to_owned();
        let origins = tracing.map(|tracing| Arc::new(tracing.origins));
        Ok(Self { tera, sources: layered.written, kinds, blocks, tag, clauses, origins })
    }

    /// Where what it says came from; none in a wording whose letters are not traced.
    pub(crate) fn origins(&self) -> Option<&Arc<Origins>> {
        self.origins.as_ref()
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
            "signatories" => !reads::empties(self.frame(kind, template), "signatures"),
            _ => template.reads.own.contains(field),
        })
    }

    /// The text of the template that lays out a kind.
    fn frame<'s>(&'s self, kind: &str, template: &'s Template) -> &'s str {
        let framed = self.clauses.kinds.get(kind);
        let frame = framed.and_then(|(_, kind)| self.sources.get(&kind.frame));
        frame.unwrap_or(&template.source).text()
    }

    /// The plan of a kind of letter that is made of clauses.
    pub fn plan(&self, kind: &str) -> Option<&Kind> {
        self.clauses.kinds.get(kind).map(|(_, kind)| kind)
    }

    /// A clause, with its turns.
    pub fn clause(&self, name: &str) -> Option<&Clause> {
        self.clauses.clauses.get(name)
    }

    /// The names of the turns of a clause, in letters of a kind.
    pub fn turns(&self, clause: &str, kind: &str) -> Vec<String> {
        let plan = self.plan(kind);
        plan.map_or_else(Vec::new, |plan| self.clauses.names(clause, kind, plan))
    }

    /// How parts of a sentence are joined.
    pub fn joints(&self) -> &Joints {
        &self.clauses.joints
    }

    /// What a turn of a clause says: Markdown. A manner is `manner.NAME`, a verb `verb.NAME`.
    ///
    /// # Errors
    /// A mistake of the template, at its place.
    pub fn say(&self, clause: &str, turn: &str, data: &Data<'_>) -> Result<String, Vec<Finding>> {
        self.render_path(&clauses::path(&self.tag, clause, turn), data, None)
    }

    /// Tries what each turn of each clause says of a letter.
    ///
    /// # Errors
    /// Every mistake of a turn, at its place.
    pub fn try_turns(&self, data: &Data<'_>) -> Result<(), Vec<Finding>> {
        let said = self.clauses.said(&self.tag);
        let tried = said.filter_map(|(path, ..)| self.render_path(&path, data, None).err());
        let findings: Vec<_> = tried.flatten().collect();
        if findings.is_empty() { Ok(()) } else { Err(findings) }
    }

    /// Whether the ready-made block `name` prints a field of the record.
    pub fn block_prints(&self, name: &str, field: &str) -> bool {
        self.blocks
            .get(name)
            .is_some_and(|template| template.reads.own.contains(field))
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

    /// The data of a letter of `kind`: the fields of `view`, and of its field `letter` what the
    /// wording and the ready-made blocks read.
    ///
    /// # Errors
    /// That something in it cannot be template data, such as a group whose keys are no words.
    pub fn data<'v>(&self, kind: &str, view: &'v impl Serialize) -> Result<Data<'v>, Vec<Finding>> {
        let template = self.kinds.get(kind);
        Data::new(view, template.and_then(|template| template.reads.all.as_ref()))
    }

    /// The same for a traced letter: each text tagged as `tag` says of its path and words.
    ///
    /// # Errors
    /// As for [`data`](Self::data).
    pub(crate) fn tagged_data<'v>(
        &self,
        kind: &str,
        view: &'v impl Serialize,
        tag: Tag<'_>,
    ) -> Result<Data<'v>, Vec<Finding>> {
        let template = self.kinds.get(kind);
        Data::tagged(view, template.and_then(|template| template.reads.all.as_ref()), tag)
    }

    /// Words a letter of `kind`: Markdown with part marks.
    ///
    /// # Errors
    /// That there is no such kind, or a mistake of the template, at its place.
    pub fn compose(&self, kind: &str, data: &Data<'_>) -> Result<String, Vec<Finding>> {
        self.render(self.kinds.get(kind), kind, data, None)
    }

    /// The anatomy of a document that is no letter, by its name: Markdown with part marks. For a
    /// traced letter each text is tagged as `tag` says of its path and words.
    ///
    /// # Errors
    /// A mistake of the template, at its place.
    pub(crate) fn document(
        &self,
        name: &str,
        view: &impl Serialize,
        tag: Option<Tag<'_>>,
    ) -> Result<String, Vec<Finding>> {
        let data = match tag {
            Some(tag) => Data::tagged(view, None, tag)?,
            None => Data::new(view, None)?,
        };
        let rendered = self.tera.render(&format!("{name}.md"), &data.context);
        rendered.map_err(|error| report::findings(&error, &self.sources))
    }

    /// Words a ready-made block, shown as a form of it.
    ///
    /// # Errors
    /// That there is no such block, or a mistake of the template, at its place.
    pub fn block(&self, name: &str, form: &str, data: &Data<'_>) -> Result<String, Vec<Finding>> {
        self.render(self.blocks.get(name), name, data, Some(form))
    }

    fn render(
        &self,
        template: Option<&Template>,
        name: &str,
        data: &Data<'_>,
        form: Option<&str>,
    ) -> Result<String, Vec<Finding>> {
        self.render_path(template.map_or(name, |template| template.path.as_str()), data, form)
    }

    fn render_path(
        &self,
        path: &str,
        data: &Data<'_>,
        form: Option<&str>,
    ) -> Result<String, Vec<Finding>> {
        let render = |context: &Context| match form {
            Some(form) => {
                let mut context = context.clone();
                context.insert("form", form);
                self.tera.render(path, &context)
            }
            None => self.tera.render(path, context),
        };
        render(&data.context).or_else(|_| {
            // Once more, for the message: it names all that the template could have read.
            render(&data.whole()?).map_err(|error| report::findings(&error, &self.sources))
        })
    }
}

/// A letter whose body is made of clauses, laid out by `frame`.
fn framed(frame: &str) -> String {
    format!("{{% extends \"{frame}\" %}}{{% block body %}}{{{{ body }}}}{{% endblock body %}}")
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
