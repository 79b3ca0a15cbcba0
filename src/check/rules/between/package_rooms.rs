//! One room under two names.

use crate::check::{Case, Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::text::fold;

pub(super) static RULE: Rule = Rule {
    name: "package-rooms",
    family: Family::Between,
    level: Level::Warning,
    most: Level::Warning,
    summary: "one room stands under two names",
    checks: "The rooms of all meetings in a letter and in the letters it encloses. Two names are of one room if \
             they differ in case and spacing, in an abbreviation (\"Conf. Room 2\", \"CR-2\"), or if one is the \
             other with \"Chamber\", \"Hall\" or \"Room\" after it. Rooms of different numbers are different.",
    why: "A reader takes two names for two rooms, and looks for the second.",
    example: "room: Trusteeship Council Chamber … room: Trusteeship Council",
    instead: "room: Trusteeship Council Chamber",
    source: "general practice",
    scope: Scope::Package(check),
};

fn check(case: &Case<'_>, found: &mut Found) {
    let rooms: Vec<_> = case.pieces.iter().flat_map(Piece::rooms).collect();
    let mut told: Vec<&str> = Vec::new();
    for (at, room) in rooms.iter().enumerate() {
        let twin = rooms[..at]
            .iter()
            .find(|other| other.name != room.name && is_one_room(other.name, room.name));
        let Some(first) = twin.filter(|_| !told.contains(&room.name)) else {
            continue;
        };
        told.extend([room.name, first.name]);
        let fuller = if first.name.len() >= room.name.len() { first.name } else { room.name };
        found.push(
            RULE.finding(format!(
                "\"{}\" here, \"{}\" there: one room under two names",
                room.name, first.name
            ))
            .at(room.place.clone())
            .related(first.place.clone(), "the other name")
            .help(format!("write \"{fuller}\" everywhere, if it is one room")),
        );
    }
}

/// Whether two names can only be of one room.
pub(super) fn is_one_room(a: &str, b: &str) -> bool {
    let (a, b) = (plain(a), plain(b));
    if a == b {
        return true;
    }
    let (short, long) = if a.len() < b.len() { (&a, &b) } else { (&b, &a) };
    let rest = long.strip_prefix(short.as_str()).unwrap_or_default();
    matches!(rest, " chamber" | " hall" | " room")
}

/// A room's name without case, spacing, article and abbreviation.
fn plain(name: &str) -> String {
    let folded = fold(name).replace(['.', '-', ',', '#'], " ");
    let mut words: Vec<String> = Vec::new();
    for word in folded.split_whitespace() {
        match word {
            "the" => {}
            "conf" => words.push("conference".to_owned()),
            "rm" => words.push("room".to_owned()),
            "cr" => words.extend(["conference".to_owned(), "room".to_owned()]),
            word => words.push(word.to_owned()),
        }
    }
    words.join(" ")
}
