//! One letter, opened: what is wrong with it, and what it looks like.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use serde_json::{Value, json};

use super::desk::{Desk, RecordText};
use super::form::told;
use super::listing::State;
use super::replacement::replacement;
use super::words::Words;
use crate::check;
use crate::compose;
use crate::finding::{Finding, Level};
use crate::gather::{Bundle, Neighbours};
use crate::package::Package;
use crate::pipeline::{self, Diagnosis, Input, Options, Ready};
use crate::write::{Format, LetterFile};

/// A letter, opened.
pub(super) struct OpenLetter {
    pub(super) text: RecordText,
    /// All that can be said of it.
    pub(super) findings: Vec<Finding>,
    pub(super) state: State,
    /// The letter in its languages, as it would go out or as a draft; why not, where it cannot be
    /// composed at all.
    pub(super) ready: Result<Ready, Vec<Finding>>,
    /// The record with all that belongs to it; none where it could not be read as a whole.
    pub(super) bundle: Option<Arc<Bundle>>,
}

impl OpenLetter {
    /// Opens the text of a letter: one that lies on the disk, or one that was just typed.
    pub(super) fn new(desk: &Desk, text: RecordText) -> Self {
        Self::opened(desk, text, false)
    }

    /// Opens it with the mark of a draft, also where nothing is wrong with it.
    pub(super) fn draft(desk: &Desk, text: RecordText) -> Self {
        Self::opened(desk, text, true)
    }

    fn opened(desk: &Desk, text: RecordText, as_draft: bool) -> Self {
        let beside = desk.beside(&text.path);
        let neighbours: &dyn Neighbours = &beside;
        let given =
            Input { id: &text.id, name: &text.file, bytes: &text.bytes, syntax: text.syntax };
        let Diagnosis { mut findings, bundle } =
            pipeline::diagnose(desk.engine, (given, neighbours), &desk.rules);
        check::dedup(&mut findings);
        Finding::sort(&mut findings);
        for finding in &mut findings {
            if finding.fix.is_empty() && finding.suppressed.is_none() {
                finding.fix.extend(replacement(finding, &text.file));
            }
        }
        let state = State::of(&findings).0;
        let draft = as_draft || matches!(state, State::Draft | State::Errors);
        let options = Options { draft, ..Options::new(&desk.rules) };
        let ready = pipeline::run(desk.engine, (given, neighbours), &options);
        Self { findings, state, ready, bundle, text }
    }

    /// The page of the letter in one of its languages; in its main one where it has none of that tag.
    pub(super) fn page(&self, desk: &Desk, language: Option<&str>) -> Result<String, Vec<Finding>> {
        let ready = self.ready.as_ref().map_err(Clone::clone)?;
        let all = std::iter::once(&ready.package).chain(&ready.versions);
        let asked = language.and_then(|tag| {
            all.into_iter()
                .find(|package| package.letter().document.language == tag)
        });
        let package = asked.unwrap_or(&ready.package);
        let file = desk.writers.write(package, Format::HTML)?;
        Ok(String::from_utf8_lossy(&file.bytes).into_owned())
    }

    /// The letter in a format, in one of its languages; in its main one where it has none of that tag.
    #[cfg(feature = "pdf")]
    pub(super) fn written(
        &self,
        desk: &Desk,
        path: &str,
        language: &str,
        format: Format,
    ) -> Result<LetterFile, Vec<Finding>> {
        let ready = self.ready.as_ref().map_err(Clone::clone)?;
        let all = std::iter::once(&ready.package).chain(&ready.versions);
        let asked = all
            .into_iter()
            .find(|package| package.letter().document.language == language);
        self.written_of(desk, path, (ready, asked.unwrap_or(&ready.package)), format)
    }

    /// One of its packages in a format, with what earlier letters said of its meetings where that is
    /// shown.
    pub(super) fn written_of(
        &self,
        desk: &Desk,
        path: &str,
        (ready, package): (&Ready, &Package),
        format: Format,
    ) -> Result<LetterFile, Vec<Finding>> {
        let mut package = package.clone();
        if format.holds_calendar() && package.speaks_of_meetings() {
            let folder = desk.beside(path);
            let letters = compose::FolderLetters::read(desk.engine, &folder);
            let earlier = letters.before(desk.engine, &folder, &ready.bundle);
            package.earlier = Some(Arc::new(earlier));
        }
        if let Some(why) = desk.writers.nothing(&package, format) {
            return Err(vec![why]);
        }
        desk.writers.write(&package, format)
    }

