//! A page design that holds words.

use crate::check::{Case, Family, Found, Rule, Scope};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "template-words",
    family: Family::Hygiene,
    level: Level::Warning,
    most: Level::Warning,
    summary: "a page design holds words",
    checks: "The design for HTML (page/letter.html) and its style (page/letter.css) as the office sees them: text \
             between elements, and strings that the style prints before or after an element.",
    why: "One sentence stands in one place, whatever the format. A word in the design of one format is missing \
          in all others, and in every other language.",
    example: "<footer>Please reply by e-mail</footer>",
    instead: "`footer` in office.toml, or a block of the wording",
    source: "the design of this program: page designs place parts and hold no words",
    scope: Scope::Package(check),
};

fn check(case: &Case<'_>, found: &mut Found) {
    for piece in &case.pieces {
        for place in &piece.house.design {
            let finding = RULE
                .finding(format!("the page design says \"{}\"", place.text().replace('\n', " ")))
                .at(place.clone())
                .help("put it into the wording, or into `letterhead` or `footer` of office.toml");
            if !found.contains(&finding) {
                found.push(finding);
            }
        }
    }
}
