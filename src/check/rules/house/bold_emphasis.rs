//! Bold type for emphasis.

use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "bold-emphasis",
    family: Family::House,
    level: Level::Note,
    most: Level::Warning,
    summary: "words are emphasised by bold type",
    checks: "Bold words within sentences of the prose. A label that opens its paragraph or item, a cell of a table \
             and a paragraph that is bold as a whole, as a heading is, are passed over; so are quotations, which \
             may have been bold.",
    why: "A formal letter emphasises by its words. Bold deadlines are read as a reprimand.",
    example: "Proposals should be sent **no later than 5 p.m.**",
    instead: "Proposals should be sent no later than 5 p.m.",
    source: "United Nations Correspondence Manual, ST/DCS/4/Rev.1: no italics or bold for emphasis",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let body = letter.letter.body.as_ref().map_or("", |body| body.0.as_str());
    if letter.bold.is_empty() || !letter.keeps_manual() {
        return;
    }
    for range in &letter.bold {
        let words = body[range.clone()].trim_matches(['*', '_']).replace('\n', " ");
        found.push(
            RULE.finding(format!("\"{words}\" is bold"))
                .at(letter.record.body_place(range.clone()))
                .help("let the words carry the emphasis"),
        );
    }
}
