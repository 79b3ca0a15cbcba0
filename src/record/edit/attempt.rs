//! A change is tried in one way after the other; each is read again and judged by what it gives.

use super::doc::{Doc, Patch};
use super::path::{self, Step};
use super::scalar::{CARES, Care};
use super::{Data, mistake};
use crate::finding::Finding;
use crate::node::Value;

pub(super) type Done = Result<(), Vec<Finding>>;

/// Tries one way after the other until the text gives the data that is wanted.
pub(super) fn attempt(
    doc: &mut Doc,
    at: &[Step],
    target: &Data,
    patches: &dyn Fn(&Doc, Care) -> Option<Vec<Patch>>,
) -> Done {
    let found = CARES.into_iter().find_map(|care| {
        let next = doc.patched(patches(doc, care)?)?;
        next.data().says(target).then_some(next)
    });
    match found {
        Some(next) => {
            *doc = next;
            Ok(())
        }
        None => Err(mistake::unwritable(&path::written(at))),
    }
}

/// What must be known before a place is changed: that it is not shared, and that the record is read
/// whole where it `adds` something or takes it out.
pub(super) fn may(doc: &Doc, at: &[Step], adds: Option<&[Step]>) -> Done {
    let path = path::written(adds.unwrap_or(at));
    if doc.incomplete && adds.is_some() {
        return Err(mistake::unreadable(doc, &path));
    }
    let Some(slot) = doc.slot(at) else {
        return Ok(());
    };
    let touches = |start: usize, end: usize| {
        doc.shared
            .iter()
            .any(|range| start <= range.start && range.end <= end)
    };
    let anchored = slot.trail.iter().any(|(parent, at)| match &parent.value {
        Value::Map(entries) => {
            let entry = &entries[*at];
            touches(entry.range.end, entry.node.range.start.max(entry.range.end))
        }
        Value::List(items) => {
            let before = at
                .checked_sub(1)
                .map_or(parent.range.start, |before| items[before].range.end);
            touches(before, items[*at].range.start)
        }
        _ => false,
    });
    match anchored || !slot.trail.is_empty() && touches(slot.node.range.start, slot.node.range.end)
    {
        true => Err(mistake::shared(doc, &path)),
        false => Ok(()),
    }
}
