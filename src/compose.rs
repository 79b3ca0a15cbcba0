//! Composition: the one place that joins letter, office, language and templates.

mod address;
mod fields;
mod house;
mod proof;
mod starter;
mod view;

pub use house::{Chancery, House};
pub use starter::Starter;

use std::collections::BTreeMap;

use crate::document::{self, Block, Direction, Document, Role, Trouble};
use crate::finding::Finding;
use crate::gather::Bundle;
use crate::package::{Member, Package, Picture};
use crate::record::Record;
use crate::source::{Place, Source};
use crate::template::Data;
use view::View;

impl Chancery {
    /// Composes a letter with the letters it encloses.
    ///
    /// # Errors
    /// Every mistake of the records, and of the templates that word them, at its place.
    pub fn compose(&self, bundle: &Bundle) -> Result<Package, Vec<Finding>> {
        let mut package = Package {
            members: Vec::new(),
            pictures: BTreeMap::new(),
            files: BTreeMap::new(),
        };
        let mut findings = Vec::new();
        self.member(bundle, &mut package, &mut findings);
        if findings.is_empty() {
            Ok(package)
        } else {
            Err(findings)
        }
    }

    /// Marks every letter of a package as a draft, each in its own language.
    pub fn mark_draft(&self, package: &mut Package) {
        for member in &mut package.members {
            let house = self.house(&member.office, Some(&member.document.language));
            let label = house
                .ok()
                .and_then(|house| Some(house.language.label("draft")?.to_owned()));
            member
                .document
                .mark_draft(label.as_deref().unwrap_or("DRAFT"));
        }
    }

    fn member(&self, bundle: &Bundle, package: &mut Package, findings: &mut Vec<Finding>) {
        match self.letter(bundle, package) {
            Ok(member) => package.members.push(member),
            Err(mut mistakes) => findings.append(&mut mistakes),
        }
        package.files.extend(
            bundle
                .files
                .iter()
                .map(|(name, bytes)| (name.clone(), bytes.clone())),
        );
        for enclosed in &bundle.enclosed {
            self.member(enclosed, package, findings);
        }
    }

    fn letter(&self, bundle: &Bundle, package: &mut Package) -> Result<Member, Vec<Finding>> {
        let record = &bundle.record;
        let house = self.house_of(record)?;
        let kind = record.letter.kind.as_deref().unwrap_or("letter");
        let mut findings = needs(record, &house, kind);
        let view = View::new(self, bundle, &house);
        let view = match view {
            Ok(view) => view,
            Err(mut mistakes) => {
                findings.append(&mut mistakes);
                return Err(findings);
            }
        };
        let data = Data::new(&view);
        let prose = match &record.letter.body {
            Some(body) => {
                let fields = fields::Fields::new(record, &house, &view, &data);
                document::read_prose(&body.0, &fields).map_err(|troubles| {
                    let at = |range| record.body_place(range);
                    troubles
                        .into_iter()
                        .map(|trouble| finding(trouble, at))
                        .collect::<Vec<_>>()
                })
            }
            None => Ok(Vec::new()),
        };
        let prose = prose.unwrap_or_else(|mut mistakes| {
            findings.append(&mut mistakes);
            Vec::new()
        });
        if !findings.is_empty() {
            return Err(findings);
        }
        let parts = read(&house, kind, &house.wording.compose(kind, &data)?, &prose)?;
        let emblem = &house.office.sheet.letterhead.emblem;
        if let Some(name) = emblem {
            package
                .pictures
                .insert(name.clone(), self.emblem(&house, name)?);
        }
        package.pictures.extend(
            bundle
                .pictures
                .iter()
                .map(|(name, picture)| (name.clone(), picture.clone())),
        );
        Ok(Member {
            id: record.id.clone(),
            office: house.office.id.clone(),
            document: Document {
                language: house.language.tag().to_owned(),
                direction: if house.language.is_rtl() {
                    Direction::Rtl
                } else {
                    Direction::Ltr
                },
                title: view.title().to_owned(),
                parts,
            },
            sheet: house.office.sheet.clone(),
            date: record.letter.date.map(|day| day.to_string()),
            sender: view.sender().to_owned(),
            record: std::sync::Arc::clone(&record.source),
            files: bundle.files.keys().cloned().collect(),
        })
    }

    fn emblem(&self, house: &House, name: &str) -> Result<Picture, Vec<Finding>> {
        let bytes = self
            .templates()
            .binary(&house.office.id, name)
            .map(|bytes| bytes.to_vec());
        let picture = bytes
            .ok_or_else(|| "there is no such file".to_owned())
            .and_then(Picture::read);
        picture.map_err(|why| {
            let finding = Finding::error(
                "emblem",
                format!("the emblem `{name}` cannot be used: {why}"),
            )
            .help(format!(
                "put a PNG or JPEG file of that name into offices/{}/",
                house.office.id
            ));
            vec![house.at_setting(finding, "emblem")]
        })
    }
}

/// The fields that the kind's wording cannot do without.
fn needs(record: &Record, house: &House, kind: &str) -> Vec<Finding> {
    let letter = serde_json::to_value(&record.letter).unwrap_or_default();
    let given = |name: &str| match &letter[name] {
        serde_json::Value::Null => false,
        serde_json::Value::Array(items) => !items.is_empty(),
        _ => true,
    };
    let missing = house.wording.needs(kind).iter().filter(|name| !given(name));
    missing
        .map(|name| {
            let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) {
                "an"
            } else {
                "a"
            };
            Finding::error(
                "missing-field",
                format!("{article} {kind} letter needs `{name}`"),
            )
            .at(record.place("kind"))
            .help(format!(
                "add `{name}:`; `chancery new {kind}` shows how it is written"
            ))
        })
        .collect()
}

/// Reads what a wording template composed; a mistake in it is the template's.
fn read(
    house: &House,
    kind: &str,
    markdown: &str,
    prose: &[Block],
) -> Result<Vec<document::Part>, Vec<Finding>> {
    document::read_composed(markdown, prose).map_err(|troubles| {
        let name = house
            .wording
            .source(kind)
            .map_or(kind, |source| source.name());
        let source = Source::new(format!("{name} (as composed)"), markdown);
        troubles
            .into_iter()
            .map(|trouble| finding(trouble, |range| Place::new(&source, range)))
            .collect()
    })
}

/// Blocks that a template words by themselves.
fn read_block(house: &House, name: &str, markdown: &str) -> Result<Vec<Block>, Vec<Finding>> {
    let marked = format!(
        "{}{markdown}",
        document::marks::BlockMark::Part(Role::Body).print()
    );
    Ok(read(house, name, &marked, &[])?
        .into_iter()
        .flat_map(|part| part.blocks)
        .collect())
}

fn finding(trouble: Trouble, place: impl Fn(std::ops::Range<usize>) -> Place) -> Finding {
    let finding = Finding::error(trouble.rule, trouble.message).at(place(trouble.range));
    if trouble.help.is_empty() {
        finding
    } else {
        finding.help(trouble.help)
    }
}
