//! A name spelled two ways.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::passage::Passage;
use crate::check::words::Kind;
use crate::check::{Case, Family, Found, Piece, Rule, Scope};
use crate::finding::{Finding, Level};
use crate::language::List;
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
             rest agrees; after the given name itself, in one letter of a family name of four, and before the \
             family name, in one letter of a given name. Initials and names that both belong to known persons are passed over.",
    why: "A misspelt name is what its bearer sees first, and what no search finds.",
    example: "signatories: { name: Miroslav Lajčák }\n… Mr. Lajcak …",
    instead: "… Mr. Lajčák …",
    source: "general practice",
    scope: Scope::Package(check),
};

/// Of names that are alike in all but one word, so many are compared with the next.
const MOST: usize = 64;

/// A name, and where the record gives it.
struct Name<'a> {
    text: &'a str,
    piece: &'a Piece<'a>,
    path: String,
}

impl Name<'_> {
    fn place(&self) -> Place {
        self.piece.record.place(&self.path)
    }
}

fn check(case: &Case<'_>, found: &mut Found) {
    let names = names(case);
    for (name, other) in twins(&names) {
        found.push(finding(name.text, other, name.place()));
    }
    let known = Known::of(&names);
    for piece in &case.pieces {
        for passage in piece.prose.iter().filter(|passage| !passage.quoted) {
            misspelt(piece, passage, &known, found);
        }
    }
}

/// Names that the prose gives otherwise than the record.
fn misspelt(piece: &Piece<'_>, passage: &Passage<'_>, known: &Known<'_>, found: &mut Found) {
    for (at, word) in passage.words().iter().enumerate().skip(2) {
        let said = passage.word(at);
        if word.kind != Kind::Letters
            || !said.starts_with(char::is_uppercase)
            || said.chars().nth(4).is_none()
        {
            continue;
        }
        let before = match passage.word(at - 1) {
            "." => passage.word(at - 2),
            word => word,
        };
        let honorific = piece.has_exactly(List::Honorifics, before);
        let next = passage.word(at + 1);
        if !known.parts.contains(said)
            && !piece.has_exactly(List::Honorifics, said)
            && let Some(name) = known.given_meant(said, next)
        {
            found.push(finding(said, name, passage.place(word.range.clone())));
            continue;
        }
        if (honorific || known.given.contains(before))
            && !known.parts.contains(said)
            && let Some(name) = known.meant(said, before, honorific)
        {
            found.push(finding(said, name, passage.place(word.range.clone())));
        }
    }
}

fn finding(name: &str, other: &Name<'_>, place: Place) -> Finding {
    RULE.finding(format!("\"{name}\" here, \"{}\" there", other.text))
        .at(place)
        .related(other.place(), "the other spelling")
        .help("spell it as its bearer does")
}

/// Words of the names that a package knows.
struct Known<'n> {
    /// All of them.
    parts: BTreeSet<&'n str>,
    /// All but family names.
    given: BTreeSet<&'n str>,
    /// Each folded family name with its name, by its first letter.
    families: BTreeMap<char, Vec<(String, &'n Name<'n>)>>,
}

