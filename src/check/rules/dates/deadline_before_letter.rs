//! A deadline that has passed when the letter is written.

use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::letter::Silence;

pub(super) static RULE: Rule = Rule {
    name: "deadline-before-letter",
    family: Family::Dates,
    level: Level::Error,
    most: Level::Error,
    summary: "a deadline has passed when the letter is written",
    checks: "Deadlines, and the day of the action required, against the letter's date. A silence procedure that \
             was broken or concluded tells of a past deadline, and is passed over; so is the deadline on the \
             letter's own day.",
    why: "Nobody can act by a day that is over: the letter or the deadline bears the wrong date.",
    example: "date: 2018-01-17\ndeadlines: { what: comments, date: 2018-01-10 }",
    instead: "deadlines: { what: comments, date: 2018-02-10 }",
    source: "general practice",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let Some(date) = letter.letter.day() else {
        return;
    };
    let mut passed = Vec::new();
    for (at, deadline) in letter.letter.deadlines.iter().enumerate() {
        let past = matches!(deadline.silence, Some(Silence::Broken | Silence::Concluded));
        if !past && deadline.date < date {
            passed.push((deadline.date, format!("deadlines[{at}].date")));
        }
    }
    let by = letter.letter.action.as_ref().and_then(|action| action.by);
    if let Some(by) = by.filter(|by| *by < date) {
        passed.push((by, "action.by".to_owned()));
    }
    for (day, path) in passed {
        let mut finding = RULE
            .finding(format!(
                "the deadline of {} is before the letter of {}",
                letter.day(day),
                letter.day(date)
            ))
            .at(letter.record.place(&path))
            .related(letter.record.place("date"), "the letter's date");
        if let Some(year) = super::predates_citation::year_that_fits(day, date) {
            finding = finding.help(format!("{year}?"));
        }
        found.push(finding);
    }
}
