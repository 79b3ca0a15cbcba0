//! Spaces that are none, and joiners within words.

use crate::check::fix::mended;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::text::Script;

pub(super) static RULE: Rule = Rule {
    name: "invisible-character",
    family: Family::Hygiene,
    level: Level::Warning,
    most: Level::Error,
    summary: "a character cannot be seen",
    checks: "Joiners between Latin, Greek or Cyrillic letters, where they join nothing; a no-break space beside another space; \
             spaces of odd widths. Reading a record refuses the rest (zero-width spaces, soft hyphens, byte order \
             marks) under the same name. A no-break space by itself is right: \"10 a.m.\" may hold one, and French \
             needs it before its marks. Arabic, Persian and Indic words need joiners.",
    why: "Nobody sees it, no search finds the word that holds it, and lines break where they should not.",
    example: "the Co-Chairs   (with the joiner U+200C after \"Co\")",
    instead: "the Co-Chairs",
    source: "general practice",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    for passage in letter.passages() {
        let text = passage.text();
        // Every one of them begins with one of these bytes in UTF-8.
        if !passage.has_any([0xC2, 0xE2]) {
            continue;
        }
        for (at, c) in text.char_indices().filter(|(_, c)| is_odd(*c)) {
            let before = text[..at].chars().next_back();
            let after = text[at + c.len_utf8()..].chars().next();
            let plain = |c: Option<char>| {
                c.is_none_or(|c| {
                    matches!(
                        Script::of(c),
                        None | Some(Script::Latin | Script::Greek | Script::Cyrillic)
                    )
                })
            };
            let is_space = |c: Option<char>| c.is_some_and(char::is_whitespace);
            let (what, instead) = match c {
                // Emoji are joined by it too, but no letter has any.
                '\u{200C}' | '\u{200D}' if plain(before) && plain(after) => {
                    ("a joiner that joins nothing", "")
                }
                '\u{A0}' | '\u{202F}' if is_space(before) || is_space(after) => {
                    ("a no-break space beside a space", "")
                }
                '\u{2000}'..='\u{2008}' | '\u{200A}' | '\u{205F}' => {
                    ("a space of an odd width", " ")
                }
                _ => continue,
            };
            let instead = if is_space(before) && !instead.is_empty() { "" } else { instead };
            let range = at..at + c.len_utf8();
            let finding = RULE
                .finding(format!("{what}: U+{:04X}", c as u32))
                .help(if instead.is_empty() { "delete it" } else { "type an ordinary space" });
            let place = passage.place(range.clone());
            let finding = if place.text().starts_with(c) {
                finding.at(place.clone()).fix(place, instead)
            } else {
                mended(finding, passage, range, instead)
            };
            found.push(finding);
        }
    }
}

/// Whether a character is a joiner, or a space other than the ordinary one.
fn is_odd(c: char) -> bool {
    matches!(
        c,
        '\u{A0}' | '\u{2000}'
            ..='\u{2008}' | '\u{200A}' | '\u{200C}' | '\u{200D}' | '\u{202F}' | '\u{205F}'
    )
}
