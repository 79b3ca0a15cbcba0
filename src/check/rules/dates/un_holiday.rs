//! A meeting on an official holiday in New York.

use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::letter::{Day, End, Status};

pub(super) static RULE: Rule = Rule {
    name: "un-holiday",
    family: Family::Dates,
    level: Level::Note,
    most: Level::Note,
    summary: "a meeting is on an official holiday of United Nations Headquarters",
    checks: "The days of meetings of less than a week against the fixed and reckoned holidays of Headquarters: \
             New Year's Day, Presidents' Day, Good Friday, Memorial Day, Independence Day, Labor Day, \
             Thanksgiving Day, Christmas Day. Eid al-Fitr, Eid al-Adha and days that change from year to year \
             are not reckoned. Offices with another `zone`, or with a `place` and no zone, keep other holidays.",
    why: "The building is closed, unless the meeting is elsewhere.",
    example: "meetings: { dates: 2018-05-28 }",
    instead: "meetings: { dates: 2018-05-29 }",
    source: "general practice: the official holidays of United Nations Headquarters, New York",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let office = &letter.house.office;
    // Elsewhere other holidays are kept.
    let elsewhere = match &office.zone {
        Some(zone) => zone.name() != "America/New_York",
        None => office.place.is_some(),
    };
    if elsewhere {
        return;
    }
    for scheduled in letter.meetings() {
        let meeting = scheduled.meeting;
        let off = meeting.status == Some(Status::Cancelled);
        let Some(dates) = meeting.dates.as_ref().filter(|_| !off) else {
            continue;
        };
        for range in dates.ranges() {
            let End::Day(end) = range.end else { continue };
            let days = (0..7)
                .map(|ahead| range.start.plus(ahead))
                .take_while(|day| *day <= end);
            if let Some((day, name)) = days.filter_map(|day| Some((day, holiday(day)?))).next() {
                found.push(
                    RULE.finding(format!("{} is {name}", letter.day(day)))
                        .at(letter.place_of(scheduled, "dates")),
                );
            }
        }
    }
}

fn holiday(day: Day) -> Option<&'static str> {
    let monday = day.weekday() == 0;
    let name = match (day.month(), day.day()) {
        (1, 1) => "New Year's Day",
        (2, 15..=21) if monday => "Presidents' Day",
        (5, 25..=31) if monday => "Memorial Day",
        (7, 4) => "Independence Day",
        (9, 1..=7) if monday => "Labor Day",
        (11, 22..=28) if day.weekday() == 3 => "Thanksgiving Day",
        (12, 25) => "Christmas Day",
        _ if Some(day) == easter(day.year()).map(|easter| easter.plus(-2)) => "Good Friday",
        _ => return None,
    };
    Some(name)
}

/// Easter Sunday (the anonymous Gregorian computus).
fn easter(year: i32) -> Option<Day> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let (month, day) = ((h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1);
    Day::from_ymd(year, month.unsigned_abs(), day.unsigned_abs())
}
