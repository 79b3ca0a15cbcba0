//! The programme: the meetings of all letters, as they stand now.
//!
//! Letters are joined into groups by what their meetings can have in common: a thread, or an id
//! within a process or an office. What becomes of the meetings of a group depends on its letters
//! alone. So a letter that changes touches its group, and the pages and the pieces of the calendar
//! on which the meetings of that group stand.

mod entry;
mod feeds;
mod groups;

use super::catalogue::Catalogue;
use super::pages::ProgrammeEntry;
use super::views::Views;
use crate::calendar::{CalendarWording, Event};

pub(super) use entry::shown;
pub(super) use feeds::{write_ics, write_json};
pub(super) use groups::{MeetingGroup, groups};

/// Meetings as they stand now, in order.
#[derive(Debug, Default)]
pub struct Programme<'a> {
    /// The meetings, by the first day on which they are held, then by their names; those that
    /// have no day last.
    pub events: Vec<Event<'a>>,
    /// Where the letter that changed each of them last is filed; as many as events.
    pub addresses: Vec<&'a str>,
}

impl<'a> Programme<'a> {
    /// The meetings of all letters, followed over them.
    pub fn new(catalogue: &'a Catalogue<'a>) -> Self {
        let groups = groups(catalogue, &Views::new(catalogue));
        Self::of(catalogue, groups.iter().flat_map(MeetingGroup::events).collect())
    }

    /// The meetings as a page shows them.
    pub fn entries(
        &self,
        catalogue: &Catalogue<'_>,
        wording: CalendarWording<'_>,
    ) -> Vec<ProgrammeEntry> {
        self.events
            .iter()
            .map(|event| shown(event, catalogue, wording))
            .collect()
    }

    /// A programme of these meetings.
    pub(super) fn of(catalogue: &'a Catalogue<'a>, mut events: Vec<Event<'a>>) -> Self {
        sort(&mut events);
        let address = |event: &Event<'_>| {
            let letter = event.last().and_then(|turn| catalogue.find(turn.letter));
            letter.map_or("", |at| catalogue.cards[at].address.as_str())
        };
        let addresses = events.iter().map(address).collect();
        Self { events, addresses }
    }
}

fn sort(events: &mut [Event<'_>]) {
    let key = |event: &Event<'_>| (event.first_day().is_none(), event.first_day());
    events.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| a.uid.cmp(&b.uid)));
}
