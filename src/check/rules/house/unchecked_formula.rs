//! A form of address that nobody has looked up.

use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::document::Role;
use crate::finding::Level;

/// What a form of address says of its source where nobody has looked.
const UNCHECKED: &str = "unchecked";

pub(super) static RULE: Rule = Rule {
    name: "unchecked-formula",
    family: Family::House,
    level: Level::Note,
    most: Level::Note,
    summary: "the salutation and close are of a form that nobody has looked up",
    checks: "The form of address that greets the addressee, where the phrases of the letter's language give its \
             `source` as \"unchecked\" and a salutation or close of it stands on the page. What the record writes itself, and \
             letters without either, are passed over.",
    why: "A formula of courtesy that is nearly right is noticed first, and by the addressee.",
    example: "[forms.excellency]\nsource = \"unchecked\"",
    instead: "Look the formula up, and give its source in an overlay of the language's phrases.toml.",
    source: "the phrases of the language",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let own = letter.letter;
    let stands = |role: Role| {
        let parts = letter.document.map(|document| &document.parts);
        parts.is_none_or(|parts| parts.iter().any(|part| part.role == role))
    };
    let (greets, closes) = (stands(Role::Salutation), stands(Role::Closing));
    // What the record writes itself is no formula of the language.
    if !(greets && own.salutation.is_none() || closes && own.closing.is_none()) {
        return;
    }
    let (mut name, said) = letter.house.form_of(own);
    // A wording in the third person greets nobody, whatever the office's usual form is.
    if !greets {
        name = "none";
    }
    let Some(form) = letter.house.language.form(name) else {
        return;
    };
    // The close of a note verbale belongs to its clause.
    let says = form.salutation("").is_some() || form.word("").is_some();
    if says && form.source() == UNCHECKED {
        let language = letter.house.language.name();
        let message = format!("the form of address `{name}` in {language} is unchecked");
        let place = match own.language {
            Some(_) => letter.record.place("language"),
            None => letter.record.place(&said.path()),
        };
        found.push(
            RULE.finding(message)
                .at(place)
                .help("look the formula up before the letter goes out"),
        );
    }
}
