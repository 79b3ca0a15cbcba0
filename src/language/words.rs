//! Numbers in words, and rooms as a sentence names them.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Digits;
use super::pattern::{Pattern, slots};

slots!(RoomSlot { Room = "room", Rest = "rest" });

/// The table `[numbers]` of a language.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Numbers {
    /// From one.
    pub(super) words: Vec<String>,
    /// From first.
    pub(super) ordinals: Vec<String>,
    /// What follows the figures of a higher ordinal.
    suffix: String,
    /// Other endings by the last figures of the number; the longest that fits.
    #[serde(default)]
    suffixes: BTreeMap<String, String>,
    /// The ten figures, if not 0 to 9.
    digits: Option<Digits>,
}

impl Numbers {
    /// The figures of the language.
    pub(super) fn digits(&self) -> Digits {
        self.digits.clone().unwrap_or_default()
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

fn nth(words: &[String], number: u32) -> Option<&String> {
    words.get((number as usize).checked_sub(1)?)
}

/// The table `[rooms]` of a language.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Rooms {
    /// A room with a name of its own: "the Trusteeship Council Chamber".
    named: Pattern<RoomSlot>,
    /// A room known by its kind and number: "Conference Room 2".
    numbered: Pattern<RoomSlot>,
    /// First words of rooms of the second sort.
    numbered_prefixes: Vec<String>,
    /// Rooms whose first word takes an article or a case of its own: French "la {room}" for
    /// "salle …", Russian "зале{rest}" for "зал …".
    #[serde(default)]
    bent: Vec<Bent>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Bent {
    /// First words.
    starts: Vec<String>,
    /// The whole room, or what follows the first word.
    room: Pattern<RoomSlot>,
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

    /// Patterns, by key, that would lose the room.
    pub(super) fn lacking(&self) -> Vec<(Vec<&'static str>, Vec<&'static str>)> {
        let mut all = vec![
            (vec!["named"], self.named.lacks(&[RoomSlot::Room])),
            (vec!["numbered"], self.numbered.lacks(&[RoomSlot::Room])),
        ];
        for bent in &self.bent {
            // Either place keeps what tells the room from others.
            if !bent.room.lacks(&[RoomSlot::Rest]).is_empty() {
                all.push((vec!["bent"], bent.room.lacks(&[RoomSlot::Room])));
            }
        }
        all.retain(|(_, lacks)| !lacks.is_empty());
        all
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
