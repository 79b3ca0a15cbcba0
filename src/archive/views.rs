//! What pages and feeds read of letters. A page is made from these values and from nothing else,
//! and what is hashed of it are these values: so it cannot show what is not in its fingerprint.

use rayon::prelude::*;
use serde::Serialize;

use super::card::{self, Card, File};
use super::catalogue::Catalogue;
use super::with_fingerprint::WithFingerprint;
use crate::letter::{Date, Day, LetterRef, Relation};
use crate::register::{Enclosed, Entry, IssuedDocument, Link, Links, Receipt, RefProblem};
use crate::text::Fingerprint;

/// How many letters are shown that stand in one relation to a letter; its thread has them all.
const SHOWN: usize = 50;

/// A letter as pages of others show it.
#[derive(Debug, Serialize)]
pub(super) struct LetterSummary<'v> {
    pub(super) id: &'v str,
    pub(super) address: &'v str,
    pub(super) date: Option<Date>,
    pub(super) sentence: &'v str,
    pub(super) language: &'v str,
    pub(super) rtl: bool,
    pub(super) subject: Option<&'v str>,
    pub(super) issued: Option<&'v IssuedDocument<'v>>,
    pub(super) received: Option<&'v Receipt<'v>>,
    pub(super) standing: Vec<Standing>,
}

/// What became of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) enum Standing {
    Superseded,
    Cancelled,
}

impl Standing {
    /// What later letters made of a letter.
    fn of(links: &Links) -> impl Iterator<Item = Self> + '_ {
        let made = |standing: &Self| {
            let relation = Some(standing.relation());
            links.from.iter().any(|link| link.relation == relation)
        };
        [Self::Superseded, Self::Cancelled].into_iter().filter(made)
    }

    fn relation(self) -> Relation {
        match self {
            Self::Superseded => Relation::Supersedes,
            Self::Cancelled => Relation::Cancels,
        }
    }
}

/// A reference to a shown letter.
pub(super) type Summary<'v> = &'v WithFingerprint<LetterSummary<'v>>;

/// A letter as the files of the register have it.
#[derive(Debug, Serialize)]
pub(super) struct RegisterRow<'v> {
    pub(super) entry: WithFingerprint<&'v Entry<'v>>,
    pub(super) address: &'v str,
    pub(super) files: &'v [File<'v>],
    /// Those of the document that it is issued as.
    pub(super) issued_files: &'v [File<'v>],
    /// The ids of the letters it refers to.
    pub(super) relations: Vec<(Option<Relation>, &'v str)>,
    /// The ids of the letters it encloses.
    pub(super) encloses: Vec<&'v str>,
    /// The id of the first letter of its thread.
    pub(super) thread: Option<&'v str>,
}

/// Letters that stand in one relation to a letter.
#[derive(Debug, Serialize)]
pub(super) struct RelationGroup<'v> {
    /// The name of the word for it.
    pub(super) word: &'static str,
    pub(super) letters: Vec<Summary<'v>>,
    /// What has no page here.
    pub(super) others: Vec<Other<'v>>,
    /// How many more letters there are.
    pub(super) more: usize,
}

/// What a letter refers to or encloses and has no page.
#[derive(Debug, Serialize)]
pub(super) enum Other<'v> {
    /// A letter of somebody outside.
    Outside(&'v LetterRef),
    /// A document or a file.
    Named(&'v str),
    /// A letter that is not here, by its id.
    Missing(&'v str),
}

/// A reference that leads nowhere, to several letters, or into a circle.
#[derive(Debug, Serialize)]
pub(super) struct ProblemSummary<'v> {
    pub(super) letter: Summary<'v>,
    pub(super) reference: &'v LetterRef,
    /// The name of the word for it.
    pub(super) why: &'static str,
    pub(super) candidates: Vec<Summary<'v>>,
}

/// A thread as lists show it.
#[derive(Debug, Serialize)]
pub(super) struct ThreadSummary<'v> {
    pub(super) id: &'v str,
    pub(super) first: Summary<'v>,
    pub(super) count: usize,
    /// The date of its last letter.
    pub(super) last: Option<Date>,
}

/// All letters, ready to be read by pages.
pub(super) struct Views<'v> {
    catalogue: &'v Catalogue<'v>,
    shown: Vec<WithFingerprint<LetterSummary<'v>>>,
    entries: Vec<WithFingerprint<&'v Entry<'v>>>,
    filed: Vec<Option<Day>>,
}

impl<'v> Views<'v> {
    pub(super) fn new(catalogue: &'v Catalogue<'v>) -> Self {
        let cards = || catalogue.cards.par_iter();
        let shown = cards().zip(&catalogue.links).map(|(card, links)| {
            WithFingerprint::new(LetterSummary {
                id: &card.id,
                address: &card.address,
                date: card.date,
                sentence: &card.sentence,
                language: &card.language,
                rtl: card.rtl,
                subject: card.subject.as_deref(),
                issued: card.issued.as_deref(),
                received: card.received.as_deref(),
                standing: Standing::of(links).collect(),
            })
        });
        Self {
            catalogue,
            shown: shown.collect(),
            entries: cards().map(|card| WithFingerprint::new(&card.entry)).collect(),
            filed: cards()
                .map(|card| card::filed(&card.id).or(card.entry.filed()))
                .collect(),
        }
    }

    pub(super) fn card(&self, at: usize) -> &'v Card<'v> {
        &self.catalogue.cards[at]
    }

