//! A room in prose that the schedule contradicts.

use std::collections::BTreeSet;

use crate::check::dates::among;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::List;
use crate::language::facts::Fact;

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
    let Some(date) = letter.letter.day() else {
        return;
    };
    let mut known: Option<BTreeSet<(String, Option<String>)>> = None;
    for (passage, mentions) in letter.dated().filter(|(passage, _)| !passage.quoted) {
        // A room without a number may be what others call by another name.
        let facts = passage.facts().iter();
        let rooms = facts.filter_map(|fact| Some((fact.range.clone(), fact.room()?)));
        for (range, room) in rooms.filter(|(_, room)| room.number.is_some()) {
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
                let names = letter.schedule.rooms().map(|room| room.name);
                names.map(|name| known_as(letter, name)).collect()
            });
            let this = (room.id.clone(), room.number.clone());
            if known.contains(&this) || passage.is_quotation(range.start) {
                continue;
            }
            let room = &room.name;
            found.push(
                RULE.finding(format!("the prose says {room}, and the schedule {usual}"))
                    .at(passage.place(range))
                    .related(letter.place_of(scheduled, "room"), "the room in the schedule")
                    .help("correct one of them, and type the room once: `{{ meetings.1.room }}`"),
            );
        }
    }
}

/// What a name of the record is known as: a room and its number, or else its words.
fn known_as(letter: &Piece<'_>, name: &str) -> (String, Option<String>) {
    let facts = letter.house.reader().facts(name);
    let room = facts.iter().find_map(Fact::room).filter(|room| room.number.is_some());
    room.map_or_else(|| (name.to_lowercase(), None), |room| (room.id.clone(), room.number.clone()))
}
