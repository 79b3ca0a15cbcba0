//! Which letters speak of meetings that can have to do with each other.

use std::collections::HashMap;

use serde::Serialize;

use crate::archive::card::Card;
use crate::archive::catalogue::Catalogue;
use crate::archive::views::Views;
use crate::archive::with_fingerprint::WithFingerprint;
use crate::calendar::{self, Announcement, Event};
use crate::letter::Day;
use crate::register::{Entry, Speakers, Speaks};
use crate::text::Fingerprint;

/// Letters whose meetings can have to do with each other, in the order in which they are followed.
#[derive(Debug, Default)]
pub(in crate::archive) struct MeetingGroup<'a>(Vec<Member<'a>>);

/// A letter of a group.
#[derive(Debug, Serialize)]
struct Member<'a> {
    entry: WithFingerprint<&'a Entry<'a>>,
    /// What pages show of the letter.
    shown: Fingerprint,
    /// The number of its thread within the group, from nought: it says nothing of other groups.
    thread: Option<usize>,
}

impl<'a> MeetingGroup<'a> {
    /// The fingerprint of all that its meetings are made from.
    pub(in crate::archive) fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.0)
    }

    /// What became of its meetings, in the order of the programme.
    pub(in crate::archive) fn events(&self) -> Vec<Event<'a>> {
        let announcements = self.0.iter().map(|member| {
            let entry: &'a Entry<'a> = &member.entry;
            Announcement {
                letter: &entry.id,
                office: &entry.office,
                zone: entry.zone,
                date: entry.day(),
                process: entry.process.as_deref(),
                entry: &entry.sentence,
                thread: member.thread,
                meetings: entry.meetings.open(),
                names: Vec::new(),
            }
        });
        let mut events = calendar::events(announcements);
        super::sort(&mut events);
        events
    }

    /// The first days of its meetings, in the same order.
    pub(in crate::archive) fn days(&self) -> Vec<Option<Day>> {
        self.events().iter().map(Event::first_day).collect()
    }
}

/// The groups of all letters with meetings, in the order of their first letters.
pub(in crate::archive) fn groups<'a>(
    catalogue: &'a Catalogue<'a>,
    views: &Views<'a>,
) -> Vec<MeetingGroup<'a>> {
    let speakers = Speakers::new(&catalogue.cards, &catalogue.links, &catalogue.threads);
    let group = |letters: &Vec<usize>| {
        let mut numbers = HashMap::new();
        let members = letters.iter().map(|at| {
            let thread = catalogue.links[*at].thread.map(|thread| {
                let next = numbers.len();
                *numbers.entry(thread).or_insert(next)
            });
            Member { entry: views.entry(*at), shown: views.shown_fingerprint(*at), thread }
        });
        MeetingGroup(members.collect())
    };
    speakers.groups().iter().map(group).collect()
}

impl<'a> Speaks<'a> for Card<'a> {
    fn process(&self) -> Option<&str> {
        self.entry.process.as_deref()
    }

    fn meeting_ids(&self) -> Option<Vec<Option<String>>> {
        self.entry.meeting_ids()
    }
}
