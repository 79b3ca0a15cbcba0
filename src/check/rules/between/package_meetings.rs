//! A meeting that cover and enclosure give differently.

use crate::check::{Case, Family, Found, Piece, Rule, Scheduled, Scope};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "package-meetings",
    family: Family::Between,
    level: Level::Warning,
    most: Level::Error,
    summary: "a cover and its enclosure give a meeting different dates, times or titles",
    checks: "Meetings of the same `id`, or of the same title, in the letters of a package: their dates, times, \
             room and title. What only one of them says is fine. Rooms that are one room under two names are \
             left to package-rooms.",
    why: "The cover is read and the enclosure is filed; who acts on one misses the other.",
    example: "Cover: dates: 2018-02-01\nEnclosure: dates: 2018-02-02   (both `id: ign-72-1`)",
    instead: "The same dates in both.",
    source: "general practice; covers and enclosures disagree on title, time and room in real letters",
    scope: Scope::Package(check),
};

fn check(case: &Case<'_>, found: &mut Found) {
    for (cover, enclosed) in case.pairs() {
        let theirs = enclosed.meetings();
        for ours in cover.meetings() {
            let Some(same) = theirs.iter().find(|theirs| is_same(ours, theirs)) else {
                continue;
            };
            compare(cover, ours, enclosed, same, found);
        }
    }
}

fn is_same(a: &Scheduled<'_>, b: &Scheduled<'_>) -> bool {
    match (&a.meeting.id, &b.meeting.id) {
        (Some(a), Some(b)) => a == b,
        _ => a.meeting.title.is_some() && a.meeting.title == b.meeting.title,
    }
}

fn compare(
    cover: &Piece<'_>,
    ours: &Scheduled<'_>,
    enclosed: &Piece<'_>,
    theirs: &Scheduled<'_>,
    found: &mut Found,
) {
    let texts = |scheduled: &Scheduled<'_>| {
        let meeting = scheduled.meeting;
        let times: Vec<_> = meeting.times.iter().map(ToString::to_string).collect();
        [
            ("dates", meeting.dates.as_ref().map(ToString::to_string)),
            ("times", (!times.is_empty()).then(|| times.join(", "))),
            ("room", meeting.room.clone()),
            ("title", meeting.title.clone()),
        ]
    };
    for ((field, a), (_, b)) in texts(ours).into_iter().zip(texts(theirs)) {
        let (Some(a), Some(b)) = (a, b) else { continue };
        let one_room = field == "room" && super::package_rooms::is_one_room(&a, &b);
        if a == b || one_room || a.eq_ignore_ascii_case(&b) {
            continue;
        }
        let noun = field.strip_suffix('s').unwrap_or(field);
        found.push(
            RULE.finding(format!(
                "the cover gives the {noun} as {a}, the letter it encloses as {b}"
            ))
            .at(cover.place_of(ours, field))
            .related(enclosed.place_of(theirs, field), "in the enclosed letter")
            .help("give both the same"),
        );
    }
}
