//! Circulars of a ministry to the missions: notified, moved, replaced.

use super::Matter;
use super::shared::meetings;
use crate::generator::calendar;
use crate::generator::draft::Draft;
use crate::generator::people::{self, Somebody};
use crate::generator::prose::Voice;
use crate::generator::topics::{MINISTRY_ROOMS, PROTOCOL, Topic};
use crate::generator::value::Fields;

const OFFICE: &str = "ministry-of-foreign-affairs";

impl Matter {
    /// A notification, a reminder with a later deadline, and one that takes its place.
    pub(super) fn notification(&mut self) {
        let topic = self.chance.of(PROTOCOL);
        let chief = people::somebody(&mut self.chance);
        let what = "the return of the forms";
        let (mut until, deadline) = self.deadline(what, 30, 60);
        let action = Fields::of("what", "submission of a list of names");
        let by = calendar::later(&mut self.chance, self.day, 10, 25);
        let draft = self.circular(topic, &chief, 1);
        let draft = draft
            .with("deadlines", vec![deadline])
            .with("action", action.with("by", by))
            .with("contacts", self.contacts(Some("Protocol Department"), "mfa"));
        let mut held = Vec::new();
        if self.chance.percent(40) {
            let count = self.chance.between(1, 3);
            held = self.series(topic, count, MINISTRY_ROOMS);
            for (at, meeting) in held.iter_mut().enumerate() {
                meeting.title = Some(
                    [
                        "missions with names A to L",
                        "missions with names M to Z",
                        "international organizations",
                    ][at]
                        .to_owned(),
                );
            }
        }
        let draft = draft.maybe("meetings", (!held.is_empty()).then(|| meetings(&held)));
        let own = [
            "Forms must be returned by {{ deadlines.1.date }}.".to_owned(),
            "{{ schedule | table }}".to_owned(),
        ];
        let shown = if !held.is_empty() && self.chance.percent(50) { 2 } else { 1 };
        let draft = draft.body(self.prose(topic, Voice::I, &own[..shown]));
        let first = self.send(draft);

        if self.chance.percent(50) {
            self.wait(10, 20);
            let was = until;
            until = calendar::later(&mut self.chance, until, 7, 20);
            let deadline = Fields::of("what", what).with("date", until).with("was", was);
            let draft = self.circular(topic, &chief, 2);
            let draft = draft
                .after(&first, "follows", &format!("the {}", topic.name))
                .with("deadlines", vec![deadline]);
            let draft = draft.body(self.prose(topic, Voice::I, &[]));
            self.send(draft);
        }
        if self.chance.percent(30) {
            self.wait(5, 15);
            let (_, deadline) = self.deadline(what, 60, 70);
            let draft = self.circular(topic, &chief, 3);
            let draft = draft
                .after(&first, "supersedes", &format!("the {}", topic.name))
                .with("deadlines", vec![deadline]);
            let draft = draft.body(self.prose(topic, Voice::I, &[]));
            self.send(draft);
        }
    }

    fn circular(&mut self, topic: Topic, chief: &Somebody, number: u64) -> Draft {
        let reference = format!("MFA/PROT/{}/{}-{number}", self.day.year(), self.number + 1);
        let subject: String = {
            let (first, rest) = topic.name.split_at(1);
            first.to_uppercase() + rest
        };
        let to = if self.chance.percent(70) { "diplomatic-missions" } else { "heads-of-mission" };
        self.draft("notification", OFFICE, topic)
            .with("reference", reference)
            .with("subject", subject)
            .with("to", to)
            .with("signatories", vec![chief.signs("Chief of Protocol")])
    }
}
