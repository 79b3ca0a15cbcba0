//! The prose below front matter, and that of further languages below lines as `--- fr`.

use std::ops::Range;

use super::doc::{Doc, OPENS, Patch};
use super::path::Step;
use crate::letter::trimmed;
use crate::record::sections;

/// What of a record's prose a path leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Which {
    /// That of the main language.
    Main,
    /// That of a further one, by its tag.
    Section(String),
}

/// The prose below front matter that a path leads to, if it does.
pub(super) fn which(doc: &Doc, steps: &[Step]) -> Option<Which> {
    doc.below.as_ref()?;
    match steps {
        [Step::Field(name)] if name == "body" && doc.root.get("body").is_none() => {
            Some(Which::Main)
        }
        [Step::Field(name)] => name.strip_prefix(OPENS).map(|tag| Which::Section(tag.to_owned())),
        _ => None,
    }
}

/// Another prose; none of it where the text is empty.
pub(super) fn set(doc: &Doc, which: &Which, text: &str) -> Option<Vec<Patch>> {
    let below = doc.below.as_ref()?;
    let (range, opening) = match which {
        Which::Main => (below.main.clone(), None),
        Which::Section(tag) => match below.sections.iter().find(|section| section.tag == *tag) {
            Some(section) if text.is_empty() => {
                let last = section.body.end == doc.text.len();
                let line = section.line.start;
                let start = if last { blank_before(doc, line) } else { line };
                return Some(vec![Patch::new(start..section.body.end, "")]);
            }
            Some(section) => (section.body.clone(), None),
            None if text.is_empty() => return Some(Vec::new()),
            None => (doc.text.len()..doc.text.len(), Some(tag)),
        },
    };
    let eol = doc.eol();
    let written = &doc.text[range.clone()];
    let inner = trimmed(written);
    let text = text.replace('\n', eol);
    let lead = inner.as_ptr() as usize - written.as_ptr() as usize;
    let old = range.start + lead..range.start + lead + inner.len();
    if inner.trim().is_empty() {
        if text.is_empty() {
            return Some(Vec::new());
        }
        let before = &doc.text[..range.end];
        let open = if before.is_empty() || before.ends_with('\n') { "" } else { eol };
        let opening = opening.map(|tag| {
            let blank = if before.trim_end().is_empty() { "" } else { eol };
            format!("{blank}{OPENS}{tag}{eol}")
        });
        let close = if range.end < doc.text.len() && opening.is_none() { eol } else { "" };
        let text = format!("{open}{}{text}{eol}{close}", opening.unwrap_or_default());
        let kept = if written.trim().is_empty() && range.end == doc.text.len() {
            range.end
        } else {
            range.start
        };
        return Some(vec![Patch::at(kept, text)]);
    }
    if text.is_empty() {
        let end = if range.end == doc.text.len() { range.end } else { doc.next_line(old.end) };
        return Some(vec![Patch::new(range.start..end, "")]);
    }
    Some(vec![changed(doc, old, &text)])
}

/// The blank lines above a line go with it.
fn blank_before(doc: &Doc, at: usize) -> usize {
    let before = doc.text[..at].trim_end();
    if before.is_empty() { 0 } else { doc.next_line(before.len()).min(at) }
}

/// Only the lines that differ.
fn changed(doc: &Doc, old: Range<usize>, new: &str) -> Patch {
    let written = &doc.text[old.clone()];

    let mut front = 0;
    for (one, two) in written.split_inclusive('\n').zip(new.split_inclusive('\n')) {
        if one != two {
            break;
        }
        front += one.len();
    }
    Patch::new(old.start + front..old.end, &new[front..])
}

/// The line of a text that would open the prose of a language, if one would.
pub(super) fn opens<'t>(doc: &Doc, text: &'t str) -> Option<&'t str> {
    let tags = sections::tags(&doc.root);
    let listed = |line: &&str| {
        let tag = line
            .strip_prefix(OPENS)
            .and_then(|rest| rest.split_whitespace().next());
        tag.is_some_and(|tag| tags.contains(&tag))
    };
    text.lines().find(listed)
}
