//! Numbers in words, and rooms as a sentence names them.

use std::collections::BTreeMap;

use super::Digits;
use super::pattern::{Pattern, once, slots};
use crate::letter::{NumeralStyle, Style};
use crate::node::fields::fields;

slots!(RoomSlot { Room = "room", Rest = "rest" });

fields! {
    /// The table `[numbers]` of a language.
    #[holds(words)]
    pub(super) struct Numbers as "`[numbers]`" {
        /// Numbers in words, from one.
        #[field(required)]
        pub(super) words: Vec<String>,
        /// Ordinals in words, from first.
        #[field(required)]
        pub(super) ordinals: Vec<String>,
        /// What follows the figures of a higher ordinal.
        suffix: String,
        /// Other endings by the last figures of the number; the longest that fits.
        suffixes: BTreeMap<String, String>,
        /// What stands before the decimals of a number: "10.5".
        decimal: String = ".".to_owned(),
        /// What stands between groups of three figures: "1,000".
        group: String = ",".to_owned(),
        /// The ten figures, if not 0 to 9.
        pub(super) digits: Digits = Digits::default(),
        /// Numbers as dates and times have them in words, for offices that want it.
        written: Option<Written>,
    }
}

fields! {
    /// Numbers of dates and times in words: 二〇一八年二月一日.
    #[holds(words)]
    struct Written as "`[numbers.written]`" {
        /// The ten figures of a year.
        figures: Digits,
        /// Nought to fifty-nine.
        #[field(required)]
        #[fits(to_fifty_nine)]
        counted: Vec<String>,
    }
}

impl Numbers {
    /// Puts the figures of dates and times into words, where the house and the language do.
    pub(super) fn in_style(&self, text: &mut String, style: &Style) {
        let Some(written) = &self.written else { return };
        if style.numerals == NumeralStyle::Words {
            *text = written.out(text);
        }
    }

    /// A text whose numbers are written as in English, 1,234.50, with those of this language.
    pub(super) fn with_separators(&self, text: &str) -> String {
        let bytes = text.as_bytes();
        let figure = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let within = |at: usize| at > 0 && figure(at - 1) && figure(at + 1);
        let mut out = String::with_capacity(text.len());
        for (at, c) in text.char_indices() {
            match c {
                '.' if within(at) => out.push_str(&self.decimal),
                ',' if within(at) => out.push_str(&self.group),
                c => out.push(c),
            }
        }
        out
    }

    /// A number in words where the language has a word for it, else in figures.
    pub(super) fn number(&self, number: u32, digits: &Digits) -> String {
        nth(&self.words, number)
            .cloned()
            .unwrap_or_else(|| digits.text(number))
    }

    /// An ordinal in words where the language has one, else in figures with its ending.
    pub(super) fn ordinal(&self, number: u32, digits: &Digits) -> String {
        nth(&self.ordinals, number).cloned().unwrap_or_else(|| {
            let figures = number.to_string();
            let suffix = self
                .suffixes
                .iter()
                .filter(|(ending, _)| figures.ends_with(ending.as_str()))
                .max_by_key(|(ending, _)| ending.len())
                .map_or(self.suffix.as_str(), |(_, suffix)| suffix);
            digits.text(number) + suffix
        })
    }
}

/// Minutes and days of the month have no higher number.
#[allow(clippy::ptr_arg, reason = "it judges the field as it is")]
fn to_fifty_nine(words: &Vec<String>) -> Result<(), String> {
    match words.len() {
        60 => Ok(()),
        count => Err(format!("must have 60 words, nought to fifty-nine, and has {count}")),
    }
}

impl Written {
    /// A text with each number in words: of more than two figures one by one.
    fn out(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() * 2);
        let mut rest = text;
        while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
            out.push_str(&rest[..at]);
            let figures = &rest[at..];
            let end = figures.find(|c: char| !c.is_ascii_digit()).unwrap_or(figures.len());
            let (figures, after) = figures.split_at(end);
            match (figures.len(), figures.parse::<usize>()) {
                (1 | 2, Ok(number @ 0..60)) => {
                    if figures.len() == 2 && number < 10 {
                        out.push_str(&self.counted[0]);
                    }
                    out.push_str(&self.counted[number]);
                }
                _ => {
                    let figures = figures.bytes().map(|byte| u32::from(byte - b'0'));
                    figures.for_each(|figure| self.figures.push(&mut out, figure, 1));
                }
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }
}

fn nth(words: &[String], number: u32) -> Option<&String> {
    words.get((number as usize).checked_sub(1)?)
}

fields! {
    /// The table `[rooms]` of a language.
    #[holds(words)]
    pub(super) struct Rooms as "`[rooms]`" {
        /// A room with a name of its own: "the Trusteeship Council Chamber".
        #[fits(once(&[RoomSlot::Room]))]
        named: Pattern<RoomSlot>,
        /// A room known by its kind and number: "Conference Room 2".
        #[fits(once(&[RoomSlot::Room]))]
        numbered: Pattern<RoomSlot>,
        /// First words of rooms of the second sort.
        #[field(required)]
        numbered_prefixes: Vec<String>,
        /// Rooms whose first word takes an article or a case of its own: French "la {room}" for
        /// "salle …", Russian "зале{rest}" for "зал …".
        bent: Vec<Bent>,
    }
}

fields! {
    /// Rooms whose first word takes an article or a case of its own.
    #[holds(words)]
    struct Bent as "`[[rooms.bent]]`" {
        /// First words.
        #[field(required)]
        starts: Vec<String>,
        /// The whole room, or what follows the first word.
        #[fits(room_or_rest)]
        room: Pattern<RoomSlot>,
    }
}

/// Either place keeps what tells the room from others.
fn room_or_rest(pattern: &Pattern<RoomSlot>) -> Result<(), String> {
    if pattern.has(RoomSlot::Rest) { Ok(()) } else { pattern.must_have(&[RoomSlot::Room]) }
}

impl Rooms {
    /// A room as a sentence names it.
    pub(super) fn in_sentence(&self, room: &str) -> String {
        for bent in &self.bent {
            let Some(rest) = bent.starts.iter().find_map(|start| after(room, start)) else {
                continue;
            };
            let mut out = String::new();
            bent.room.write(&mut out, |slot, out| {
                out.push_str(match slot {
                    RoomSlot::Room => room,
                    RoomSlot::Rest => rest,
                });
            });
            return out;
        }
        let numbered = |prefix: &String| after(room, prefix).is_some();
        if self.numbered_prefixes.iter().any(numbered) {
            self.numbered.fill(room)
        } else {
            self.named.fill(room)
        }
    }
}

/// What follows the first words `start` of a room, whatever their capitals.
fn after<'r>(room: &'r str, start: &str) -> Option<&'r str> {
    let length = start.chars().count();
    let at = room.char_indices().nth(length).map_or(room.len(), |(at, _)| at);
    let (first, rest) = room.split_at(at);
    let ends = rest.chars().next().is_none_or(|c| !c.is_alphabetic());
    (ends && first.to_lowercase() == start.to_lowercase()).then_some(rest)
}
