//! Composition: the one place that joins letter, office, language and templates.

mod address;
mod correspondents;
mod engine;
mod fields;
mod house_view;
mod starter;
mod view;

pub use engine::Engine;
pub use starter::Starter;

use std::sync::Arc;

use crate::document::{self, Block, Diagnostic, Direction, Document, Role};
use crate::finding::Finding;
use crate::gather::Bundle;
use crate::house::House;
use crate::package::{Member, Package};
use crate::record::Record;
use crate::register::Entry;
use crate::source::{Place, Source};
use view::View;

/// What is added to a template's name to name the Markdown made of it.
pub(crate) const COMPOSED: &str = " (as composed)";

impl Engine {
    /// Composes a letter with the letters it encloses.
    ///
    /// # Errors
    /// Every mistake of the records, and of the templates that word them, at its place.
    pub fn compose(&self, bundle: &Arc<Bundle>) -> Result<Package, Vec<Finding>> {
        let mut package = Package::default();
        let mut findings = Vec::new();
        self.member(bundle, &mut package, &mut findings);
        if findings.is_empty() { Ok(package) } else { Err(findings) }
    }

    /// Marks every letter of a package as a draft, each in its own language.
    pub fn mark_draft(&self, package: &mut Package) {
        for member in &mut package.members {
            let house = Arc::clone(member.house());
            member
                .document
                .mark_draft(house.language.label("draft").unwrap_or("DRAFT"));
        }
    }

    /// What the register remembers of a letter, without composing it.
    ///
    /// # Errors
    /// What is wrong with its office or language.
    pub fn entry(&self, bundle: &Bundle) -> Result<Entry<'static>, Vec<Finding>> {
        let house = self.house_of(&bundle.record)?;
        let correspondents = correspondents::of(self, bundle, house.language.tag());
        Ok(Entry::new(&bundle.record, &house.office, &house.language, &correspondents))
    }

    /// Looks on in a record that has mistakes already: an unknown kind, office or addressee,
    /// and prose that has no place in a letter. What needs the wrong fields is not judged.
    pub fn look_on(&self, record: &Record) -> Vec<Finding> {
        let mut findings = Vec::new();
        match self.house_of(record) {
            Ok(house) => {
                findings.extend(kind_of(record, &house).err());
                for (field, list) in [("to", &record.letter.to), ("copies", &record.letter.copies)]
                {
                    address::resolve(record, field, list, &house.office, &mut findings);
                }
            }
            Err(mistakes) => {
                findings.extend(mistakes);
                // Without an office there is still the wording that all offices share.
                let kind = record.letter.kind.as_deref().unwrap_or("letter");
                let kinds = self
                    .templates()
                    .kinds("", record.letter.language.as_deref().unwrap_or("en"));
                if !kinds.is_empty() && !kinds.contains(&kind) {
                    findings.push(unknown_kind(kind, &kinds).at(record.place("kind")));
                }
            }
        }
        if let Some(body) = &record.letter.body {
            let place = |range| record.body_place(range);
            let diagnostics = document::read_prose(&body.0, &fields::Unjudged).err();
            let diagnostics = diagnostics.into_iter().flatten();
            findings.extend(diagnostics.map(|diagnostic| finding(diagnostic, place)));
        }
        findings
    }

    fn member(&self, bundle: &Arc<Bundle>, package: &mut Package, findings: &mut Vec<Finding>) {
        match self.letter(bundle, package) {
            Ok(member) => package.members.push(member),
            Err(mut mistakes) => findings.append(&mut mistakes),
        }
        package.files.extend(
            bundle
                .files
                .iter()
                .map(|(name, bytes)| (name.clone(), Arc::clone(bytes))),
        );
        for (_, enclosed) in &bundle.enclosed {
            self.member(enclosed, package, findings);
        }
    }

    fn letter(&self, bundle: &Arc<Bundle>, package: &mut Package) -> Result<Member, Vec<Finding>> {
        let record = &bundle.record;
        let house = self.house_of(record)?;
        let mut findings = Vec::new();
        let kind = kind_of(record, &house).unwrap_or_else(|finding| {
            findings.push(finding);
            ""
        });
        findings.extend(needs(record, &house, kind));
        let correspondents = correspondents::of(self, bundle, house.language.tag());
        let view = View::new(self, bundle, &house, &correspondents, &mut findings);
        let data = house.wording.data(kind, &view)?;
        let mut prose = Vec::new();
        if let Some(body) = &record.letter.body {
            let fields = fields::Fields::new(record, &house, &view, &data);
            match document::read_prose(&body.0, &fields) {
                Ok(blocks) => prose = blocks,
                Err(diagnostics) => {
                    let place = |range| record.body_place(range);
                    findings.extend(
                        diagnostics.into_iter().map(|diagnostic| finding(diagnostic, place)),
                    );
                }
            }
        }
        if !findings.is_empty() {
            return Err(findings);
        }
        let composed = house.wording.compose(kind, &data)?;
        drop(data);
        let parts = read(&house, kind, &composed, prose)?;
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
}

/// The kind of a record's letter: plain `letter` when it says nothing.
fn kind_of<'r>(record: &'r Record, house: &House) -> Result<&'r str, Finding> {
    let kind = record.letter.kind.as_deref().unwrap_or("letter");
    if house.wording.has_kind(kind) {
        return Ok(kind);
    }
    let known: Vec<_> = house.wording.kinds().collect();
    Err(unknown_kind(kind, &known).at(record.place("kind")))
}

/// A finding that there is no wording for a kind of letter.
fn unknown_kind(kind: &str, known: &[&str]) -> Finding {
    Finding::error("unknown-kind", format!("there is no kind of letter called `{kind}`"))
        .help(crate::finding::suggest(kind, known.iter().copied()))
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
fn read(
    house: &House,
    kind: &str,
    markdown: &str,
    prose: Vec<Block>,
) -> Result<Vec<document::Part>, Vec<Finding>> {
    document::read_composed(markdown, prose).map_err(|diagnostics| {
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
fn read_block(house: &House, name: &str, markdown: &str) -> Result<Vec<Block>, Vec<Finding>> {
    let marked = format!("{}{markdown}", document::marks::BlockMark::Part(Role::Body).print());
    Ok(read(house, name, &marked, Vec::new())?
        .into_iter()
        .flat_map(|part| part.blocks)
        .collect())
}

fn finding(diagnostic: Diagnostic, place: impl Fn(std::ops::Range<usize>) -> Place) -> Finding {
    let finding = Finding::error(diagnostic.rule, diagnostic.message).at(place(diagnostic.range));
    if diagnostic.help.is_empty() { finding } else { finding.help(diagnostic.help) }
}
