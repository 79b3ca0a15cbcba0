//! A time in prose that the schedule contradicts.

use crate::check::{Family, Found, Piece, Rule, Scheduled, Scope};
use crate::finding::Level;
use crate::language::facts::Fact;
use crate::letter::Clock;

pub(super) static RULE: Rule = Rule {
    name: "time-not-in-schedule",
    family: Family::Prose,
    level: Level::Warning,
    most: Level::Warning,
    summary: "the prose begins a meeting at a time that the schedule does not have",
    checks: "\"At 10 a.m.\" and \"from 3.30 p.m.\" in a paragraph that names one day, where the record holds \
             exactly one meeting on that day and gives its times. Times of its sittings and agenda, of \
             deadlines, and the end of a time range are passed over.",
    why: "Half of the delegations arrive for the time in the text.",
    example: "meetings: { dates: 2018-02-01, times: 10:00/13:00 }\n… on 1 February 2018 at 3 p.m.",
    instead: "… on 1 February 2018 at {{ meetings.1.times }}",
    source: "general practice",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let Some(date) = letter.letter.day() else {
        return;
    };
    for (passage, mentions) in letter.dated().filter(|(passage, _)| !passage.quoted) {
        let [mention] = mentions else { continue };
        let [day] = mention.days.as_slice() else {
            continue;
        };
        let Some(scheduled) = day.near(date).and_then(|day| letter.schedule.only_on(day)) else {
            continue;
        };
        let known = times(scheduled, letter);
        if scheduled.meeting.times.is_empty() {
            continue;
        }
        let facts = passage.facts().iter();
        let times = facts.filter(|fact| fact.certain).filter_map(Fact::times);
        for time in times.filter(|time| time.begins).map(|time| &time.from) {
            let other = time.other.filter(|_| !time.says_half);
            if known.contains(&time.clock) || other.is_some_and(|other| known.contains(&other)) {
                continue;
            }
            found.push(
                RULE.finding(format!(
                    "the prose says {}, and the schedule {}",
                    time.clock, scheduled.meeting.times[0]
                ))
                .at(passage.place(time.range.clone()))
                .related(letter.place_of(scheduled, "times"), "the times in the schedule")
                .help("correct one of them, and type the time once: `{{ meetings.1.times }}`"),
            );
        }
    }
}

fn times(scheduled: &Scheduled<'_>, letter: &Piece<'_>) -> Vec<Clock> {
    let meeting = scheduled.meeting;
    let ranges = meeting.times.iter();
    let ranges = ranges.chain(meeting.sittings.iter().map(|sitting| &sitting.times));
    let ranges = ranges.chain(meeting.agenda.iter().filter_map(|item| item.time.as_ref()));
    let deadlines = letter.letter.deadlines.iter().filter_map(|deadline| deadline.time);
    ranges
        .flat_map(|range| [Some(range.from), range.to])
        .flatten()
        .chain(deadlines)
        .collect()
}
