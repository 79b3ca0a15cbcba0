//! A room in prose that the schedule contradicts.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::dates::among;
use crate::check::passage::Passage;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::List;

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

fn check(letter: &Piece<'_>, found: &mut Found) {
    let Some(date) = letter.letter.date else {
        return;
    };
    let mut known: Option<BTreeSet<String>> = None;
    for (passage, mentions) in letter.dated().filter(|(passage, _)| !passage.quoted) {
        for (range, room) in numbered(letter, passage) {
            let sentence = passage.sentence(range.start);
            let here = among(mentions, &sentence);
            let day = match here {
                [mention] => mention.days[0].near(date),
                _ => None,
            };
            let held = || passage.found_in(List::Held, sentence).is_some();
            let scheduled = match (day, letter.meetings()) {
                (Some(day), _) => letter.schedule.only_on(day),
                (None, [only]) if here.is_empty() && held() => Some(only),
                _ => None,
            };
            let Some((scheduled, usual)) =
                scheduled.and_then(|it| Some((it, it.meeting.room.as_ref()?)))
            else {
                continue;
            };
            let known = known.get_or_insert_with(|| {
                letter
                    .schedule
                    .rooms()
                    .map(|room| room.name.to_ascii_lowercase())
                    .collect()
            });
            if known.contains(&room.to_ascii_lowercase()) || passage.is_quotation(range.start) {
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

/// The rooms with a number after them: "Conference Room 3", "Conference Room C".
fn numbered<'l>(
    letter: &'l Piece<'_>,
    passage: &'l Passage<'_>,
) -> impl Iterator<Item = (Range<usize>, String)> + 'l {
    let names = letter.list(List::NumberedRooms).unwrap_or_default();
    passage.found(List::NumberedRooms).iter().filter_map(|hit| {
        let rest = passage.text()[hit.end..].strip_prefix(' ')?;
        let number: String = rest.chars().take(3).take_while(char::is_ascii_alphanumeric).collect();
        let is_number = number.len() < 3
            && !number.is_empty()
            && !number.starts_with(|c: char| c.is_ascii_lowercase());
        let range = hit.start..hit.end + 1 + number.len();
        is_number.then(|| (range, format!("{} {number}", names[hit.item])))
    })
}
