//! A letter that convenes a meeting which is already over.

use crate::check::{Family, Found, Piece, Rule, Scheduled, Scope};
use crate::finding::Level;
use crate::letter::{Day, End, Status};

pub(super) static RULE: Rule = Rule {
    name: "meeting-before-letter",
    family: Family::Dates,
    level: Level::Error,
    most: Level::Error,
    summary: "a letter convenes a meeting that is over",
    checks: "The last day of each meeting against the letter's date, in letters of the kinds that convene: \
             `meetings` and `invitation`. Where only some of the meetings are over it is a warning, for a \
             timeline may begin in the past. Other kinds may tell of past meetings; cancelled meetings, open \
             ends, and what an earlier letter had announced (`was`) are passed over.",
    why: "Delegations that read it have missed the meeting, or one of the dates is wrong.",
    example: "kind: invitation\ndate: 2018-02-10\nmeetings: { dates: 2018-02-01 }",
    instead: "date: 2018-01-10",
    source: "general practice",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let Some(date) = letter.letter.day() else {
        return;
    };
    if !matches!(letter.letter.kind.as_deref(), Some("meetings" | "invitation")) {
        return;
    }
    let held = |scheduled: &&Scheduled<'_>| scheduled.meeting.status != Some(Status::Cancelled);
    let dated: Vec<_> = letter
        .meetings()
        .iter()
        .filter(held)
        .filter_map(|scheduled| Some((last(scheduled)?, scheduled)))
        .collect();
    let all = dated.iter().all(|(last, _)| *last < date);
    for (last, scheduled) in dated.iter().filter(|(last, _)| *last < date) {
        let mut finding = RULE
            .finding(format!(
                "the letter of {} convenes a meeting that ended on {}",
                letter.day(date),
                letter.day(*last)
            ))
            .at(letter.place_of(scheduled, "dates"))
            .related(letter.record.place("date"), "the letter's date");
        if !all {
            finding = finding.level(Level::Warning);
        }
        found.push(finding.help("correct one of the two dates"));
    }
}

/// The last day of a meeting, where it is known.
fn last(scheduled: &Scheduled<'_>) -> Option<Day> {
    let range = scheduled.meeting.dates.as_ref()?.ranges().last().copied()?;
    match range.end {
        End::Month => Some(range.start.plus(30)),
        _ => range.last(),
    }
}
