//! The programme: the meetings of all letters, as they stand now.

use std::io::{self, Write};

use rayon::prelude::*;
use serde::Serialize;

use super::catalogue::Catalogue;
use super::pages::{ProgrammeEntry, ProgrammeLine, entry_print};
use super::site::Site;
use super::stream;
use crate::calendar::{self, Announcement, Change, Event, Feed, Present, State, Turn, Voice};
use crate::letter::{Dates, Day, TimeRange};
use crate::text::{Fingerprint, Fingerprinter};

/// The meetings of all letters.
#[derive(Debug, Default)]
pub struct Programme<'a> {
    /// The meetings, by the first day on which they are held, then by their names; those that
    /// have no day last.
    pub events: Vec<Event<'a>>,
    /// Where the letter that changed each of them last is filed; as many as events.
    pub addresses: Vec<&'a str>,
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
    history: &'a [Turn<'a>],
    letters: &'a [&'a str],
}

impl<'a> Programme<'a> {
    /// Follows the meetings over all letters: within a thread in the thread's order, which
    /// knows what follows what; else by date.
    pub fn new(catalogue: &'a Catalogue<'a>) -> Self {
        let mut events = calendar::events(order(catalogue).into_iter().map(|at| {
            let card = &catalogue.cards[at];
            Announcement {
                letter: &card.id,
                office: &card.office,
                zone: card.zone,
                date: card.date,
                process: card.process.as_deref(),
                entry: &card.sentence,
                thread: catalogue.links[at].thread,
                meetings: card.meetings.open(),
            }
        }));
        let key = |event: &Event<'_>| (event.first_day().is_none(), event.first_day());
        events.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| a.uid.cmp(&b.uid)));
        let address = |event: &Event<'_>| {
            let letter = event.last().and_then(|turn| catalogue.find(turn.letter));
            letter.map_or("", |at| catalogue.cards[at].address.as_str())
        };
        let addresses = events.iter().map(address).collect();
        Self { events, addresses }
    }

    /// What the programme is made of: it is the same while this is.
    pub(super) fn fingerprint(site: &Site, catalogue: &Catalogue<'_>) -> Fingerprint {
        let mut fingerprinter = Fingerprinter::default();
        fingerprinter.add(site.fingerprint());
        for at in order(catalogue) {
            let card = &catalogue.cards[at];
            if card.meetings.is_empty() {
                continue;
            }
            fingerprinter.add(entry_print(card, &catalogue.links[at]));
            fingerprinter
                .add(&card.id)
                .add(&card.office)
                .add(card.meetings.packed());
            fingerprinter.add(card.zone.map_or("", |zone| zone.name()));
            fingerprinter.add(card.process.as_deref().unwrap_or_default());
            let thread = catalogue.links[at].thread.map_or(0, |thread| thread + 1);
            fingerprinter.add((thread as u64).to_le_bytes());
        }
        fingerprinter.fingerprint()
    }

    /// Writes the programme as JSON: `{ "meetings": [ … ] }`, a meeting a line with what stands
    /// of it (`present`, `dates`, `room` …), with its `history`, a letter that changed it each,
    /// and with the `letters` that speak of it. Dates are ISO 8601, as in records.
    ///
    /// # Errors
    /// That `out` cannot be written.
    pub fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"{\n\"meetings\": [")?;
        stream::pieces(out, self.events.len(), |at, bytes| {
            bytes.extend(if at == 0 { "\n" } else { ",\n" }.as_bytes());
            // What is written to memory can always be written.
            let _ = serde_json::to_writer(bytes, &entry(&self.events[at]));
        })?;
        out.write_all(b"\n]\n}\n")
    }

    /// Writes the programme as a calendar to subscribe to, called
    /// `name`, in this voice. With the address of
    /// the site, each meeting links to the letter that changed it last.
    ///
    /// # Errors
    /// That `out` cannot be written.
    pub fn ics(
        &self,
        base_url: Option<&str>,
        (name, voice): (&str, Voice<'_>),
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let feed = Feed { name, voice, subscribed: true };
        out.write_all(&calendar::head(&self.events, feed))?;
        let base = base_url.map(|base| base.trim_end_matches('/'));
        stream::pieces(out, self.events.len(), |at, bytes| {
            let address = Some(self.addresses[at]).filter(|address| !address.is_empty());
            let page = base.zip(address).map(|(base, address)| format!("{base}/{address}/"));
            bytes.extend(calendar::entries(&self.events[at], voice, page.as_deref()));
        })?;
        out.write_all(calendar::TAIL)
    }

    /// The meetings as their page shows them.
    pub(super) fn entries(
        &self,
        catalogue: &Catalogue<'_>,
        voice: Voice<'_>,
    ) -> Vec<ProgrammeEntry> {
        let entries = self.events.par_iter();
        entries.map(|event| shown(event, catalogue, voice)).collect()
    }
}

fn shown(event: &Event<'_>, catalogue: &Catalogue<'_>, voice: Voice<'_>) -> ProgrammeEntry {
    let state = &event.state;
    let card = event.last().and_then(|turn| catalogue.find(turn.letter));
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
    // Days that held once, and the one that holds now is none of them.
    let moved =
        event
            .history
            .iter()
            .flat_map(|turn| &turn.changes)
            .filter_map(|change| match change {
                Change::Moved { from, from_when, .. } => {
                    from_when.clone().or_else(|| from.as_ref().map(Dates::to_string))
                }
                _ => None,
            });
    let was = moved.filter(|was| Some(was) != dates.as_ref()).collect();
    ProgrammeEntry {
        title: voice.name(event),
        language: card.map_or_else(String::new, |card| card.language.to_string()),
        rtl: card.is_some_and(|card| card.rtl),
        day: event.first_day(),
        dates: dates.unwrap_or_default(),
        times: (!hours.is_empty()).then(|| format!("{}{zone}", hours.join(", "))),
        room: state.room.clone(),
        status: voice.standing(event),
        cancelled: event.present() == Present::Cancelled,
        was,
        history: (event.history.iter())
            .map(|turn| ProgrammeLine {
                text: voice.told(turn),
                letter: catalogue.find(turn.letter),
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

fn entry<'e>(event: &'e Event<'_>) -> Entry<'e> {
    Entry {
        uid: &event.uid,
        id: event.id.as_deref(),
        process: event.process,
        office: event.office,
        present: event.present(),
        sequence: event.sequence,
        modified: event.modified,
        state: &event.state,
        history: &event.history,
        letters: &event.letters,
    }
}

/// The letters by date, but those of a thread, wherever they stand, in the thread's order.
fn order(catalogue: &Catalogue<'_>) -> Vec<usize> {
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
