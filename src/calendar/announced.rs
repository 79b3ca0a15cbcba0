//! A meeting, as one letter announces it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::letter::{Dates, Day, LetterRef, Meeting, Mode, Sitting, Status, TimeRange};

/// A meeting, as one letter announces it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AnnouncedMeeting {
    /// A name that stays the same from letter to letter.
    pub id: Option<String>,
    /// What it is called.
    pub title: Option<String>,
    /// When.
    pub dates: Option<Dates>,
    /// When, as the letter writes it: "1–2 February 2018".
    pub when: Option<String>,
    /// The time of day, where it is the same on every day.
    pub times: Vec<TimeRange>,
    /// The zone of the times, as people write it.
    pub zone: Option<String>,
    /// Sittings with times of their own.
    pub sittings: Vec<AnnouncedSitting>,
    /// The room.
    pub room: Option<String>,
    /// How people take part.
    pub mode: Option<Mode>,
    /// How certain it is.
    pub status: Option<Status>,
    /// What an earlier letter had announced.
    pub was: Option<PreviousDates>,
}

/// One sitting of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AnnouncedSitting {
    /// Its day, where the meeting lasts several.
    pub date: Option<Day>,
    /// From and to.
    pub times: TimeRange,
    /// The room, if not the meeting's.
    pub room: Option<String>,
    /// What it is called.
    pub title: Option<String>,
}

/// What an earlier letter had announced of a meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PreviousDates {
    /// The dates announced before.
    pub dates: Option<Dates>,
    /// The same, as the letter writes it.
    pub when: Option<String>,
    /// The times announced before.
    pub times: Vec<TimeRange>,
    /// The room announced before.
    pub room: Option<String>,
    /// The letter that announced them.
    #[schemars(with = "Option<Known>")]
    pub letter: Option<LetterRef>,
}

/// A letter that is referred to, with what is known of it.
#[derive(JsonSchema)]
#[allow(dead_code, reason = "it only describes what is written")]
struct Known {
    /// The id of its record, where it has one.
    id: Option<String>,
    /// The office that wrote it; the referring letter's own when left out.
    office: Option<String>,
    /// Who wrote it, in words, where it is no office of this set.
    sender: Option<String>,
    /// Its date.
    date: Option<Day>,
}

/// The meetings of a letter; what lies within one is a part of it, and stands after it.
///
/// A part without a day of its own takes the day of the whole, if that has but one; a part that
/// has neither day nor time is an item of a programme, and no meeting.
pub fn announced(meetings: &[Meeting]) -> Vec<AnnouncedMeeting> {
    let mut all = Vec::new();
    add(meetings, None, &mut all);
    all
}

fn add(meetings: &[Meeting], whole: Option<&AnnouncedMeeting>, all: &mut Vec<AnnouncedMeeting>) {
    for meeting in meetings {
        let mut held = AnnouncedMeeting::from(meeting);
        if let Some(whole) = whole {
            if held.dates.is_none() && held.times.is_empty() && held.sittings.is_empty() {
                continue;
            }
            let day = whole
                .dates
                .clone()
                .filter(|dates| dates.last() == Some(dates.first()));
            held.dates = held.dates.or(day);
            held.zone = held.zone.or_else(|| whole.zone.clone());
            held.room = held.room.or_else(|| whole.room.clone());
            held.mode = held.mode.or(whole.mode);
            held.status = held.status.or(whole.status);
        }
        if meeting.meetings.is_empty() {
            all.push(held);
        } else {
            all.push(held.clone());
            add(&meeting.meetings, Some(&held), all);
        }
    }
}

impl From<&Meeting> for AnnouncedMeeting {
    /// The meeting by itself, without those within it.
    fn from(meeting: &Meeting) -> Self {
        Self {
            id: meeting.id.clone(),
            title: meeting.title.clone(),
            dates: meeting.dates.clone(),
            when: None,
            times: meeting.times.clone(),
            zone: meeting.zone.clone(),
            sittings: meeting.sittings.iter().map(sat).collect(),
            room: meeting.room.clone(),
            mode: meeting.mode,
            status: meeting.status,
            was: meeting.was.as_ref().map(|was| PreviousDates {
                dates: was.dates.clone(),
                when: None,
                times: was.times.clone(),
                room: was.room.clone(),
                letter: was.letter.clone(),
            }),
        }
    }
}

fn sat(sitting: &Sitting) -> AnnouncedSitting {
    AnnouncedSitting {
        date: sitting.date,
        times: sitting.times,
        room: sitting.room.clone(),
        title: sitting.title.clone(),
    }
}
