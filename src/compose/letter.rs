//! One letter: from its bundle to words, and from words to the document.

use std::ops::Range;
use std::sync::Arc;

use super::engine::Engine;
use super::trace::{self, Tracer, Values};
use super::view::{Resolved, View};
use super::wording::Worded;
use super::{COMPOSED, address, correspondents, fields, issued, wording};
use crate::document::{self, Block, Diagnostic, Direction, Document, Inline, Role};
use crate::finding::{Finding, suggest};
use crate::gather::Bundle;
use crate::house::House;
use crate::package::{Member, Package};
use crate::record::Record;
use crate::source::{Place, Source};

/// As what a letter is composed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Form {
    /// As it is sent.
    #[default]
    Letter,
    /// As a document of the organ that issues it.
    Issued,
    /// As the annex of one.
    Annex,
}

/// What is asked of a composition beside the letter.
#[derive(Debug, Default)]
pub(super) struct Asked<'t> {
    /// As what it is wanted.
    pub(super) form: Form,
    /// Its sentences, with the clauses that say them.
    pub(super) sentences: Option<&'t mut Vec<Sentence>>,
    /// Where each word came from: with it, the texts of the letter carry tags.
    pub(super) tracer: Option<&'t Tracer>,
    /// Every turn of every clause is to be run.
    pub(super) every_turn: bool,
    /// What its merge fields print, also where it has mistakes.
    pub(super) merge_fields: Option<&'t mut fields::MergeFieldValues>,
}

/// The house of a record, to compose it in a form.
///
/// # Errors
/// What is wrong with office, language or frame, placed in the record.
pub(super) fn house(
    engine: &Engine,
    record: &Record,
    form: Form,
    traced: bool,
) -> Result<Arc<House>, Vec<Finding>> {
    match form {
        Form::Letter => engine.house_for(record, traced),
        Form::Issued | Form::Annex => engine.house_in_frame(record, issued::FRAME, traced),
    }
}

/// Composes one letter, without those it encloses; its pictures go to the package.
///
/// # Errors
/// Every mistake of the record, and of the templates that word it, at its place.
pub(super) fn compose(
    engine: &Engine,
    bundle: &Arc<Bundle>,
    package: &mut Package,
    asked: Asked<'_>,
) -> Result<Member, Vec<Finding>> {
    let record = &bundle.record;
    let Asked { form, sentences, tracer, every_turn, merge_fields } = asked;
    let house = house(engine, record, form, tracer.is_some())?;
    let mut findings = Vec::new();
    if form == Form::Issued {
        findings.extend(issued::mistake(record));
    }
    let kind = kind_of(record, &house).unwrap_or_else(|finding| {
        findings.push(finding);
        ""
    });
    findings.extend(needs(record, &house, kind));
    let correspondents = correspondents::of(engine, bundle, house.language.tag());
    let references =
        correspondents::references(engine, bundle, house.language.tag(), &mut findings);
    let (letter, office) = (&*record.letter, &house.office);
    let addresses = address::resolve(record, "to", &letter.to, office, &mut findings);
    let copies = address::resolve(record, "copies", &letter.copies, office, &mut findings);
    let joint = correspondents::joint(engine, record, house.language.tag(), &mut findings);
    let resolved = Resolved {
        joint: &joint,
        correspondents: &correspondents,
        references: &references,
        addresses: &addresses,
        copies: &copies,
        courtesies: &address::courtesies(record, &addresses, &house, &mut findings),
    };
    let view = View::new(bundle, &house, &resolved);
    let traced = tracer.map(|tracer| (tracer, Values::new(bundle, &house, &resolved, tracer)));
    let traced = traced.as_ref();
    let mut data = match traced {
        Some((_, values)) => house
            .wording
            .tagged_data(kind, &view, &mut |path, text| values.tag(path, text))?,
        None => house.wording.data(kind, &view)?,
    };
    let plan = house.wording.plan(kind);
    let (mut prose, mut own) = (Vec::new(), wording::OwnWords::default());
    let fields = fields::Fields::new(record, &house, &view, &data);
    if let Some(body) = &record.letter.body {
        let read = match traced {
            Some((tracer, values)) => tracer.prose(&body.0, (&fields, values), None),
            None => document::read_prose(&body.0, &fields),
        };
        match read {
            Ok(blocks) => prose = blocks,
            Err(diagnostics) => {
                let place = |range| record.body_place(range);
                findings
                    .extend(diagnostics.into_iter().map(|diagnostic| finding(diagnostic, place)));
            }
        }
    }
    let looked_up = fields.take_looked_up();
    findings.extend(wording::unknown_fields(record));
    match plan {
        Some(plan) => {
            let read = |clause: &str, text: &str| match traced {
                Some((tracer, values)) => tracer.prose(text, (&fields, values), Some(clause)),
                None => document::read_prose(text, &fields),
            };
            let looked_up = || fields.take_looked_up();
            own =
                wording::own_words(record, &house, (kind, plan), (read, looked_up), &mut findings);
        }
        None => findings.extend(wording::no_clauses(record, kind)),
    }
    let apart = house.office.show.apart();
    let facts = wording::Facts::new(record, &looked_up, &own, &apart);
    if let Some(values) = merge_fields {
        *values = fields.merge_fields();
    }
    drop(fields);
    // Parts that all wordings share ask for it.
    data.set_group("picked", std::iter::empty());
    let mut said = Vec::new();
    if let Some(plan) = plan {
        let material = wording::Material { facts, own, prose, told: sentences.is_some() };
        match wording::word(record, (&house, tracer), (kind, plan), material, &mut data) {
            Ok(worded) => {
                if let Some(told) = sentences {
                    told.extend(self::sentences(&house, kind, &worded)?);
                }
                data.set_markdown("body", Some(&worded.body));
                data.set_markdown("closing", worded.closing.as_deref());
                (prose, said) = (worded.prose, worded.said);
            }
            Err(mistakes) => {
                findings.extend(mistakes);
                prose = Vec::new();
            }
        }
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    let composed = house.wording.compose(kind, &data)?;
    if every_turn {
        house.wording.try_turns(&data)?;
    }
    drop(data);
    let mut parts = read(&house, kind, &composed, prose, said)?;
    if form != Form::Letter {
        parts = issued::frame(&house, &view, traced.map(|(_, values)| values), parts)?;
    }
    let document = Document {
        language: house.language.tag().to_owned(),
        direction: if house.language.is_rtl() { Direction::Rtl } else { Direction::Ltr },
        title: view.into_title(),
        parts,
    };
    let pictures = house.emblem.iter().map(|(name, picture)| (name, picture));
    for (name, picture) in pictures.chain(&bundle.pictures) {
        package.pictures.insert(name.clone(), picture.clone());
    }
    let member = Member::new(Arc::clone(bundle), house, document);
    Ok(member.with_correspondents(correspondents))
}

/// A sentence or a block of a letter as text, and the clauses that say it.
#[derive(Debug, Clone)]
pub(super) struct Sentence {
    pub(super) clauses: Vec<String>,
    pub(super) text: String,
}

/// The sentences of a letter as they are read.
fn sentences(house: &House, kind: &str, worded: &Worded) -> Result<Vec<Sentence>, Vec<Finding>> {
    let body = document::marks::BlockMark::Part(Role::Body).print();
    let read = worded.told.iter().map(|spoken| {
        let marked = [body.as_str(), &spoken.text].concat();
        let parts = read(house, kind, &marked, Vec::new(), worded.said.clone())?;
        let passages = parts.iter().flat_map(|part| document::passages(&part.blocks));
        let text: Vec<_> = passages.map(document::Passage::words).collect();
        Ok(Sentence { clauses: spoken.clauses.clone(), text: text.join(" / ") })
    });
    read.collect()
}

/// The kind of a record's letter: plain `letter` when it says nothing.
pub(super) fn kind_of<'r>(record: &'r Record, house: &House) -> Result<&'r str, Finding> {
    let kind = record.letter.kind.as_deref().unwrap_or("letter");
    if house.wording.has_kind(kind) {
        return Ok(kind);
    }
    let known: Vec<_> = house.wording.kinds().collect();
    Err(unknown_kind(kind, &known).at(record.place("kind")))
}

