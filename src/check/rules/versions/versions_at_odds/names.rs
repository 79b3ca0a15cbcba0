//! Names of persons whom the record knows, where the prose of only one of two versions has them.

use std::collections::BTreeMap;

use crate::check::Piece;
use crate::language::facts::WordTable;
use crate::letter::Letter;
use crate::node::{Decode as _, Holds};
use crate::source::Place;
use crate::text::fold;

/// A name that the prose of one version alone has: where in the first, where in the second.
type Only = (Option<Place>, Option<Place>, String);

/// Names that only one of two versions has in its prose.
pub(super) fn only_in_one(main: &Piece<'_>, other: &Piece<'_>) -> Vec<Only> {
    let (here, there) = (names(main.letter), names(other.letter));
    let mut found: Vec<Only> = Vec::new();
    for (path, a) in &here {
        let Some(b) = there.get(path) else { continue };
        // A name that a language spells in its own script, and the record does not, can stand anyhow.
        if is_foreign(a, main) || is_foreign(b, other) {
            continue;
        }
        match (first(main, a, true), first(other, b, true)) {
            (Some(place), None) if first(other, b, false).is_none() => {
                found.push((Some(place), None, (*a).to_owned()));
            }
            (None, Some(place)) if first(main, a, false).is_none() => {
                found.push((None, Some(place), (*b).to_owned()));
            }
            _ => {}
        }
    }
    found
}

/// The names of a record's persons, by their paths, which all versions share.
fn names(letter: &Letter) -> BTreeMap<String, &str> {
    let mut names = BTreeMap::new();
    letter.each_text(&mut |path, holds, name| {
        if matches!(holds, Holds::Name) {
            names.insert(path.to_string(), name);
        }
    });
    names
}

/// Whether a name is in another script than the version's.
fn is_foreign(name: &str, piece: &Piece<'_>) -> bool {
    let script = piece.house.language.script();
    script.is_none_or(|script| !script.writes(name))
}

/// Where prose first has a name: by its last word, or (`strict` off) by any of its words.
fn first(piece: &Piece<'_>, name: &str, strict: bool) -> Option<Place> {
    let table = &piece.house.lexicon.reading.words;
    let least = if table.unspaced { 2 } else { 3 };
    let mut words: Vec<&str> = name
        .split([' ', '·', '・'])
        .filter(|word| word.chars().count() >= least)
        .collect();
    words.reverse();
    if strict {
        words.truncate(1);
    }
    piece.prose.iter().find_map(|passage| {
        let text = passage.text();
        words.iter().find_map(|word| {
            let at = find(text, word, table)?;
            Some(passage.place(at..at + len_at(text, at, word)))
        })
    })
}

/// The bytes of the word of a text that was found for a name.
fn len_at(text: &str, at: usize, word: &str) -> usize {
    let count = word.chars().count();
    text[at..].chars().take(count).map(char::len_utf8).sum()
}

/// Where a name's word stands, whatever its accents, and whatever its case where names have one.
fn find(text: &str, word: &str, table: &WordTable) -> Option<usize> {
    let anywhere = table.unspaced || !table.particles.is_empty();
    let wanted = fold(word);
    let count = wanted.chars().count();
    let endings = if count > 4 { table.endings.min(count - 4) } else { 0 };
    let kept = count - endings;
    let wanted: String = wanted.chars().take(kept).collect();
    let starts = text.char_indices().map(|(at, _)| at);
    starts
        .filter(|at| anywhere || !text[..*at].chars().next_back().is_some_and(char::is_alphabetic))
        .find(|at| {
            let mut rest = text[*at..].chars();
            let head: String = rest.by_ref().take(kept).collect();
            let ends =
                table.endings > 0 || anywhere || !rest.next().is_some_and(char::is_alphabetic);
            ends && fold(&head) == wanted
        })
}
