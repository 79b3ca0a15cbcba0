//! What a calendar says of a meeting, in one language.

use std::collections::BTreeMap;
use std::fmt;

use super::event::{Change, Event, Present, Turn};
use super::slots::{Slot, When};
use super::state::{Standing, State};
use crate::letter::{Dates, Mode};
use crate::pattern::fill;
use crate::text::capital;

/// The wordings of one language, each by its name, with places in braces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words(BTreeMap<String, String>);

impl Words {
    /// How the names of the labels begin that a calendar uses.
    pub const PREFIX: &str = "calendar-";

    /// The wordings among the labels of a language: those whose names begin with
    /// [`PREFIX`](Self::PREFIX).
    pub fn new<'l>(labels: impl IntoIterator<Item = (&'l String, &'l String)>) -> Self {
        let own = labels.into_iter().filter_map(|(name, wording)| {
            Some((name.strip_prefix(Self::PREFIX)?.to_owned(), wording.clone()))
        });
        Self(own.collect())
    }
}

/// How a calendar says things: the wordings of a language, and how it writes days.
#[derive(Clone, Copy)]
pub struct CalendarWording<'a> {
    /// The wordings.
    pub words: &'a Words,
    /// How days are written; as their letter writes them where there is nothing else.
    pub days: Option<&'a (dyn Fn(&Dates) -> String + Sync)>,
}

impl<'a> From<&'a Words> for CalendarWording<'a> {
    fn from(words: &'a Words) -> Self {
        Self { words, days: None }
    }
}

impl fmt::Debug for CalendarWording<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.words.fmt(f)
    }
}

/// How many of the letters that changed a meeting are told beside the first: the latest.
const LATEST: usize = 20;