    pub(super) fn links(&self, at: usize) -> &'v Links {
        &self.catalogue.links[at]
    }

    /// The day under which a letter is filed: the one its id begins with, else its date.
    pub(super) fn filed_under(&self, at: usize) -> Option<Day> {
        self.filed[at]
    }

    pub(super) fn entry(&self, at: usize) -> WithFingerprint<&'v Entry<'v>> {
        self.entries[at]
    }

    /// The fingerprint of what other pages show of a letter.
    pub(super) fn shown_fingerprint(&self, at: usize) -> Fingerprint {
        self.shown[at].fingerprint()
    }

    pub(super) fn shown(&'v self, at: usize) -> Summary<'v> {
        &self.shown[at]
    }

    /// The letter with this id.
    pub(super) fn find(&'v self, id: &str) -> Option<Summary<'v>> {
        self.get(self.catalogue.find(id)?)
    }

    /// A letter, if there is one at this place.
    pub(super) fn get(&'v self, at: usize) -> Option<Summary<'v>> {
        self.shown.get(at)
    }

    pub(super) fn all(&'v self, letters: &[usize]) -> Vec<Summary<'v>> {
        letters.iter().map(|at| self.shown(*at)).collect()
    }

    pub(super) fn filed(&'v self, at: usize) -> RegisterRow<'v> {
        let (card, links) = (self.card(at), self.links(at));
        let id = |at: usize| self.shown[at].id;
        let threads = &self.catalogue.threads;
        RegisterRow {
            entry: self.entry(at),
            address: &card.address,
            files: &card.files,
            issued_files: &card.issued_files,
            relations: links.to.iter().map(|link| (link.relation, id(link.letter))).collect(),
            encloses: links.encloses.iter().map(|at| id(*at)).collect(),
            thread: links.thread.map(|thread| threads[thread].id.as_str()),
        }
    }

    /// The id and the length of the thread of a letter.
    pub(super) fn thread_of(&self, at: usize) -> Option<(&'v str, usize)> {
        let thread = &self.catalogue.threads[self.links(at).thread?];
        Some((&thread.id, thread.letters.len()))
    }

    pub(super) fn thread(&'v self, at: usize) -> ThreadSummary<'v> {
        let thread = &self.catalogue.threads[at];
        let last = thread.letters.last().and_then(|at| self.shown[*at].date);
        let (first, count) = (self.shown(thread.letters[0]), thread.letters.len());
        ThreadSummary { id: &thread.id, first, count, last }
    }

    pub(super) fn problem(&'v self, at: usize) -> ProblemSummary<'v> {
        let problem = &self.catalogue.problems[at];
        let (why, candidates) = match &problem.why {
            RefProblem::Dangling => ("dangling", [].as_slice()),
            RefProblem::Ambiguous(letters) => ("ambiguous", letters.as_slice()),
            RefProblem::Circular => ("circular", [].as_slice()),
        };
        ProblemSummary {
            letter: self.shown(problem.letter),
            reference: &problem.reference,
            why,
            candidates: self.all(candidates),
        }
    }

    /// What later letters made of a letter, with those that did.
    pub(super) fn standing(&'v self, at: usize) -> Vec<(Standing, Vec<Summary<'v>>)> {
        let links = self.links(at);
        let by = |standing: Standing| {
            let by = with(&links.from, Some(standing.relation()));
            by.take(SHOWN).map(|letter| self.shown(letter)).collect()
        };
        Standing::of(links).map(|standing| (standing, by(standing))).collect()
    }

    /// The relations that a letter states; with `both` also those that others state of it.
    pub(super) fn relations(&'v self, at: usize, both: bool) -> Vec<RelationGroup<'v>> {
        let (card, links) = (self.card(at), self.links(at));
        let mut groups = Vec::new();
        let mut add = |word, letters: &mut dyn Iterator<Item = usize>, others: Vec<Other<'v>>| {
            let shown: Vec<_> = (&mut *letters).take(SHOWN).map(|at| self.shown(at)).collect();
            let more = letters.count();
            if !shown.is_empty() || !others.is_empty() {
                groups.push(RelationGroup { word, letters: shown, others, more });
            }
        };
        for (relation, to, _) in RELATIONS {
            // What somebody outside wrote has no page here.
            let outside = card.refers.iter().filter(|reference| {
                reference.relation == *relation && reference.letter.sender.is_some()
            });
            let outside = outside.map(|reference| Other::Outside(&reference.letter));
            add(to, &mut with(&links.to, *relation), outside.collect());
        }
        let others = card.encloses.iter().filter_map(|enclosed| match enclosed {
            Enclosed::Other(name) => Some(Other::Named(name)),
            Enclosed::Letter(id) => self.catalogue.find(id).is_none().then_some(Other::Missing(id)),
        });
        add("encloses", &mut links.encloses.iter().copied(), others.collect());
        if both {
            for (relation, _, from) in RELATIONS {
                add(from, &mut with(&links.from, *relation), Vec::new());
            }
            add("enclosed-in", &mut links.enclosed_in.iter().copied(), Vec::new());
        }
        groups
    }
}

/// The letters at the other ends of links of one relation.
pub(super) fn with(links: &[Link], relation: Option<Relation>) -> impl Iterator<Item = usize> + '_ {
    let links = links.iter().filter(move |link| link.relation == relation);
    links.map(|link| link.letter)
}

/// Each relation, with its word seen from the later letter and from the earlier.
const RELATIONS: &[(Option<Relation>, &str, &str)] = &[
    (Some(Relation::Replies), "replies", "replied-by"),
    (Some(Relation::Follows), "follows", "followed-by"),
    (Some(Relation::Supersedes), "supersedes", "superseded-by"),
    (Some(Relation::Cancels), "cancels", "cancelled-by"),
    (None, "moves", "moved-by"),
];
