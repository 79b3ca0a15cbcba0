//! One room under two names.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{Case, Family, Found, Piece, Room, Rule, Scope};
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
    let mut names = case.pieces.iter().flat_map(|piece| piece.schedule.rooms());
    let first = names.next();
    if first.is_none_or(|first| names.all(|other| other.name == first.name)) {
        return;
    }
    // The first rooms under each plain name: two names of it are enough to find another.
    let mut known: BTreeMap<String, Vec<(usize, &Piece<'_>, Room<'_>)>> = BTreeMap::new();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let rooms = case
        .pieces
        .iter()
        .flat_map(|piece| piece.schedule.rooms().map(move |room| (piece, room)));
    for (number, (piece, room)) in rooms.enumerate() {
        let name = plain(room.name);
        let longer = ENDS.iter().map(|end| name.clone() + end);
        let shorter = ENDS
            .iter()
            .filter_map(|end| name.strip_suffix(end).map(str::to_owned));
        let first = std::iter::once(name.clone())
            .chain(longer)
            .chain(shorter)
            .filter_map(|name| known.get(&name)?.iter().find(|(.., other)| other.name != room.name))
            .min_by_key(|(number, ..)| *number)
            .copied();
        let same = known.entry(name).or_default();
        if same.len() < 2 && same.iter().all(|(.., other)| other.name != room.name) {
            same.push((number, piece, room));
        }
        let Some((_, holder, first)) = first.filter(|_| !told.contains(room.name)) else {
            continue;
        };
        told.extend([room.name, first.name]);
        let fuller = if first.name.len() >= room.name.len() { first.name } else { room.name };
        found.push(
            RULE.finding(format!(
                "\"{}\" here, \"{}\" there: one room under two names",
                room.name, first.name
            ))
            .at(piece.place_of_room(&room))
            .related(holder.place_of_room(&first), "the other name")
            .help(format!("write \"{fuller}\" everywhere, if it is one room")),
        );
    }
}

/// What a room's full name may add to its short one.
const ENDS: &[&str] = &[" chamber", " hall", " room"];

/// Whether two names can only be of one room.
pub(super) fn is_one_room(a: &str, b: &str) -> bool {
    let (a, b) = (plain(a), plain(b));
    if a == b {
        return true;
    }
    let (short, long) = if a.len() < b.len() { (&a, &b) } else { (&b, &a) };
    let rest = long.strip_prefix(short.as_str()).unwrap_or_default();
    ENDS.contains(&rest)
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
