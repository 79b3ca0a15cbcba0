//! A letter of a ministry or mission to one person, in free prose, and what follows it.

use super::Matter;
use crate::generator::draft::Draft;
use crate::generator::people::{self, Somebody};
use crate::generator::prose::Voice;
use crate::generator::topics::{PROTOCOL, Topic};
use crate::generator::value::Fields;

const OFFICE: &str = "ministry-of-foreign-affairs";

/// Those who are written to: title, organisation, street and town.
const ADDRESSEES: &[[&str; 4]] = &[
    ["Rector", "University of Port Almeira", "4 Cathedral Lane", "1003 Port Almeira"],
    ["Director", "National Archives of Meridia", "1 Quay Street", "1010 Port Almeira"],
    ["Ambassador", "Embassy of Norvast", "18 Acacia Avenue", "1012 Port Almeira"],
    ["Secretary-General", "Society for International Law", "27 Mill Road", "1007 Port Almeira"],
    ["Mayor", "City of Port Almeira", "Town Hall", "1001 Port Almeira"],
    ["Librarian", "House of Translators", "9 Bridge Street", "1015 Port Almeira"],
];

impl Matter {
    /// A letter, often in answer to one, and a second that goes on from it.
    pub(super) fn person(&mut self) {
        let topic = self.chance.of(PROTOCOL);
        let (from, to) = (people::somebody(&mut self.chance), people::somebody(&mut self.chance));
        let whom = self.chance.of(ADDRESSEES);
        let mut letter = self.letter_to(topic, &from, &to, whom, 1);
        let mut own = Vec::new();
        if self.chance.percent(50) {
            let earlier = self.day.plus(-(self.chance.between(5, 40) as i64));
            let earlier = Fields::of("sender", "you").with("date", earlier);
            letter = letter
                .with("follows", vec![Fields::of("letter", earlier).with("relation", "replies")]);
            own.push("I thank you for your letter of {{ follows.1.letter.date }}.".to_owned());
        }
        if self.chance.percent(40) {
            letter = letter.with(
                "enclosures",
                vec![
                    Fields::of("title", "the draft agreement"),
                    Fields::of("title", "the inventory"),
                ],
            );
            own.push("I enclose a draft of the agreement, and an inventory.".to_owned());
        }
        if self.chance.percent(30) {
            let copies = [
                Fields::of("title", "Director")
                    .with("organisation", "National Archives of Meridia"),
                Fields::of("group", "Legal Department"),
            ];
            letter = letter.with("copies", copies.to_vec());
        }
        let letter = letter.maybe(
            "marking",
            self.chance
                .percent(10)
                .then(|| self.chance.of(&["Confidential", "Personal"])),
        );
        let letter = letter.body(self.prose(topic, Voice::I, &own));
        let first = self.send(letter);

        if self.chance.percent(35) {
            self.wait(15, 50);
            let second = self.letter_to(topic, &from, &to, whom, 2);
            let second = second.after(&first, "follows", &format!("the {}", topic.name));
            let own = ["I refer to my letter of {{ follows.1.letter.date }}.".to_owned()];
            let second = second.body(self.prose(topic, Voice::I, &own));
            self.send(second);
        }
    }

    fn letter_to(
        &mut self,
        topic: Topic,
        from: &Somebody,
        to: &Somebody,
        whom: [&str; 4],
        number: u64,
    ) -> Draft {
        let [title, organisation, street, town] = whom;
        let to = Fields::of("honorific", to.courtesy())
            .with("name", to.name.as_str())
            .with("title", title)
            .with("organisation", organisation)
            .with("address", vec![street, town])
            .with("country", "Meridia")
            .with("form", if to.woman { "madam" } else { "sir" });
        self.draft("letter", OFFICE, topic)
            .with("reference", format!("MFA/LEG/{}/{}-{number}", self.day.year(), self.number + 1))
            .with("subject", format!("On the {}", topic.name))
            .with("to", to)
            .with("signatories", vec![from.signs("Secretary-General of the Ministry")])
    }
}
