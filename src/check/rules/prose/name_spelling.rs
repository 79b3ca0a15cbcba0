//! A name spelled two ways.

use crate::check::words::{Kind, words};
use crate::check::{Case, Family, Found, Rule, Scope};
use crate::finding::Level;
use crate::node::{Decode as _, Holds};
use crate::source::Place;
use crate::text::fold;

pub(super) static RULE: Rule = Rule {
    name: "name-spelling",
    family: Family::Prose,
    level: Level::Warning,
    most: Level::Warning,
    summary: "a name is spelled two ways",
    checks: "Names of signatories, addressees, appointed persons, contacts and speakers of a package against each \
             other, and against the names that prose gives after a first name or an honorific (\"Ms. Nusseibeh\"). \
             Two spellings of a name differ in accents alone, or in one letter of a long family name while the \
             rest agrees. Initials and names that both belong to known persons are passed over.",
    why: "A misspelt name is what its bearer sees first, and what no search finds.",
    example: "signatories: { name: Miroslav Lajčák }\n… Mr. Lajcak …",
    instead: "… Mr. Lajčák …",
    source: "general practice",
    scope: Scope::Package(check),
};

const HONORIFICS: &[&str] =
    &["Mr", "Ms", "Mrs", "Dr", "Ambassador", "Sheikh", "Sir", "Dame", "Professor"];

fn check(case: &Case<'_>, found: &mut Found) {
    let names = names(case);
    for (at, (name, place)) in names.iter().enumerate() {
        let twin = names[..at]
            .iter()
            .find(|(other, _)| other != name && is_same(other, name));
        if let Some((other, first)) = twin {
            found.push(finding(name, other, place, first));
        }
    }
    for piece in &case.pieces {
        for passage in piece.prose.iter().filter(|passage| !passage.quoted) {
            let text = passage.text();
            let all = words(text);
            for pair in all.windows(3) {
                let [before, dot, word] = pair else { continue };
                let adjacent = if &text[dot.range.clone()] == "." { before } else { dot };
                let (said, before) = (&text[word.range.clone()], &text[adjacent.range.clone()]);
                let capital = word.kind == Kind::Letters && said.starts_with(char::is_uppercase);
                if !capital || said.chars().count() < 5 {
                    continue;
                }
                let known = names.iter().any(|(name, _)| name.split(' ').any(|part| part == said));
                let meant = names.iter().find(|(name, _)| {
                    let parts: Vec<_> = name.split(' ').collect();
                    let family = parts.last().copied().unwrap_or_default();
                    let addressed =
                        HONORIFICS.contains(&before) || parts[..parts.len() - 1].contains(&before);
                    addressed && is_near(family, said)
                });
                if let (false, Some((name, first))) = (known, meant) {
                    found.push(finding(said, name, &passage.place(word.range.clone()), first));
                }
            }
        }
    }
}

fn finding(name: &str, other: &str, place: &Place, first: &Place) -> crate::finding::Finding {
    RULE.finding(format!("\"{name}\" here, \"{other}\" there"))
        .at(place.clone())
        .related(first.clone(), "the other spelling")
        .help("spell it as its bearer does")
}

/// Names of a package, each with its place.
fn names<'c>(case: &'c Case<'_>) -> Vec<(&'c str, Place)> {
    let mut names = Vec::new();
    for piece in &case.pieces {
        piece.letter.each_text(&mut |path, holds, name| {
            if matches!(holds, Holds::Name) {
                names.push((name, piece.record.place(&path.to_string())));
            }
        });
    }
    names
}

/// Whether two full names are the same one, spelled in two ways.
fn is_same(a: &str, b: &str) -> bool {
    let (first, second): (Vec<_>, Vec<_>) = (a.split(' ').collect(), b.split(' ').collect());
    if first.len() < 2 || first.len() != second.len() {
        return false;
    }
    let differing: Vec<_> = first.iter().zip(&second).filter(|(a, b)| a != b).collect();
    match differing.as_slice() {
        [(a, b)] => is_near(a, b),
        several => several.iter().all(|(a, b)| fold(a) == fold(b)),
    }
}

/// Whether two words are one name: but for accents, or but for a letter of a long one.
fn is_near(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    let long = a.chars().count().min(b.chars().count()) >= 7;
    // A feminine ending is another name: Petrov, Petrova.
    let ending = a
        .strip_prefix(b.as_str())
        .or(b.strip_prefix(a.as_str()))
        .is_some_and(|rest| !rest.is_empty());
    a == b
        || (long
            && !ending
            && a.chars().next() == b.chars().next()
            && strsim::damerau_levenshtein(&a, &b) == 1)
}
