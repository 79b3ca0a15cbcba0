//! A letter that is referred to and is not there.

use crate::check::dates::distance;
use crate::check::{Entry, Family, Found, Index, Mentioned, Rule, Scope};
use crate::finding::{Level, nearest};
use crate::letter::LetterRef;

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

fn check(index: &Index<'_>, found: &mut Found) {
    for entry in &index.letters {
        for mentioned in &entry.refers {
            if mentioned.letter.sender.is_none() && index.meant(entry, &mentioned.letter).is_empty()
            {
                found.extend(judge(index, entry, mentioned));
            }
        }
    }
}

fn judge(
    index: &Index<'_>,
    entry: &Entry,
    mentioned: &Mentioned,
) -> Option<crate::finding::Finding> {
    let letter = &mentioned.letter;
    let date = letter.date?;
    let office = office(index, entry, letter).unwrap_or_default();
    let others = index.days_of(office).filter(|(_, other)| other.id != entry.id);
    let (mut before, mut after, mut near) = (false, false, None);
    for (day, other) in others {
        before |= day < date;
        after |= day > date;
        if distance(day, date) <= 3
            || (day.month(), day.day()) == (date.month(), date.day()) && distance(day, date) < 370
        {
            near = Some(other);
        }
    }
    let alike = letter.id.as_deref().and_then(|id| {
        let ids = index
            .letters
            .iter()
            .filter(|other| other.id != entry.id)
            .map(|other| other.id.as_str());
        nearest(id, ids).filter(|found| strsim::damerau_levenshtein(id, found) <= 2)
    });
    let near = alike.or(near.map(|entry| entry.id.as_str()));
    if near.is_none() && !(before && after) {
        return None;
    }
    let name = letter
        .id
        .clone()
        .unwrap_or_else(|| format!("of {office} dated {date}"));
    let finding = RULE
        .finding(format!("there is no letter {name} in the folder"))
        .at(index.place(entry, mentioned.range.clone()));
    Some(match near {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help("correct the reference, or add the letter's record"),
    })
}

/// The office that wrote the letter referred to, of those that the folder knows.
fn office<'i>(index: &'i Index<'_>, entry: &'i Entry, letter: &'i LetterRef) -> Option<&'i str> {
    let Some(id) = &letter.id else {
        return Some(letter.office.as_deref().unwrap_or(&entry.office));
    };
    let rest = id.get(11..)?;
    let offices = index.letters.iter().map(|other| other.office.as_str());
    let fits = |office: &&str| {
        rest.strip_prefix(*office)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    offices.filter(fits).max_by_key(|office| office.len())
}
