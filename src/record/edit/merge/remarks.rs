//! Comments are no data; those that a merge would lose are kept beside the text.

use std::collections::HashSet;

use super::Conflict;
use crate::record::edit::Data;

/// Adds a conflict for the comments that one side wrote and the text does not hold.
pub(super) fn keep(
    text: &str,
    (base, ours, theirs): (&str, &str, &str),
    conflicts: &mut Vec<Conflict>,
) {
    let held: HashSet<&str> = remarks(base).collect();
    let lost = |side: &str| {
        let lost: Vec<_> = remarks(side)
            .filter(|remark| !held.contains(remark) && !text.contains(remark))
            .map(str::to_owned)
            .collect();
        (!lost.is_empty()).then(|| Data::Text(lost.join("\n")))
    };
    let (ours, theirs) = (lost(ours), lost(theirs));
    if ours.is_some() || theirs.is_some() {
        conflicts.push(Conflict {
            path: String::new(),
            is_passage: true,
            base: None,
            ours,
            theirs,
        });
    }
}

/// What looks like a comment on each line.
fn remarks(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let start = if line.trim_start().starts_with('#') {
            line.len() - line.trim_start().len()
        } else {
            line.find(" #")? + 1
        };
        Some(line[start..].trim_end())
    })
}
