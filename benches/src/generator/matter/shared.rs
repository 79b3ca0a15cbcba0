//! What letters of several sorts have in them: citations, documents, meetings, deadlines.

use chancery::letter::Day;

use super::Matter;
use crate::generator::calendar::{self, Span};
use crate::generator::people::{self, Somebody};
use crate::generator::topics::Topic;
use crate::generator::value::{Fields, Value};

/// A meeting, as it stands from letter to letter.
#[derive(Debug, Clone)]
pub(super) struct AnnouncedMeeting {
    pub(super) id: String,
    pub(super) title: Option<String>,
    pub(super) span: Span,
    pub(super) room: &'static str,
    times: Vec<&'static str>,
    was: Option<(Span, &'static str, String)>,
    status: Option<&'static str>,
    chair: Option<String>,
    /// Only the month is known.
    month: bool,
}

const TIMES: &[&[&str]] = &[
    &[],
    &[],
    &["10:00/13:00"],
    &["15:00/18:00"],
    &["10:00/13:00", "15:00/18:00"],
    &["09:30/11:00"],
    &["16:30/18:00"],
];

impl AnnouncedMeeting {
    /// As a field of a record.
    pub(super) fn fields(&self) -> Fields {
        let was = self.was.as_ref().map(|(span, room, letter)| {
            let was = Fields::of("dates", span.text());
            let was = was.maybe("room", (*room != self.room).then_some(*room));
            was.with("letter", letter.as_str())
        });
        let times = (!self.times.is_empty() && !self.month).then(|| self.times.clone());
        let dates = if self.month { self.span.text()[..7].to_owned() } else { self.span.text() };
        Fields::of("id", self.id.as_str())
            .maybe("title", self.title.as_deref())
            .with("dates", dates)
            .maybe("times", times)
            .maybe("room", (!self.month).then_some(self.room))
            .maybe("chair", self.chair.as_deref())
            .maybe("status", self.status)
            .maybe("was", was)
    }

    /// It is held on another day than `letter` announced.
    pub(super) fn moves(&mut self, span: Span, room: &'static str, letter: &str) {
        self.was = Some((self.span, self.room, letter.to_owned()));
        (self.span, self.room) = (span, room);
        self.status = Some("rescheduled");
    }

    /// It is not held.
    pub(super) fn cancelled(&mut self) {
        (self.was, self.status) = (None, Some("cancelled"));
    }

    /// A later letter announces it as it stands, without what was before.
    pub(super) fn confirmed(&mut self) {
        (self.was, self.status) = (None, Some("confirmed"));
    }
}

/// Meetings as a field of a record.
pub(super) fn meetings(held: &[AnnouncedMeeting]) -> Vec<Fields> {
    held.iter().map(AnnouncedMeeting::fields).collect()
}

impl Matter {
    /// A meeting on a day to come.
    pub(super) fn meeting(
        &mut self,
        topic: Topic,
        number: usize,
        day: Day,
        rooms: &'static [&'static str],
    ) -> AnnouncedMeeting {
        let chance = &mut self.chance;
        let status = match chance.below(10) {
            0 => Some("tentative"),
            1 => Some("confirmed"),
            _ => None,
        };
        AnnouncedMeeting {
            id: format!("{}-{}-{number}", topic.slug, self.number + 1),
            title: None,
            span: Span::new(day, chance.percent(30)),
            room: chance.of(rooms),
            times: chance.of(TIMES).to_vec(),
            was: None,
            status,
            chair: chance.percent(10).then(|| people::somebody(chance).name),
            month: false,
        }
    }

