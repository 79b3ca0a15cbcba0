//! Which change explains each changed word of the finished letters.

use super::page::{Line, Part, Piece};
use super::{Change, What};
use crate::document::Role;
use crate::trace::{Origin, Trace};

/// Fields that direct how a whole letter is made, by what spells words as they direct: the office, the
/// language, a template.
const DIRECTING: &[(&str, Speller)] = &[
    ("office", Speller::Office),
    ("jointly-with", Speller::Office),
    ("language", Speller::Language),
    ("languages", Speller::Language),
    ("style", Speller::Language),
    ("kind", Speller::Template),
    ("frame", Speller::Template),
];

/// What spells words that no field prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Speller {
    Office,
    Language,
    Template,
}

/// Fields that words of a part go by, though they print nothing there: the close returns the
/// salutation, and both go by who is written to and how many sign.
const GONE_BY: &[(Role, &[&str])] = &[
    (Role::Salutation, &["to", "salutation"]),
    (Role::Closing, &["closing", "to", "salutation", "signatories"]),
    (Role::Signatures, &["signatories"]),
    (Role::Addressee, &["to"]),
    (Role::Body, &["signatories", "to"]),
];

/// At most so many changes are tried out.
const MOST_TRIALS: usize = 32;

/// Says of each change whether a reader of the letters sees it, of each changed word which change
/// explains it, and returns how many changed words nothing explains. `alters` tries out whether a
/// letter reads otherwise without a change; a changed letter that both enclose explains words, too.
pub(super) fn explain(
    changes: &mut [Change],
    page: &mut [Line],
    (old, new): (&Trace, &Trace),
    encloses_changes: bool,
    alters: &dyn Fn(&Change) -> bool,
) -> usize {
    for change in &mut *changes {
        let printed = |trace: &Trace, path: &Option<String>| {
            let Some(path) = path else { return false };
            let mut fields = trace.fields.iter().filter(|field| !field.printed.is_empty());
            path == "body" || fields.any(|field| is_within(&field.path, path))
        };
        change.in_letter = printed(old, &change.old_path) || printed(new, &change.path);
    }
    if page.iter().all(Line::is_same) && !encloses_changes {
        // Marks of emphasis in prose are seen, though its words stand.
        changes
            .iter_mut()
            .for_each(|change| change.in_letter &= path_of(change) == Some("body"));
        return 0;
    }
    let mut open = false;
    for line in page.iter_mut().filter(|line| !line.is_same()) {
        let (old, new) = (line.text(Part::Old), line.text(Part::New));
        for piece in line.pieces.iter_mut().filter(|piece| is_changed(piece)) {
            let line = if piece.stands == Part::Old { &old } else { &new };
            piece.change = printed_by(changes, piece, line);
            match piece.change {
                Some(at) => changes[at].in_letter = true,
                None => open = true,
            }
        }
    }
    if !open {
        return 0;
    }
    let unseen = (0..changes.len()).filter(|at| !changes[*at].in_letter);
    let causes: Vec<_> = unseen.take(MOST_TRIALS).filter(|at| alters(&changes[*at])).collect();
    causes.iter().for_each(|at| changes[*at].in_letter = true);
    let mut unexplained = 0;
    for at in 0..page.len() {
        for piece in 0..page[at].pieces.len() {
            let it = &page[at].pieces[piece];
            if !is_changed(it) || it.change.is_some() {
                continue;
            }
            let found = followed(changes, &causes, page, (at, piece));
            if found.is_none() && !encloses_changes {
                unexplained += it.text.split_whitespace().count();
            }
            page[at].pieces[piece].change = found;
        }
    }
    unexplained
}

fn is_changed(piece: &Piece) -> bool {
    piece.stands != Part::Both && !piece.text.trim().is_empty()
}

/// The change of the field or of the prose that prints words.
fn printed_by(changes: &[Change], piece: &Piece, line: &str) -> Option<usize> {
    let by = |path: &str| {
        changes.iter().position(|change| {
            let of = match piece.stands {
                Part::Old => change.old_path.as_deref(),
                _ => change.path.as_deref(),
            };
            of.is_some_and(|of| is_within(path, of) || is_within(of, path))
        })
    };
    match &piece.origin {
        Some(Origin::Field { path, letter: None }) => by(path),
        Some(Origin::Prose { .. }) => prose(changes, piece, line).or_else(|| by("body")),
        Some(Origin::Say { clause, .. }) => by(&format!("say.{clause}")),
        _ => None,
    }
}

/// The change that words follow which no field prints: the plural of a verb, a word of another turn.
/// `causes` are the changes that print nothing and without which a letter reads otherwise.
fn followed(
    changes: &[Change],
    causes: &[usize],
    page: &[Line],
    (line, piece): (usize, usize),
) -> Option<usize> {
    let it = &page[line].pieces[piece];
    let within =
        |at: &usize, of: &str| path_of(&changes[*at]).is_some_and(|path| is_within(path, of));
    if let Some(Origin::Turn { clause, .. } | Origin::Say { clause, .. }) = &it.origin {
        let own = [format!("turns.{clause}"), format!("say.{clause}")];
        let found = (0..changes.len()).find(|at| own.iter().any(|own| within(at, own)));
        if found.is_some() {
            return found;
        }
    }
    let speller = match it.origin {
        Some(Origin::Office { .. }) => Some(Speller::Office),
        Some(Origin::Phrase { .. }) => Some(Speller::Language),
        _ => Some(Speller::Template),
    };
    let directing = DIRECTING.iter().filter(|(_, by)| Some(*by) == speller);
    let directing = directing.chain(DIRECTING).map(|(field, _)| *field);
    let directed = directing
        .flat_map(|field| causes.iter().filter(move |at| within(at, field)))
        .next();
    let beside = nearest(&page[line].pieces, piece);
    // Of a meeting whose status prints nothing, the words beside its date.
    let item = beside
        .and_then(|at| path_of(&changes[at]))
        .and_then(|path| path.rsplit_once('.'));
    let same_item = || {
        causes
            .iter()
            .find(|at| item.is_some_and(|(item, _)| within(at, item)))
    };
    let gone_by = || {
        let fields = GONE_BY.iter().find(|(part, _)| *part == page[line].part)?.1;
        let changed = |field: &&str| (0..changes.len()).find(|at| within(at, field));
        fields.iter().find_map(changed)
    };
    let part = || {
        let other = |other: &&Line| other.part == page[line].part;
        let (before, after) = (page[..line].iter().rev(), page[line + 1..].iter());
        let pieces = before
            .filter(other)
            .chain(after.filter(other))
            .flat_map(|line| &line.pieces);
        pieces.filter_map(|piece| piece.change).next()
    };
    let seen =
        || (0..changes.len()).find(|at| changes[*at].in_letter && changes[*at].what != What::Moved);
    directed
        .or_else(same_item)
        .copied()
        .or(beside)
        .or_else(|| causes.first().copied())
        .or_else(gone_by)
        .or_else(part)
        .or_else(seen)
        .or_else(|| (0..changes.len()).find(|at| changes[*at].in_letter))
}

/// The change that explains the nearest words of a passage.
fn nearest(pieces: &[Piece], piece: usize) -> Option<usize> {
    let explained = pieces.iter().enumerate();
    let explained = explained.filter_map(|(at, it)| Some((at.abs_diff(piece), it.change?)));
    explained
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, change)| change)
}

fn path_of(change: &Change) -> Option<&str> {
    change.path.as_deref().or(change.old_path.as_deref())
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
