//! A reference to a letter that another has replaced.

use std::collections::BTreeMap;

use crate::check::{Entry, Family, Found, Index, Rule, Scope};
use crate::finding::Level;
use crate::letter::Relation;

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

fn check(index: &Index<'_>, found: &mut Found) {
    // The letters that replace each letter.
    let mut replaced: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for entry in &index.letters {
        for mentioned in entry.refers.iter().filter(|mentioned| replaces(mentioned.relation)) {
            for other in index.meant(entry, &mentioned.letter) {
                replaced.entry(&other.id).or_default().push(entry);
            }
        }
    }
    for entry in &index.letters {
        let own = entry.refers.iter().filter(|mentioned| {
            matches!(mentioned.relation, Some(Relation::Follows | Relation::Replies))
        });
        for mentioned in own {
            let [old] = index.meant(entry, &mentioned.letter)[..] else {
                continue;
            };
            let newer = replaced.get(old.id.as_str()).into_iter().flatten().find(|newer| {
                newer.id != entry.id && newer.date.is_some() && newer.date < entry.date
            });
            let Some(newer) = newer else { continue };
            let knows = entry.refers.iter().any(|other| {
                index
                    .meant(entry, &other.letter)
                    .iter()
                    .any(|meant| meant.id == newer.id)
            });
            if !knows && !entry.encloses.contains(&newer.id) {
                found.push(
                    RULE.finding(format!(
                        "`{}` was replaced by `{}` before this letter",
                        old.id, newer.id
                    ))
                    .at(index.place(entry, mentioned.range.clone()))
                    .related(index.place(newer, newer.refers[0].range.clone()), "replaced here")
                    .help(format!("refer to `{}`", newer.id)),
                );
            }
        }
    }
}

fn replaces(relation: Option<Relation>) -> bool {
    matches!(relation, Some(Relation::Supersedes | Relation::Cancels))
}
