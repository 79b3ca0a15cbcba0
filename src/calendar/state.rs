//! The state of a meeting, and what a letter changes of it.

use serde::Serialize;

use super::announced::{AnnouncedMeeting, AnnouncedSitting};
use super::event::Change;
use crate::letter::{Dates, Day, End, Mode, Status, TimeRange};
use crate::zone::Zone;

/// The state of a meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct State {
    /// What it is called.
    pub title: Option<String>,
    /// When; empty while that is not known.
    pub dates: Option<Dates>,
    /// When, as the letter writes it.
    pub when: Option<String>,
    /// The time of day, where it is the same on every day.
    pub times: Vec<TimeRange>,
    /// Sittings with times of their own.
    pub sittings: Vec<AnnouncedSitting>,
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

impl State {
    /// The state that an announcement alone gives.
    pub(super) fn new(held: &AnnouncedMeeting, office: Option<Zone>) -> Self {
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
                Some(Status::Confirmed | Status::Rescheduled | Status::Postponed) | None => {
                    Standing::Confirmed
                }
            },
        }
    }

    /// Takes over what a later letter says, and returns what is new. What it does not mention
    /// stays.
    pub(super) fn take(&mut self, held: &AnnouncedMeeting, office: Option<Zone>) -> Vec<Change> {
        let mut changes = Vec::new();
        self.take_status(held, &mut changes);
        self.take_days(held, &mut changes);
        self.take_times(held, office, &mut changes);
        if let Some(room) = held.room.clone().filter(|room| self.room.as_ref() != Some(room)) {
            let from = self.room.replace(room.clone());
            changes.push(Change::Room { from, to: room });
        }
        if let Some(mode) = held.mode.filter(|mode| self.mode != Some(*mode)) {
            // To say for the first time how people take part is no change.
            if self.mode.replace(mode).is_some() {
                changes.push(Change::Mode { to: mode });
            }
        }
        self.take_title(held, &mut changes);
        changes
    }

    fn take_title(&mut self, held: &AnnouncedMeeting, changes: &mut Vec<Change>) {
        let Some(title) = &held.title else { return };
        let plain = |title: &str| title.trim().to_lowercase();
        // To name it for the first time, or in other letters, is no change.
        if self.title.as_ref().is_some_and(|old| plain(old) != plain(title)) {
            changes.push(Change::Renamed { to: title.clone() });
        } else if self.title.is_some() && changes.is_empty() {
            return;
        }
        self.title = Some(title.clone());
    }

    fn take_status(&mut self, held: &AnnouncedMeeting, changes: &mut Vec<Change>) {
        let old = self.standing;
        let again = held.status.is_some() || held.dates.is_some();
        self.standing = match (held.status, old) {
            (Some(Status::Cancelled), _) => Standing::Cancelled,
            (Some(Status::Tentative), _) => Standing::Tentative,
            (Some(Status::Confirmed), _) => Standing::Confirmed,
            // To announce a cancelled meeting is to hold it again.
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

    fn take_days(&mut self, held: &AnnouncedMeeting, changes: &mut Vec<Change>) {
        let was = held.was.as_ref();
        // A letter that moves a meeting and names no days leaves it without any.
        let postponed = held.dates.is_none()
            && held.status != Some(Status::Cancelled)
            && (matches!(held.status, Some(Status::Rescheduled | Status::Postponed))
                || was.is_some_and(|was| was.dates.is_some()));
        if held.dates == self.dates || (held.dates.is_none() && !postponed) {
            self.when = self.when.take().or_else(|| held.when.clone());
            return;
        }
        let moved = matches!(held.status, Some(Status::Rescheduled | Status::Postponed));
        let moves = was.is_some() || moved;
        let unknown = self
            .dates
            .as_ref()
            .is_none_or(|old| only_month(old, held.dates.as_ref()));
        if !moves && unknown {
            changes.push(Change::Dated { to: held.dates.clone(), to_when: held.when.clone() });
        } else {
            changes.push(self.moved(held));
        }
        self.dates.clone_from(&held.dates);
        self.when.clone_from(&held.when);
        // Sittings on the old days are not held on them.
        self.sittings.retain(|sitting| sitting.date.is_none());
    }

    fn moved(&self, held: &AnnouncedMeeting) -> Change {
        let was = held.was.as_ref();
        Change::Moved {
            from: self.dates.clone(),
            from_when: (self.when.clone()).or_else(|| was.and_then(|was| was.when.clone())),
            to: held.dates.clone(),
            to_when: held.when.clone(),
        }
    }

    fn take_times(
        &mut self,
        held: &AnnouncedMeeting,
        office: Option<Zone>,
        changes: &mut Vec<Change>,
    ) {
        if held.times.is_empty() && held.sittings.is_empty() {
            return;
        }
        let same = held.times == self.times && held.sittings == self.sittings;
        // Equal hours without a zone are equal, whichever office gives them.
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
fn place(held: &AnnouncedMeeting, office: Option<Zone>) -> Option<Zone> {
    match &held.zone {
        Some(words) => Zone::meant(words, office),
        None => office,
    }
}

/// Whether the days lie in a month of which no more was known.
fn only_month(old: &Dates, new: Option<&Dates>) -> bool {
    let [range] = old.ranges() else { return false };
    let month = |day: Day| (day.year(), day.month());
    let inside = |new: &Dates| {
        let same = |day: Day| month(day) == month(range.start);
        same(new.first()) && new.last().is_none_or(same)
    };
    range.end == End::Month && new.is_some_and(inside)
}
