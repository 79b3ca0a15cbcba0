//! Notes verbales between missions and the Secretariat: in the third person, and unsigned.

use super::Matter;
use crate::generator::draft::Draft;
use crate::generator::prose::Voice;
use crate::generator::topics::{MISSION, Topic};
use crate::generator::value::Fields;

impl Matter {
    /// A note, a further one, and at times one that takes the first back.
    pub(super) fn note(&mut self) {
        let topic = self.chance.of(MISSION);
        let enclosure = Fields::of("title", format!("a paper on the {}", topic.name));
        let first = self
            .verbale(topic, 1)
            .maybe("cites", self.chance.percent(20).then(|| self.cites()));
        let first = first
            .maybe("enclosures", self.chance.percent(40).then(|| vec![enclosure]))
            .with("contacts", self.contacts(Some("First Secretary"), "meridia"));
        let first = first.body(self.prose(topic, Voice::Third, &[]));
        let id = self.send(first);

        if self.chance.percent(45) {
            self.wait(10, 40);
            let further =
                self.verbale(topic, 2)
                    .after(&id, "follows", &format!("the {}", topic.name));
            let further = further.body(self.prose(topic, Voice::Third, &[]));
            self.send(further);
        } else if self.chance.percent(25) {
            self.wait(10, 40);
            let relation = if self.chance.percent(50) { "cancels" } else { "supersedes" };
            let back = self
                .verbale(topic, 3)
                .after(&id, relation, &format!("the {}", topic.name));
            let back = back.body(self.prose(topic, Voice::Third, &[]));
            self.send(back);
        }
    }

    fn verbale(&mut self, topic: Topic, number: u64) -> Draft {
        let reference = format!("PM/NV/{}/{}-{number}", self.day.year(), self.number + 1);
        let to = if self.chance.percent(75) { "permanent-missions" } else { "secretariat" };
        let initials = self.chance.of(&["I.B.", "T.L.", "S.R.", "P.R.", "Н.Ж."]);
        self.draft("note-verbale", "permanent-mission", topic)
            .with("reference", reference)
            .with("subject", format!("On the {}", topic.name))
            .with("to", to)
            .with("initials", initials)
    }
}
