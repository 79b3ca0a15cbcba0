//! A matter: the letters that are written about one thing, in the order of their dates.

mod consultations;
mod dialogue;
mod negotiations;
mod note;
mod notification;
mod person;
mod shared;

use chancery::letter::Day;

use super::Syntax;
use super::calendar;
use super::chance::Chance;
use super::draft::Draft;
use super::people::{self, Somebody};
use super::prose::{Prose, Voice};
use super::topics::Topic;
use super::value::Fields;

/// A matter that is being written.
pub(super) struct Matter {
    seed: u64,
    number: u64,
    factor: f64,
    chance: Chance,
    /// The day of its next letter.
    day: Day,
    written: Vec<Draft>,
}

impl Matter {
    /// The matter of this number.
    pub(super) fn new(seed: u64, number: u64, factor: f64) -> Self {
        let mut chance = Chance::new(seed, number);
        let day = calendar::beginning(&mut chance);
        Self { seed, number, factor, chance, day, written: Vec::new() }
    }

    /// Its letters.
    pub(super) fn letters(mut self) -> Vec<Draft> {
        // The first matters are one of each sort, so that also a small archive has them all.
        let share = match self.number {
            first @ 0..8 => [0, 25, 45, 60, 75, 90, 30, 0][first as usize],
            _ => self.chance.below(100),
        };
        match share {
            0..20 => self.consultations(),
            20..35 => self.negotiations(),
            35..55 => self.dialogue(),
            55..70 => self.notification(),
            70..85 => self.note(),
            _ => self.person(),
        }
        self.written
    }

    /// Lets days pass until the next letter.
    fn wait(&mut self, first: usize, last: usize) {
        self.day = calendar::later(&mut self.chance, self.day, first, last);
    }

    /// A new letter of today, with its kind, office and date.
    fn draft(&mut self, kind: &str, office: &str, topic: Topic) -> Draft {
        let syntax = match self.chance.below(100) {
            0..82 => Syntax::Markdown,
            82..90 => Syntax::Yaml,
            90..95 => Syntax::Toml,
            _ => Syntax::Json,
        };
        let draft = Draft {
            id: format!("{}-{office}-{}-{:03}", self.day, topic.slug, self.number + 1),
            day: self.day,
            syntax,
            fields: Vec::with_capacity(16),
            body: String::new(),
            enclosed: false,
        };
        draft.with("kind", kind).with("office", office).with("date", self.day)
    }

    /// Writes a letter, and remembers what it is called.
    fn send(&mut self, draft: Draft) -> String {
        let id = draft.id.clone();
        self.written.push(draft);
        id
    }

    /// Prose on a topic, with these paragraphs in it.
    fn prose(&mut self, topic: Topic, voice: Voice, own: &[String]) -> String {
        let prose = Prose {
            topic,
            voice,
            session: calendar::session(self.day) - 1,
            factor: self.factor,
            own,
        };
        prose.write(&mut self.chance)
    }

    /// The President of the General Assembly of today.
    fn president(&self) -> Somebody {
        people::president(self.seed, calendar::session(self.day))
    }

    /// The same, signing.
    fn president_signs(&self) -> Vec<Fields> {
        vec![self.president().signs("President of the General Assembly")]
    }
}
