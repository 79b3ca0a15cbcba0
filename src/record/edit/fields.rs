//! What a record says, as a form shows it.

use std::ops::Range;

use super::change::own;
use super::doc::{Doc, OPENS};
use super::path::{self, Step};
use super::prose::{self, Which};
use super::{Data, model};
use crate::finding::Finding;
use crate::letter::trimmed;
use crate::node::Value;
use crate::record::Syntax;

/// The fields of a record with their values, right or wrong.
#[derive(Debug, Clone)]
pub struct Fields {
    doc: Option<Doc>,
    data: Data,
    findings: Vec<Finding>,
    /// The bytes of a byte order mark.
    mark: usize,
}

impl Fields {
    pub(super) fn read(name: &str, text: &str, syntax: Syntax) -> Self {
        let plain = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mark = text.len() - plain.len();
        match Doc::read(name, plain, syntax) {
            Ok(doc) => {
                let (data, findings) = (doc.data(), doc.findings.clone());
                Self { doc: Some(doc), data, findings, mark }
            }
            Err(findings) => Self { doc: None, data: Data::Map(Vec::new()), findings, mark },
        }
    }

    /// What stands at a path; none where the record says nothing there. A single value stands for a
    /// list of one.
    pub fn get(&self, path: &str) -> Option<&Data> {
        model::follow(&self.data, &self.steps(path)?)
    }

    /// The text at a path, as it would be typed; none where nothing or no text stands there.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.get(path)?.text()
    }

    /// How many items stand at a path: those of a list, one of a single value.
    pub fn count(&self, path: &str) -> usize {
        match self.get(path) {
            None => 0,
            Some(Data::List(items)) => items.len(),
            Some(data) => usize::from(!data.is_blank()),
        }
    }

    /// Every text of the record with its path, in the order of the text.
    pub fn leaves(&self) -> Vec<(String, &str)> {
        let texts = self.all().into_iter();
        texts.filter_map(|(path, data)| Some((path, data.text()?))).collect()
    }

    /// Every text, list and group of the record with its path, but the whole.
    pub fn all(&self) -> Vec<(String, &Data)> {
        let mut found = Vec::new();
        walk(&self.data, &mut Vec::new(), &mut found);
        found
    }

    /// The bytes that spell the value at a path; of prose and of blocks in lines, those of their words.
    pub fn range(&self, path: &str) -> Option<Range<usize>> {
        let (doc, steps) = (self.doc.as_ref()?, self.steps(path)?);
        let moved = |range: Range<usize>| range.start + self.mark..range.end + self.mark;
        if let (Some(which), Some(below)) = (prose::which(doc, &steps), &doc.below) {
            let range = match which {
                Which::Main => below.main.clone(),
                Which::Section(tag) => {
                    let mut sections = below.sections.iter();
                    sections.find(|section| section.tag == tag)?.body.clone()
                }
            };
            let written = &doc.text[range.clone()];
            let inner = trimmed(written);
            let start = range.start + (inner.as_ptr() as usize - written.as_ptr() as usize);
            return Some(moved(start..start + inner.len()));
        }
        let mut node = &doc.root;
        for step in &steps {
            node = match (&node.value, step) {
                (Value::Map(_), Step::Field(name)) => node.get(name)?,
                (Value::List(items), Step::Item(at)) => items.get(*at)?,
                (_, Step::Item(0)) => node,
                _ => return None,
            };
        }
        Some(moved(node.range.clone()))
    }

    /// What is wrong with the writing of the record; of what its fields mean, the checker tells.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Whether all of it could be read: else a field that seems to be missing may be there.
    pub fn is_whole(&self) -> bool {
        self.doc.as_ref().is_some_and(|doc| !doc.incomplete)
    }

    fn steps(&self, path: &str) -> Option<Vec<Step>> {
        let steps = path::steps(path)?;
        Some(match &self.doc {
            Some(doc) => own(doc, steps),
            None => steps,
        })
    }
}

fn walk<'d>(data: &'d Data, at: &mut Vec<Step>, found: &mut Vec<(String, &'d Data)>) {
    match (at.as_slice(), at.last()) {
        (_, None) => {}
        ([Step::Field(name)], _) if name.starts_with(OPENS) => {
            found.push((format!("languages.{}.body", &name[OPENS.len()..]), data));
        }
        _ => found.push((path::written(at), data)),
    }
    let steps = match data {
        Data::Text(_) => Vec::new(),
        Data::List(items) => items
            .iter()
            .enumerate()
            .map(|(at, it)| (Step::Item(at), it))
            .collect(),
        Data::Map(entries) => entries
            .iter()
            .map(|(key, it)| (Step::Field(key.clone()), it))
            .collect::<Vec<_>>(),
    };
    for (step, data) in steps {
        at.push(step);
        walk(data, at, found);
        at.pop();
    }
}
