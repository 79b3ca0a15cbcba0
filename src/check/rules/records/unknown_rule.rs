//! A name in `sic` that no rule has.

use crate::check::{Family, Found, Piece, RULES, Rule, Scope, rule};
use crate::finding::{Level, nearest};

pub(super) static RULE: Rule = Rule {
    name: "unknown-rule",
    family: Family::Records,
    level: Level::Warning,
    most: Level::Error,
    summary: "`sic` names a rule that there is not",
    checks: "That every name in `sic` is the name of a rule.",
    why: "A mistyped name keeps nothing, and the finding it was written for fails the letter.",
    example: "sic: { predates-citations: the original bears 2017 }",
    instead: "sic: { predates-citation: the original bears 2017 }",
    source: "the format of records",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    for name in letter.letter.sic.0.keys().filter(|name| rule(name).is_none()) {
        let finding = RULE
            .finding(format!("there is no rule `{name}`"))
            .at(letter.record.place_of_key(&format!("sic.{name}")));
        found.push(match nearest(name, RULES.iter().map(|rule| rule.name)) {
            Some(near) => finding.help(format!("did you mean `{near}`?")),
            None => finding.help("`chancery explain --list` shows them all"),
        });
    }
}
