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

/// Parts of a symbol that are written in capitals.
const PARTS: &[&str] = &["RES", "DEC", "PRST", "PV", "INF", "CONF"];

fn check(letter: &Piece<'_>, found: &mut Found) {
    for passage in letter.own().filter(|passage| passage.text().contains('/')) {
        for (range, right) in wrong(passage.text()) {
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
        for (range, right) in symbol.iter().flat_map(|symbol| wrong(symbol)) {
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
fn wrong(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut tokens = tokens(text).into_iter().peekable();
    while let Some(first) = tokens.next() {
        if !begins_symbol(&text[first.clone()]) {
            continue;
        }
        let mut range = first;
        let mut right = text[range.clone()].to_owned();
        // A symbol that a space has broken, and the second half of a double one.
        while let Some(next) = tokens.peek().cloned() {
            let piece = &text[next.clone()];
            if right.ends_with('/') && piece.starts_with(|c: char| c.is_ascii_digit()) {
                right.push_str(piece);
            } else if matches!(piece, "-" | "–") && right.ends_with(|c: char| c.is_ascii_digit())
            {
                let mut after = tokens.clone();
                after.next();
                let Some(second) =
                    after.next().filter(|second| begins_symbol(&text[second.clone()]))
                else {
                    break;
                };
                right.push('-');
                right.push_str(&text[second.clone()]);
                range.end = second.end;
                tokens.next();
                tokens.next();
                continue;
            } else {
                break;
            }
            range.end = next.end;
            tokens.next();
        }
        let mended = shape(&right);
        if mended != text[range.clone()] {
            found.push((range, mended));
        }
    }
    found
}

/// Words of a text without the marks around them.
fn tokens(text: &str) -> Vec<Range<usize>> {
    let base = text.as_ptr() as usize;
    let marks = |c: char| !(c.is_alphanumeric() || matches!(c, '/' | '-' | '–'));
    text.split_whitespace()
        .map(|token| token.trim_matches(marks))
        .filter(|token| !token.is_empty())
        .map(|token| {
            let start = token.as_ptr() as usize - base;
            start..start + token.len()
        })
        .collect()
}

/// "A/RES/72/313", "S/2015/988", "E/CN.4/2005/1": an organ, a slash, and a number or a known part.
fn begins_symbol(token: &str) -> bool {
    let Some((organ, rest)) = token.split_once('/') else {
        return false;
    };
    let known = ["A", "S", "E", "ST"]
        .iter()
        .any(|known| organ.eq_ignore_ascii_case(known));
    let rest = rest.trim_start_matches('/');
    let part = rest.split('/').next().unwrap_or_default().to_ascii_uppercase();
    let number = rest.contains(|c: char| c.is_ascii_digit())
        && organ.starts_with(char::is_uppercase)
        && rest.contains('/');
    known && (PARTS.contains(&part.as_str()) || number)
}

/// The symbol as it should be written.
fn shape(symbol: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    for part in symbol.split('/').filter(|part| !part.is_empty()) {
        let upper = part.to_ascii_uppercase();
        let known = PARTS.contains(&upper.as_str()) || parts.is_empty();
        parts.push(if known { upper } else { part.to_owned() });
    }
    let resolution = parts.get(1).is_some_and(|part| part == "RES" || part == "DEC");
    if let (true, [_, _, number]) = (resolution && parts[0] == "A", parts.as_slice())
        && let Some((session, own)) = number.split_once('-')
        && [session, own]
            .iter()
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
    {
        parts[2] = format!("{session}/{own}");
    }
    parts.join("/")
}
