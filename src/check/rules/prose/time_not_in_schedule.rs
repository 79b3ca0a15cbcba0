//! A time in prose that the schedule contradicts.

use crate::check::words::{Kind, words};
use crate::check::{Family, Found, Piece, Rule, Scheduled, Scope};
use crate::finding::Level;
use crate::letter::Clock;

pub(super) static RULE: Rule = Rule {
    name: "time-not-in-schedule",
    family: Family::Prose,
    level: Level::Warning,
    most: Level::Warning,
    summary: "the prose begins a meeting at a time that the schedule does not have",
    checks: "\"At 10 a.m.\" and \"from 3.30 p.m.\" in a paragraph that names one day, where the record holds \
             exactly one meeting on that day and gives its times. Times of its sittings and agenda, of \
             deadlines, and the end of a time range are passed over. English letters only.",
    why: "Half of the delegations arrive for the time in the text.",
    example: "meetings: { dates: 2018-02-01, times: 10:00/13:00 }\n… on 1 February 2018 at 3 p.m.",
    instead: "… on 1 February 2018 at {{ meetings.1.times }}",
    source: "general practice",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let Some(date) = letter.letter.date.filter(|_| letter.is_english()) else {
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
        for (time, range) in begins(passage.text()) {
            if !known.contains(&time) {
                found.push(
                    RULE.finding(format!(
                        "the prose says {time}, and the schedule {}",
                        scheduled.meeting.times[0]
                    ))
                    .at(passage.place(range))
                    .related(letter.place_of(scheduled, "times"), "the times in the schedule")
                    .help("correct one of them, and type the time once: `{{ meetings.1.times }}`"),
                );
            }
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

/// The times at which running text lets something begin: "at 10 a.m.", "from 3.30 p.m.".
fn begins(text: &str) -> Vec<(Clock, std::ops::Range<usize>)> {
    let all = words(text);
    let word = |at: usize| all.get(at).map_or("", |word| &text[word.range.clone()]);
    let figures = |at: usize| {
        all.get(at)
            .filter(|word| word.kind == Kind::Figures)
            .and_then(|_| word(at).parse::<u8>().ok())
    };
    let mut found = Vec::new();
    for at in 0..all.len() {
        if !matches!(word(at), "at" | "from" | "At" | "From") {
            continue;
        }
        let Some(hour) = figures(at + 1) else {
            continue;
        };
        let (minute, half) = match (word(at + 2), figures(at + 3)) {
            ("." | ":", Some(minute)) => (minute, at + 4),
            _ => (0, at + 2),
        };
        let (hour, end) = match (word(half).to_lowercase().as_str(), word(half + 1), word(half + 2))
        {
            (letter @ ("a" | "p"), ".", "m") => {
                // The full stop of "p.m." may also be that of the sentence.
                let stop = usize::from(word(half + 3) == ".");
                (twelve(hour, letter), half + 2 + stop)
            }
            (word @ ("am" | "pm"), ..) => (twelve(hour, &word[..1]), half),
            _ if half == at + 4 && word(at + 2) == ":" => (Some(hour), half - 1),
            _ => continue,
        };
        let time = hour.and_then(|hour| Clock::from_hm(hour, minute));
        if let (Some(time), Some(end)) = (time, all.get(end)) {
            found.push((time, all[at + 1].range.start..end.range.end));
        }
    }
    found
}

fn twelve(hour: u8, half: &str) -> Option<u8> {
    let hour = (1..=12).contains(&hour).then_some(hour % 12)?;
    Some(if half == "p" { hour + 12 } else { hour })
}
