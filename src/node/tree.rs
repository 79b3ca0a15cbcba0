//! What a syntax hands over: a tree, what was wrong with the writing, and what not to trust.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::{Decoder, Entry, MAX_DEPTH, Node, Value};
use crate::finding::Finding;
use crate::source::{Place, Source};

/// Data as it was read from a text.
#[derive(Debug)]
pub(crate) struct Tree {
    /// The data, if there is any to read further.
    pub(crate) root: Option<Node>,
    /// What is wrong with the writing.
    pub(crate) findings: Vec<Finding>,
    /// What the data cannot be blamed for.
    pub(crate) doubts: Doubts,
}

/// Mistakes in the writing make the data look wrong where it is not: after a missing quote,
/// half the fields seem to be missing. Findings about such data would only mislead.
#[derive(Debug, Default)]
pub(crate) struct Doubts {
    /// Something is missing from the data, so nothing can be called missing.
    pub(crate) incomplete: bool,
    /// Stretches whose data stands for something that could not be read.
    pub(crate) ranges: Vec<Range<usize>>,
}

impl Doubts {
    /// Whether a finding about the data may be believed.
    pub(crate) fn allow(&self, finding: &Finding) -> bool {
        if self.may_hold_what_misses(finding) {
            return false;
        }
        let place = finding.place.as_ref().map(Place::range);
        place.is_none_or(|place| {
            self.ranges
                .iter()
                .all(|doubt| place.end <= doubt.start || doubt.end <= place.start)
        })
    }

    /// Whether a finding misses what may stand where something could not be read.
    pub(crate) fn may_hold_what_misses(&self, finding: &Finding) -> bool {
        self.incomplete && matches!(finding.rule, "missing-field" | "missing-date")
    }
}

/// Puts a field into a group, unless the group has one of that name.
/// A hostile group has a million fields, so names are looked up, not compared one by one.
#[derive(Debug, Default)]
pub(crate) struct Group {
    pub(crate) entries: Vec<Entry>,
    names: Option<HashMap<String, usize>>,
}

/// Up to this many fields, comparing is quicker than looking up.
const FEW: usize = 32;

impl Group {
    /// The earlier field of the same name, if there is one.
    pub(crate) fn earlier(&self, key: &str) -> Option<&Entry> {
        match &self.names {
            Some(names) => names.get(key).map(|at| &self.entries[*at]),
            None => self.entries.iter().find(|entry| entry.key == key),
        }
    }

    pub(crate) fn push(&mut self, entry: Entry) {
        if let Some(names) = &mut self.names {
            names.insert(entry.key.clone(), self.entries.len());
        } else if self.entries.len() == FEW {
            let all = self.entries.iter().chain([&entry]).enumerate();
            self.names = Some(all.map(|(at, entry)| (entry.key.clone(), at)).collect());
        }
        self.entries.push(entry);
    }
}

/// The finding that a field is given twice.
pub(crate) fn duplicate(
    source: &Arc<Source>,
    key: &str,
    range: Range<usize>,
    earlier: Option<Range<usize>>,
) -> Finding {
    let finding = Finding::error("duplicate-key", format!("`{key}` is given twice"))
        .at(Place::new(source, range))
        .label("given again here")
        .help("keep one of the two; for several values, write a list under one name");
    match earlier {
        Some(range) => finding.related(Place::new(source, range), "first given here"),
        None => finding,
    }
}

/// The finding that lists or groups stand too deeply in each other.
pub(crate) fn too_deep(source: &Arc<Source>, range: Range<usize>) -> Finding {
    Finding::error(
        "nested-too-deeply",
        format!("lists and groups stand in each other more than {MAX_DEPTH} deep"),
    )
    .at(Place::new(source, range))
    .help("no field goes that deep: look for a bracket that is never closed")
}

/// Keeps as many findings of the writing as anybody reads.
pub(crate) fn note(findings: &mut Vec<Finding>, finding: impl FnOnce() -> Finding) {
    if findings.len() < Decoder::MOST {
        findings.push(finding());
    }
}

/// A scalar with the line breaks of every system made one.
pub(crate) fn scalar(text: String) -> Value {
    if text.contains('\r') { Value::Text(text.replace("\r\n", "\n")) } else { Value::Text(text) }
}
