//! A meeting over all letters: what stands now, and who said so and when.

use serde::Serialize;

use super::held::{Held, Sat};
use super::slots::Slot;
use crate::letter::{Dates, Day, LetterRef, Mode, Status, TimeRange};
use crate::zone::Zone;

/// A meeting, followed over all letters that speak of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its name in every calendar, for good (RFC 5545, section 3.8.4.7).
    pub uid: String,
    /// Its name in the records.
    pub id: Option<String>,
    /// The process it belongs to, by its full name.
    pub process: Option<String>,
    /// The office that announced it first.
    pub office: String,
    /// What stands now.
    pub state: State,
    /// The letters that changed it, in their order: the first announced it. At least one.
    pub history: Vec<Turn>,
    /// Every letter that speaks of it, those that only say it again among them.
    pub letters: Vec<String>,
    /// How many letters changed it (RFC 5545, section 3.8.7.4).
    pub sequence: u32,
    /// The day of the letter that changed it last.
    pub modified: Day,
    /// Its entries in a calendar, by their place; one that is no longer held keeps its place.
    pub slots: Vec<Slot>,
}

/// What stands of a meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct State {
    /// What it is called.
    pub title: Option<String>,
    /// When; nobody knows yet if there are none.
    pub dates: Option<Dates>,
    /// When, as the letter writes it.
    pub when: Option<String>,
    /// The time of day, where it is the same on every day.
    pub times: Vec<TimeRange>,
    /// Sittings with times of their own.
    pub sittings: Vec<Sat>,
    /// The zone of all times, as the letter writes it.
    pub zone: Option<String>,
    /// The zone that is meant: the office's own where the letter does not say.
    #[serde(rename = "iana-zone")]
    pub place: Option<Zone>,
    /// The room.
    pub room: Option<String>,
    /// How people take part.
    pub mode: Option<Mode>,
    /// Whether it is held.
    pub standing: Standing,
}

/// Whether a meeting is held.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Announced, not certain.
    Tentative,
    /// Announced.
    #[default]
    Confirmed,
    /// It will not be held.
    Cancelled,
}

/// A letter that changed a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Turn {
    /// The letter, by the id of its record.
    pub letter: String,
    /// Its office.
    pub office: String,
    /// The date it bears.
    pub date: Option<Day>,
    /// How the register words it.
    pub entry: String,
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
        /// The same in the letter's words.
        when: Option<String>,
        /// Where.
        room: Option<String>,
    },
    /// Other days.
    Moved {
        /// The days announced before, where they are known.
        from: Option<Dates>,
        /// The same in a letter's words.
        #[serde(rename = "from-when")]
        from_when: Option<String>,
        /// The new days; none if nobody knows yet.
        to: Option<Dates>,
        /// The same in the letter's words.
        #[serde(rename = "to-when")]
        to_when: Option<String>,
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
    /// It will be held after all.
    Restored,
}

/// What stands of a meeting, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Present {
    /// It stands as first announced.
    Announced,
    /// It has other days than first announced.
    Moved,
    /// It was taken off its days, and nobody knows the new ones.
    Postponed,
    /// It will not be held.
    Cancelled,
}

impl Event {
    /// What stands, in one word.
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
    pub fn last(&self) -> Option<&Turn> {
        self.history.last()
    }

    /// The first day on which it is held, if one is known.
    pub fn first_day(&self) -> Option<Day> {
        let dates = self.state.dates.as_ref().map(Dates::first);
        dates.or_else(|| {
            self.state
                .sittings
                .iter()
                .filter_map(|sitting| sitting.date)
                .min()
        })
    }
}

impl State {
    /// What an announcement says by itself.
    pub(super) fn new(held: &Held, office: Option<Zone>) -> Self {
        Self {
            title: held.title.clone(),
            dates: held.dates.clone(),
            when: held.when.clone(),
            times: held.times.clone(),
            sittings: held.sittings.clone(),
            zone: held.zone.clone(),
            place: place(held, office),
            room: held.room.clone(),
            mode: held.mode,
            standing: match held.status {
                Some(Status::Tentative) => Standing::Tentative,
                Some(Status::Cancelled) => Standing::Cancelled,
                Some(Status::Confirmed | Status::Rescheduled) | None => Standing::Confirmed,
            },
        }
    }

