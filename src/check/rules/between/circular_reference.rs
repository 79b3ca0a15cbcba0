//! Letters that follow each other in a circle.

use std::collections::BTreeSet;

use crate::check::{Entry, Family, Found, Index, Mentioned, Rule, Scope};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "circular-reference",
    family: Family::Between,
    level: Level::Error,
    most: Level::Error,
    summary: "letters follow each other in a circle",
    checks: "Whether a letter follows, answers or replaces itself, by itself or through others of the folder. \
             References by office and date count only where one letter fits.",
    why: "Of two letters one was first; a circle means that a reference or a date is wrong.",
    example: "A: follows: { letter: B }\nB: follows: { letter: A }",
    instead: "Only the later letter follows the earlier.",
    source: "general practice",
    scope: Scope::Folder(check),
};

fn check(index: &Index<'_>, found: &mut Found) {
    for entry in &index.letters {
        for mentioned in &entry.refers {
            let [first] = index.meant(entry, &mentioned.letter)[..] else {
                continue;
            };
            // A circle is told once: from its letter of the smallest id.
            if let Some(circle) = way_back(index, entry, first)
                && circle.iter().all(|id| *id >= entry.id.as_str())
            {
                found.push(told(index, entry, mentioned, &circle));
            }
        }
    }
}

/// The letters on a way from `from` to `entry`, itself included.
fn way_back<'i>(index: &'i Index<'_>, entry: &Entry, from: &'i Entry) -> Option<Vec<&'i str>> {
    let mut seen = BTreeSet::new();
    let mut open = vec![(from, vec![from.id.as_str()])];
    while let Some((letter, way)) = open.pop() {
        if letter.id == entry.id {
            return Some(way);
        }
        if !seen.insert(letter.id.as_str()) {
            continue;
        }
        for mentioned in &letter.refers {
            if let [next] = index.meant(letter, &mentioned.letter)[..] {
                open.push((next, [way.as_slice(), &[next.id.as_str()]].concat()));
            }
        }
    }
    None
}

fn told(
    index: &Index<'_>,
    entry: &Entry,
    mentioned: &Mentioned,
    circle: &[&str],
) -> crate::finding::Finding {
    let message = match circle {
        [_] => "the letter refers to itself as an earlier one".to_owned(),
        _ => format!("{} refers to {}: a circle", entry.id, circle.join(", which refers to ")),
    };
    RULE.finding(message)
        .at(index.place(entry, mentioned.range.clone()))
        .help("only the later letter refers to the earlier")
}
