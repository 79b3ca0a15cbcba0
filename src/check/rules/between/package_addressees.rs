//! A cover and its enclosure that address different groups.

use crate::check::{Case, Family, Found, Piece, Rule, Scope};
use crate::document::Role;
use crate::finding::Level;

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
        let (a, b) = (kinds(&ours), kinds(&theirs));
        // Near misses only: they share a kind of addressee, and one has a kind more.
        if a == b || !a.iter().any(|kind| b.contains(kind)) {
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
    line.get(..3).filter(|start| start.eq_ignore_ascii_case("all"))?;
    Some(line.to_owned())
}

/// The kinds of addressee that a group consists of.
fn kinds(group: &str) -> Vec<&'static str> {
    let group = group.to_lowercase();
    const KINDS: &[&str] = &[
        "representative", "observer", "member state", "mission", "delegation", "organization",
        "focal point",
    ];
    KINDS.iter().filter(|kind| group.contains(**kind)).copied().collect()
}
