//! Intergovernmental negotiations: the Co-Chairs convene, the President sends their letters on.

use super::Matter;
use super::shared::meetings;
use crate::generator::people;
use crate::generator::prose::Voice;
use crate::generator::topics::{ASSEMBLY, ROOMS, Topic};
use crate::generator::value::Fields;

const EVERYBODY: &str = "all-permanent-representatives-and-observers";

impl Matter {
    /// Announced, sent on, recalled, moved, sent on, and at times called off.
    pub(super) fn negotiations(&mut self) {
        const OFFICE: &str = "ign-co-chairs";
        let topic = Topic { slug: "ign", ..self.chance.of(ASSEMBLY) };
        let chairs = people::people(&mut self.chance, 2);
        let count = self.chance.between(2, 5);
        let mut held = self.series(topic, count, ROOMS);

        let blocks = ["{{ schedule }}".to_owned()];
        let own: &[String] = if self.chance.percent(20) { &blocks } else { &[] };
        let announced = self.convene(OFFICE, topic, &chairs).with("meetings", meetings(&held));
        let announced = announced.body(self.prose(topic, Voice::We, own));
        let announced = self.passed_on(announced, topic, None);

        if self.chance.percent(60) {
            self.wait(4, 9);
            let reminder = self.draft("letter", OFFICE, topic).with("to", EVERYBODY);
            let reminder = reminder
                .with("subject", "Reminder of the first meeting")
                .with("signatories", Self::sign(&chairs))
                .after(&announced, "follows", "the schedule of the negotiations");
            let recalled = format!(
                "We wish to recall our letter of {{{{ follows.1.letter.date }}}}. The written contributions of delegations \
                 on the {} are awaited with interest.",
                topic.name
            );
            let reminder = reminder.body(self.prose(topic, Voice::We, &[recalled]));
            self.send(reminder);
        }
        if self.chance.percent(70) {
            self.wait(2, 6);
            self.reschedule(&mut held[0], &announced, ROOMS);
            let moved = self.convene(OFFICE, topic, &chairs).with("meetings", meetings(&held));
            let moved = moved.body(self.prose(topic, Voice::We, &[]));
            let moved = self.passed_on(moved, topic, Some(&announced));
            if self.chance.percent(35) {
                self.wait(1, 3);
                held[0].confirmed();
                let last = held.len() - 1;
                held[last].cancelled();
                let off = self
                    .convene(OFFICE, topic, &chairs)
                    .after(&moved, "follows", "the changes to the schedule")
                    .with("meetings", meetings(&held[last..]));
                let off = off.body(self.prose(topic, Voice::We, &[]));
                self.send(off);
            }
        }
    }

    /// A letter of chairs to everybody, up to its meetings.
    fn convene(
        &mut self,
        office: &str,
        topic: Topic,
        chairs: &[people::Somebody],
    ) -> crate::generator::draft::Draft {
        self.draft("meetings", office, topic)
            .with("to", EVERYBODY)
            .with("subject", format!("Meetings on the {}", topic.name))
            .with("signatories", Self::sign(chairs))
    }

    /// Sends a letter, and a cover of the President with it; what the letter is called.
    pub(super) fn passed_on(
        &mut self,
        mut letter: crate::generator::draft::Draft,
        topic: Topic,
        before: Option<&str>,
    ) -> String {
        letter.enclosed = true;
        let id = self.send(letter);
        self.wait(0, 2);
        let cover = self.draft("transmittal", "pga", topic).with("to", EVERYBODY);
        let cover = cover.with("subject", format!("Letter on the {}", topic.name));
        let mut cover = cover.with("signatories", self.president_signs());
        if let Some(before) = before {
            cover = cover.after(before, "follows", &format!("the {}", topic.name));
        }
        let mut enclosures = vec![Fields::of("letter", id.as_str())];
        if self.chance.percent(20) {
            enclosures.push(self.document(format!("the elements paper on the {}", topic.name)));
        }
        let mut cover = cover.with("enclosures", enclosures);
        if self.chance.percent(40) {
            cover = cover
                .body("I encourage all delegations to take part at an early stage.\n".to_owned());
        }
        self.send(cover);
        id
    }
}
