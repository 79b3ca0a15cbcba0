//! A reference to a letter that another has replaced.

use std::collections::BTreeMap;

use crate::check::{Family, FolderIndex, FolderLetter, Found, Rule, Scope};
use crate::finding::Level;
use crate::letter::{LetterRef, Relation};

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
    // The letters that replace each letter.
    let mut replaced: BTreeMap<&str, Vec<&FolderLetter>> = BTreeMap::new();
    for letter in &index.letters {
        let references = letter.refers.iter();
        for reference in references.filter(|reference| replaces(reference.relation)) {
            for other in index.meant(letter, &reference.letter) {
                replaced.entry(&other.id).or_default().push(letter);
            }
        }
    }
    for letter in &index.letters {
        let own = letter.references().filter(|(reference, _)| {
            matches!(reference.relation, Some(Relation::Follows | Relation::Replies))
        });
        for (reference, range) in own {
            let [old] = index.meant(letter, &reference.letter)[..] else {
                continue;
            };
            let newer = replaced.get(old.id.as_str()).into_iter().flatten().find(|newer| {
                newer.id != letter.id && newer.date.is_some() && newer.date < letter.date
            });
            let Some(newer) = newer else { continue };
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

/// Whether a letter refers to another, or encloses it.
fn knows(index: &FolderIndex<'_>, letter: &FolderLetter, other: &FolderLetter) -> bool {
    let means = |reference: &LetterRef| {
        let meant = index.meant(letter, reference);
        meant.iter().any(|meant| meant.id == other.id)
    };
    letter.refers.iter().any(|reference| means(&reference.letter))
        || letter.enclosed_letters().any(|(id, _)| other.id == *id)
}

fn replaces(relation: Option<Relation>) -> bool {
    matches!(relation, Some(Relation::Supersedes | Relation::Cancels))
}
