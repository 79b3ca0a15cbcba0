//! A reference that two letters answer to.

use crate::check::{Family, FolderIndex, Found, Rule, Scope};
use crate::finding::Level;
use crate::register::Meaning;

pub(super) static RULE: Rule = Rule {
    name: "ambiguous-letter",
    family: Family::Between,
    level: Level::Warning,
    most: Level::Error,
    summary: "a reference by office and date fits several letters",
    checks: "References by office and date in a folder that holds more than one letter of that office and day. A \
             letter is not counted as its own predecessor; references by the record's name are always clear.",
    why: "An office often signs several letters a day, and the thread goes on from the wrong one.",
    example: "follows: { letter: { office: pga, date: 2018-01-18 } }   (two letters of that day)",
    instead: "follows: { letter: 2018-01-18-pga-ign }",
    source: "the format of records",
    scope: Scope::Folder(check),
};

/// So many letters are named.
const MOST: usize = 12;

fn check(index: &FolderIndex<'_>, found: &mut Found) {
    for letter in &index.letters {
        for (reference, range) in letter.references() {
            if let Meaning::AnyOf(all) = index.meaning(letter, &reference.letter) {
                let ids = all.iter().map(|at| format!("`{}`", index.letters[*at].id));
                let mut ids: Vec<_> = ids.take(MOST).collect();
                if all.len() > MOST {
                    ids.push(format!("one of {} more", all.len() - MOST));
                }
                found.push(
                    RULE.finding(format!("{} letters fit this reference", all.len()))
                        .at(index.place(letter, range.clone()))
                        .help(format!("name the one that is meant: {}", ids.join(" or "))),
                );
            }
        }
    }
}
