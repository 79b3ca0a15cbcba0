//! Marks of direction where nothing turns.

use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "bidi-control",
    family: Family::Hygiene,
    level: Level::Warning,
    most: Level::Error,
    summary: "a mark of direction stands in text that never turns",
    checks: "Left-to-right and right-to-left marks in a passage without a letter of a right-to-left script, and two \
             of them in a row. Embeddings, overrides and isolates are refused when the record is read: they can \
             make a text read otherwise than it is written.",
    why: "It cannot be seen, and it turns round the marks and numbers beside it.",
    example: "the Co-Chairs   (with the mark U+200E, copied from a web page)",
    instead: "the Co-Chairs",
    source: "Unicode Standard Annex 9; general practice",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    for passage in letter.passages() {
        let text = passage.text();
        // Every one of them begins with one of these bytes in UTF-8.
        if !passage.has_any([0xE2, 0xD8]) || !text.contains(is_mark) {
            continue;
        }
        let turns = text.chars().any(|c| {
            matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
                && c.is_alphabetic()
        });
        for (at, c) in text.char_indices().filter(|(_, c)| is_mark(*c)) {
            if turns && !text[..at].ends_with(is_mark) {
                continue;
            }
            let place = passage.place(at..at + c.len_utf8());
            let finding = RULE
                .finding(format!("a mark of direction that changes nothing: U+{:04X}", c as u32))
                .at(place.clone())
                .help("delete it");
            found.push(if place.text().starts_with(c) { finding.fix(place, "") } else { finding });
        }
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{61C}')
}
