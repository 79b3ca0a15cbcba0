//! A meeting that moves to where it was.

use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::letter::Status;

pub(super) static RULE: Rule = Rule {
    name: "same-date",
    family: Family::Dates,
    level: Level::Warning,
    most: Level::Error,
    summary: "a new date is the old one",
    checks: "The dates of a meeting against those it had before (`was`), and the day of a deadline against its old \
             one, where nothing else of them changes; and ranges of the prose that end on the day they begin. A \
             meeting that keeps its days and moves to another room or hour, or is cancelled, is passed over.",
    why: "The letter announces a change, and the reader finds none: one of the two dates was not corrected.",
    example: "meetings: { dates: 2018-02-01, was: { dates: 2018-02-01 } }",
    instead: "meetings: { dates: 2018-02-08, was: { dates: 2018-02-01 } }",
    source: "general practice",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    for scheduled in letter.meetings() {
        let meeting = scheduled.meeting;
        let Some(was) = &meeting.was else { continue };
        let moved = was.room.is_some() && was.room != meeting.room
            || !was.times.is_empty() && was.times != meeting.times;
        let stays = meeting.dates.is_some() && meeting.dates == was.dates;
        if stays && !moved && meeting.status != Some(Status::Cancelled) {
            let finding = RULE
                .finding("the new dates of the meeting are the old ones")
                .at(letter.place_of(scheduled, "dates"))
                .related(letter.place_of(scheduled, "was.dates"), "the old dates")
                .help("correct one of them");
            let other_hour = "or, where it keeps its day and the hour is another, say which it was: `was: { times: 10:00/13:00 }`";
            let timed = !meeting.times.is_empty();
            found.push(if timed { finding.help(other_hour) } else { finding });
        }
    }
    for scheduled in letter.meetings() {
        let meeting = scheduled.meeting;
        let Some(was) = meeting.was.as_ref().filter(|was| was.dates.is_none()) else { continue };
        let moved = was.room.is_some() && was.room != meeting.room;
        let stays = !was.times.is_empty() && was.times == meeting.times;
        if stays && !moved && meeting.status != Some(Status::Cancelled) {
            found.push(
                RULE.finding("the new times of the meeting are the old ones")
                    .at(letter.place_of(scheduled, "times"))
                    .related(letter.place_of(scheduled, "was.times"), "the old times")
                    .help("correct one of them"),
            );
        }
    }
    for (at, deadline) in letter.letter.deadlines.iter().enumerate() {
        if deadline.was == Some(deadline.date) {
            found.push(
                RULE.finding("the new day of the deadline is the old one")
                    .at(letter.record.place(&format!("deadlines[{at}].date")))
                    .related(letter.record.place(&format!("deadlines[{at}].was")), "the old day")
                    .help("correct one of them"),
            );
        }
    }
    for (passage, mentions) in letter.dated().filter(|(passage, _)| !passage.quoted) {
        for mention in mentions.iter().filter(|mention| mention.is_range()) {
            if let [first, last] = mention.days.as_slice()
                && (first.day, first.month) == (last.day, last.month)
                && (first.year.is_none() || last.year.is_none() || first.year == last.year)
                && !passage.is_quotation(mention.range.start)
            {
                found.push(
                    RULE.finding("the range ends on the day on which it begins")
                        .at(passage.place(mention.range.clone()))
                        .help("correct one of the two days"),
                );
            }
        }
    }
}
