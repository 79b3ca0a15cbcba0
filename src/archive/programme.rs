//! The programme: the meetings of all letters, as they stand now.

use serde::Serialize;

use super::catalogue::Catalogue;
use super::pages::{ProgrammeEntry, ProgrammeLine};
use crate::calendar::{self, Announcement, Change, Event, Feed, Present, Standing, State, Turn};
use crate::letter::{Dates, Day, TimeRange};

/// The meetings of all letters.
#[derive(Debug, Default)]
pub struct Programme {
    /// The meetings, by the first day on which they are held, then by their names; those that
    /// have no day last.
    pub events: Vec<Event>,
    /// Where the letter that changed each of them last is filed; as many as events.
    pub addresses: Vec<String>,
}

/// `programme.json`.
#[derive(Serialize)]
struct Meetings<'a> {
    meetings: Vec<Entry<'a>>,
}

/// One meeting, as `programme.json` gives it.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Entry<'a> {
    uid: &'a str,
    id: Option<&'a str>,
    process: Option<&'a str>,
    office: &'a str,
    /// `announced`, `moved`, `postponed` or `cancelled`.
    present: Present,
    sequence: u32,
    modified: Day,
    #[serde(flatten)]
    state: &'a State,
    history: &'a [Turn],
    letters: &'a [String],
}

impl Programme {
    /// Follows the meetings over all letters: within a thread in the thread's order, which
    /// knows what follows what; else by date.
    pub fn new(catalogue: &Catalogue) -> Self {
        let events = calendar::events(order(catalogue).into_iter().map(|at| {
            let card = &catalogue.cards[at];
            Announcement {
                letter: &card.id,
                office: &card.office,
                zone: card.zone,
                date: card.date,
                process: card.process.as_deref(),
                entry: &card.entry,
                thread: catalogue.links[at].thread,
                meetings: &card.meetings,
            }
        }));
        let mut events = events;
        let key = |event: &Event| (event.first_day().is_none(), event.first_day());
        events.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| a.uid.cmp(&b.uid)));
        let address = |event: &Event| {
            let letter = event.last().and_then(|turn| catalogue.find(&turn.letter));
            letter
                .map(|at| catalogue.cards[at].address.clone())
                .unwrap_or_default()
        };
        let addresses = events.iter().map(address).collect();
        Self { events, addresses }
    }

    /// The programme as JSON: `{ "meetings": [ … ] }`, a meeting with what stands of it
    /// (`present`, `dates`, `room` …), with its `history`, a letter that changed it each, and
    /// with the `letters` that speak of it. Dates are ISO 8601, as in records.
    ///
    /// # Errors
    /// None that is known: what it is made of can always be written.
    pub fn json(&self) -> Result<Vec<u8>, serde_json::Error> {
        let meetings: Vec<_> = self.events.iter().map(entry).collect();
        let mut bytes = serde_json::to_vec_pretty(&Meetings { meetings })?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// The programme as a calendar to subscribe to, called `name`. With the address of the site,
    /// each meeting links to the letter that changed it last.
    pub fn ics(&self, base_url: Option<&str>, name: &str) -> Vec<u8> {
        let feed = Feed {
            name,
            subscribed: true,
        };
        let pages: std::collections::HashMap<&str, &str> =
            (self.events.iter().zip(&self.addresses))
                .map(|(event, address)| (event.uid.as_str(), address.as_str()))
                .collect();
        calendar::write(&self.events, feed, |event| {
            let address = pages
                .get(event.uid.as_str())
                .filter(|address| !address.is_empty())?;
            Some(format!("{}/{address}/", base_url?.trim_end_matches('/')))
        })
    }
}

impl Programme {
    /// The meetings as their page shows them.
    pub(super) fn entries(&self, catalogue: &Catalogue) -> Vec<ProgrammeEntry> {
        self.events
            .iter()
            .map(|event| shown(event, catalogue))
            .collect()
    }
}

fn shown(event: &Event, catalogue: &Catalogue) -> ProgrammeEntry {
    let state = &event.state;
    let card = event.last().and_then(|turn| catalogue.find(&turn.letter));
    let card = card.and_then(|at| catalogue.cards.get(at));
    let dates = state
        .when
        .clone()
        .or_else(|| state.dates.as_ref().map(Dates::to_string));
    let mut hours: Vec<_> = state.times.iter().map(|times| hours(*times)).collect();
    hours.extend(state.sittings.iter().map(|sitting| match sitting.date {
        Some(day) => format!("{day} {}", self::hours(sitting.times)),
        None => self::hours(sitting.times),
    }));
    let zone = state
        .zone
        .as_ref()
        .map(|zone| format!(" ({zone})"))
        .unwrap_or_default();
    let present = event.present();
    // Days that held once, and the one that holds now is none of them.
    let moved = event
        .history
        .iter()
        .flat_map(|turn| &turn.changes)
        .filter_map(|change| match change {
            Change::Moved {
                from, from_when, ..
            } => from_when
                .clone()
                .or_else(|| from.as_ref().map(Dates::to_string)),
            _ => None,
        });
    let was = moved.filter(|was| Some(was) != dates.as_ref()).collect();
    ProgrammeEntry {
        title: event.name(),
        language: card.map(|card| card.language.clone()).unwrap_or_default(),
        rtl: card.is_some_and(|card| card.rtl),
        iso: event
            .first_day()
            .map(|day| day.to_string())
            .unwrap_or_default(),
        dates: dates.unwrap_or_default(),
        times: (!hours.is_empty()).then(|| format!("{}{zone}", hours.join(", "))),
        room: state.room.clone(),
        status: match (present, state.standing) {
            (Present::Announced, Standing::Tentative) => Some("tentative".to_owned()),
            (Present::Announced, _) => None,
            (present, _) => Some(present.word().to_owned()),
        },
        cancelled: present == Present::Cancelled,
        was,
        history: (event.history.iter())
            .map(|turn| ProgrammeLine {
                text: turn.told(),
                letter: catalogue.find(&turn.letter),
            })
            .collect(),
    }
}

/// 10:00–13:00.
fn hours(times: TimeRange) -> String {
    match times.to {
        Some(to) => format!("{}–{to}", times.from),
        None => times.from.to_string(),
    }
}

fn entry(event: &Event) -> Entry<'_> {
    Entry {
        uid: &event.uid,
        id: event.id.as_deref(),
        process: event.process.as_deref(),
        office: &event.office,
        present: event.present(),
        sequence: event.sequence,
        modified: event.modified,
        state: &event.state,
        history: &event.history,
        letters: &event.letters,
    }
}

/// The letters by date, but those of a thread, wherever they stand, in the thread's order.
fn order(catalogue: &Catalogue) -> Vec<usize> {
    let mut next = vec![0; catalogue.threads.len()];
    let letters = (0..catalogue.cards.len()).map(|at| {
        let Some(thread) = catalogue.links[at].thread else {
            return at;
        };
        let letter = catalogue.threads[thread].letters.get(next[thread]).copied();
        next[thread] += 1;
        letter.unwrap_or(at)
    });
    letters.collect()
}
