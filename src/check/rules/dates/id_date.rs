//! A record whose name gives another date than the letter bears.

use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::letter::LetterRef;

pub(super) static RULE: Rule = Rule {
    name: "id-date",
    family: Family::Dates,
    level: Level::Warning,
    most: Level::Error,
    summary: "the record's name and the letter give different dates",
    checks: "The date at the start of the record's name (2018-01-17-ign-co-chairs) against the letter's. Names \
             that begin with no date are passed over.",
    why: "Other letters refer to this one by its name, and whoever follows them reads a date that the page does not bear.",
    example: "2018-01-17-ign-co-chairs.md with date: 2017-01-17",
    instead: "Rename the file, or correct the date.",
    source: "the format of records",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let named = LetterRef::from_id(&letter.record.id).date;
    if let (Some(named), Some(date)) = (named, letter.letter.day())
        && named != date
    {
        found.push(
            RULE.finding(format!(
                "the letter is dated {date}, and its record is called {}",
                letter.record.id
            ))
            .at(letter.record.place("date"))
            .help("rename the file, or correct the date"),
        );
    }
}
