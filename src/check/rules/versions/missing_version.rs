//! A language that the record lists, and no prose in it.

use crate::check::{Family, Found, Piece, Rule, Scope, Versions};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "missing-version",
    family: Family::Versions,
    level: Level::Error,
    most: Level::Error,
    summary: "a language is listed, and the letter has no prose in it",
    checks: "That a letter which has prose in one of its `languages` has prose in each: in a file beside the \
             record (`ID.fr.md`), below a line `--- fr`, or as `body` among the texts of the language. A letter \
             of a kind whose wording says all needs no prose in any.",
    why: "The addressee gets a letter in name only: letterhead, salutation and close, and nothing between.",
    example: "languages: [en, fr]   (and no 2026-10-05-pga.fr.md)",
    instead: "Write the prose of each language, or take the language out of `languages`.",
    source: "the format of records",
    scope: Scope::Versions(check),
};

fn check(letter: &Versions<'_>, found: &mut Found) {
    if !letter.all.iter().any(|piece| has_prose(piece)) {
        return;
    }
    let main = letter.main();
    if let (false, Some(version)) = (has_prose(main), &main.record.version) {
        found.push(
            RULE.finding(format!(
                "the letter has no prose in `{}`, its main language",
                version.tag
            ))
            .at(version.listed.clone())
            .help("write it below the second `---` of the record, or as its `body`")
            .help("or name as `language` the one that the letter is written in"),
        );
    }
    for (piece, version) in letter.others().filter(|(piece, _)| !has_prose(piece)) {
        let (id, tag) = (&piece.record.id, &version.tag);
        let section = if main.record.source.name().ends_with(".md") {
            format!(", or below a line `--- {tag}` at the end of the record")
        } else {
            String::new()
        };
        found.push(
            RULE.finding(format!("the letter has no prose in `{tag}`"))
                .at(version.listed.clone())
                .help(format!("write it into `{id}.{tag}.md` beside the record{section}"))
                .help(format!("or take `{tag}` out of `languages`")),
        );
    }
}

/// Whether a version has prose.
pub(super) fn has_prose(piece: &Piece<'_>) -> bool {
    let body = piece.letter.body.as_ref();
    body.is_some_and(|body| !body.0.trim().is_empty())
}
