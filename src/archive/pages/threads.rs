//! Threads: letters that belong together, in order; and references that lead nowhere.

use serde::Serialize;
use tera::Value;

use super::divide::Level;
use super::heading::{Heading, Label};
use super::list::Items;
use super::{Plan, Renderer};
use crate::archive::site::{fields, fill};
use crate::archive::views::{ProblemSummary, RelationGroup, Summary, ThreadSummary, Views};
use crate::letter::LetterRef;

/// The folder of the references that lead nowhere.
pub(super) const UNRESOLVED: &str = "unresolved";

pub(super) fn plan(plan: &mut Plan<'_>) {
    let catalogue = plan.catalogue;
    for thread in &catalogue.threads {
        let card = &catalogue.cards[thread.letters[0]];
        let language = Some((card.language.to_string(), card.rtl));
        let label = Label::Name(card.sentence.to_string(), language);
        let heading =
            Heading::new("threads", "thread", label).below(Label::Word("threads"), "threads");
        let items = Items::Related(thread.letters.clone());
        plan.list(heading, &folder(&thread.id), items, Level::Whole);
    }
    let mut heading = Heading::new("threads", "", Label::Word("threads"));
    let problems = catalogue.problems.len();
    if problems > 0 {
        heading.more.push((UNRESOLVED, UNRESOLVED, problems));
    }
    let items = Items::Threads((0..catalogue.threads.len()).collect());
    plan.list(heading, "threads", items, Level::Whole);
    let heading = Heading::new("threads", "", Label::Word(UNRESOLVED))
        .below(Label::Word("threads"), "threads");
    let items = Items::Problems((0..problems).collect());
    plan.list(heading, UNRESOLVED, items, Level::Whole);
}

/// The folder of a thread.
pub(super) fn folder(id: &str) -> String {
    format!("threads/{id}")
}

/// A letter of a thread, with the relations that it states.
#[derive(Debug, Serialize)]
pub(super) struct ThreadLetter<'v> {
    letter: Summary<'v>,
    relations: Vec<RelationGroup<'v>>,
}

impl<'v> ThreadLetter<'v> {
    pub(super) fn new(views: &'v Views<'v>, at: usize) -> Self {
        Self { letter: views.shown(at), relations: views.relations(at, false) }
    }
}

impl Renderer<'_> {
    /// A thread as the list of threads shows it.
    pub(super) fn thread(&self, thread: &ThreadSummary<'_>) -> Value {
        fields([
            ("first", self.entry(thread.first)),
            ("href", self.link(&folder(thread.id)).into()),
            ("count", thread.count.into()),
            ("last", self.date(thread.last)),
        ])
    }

    /// A letter of a thread, with how it relates to others.
    pub(super) fn related(&self, related: &ThreadLetter<'_>) -> Value {
        fields([
            ("letter", self.entry(related.letter)),
            ("relations", self.relations(&related.relations)),
        ])
    }

    /// A reference that leads nowhere, or to several letters, and what to do about it.
    pub(super) fn problem(&self, problem: &ProblemSummary<'_>) -> Value {
        fields([
            ("letter", self.entry(problem.letter)),
            ("reference", self.reference(problem.reference).into()),
            ("why", self.say(problem.why).into()),
            ("advice", self.say(&format!("{}-advice", problem.why)).into()),
            ("candidates", self.entries(&problem.candidates)),
        ])
    }

    /// A reference as people read it: the id, or who wrote and when.
    pub(super) fn reference(&self, reference: &LetterRef) -> String {
        if let Some(id) = &reference.id {
            return id.clone();
        }
        let office = reference.office.as_ref();
        let office = office.map(|id| self.site.writers.get(id).unwrap_or(id));
        let writer = reference.sender.as_ref().or(office);
        let date = reference.date.map(|day| self.site.day(day));
        match (writer, date) {
            (Some(writer), Some(date)) => {
                fill(self.say("letter-by"), &[("writer", writer), ("date", &date)])
            }
            (Some(writer), None) => writer.clone(),
            (None, Some(date)) => fill(self.say("letter-of-date"), &[("date", &date)]),
            (None, None) => String::new(),
        }
    }
}
