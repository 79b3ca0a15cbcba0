//! Threads: letters that belong together, in order; and references that lead nowhere.

use tera::Value;

use super::divide::Level;
use super::heading::{Heading, Label};
use super::list::Items;
use super::{Making, Plan, prints};
use crate::archive::site::{fields, fill};
use crate::letter::LetterRef;
use crate::register::RefProblem;
use crate::text::Fingerprinter;

/// The folder of the references that lead nowhere.
pub(super) const UNRESOLVED: &str = "unresolved";

pub(super) fn plan(plan: &mut Plan) {
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

impl Plan<'_> {
    /// Adds a letter of a thread, with what it refers to.
    pub(super) fn print_relations(&self, at: usize, fingerprinter: &mut Fingerprinter) {
        let (entries, links) = (&self.prints.entries, &self.catalogue.links[at]);
        // With what it names that is no letter here.
        fingerprinter.add(self.prints.cards[at]);
        prints::count(fingerprinter, links.to.len());
        for link in &links.to {
            fingerprinter.add(prints::relation(link.relation));
            fingerprinter.add(entries[link.letter]);
        }
        prints::count(fingerprinter, links.encloses.len());
        for inner in &links.encloses {
            fingerprinter.add(entries[*inner]);
        }
    }

    /// Adds what the list of threads shows of one.
    pub(super) fn print_thread(&self, at: usize, fingerprinter: &mut Fingerprinter) {
        let letters = &self.catalogue.threads[at].letters;
        prints::count(fingerprinter, letters.len());
        for at in letters.iter().take(1).chain(letters.last()) {
            fingerprinter.add(self.prints.entries[*at]);
        }
    }

    /// Adds a reference that leads nowhere.
    pub(super) fn print_problem(&self, at: usize, fingerprinter: &mut Fingerprinter) {
        let (entries, problem) = (&self.prints.entries, &self.catalogue.problems[at]);
        fingerprinter.add(entries[problem.letter]);
        prints::letter_ref(fingerprinter, &problem.reference);
        match &problem.why {
            RefProblem::Dangling => fingerprinter.add("dangling"),
            RefProblem::Circular => fingerprinter.add("circular"),
            RefProblem::Ambiguous(letters) => {
                prints::count(fingerprinter, letters.len());
                for at in letters {
                    fingerprinter.add(entries[*at]);
                }
                fingerprinter
            }
        };
    }
}

impl Making<'_> {
    /// A thread as the list of threads shows it.
    pub(super) fn thread(&self, at: usize) -> Value {
        let thread = &self.catalogue.threads[at];
        let last = thread.letters.last().map(|at| self.catalogue.cards[*at].date);
        fields([
            ("first", self.entry(thread.letters[0])),
            ("href", self.link(&folder(&thread.id)).into()),
            ("count", thread.letters.len().into()),
            ("last", self.day(last.flatten())),
        ])
    }

    /// A letter of a thread, with how it relates to others.
    pub(super) fn related(&self, at: usize) -> Value {
        fields([("letter", self.entry(at)), ("relations", self.relations(at, false))])
    }

    /// A reference that leads nowhere, or to several letters, and what to do about it.
    pub(super) fn problem(&self, at: usize) -> Value {
        let problem = &self.catalogue.problems[at];
        let (why, advice, candidates) = match &problem.why {
            RefProblem::Dangling => ("dangling", "dangling-advice", [].as_slice()),
            RefProblem::Ambiguous(letters) => ("ambiguous", "ambiguous-advice", letters.as_slice()),
            RefProblem::Circular => ("circular", "circular-advice", [].as_slice()),
        };
        fields([
            ("letter", self.entry(problem.letter)),
            ("reference", self.reference(&problem.reference).into()),
            ("why", self.say(why).into()),
            ("advice", self.say(advice).into()),
            ("candidates", self.entries(candidates.iter().copied())),
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
