//! A salutation that the page bears already.

use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::document::Role;
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "repeated-salutation",
    family: Family::Hygiene,
    level: Level::Warning,
    most: Level::Error,
    summary: "the salutation stands twice",
    checks: "Prose whose first paragraph is or begins with the salutation that the letter bears above it, and any \
             later paragraph that is nothing but it. \"Please accept, Excellency, …\" and an address within a \
             sentence are right.",
    why: "The office and the form of address give the salutation; prose that is pasted from an old letter brings \
          it a second time.",
    example: "Excellency,   (as the first line of the prose)",
    instead: "Begin with the first sentence.",
    source: "general practice; real letters slip so",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let Some(salutation) = letter.part(Role::Salutation) else {
        return;
    };
    let salutation = salutation.trim();
    if salutation.is_empty() {
        return;
    }
    for (number, passage) in letter.prose.iter().enumerate().filter(|(_, passage)| !passage.quoted)
    {
        let text = passage.text().trim_start();
        let begins =
            number == 0 && text.starts_with(salutation) && salutation.ends_with([',', ':', '!']);
        if begins || text.trim_end() == salutation {
            let lead = passage.text().len() - text.len();
            found.push(
                RULE.finding(format!("\"{salutation}\" stands twice"))
                    .at(passage.place(lead..lead + salutation.len()))
                    .help("take it out of the prose: the letter bears it already"),
            );
        }
    }
}