impl<'n> Known<'n> {
    fn of(names: &'n [Name<'n>]) -> Self {
        let mut known =
            Self { parts: BTreeSet::new(), given: BTreeSet::new(), families: BTreeMap::new() };
        for name in names {
            known.parts.extend(name.text.split(' '));
            let (given, family) = name.text.rsplit_once(' ').unwrap_or(("", name.text));
            known.given.extend(given.split(' ').filter(|part| !part.is_empty()));
            let family = fold(family);
            if let Some(first) = family.chars().next() {
                known.families.entry(first).or_default().push((family, name));
            }
        }
        known
    }

    /// The name whose given name is nearly said before its family name.
    fn given_meant(&self, said: &str, next: &str) -> Option<&'n Name<'n>> {
        let (folded, family) = (fold(said), fold(next));
        let families = self.families.get(&family.chars().next()?)?;
        let meant = |(known, name): &&(String, &'n Name<'n>)| {
            let given = name.text.rsplit_once(' ').map_or("", |(given, _)| given);
            *known == family
                && given.split(' ').any(|part| {
                    let part = fold(part);
                    is_slip(&part, &folded) && part != folded
                })
        };
        families.iter().take(MOST).find(meant).map(|(_, name)| *name)
    }

    /// The name that is nearly said after a word: an honorific, or one of its given names.
    fn meant(&self, said: &str, before: &str, honorific: bool) -> Option<&'n Name<'n>> {
        let said = fold(said);
        let families = self.families.get(&said.chars().next()?)?;
        let meant = |(family, name): &&(String, &'n Name<'n>)| {
            let given = name.text.rsplit_once(' ').map_or("", |(given, _)| given);
            let given = given.split(' ').any(|part| part == before);
            (honorific || given) && is_near(family, &said) || given && is_slip(family, &said)
        };
        families.iter().take(MOST).find(meant).map(|(_, name)| *name)
    }
}

/// Each name that is another one, given earlier, spelled in two ways.
fn twins<'n>(names: &'n [Name<'n>]) -> Vec<(&'n Name<'n>, &'n Name<'n>)> {
    // Names but for accents, and names but for one of their words.
    let mut folded: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut others: BTreeMap<(usize, String), Vec<(String, usize)>> = BTreeMap::new();
    let (mut seen, mut twins) = (BTreeSet::new(), Vec::new());
    for (at, name) in names.iter().enumerate() {
        let words: Vec<_> = name.text.split(' ').collect();
        if words.len() < 2 {
            continue;
        }
        let fresh = seen.insert(name.text);
        let mut first: Option<usize> = None;
        let same = folded.entry(fold(name.text)).or_default();
        let is_other = |other: &&usize| names[**other].text != name.text;
        first = first
            .into_iter()
            .chain(same.iter().copied().find(|at| is_other(&at)))
            .min();
        if fresh {
            same.push(at);
        }
        for number in 0..words.len() {
            let word = fold(words[number]);
            let mut rest = words.clone();
            rest.remove(number);
            let alike = others.entry((number, rest.join(" "))).or_default();
            let near = alike
                .iter()
                .find(|(other, at)| is_other(&at) && is_near(other, &word));
            first = first.into_iter().chain(near.map(|(_, at)| *at)).min();
            if fresh && alike.len() < MOST {
                alike.push((word, at));
            }
        }
        twins.extend(first.map(|other| (name, &names[other])));
    }
    twins
}

/// Names of a package.
fn names<'c>(case: &'c Case<'_>) -> Vec<Name<'c>> {
    let mut names = Vec::new();
    for piece in &case.pieces {
        piece.letter.each_text(&mut |path, holds, text| {
            if matches!(holds, Holds::Name) {
                names.push(Name { text, piece, path: path.to_string() });
            }
        });
    }
    names
}

/// Whether two folded words of four letters and more differ in one letter within; another last letter
/// is another name: Mario, Maria.
fn is_slip(a: &str, b: &str) -> bool {
    let ends = a.chars().next() == b.chars().next() && a.chars().last() == b.chars().last();
    let long = a.chars().count().min(b.chars().count()) >= 4;
    ends && long && strsim::damerau_levenshtein(a, b) == 1
}

/// Whether two folded words are one name: but for accents, or but for a letter of a long one.
fn is_near(a: &str, b: &str) -> bool {
    let long = a.chars().count().min(b.chars().count()) >= 7;
    // A feminine ending is another name: Petrov, Petrova.
    let ending = a
        .strip_prefix(b)
        .or(b.strip_prefix(a))
        .is_some_and(|rest| !rest.is_empty());
    a == b
        || (long
            && !ending
            && a.chars().next() == b.chars().next()
            && strsim::damerau_levenshtein(a, b) == 1)
}
