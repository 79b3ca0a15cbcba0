//! The programme for programs: its data and the calendar to subscribe to. Both are pieces, a year
//! each, between a beginning and an end.

use std::io::{self, Write};

use serde::Serialize;

use super::Programme;
use crate::calendar::{self, CalendarWording, Event, Feed, Present, State, Turn, ZoneSpan};
use crate::letter::Day;

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

impl<'a> Entry<'a> {
    fn new(event: &'a Event<'_>) -> Self {
        Self {
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
}

impl Programme<'_> {
    /// The meetings as lines of `programme.json`.
    pub(in crate::archive) fn json_piece(&self) -> String {
        let lines = self.events.iter().map(|event| {
            // What is written to memory can always be written.
            serde_json::to_string(&Entry::new(event)).unwrap_or_default()
        });
        lines.collect::<Vec<_>>().join(",\n")
    }

    /// The meetings as entries of a calendar, in this wording. With the address of the site, each
    /// links to the letter that changed it last.
    pub(in crate::archive) fn ics_piece(
        &self,
        base: Option<&str>,
        wording: CalendarWording<'_>,
    ) -> String {
        let base = base.map(|base| base.trim_end_matches('/'));
        let mut bytes = Vec::new();
        for (event, address) in self.events.iter().zip(&self.addresses) {
            let address = Some(*address).filter(|address| !address.is_empty());
            let page = base.zip(address).map(|(base, address)| format!("{base}/{address}/"));
            bytes.extend(calendar::entries(event, wording, page.as_deref()));
        }
        // A calendar is written in UTF-8.
        String::from_utf8(bytes).unwrap_or_default()
    }

    /// Writes the programme as JSON: `{ "meetings": [ … ] }`, a meeting a line with what stands
    /// of it (`present`, `dates`, `room` …), with its `history`, a letter that changed it each,
    /// and with the `letters` that speak of it. Dates are ISO 8601, as in records.
    ///
    /// # Errors
    /// That `out` cannot be written.
    pub fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        write_json([Ok(self.json_piece())], out)
    }

    /// Writes the programme as a calendar to subscribe to, called `name`, in this wording.
    ///
    /// # Errors
    /// That `out` cannot be written.
    pub fn ics(
        &self,
        base: Option<&str>,
        (name, wording): (&str, CalendarWording<'_>),
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let feed = Feed { name, wording, subscribed: true };
        write_ics(&calendar::zones(&self.events), feed, [Ok(self.ics_piece(base, wording))], out)
    }
}

/// Writes `programme.json` of its pieces.
pub(in crate::archive) fn write_json(
    pieces: impl IntoIterator<Item = io::Result<String>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    out.write_all(b"{\n\"meetings\": [")?;
    let mut before = "\n";
    for piece in pieces {
        let piece = piece?;
        if !piece.is_empty() {
            out.write_all(before.as_bytes())?;
            out.write_all(piece.as_bytes())?;
            before = ",\n";
        }
    }
    out.write_all(b"\n]\n}\n")
}

/// Writes `programme.ics` of its pieces, in which these zones are used.
pub(in crate::archive) fn write_ics(
    zones: &[ZoneSpan],
    feed: Feed<'_>,
    pieces: impl IntoIterator<Item = io::Result<String>>,
    out: &mut dyn Write,
) -> io::Result<()> {
    out.write_all(&calendar::head(zones, feed))?;
    for piece in pieces {
        out.write_all(piece?.as_bytes())?;
    }
    out.write_all(calendar::TAIL)
}
