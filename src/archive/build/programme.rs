//! The programme of a build: its meetings, for the pages on which they stand, and its files.

use std::collections::BTreeMap;
use std::io;

use rayon::prelude::*;

use super::finish::Finish;
use super::pages::{SiteFiles, is_unchanged};
use crate::archive::catalogue::Catalogue;
use crate::archive::pages::{ProgrammeEntry, ProgrammeItem};
use crate::archive::programme::{MeetingGroup, Programme, groups, shown, write_ics, write_json};
use crate::archive::report::Failure;
use crate::archive::site::Site;
use crate::archive::state::{PageFile, Piece, ProgrammeState};
use crate::archive::views::Views;
use crate::calendar::{self, CalendarWording, Event, Feed};
use crate::letter::{Dates, Day};
use crate::text::Fingerprint;

/// The programme for programs: the calendar to subscribe to, and its data.
const FILES: [&str; 2] = ["programme.ics", "programme.json"];

/// The meetings of all letters, of which those are followed that somebody asks for.
pub(super) struct Meetings<'a> {
    catalogue: &'a Catalogue<'a>,
    groups: Vec<MeetingGroup<'a>>,
    days: BTreeMap<Fingerprint, Vec<Option<Day>>>,
    /// The pieces from before.
    pieces: Vec<Piece>,
    /// By first day; those without one last.
    pub(super) all: Vec<ProgrammeItem>,
}

impl<'a> Meetings<'a> {
    pub(super) fn new(
        catalogue: &'a Catalogue<'a>,
        views: &Views<'a>,
        before: ProgrammeState,
    ) -> Self {
        let groups = groups(catalogue, views);
        let known = &before.days;
        // The days of a group do not depend on the site, which words them.
        let days = groups.par_iter().map(|group| {
            let print = group.fingerprint();
            (print, known.get(&print).cloned().unwrap_or_else(|| group.days()))
        });
        let days: Vec<_> = days.collect();
        let mut all = Vec::new();
        for ((source, days), group) in days.iter().zip(0..) {
            let source = *source;
            let meetings = (0..).zip(days);
            all.extend(meetings.map(|(place, day)| ProgrammeItem {
                day: *day,
                source,
                place,
                group,
            }));
        }
        all.sort_by_key(|meeting| {
            (meeting.day.is_none(), meeting.day, meeting.source, meeting.place)
        });
        Self { catalogue, groups, days: days.into_iter().collect(), pieces: before.pieces, all }
    }

    /// Some meetings as their page shows them, in order.
    pub(super) fn entries(&self, site: &Site, meetings: &[&ProgrammeItem]) -> Vec<ProgrammeEntry> {
        let days = |dates: &Dates| site.dates(dates);
        let programme = self.follow(meetings);
        let entries = programme.events.iter();
        entries
            .map(|event| shown(event, self.catalogue, wording(site, &days)))
            .collect()
    }

    /// Follows some meetings over their letters.
    fn follow(&self, meetings: &[&ProgrammeItem]) -> Programme<'a> {
        let mut wanted: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for meeting in meetings {
            wanted.entry(meeting.group).or_default().push(meeting.place);
        }
        let mut events: Vec<Event<'a>> = Vec::with_capacity(meetings.len());
        for (group, places) in wanted {
            let group = self.groups[group as usize].events();
            let found = (0..).zip(group).filter(|(place, _)| places.contains(place));
            events.extend(found.map(|(_, event)| event));
        }
        Programme::of(self.catalogue, events)
    }

    /// Makes the files of the programme, or leaves them; `left` holds what is left of the pages
    /// from before.
    pub(super) fn files(
        self,
        finish: &Finish<'_>,
        left: &mut Vec<PageFile>,
        done: &mut SiteFiles,
    ) -> Result<ProgrammeState, Failure> {
        let years = self.all.chunk_by(|a, b| year(a) == year(b));
        let years: Vec<_> = years.collect();
        let pieces = years.par_iter().map(|meetings| self.piece(finish, meetings));
        let pieces = pieces.collect::<Result<Vec<_>, Failure>>()?;
        let prints: Vec<_> = pieces.iter().map(|piece| piece.fingerprint).collect();
        for path in FILES {
            let print = Fingerprint::of(&(finish.fingerprint, path, &prints));
            let before = left.iter().position(|page| page.path == path);
            let before = before.map(|at| left.remove(at));
            if let Some(before) = before.filter(|before| is_unchanged(before, print, finish.folder))
            {
                done.files.push(before);
                continue;
            }
            let written = finish.folder.write_with(path, &mut |out| {
                if path == FILES[1] {
                    let read = |piece: &Piece| finish.texts.first(&piece.texts);
                    let texts = pieces.iter().map(|piece| read(piece).map_err(io::Error::other));
                    return write_json(texts, out);
                }
                let read = |piece: &Piece| finish.texts.second(&piece.texts);
                let texts = pieces.iter().map(|piece| read(piece).map_err(io::Error::other));
                let site = finish.site;
                let days = |dates: &Dates| site.dates(dates);
                let wording = wording(site, &days);
                let feed = Feed { name: site.title(), wording, subscribed: true };
                let zones = pieces.iter().flat_map(|piece| piece.zones.iter().copied());
                write_ics(&calendar::merge_zones(zones), feed, texts, out)
            })?;
            done.made += 1;
            done.files.push(PageFile::new(path, print, written));
        }
        Ok(ProgrammeState { days: self.days, pieces })
    }

    /// The piece of some meetings: the one from before, if it is of the same.
    fn piece(&self, finish: &Finish<'_>, meetings: &[ProgrammeItem]) -> Result<Piece, Failure> {
        let fingerprint = Fingerprint::of(&(finish.fingerprint, meetings));
        let known = self.pieces.iter().find(|piece| piece.fingerprint == fingerprint);
        if let Some(known) = known.filter(|piece| finish.texts.has(&piece.texts)) {
            return Ok(known.clone());
        }
        let site = finish.site;
        let days = |dates: &Dates| site.dates(dates);
        let programme = self.follow(&meetings.iter().collect::<Vec<_>>());
        let ics = programme.ics_piece(site.base(), wording(site, &days));
        let texts = finish.texts.add(&programme.json_piece(), &ics)?;
        Ok(Piece { fingerprint, texts, zones: calendar::zones(&programme.events) })
    }
}

fn year(meeting: &ProgrammeItem) -> Option<i32> {
    meeting.day.map(|day| day.year())
}

/// How the site speaks of meetings.
fn wording<'v>(site: &'v Site, days: &'v (dyn Fn(&Dates) -> String + Sync)) -> CalendarWording<'v> {
    CalendarWording { words: &site.calendar, days: Some(days) }
}
