//! Two people changed a record: both changes in one text.
//!
//! By field first, prose by line and then by word. Where both changed the same words, the text keeps
//! what is on the disk, and a conflict holds the rest: nothing is thrown away.

mod fields;
mod lines;
mod lists;
mod remarks;

use super::doc::Doc;
use super::path::{self, Step};
use super::{Data, assign};
use crate::record::Syntax;

/// Two changes of a record as one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergeOutcome {
    /// The text; where both changed the same, as they have it.
    pub text: String,
    /// What the text does not hold.
    pub conflicts: Vec<Conflict>,
}

/// What both changed, or one changed and the other took out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The field; empty where it is no field: a comment, or a line of a record that cannot be read.
    pub path: String,
    /// Whether it is only a passage of the prose, of whole lines.
    pub is_passage: bool,
    /// What both began with; none where it was not there.
    pub base: Option<Data>,
    /// What we have; none where we took it out.
    pub ours: Option<Data>,
    /// What they have, and the text keeps; none where they took it out.
    pub theirs: Option<Data>,
}

/// Merges two changes of `base`. `theirs` is what is on the disk: it wins where both meet.
pub fn merge(base: &str, ours: &str, theirs: &str, syntax: Syntax) -> MergeOutcome {
    let whole = |text: &str| MergeOutcome { text: text.to_owned(), conflicts: Vec::new() };
    if ours == theirs || ours == base {
        return whole(theirs);
    }
    if theirs == base {
        return whole(ours);
    }
    by_field(base, ours, theirs, syntax).unwrap_or_else(|| by_line(base, ours, theirs))
}

/// None where one of them cannot be read.
fn by_field(base: &str, ours: &str, theirs: &str, syntax: Syntax) -> Option<MergeOutcome> {
    const MARK: char = '\u{FEFF}';
    let read = |text: &str| {
        let doc = Doc::read("", text.strip_prefix(MARK).unwrap_or(text), syntax).ok()?;
        (!doc.incomplete).then_some(doc)
    };
    let (old, our, their) = (read(base)?, read(ours)?, read(theirs)?);
    let (old, our, data) = (old.data(), our.data(), their.data());
    let mut merging = fields::Merging::default();
    let merged = merging.value(Some(&old), Some(&our), Some(&data))?;
    let mut conflicts = merging.conflicts;
    let joined = lines::text(base, ours, theirs);
    let by_line = joined.conflicts.is_empty().then(|| read(&joined.text)).flatten();
    let text = match by_line {
        Some(doc) if doc.data().says(&merged) => joined.text,
        _ => {
            let mark = if theirs.starts_with(MARK) { "\u{FEFF}" } else { "" };
            let doc = written(their, &data, &merged, &mut conflicts);
            format!("{mark}{}", doc.text)
        }
    };
    if syntax != Syntax::Json {
        remarks::keep(&text, (base, ours, theirs), &mut conflicts);
    }
    Some(MergeOutcome { text, conflicts })
}

/// Their text with our changes in it, field by field.
fn written(mut doc: Doc, old: &Data, new: &Data, conflicts: &mut Vec<Conflict>) -> Doc {
    let (Data::Map(before), Data::Map(after)) = (old, new) else {
        return doc;
    };
    let gone = before.iter().filter(|(key, _)| new.get(key).is_none());
    let changed = after.iter().map(|(key, data)| (key, Some(data)));
    for (key, data) in changed.chain(gone.map(|(key, _)| (key, None))) {
        let at = [Step::Field(key.clone())];
        let mut next = doc.clone();
        let done = match data {
            Some(data) if old.get(key).is_some_and(|old| old.says(data)) => continue,
            Some(data) => assign::set(&mut next, &at, data),
            None => assign::remove(&mut next, &at),
        };
        match done {
            Ok(()) => doc = next,
            // What cannot be written into their text is kept beside it.
            Err(_) => conflicts.push(Conflict {
                path: path::written(&at),
                is_passage: false,
                base: None,
                ours: data.cloned(),
                theirs: old.get(key).cloned(),
            }),
        }
    }
    doc
}

fn by_line(base: &str, ours: &str, theirs: &str) -> MergeOutcome {
    let lines::LineMerge { text, conflicts } = lines::text(base, ours, theirs);
    let conflicts = conflicts
        .into_iter()
        .map(|passage| passage.conflict(String::new()))
        .collect();
    MergeOutcome { text, conflicts }
}
