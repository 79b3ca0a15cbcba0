//! A meeting as its page shows it.

use crate::archive::catalogue::Catalogue;
use crate::archive::pages::{ProgrammeEntry, ProgrammeLine};
use crate::calendar::{CalendarWording, Change, Event, Present};
use crate::letter::{Dates, TimeRange};

/// A meeting as its page shows it.
pub(in crate::archive) fn shown(
    event: &Event<'_>,
    catalogue: &Catalogue<'_>,
    wording: CalendarWording<'_>,
) -> ProgrammeEntry {
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
    let zone = (state.zone.as_ref()).map_or_else(String::new, |zone| format!(" ({zone})"));
    // Days that held once, and the one that holds now is none of them.
    let changes = event.history.iter().flat_map(|turn| &turn.changes);
    let moved = changes.filter_map(|change| match change {
        Change::Moved { from, from_when, .. } => {
            from_when.clone().or_else(|| from.as_ref().map(Dates::to_string))
        }
        _ => None,
    });
    let was = moved.filter(|was| Some(was) != dates.as_ref()).collect();
    let history = event.history.iter().map(|turn| ProgrammeLine {
        text: wording.describe(turn),
        letter: catalogue.find(turn.letter),
    });
    ProgrammeEntry {
        title: wording.name(event),
        language: card.map_or_else(String::new, |card| card.language.to_string()),
        rtl: card.is_some_and(|card| card.rtl),
        day: event.first_day(),
        dates: dates.unwrap_or_default(),
        times: (!hours.is_empty()).then(|| format!("{}{zone}", hours.join(", "))),
        room: state.room.clone(),
        status: wording.status(event),
        cancelled: event.present() == Present::Cancelled,
        was,
        history: history.collect(),
    }
}

/// 10:00–13:00.
fn hours(times: TimeRange) -> String {
    match times.to {
        Some(to) => format!("{}–{to}", times.from),
        None => times.from.to_string(),
    }
}
