//! An enclosure of which the letter says nothing.

use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::document::Role;
use crate::finding::Level;
use crate::language::List;
use crate::letter::Enclosed;
use crate::text::fold;

pub(super) static RULE: Rule = Rule {
    name: "enclosure-not-mentioned",
    family: Family::Prose,
    level: Level::Warning,
    most: Level::Warning,
    summary: "the record has an enclosure, and the letter says nothing of it",
    checks: "The composed letter for any word that encloses (enclose, attach, annex, transmit, append, herewith), \
             and for the title or symbol of each enclosure. Notes under the letter (\"Enclosures: 2\") do not \
             count as mention. A programme of the letter's own meetings is passed over.",
    why: "An enclosure that no sentence mentions is a stray sheet; nobody can tell whether it belongs.",
    example: "enclosures: { file: programme.pdf }   (and not a word of it in the prose)",
    instead: "Please find attached the programme of the meeting.",
    source: "United Nations Correspondence Manual, ST/DCS/4/Rev.1, paragraph 32",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let enclosures = &letter.letter.enclosures;
    let real = enclosures
        .iter()
        .position(|enclosure| enclosure.kind() != Enclosed::Programme);
    let (Some(first), true) = (real, letter.list(List::Enclosing).is_some()) else {
        return;
    };
    let Some(body) = letter.part(Role::Body) else {
        return;
    };
    if letter
        .house
        .phrases
        .find(&body)
        .iter()
        .any(|hit| hit.list == List::Enclosing)
    {
        return;
    }
    let body = fold(&body);
    let named = enclosures.iter().any(|enclosure| {
        let names = [&enclosure.title, &enclosure.document, &enclosure.concerning];
        names.into_iter().flatten().any(|name| body.contains(&fold(name)))
    });
    if !named {
        found.push(
            RULE.finding("the letter says nothing of what it encloses")
                .at(letter.record.place(&format!("enclosures[{first}]")))
                .help("mention it in a sentence: \"Please find attached …\""),
        );
    }
}
