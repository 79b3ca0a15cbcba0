//! "ﬁ" in one letter, from a PDF.

use unicode_normalization::UnicodeNormalization as _;

use crate::check::fix::mended;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::{Finding, Level};
use crate::node::{Decode as _, Holds};
use crate::source::Place;

pub(super) static RULE: Rule = Rule {
    name: "ligature",
    family: Family::Hygiene,
    level: Level::Warning,
    most: Level::Error,
    summary: "letters are joined in one character",
    checks: "Characters that stand for several letters or for one shape of a letter, in running text, names and all \
             other fields: ﬀ, ﬁ, ﬂ, ﬃ, ﬄ, ﬆ, and the presentation forms of Arabic and Hebrew. Fonts join letters by \
             themselves; such characters come from text that was copied out of a PDF.",
    why: "No search finds the word, no spelling checker knows it, and a screen reader stumbles over it.",
    example: "the ﬁrst meeting   (with the one character U+FB01)",
    instead: "the first meeting",
    source: "Unicode Standard, section 2.3: compatibility characters",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    for passage in letter.passages() {
        // Every one of them begins with this byte in UTF-8.
        if !passage.has(0xEF) {
            continue;
        }
        let mut text = passage.text();
        let mut from = 0;
        while let Some(start) = text.find(is_joined) {
            let rest = &text[start..];
            let end = rest.find(|c| !is_joined(c)).unwrap_or(rest.len());
            let said = &rest[..end];
            let range = from + start..from + start + end;
            found.push(mended(finding(said), passage, range, &letters(said)));
            text = &rest[end..];
            from += start + end;
        }
    }
    letter.letter.each_text(&mut |path, holds, text| {
        if matches!(holds, Holds::Prose) || text.is_ascii() {
            return;
        }
        let Some(c) = text.chars().find(|c| is_joined(*c)) else {
            return;
        };
        let place = letter.record.place(&path.to_string());
        let first = c.to_string();
        let finding = finding(&first).at(place.clone());
        let all = place.text().char_indices().filter(|(_, c)| is_joined(*c));
        let edits = all.map(|(at, c)| {
            let start = place.range().start + at;
            let spot = Place::new(place.source(), start..start + c.len_utf8());
            (spot, letters(&c.to_string()))
        });
        found.push(edits.fold(finding, |finding, (spot, right)| finding.fix(spot, right)));
    });
}

fn finding(said: &str) -> Finding {
    let code = said.chars().next().map_or(0, u32::from);
    RULE.finding(format!("\"{said}\" is letters joined in one character (U+{code:04X})"))
        .help(format!("write \"{}\"", letters(said)))
}

/// The letters that characters stand for.
fn letters(said: &str) -> String {
    said.nfkc().collect()
}

/// Whether a character is several letters in one, or one shape of a letter; words of praise that
/// Arabic writes in one character are meant.
fn is_joined(c: char) -> bool {
    matches!(c, '\u{FB00}'..='\u{FB06}' | '\u{FB1D}'..='\u{FB4F}' | '\u{FB50}'..='\u{FBB1}'
        | '\u{FBD3}'..='\u{FD3D}' | '\u{FD50}'..='\u{FDC7}' | '\u{FE70}'..='\u{FEFC}')
        && !std::iter::once(c).nfkc().eq(std::iter::once(c))
}
