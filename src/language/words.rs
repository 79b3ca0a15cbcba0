//! Numbers in words, and rooms as a sentence names them.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Digits;
use super::pattern::{Pattern, slots};

slots!(RoomSlot { Room = "room" });

/// The table `[numbers]` of a language.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Numbers {
    /// From one.
    words: Vec<String>,
    /// From first.
    ordinals: Vec<String>,
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
}

impl Rooms {
    /// A room as a sentence names it.
    pub(super) fn in_sentence(&self, room: &str) -> String {
        let is_word_end = |rest: &str| rest.chars().next().is_none_or(|c| !c.is_alphabetic());
        let lower = room.to_lowercase();
        let numbered = self.numbered_prefixes.iter().any(|prefix| {
            lower
                .strip_prefix(&prefix.to_lowercase())
                .is_some_and(is_word_end)
        });
        if numbered {
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
        all.retain(|(_, lacks)| !lacks.is_empty());
        all
    }
}
