//! A version of what the letter said before.

use super::missing_version::has_prose;
use crate::check::{Family, Found, Rule, Scope, Versions};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "version-older",
    family: Family::Versions,
    level: Level::Warning,
    most: Level::Error,
    summary: "the main language was changed after a version was made from it",
    checks: "The fingerprint that a version gives as `of` against that of the prose and texts of the main language \
             as they stand now; white space does not count. A version without `of` gets a note, and `--fix` adds \
             it where the version's file can hold it.",
    why: "Whoever corrects a sentence in one language seldom thinks of the other five. The fingerprint \
          remembers which words were translated.",
    example: "of: 7c0be41f   (and a sentence of the main language was changed since)",
    instead: "Read the version against the main language, correct it, and give the new fingerprint.",
    source: "general practice",
    scope: Scope::Versions(check),
};

fn check(letter: &Versions<'_>, found: &mut Found) {
    let main = letter.main();
    for (piece, version) in letter.others() {
        let (tag, print) = (&version.tag, &version.print);
        if !has_prose(piece) {
            continue;
        }
        let Some((of, place)) = &version.of else {
            let (place, how) = match &version.says {
                Some((place, [before, after])) => {
                    (place.clone(), format!("{before}{print}{after}"))
                }
                None => (piece.record.place_of_key("body"), format!("of: {print}")),
            };
            let mut finding = RULE
                .finding(format!(
                    "the version `{tag}` does not say which state of the main language it translates"
                ))
                .level(Level::Note)
                .at(place.clone())
                .help(format!("when it says the same, add `{}`", how.replace("---", " ").trim()));
            if version.says.is_some() {
                finding = finding.help("`chancery check --fix` adds it").fix(place, how);
            }
            found.push(finding);
            continue;
        };
        let known = of.len() == 8 && of.bytes().all(|b| b.is_ascii_hexdigit());
        if !known {
            found.push(
                RULE.finding(format!(
                    "`{of}` is no fingerprint: it has eight figures and letters a to f"
                ))
                .at(place.clone())
                .help(format!(
                    "write `of: {print}` when the version says what the main language says"
                )),
            );
        } else if !of.eq_ignore_ascii_case(print) {
            found.push(
                RULE.finding(format!(
                    "the version `{tag}` translates what the letter said before it was changed"
                ))
                .at(place.clone())
                .related(main.record.place_of_key("body"), "the main language, as it stands now")
                .help("read the version against it, and correct what has changed")
                .help(format!("then write `of: {print}`")),
            );
        }
    }
}
