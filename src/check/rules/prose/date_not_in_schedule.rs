//! A date in prose that the schedule contradicts.

use std::collections::BTreeSet;

use crate::check::{Family, Found, Piece, Rule, Scheduled, Scope};
use crate::finding::Level;
use crate::language::List;
use crate::language::facts::DateMention;
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

fn check(letter: &Piece<'_>, found: &mut Found) {
    let dated = |scheduled: &Scheduled<'_>| scheduled.meeting.dates.is_some();
    let Some(date) = letter.letter.day().filter(|_| letter.list(List::Held).is_some()) else {
        return;
    };
    if !letter.meetings().iter().any(dated) {
        return;
    }
    let mut known = None;
    for (passage, mentions) in letter.dated().filter(|(passage, _)| !passage.quoted) {
        for mention in mentions {
            let sentence = passage.sentence(mention.range.start);
            if passage
                .found_in(List::Held, sentence.start..mention.range.start)
                .is_none()
            {
                continue;
            }
            let known = known.get_or_insert_with(|| Known::of(letter));
            let Some((day, meeting)) = stray(mention, date, known) else {
                continue;
            };
            found.push(
                RULE.finding(format!(
                    "the prose says {}, and the schedule {}",
                    letter.day(day),
                    letter.day(meeting.first)
                ))
                .at(passage.place(mention.range.clone()))
                .related(letter.place_of(meeting.of, "dates"), "the meeting in the schedule")
                .help("correct one of them, and type the date once: `{{ meetings.1.dates }}`"),
            );
        }
    }
}

/// A day that is near a meeting and known to nobody, with the nearest meeting.
fn stray<'k>(
    mention: &DateMention,
    date: Day,
    known: &'k Known<'_>,
) -> Option<(Day, &'k Held<'k>)> {
    let days = mention
        .days
        .iter()
        .map(|day| day.near(date))
        .collect::<Option<Vec<_>>>()?;
    let day = days.into_iter().find(|day| !known.has(*day))?;
    let (distance, meeting) = known.nearest(day)?;
    (distance <= 7).then_some((day, meeting))
}

/// A range of days on which a meeting is held.
struct Held<'l> {
    first: Day,
    last: Day,
    of: &'l Scheduled<'l>,
}

/// The days a record knows.
struct Known<'l> {
    held: Vec<Held<'l>>,
    /// The first and last days of all, each with its range, in order.
    ends: Vec<(Day, usize)>,
    /// The first day of each range with the last of all days up to it, in order.
    spans: Vec<(Day, Day)>,
    /// Days of something else.
    others: BTreeSet<Day>,
}

impl<'l> Known<'l> {
    fn of(letter: &'l Piece<'_>) -> Self {
        let (mut held, mut others) = (Vec::new(), BTreeSet::new());
        for scheduled in letter.meetings() {
            let meeting = scheduled.meeting;
            held.extend(meeting.dates.iter().flat_map(Dates::ranges).map(|range| {
                let last = match range.end {
                    End::Day(day) => day,
                    End::Month => range.start.plus(30),
                    End::Open => range.start.plus(365),
                };
                Held { first: range.start, last, of: scheduled }
            }));
            let was = meeting.was.iter().filter_map(|was| was.dates.as_ref());
            for range in was.flat_map(Dates::ranges) {
                let last = range.last().unwrap_or(range.start);
                let days = (0..60).map(|ahead| range.start.plus(ahead));
                others.extend(days.take_while(|day| *day <= last));
            }
            others.extend(meeting.sittings.iter().filter_map(|sitting| sitting.date));
            others.extend(meeting.agenda.iter().filter_map(|item| item.date));
        }
        let data = letter.letter;
        others.extend(data.deadlines.iter().map(|deadline| deadline.date));
        others.extend(data.cites.iter().filter_map(|cite| cite.adopted));
        others.extend(data.action.iter().filter_map(|action| action.by));
        others.extend(data.follows.iter().filter_map(|follows| follows.letter.date));
        others.extend(data.day());
        let numbered = held.iter().enumerate();
        let mut ends: Vec<_> = numbered
            .flat_map(|(at, held)| [(held.first, at), (held.last, at)])
            .collect();
        ends.sort_unstable();
        let mut spans: Vec<_> = held.iter().map(|held| (held.first, held.last)).collect();
        spans.sort_unstable();
        let mut latest = None;
        for (_, last) in &mut spans {
            latest = latest.max(Some(*last));
            *last = latest.unwrap_or(*last);
        }
        Self { held, ends, spans, others }
    }

    fn has(&self, day: Day) -> bool {
        let begun = self.spans.partition_point(|(first, _)| *first <= day);
        self.others.contains(&day) || begun > 0 && day <= self.spans[begun - 1].1
    }

    /// The meeting that begins or ends nearest to a day, and how many days lie between.
    fn nearest(&self, day: Day) -> Option<(i64, &Held<'l>)> {
        let next = self.ends.partition_point(|(end, _)| *end < day);
        let before = next.checked_sub(1).map(|at| {
            let same = self.ends.partition_point(|(end, _)| *end < self.ends[at].0);
            self.ends[same]
        });
        let both = before.into_iter().chain(self.ends.get(next).copied());
        let (between, at) = both.map(|(end, at)| (day.distance(end), at)).min()?;
        Some((between, &self.held[at]))
    }
}
