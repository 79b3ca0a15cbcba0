//! Consultations on a text: co-facilitators are appointed, meet, and place it under silence.

use super::Matter;
use super::shared::meetings;
use crate::generator::calendar;
use crate::generator::draft::Draft;
use crate::generator::people::{self, Somebody};
use crate::generator::prose::Voice;
use crate::generator::topics::{ASSEMBLY, ROOMS, Topic};
use crate::generator::value::Fields;

const OFFICE: &str = "co-facilitators";
const EVERYBODY: &str = "all-permanent-representatives-and-observers";

impl Matter {
    /// Appointment, schedule, rescheduling, silence and how it ended.
    pub(super) fn consultations(&mut self) {
        let topic = self.chance.of(ASSEMBLY);
        let count = self.chance.between(2, 3);
        let facilitators = people::people(&mut self.chance, count);
        let appointed = self.appointment(topic, &facilitators);

        self.wait(10, 25);
        let count = self.chance.between(1, 4);
        let mut held = self.series(topic, count, ROOMS);
        let contacts = self.contacts(None, "facilitation");
        let schedule = self
            .facilitators("meetings", topic, &facilitators, "Schedule of the consultations")
            .after(&appointed, "follows", "our appointment")
            .with("meetings", meetings(&held))
            .with("contacts", contacts);
        let merged = format!(
            "The first meeting, on {{{{ meetings.{}.dates }}}}, will be open to all.",
            held[0].id
        );
        let schedule = schedule.body(self.prose(topic, Voice::We, &[merged]));
        let announced = if self.chance.percent(50) {
            self.passed_on(schedule, topic, Some(&appointed))
        } else {
            self.send(schedule)
        };

        if self.chance.percent(45) {
            self.wait(2, 8);
            self.reschedule(&mut held[0], &announced, ROOMS);
            let moved = self
                .facilitators("meetings", topic, &facilitators, "Change of the schedule")
                .with("meetings", meetings(&held));
            let moved = moved.body(self.prose(topic, Voice::We, &[]));
            self.send(moved);
        }
        if self.number < 8 || self.chance.percent(60) {
            self.wait(30, 60);
            self.silence(topic, &facilitators);
        }
    }

    fn appointment(&mut self, topic: Topic, facilitators: &[Somebody]) -> String {
        let persons: Vec<_> = facilitators.iter().map(Somebody::ambassador).collect();
        let appointment = Fields::of("role", "co-facilitator")
            .with("task", format!("of the consultations on the {}", topic.name))
            .with("persons", persons);
        let process = Fields::of("name", format!("consultations on the {}", topic.name));
        let draft = self.draft("appointment", "pga", topic).with("to", EVERYBODY);
        let draft = draft
            .with("subject", format!("Appointment of co-facilitators of the {}", topic.name))
            .with("signatories", self.president_signs())
            .with("cites", self.cites())
            .with("process", process)
            .with("appointment", appointment);
        let draft = draft.body(self.prose(topic, Voice::I, &[]));
        self.send(draft)
    }

    /// A letter of the co-facilitators to everybody.
    fn facilitators(&mut self, kind: &str, topic: Topic, who: &[Somebody], subject: &str) -> Draft {
        let process = Fields::of("name", format!("consultations on the {}", topic.name));
        self.draft(kind, OFFICE, topic)
            .with("to", EVERYBODY)
            .with("subject", subject)
            .with("signatories", Self::sign(who))
            .with("process", process)
    }

    /// A silence procedure: placed, at times extended, then broken or concluded.
    fn silence(&mut self, topic: Topic, who: &[Somebody]) {
        let what = format!("the draft {}", topic.name);
        let mut until = calendar::later(&mut self.chance, self.day, 3, 6);
        let state = |date, was: Option<_>, silence: &str| {
            let deadline = Fields::of("what", what.as_str()).with("date", date).maybe("was", was);
            let deadline = deadline.with("time", "17:00").with("zone", "New York time");
            vec![deadline.with("silence", silence)]
        };
        let document = self.document(what.clone());
        let placed = self
            .facilitators("silence-procedure", topic, who, "Text under silence")
            .with("deadlines", state(until, None, "placed"))
            .with("enclosures", vec![document]);
        let objections =
            "Objections should be sent in writing, and name the paragraph that they concern."
                .to_owned();
        let placed = placed.body(self.prose(topic, Voice::We, &[objections]));
        let mut last = self.send(placed);

        if self.chance.percent(40) {
            self.day = calendar::later(&mut self.chance, self.day, 1, 2);
            let was = until;
            until = calendar::later(&mut self.chance, until, 2, 5);
            let extended = self
                .facilitators("silence-procedure", topic, who, "Extension of the silence procedure")
                .after(&last, "follows", &what)
                .with("deadlines", state(until, Some(was), "extended"));
            let extended = extended.body(self.prose(topic, Voice::We, &[]));
            last = self.send(extended);
        }
        self.day = calendar::later(&mut self.chance, until.plus(1), 0, 1);
        let ended = if self.chance.percent(35) { "broken" } else { "concluded" };
        let draft = self
            .facilitators("silence-procedure", topic, who, "End of the silence procedure")
            .after(&last, "follows", &what)
            .with("deadlines", state(until, None, ended));
        let draft = draft.body(self.prose(topic, Voice::We, &[]));
        self.send(draft);
    }
}
