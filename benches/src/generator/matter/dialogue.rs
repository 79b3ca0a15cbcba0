//! An event of the President: invitation, replies, a change, or word that it is off.

use super::Matter;
use super::shared::AnnouncedMeeting;
use crate::generator::calendar;
use crate::generator::people;
use crate::generator::prose::Voice;
use crate::generator::topics::{ASSEMBLY, ROOMS, Topic};
use crate::generator::value::Fields;

const EVERYBODY: &str = "all-permanent-representatives-and-observers";

impl Matter {
    /// Invitation, replies of missions, reminder, rescheduling or cancellation.
    pub(super) fn dialogue(&mut self) {
        let topic = self.chance.of(ASSEMBLY);
        let day = calendar::later(&mut self.chance, self.day, 40, 80);
        let mut held = self.meeting(topic, 1, day, ROOMS);
        held.title = Some(format!("interactive dialogue on the {}", topic.name));
        let invited = self.invitation(topic, &held);

        if self.chance.percent(50) {
            self.wait(3, 10);
            self.reply(topic, &invited);
        }
        match self.chance.below(10) {
            0..4 => {
                self.wait(3, 8);
                self.reschedule(&mut held, &invited, ROOMS);
                let moved = self.president_invites(topic, "Change of date", &held);
                let moved = moved.body(self.prose(topic, Voice::I, &[]));
                let moved = self.send(moved);
                if self.chance.percent(40) {
                    self.wait(2, 5);
                    held.confirmed();
                    let reminder = self.draft("letter", "pga", topic).with("to", EVERYBODY);
                    let reminder = reminder
                        .with("subject", "Reminder")
                        .with("signatories", self.president_signs())
                        .after(&moved, "follows", "the new date of the dialogue")
                        .with("meetings", vec![held.fields()]);
                    let place = format!(
                        "The dialogue will be held on {{{{ meetings.{}.dates }}}}.",
                        held.id
                    );
                    let reminder = reminder.body(self.prose(topic, Voice::I, &[place]));
                    self.send(reminder);
                }
            }
            4..6 => {
                self.wait(5, 15);
                held.cancelled();
                let off = self
                    .president_invites(topic, "Cancellation of the dialogue", &held)
                    .after(&invited, "cancels", "the interactive dialogue");
                let off = off.body(self.prose(topic, Voice::I, &[]));
                self.send(off);
            }
            _ => {}
        }
    }

    fn president_invites(
        &mut self,
        topic: Topic,
        subject: &str,
        held: &AnnouncedMeeting,
    ) -> crate::generator::draft::Draft {
        let draft = self.draft("invitation", "pga", topic).with("to", EVERYBODY);
        draft
            .with("subject", subject)
            .with("signatories", self.president_signs())
            .with("meetings", vec![held.fields()])
    }

    fn invitation(&mut self, topic: Topic, held: &AnnouncedMeeting) -> String {
        let mode = self.chance.percent(20).then_some("hybrid");
        let agenda = self.chance.percent(50).then(|| self.agenda(topic));
        let programme = agenda.is_some() && self.chance.percent(50);
        let panels = ["first panel", "second panel"].map(|title| Fields::of("title", title));
        let panels = self.chance.percent(15).then(|| panels.to_vec());
        let meeting = held
            .fields()
            .maybe("meetings", panels)
            .maybe("mode", mode)
            .maybe("agenda", agenda.clone());
        let (_, deadline) = self.deadline("inscription on the list of speakers", 15, 30);
        let subject = format!("Interactive dialogue on the {}", topic.name);
        let enclosure =
            Fields::of("programme", true).with("title", "the programme of the dialogue");
        let draft = self.president_invites(topic, &subject, held);
        let draft = draft
            .with("meetings", vec![meeting])
            .maybe("cites", self.chance.percent(60).then(|| self.cites()))
            .maybe("enclosures", programme.then(|| vec![enclosure]))
            .with("deadlines", vec![deadline])
            .with("contacts", self.contacts(Some("adviser"), "pga"));
        let mut own =
            vec![format!("The dialogue of {{{{ meetings.{}.dates }}}} will be webcast.", held.id)];
        if agenda.is_some() && !programme {
            own.extend(["Its items are:".to_owned(), "{{ agenda }}".to_owned()]);
        }
        let draft = draft.body(self.prose(topic, Voice::I, &own));
        self.send(draft)
    }

    /// A permanent representative answers the President.
    fn reply(&mut self, topic: Topic, invited: &str) {
        let signs = people::somebody(&mut self.chance);
        let president = self.president();
        let to = Fields::of("honorific", president.excellency())
            .with("name", president.name.as_str())
            .with("title", "President of the General Assembly")
            .with("organisation", "United Nations")
            .with("address", vec!["New York"])
            .with("form", "excellency");
        let title = "Permanent Representative of the Republic of Meridia to the United Nations";
        let draft = self.draft("letter", "permanent-mission", topic).with("to", to);
        let draft = draft
            .with("subject", format!("Participation in the dialogue on the {}", topic.name))
            .with("signatories", vec![signs.signs(title)])
            .after(invited, "replies", "the interactive dialogue");
        let thanks = "I thank you for your letter of {{ follows.1.letter.date }}, and have the honour to confirm the \
                      participation of my delegation."
            .to_owned();
        let draft = draft.body(self.prose(topic, Voice::I, &[thanks]));
        self.send(draft);
    }
}