    /// Several meetings, weeks apart.
    pub(super) fn series(
        &mut self,
        topic: Topic,
        count: usize,
        rooms: &'static [&'static str],
    ) -> Vec<AnnouncedMeeting> {
        let mut day = self.day;
        let mut held = Vec::with_capacity(count);
        for number in 1..=count {
            day = calendar::later(&mut self.chance, day, 24, 34);
            let mut meeting = self.meeting(topic, number, day, rooms);
            // What is far off is often only known by its month.
            if number > 2 && self.chance.percent(25) {
                (meeting.month, meeting.status) = (true, Some("tentative"));
            }
            held.push(meeting);
        }
        held
    }

    /// Moves a meeting some days on, now and then to another room.
    pub(super) fn reschedule(
        &mut self,
        held: &mut AnnouncedMeeting,
        letter: &str,
        rooms: &'static [&'static str],
    ) {
        let day = calendar::later(&mut self.chance, held.span.last, 2, 9);
        let room = if self.chance.percent(40) { self.chance.of(rooms) } else { held.room };
        let long = held.span.first != held.span.last;
        held.moves(Span::new(day, long), room, letter);
    }

    /// A resolution or decision that was adopted before today.
    pub(super) fn cites(&mut self) -> Vec<Fields> {
        let count = self.chance.between(1, 2);
        (0..count).map(|_| self.cite()).collect()
    }

    fn cite(&mut self) -> Fields {
        let chance = &mut self.chance;
        let session = calendar::session(self.day) - chance.between(1, 5) as i32;
        // The main part of a session adopts its texts from October to December.
        let opened = i64::from((1945 + session - 1970) * 365 + (1945 + session - 1969) / 4);
        let adopted = calendar::working(Day::from_epoch(opened + 280 + chance.below(75) as i64));
        let part = chance
            .percent(40)
            .then(|| format!("paragraph {}", chance.between(1, 40)));
        match chance.below(10) {
            0..6 => Fields::of("resolution", format!("{session}/{}", chance.between(1, 270)))
                .maybe("part", part)
                .maybe("adopted", chance.percent(50).then_some(adopted)),
            6..8 => Fields::of("decision", format!("{session}/{}", chance.between(501, 570)))
                .maybe("oral", chance.percent(30).then_some(true))
                .maybe("adopted", chance.percent(50).then_some(adopted)),
            8 => {
                let (ours, theirs) = (chance.between(300, 990), chance.between(300, 990));
                Fields::of("document", format!("A/{session}/{ours}-S/{}/{theirs}", 1945 + session))
            }
            _ => Fields::of("document", format!("A/{session}/{}", chance.between(1, 990))),
        }
    }

    /// A document of the session, to be enclosed.
    pub(super) fn document(&mut self, title: String) -> Fields {
        let symbol = format!("A/{}/L.{}", calendar::session(self.day), self.chance.between(1, 120));
        Fields::of("title", title).maybe("document", self.chance.percent(70).then_some(symbol))
    }

    /// A day by which something must be done.
    pub(super) fn deadline(&mut self, what: &str, first: usize, last: usize) -> (Day, Fields) {
        let date = calendar::later(&mut self.chance, self.day, first, last);
        let timed = self.chance.percent(50);
        let fields = Fields::of("what", what)
            .with("date", date)
            .maybe("time", timed.then_some("17:00"))
            .maybe("zone", timed.then_some("New York time"));
        (date, fields)
    }

    /// Some to ask.
    pub(super) fn contacts(&mut self, title: Option<&str>, house: &str) -> Vec<Fields> {
        let count = self.chance.between(1, 2);
        let people = people::people(&mut self.chance, count);
        let contact = |one: &Somebody| one.contact(&mut self.chance, title, house);
        people.iter().map(contact).collect()
    }

    /// An agenda of some items, spoken to by people of many tongues.
    pub(super) fn agenda(&mut self, topic: Topic) -> Vec<Fields> {
        const SLOTS: &[&str] = &["10:00/10:20", "10:20/11:10", "11:10/12:00", "12:00/12:50"];
        const TITLES: &[&str] =
            &["Opening", "Where we stand", "Exchange of views with delegations", "Closing"];
        let session = calendar::session(self.day);
        let count = self.chance.between(2, 4);
        let mut items = Vec::with_capacity(count);
        for at in 0..count {
            let title = if at == 1 {
                format!("Report on the {}", topic.name)
            } else {
                TITLES[at].to_owned()
            };
            let speakers: Vec<_> = if at == count - 1 {
                Vec::new()
            } else {
                let count = self.chance.between(1, 2);
                let speakers = people::people(&mut self.chance, count);
                speakers
                    .iter()
                    .enumerate()
                    .map(|(at, one)| self.speaker(one, at))
                    .collect()
            };
            let documents = self
                .chance
                .percent(30)
                .then(|| vec![format!("A/{session}/{}", self.chance.between(100, 900))]);
            let parts: Vec<_> = ["Small island States", "Financing and data"]
                .map(|part| Fields::of("title", part))
                .into();
            items.push(
                Fields::of("title", title)
                    .with("time", SLOTS[at])
                    .maybe("documents", documents)
                    .maybe("speakers", (!speakers.is_empty()).then_some(speakers))
                    .maybe("items", (at == 1 && self.chance.percent(40)).then_some(parts)),
            );
        }
        items
    }

    fn speaker(&mut self, one: &Somebody, at: usize) -> Fields {
        let roles = ["moderator", "panellist", "keynote"];
        Fields::of("honorific", one.courtesy())
            .with("name", one.name.as_str())
            .maybe("role", (at > 0 || self.chance.percent(50)).then(|| self.chance.of(&roles)))
            .maybe("status", self.chance.percent(50).then_some("confirmed"))
    }

    /// Those who represent their States in a process, as they sign.
    pub(super) fn sign(people: &[Somebody]) -> Vec<Value> {
        people.iter().map(|one| one.signs_for_state().into()).collect()
    }
}
