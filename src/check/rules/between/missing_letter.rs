//! A letter that is referred to and is not there.

use crate::check::{Family, FolderIndex, FolderLetter, Found, Rule, Scope};
use crate::finding::{Finding, Level, nearest};
use crate::letter::{Day, LetterRef};
use crate::register::Meaning;

pub(super) static RULE: Rule = Rule {
    name: "missing-letter",
    family: Family::Between,
    level: Level::Warning,
    most: Level::Error,
    summary: "a letter is referred to and is not in the folder",
    checks: "Each letter that a record follows, and each that announced an old date. It must be in the folder \
             where the folder holds letters of that office from before and after its date, or where a letter's \
             name or date is nearly the same. Letters of others (`sender`), and of times that the folder does \
             not cover, are passed over.",
    why: "A wrong date in \"my letter dated …\" sends every reader to look for a letter that never was.",
    example: "follows: { letter: 2017-12-12-ign-co-chairs }   (the letter is of 11 December)",
    instead: "follows: { letter: 2017-12-11-ign-co-chairs }",
    source: "general practice",
    scope: Scope::Folder(check),
};

/// So many references are compared with the ids of all letters; more are looked for by date.
const MOST: usize = 256;

fn check(index: &FolderIndex<'_>, found: &mut Found) {
    let missing = index.letters.iter().flat_map(|letter| {
        let references = letter.references();
        let missing =
            references.filter(|(it, _)| index.meaning(letter, &it.letter) == Meaning::Missing);
        missing.map(move |(reference, range)| (letter, &reference.letter, range))
    });
    for (number, (letter, reference, range)) in missing.enumerate() {
        let by_id = number < MOST;
        if let Some(finding) = judge(index, letter, reference, by_id) {
            found.push(finding.at(index.place(letter, range.clone())));
        }
    }
}

fn judge(
    index: &FolderIndex<'_>,
    letter: &FolderLetter,
    reference: &LetterRef,
    by_id: bool,
) -> Option<Finding> {
    let date = reference.date?;
    let office = office(index, letter, reference).unwrap_or_default();
    let others = |from: Day, to: Day| {
        let written = index.written(office, (from, to));
        written.filter(|other| other.id != letter.id)
    };
    let near = others(date.plus(-NEARLY_A_YEAR), date.plus(NEARLY_A_YEAR));
    let near = near
        .rev()
        .find(|other| other.day().is_some_and(|day| is_near(day, date)));
    let ids = index.letters.iter().filter(|other| other.id != letter.id);
    let alike = reference.id.as_deref().filter(|_| by_id).and_then(|id| {
        let near = nearest(id, ids.map(|other| other.id.as_str()));
        near.filter(|found| strsim::damerau_levenshtein(id, found) <= 2)
    });
    let near = alike.or(near.map(|letter| letter.id.as_str()));
    let before = || others(Day::FIRST, date.plus(-1)).next().is_some();
    let after = || others(date.plus(1), Day::LAST).next().is_some();
    if near.is_none() && !(before() && after()) {
        return None;
    }
    let name = reference
        .id
        .clone()
        .unwrap_or_else(|| format!("of {office} dated {date}"));
    let finding = RULE.finding(format!("there is no letter {name} in the folder"));
    Some(match near {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help("correct the reference, or add the letter's record"),
    })
}

/// How far apart two days of the same month and day may be.
const NEARLY_A_YEAR: i64 = 369;

/// Whether one day was likely written for the other: a few days off, or in another year.
fn is_near(day: Day, date: Day) -> bool {
    day.distance(date) <= 3 || (day.month(), day.day()) == (date.month(), date.day())
}

/// The office that wrote the letter referred to, of those that the folder knows.
fn office<'i>(
    index: &'i FolderIndex<'_>,
    letter: &'i FolderLetter,
    reference: &'i LetterRef,
) -> Option<&'i str> {
    let Some(id) = &reference.id else {
        return Some(reference.office.as_deref().unwrap_or(&letter.office));
    };
    let rest = id.get(11..)?;
    let fits = |office: &&str| {
        rest.strip_prefix(*office)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    index.offices().filter(fits).max_by_key(|office| office.len())
}
