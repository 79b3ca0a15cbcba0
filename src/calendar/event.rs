//! A meeting over all letters: its present state, and which letter set it and when.

use serde::Serialize;

use super::slots::Slot;
use super::state::{Standing, State};
use crate::letter::{Dates, Day, LetterRef, Mode};

/// A meeting, followed over all letters that speak of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event<'a> {
    /// Its name in every calendar, for good (RFC 5545, section 3.8.4.7).
    pub uid: String,
    /// Its name in the records.
    pub id: Option<String>,
    /// The process it belongs to, by its full name.
    pub process: Option<&'a str>,
    /// The office that announced it first.
    pub office: &'a str,
    /// Its present state.
    pub state: State,
    /// The letters that changed it, in their order: the first announced it. At least one.
    pub history: Vec<Turn<'a>>,
    /// Every letter that speaks of it, those included that only repeat it.
    pub letters: Vec<&'a str>,
    /// How many letters changed it (RFC 5545, section 3.8.7.4).
    pub sequence: u32,
    /// The day of the letter that changed it last.
    pub modified: Day,
    /// Its entries in a calendar, by their place; a cancelled one keeps its place.
    pub slots: Vec<Slot>,
}

/// A letter that changed a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Turn<'a> {
    /// The letter, by the id of its record.
    pub letter: &'a str,
    /// Its office.
    pub office: &'a str,
    /// The date it bears.
    pub date: Option<Day>,
    /// How the register words it.
    pub entry: &'a str,
    /// What it changed.
    pub changes: Vec<Change>,
    /// The letter that had announced the meeting, as this one names it.
    pub before: Option<LetterRef>,
    /// The number of the change; 0 for the first announcement.
    pub sequence: u32,
}

/// What a letter changed of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
pub enum Change {
    /// It announced it.
    Announced {
        /// For when.
        dates: Option<Dates>,
        /// As the letter writes them.
        when: Option<String>,
        /// Where.
        room: Option<String>,
    },
    /// Other days.
    Moved {
        /// The days announced before, where they are known.
        from: Option<Dates>,
        /// As a letter writes them.
        #[serde(rename = "from-when")]
        from_when: Option<String>,
        /// The new days; none if nobody knows yet.
        to: Option<Dates>,
        /// As the letter writes them.
        #[serde(rename = "to-when")]
        to_when: Option<String>,
    },
    /// Days for a meeting of which no more than the month was known.
    Dated {
        /// The days.
        to: Option<Dates>,
        /// As the letter writes them.
        #[serde(rename = "to-when")]
        to_when: Option<String>,
    },
    /// Another title.
    Renamed {
        /// The new one.
        to: String,
    },
    /// Other times of day.
    Retimed,
    /// Another room.
    Room {
        /// The room announced before, where it is known.
        from: Option<String>,
        /// The new room.
        to: String,
    },
    /// Another way to take part.
    Mode {
        /// The new one.
        to: Mode,
    },
    /// It is no longer certain.
    Tentative,
    /// It is certain now.
    Confirmed,
    /// It will not be held.
    Cancelled,
    /// It will be held again, after it was cancelled.
    Restored,
}

/// The state of a meeting, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Present {
    /// As first announced.
    Announced,
    /// It has other days than first announced.
    Moved,
    /// Its days were withdrawn, and new ones are not known.
    Postponed,
    /// It will not be held.
    Cancelled,
}

impl<'a> Event<'a> {
    /// Its state, in one word.
    pub fn present(&self) -> Present {
        let changes = || self.history.iter().flat_map(|turn| &turn.changes);
        let moved = changes().any(|change| matches!(change, Change::Moved { .. }));
        match self.state.standing {
            Standing::Cancelled => Present::Cancelled,
            _ if moved && self.state.dates.is_none() => Present::Postponed,
            _ if moved => Present::Moved,
            _ => Present::Announced,
        }
    }

    /// The letter that changed it last.
    pub fn last(&self) -> Option<&Turn<'a>> {
        self.history.last()
    }

    /// The first day on which it is held, if one is known.
    pub fn first_day(&self) -> Option<Day> {
        let dates = self.state.dates.as_ref().map(Dates::first);
        dates.or_else(|| self.state.sittings.iter().filter_map(|sitting| sitting.date).min())
    }
}
