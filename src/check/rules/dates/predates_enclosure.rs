//! A cover dated before the letter it encloses.

use crate::check::{Case, Family, Found, Rule, Scope};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "predates-enclosure",
    family: Family::Dates,
    level: Level::Error,
    most: Level::Error,
    summary: "a cover is dated before the letter it encloses",
    checks: "The date of a letter against the dates of the letters it encloses. The same day is fine, and so is \
             an enclosure without a date.",
    why: "A cover cannot enclose what was not yet signed; one of the two dates is wrong, and whoever answers \
          will cite it.",
    example: "date: 2018-01-15\nenclosures: { letter: 2018-01-17-ign-co-chairs }",
    instead: "date: 2018-01-18",
    source: "general practice",
    scope: Scope::Package(check),
};

fn check(case: &Case<'_>, found: &mut Found) {
    for (cover, enclosed) in case.pairs() {
        let (Some(ours), Some(theirs)) = (cover.letter.day(), enclosed.letter.day()) else {
            continue;
        };
        if ours < theirs {
            let mut finding = RULE
                .finding(format!(
                    "the cover is dated {}, before the letter of {} that it encloses",
                    cover.day(ours),
                    enclosed.day(theirs)
                ))
                .at(cover.record.place("date"))
                .related(enclosed.record.place("date"), "the enclosed letter's date");
            if let Some(year) = super::predates_citation::year_that_fits(ours, theirs) {
                finding = finding.help(format!("{year}?"));
            }
            found.push(finding);
        }
    }
}