    /// Takes over what a later letter says, and tells what is new. What it does not speak of
    /// stands as it was.
    pub(super) fn take(&mut self, held: &Held, office: Option<Zone>) -> Vec<Change> {
        let mut changes = Vec::new();
        self.take_status(held, &mut changes);
        self.take_days(held, &mut changes);
        self.take_times(held, office, &mut changes);
        if let Some(room) = held
            .room
            .clone()
            .filter(|room| self.room.as_ref() != Some(room))
        {
            let from = self.room.replace(room.clone());
            changes.push(Change::Room { from, to: room });
        }
        if let Some(mode) = held.mode.filter(|mode| self.mode != Some(*mode)) {
            // Saying for the first time how people take part changes nothing of it.
            if self.mode.replace(mode).is_some() {
                changes.push(Change::Mode { to: mode });
            }
        }
        if self.title.is_none() || !changes.is_empty() {
            self.title = held.title.clone().or(self.title.take());
        }
        changes
    }

    fn take_status(&mut self, held: &Held, changes: &mut Vec<Change>) {
        let old = self.standing;
        let again = held.status.is_some() || held.dates.is_some();
        self.standing = match (held.status, old) {
            (Some(Status::Cancelled), _) => Standing::Cancelled,
            (Some(Status::Tentative), _) => Standing::Tentative,
            (Some(Status::Confirmed), _) => Standing::Confirmed,
            // Who announces a cancelled meeting holds it after all.
            (_, Standing::Cancelled) if again => Standing::Confirmed,
            _ => old,
        };
        if self.standing != old {
            changes.push(match (old, self.standing) {
                (_, Standing::Cancelled) => Change::Cancelled,
                (Standing::Cancelled, _) => Change::Restored,
                (_, Standing::Tentative) => Change::Tentative,
                (_, Standing::Confirmed) => Change::Confirmed,
            });
        }
    }

    fn take_days(&mut self, held: &Held, changes: &mut Vec<Change>) {
        let was = held.was.as_ref();
        // A letter that moves a meeting and names no days leaves it without any.
        let postponed = held.dates.is_none()
            && held.status != Some(Status::Cancelled)
            && (held.status == Some(Status::Rescheduled)
                || was.is_some_and(|was| was.dates.is_some()));
        if held.dates == self.dates || (held.dates.is_none() && !postponed) {
            self.when = self.when.take().or_else(|| held.when.clone());
            return;
        }
        changes.push(Change::Moved {
            from: self.dates.take(),
            from_when: self
                .when
                .take()
                .or_else(|| was.and_then(|was| was.when.clone())),
            to: held.dates.clone(),
            to_when: held.when.clone(),
        });
        self.dates = held.dates.clone();
        self.when = held.when.clone();
        // Sittings on the old days are not held on them.
        self.sittings.retain(|sitting| sitting.date.is_none());
    }

    fn take_times(&mut self, held: &Held, office: Option<Zone>, changes: &mut Vec<Change>) {
        if held.times.is_empty() && held.sittings.is_empty() {
            return;
        }
        let same = held.times == self.times && held.sittings == self.sittings;
        // The same hours without a zone, said by another office, are the same hours.
        if same && held.zone.is_none() {
            return;
        }
        let place = place(held, office);
        if same && place == self.place {
            return;
        }
        self.times.clone_from(&held.times);
        self.sittings.clone_from(&held.sittings);
        self.zone.clone_from(&held.zone);
        self.place = place;
        changes.push(Change::Retimed);
    }
}

/// The zone of an announcement's times.
fn place(held: &Held, office: Option<Zone>) -> Option<Zone> {
    match &held.zone {
        Some(words) => Zone::meant(words, office),
        None => office,
    }
}
