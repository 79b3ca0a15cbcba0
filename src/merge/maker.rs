//! From a row to a letter: the record's own letter, with the row's addressee.

use std::sync::Arc;

use super::addressee::{RowFields, RowText};
use super::columns::Columns;
use super::names::Pattern;
use super::table::Row;
use super::tags::Tags;
use crate::check::Rules;
use crate::compose::Engine;
use crate::finding::{Finding, Level};
use crate::gather::Bundle;
use crate::letter::{Languages, Letter as Record};
use crate::package::{Earlier, Package};
use crate::pipeline::{self, Options, Ready};
use crate::source::{Place, Source};
use crate::text::Fingerprint;

/// Makes letters of rows. It may be shared between threads.
#[derive(Debug)]
pub struct LetterMaker<'c> {
    engine: &'c Engine,
    rules: Rules,
    draft: bool,
    columns: Columns,
    pattern: Pattern,
    /// The language it is written in, where a row says nothing.
    language: String,
    tags: Tags,
    /// The record with all that belongs to it.
    bundle: Arc<Bundle>,
    /// What earlier letters said of its meetings.
    earlier: Option<Arc<Earlier>>,
}

/// A row, made into a letter.
#[derive(Debug)]
pub struct Letter {
    /// The row's number.
    pub row: u64,
    /// The letter; none where an error keeps it from going out.
    pub package: Option<Package>,
    /// What is wrong with it.
    pub findings: Vec<Finding>,
    /// The stem of its file, before it is told apart from others.
    pub stem: String,
    pub(super) identity: Option<Fingerprint>,
    pub(super) length: usize,
    pub(super) oddness: usize,
}

impl<'c> LetterMaker<'c> {
    /// A maker for one record, gathered already, and the columns of one list.
    ///
    /// # Errors
    /// If the record's office or language is not known.
    pub fn new(
        engine: &'c Engine,
        bundle: Arc<Bundle>,
        columns: Columns,
        pattern: Pattern,
        rules: Rules,
        draft: bool,
    ) -> Result<Self, Vec<Finding>> {
        let house = engine.house_of(&bundle.record)?;
        let tags = Tags::of(engine, &bundle.record.letter.office, columns.has("language"), &house);
        Ok(Self {
            tags,
            engine,
            rules,
            draft,
            columns,
            pattern,
            language: house.language.tag().to_owned(),
            bundle,
            earlier: None,
        })
    }

    /// The same, whose letters know what earlier ones said of their meetings.
    #[must_use]
    pub fn with_earlier(self, earlier: Earlier) -> Self {
        Self { earlier: Some(Arc::new(earlier)), ..self }
    }

    /// The id of the record.
    pub fn id(&self) -> &str {
        &self.bundle.record.id
    }

    /// The stem of a row's file, before it is told apart from others.
    pub(super) fn stem(&self, row: &Row) -> String {
        let fields =
            RowFields::read(&self.columns, row, &self.tags, &self.language, &mut Vec::new());
        self.pattern.stem(&fields, row.number)
    }

    /// Reads a row without making its letter.
    pub(super) fn look(&self, row: &Row) -> Letter {
        self.read(row).0
    }

    /// Makes the letter of a row, and checks it.
    pub fn letter(&self, row: &Row) -> Letter {
        let (mut letter, fields) = self.read(row);
        // Otherwise what is wrong with the row would be reported again for the letter.
        if !letter.is_bad() {
            match self.compose(fields, &letter.stem) {
                Ok((package, findings)) => {
                    letter.package = Some(package);
                    letter.findings.extend(findings);
                }
                Err(mistakes) => letter.findings.extend(mistakes),
            }
        }
        letter
    }

    /// Points a finding about what the row gave at the column.
    fn about_column(&self, text: &RowText, mut finding: Finding) -> Finding {
        let place = finding.place.as_ref();
        if let Some(cell) = place.and_then(|place| text.cell(place)) {
            finding.column = cell.map(|at| self.columns.written(at).to_owned());
            finding.place = None;
        } else if let Some(place) = place {
            // The words of the letter and of the list make the mistake together.
            let asked = place.text().split("{{").skip(1).find_map(|field| {
                let name = field.split(['}', '|']).next()?.trim().strip_prefix("row.")?;
                self.columns.names().iter().position(|known| known == name)
            });
            finding.column = asked.map(|at| self.columns.written(at).to_owned());
        }
        if matches!(finding.rule, "unknown-form" | "unnamed-addressee")
            && let Some(at) = self.columns.of("form", &self.language).next()
        {
            finding.column = Some(self.columns.written(at).to_owned());
            finding.place = None;
        }
        if finding.rule == "no-version"
            && let Some(at) = self.columns.of("language", &self.language).next()
        {
            finding.column = Some(self.columns.written(at).to_owned());
        }
        finding
    }

