//! An office that calls itself in another language than its letter.

use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "untranslated-office",
    family: Family::House,
    level: Level::Warning,
    most: Level::Error,
    summary: "the office has no names in the language of the letter",
    checks: "That an office which writes in another language than its usual one says what it calls itself there: \
             letterhead, names and addressees, in `TAG.toml` beside its `office.toml`.",
    why: "Letterhead, sender and addressees stand in the office's usual language, in the midst of another.",
    example: "language: fr   (of an office without fr.toml)",
    instead: "Write offices/NAME/fr.toml, and lay it over the templates.",
    source: "the format of offices",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let (house, language) = (&letter.house, &letter.house.language);
    if house.is_localised {
        return;
    }
    let message = format!("the office `{}` has no names in {}", house.office.id, language.name());
    found.push(
        RULE.finding(message)
            .at(letter.record.place("language"))
            .help(format!(
                "write them into offices/{}/{}.toml, and give the folder with --templates",
                house.office.id,
                language.tag()
            )),
    );
}
