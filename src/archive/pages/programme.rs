//! The programme: meetings as the letters announced, moved and cancelled them.
//!
//! What became of each meeting is worked out elsewhere and comes as [`ProgrammeEntry`]s.

use serde::Serialize;
use tera::Value;

use super::divide::Level;
use super::entry::list;
use super::heading::{Heading, Label};
use super::list::Items;
use super::{Plan, Renderer};
use crate::archive::site::{direction, fields};
use crate::archive::views::{Summary, Views};
use crate::letter::Day;
use crate::text::Fingerprint;

/// A meeting, before anybody asks what became of it: enough to know the pages it stands on, and
/// whether they show what they showed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ProgrammeItem {
    /// The first day; the meeting is filed under its year.
    pub day: Option<Day>,
    /// Of all that it is made from.
    pub source: Fingerprint,
    /// Its place among the meetings that are made from the same.
    pub place: u32,
    /// The number of the group of letters that it is made from, which `source` stands for.
    #[serde(skip)]
    pub group: u32,
}

/// A meeting in its present state, in words of its letter's language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ProgrammeEntry {
    /// What it is called.
    pub title: String,
    /// The language of title, dates and times, as a BCP 47 tag.
    pub language: String,
    /// That language runs from right to left.
    pub rtl: bool,
    /// The first day; entries are filed under its year.
    pub day: Option<Day>,
    /// The dates in words.
    pub dates: String,
    /// The time of day in words.
    pub times: Option<String>,
    /// The room.
    pub room: Option<String>,
    /// How certain it is, as a word: "confirmed".
    pub status: Option<String>,
    /// It does not take place.
    pub cancelled: bool,
    /// Dates that were announced before and do not hold any more, in words, the first first.
    pub was: Vec<String>,
    /// What the letters said of it, the first first.
    pub history: Vec<ProgrammeLine>,
}

/// What one letter said of a meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ProgrammeLine {
    /// What it said: "moved from 29–30 January to 1–2 February 2018".
    pub text: String,
    /// The letter, by its place in the catalogue.
    pub letter: Option<usize>,
}

pub(super) fn plan(plan: &mut Plan<'_>) {
    let items = Items::Meetings((0..plan.meetings.len()).collect());
    let heading = Heading::new("programme", "", Label::Word("programme"));
    plan.list(heading, "programme", items, Level::Whole);
}

impl Renderer<'_> {
    pub(super) fn meeting(&self, meeting: &ProgrammeEntry, views: &Views<'_>) -> Value {
        let letter = |at: usize| -> Option<Summary<'_>> { views.get(at) };
        let history = list(&meeting.history, |line| {
            let letter = line.letter.and_then(letter);
            fields([
                ("text", line.text.as_str().into()),
                ("letter", letter.map(|letter| self.entry(letter)).into()),
            ])
        });
        fields([
            ("title", meeting.title.as_str().into()),
            ("language", meeting.language.as_str().into()),
            ("direction", direction(meeting.rtl).into()),
            ("iso", meeting.day.map(|day| day.to_string()).unwrap_or_default().into()),
            ("dates", meeting.dates.as_str().into()),
            ("times", meeting.times.as_deref().into()),
            ("room", meeting.room.as_deref().into()),
            ("status", meeting.status.as_deref().into()),
            ("cancelled", meeting.cancelled.into()),
            ("was", list(&meeting.was, |was| was.as_str().into())),
            ("history", history),
        ])
    }
}