    /// Keeps the findings that are asked for, each told with the path of its field.
    pub(super) fn retain(&mut self, keep: impl Fn(&Finding, Option<&str>) -> bool) {
        let fields = self.ranges();
        let name = &self.text.file;
        self.findings
            .retain(|finding| keep(finding, path_of(&fields, finding, name).as_deref()));
    }

    /// The fields of the record, each with its bytes.
    fn ranges(&self) -> Vec<(String, Range<usize>)> {
        let fields = self.text.fields();
        (fields.all().into_iter())
            .filter_map(|(path, _)| Some((fields.range(&path)?, path)))
            .map(|(range, path)| (path, range))
            .collect()
    }

    /// The languages of the letter, as BCP 47 tags, the main one first.
    pub(super) fn languages(&self) -> Vec<String> {
        let Ok(ready) = &self.ready else { return Vec::new() };
        let all = std::iter::once(&ready.package).chain(&ready.versions);
        all.map(|package| package.letter().document.language.clone())
            .collect()
    }

    /// Its findings as data for pages and scripts, those that matter most first.
    pub(super) fn shown(&self, words: &Words) -> Vec<Value> {
        let fields = self.ranges();
        let mut shown: Vec<_> = (self.findings.iter().enumerate())
            .map(|(at, finding)| {
                let path = path_of(&fields, finding, &self.text.file);
                (std::cmp::Reverse(weight(finding)), at, shown(finding, at, path, words))
            })
            .collect();
        shown.sort_by_key(|(weight, at, _)| (*weight, *at));
        shown.into_iter().map(|(_, _, shown)| shown).collect()
    }
}

fn weight(finding: &Finding) -> Option<Level> {
    finding.suppressed.is_none().then_some(finding.level)
}

/// The field that a finding is about: the innermost whose value it points at.
fn path_of(fields: &[(String, Range<usize>)], finding: &Finding, name: &str) -> Option<String> {
    let place = finding.place.as_ref().filter(|place| place.source().name() == name)?;
    let at = place.range().start;
    let holding = fields
        .iter()
        .filter(|(_, range)| range.start <= at && at <= range.end);
    holding
        .min_by_key(|(_, range)| range.len())
        .map(|(path, _)| path.clone())
}

fn shown(finding: &Finding, at: usize, path: Option<String>, words: &Words) -> Value {
    let rule = check::rule(finding.rule);
    let line = finding.place.as_ref().map(|place| place.line_column().0);
    let (start, end) = finding
        .place
        .as_ref()
        .map_or((0, 0), |place| (place.range().start, place.range().end));
    json!({
        "number": at,
        "rule": finding.rule,
        "level": finding.level.name(),
        "weight": words.say(finding.level.name()),
        "message": crate::text::capital(&finding.message),
        "label": finding.label,
        "help": finding.help,
        "source": finding.source,
        "kept": finding.suppressed,
        "fixes": !finding.fix.is_empty(),
        "mend": mend_said(finding, words),
        // Only what a rule finds in this record can be kept on purpose.
        "keeps": rule.is_some() && path.is_some() && finding.suppressed.is_none(),
        "why": rule.map(|rule| rule.why),
        "field": path.as_deref().map(|path| told(words, path)),
        "path": path,
        "line": line,
        "start": start,
        "end": end,
    })
}

/// What the button that mends it says: the words that it writes, where they are few.
fn mend_said(finding: &Finding, words: &Words) -> String {
    match finding.fix.as_slice() {
        [edit] if !edit.text.trim().is_empty() && edit.text.chars().count() <= 40 => {
            words.fill("write-it", &[("text", edit.text.trim())])
        }
        _ => words.say("mend").to_owned(),
    }
}

/// Findings by the path of their field.
pub(super) fn by_field(shown: &[Value]) -> BTreeMap<String, Vec<Value>> {
    let mut fields: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for finding in shown.iter().filter(|finding| finding["kept"].is_null()) {
        if let Some(path) = finding["path"].as_str() {
            fields.entry(path.to_owned()).or_default().push(finding.clone());
        }
    }
    fields
}
