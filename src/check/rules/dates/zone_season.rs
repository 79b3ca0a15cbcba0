//! A time zone of the other half of the year.

use crate::check::dates::among;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::letter::Day;
use crate::source::Place;

pub(super) static RULE: Rule = Rule {
    name: "zone-season",
    family: Family::Dates,
    level: Level::Warning,
    most: Level::Warning,
    summary: "a time zone is that of the other half of the year",
    checks: "EST and EDT (and CST, MST, PST with their summer zones) against the second Sunday of March and the \
             first of November; CET and CEST against the last Sundays of March and October. Zones of meetings \
             and deadlines, and zones in prose that stand in a sentence with one date. \"New York time\" is \
             always right.",
    why: "Whoever computes their own time from it is an hour late.",
    example: "3 p.m. EST on 14 September 2023",
    instead: "3 p.m. EDT on 14 September 2023, or 3 p.m. (New York time)",
    source: "the law of the place: 15 U.S.C. 260a; Directive 2000/84/EC",
    scope: Scope::Letter(check),
};

/// Winter zone, summer zone, and whether America's rule decides.
const ZONES: &[(&str, &str, bool)] = &[
    ("EST", "EDT", true),
    ("CST", "CDT", true),
    ("MST", "MDT", true),
    ("PST", "PDT", true),
    ("CET", "CEST", false),
];

fn check(letter: &Piece<'_>, found: &mut Found) {
    for scheduled in letter.meetings() {
        let meeting = scheduled.meeting;
        if let (Some(zone), Some(dates)) = (&meeting.zone, &meeting.dates) {
            let days = [dates.first(), dates.last().unwrap_or(dates.first())];
            judge(letter, zone, &days, &|| letter.place_of(scheduled, "zone"), found);
        }
    }
    for (at, deadline) in letter.letter.deadlines.iter().enumerate() {
        if let Some(zone) = &deadline.zone {
            let place = || letter.record.place(&format!("deadlines[{at}].zone"));
            judge(letter, zone, &[deadline.date], &place, found);
        }
    }
    let Some(date) = letter.letter.day() else {
        return;
    };
    for (passage, mentions) in letter.dated().filter(|(_, mentions)| !mentions.is_empty()) {
        for (at, word) in passage.words().iter().enumerate() {
            let zone = passage.word(at);
            if !ZONES
                .iter()
                .any(|(winter, summer, _)| zone == *winter || zone == *summer)
            {
                continue;
            }
            if let [mention] = among(mentions, &passage.sentence(word.range.start)) {
                let days: Vec<_> = mention.days.iter().filter_map(|day| day.near(date)).collect();
                judge(letter, zone, &days, &|| passage.place(word.range.clone()), found);
            }
        }
    }
}

fn judge(
    letter: &Piece<'_>,
    zone: &str,
    days: &[Day],
    place: &dyn Fn() -> Place,
    found: &mut Found,
) {
    let word = zone.trim().trim_matches(['(', ')']);
    let known = ZONES
        .iter()
        .find(|(winter, summer, _)| word == *winter || word == *summer);
    let Some((winter, summer, america)) = known else {
        return;
    };
    let in_summer: Vec<_> = days.iter().map(|day| is_summer(*day, *america)).collect();
    let (right, season) =
        match (in_summer.iter().all(|summer| *summer), in_summer.iter().any(|summer| *summer)) {
            (true, true) => (summer, "summer"),
            (false, false) => (winter, "winter"),
            _ => return,
        };
    if let (true, Some(day)) = (word != *right, days.first()) {
        found.push(
            RULE.finding(format!("{word} on {}, when {season} time is in force", letter.day(*day)))
                .at(place())
                .help(format!("{right}, or the place: \"New York time\"")),
        );
    }
}

/// Whether summer time is in force.
fn is_summer(day: Day, america: bool) -> bool {
    let (start, end) = if america {
        (sunday(day.year(), 3, 2), sunday(day.year(), 11, 1))
    } else {
        (last_sunday(day.year(), 3), last_sunday(day.year(), 10))
    };
    start.is_some_and(|start| day >= start) && end.is_some_and(|end| day < end)
}

/// The `number`th Sunday of a month.
fn sunday(year: i32, month: u32, number: i64) -> Option<Day> {
    let first = Day::from_ymd(year, month, 1)?;
    Some(first.plus(6 - first.weekday() as i64 + 7 * (number - 1)))
}

fn last_sunday(year: i32, month: u32) -> Option<Day> {
    let last = Day::from_ymd(year, month, 31)?;
    Some(last.plus(-((last.weekday() as i64 + 1) % 7)))
}
