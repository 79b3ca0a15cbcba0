//! A letter that bears no date.

use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "undated",
    family: Family::Records,
    level: Level::Error,
    most: Level::Error,
    summary: "a letter bears no date",
    checks: "That the record gives a `date`. A record without one is read only where `sic` says why.",
    why: "Registers, threads and every other rule about dates go by it.",
    example: "sic: { undated: the original bears no date }",
    instead: "Give the date, or say in `sic` that the original bears none.",
    source: "United Nations Correspondence Manual, ST/DCS/4/Rev.1",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    if letter.letter.date.is_none() {
        found.push(
            RULE.finding("the letter bears no date")
                .at(letter.record.place_of_key("sic.undated")),
        );
    }
}
