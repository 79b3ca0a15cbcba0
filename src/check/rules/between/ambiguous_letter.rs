//! A reference that two letters answer to.

use crate::check::{Family, Found, Index, Rule, Scope};
use crate::finding::Level;

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

fn check(index: &Index<'_>, found: &mut Found) {
    for entry in &index.letters {
        for mentioned in entry.refers.iter().filter(|mentioned| mentioned.letter.id.is_none()) {
            let mut meant = index.meant(entry, &mentioned.letter);
            meant.retain(|other| other.id != entry.id);
            if meant.len() > 1 {
                let ids: Vec<_> = meant.iter().map(|other| format!("`{}`", other.id)).collect();
                found.push(
                    RULE.finding(format!("{} letters fit this reference", meant.len()))
                        .at(index.place(entry, mentioned.range.clone()))
                        .help(format!("name the one that is meant: {}", ids.join(" or "))),
                );
            }
        }
    }
}
