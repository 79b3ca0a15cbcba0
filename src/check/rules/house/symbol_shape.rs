//! "A/Res/72/313", "A/RES/ 72/313".

use std::ops::Range;

use crate::check::fix::mended;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::facts::Fact;

pub(super) static RULE: Rule = Rule {
    name: "symbol-shape",
    family: Family::House,
    level: Level::Warning,
    most: Level::Warning,
    summary: "a document symbol has a wrong shape",
    checks: "Symbols of documents in running text and in `cites` and `enclosures`: a part in small letters \
             (\"A/Res/72/313\"), a space or a second slash within (\"A/RES/ 72/313\"), a hyphen for the slash of a \
             resolution (\"A/RES/72-313\"), spaces around the joint of a double symbol. Both joints of a double \
             symbol are right: A/70/623-S/2015/988, A/70/623–S/2015/988.",
    why: "A symbol that is not exact is not found in the document system.",
    example: "A/Res/72/313; A/RES/ 72/313; A/70/623 - S/2015/988",
    instead: "A/RES/72/313; A/70/623-S/2015/988",
    source: "United Nations Editorial Manual: document symbols",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let reader = letter.house.reader();
    for passage in letter.own().filter(|passage| passage.has(b'/')) {
        for (range, right) in wrong(passage.facts_in_figures(), passage.text()) {
            if passage.is_quotation(range.start) {
                continue;
            }
            let said = &passage.text()[range.clone()];
            let finding = RULE
                .finding(format!("\"{said}\" is no symbol"))
                .help(format!("write \"{right}\""));
            found.push(mended(finding, passage, range, &right));
        }
    }
    let mut look = |symbol: &Option<String>, path: &dyn Fn() -> String| {
        let Some(symbol) = symbol else { return };
        for (range, right) in wrong(&reader.facts(symbol), symbol) {
            let said = &symbol[range];
            found.push(
                RULE.finding(format!("\"{said}\" is no symbol"))
                    .at(letter.record.place(&path()))
                    .help(format!("write \"{right}\"")),
            );
        }
    };
    for (at, cite) in letter.letter.cites.iter().enumerate() {
        look(&cite.resolution, &|| format!("cites[{at}].resolution"));
        look(&cite.document, &|| format!("cites[{at}].document"));
    }
    for (at, enclosure) in letter.letter.enclosures.iter().enumerate() {
        look(&enclosure.document, &|| format!("enclosures[{at}].document"));
    }
}

/// What is no symbol in a text, and what it should be.
fn wrong(facts: &[Fact], text: &str) -> Vec<(Range<usize>, String)> {
    let symbols = facts
        .iter()
        .filter_map(|fact| Some((fact.range.clone(), fact.symbol()?.clone())));
    let wrong = symbols.filter(|(range, symbol)| !symbol.is_written(&text[range.clone()]));
    wrong.map(|(range, symbol)| (range, symbol.text)).collect()
}
