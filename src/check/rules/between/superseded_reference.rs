//! A reference to a letter that another has replaced.

use std::collections::BTreeMap;

use crate::check::{Family, FolderIndex, FolderLetter, Found, Rule, Scope};
use crate::finding::Level;
use crate::letter::{Day, LetterRef, Relation};

pub(super) static RULE: Rule = Rule {
    name: "superseded-reference",
    family: Family::Between,
    level: Level::Warning,
    most: Level::Warning,
    summary: "a letter goes on from one that another has replaced",
    checks: "Letters that follow or answer a letter which a third one of the folder, dated before them, \
             supersedes or cancels. A letter that refers to both is fine, and so is one that itself replaces.",
    why: "The reader goes back to what no longer holds.",
    example: "A of 1 February, B of 5 February supersedes A, C of 9 February follows A",
    instead: "C follows B",
    source: "general practice",
    scope: Scope::Folder(check),
};

fn check(index: &FolderIndex<'_>, found: &mut Found) {
    // The letters that replace each letter: of those in a row, the next that is dated earlier.
    let mut replaced: BTreeMap<usize, Vec<(Day, &FolderLetter)>> = BTreeMap::new();
    for letter in &index.letters {
        let references = letter.refers.iter();
        for reference in references.filter(|reference| replaces(reference.relation)) {
            let meant = index.meaning(letter, &reference.letter);
            for (other, date) in meant.letters().iter().take(MOST).zip(letter.day()) {
                let newer = replaced.entry(*other).or_default();
                if newer.last().is_none_or(|(earliest, _)| date < *earliest) {
                    newer.push((date, letter));
                }
            }
        }
    }
    for letter in &index.letters {
        let own = letter.references().filter(|(reference, _)| {
            matches!(reference.relation, Some(Relation::Follows | Relation::Replies))
        });
        for (reference, range) in own {
            let Some(old) = index.meaning(letter, &reference.letter).letter() else {
                continue;
            };
            // The days of a row fall, so that the first before this letter is found at once.
            let newer = replaced.get(&old).zip(letter.day()).and_then(|(newer, date)| {
                newer.get(newer.partition_point(|(day, _)| *day >= date))
            });
            let Some((_, newer)) = newer else { continue };
            let old = &index.letters[old];
            if !knows(index, letter, newer)
                && let Some((_, first)) = newer.references().next()
            {
                found.push(
                    RULE.finding(format!(
                        "`{}` was replaced by `{}` before this letter",
                        old.id, newer.id
                    ))
                    .at(index.place(letter, range.clone()))
                    .related(index.place(newer, first.clone()), "replaced here")
                    .help(format!("refer to `{}`", newer.id)),
                );
            }
        }
    }
}

/// Of letters that a reference fits, so many count as replaced.
const MOST: usize = 64;

/// Whether a letter refers to another, or encloses it.
fn knows(index: &FolderIndex<'_>, letter: &FolderLetter, other: &FolderLetter) -> bool {
    let means = |reference: &LetterRef| {
        let meaning = index.meaning(letter, reference);
        let found = meaning
            .letters()
            .binary_search_by(|at| index.letters[*at].id.cmp(&other.id));
        found.is_ok()
    };
    letter.refers.iter().any(|reference| means(&reference.letter))
        || letter.enclosed_letters().any(|(id, _)| other.id == *id)
}

fn replaces(relation: Option<Relation>) -> bool {
    matches!(relation, Some(Relation::Supersedes | Relation::Cancels))
}
