//! A name in two scripts.

use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::node::{Decode as _, Holds};
use crate::text::Script;

pub(super) static RULE: Rule = Rule {
    name: "mixed-script-name",
    family: Family::Hygiene,
    level: Level::Warning,
    most: Level::Warning,
    summary: "a name is written in two scripts",
    checks: "Names of signatories, addressees, appointed persons, contacts and speakers whose words are of different \
             scripts. A name in brackets after the name, in its own script, is passed over; a letter of another \
             script within a word is a matter of `look-alike`.",
    why: "One half of the name was pasted from elsewhere; registers sort it wrongly and no search finds it.",
    example: "name: Lana Нуссейба",
    instead: "name: Lana Nusseibeh",
    source: "Unicode Technical Standard 39, mixed scripts; general practice",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    letter.letter.each_text(&mut |path, holds, name| {
        // Most names are of one script that needs no look at each letter.
        if !matches!(holds, Holds::Name) || name.is_ascii() {
            return;
        }
        let bare = name.split(['(', '[']).next().unwrap_or_default();
        let mut scripts: Vec<Script> = Vec::new();
        for found in bare.split(' ').filter_map(|word| word.chars().find_map(Script::of)) {
            if !scripts.contains(&found) {
                scripts.push(found);
            }
        }
        if let [first, second, ..] = scripts.as_slice() {
            found.push(
                RULE.finding(format!(
                    "\"{name}\" is written in {} and {} letters",
                    first.name(),
                    second.name()
                ))
                .at(letter.record.place(&path.to_string()))
                .help("write it in one script; the other may follow in brackets"),
            );
        }
    });
}
