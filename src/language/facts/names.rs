//! Names of rooms and bodies, and words that enclose.

use super::collector::Collector;
use super::cursor::Cursor;
use super::vocabulary::Sense;
use super::{Fact, Room, Value};
use crate::language::Lexicon;

/// What stands for the number in the name of a room.
const NUMBER: &str = "{number}";

/// The names that facts speak of by their number.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    /// The name that languages share, and the language's own.
    rooms: Vec<(String, String)>,
    bodies: Vec<String>,
}

impl Names {
    pub(super) fn new(lexicon: &Lexicon, words: &mut Collector) -> Self {
        let mut names = Self::default();
        for (id, forms) in &lexicon.rooms {
            for form in forms {
                let Ok(room) = u16::try_from(names.rooms.len()) else {
                    break;
                };
                match form.split_once(NUMBER) {
                    Some((before, after)) => {
                        words.add([before], Sense::RoomBefore(room));
                        words.add([after], Sense::RoomAfter(room));
                    }
                    None => words.add([form], Sense::Room(room)),
                }
                names.rooms.push((id.clone(), form.clone()));
            }
        }
        for (id, forms) in &lexicon.bodies {
            if let Ok(body) = u16::try_from(names.bodies.len()) {
                words.add(forms, Sense::Body(body));
                names.bodies.push(id.clone());
            }
        }
        names
    }
}

impl Cursor<'_> {
    /// Takes the name of a room or body that begins at a token; gives the token after it.
    pub(super) fn name(&mut self, at: usize, names: &Names) -> Option<usize> {
        let body = self.sense(at, |sense| match sense {
            Sense::Body(body) => names.bodies.get(usize::from(body)),
            _ => None,
        });
        let room = self.room(at, names);
        // "General Assembly Hall" is longer than "General Assembly".
        let longer = |next| room.as_ref().is_none_or(|(_, end)| next > *end);
        if let Some((id, next)) = body.filter(|(_, next)| longer(*next)) {
            let value = Value::Body(id.clone());
            self.push(Fact { range: self.bytes(at, next), value, certain: true });
            return Some(next);
        }
        let (room, next) = room?;
        self.push(Fact { range: self.bytes(at, next), value: Value::Room(room), certain: true });
        Some(next)
    }

    fn room(&self, at: usize, names: &Names) -> Option<(Room, usize)> {
        let named = self.sense(at, |sense| match sense {
            Sense::Room(room) => names.rooms.get(usize::from(room)),
            _ => None,
        });
        if let Some(((id, name), next)) = named {
            let place = self.bytes(at, next);
            return Some((Room { id: id.clone(), number: None, name: name.clone(), place }, next));
        }
        let (room, next) = self.sense(at, |sense| match sense {
            Sense::RoomBefore(room) => Some(room),
            _ => None,
        })?;
        let (id, form) = names.rooms.get(usize::from(room))?;
        let start = next;
        let (number, mut next) = self.room_number(start)?;
        let place = self.bytes(start, next);
        let after = form
            .split_once(NUMBER)
            .is_some_and(|(_, after)| !after.trim().is_empty());
        if after {
            next = self.is(next, Sense::RoomAfter(room))?;
        }
        let name = form.replace(NUMBER, &number);
        Some((Room { id: id.clone(), number: Some(number), name, place }, next))
    }

    /// A number of a room: figures, or a capital letter with or without them.
    fn room_number(&self, at: usize) -> Option<(String, usize)> {
        if let Some((number, 1..=3)) = self.figures(at) {
            let clings = !self.gap(at + 1) && self.is_letters(at + 1);
            let letter = clings && self.word(at + 1).len() == 1;
            return match (clings, letter) {
                (false, _) => Some((number.to_string(), at + 1)),
                (true, true) => Some((format!("{number}{}", self.word(at + 1)), at + 2)),
                (true, false) => None,
            };
        }
        let word = self.word(at);
        let mut chars = word.chars();
        let letter = chars.next().filter(|c| c.is_uppercase())?;
        if chars.next().is_some() || !self.is_letters(at) {
            return None;
        }
        match self.figures(at + 1).filter(|_| !self.gap(at + 1)) {
            Some((number, 1..=2)) => Some((format!("{letter}{number}"), at + 2)),
            Some(_) => None,
            None => Some((letter.to_string(), at + 1)),
        }
    }

    /// Takes words that tell of an enclosure; gives the token after them.
    pub(super) fn enclosure(&mut self, at: usize) -> Option<usize> {
        let (certain, next) = self.sense(at, |sense| match sense {
            Sense::Encloses => Some(true),
            Sense::MayEnclose => Some(false),
            _ => None,
        })?;
        self.push(Fact { range: self.bytes(at, next), value: Value::Enclosure, certain });
        Some(next)
    }
}