impl CalendarWording<'_> {
    pub(super) fn say(&self, name: &str) -> &str {
        self.words.0.get(name).map_or("", String::as_str)
    }

    fn fill(&self, name: &str, values: &[(&str, &str)]) -> String {
        fill(self.say(name), values)
    }

    /// The state of a meeting, in a word; none where it is as first announced.
    pub fn status(&self, event: &Event<'_>) -> Option<String> {
        let name = match (event.present(), event.state.standing) {
            (Present::Cancelled, _) => "status-cancelled",
            (Present::Moved, _) => "status-moved",
            (Present::Postponed, _) => "status-postponed",
            (Present::Announced, Standing::Tentative) => "status-tentative",
            (Present::Announced, _) => return None,
        };
        Some(self.say(name).to_owned())
    }

    /// What a letter changed: "moved from 29–30 January to 1–2 February 2018".
    pub fn describe(&self, turn: &Turn<'_>) -> String {
        self.list(&self.changes(turn))
    }

    /// What a meeting is called: its title, or else the process with the number in its id.
    pub fn name(&self, event: &Event<'_>) -> String {
        match (&event.state.title, &event.process, &event.id) {
            (Some(title), _, _) => capital(title),
            (None, Some(process), id) => match id.as_deref().and_then(number) {
                Some(number) => self.fill(
                    "numbered",
                    &[("process", &capital(process)), ("number", &number.to_string())],
                ),
                None => capital(process),
            },
            (None, None, Some(id)) => self.fill("named", &[("id", id)]),
            (None, None, None) => self.say("meeting").to_owned(),
        }
    }

    /// What an entry is called.
    pub(super) fn summary(&self, event: &Event<'_>, slot: &Slot) -> String {
        let name = self.name(event);
        match &slot.title {
            Some(title) => format!("{name}: {title}"),
            None => name,
        }
    }

    /// What is known of a meeting, and the letters that changed it: of many the first and the latest.
    pub(super) fn description(&self, event: &Event<'_>, slot: &Slot) -> String {
        let state = &event.state;
        let mut lines = Vec::new();
        let mut say = |name: &str| lines.push(self.say(name).to_owned());
        if slot.dropped {
            say("dropped");
        }
        match slot.when {
            When::Month(_) => say("month"),
            When::Open(_) => say("open"),
            When::Hours(..) => lines.extend(self.zone(state)),
            When::Days(..) => {}
        }
        match state.mode {
            Some(Mode::Virtual) => lines.push(self.say("virtual").to_owned()),
            Some(Mode::Hybrid) => lines.push(self.say("hybrid").to_owned()),
            Some(Mode::InPerson) | None => {}
        }
        let turns = &event.history;
        let left_out = 1..turns.len().saturating_sub(LATEST).max(1);
        for (at, turn) in turns.iter().enumerate() {
            match left_out.contains(&at) {
                true if at == left_out.start => lines.push("…".to_owned()),
                true => {}
                false => lines.push(self.history(turn, &event.letters)),
            }
        }
        lines.join("\n")
    }

    /// The zone as the letter writes it, where it is not known which is meant.
    fn zone(&self, state: &State) -> Option<String> {
        let zone = state.zone.as_ref().filter(|_| state.place.is_none())?;
        Some(self.fill("times", &[("zone", zone)]))
    }

    fn history(&self, turn: &Turn<'_>, letters: &[&str]) -> String {
        let mut changes = self.changes(turn);
        // Letters of this calendar are listed with what they announced.
        let before = turn.before.as_ref().and_then(|before| before.id.as_deref());
        if let Some(before) = before.filter(|id| !letters.contains(id)) {
            changes.push(self.fill("before", &[("letter", before)]));
        }
        let entry = if turn.entry.is_empty() { turn.letter } else { turn.entry };
        let changes = self.list(&changes);
        self.fill("changes", &[("entry", entry), ("changes", &changes)])
    }

    fn changes(&self, turn: &Turn<'_>) -> Vec<String> {
        let changes: Vec<_> = turn.changes.iter().map(|change| self.change(change)).collect();
        if changes.is_empty() { vec![self.say("again").to_owned()] } else { changes }
    }

    fn list(&self, changes: &[String]) -> String {
        changes.join(self.say("then"))
    }

    /// Days as they are written here, or as the letter writes them, or else as its record does.
    fn days(&self, dates: Option<&Dates>, when: Option<&String>) -> Option<String> {
        let own = self.days.zip(dates).map(|(write, dates)| write(dates));
        own.or_else(|| when.cloned()).or_else(|| dates.map(Dates::to_string))
    }

    fn change(&self, change: &Change) -> String {
        let name = match change {
            Change::Announced { dates, when, room } => {
                let Some(dates) = self.days(dates.as_ref(), when.as_ref()) else {
                    return self.say("undated").to_owned();
                };
                return match room {
                    Some(room) => self.fill("announced-in", &[("dates", &dates), ("room", room)]),
                    None => self.fill("announced", &[("dates", &dates)]),
                };
            }
            Change::Moved { from, from_when, to, to_when } => {
                let from = self.days(from.as_ref(), from_when.as_ref());
                let to = self.days(to.as_ref(), to_when.as_ref());
                return match (&from, &to) {
                    (Some(from), Some(to)) => self.fill("moved", &[("from", from), ("to", to)]),
                    (None, Some(to)) => self.fill("moved-to", &[("to", to)]),
                    (Some(from), None) => self.fill("moved-from", &[("from", from)]),
                    (None, None) => self.say("unknown").to_owned(),
                };
            }
            Change::Dated { to, to_when } => match self.days(to.as_ref(), to_when.as_ref()) {
                Some(dates) => return self.fill("dated", &[("dates", &dates)]),
                None => "unknown",
            },
            Change::Room { from, to } => {
                return match from {
                    Some(from) => self.fill("instead", &[("from", from), ("to", to)]),
                    None => self.fill("room", &[("to", to)]),
                };
            }
            Change::Renamed { to } => return self.fill("renamed", &[("to", to)]),
            Change::Retimed => "retimed",
            Change::Mode { to: Mode::InPerson } => "held-in-person",
            Change::Mode { to: Mode::Virtual } => "held-virtually",
            Change::Mode { to: Mode::Hybrid } => "held-hybrid",
            Change::Tentative => "tentative",
            Change::Confirmed => "confirmed",
            Change::Cancelled => "cancelled",
            Change::Restored => "restored",
        };
        self.say(name).to_owned()
    }
}

/// The number at the end of an id: 1 in `ign-72-1`.
fn number(id: &str) -> Option<u16> {
    let (_, last) = id.rsplit_once(['-', '.', '_'])?;
    let digits = (1..=3).contains(&last.len()) && last.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| last.parse().ok()).flatten()
}
