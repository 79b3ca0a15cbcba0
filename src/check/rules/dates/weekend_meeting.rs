//! A meeting on a Saturday or Sunday.

use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::letter::{DateRange, End, Status};

pub(super) static RULE: Rule = Rule {
    name: "weekend-meeting",
    family: Family::Dates,
    level: Level::Note,
    most: Level::Warning,
    summary: "a meeting begins or ends on a weekend",
    checks: "The first and the last day of each meeting of less than a week. A longer meeting may run over a \
             weekend; cancelled and tentative ones, months and open ends are passed over.",
    why: "Meetings on weekends are rare, and a day one off is a common slip.",
    example: "meetings: { dates: 2018-02-03 }",
    instead: "meetings: { dates: 2018-02-02 }",
    source: "general practice",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    for scheduled in letter.meetings() {
        let meeting = scheduled.meeting;
        let uncertain = matches!(meeting.status, Some(Status::Cancelled | Status::Tentative));
        let Some(dates) = meeting.dates.as_ref().filter(|_| !uncertain) else {
            continue;
        };
        for DateRange { start, end } in dates.ranges() {
            let End::Day(end) = end else { continue };
            if start.plus(6) < *end {
                continue;
            }
            let mut days = vec![*start, *end];
            days.dedup();
            if let Some(day) = days.iter().find(|day| day.weekday() > 4) {
                let weekday = letter.house.language.weekday(*day);
                found.push(
                    RULE.finding(format!("{} is a {weekday}", letter.day(*day)))
                        .at(letter.place_of(scheduled, "dates")),
                );
            }
        }
    }
}
