//! The programme: meetings as the letters announced, moved and cancelled them.
//!
//! What became of each meeting is worked out elsewhere and comes as [`ProgrammeEntry`]s.

use tera::Value;

use super::divide::Level;
use super::heading::{Heading, Label};
use super::list::Items;
use super::{Making, Plan};
use crate::archive::site::{direction, fields};
use crate::letter::Day;

/// A meeting in its present state, in words of its letter's language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProgrammeLine {
    /// What it said: "moved from 29–30 January to 1–2 February 2018".
    pub text: String,
    /// The letter, by its place in the catalogue.
    pub letter: Option<usize>,
}

pub(super) fn plan(plan: &mut Plan, programme: Vec<ProgrammeEntry>) {
    let all = (0..programme.len()).collect();
    let items = Items::Meetings(programme.into(), all);
    let heading = Heading::new("programme", "", Label::Word("programme"));
    plan.list(heading, "programme", items, Level::Whole);
}

impl Making<'_> {
    pub(super) fn meeting(&self, meeting: &ProgrammeEntry) -> Value {
        let history = meeting.history.iter().map(|line| {
            let letter = line.letter.filter(|at| *at < self.catalogue.cards.len());
            fields([
                ("text", line.text.as_str().into()),
                ("letter", letter.map(|at| self.entry(at)).into()),
            ])
        });
        let was = meeting.was.iter().map(|was| Value::from(was.as_str()));
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
            ("was", Value::from(was.collect::<Vec<_>>())),
            ("history", Value::from(history.collect::<Vec<_>>())),
        ])
    }
}
