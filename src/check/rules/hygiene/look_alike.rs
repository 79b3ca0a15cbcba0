//! A Cyrillic letter in a Latin word.

use super::scripts::look_alike;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::text::Script;

pub(super) static RULE: Rule = Rule {
    name: "look-alike",
    family: Family::Hygiene,
    level: Level::Warning,
    most: Level::Error,
    summary: "a letter of another script stands in a word",
    checks: "Words of Latin letters with a Cyrillic or Greek letter that looks like a Latin one, and the reverse. \
             Letters that do not look alike (\"β-carotene\") and whole words of another script are passed over.",
    why: "No search finds the word, no spelling checker knows it, and a screen reader stumbles over it.",
    example: "the Cо-Chairs   (with a Cyrillic о)",
    instead: "the Co-Chairs",
    source: "Unicode Technical Standard 39, mixed scripts; general practice",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    for passage in letter.passages() {
        let text = passage.text();
        // Plain ASCII and Latin letters with accents end at the byte 0xCA.
        let latin = passage.has_any((b'a'..=b'z').chain(b'A'..=b'Z'));
        if !passage.has_any(0xCD..=0xD4) || !latin {
            continue;
        }
        let mut start = 0;
        for word in text.split_inclusive(is_outside) {
            let at = start;
            start += word.len();
            let word = word.trim_end_matches(is_outside);
            let Some((right, odd)) = mended_word(word) else {
                continue;
            };
            let place = passage.place(at..at + word.len());
            let finding = RULE
                .finding(format!(
                    "\"{word}\" holds the {} letter \"{}\" (U+{:04X})",
                    odd.1.name(),
                    odd.0,
                    odd.0 as u32
                ))
                .at(place.clone())
                .help("type the word again");
            found.push(if place.text() == word { finding.fix(place, right) } else { finding });
        }
    }
}

/// The word in one script, and the first letter that was of another.
fn mended_word(word: &str) -> Option<(String, (char, Script))> {
    let of = |wanted: Script| word.chars().filter(|c| Script::of(*c) == Some(wanted)).count();
    let counts =
        [Script::Latin, Script::Cyrillic, Script::Greek].map(|script| (of(script), script));
    let (most, main) = counts.into_iter().max_by_key(|(count, _)| *count)?;
    if most == word.chars().filter(|c| *c != '-').count() || most < 2 {
        return None;
    }
    let mut odd = None;
    let mut right = String::with_capacity(word.len());
    for c in word.chars() {
        match Script::of(c) {
            Some(found) if found != main => {
                right.push(look_alike(c, main)?);
                odd = odd.or(Some((c, found)));
            }
            _ => right.push(c),
        }
    }
    Some((right, odd?))
}

/// What ends a word; "Co-Chairs" is one.
fn is_outside(c: char) -> bool {
    !c.is_alphabetic() && c != '-'
}
