//! A text of the main language in the midst of another.

use crate::check::prose::words_of;
use crate::check::{Family, Found, Piece, Rule, Scope, Versions};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "untranslated-text",
    family: Family::Versions,
    level: Level::Warning,
    most: Level::Error,
    summary: "a version shows a text in the main language",
    checks: "That a version gives in its own language each text of the record that it shows: the subject, titles \
             and rooms of meetings, titles of signatories, addressees and enclosures, what must be done by when. \
             Names of persons, addresses, and texts without letters may stay as they are. A text that is the same \
             in both languages is given in both.",
    why: "An English title in the midst of an Arabic letter says that nobody has read it.",
    example: "languages: { en: , fr: { body: … } }   (and `subject: Briefing on the budget`, without a French one)",
    instead: "languages: { en: , fr: { subject: Séance d’information sur le budget, body: … } }",
    source: "general practice",
    scope: Scope::Versions(check),
};

fn check(letter: &Versions<'_>, found: &mut Found) {
    let main = letter.main();
    for (piece, version) in letter.others() {
        let shown = shown(piece);
        for path in &version.untranslated {
            let place = main.record.place(path);
            let text = place.text();
            let said = squeezed(text);
            let letters = text.chars().filter(|c| c.is_alphabetic()).count() > 1;
            // Registers and mail show the subject, whether the page does or not.
            let seen =
                path == "subject" || shown.as_ref().is_none_or(|shown| shown.contains(&said));
            if !letters || !seen {
                continue;
            }
            let (tag, name) = (&version.tag, path.rsplit('.').next().unwrap_or(path));
            found.push(
                RULE.finding(format!(
                    "the version `{tag}` shows this `{name}` in the main language"
                ))
                .at(place)
                .related(version.listed.clone(), format!("the version `{tag}`"))
                .help(format!("write {} in {}", spelled(path), version.file))
                .help("where it is the same in both languages, write it again there"),
            );
        }
    }
}

/// The words of a composed version, with nothing of spaces and case.
fn shown(piece: &Piece<'_>) -> Option<String> {
    let document = piece.document?;
    let blocks = document.parts.iter().flat_map(|part| &part.blocks);
    Some(squeezed(&blocks.map(words_of).collect::<Vec<_>>().join(" ")))
}

fn squeezed(text: &str) -> String {
    let trimmed = text.trim_matches(['"', '\'']);
    trimmed
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// A path as a person writes the field.
fn spelled(path: &str) -> String {
    match path.split_once('.') {
        None => format!("`{path}: …`"),
        Some((list, field)) => format!("`{field}: …` of its `{list}`"),
    }
}