    /// Points a finding that keeps a letter from being written at the column whose cell brought
    /// it, or else at the record for everybody: that of one row is no file.
    pub(super) fn about_cell(&self, row: &Row, mut finding: Finding) -> Finding {
        let own = |place: &Place| place.source().name() == own_name(&self.stem(row));
        let mut column = None;
        if let Some(place) = finding.place.take_if(|place| own(place)) {
            let wrong = &place.source().text()[place.range()];
            let cell = row.cells.iter().position(|cell| cell.contains(wrong));
            column = cell.map(|at| self.columns.written(at).to_owned());
            let record = &self.bundle.record.source;
            finding.place = match (cell, record.text().find(wrong)) {
                (None, Some(at)) => Some(Place::new(record, at..at + wrong.len())),
                _ => None,
            };
        }
        if finding.rule == "no-recipient" {
            let email = self.columns.of("email", &self.language).next();
            column = email.map(|at| self.columns.written(at).to_owned());
        }
        finding.column = column;
        finding
    }

    fn read(&self, row: &Row) -> (Letter, RowFields) {
        let mut findings = Vec::new();
        let fields = RowFields::read(&self.columns, row, &self.tags, &self.language, &mut findings);
        let letter = Letter {
            row: row.number,
            package: None,
            stem: self.pattern.stem(&fields, row.number),
            identity: fields.identity(),
            length: fields.length(),
            oddness: fields.oddness(),
            findings,
        };
        (letter, fields)
    }

    fn compose(
        &self,
        fields: RowFields,
        stem: &str,
    ) -> Result<(Package, Vec<Finding>), Vec<Finding>> {
        let text = fields.text(&self.columns, &self.language);
        let options = Options { draft: self.draft, ..Options::new(&self.rules) };
        let about = |findings: Vec<Finding>| {
            let findings = findings.into_iter();
            findings
                .map(|finding| self.about_column(&text, finding))
                .collect::<Vec<_>>()
        };
        let version = self.version(&fields).map_err(about)?;
        let mut letter = Record::clone(&version.record.letter);
        fields.into_letter(&mut letter);
        let mut start = version.with_letter(letter);
        start.record = start.record.with_cells(Some(Arc::clone(&text.cells)));
        let Ready { bundle, mut package, remarks, .. } =
            pipeline::run(self.engine, Arc::new(start), &options).map_err(about)?;
        if let Some(member) = package.members.first_mut() {
            // The letter carries the record that reproduces it, not the one for everybody, and is
            // called as that record will be when it is read out again.
            stem.clone_into(&mut member.id);
            let mut letter = Record::clone(&bundle.record.letter);
            letter.languages = Languages::default();
            let source = own_record(&letter, stem);
            let mut own = bundle.with_letter(letter);
            own.record = own.record.with_cells(None);
            (own.record.source, own.record.version) = (source, None);
            member.set_bundle(Arc::new(own));
        }
        package.earlier.clone_from(&self.earlier);
        Ok((package, about(remarks)))
    }
}

impl LetterMaker<'_> {
    /// The version of the letter that a row asks for by its language; the letter itself where it
    /// is in one language only, whatever that of its wording.
    fn version(&self, fields: &RowFields) -> Result<&Arc<Bundle>, Vec<Finding>> {
        let Some(tag) = &fields.language else {
            return Ok(&self.bundle);
        };
        let languages = &self.bundle.record.letter.languages;
        if !languages.are_several() {
            return Ok(&self.bundle);
        }
        let mut versions = self.bundle.in_each();
        let written =
            |bundle: &&Arc<Bundle>| bundle.tag() == Some(tag) && !bundle.lacks_prose(&self.bundle);
        versions.find(written).ok_or_else(|| {
            let listed: Vec<_> = languages.0.iter().map(|tag| format!("`{tag}`")).collect();
            let finding =
                Finding::error("no-version", format!("the letter has no version in `{tag}`"));
            vec![
                finding
                    .help(format!("write it, and list `{tag}` in the record's `languages`"))
                    .help(format!(
                        "or give the row one of the languages it has: {}",
                        listed.join(", ")
                    )),
            ]
        })
    }
}

impl Letter {
    /// Whether an error keeps it from going out.
    pub fn is_bad(&self) -> bool {
        self.findings.iter().any(|finding| finding.level == Level::Error)
    }
}

/// What the record of one letter of a merge is called.
fn own_name(stem: &str) -> String {
    format!("{stem}.json")
}

/// The record of one letter of a merge, as JSON: without empty fields.
fn own_record(letter: &Record, stem: &str) -> Arc<Source> {
    let mut fields = serde_json::to_value(letter).unwrap_or_default();
    drop_empty(&mut fields);
    let text = serde_json::to_string_pretty(&fields).unwrap_or_default();
    Source::new(own_name(stem), text + "\n")
}

/// Removes empty values, lists and groups.
fn drop_empty(value: &mut serde_json::Value) {
    use serde_json::Value;
    match value {
        Value::Object(fields) => {
            fields.values_mut().for_each(drop_empty);
            fields.retain(|_, value| match value {
                Value::Null => false,
                Value::Array(items) => !items.is_empty(),
                Value::Object(fields) => !fields.is_empty(),
                _ => true,
            });
        }
        Value::Array(items) => items.iter_mut().for_each(drop_empty),
        _ => {}
    }
}
