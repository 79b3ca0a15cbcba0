//! Traced compositions: a letter that can say where every word of it came from.
//!
//! The words carry tags, as [`tags`](crate::text::tags) describes: values that templates are given,
//! templates themselves, prose and merge fields. The Markdown is read without them, so that what is
//! read is the ordinary letter, and the tree gets them back where they stood.

mod embed;
mod prose;
mod read;
mod values;

pub(super) use embed::read_tagged;
pub(super) use values::Values;

use std::cell::RefCell;
use std::sync::Arc;

use super::engine::Engine;
use super::letter::{self, Asked, Form};
use crate::document::Document;
use crate::finding::Finding;
use crate::gather::Bundle;
use crate::house::House;
use crate::package::Package;
use crate::text::tags::{self, Piece};
use crate::trace::{Origin, Origins, Trace};

/// The template that is the anatomy of a letter as it is issued.
const ISSUED: &str = "issued.md";

/// The trace of a letter, without those it encloses.
///
/// # Errors
/// Every mistake of the record, and of the templates that word it, at its place.
pub fn trace(engine: &Engine, bundle: &Arc<Bundle>) -> Result<Trace, Vec<Finding>> {
    traced(engine, bundle, Form::Letter)
}

/// The trace of a letter as the document that it is issued as, without its annexes.
///
/// # Errors
/// Every mistake of the record, and of the templates that word it, at its place.
pub fn trace_issued(engine: &Engine, bundle: &Arc<Bundle>) -> Result<Trace, Vec<Finding>> {
    traced(engine, bundle, Form::Issued)
}

fn traced(engine: &Engine, bundle: &Arc<Bundle>, form: Form) -> Result<Trace, Vec<Finding>> {
    let issued = form == Form::Issued;
    let asked = Asked { form, ..Asked::default() };
    let ordinary = letter::compose(engine, bundle, &mut Package::default(), asked)?.document;
    let traced = composed(engine, bundle, form);
    let is_exact = traced.as_ref().is_ok_and(|(traced, _)| is_same(&ordinary, traced));
    // A template of an office's own that looks at how its values are made may say something else,
    // or nothing: the words are the ordinary ones, each with the origin of the same word.
    let (mut tagged, origins) = traced.unwrap_or_else(|_| (ordinary.clone(), Origins::default()));
    if !is_exact {
        tagged = embed::transfer(&tagged, &ordinary);
    }
    let house = engine.house_of(&bundle.record)?;
    let kind = letter::kind_of(&bundle.record, &house).unwrap_or_default();
    let template = house.wording.source(kind).map_or(kind, |source| source.name());
    let template = if issued { ISSUED } else { template };
    let other = Origin::Template { file: template.to_owned(), line: 1 };
    let trace = read::trace(&bundle.record, (tagged, ordinary), (&origins, &other));
    let mut fields = trace.fields;
    // How a letter is issued is for the document, whatever the letter itself says of it.
    fields.retain(|field| {
        issued || !field.printed.is_empty() || !field.path.starts_with("issued-as.")
    });
    Ok(Trace { is_exact, fields, ..trace })
}

/// A letter whose texts have tags, and the origins that they stand for.
fn composed(
    engine: &Engine,
    bundle: &Arc<Bundle>,
    form: Form,
) -> Result<(Document, Origins), Vec<Finding>> {
    let house = letter::house(engine, &bundle.record, form, true)?;
    let tracer = Tracer::new(&house);
    let asked = Asked { form, tracer: Some(&tracer), ..Asked::default() };
    let document = letter::compose(engine, bundle, &mut Package::default(), asked)?.document;
    Ok((document, tracer.origins.into_inner()))
}

/// Whether a traced document says what the ordinary one does.
fn is_same(ordinary: &Document, traced: &Document) -> bool {
    let mut traced = traced.clone();
    embed::strip(&mut traced);
    *ordinary == traced
}

/// What gives origins their numbers while a letter is composed.
#[derive(Debug)]
pub(super) struct Tracer {
    origins: RefCell<Origins>,
    language: String,
}

impl Tracer {
    fn new(house: &House) -> Self {
        let below = house.wording.origins().map(Arc::clone).unwrap_or_default();
        let language = house.language.tag().to_owned();
        Self { origins: RefCell::new(Origins::over(&below)), language }
    }

    /// The number of an origin.
    pub(super) fn number(&self, origin: Origin) -> usize {
        self.origins.borrow_mut().number(origin)
    }

    fn phrase(&self, key: impl Into<String>) -> usize {
        let (language, file) = (self.language.clone(), "phrases.toml".to_owned());
        self.number(Origin::Phrase { language, file, key: key.into() })
    }

    /// A label that Chancery itself prints between what templates do.
    pub(super) fn label(&self, name: &str, text: &str) -> String {
        [&tags::literal(self.phrase(format!("labels.{name}"))), text].concat()
    }

    /// A field of the record as Markdown.
    pub(super) fn field(&self, path: &str, markdown: &str) -> String {
        let mut out = String::with_capacity(markdown.len() + 16);
        tags::within(markdown, self.number(Origin::field(path)), &mut out);
        out
    }

    /// What a turn says: the words that its components spell are said by it, too.
    pub(super) fn turn(&self, clause: &str, turn: &str, said: &str) -> String {
        if tags::strip(said).trim().is_empty() {
            return String::new();
        }
        let said = tags::trim_start(said, char::is_whitespace);
        let said = tags::trim_end(&said, char::is_whitespace);
        let mut out = String::with_capacity(said.len());
        for piece in tags::pieces(&said) {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Literal(number) => {
                    out.push_str(&tags::literal(self.of_turn(clause, turn, number)));
                }
                Piece::Open(number) => out.push_str(&tags::open(number)),
                Piece::Close => out.push(tags::CLOSE),
                Piece::Value(_) => {}
            }
        }
        out
    }

    fn of_turn(&self, clause: &str, turn: &str, number: usize) -> usize {
        let origin = self.origins.borrow().get(number).cloned();
        let Some(Origin::Template { file, line }) = origin else {
            return number;
        };
        let (clause, turn) = (clause.to_owned(), turn.to_owned());
        self.number(Origin::Turn { clause, turn, file, line })
    }
}
