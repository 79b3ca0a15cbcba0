//! "A/Res/72/313", "A/RES/ 72/313".

use std::ops::Range;

use crate::check::fix::mended;
use crate::check::passage::range_in;
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
             (\"A/Res/72/313\"), a space or a second slash within (\"A/RES/ 72/313\"), a slash that is lost (\"A72/313\", \
             \"A/RES72/313\"), a hyphen for the slash of a \
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
        let shaped = wrong(passage.facts_in_figures(), passage.text());
        let starts: Vec<_> = shaped.iter().map(|(range, _)| range.start).collect();
        let lost = lost_slashes(passage.text());
        let lost = lost.filter(|(range, _)| {
            !starts.contains(&range.start) && !passage.is_address(range.start)
        });
        for (range, right) in shaped.iter().cloned().chain(lost) {
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
        let shaped = wrong(&reader.facts(symbol), symbol);
        let lost = lost_slashes(symbol).filter(|_| shaped.is_empty());
        for (range, right) in shaped.iter().cloned().chain(lost) {
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

/// Symbols of the United Nations that lack a slash, and what they should be.
fn lost_slashes(text: &str) -> impl Iterator<Item = (Range<usize>, String)> {
    let tokens = text.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '/' | '.' | '-'));
    tokens.filter_map(|token| {
        let token = token.trim_end_matches(['.', '-']);
        Some((range_in(text, token), with_slashes(token)?))
    })
}

/// A symbol with the slash that it lacks after its organ or after RES or DEC.
fn with_slashes(token: &str) -> Option<String> {
    let organ = token.chars().next().filter(|c| matches!(c, 'A' | 'S' | 'E'))?;
    let rest = token[1..].strip_prefix('/').unwrap_or(&token[1..]);
    let (series, rest) = match (rest.strip_prefix("RES"), rest.strip_prefix("DEC")) {
        (Some(rest), _) => ("/RES", rest),
        (_, Some(rest)) => ("/DEC", rest),
        (None, None) => ("", rest),
    };
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let (number, tail) = rest.split_once('/')?;
    let number: u32 = number.parse().ok().filter(|_| !number.starts_with('0'))?;
    // A session of the Assembly, or a year of another organ.
    let is_session = match organ {
        'A' => (2..150).contains(&number),
        _ => (1946..2200).contains(&number) || !series.is_empty() && number < 3000,
    };
    let parts = ["L.", "C.", "PV.", "INF/", "BUR/", "RES/", "DEC/", "CONF."];
    let is_tail = tail.starts_with(|c: char| c.is_ascii_digit())
        || parts.iter().any(|part| tail.starts_with(part));
    let right = format!("{organ}{series}/{number}/{tail}");
    (is_session && is_tail && right != token).then_some(right)
}