/// A finding that there is no wording for a kind of letter.
pub(super) fn unknown_kind(kind: &str, known: &[&str]) -> Finding {
    Finding::error("unknown-kind", format!("there is no kind of letter called `{kind}`"))
        .help(suggest(kind, known.iter().copied()))
}

/// The fields that the kind's wording cannot do without.
fn needs(record: &Record, house: &House, kind: &str) -> Vec<Finding> {
    let missing = house.wording.needs(kind).iter().filter(|name| !record.gives(name));
    missing
        .map(|name| {
            let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
            Finding::error("missing-field", format!("{article} {kind} letter needs `{name}`"))
                .at(record.place("kind"))
                .help(format!("add `{name}:`; `chancery new {kind}` shows how it is written"))
        })
        .collect()
}

/// Reads what a wording template composed; a mistake in it is the template's.
pub(super) fn read(
    house: &House,
    kind: &str,
    markdown: &str,
    prose: Vec<Block>,
    said: Vec<Vec<Inline>>,
) -> Result<Vec<document::Part>, Vec<Finding>> {
    let read = match house.wording.origins() {
        Some(_) => trace::read_tagged(markdown, prose, said),
        None => document::read_worded(markdown, prose, said),
    };
    read.map_err(|diagnostics| {
        let name = house.wording.source(kind).map_or(kind, |source| source.name());
        let source = Source::new(format!("{name}{COMPOSED}"), markdown);
        diagnostics
            .into_iter()
            .map(|diagnostic| {
                finding(diagnostic, |range| {
                    // The template's own line says more than the letter made from it.
                    let place = Place::new(&source, range);
                    let line = place.text().lines().next().unwrap_or_default().trim();
                    let spelled = Some(line).filter(|line| line.len() > 2);
                    spelled
                        .and_then(|line| house.wording.spelled(kind, line))
                        .unwrap_or(place)
                })
            })
            .collect()
    })
}

/// Blocks that a template words by themselves.
pub(super) fn read_block(
    house: &House,
    name: &str,
    markdown: &str,
) -> Result<Vec<Block>, Vec<Finding>> {
    let marked = format!("{}{markdown}", document::marks::BlockMark::Part(Role::Body).print());
    Ok(read(house, name, &marked, Vec::new(), Vec::new())?
        .into_iter()
        .flat_map(|part| part.blocks)
        .collect())
}

/// What a diagnostic of the document says, at its place.
pub(super) fn finding(diagnostic: Diagnostic, place: impl Fn(Range<usize>) -> Place) -> Finding {
    let finding = Finding::error(diagnostic.rule, diagnostic.message).at(place(diagnostic.range));
    if diagnostic.help.is_empty() { finding } else { finding.help(diagnostic.help) }
}
