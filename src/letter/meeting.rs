//! Meetings, their agendas, and dates by which something must be done.

use super::{Dates, Day, Person, Time, TimeRange};
use crate::finding::Finding;
use crate::node::fields::{fields, words};
use crate::node::{Decoder, Node};

fields! {
    /// A meeting that a letter announces, moves or cancels.
    #[judge(Meeting::has_no_date_once_postponed)]
    pub struct Meeting as "a meeting" {
        /// A name that stays the same from letter to letter, for merge fields and calendars: `ign-72-1`.
        #[holds(code)]
        pub id: Option<String>,
        /// What the meeting is called, as it stands in a sentence: "high-level dialogue on water".
        #[holds(prose)]
        pub title: Option<String>,
        /// When: 2018-02-01, 2018-02-01/02, a list of these, 2018-02 (month only), 2018-02-01/.. (open end).
        pub dates: Option<Dates>,
        /// The time of day, where it is the same on every day: 10:00/13:00.
        pub times: Vec<TimeRange>,
        /// The time zone of the times, as people write it: "EST".
        #[holds(proper)]
        pub zone: Option<String>,
        /// Sittings with times of their own.
        pub sittings: Vec<Sitting>,
        /// The room.
        #[holds(words)]
        pub room: Option<String>,
        /// In person, virtual or hybrid.
        pub mode: Option<Mode>,
        /// Who chairs.
        #[holds(proper)]
        pub chair: Option<String>,
        /// Whether it is certain.
        pub status: Option<Status>,
        /// What an earlier letter had announced.
        pub was: Option<Was>,
        /// What is on the agenda.
        pub agenda: Vec<AgendaItem>,
        /// It runs beside another meeting, so that sharing a day is meant.
        pub parallel: bool,
        /// Segments of a forum, or panels within a meeting.
        pub meetings: Vec<Meeting>,
    }
}

words! {
    /// How people take part.
    pub enum Mode as "a mode of meeting" {
        /// Everybody in the room.
        InPerson = "in-person",
        /// Everybody on a screen.
        Virtual = "virtual",
        /// Both.
        Hybrid = "hybrid",
    }
}

words! {
    /// How certain a meeting is.
    pub enum Status as "a status of a meeting" {
        /// Announced, not certain.
        Tentative = "tentative",
        /// Certain.
        Confirmed = "confirmed",
        /// Moved; `was` says from when.
        Rescheduled = "rescheduled",
        /// Not held on the day announced, and no other day is known yet; `was` says from when.
        Postponed = "postponed",
        /// It will not be held.
        Cancelled = "cancelled",
    }
}

impl Meeting {
    /// Whether it is not held on the day announced, and no other day is known.
    pub fn is_postponed(&self) -> bool {
        let moved = self.was.as_ref().is_some_and(|was| was.dates.is_some());
        self.status == Some(Status::Postponed)
            || (self.dates.is_none() && moved && self.status != Some(Status::Cancelled))
    }

    /// Whether it is not held on any day that is known: cancelled, or postponed.
    pub fn is_off(&self) -> bool {
        self.status == Some(Status::Cancelled) || self.is_postponed()
    }

    fn has_no_date_once_postponed(&self, node: &Node, decoder: &mut Decoder) {
        if self.status != Some(Status::Postponed) {
            return;
        }
        let was = self.was.as_ref().is_some_and(|was| was.dates.is_some());
        let (why, place) = match node.get("dates") {
            Some(dates) => ("a postponed meeting has no date", dates),
            None if was => return,
            None => {
                ("a postponed meeting says from which date", node.get("status").unwrap_or(node))
            }
        };
        let finding = Finding::error("wrong-value", why).help(
            "write the old date as `was: { dates: … }`; with a new one the status is `rescheduled`",
        );
        decoder.note(finding, place.range.clone());
    }
}

fields! {
    /// What an earlier letter had announced of a meeting that moved.
    pub struct Was as "`was`" {
        /// The dates announced before.
        pub dates: Option<Dates>,
        /// The times announced before.
        pub times: Vec<TimeRange>,
        /// The room announced before.
        #[holds(words)]
        pub room: Option<String>,
        /// The letter that announced them.
        pub letter: Option<super::LetterRef>,
    }
}

fields! {
    /// One sitting of a meeting.
    pub struct Sitting as "a sitting" {
        /// Its day, where the meeting lasts several.
        pub date: Option<Day>,
        /// From and to: 10:00/13:00.
        pub times: TimeRange,
        /// The room, if not the meeting's.
        #[holds(words)]
        pub room: Option<String>,
        /// What it is called.
        #[holds(prose)]
        pub title: Option<String>,
    }
}

fields! {
    /// An item of an agenda.
    pub struct AgendaItem as "an agenda item" {
        /// Its number as it is printed, if it does not simply follow: "3.", "(b)".
        #[holds(code)]
        pub number: Option<String>,
        /// What it is about.
        #[holds(prose)]
        pub title: String,
        /// The day, in an agenda of several.
        pub date: Option<Day>,
        /// When it is taken up: 10:00, or 10:00/10:30.
        pub time: Option<TimeRange>,
        /// Documents before the meeting, by symbol or title.
        #[holds(proper)]
        pub documents: Vec<String>,
        /// Who speaks.
        pub speakers: Vec<Speaker>,
        /// Sub-items.
        pub items: Vec<AgendaItem>,
    }
}

fields! {
    /// Who speaks on an agenda item.
    pub struct Speaker as "a speaker" {
        /// Courtesy title.
        #[holds(proper)]
        pub honorific: Option<String>,
        /// The name.
        #[holds(name)]
        pub name: String,
        /// The functional title.
        #[holds(words)]
        pub title: Option<String>,
        /// In which part: "moderator", "panellist", "keynote".
        #[holds(words)]
        pub role: Option<String>,
        /// Whether the speaker has agreed to come: "confirmed", "to be confirmed".
        #[holds(words)]
        pub status: Option<String>,
    }
}

fields! {
    /// A date by which something must be done.
    pub struct Deadline as "a deadline" {
        /// What must be done: "the submission of candidatures".
        #[holds(prose)]
        pub what: String,
        /// By which day.
        pub date: Day,
        /// The day announced before, where the deadline moved.
        pub was: Option<Day>,
        /// By which time of that day: 17:00.
        pub time: Option<Time>,
        /// The zone of that time, as people write it: "New York time".
        #[holds(proper)]
        pub zone: Option<String>,
        /// The state of a silence procedure, where the deadline ends one.
        pub silence: Option<Silence>,
    }
}

words! {
    /// The state of a silence procedure.
    pub enum Silence as "a state of a silence procedure" {
        /// The text was placed under silence.
        Placed = "placed",
        /// The deadline was moved.
        Extended = "extended",
        /// A delegation objected.
        Broken = "broken",
        /// Nobody objected: the text is agreed.
        Concluded = "concluded",
    }
}

fields! {
    /// An appointment that a letter announces.
    pub struct Appointment as "an appointment" {
        /// The function of one of them: "co-facilitator"; several become "co-facilitators".
        #[holds(words)]
        pub role: String,
        /// Who is appointed.
        pub persons: Vec<Person>,
        /// For which task or process, as it follows the function: "of the consultations on …".
        #[holds(prose)]
        pub task: Option<String>,
        /// From which day.
        pub from: Option<Day>,
    }
}
