//! What a calendar says of a meeting in words, in one place for translators.

use super::event::{Change, Event, Turn};
use super::slots::{Slot, When};
use super::state::State;
use crate::letter::{Dates, Mode};

impl Event<'_> {
    /// What the meeting is called: its title, or else the process with the number in its id.
    pub fn name(&self) -> String {
        name(self)
    }
}

impl Turn<'_> {
    /// What the letter changed, in words: "moved from 29–30 January to 1–2 February 2018".
    pub fn told(&self) -> String {
        let changes: Vec<_> = self.changes.iter().map(change).collect();
        match changes.is_empty() {
            true => "announced again".to_owned(),
            false => changes.join("; "),
        }
    }
}

/// What an entry is called: the meeting's title, or else the process with the number in its id.
pub(super) fn summary(event: &Event, slot: &Slot) -> String {
    let name = name(event);
    match &slot.title {
        Some(title) => format!("{name}: {title}"),
        None => name,
    }
}

fn name(event: &Event) -> String {
    match (&event.state.title, &event.process, &event.id) {
        (Some(title), _, _) => capital(title),
        (None, Some(process), id) => match id.as_deref().and_then(number) {
            Some(number) => format!("{}, meeting {number}", capital(process)),
            None => capital(process),
        },
        (None, None, Some(id)) => format!("Meeting ({id})"),
        (None, None, None) => "Meeting".to_owned(),
    }
}

/// What is known of a meeting, and every letter that changed it.
pub(super) fn description(event: &Event, slot: &Slot) -> String {
    let state = &event.state;
    let mut lines = Vec::new();
    if slot.dropped {
        lines.push("This part of the meeting is no longer held.".to_owned());
    }
    match slot.when {
        When::Month(_) => lines.push("Only the month is known.".to_owned()),
        When::Open(_) => lines.push("The last day is not known.".to_owned()),
        When::Hours(..) => lines.extend(zone(state)),
        When::Days(..) => {}
    }
    match state.mode {
        Some(Mode::Virtual) => lines.push("Virtual meeting.".to_owned()),
        Some(Mode::Hybrid) => lines.push("Hybrid meeting.".to_owned()),
        Some(Mode::InPerson) | None => {}
    }
    lines.extend(
        event
            .history
            .iter()
            .map(|turn| history(turn, &event.letters)),
    );
    lines.join("\n")
}

/// The zone as the letter writes it, where it is not known which is meant.
fn zone(state: &State) -> Option<String> {
    let words = state.zone.as_ref().filter(|_| state.place.is_none())?;
    Some(format!("Times as the letter gives them: {words}."))
}

fn history(turn: &Turn, letters: &[&str]) -> String {
    let mut changes: Vec<_> = turn.changes.iter().map(change).collect();
    if changes.is_empty() {
        changes.push("announced again".to_owned());
    }
    // Letters that are here say themselves what they announced.
    let before = turn.before.as_ref().and_then(|before| before.id.as_deref());
    if let Some(before) = before.filter(|id| !letters.contains(id)) {
        changes.push(format!("announced before in {before}"));
    }
    let entry = if turn.entry.is_empty() {
        &turn.letter
    } else {
        &turn.entry
    };
    format!("{entry}: {}.", changes.join("; "))
}

fn change(change: &Change) -> String {
    match change {
        Change::Announced { dates, when, room } => {
            let place = room
                .as_ref()
                .map(|room| format!(", {room}"))
                .unwrap_or_default();
            match days(dates.as_ref(), when.as_ref()) {
                Some(days) => format!("announced for {days}{place}"),
                None => "announced without a date".to_owned(),
            }
        }
        Change::Moved {
            from,
            from_when,
            to,
            to_when,
        } => {
            let from = days(from.as_ref(), from_when.as_ref());
            match (from, days(to.as_ref(), to_when.as_ref())) {
                (Some(from), Some(to)) => format!("moved from {from} to {to}"),
                (None, Some(to)) => format!("moved to {to}"),
                (Some(from), None) => format!("not held on {from}; the new date is not known"),
                (None, None) => "the new date is not known".to_owned(),
            }
        }
        Change::Dated { to, to_when } => match days(to.as_ref(), to_when.as_ref()) {
            Some(days) => format!("set for {days}"),
            None => "the date is not known".to_owned(),
        },
        Change::Retimed => "other times".to_owned(),
        Change::Room {
            from: Some(from),
            to,
        } => format!("in {to} instead of {from}"),
        Change::Room { from: None, to } => format!("in {to}"),
        Change::Mode { to: Mode::InPerson } => "held in person".to_owned(),
        Change::Mode { to: Mode::Virtual } => "held virtually".to_owned(),
        Change::Mode { to: Mode::Hybrid } => "held in hybrid form".to_owned(),
        Change::Tentative => "not certain".to_owned(),
        Change::Confirmed => "confirmed".to_owned(),
        Change::Cancelled => "cancelled".to_owned(),
        Change::Restored => "held after all".to_owned(),
    }
}

/// Days as the letter writes them, or else as its record does.
fn days(dates: Option<&Dates>, when: Option<&String>) -> Option<String> {
    when.cloned().or_else(|| dates.map(Dates::to_string))
}

/// The number at the end of an id: 1 in `ign-72-1`.
fn number(id: &str) -> Option<u16> {
    let (_, last) = id.rsplit_once(['-', '.', '_'])?;
    let digits = (1..=3).contains(&last.len()) && last.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| last.parse().ok()).flatten()
}

/// The text as it stands at the beginning of a line.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}
