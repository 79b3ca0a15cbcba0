//! An hour that a change of clocks skips or repeats.

use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::letter::{Clock, Dates, Day, TimeRange};
use crate::source::Place;
use crate::zone::{Local, Zone};

pub(super) static RULE: Rule = Rule {
    name: "clock-change",
    family: Family::Dates,
    level: Level::Warning,
    most: Level::Error,
    summary: "clocks change at that hour",
    checks: "Times of meetings, sittings and deadlines on their days, by the clocks of their zone, or of the office \
             where they name none: an hour that is skipped when clocks go forward, and one that comes twice when \
             they go back. Times whose zone is not known are passed over.",
    why: "At an hour that does not exist nobody can come; of one that exists twice half come an hour early.",
    example: "meetings: { dates: 2018-03-11, times: 02:30, zone: New York time }",
    instead: "meetings: { dates: 2018-03-11, times: 03:30, zone: New York time }",
    source: "the law of the place, as the IANA time zone database has it",
    scope: Scope::Letter(check),
};

/// Of a meeting that lasts longer, only so many days are looked at.
const MOST: i64 = 60;

fn check(letter: &Piece<'_>, found: &mut Found) {
    let zone_of = |words: &Option<String>| {
        let office = letter.house.office.zone;
        words.as_deref().map_or(office, |words| Zone::meant(words, office))
    };
    for scheduled in letter.meetings() {
        let meeting = scheduled.meeting;
        let Some(zone) = zone_of(&meeting.zone) else { continue };
        let ranges = meeting.dates.iter().flat_map(Dates::ranges);
        let days: Vec<Day> = ranges
            .flat_map(|range| {
                let last = range.last().unwrap_or(range.start);
                (0..MOST)
                    .map(|ahead| range.start.plus(ahead))
                    .take_while(move |day| *day <= last)
            })
            .collect();
        let place = |field: &str| letter.place_of(scheduled, field);
        for (at, times) in meeting.times.iter().enumerate() {
            judge(letter, zone, &days, *times, &|| place(&format!("times[{at}]")), found);
        }
        for (at, sitting) in meeting.sittings.iter().enumerate() {
            let own = sitting.date.map_or_else(|| days.clone(), |day| vec![day]);
            let place = || place(&format!("sittings[{at}].times"));
            judge(letter, zone, &own, sitting.times, &place, found);
        }
    }
    for (at, deadline) in letter.letter.deadlines.iter().enumerate() {
        if let (Some(time), Some(zone)) = (deadline.time, zone_of(&deadline.zone)) {
            let place = || letter.record.place(&format!("deadlines[{at}].time"));
            let time = TimeRange { from: time, to: None };
            judge(letter, zone, &[deadline.date], time, &place, found);
        }
    }
}

fn judge(
    letter: &Piece<'_>,
    zone: Zone,
    days: &[Day],
    times: TimeRange,
    place: &dyn Fn() -> Place,
    found: &mut Found,
) {
    let next = i64::from(times.is_overnight());
    let clocks = [Some((times.from, 0)), times.to.map(|to| (to, next))];
    for (clock, later) in clocks.into_iter().flatten() {
        let odd = days.iter().map(|day| day.plus(later)).find_map(|day| {
            let what = said(zone, day, clock)?;
            Some((day, what))
        });
        if let Some((day, what)) = odd {
            found.push(
                RULE.finding(format!("{clock} on {} {what} in {zone}", letter.day(day)))
                    .at(place())
                    .help("choose another hour, or say which of the two is meant"),
            );
            return;
        }
    }
}

/// What is odd about an hour of a day; 24:00 is the first moment of the next one.
fn said(zone: Zone, day: Day, clock: Clock) -> Option<&'static str> {
    let (day, clock) = match clock.hour {
        24 => (day.next()?, Clock { hour: 0, minute: 0 }),
        _ => (day, clock),
    };
    match zone.local((day.year(), day.month(), day.day()), (clock.hour, clock.minute)) {
        Local::Once => None,
        Local::Never => Some("is skipped: clocks go forward"),
        Local::Twice => Some("comes twice: clocks go back"),
    }
}
