//! "A/Res/72/313", "A/RES/ 72/313".

use std::ops::Range;

use crate::check::token::mended;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;

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
    for passage in letter.own().filter(|passage| passage.text().contains('/')) {
        for (range, right) in wrong(letter, passage.text()) {
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
    let cites = letter.letter.cites.iter().enumerate().flat_map(|(at, cite)| {
        let path = |name: &str| format!("cites[{at}].{name}");
        [(&cite.resolution, path("resolution")), (&cite.document, path("document"))]
    });
    let enclosed = letter.letter.enclosures.iter().enumerate();
    let enclosed =
        enclosed.map(|(at, enclosure)| (&enclosure.document, format!("enclosures[{at}].document")));
    for (symbol, path) in cites.chain(enclosed) {
        for (range, right) in symbol.iter().flat_map(|symbol| wrong(letter, symbol)) {
            let said = symbol.as_ref().map_or("", |symbol| &symbol[range]);
            found.push(
                RULE.finding(format!("\"{said}\" is no symbol"))
                    .at(letter.record.place(&path))
                    .help(format!("write \"{right}\"")),
            );
        }
    }
}

/// What is no symbol in a text, and what it should be.
fn wrong(letter: &Piece<'_>, text: &str) -> Vec<(Range<usize>, String)> {
    let facts = letter.house.reader().facts(text);
    let symbols = facts
        .iter()
        .filter_map(|fact| Some((fact.range.clone(), fact.symbol()?.clone())));
    let wrong = symbols.filter(|(range, symbol)| !symbol.is_written(&text[range.clone()]));
    wrong.map(|(range, symbol)| (range, symbol.text)).collect()
}
