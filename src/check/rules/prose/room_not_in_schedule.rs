//! A room in prose that the schedule contradicts.

use crate::check::dates::among;
use crate::check::{Family, Found, Piece, Rule, Scope, words};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "room-not-in-schedule",
    family: Family::Prose,
    level: Level::Warning,
    most: Level::Warning,
    summary: "the prose holds a meeting in a room that the schedule does not have",
    checks: "Numbered rooms (\"Conference Room 3\") in a sentence that names one day, where the record holds \
             exactly one meeting on that day and gives its room; and in a letter of one meeting, in any sentence \
             that says where it will be held. Old rooms (`was`) and rooms of sittings are passed over.",
    why: "Rooms change more often than anything else in a letter, and in two places only one is changed.",
    example: "meetings: { dates: 2018-02-27, room: Conference Room 2 }\n… on 27 February 2018 in Conference Room 3",
    instead: "… in {{ meetings.1.room }}",
    source: "general practice",
    scope: Scope::Letter(check),
};

const NUMBERED: &[&str] = &["Conference Room", "Committee Room", "Meeting Room"];

fn check(letter: &Piece<'_>, found: &mut Found) {
    let Some(date) = letter.letter.date else {
        return;
    };
    for (passage, mentions) in letter.dated().filter(|(passage, _)| !passage.quoted) {
        let text = passage.text();
        for (range, room) in NUMBERED.iter().flat_map(|prefix| numbered(text, prefix)) {
            let sentence = passage.sentence(range.start);
            let here = among(mentions, &sentence);
            let held = super::date_not_in_schedule::HELD
                .iter()
                .any(|phrase| !words::find(&text[sentence.clone()], phrase).is_empty());
            let day = match here {
                [mention] => mention.days[0].near(date),
                _ => None,
            };
            let scheduled = match (day, letter.meetings()) {
                (Some(day), _) => letter.schedule.only_on(day),
                (None, [only]) if held && here.is_empty() => Some(only),
                _ => None,
            };
            let Some((scheduled, usual)) =
                scheduled.and_then(|it| Some((it, it.meeting.room.as_ref()?)))
            else {
                continue;
            };
            let known = letter
                .schedule
                .rooms()
                .any(|known| known.name.eq_ignore_ascii_case(&room));
            if known || passage.is_quotation(range.start) {
                continue;
            }
            found.push(
                RULE.finding(format!("the prose says {room}, and the schedule {usual}"))
                    .at(passage.place(range))
                    .related(letter.place_of(scheduled, "room"), "the room in the schedule")
                    .help("correct one of them, and type the room once: `{{ meetings.1.room }}`"),
            );
        }
    }
}

/// The rooms with a prefix and a number: "Conference Room 3", "Conference Room C".
fn numbered(text: &str, prefix: &str) -> Vec<(std::ops::Range<usize>, String)> {
    let found = words::find(text, prefix).into_iter().filter_map(|range| {
        let rest = text[range.end..].strip_prefix(' ')?;
        let number: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
        let is_number = number.len() < 3
            && !number.is_empty()
            && !number.starts_with(|c: char| c.is_ascii_lowercase());
        is_number.then(|| (range.start..range.end + 1 + number.len(), format!("{prefix} {number}")))
    });
    found.collect()
}
