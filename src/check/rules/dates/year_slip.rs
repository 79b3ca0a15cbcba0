//! A year that only January explains.

use crate::check::{Case, Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::letter::Day;
use crate::source::Place;

pub(super) static RULE: Rule = Rule {
    name: "year-slip",
    family: Family::Dates,
    level: Level::Warning,
    most: Level::Warning,
    summary: "a letter of January bears the year that has just ended",
    checks: "A letter dated in January whose meetings, deadlines, citations and cover would all fit a date one \
             year later, where at least two of them speak for it, or a citation that cannot be otherwise. Meetings a \
             whole year ahead, or a cover a year later, are fine by themselves.",
    why: "In January the old year is still in everybody's fingers, and in the template of the last letter.",
    example: "date: 2017-01-17   (meetings in February 2018, enclosed in a letter of 18 January 2018)",
    instead: "date: 2018-01-17",
    source: "general practice",
    scope: Scope::Package(check),
};

/// So many days ahead a letter of January seldom looks.
const FAR: i64 = 330;

fn check(case: &Case<'_>, found: &mut Found) {
    for (at, piece) in case.pieces.iter().enumerate() {
        let Some(date) = piece.letter.day().filter(|date| date.month() == 1) else {
            continue;
        };
        let year = date.year() + 1;
        let Some(moved) = Day::from_ymd(year, 1, date.day()) else {
            continue;
        };
        let Some(planned) = planned(piece, date) else {
            continue;
        };
        let cited = super::predates_citation::cited_after(piece, date);
        if cited.iter().any(|(day, ..)| *day > moved)
            || planned.iter().any(|(day, ..)| *day < moved)
        {
            continue;
        }
        let cover = case.pieces.iter().find(|cover| cover.encloses.contains(&at));
        let cover = cover.and_then(|cover| Some((cover.letter.day()?, cover)));
        let cover = cover.filter(|(day, _)| *day > date && day.distance(date) > FAR);
        // One series of meetings is one witness, however long it is.
        let witnesses = [!planned.is_empty(), !cited.is_empty(), cover.is_some()];
        let witnesses = witnesses.iter().filter(|speaks| **speaks).count();
        if witnesses < 2 && cited.is_empty() {
            continue;
        }
        let mut finding = RULE
            .finding(format!(
                "the letter is dated {}, and all else in it is of {year}",
                piece.day(date)
            ))
            .at(piece.record.place("date"))
            .help(format!("{year}?"));
        for (_, what, place) in planned.into_iter().take(2).chain(cited.into_iter().take(2)) {
            finding = finding.related(place, what);
        }
        if let Some((day, cover)) = cover {
            let what = format!("its cover, dated {}", cover.day(day));
            finding = finding.related(cover.record.place("date"), what);
        }
        found.push(finding);
    }
}

/// What the letter announces, all of it about a year ahead; none where some of it is nearer.
fn planned(piece: &Piece<'_>, date: Day) -> Option<Vec<(Day, String, Place)>> {
    let mut planned = Vec::new();
    for scheduled in piece.meetings() {
        if let Some(dates) = &scheduled.meeting.dates {
            let place = piece.place_of(scheduled, "dates");
            planned.push((dates.first(), "a meeting".to_owned(), place));
        }
    }
    for (at, deadline) in piece.letter.deadlines.iter().enumerate() {
        let place = piece.record.place(&format!("deadlines[{at}].date"));
        planned.push((deadline.date, "a deadline".to_owned(), place));
    }
    let far = planned
        .iter()
        .all(|(day, ..)| *day > date && day.distance(date) > FAR);
    far.then_some(planned)
}
