//! A date in prose that the schedule contradicts.

use crate::check::dates::{Mention, distance};
use crate::check::{Family, Found, Piece, Rule, Scope, words};
use crate::finding::Level;
use crate::letter::{Dates, Day, End};

pub(super) static RULE: Rule = Rule {
    name: "date-not-in-schedule",
    family: Family::Prose,
    level: Level::Warning,
    most: Level::Warning,
    summary: "the prose holds a meeting on a day that the schedule does not have",
    checks: "Days in sentences that say when a meeting will be held (\"will be held on\", \"scheduled for\", \"will \
             take place\", \"to be held\"), within a week of a meeting of the schedule and on none of its days. \
             Days of sittings, old dates (`was`), deadlines and dates of citations count as known; days far \
             from the schedule are of some other meeting.",
    why: "The prose was written first, and the schedule moved; one of them sends people to an empty room.",
    example: "meetings: { dates: 2018-02-01/02 }\nThe first meeting will be held on 31 January 2018.",
    instead: "The first meeting will be held on {{ meetings.1.dates }}.",
    source: "general practice",
    scope: Scope::Letter(check),
};

/// What says that something is held.
pub(super) const HELD: &[&str] = &[
    "will be held", "to be held", "shall be held", "will take place", "to take place",
    "scheduled for", "scheduled on", "scheduled to", "will meet", "will convene",
    "will be convened", "is scheduled", "are scheduled", "rescheduled to",
];

fn check(letter: &Piece<'_>, found: &mut Found) {
    let days = known(letter);
    let Some(date) = letter
        .letter
        .date
        .filter(|_| !days.meetings.is_empty() && letter.is_english())
    else {
        return;
    };
    for (passage, mentions) in letter.dated().filter(|(passage, _)| !passage.quoted) {
        for mention in mentions {
            let sentence = words::sentence(passage.text(), mention.range.start);
            let before = &passage.text()[sentence.start..mention.range.start];
            if !HELD.iter().any(|phrase| !words::find(before, phrase).is_empty()) {
                continue;
            }
            let Some((day, near)) = stray(mention, date, &days) else {
                continue;
            };
            found.push(
                RULE.finding(format!(
                    "the prose says {}, and the schedule {}",
                    letter.day(day),
                    letter.day(days.meetings[near].0)
                ))
                .at(passage.place(mention.range.clone()))
                .related(
                    letter.record.place(&format!("{}.dates", days.meetings[near].2)),
                    "the meeting in the schedule",
                )
                .help("correct one of them, and type the date once: `{{ meetings.1.dates }}`"),
            );
        }
    }
}

/// The days a record knows.
struct Known {
    /// First day, last day and path of each range of days on which a meeting is held.
    meetings: Vec<(Day, Day, String)>,
    /// Days of something else.
    others: Vec<Day>,
}

/// A day that is near a meeting and known to nobody.
fn stray(mention: &Mention, date: Day, known: &Known) -> Option<(Day, usize)> {
    let days = mention
        .days
        .iter()
        .map(|day| day.near(date))
        .collect::<Option<Vec<_>>>()?;
    let is_known = |day: &Day| {
        known.others.contains(day)
            || known
                .meetings
                .iter()
                .any(|(first, last, _)| (first..=last).contains(&day))
    };
    let day = days.into_iter().find(|day| !is_known(day))?;
    let near = |at: &usize| {
        let (first, last, _) = &known.meetings[*at];
        distance(day, *first).min(distance(day, *last))
    };
    let nearest = (0..known.meetings.len()).min_by_key(near)?;
    (near(&nearest) <= 7).then_some((day, nearest))
}

fn known(letter: &Piece<'_>) -> Known {
    let mut known = Known { meetings: Vec::new(), others: Vec::new() };
    for scheduled in letter.meetings() {
        let meeting = scheduled.meeting;
        for range in meeting.dates.iter().flat_map(Dates::ranges) {
            let last = match range.end {
                End::Day(day) => day,
                End::Month => range.start.plus(30),
                End::Open => range.start.plus(365),
            };
            known.meetings.push((range.start, last, scheduled.path.clone()));
        }
        for range in meeting
            .was
            .iter()
            .filter_map(|was| was.dates.as_ref())
            .flat_map(Dates::ranges)
        {
            let last = range.last().unwrap_or(range.start);
            known.others.extend(
                (0..60)
                    .map(|ahead| range.start.plus(ahead))
                    .take_while(|day| *day <= last),
            );
        }
        known
            .others
            .extend(meeting.sittings.iter().filter_map(|sitting| sitting.date));
        known
            .others
            .extend(meeting.agenda.iter().filter_map(|item| item.date));
    }
    let data = letter.letter;
    known
        .others
        .extend(data.deadlines.iter().map(|deadline| deadline.date));
    known.others.extend(data.cites.iter().filter_map(|cite| cite.adopted));
    known.others.extend(data.action.iter().filter_map(|action| action.by));
    known
        .others
        .extend(data.follows.iter().filter_map(|follows| follows.letter.date));
    known.others.extend(data.date);
    known
}
