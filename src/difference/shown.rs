//! Which change explains each changed word of the finished letters.

use super::Change;
use super::page::{Line, Part, Piece};
use crate::trace::{Origin, Trace};

/// Fields that direct how a letter is made, and print nothing themselves.
const DIRECTING: &[&str] = &[
    "kind", "office", "frame", "language", "languages", "style", "turns", "say", "register-only",
    "jointly-with", "issued-as",
];

/// Says of each change whether a reader of the letters sees it, of each changed word which change
/// explains it, and returns how many changed words nothing explains.
pub(super) fn explain(
    changes: &mut [Change],
    page: &mut [Line],
    (old, new): (&Trace, &Trace),
    encloses_changes: bool,
) -> usize {
    for change in &mut *changes {
        let printed = |trace: &Trace, path: &Option<String>| {
            let Some(path) = path else { return false };
            let mut fields = trace.fields.iter().filter(|field| !field.printed.is_empty());
            path == "body" || fields.any(|field| is_within(&field.path, path))
        };
        change.in_letter = printed(old, &change.old_path) || printed(new, &change.path);
    }
    let (mut follows, mut unexplained) = (false, 0);
    for line in page.iter_mut().filter(|line| !line.is_same()) {
        let (old, new) = (line.text(Part::Old), line.text(Part::New));
        for piece in &mut line.pieces {
            let path_of = |change: &Change| match piece.stands {
                Part::Old => change.old_path.clone(),
                _ => change.path.clone(),
            };
            if piece.stands == Part::Both || piece.text.trim().is_empty() {
                continue;
            }
            let by = |path: &str| {
                changes.iter().position(|change| {
                    path_of(change).is_some_and(|of| is_within(path, &of) || is_within(&of, path))
                })
            };
            let found = match &piece.origin {
                Some(Origin::Field { path, letter: None }) => by(path),
                Some(Origin::Prose { .. }) => {
                    let line = if piece.stands == Part::Old { &old } else { &new };
                    prose(changes, piece, line).or_else(|| by("body"))
                }
                Some(Origin::Say { clause, .. }) => by(&format!("say.{clause}")),
                _ => None,
            };
            match found {
                Some(at) => {
                    piece.change = Some(at);
                    changes[at].in_letter = true;
                }
                // What a change brings with it: the plural of a verb, a word of another turn.
                None if !changes.is_empty() || encloses_changes => follows = true,
                None => unexplained += 1,
            }
        }
    }
    for change in changes.iter_mut().filter(|_| follows) {
        let path = change
            .path
            .as_deref()
            .or(change.old_path.as_deref())
            .unwrap_or_default();
        let first = path.split(['.', '[']).next().unwrap_or_default();
        change.in_letter |= DIRECTING.contains(&first);
    }
    unexplained
}

/// The change of the prose that words of a passage belong to.
fn prose(changes: &[Change], piece: &Piece, line: &str) -> Option<usize> {
    let words = piece.text.trim();
    let mut near = None;
    for (at, change) in changes.iter().enumerate() {
        let is_prose = [&change.path, &change.old_path]
            .iter()
            .any(|path| path.as_deref() == Some("body"));
        let text = if piece.stands == Part::Old { &change.old } else { &change.new };
        let Some(text) = text.as_ref().filter(|text| is_prose && text.contains(words)) else {
            continue;
        };
        if line.contains(text.as_str()) {
            return Some(at);
        }
        near = near.or(Some(at));
    }
    near
}

/// Whether a path leads to another or into it.
fn is_within(path: &str, of: &str) -> bool {
    let rest = path.strip_prefix(of);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}
