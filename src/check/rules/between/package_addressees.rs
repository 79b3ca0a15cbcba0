//! A cover and its enclosure that address different groups.

use std::collections::BTreeSet;

use crate::check::words::word_after;
use crate::check::{Case, Family, Found, Piece, Rule, Scope};
use crate::document::Role;
use crate::finding::Level;
use crate::language::List;

pub(super) static RULE: Rule = Rule {
    name: "package-addressees",
    family: Family::Between,
    level: Level::Warning,
    most: Level::Warning,
    summary: "a cover and its enclosure address different groups",
    checks: "The first line of the address of a letter and of each letter it encloses, where both address a \
             group (\"All …\"). A cover to one person, or to quite another group, says nothing.",
    why: "A letter meant for observers too never reaches them when its cover goes to members only.",
    example: "To All Permanent Representatives to the United Nations\n\
              (enclosing a letter to All Permanent Representatives and Permanent Observers to the United Nations)",
    instead: "The same group on both.",
    source: "general practice; covers and enclosures of Presidents of the General Assembly disagree in this way",
    scope: Scope::Package(check),
};

fn check(case: &Case<'_>, found: &mut Found) {
    for (cover, enclosed) in case.pairs() {
        let (Some(ours), Some(theirs)) = (group(cover), group(enclosed)) else {
            continue;
        };
        let (a, b) = (kinds(cover, &ours), kinds(enclosed, &theirs));
        // Near misses only: they share a kind of addressee, and one has a kind more.
        if a == b || a.is_disjoint(&b) {
            continue;
        }
        found.push(
            RULE.finding(format!(
                "the cover addresses \"{ours}\", the letter it encloses \"{theirs}\""
            ))
            .at(cover.record.place("to"))
            .label("the cover's addressees")
            .related(enclosed.record.place("to"), "the enclosure's addressees")
            .help("address both to the same group"),
        );
    }
}

/// The group that a letter addresses, as its page says it.
fn group(letter: &Piece<'_>) -> Option<String> {
    let address = letter.part(Role::Addressee)?;
    let line = address.lines().next()?;
    let label = letter.house.office.addressee.label.as_deref().unwrap_or_default();
    let line = line.strip_prefix(label).unwrap_or(line).trim().trim_end_matches(',');
    letter
        .has(List::Everybody, word_after(line, 0))
        .then(|| line.to_owned())
}

/// The kinds of addressee that a group consists of, by their numbers in the language's list.
fn kinds(letter: &Piece<'_>, group: &str) -> BTreeSet<usize> {
    let hits = letter.house.phrases.find(group).into_iter();
    hits.filter(|hit| hit.list == List::Addressees)
        .map(|hit| hit.item)
        .collect()
}
