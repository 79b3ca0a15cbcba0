//! A deadline that head and text give differently.

use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::List;
use crate::letter::Day;
use crate::source::Place;

pub(super) static RULE: Rule = Rule {
    name: "deadline-differs",
    family: Family::Dates,
    level: Level::Warning,
    most: Level::Warning,
    summary: "the deadline in the head and the one in the text differ",
    checks: "The day of the action required against the only deadline of the record, where both are for the same thing, and against the first \
             \"by\", \"before\" or \"no later than\" of the prose: the only one must be the head's, and none of several \
             may be earlier. Letters whose record has several deadlines are passed over, and so are days that the record gives for something else, and days of meetings.",
    why: "The head's deadline is the one that registers keep; where the text has an earlier one, answers come late.",
    example: "action: { what: nominations, by: 2018-03-09 }\n… nominations by 2 March 2018 …",
    instead: "One date in both: {{ action.by }}",
    source: "general practice",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let data = letter.letter;
    let action = data.action.as_ref().and_then(|action| action.by);
    let head = match (action, data.deadlines.as_slice()) {
        (Some(by), [deadline]) if by != deadline.date && is_same(letter) => {
            found.push(
                RULE.finding(format!(
                    "the action is required by {}, and the deadline is {}",
                    letter.day(by),
                    letter.day(deadline.date)
                ))
                .at(letter.record.place("action.by"))
                .related(letter.record.place("deadlines[0].date"), "the deadline")
                .help("give both the same day, or say in `what` what each is for"),
            );
            return;
        }
        (Some(by), []) => (by, "action.by"),
        (Some(by), [deadline]) if by == deadline.date => (by, "action.by"),
        (None, [deadline]) => (deadline.date, "deadlines[0].date"),
        _ => return,
    };
    let mut said = said(letter, head.0);
    let several = said.len() > 1;
    said.sort_by_key(|(day, _)| *day);
    let date = letter.letter.day();
    said.retain(|(day, _)| !several || date.is_none_or(|date| date < *day));
    if let Some((day, place)) = said.first()
        && (*day < head.0 || !several && *day != head.0)
        && !is_something_else(letter, *day)
    {
        found.push(
            RULE.finding(format!(
                "the text says {}{}, and the head {}",
                if several { "first " } else { "" },
                letter.day(*day),
                letter.day(head.0)
            ))
            .at(place.clone())
            .related(letter.record.place(head.1), "the deadline in the head")
            .help(format!("type it once: {{{{ {} }}}}", head.1.replace("[0]", ".1"))),
        );
    }
}

/// Whether the action and the only deadline are for one thing, by their words.
fn is_same(letter: &Piece<'_>) -> bool {
    let action = letter
        .letter
        .action
        .as_ref()
        .map(|action| crate::text::fold(&action.what));
    let deadline = letter
        .letter
        .deadlines
        .first()
        .map(|deadline| crate::text::fold(&deadline.what));
    let (Some(action), Some(deadline)) = (action, deadline) else {
        return false;
    };
    action.contains(&deadline) || deadline.contains(&action)
}

/// The days by which the prose wants something done.
fn said(letter: &Piece<'_>, near: Day) -> Vec<(Day, Place)> {
    let mut said = Vec::new();
    for (passage, mentions) in letter.dated().filter(|(passage, _)| !passage.quoted) {
        for mention in mentions {
            let before = passage.text()[..mention.range.start].trim_end();
            let wanted = passage.found_before(List::ByWhen, before.len()).is_some();
            if let (true, [day]) = (wanted, mention.days.as_slice()) {
                said.extend(day.near(near).map(|day| (day, passage.place(mention.range.clone()))));
            }
        }
    }
    said
}

/// Whether the record gives the day for something that is no deadline.
fn is_something_else(letter: &Piece<'_>, day: Day) -> bool {
    let meets = letter.meetings().iter().any(|scheduled| {
        scheduled
            .meeting
            .dates
            .as_ref()
            .is_some_and(|dates| dates.first() == day || dates.last() == Some(day))
    });
    meets || letter.letter.cites.iter().any(|cite| cite.adopted == Some(day))
}
