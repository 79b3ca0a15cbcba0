//! One room under two names.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::{Case, Family, Found, Piece, Room, Rule, Scope};
use crate::finding::Level;
use crate::language::List;
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

/// A room with its number among all, and the letter that names it.
type Named<'a> = (usize, &'a Piece<'a>, Room<'a>);

fn check<'a>(case: &'a Case<'a>, found: &mut Found) {
    let mut names = case.pieces.iter().flat_map(|piece| piece.schedule.rooms());
    let first = names.next();
    if first.is_none_or(|first| names.all(|other| other.name == first.name)) {
        return;
    }
    // The first rooms under each plain name and each short one: of two names, one is another
    // than the next room's.
    let mut known: BTreeMap<String, Vec<Named<'a>>> = BTreeMap::new();
    let mut shortened: BTreeMap<String, Vec<Named<'a>>> = BTreeMap::new();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let rooms = case
        .pieces
        .iter()
        .flat_map(|piece| piece.schedule.rooms().map(move |room| (piece, room)));
    for (number, (piece, room)) in rooms.enumerate() {
        let name = plain(piece, room.name);
        let short = shorter(piece, &name).map(str::to_owned);
        let first = [known.get(&name), shortened.get(&name)]
            .into_iter()
            .chain(short.iter().map(|short| known.get(short)))
            .flatten()
            .filter_map(|rooms| rooms.iter().find(|(.., other)| other.name != room.name))
            .min_by_key(|(number, ..)| *number)
            .copied();
        let note = |rooms: &mut Vec<Named<'a>>| {
            if rooms.len() < 2 && rooms.iter().all(|(.., other)| other.name != room.name) {
                rooms.push((number, piece, room));
            }
        };
        note(known.entry(name).or_default());
        if let Some(short) = short {
            note(shortened.entry(short).or_default());
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

/// The room of a short name, where a longer name is its full one: "trusteeship council" of
/// "trusteeship council chamber".
fn shorter<'n>(letter: &Piece<'_>, name: &'n str) -> Option<&'n str> {
    let ends = letter.list(List::RoomEnds).unwrap_or_default();
    ends.iter()
        .find_map(|end| name.strip_suffix(end.as_str())?.strip_suffix(' '))
}

/// Whether two names, each of a letter, can only be of one room.
pub(super) fn is_one_room(a: (&Piece<'_>, &str), b: (&Piece<'_>, &str)) -> bool {
    let (ours, theirs) = (plain(a.0, a.1), plain(b.0, b.1));
    ours == theirs
        || shorter(a.0, &ours).is_some_and(|short| short == theirs)
        || shorter(b.0, &theirs).is_some_and(|short| short == ours)
}

/// A room's name without case, spacing, article and abbreviation.
fn plain(letter: &Piece<'_>, name: &str) -> String {
    let whole = letter.pairs(List::RoomWords).unwrap_or_default();
    let folded = fold(name);
    let words = folded.split(|c: char| c.is_whitespace() || matches!(c, '.' | '-' | ',' | '#'));
    let words = words.map(|word| {
        let known = whole.iter().find(|(short, _)| short == word);
        known.map_or(word, |(_, whole)| whole.as_str())
    });
    fold(&words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
}
