//! A page with a list: of letters, of threads, of references that lead nowhere, of meetings.

use std::sync::Arc;

use tera::Value;

use super::heading::Heading;
use super::{Making, Plan, ProgrammeEntry, prints};
use crate::finding::Finding;
use crate::letter::Day;
use crate::text::Fingerprinter;

/// A list with its heading.
#[derive(Debug, Clone)]
pub(super) struct List {
    pub(super) heading: Heading,
    pub(super) items: Items,
}

/// What is listed, each by its place.
#[derive(Debug, Clone)]
pub(super) enum Items {
    /// Letters.
    Letters(Vec<usize>),
    /// Letters of one thread, each with how it relates to others.
    Related(Vec<usize>),
    /// Threads.
    Threads(Vec<usize>),
    /// Problems of the catalogue.
    Problems(Vec<usize>),
    /// Meetings.
    Meetings(Arc<[ProgrammeEntry]>, Vec<usize>),
}

impl Items {
    pub(super) fn all(&self) -> &[usize] {
        match self {
            Self::Letters(items)
            | Self::Related(items)
            | Self::Threads(items)
            | Self::Problems(items)
            | Self::Meetings(_, items) => items,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.all().len()
    }

    /// Other items of the same sort.
    pub(super) fn with(&self, items: Vec<usize>) -> Self {
        match self {
            Self::Letters(_) => Self::Letters(items),
            Self::Related(_) => Self::Related(items),
            Self::Threads(_) => Self::Threads(items),
            Self::Problems(_) => Self::Problems(items),
            Self::Meetings(all, _) => Self::Meetings(Arc::clone(all), items),
        }
    }

    /// The day under which an item is filed.
    pub(super) fn filed(&self, plan: &Plan, item: usize) -> Option<Day> {
        let catalogue = plan.catalogue;
        let letter = match self {
            Self::Letters(_) | Self::Related(_) => item,
            Self::Threads(_) => *catalogue.threads[item].letters.first()?,
            Self::Problems(_) => catalogue.problems[item].letter,
            Self::Meetings(all, _) => return all[item].day,
        };
        plan.prints.filed[letter]
    }

    /// Adds what the list shows to a fingerprint.
    pub(super) fn fingerprint(&self, plan: &Plan, fingerprinter: &mut Fingerprinter) {
        let entries = &plan.prints.entries;
        prints::count(fingerprinter, self.len());
        for item in self.all() {
            match self {
                Self::Letters(_) => {
                    fingerprinter.add(entries[*item]);
                }
                Self::Related(_) => plan.print_relations(*item, fingerprinter),
                Self::Threads(_) => plan.print_thread(*item, fingerprinter),
                Self::Problems(_) => plan.print_problem(*item, fingerprinter),
                Self::Meetings(all, _) => {
                    fingerprinter.add(format!("{:?}", all[*item]));
                }
            }
        }
    }
}

impl List {
    pub(super) fn make(&self, making: &Making) -> Result<Vec<u8>, Vec<Finding>> {
        let mut context = making.headed(&self.heading);
        context.insert_value("count", self.items.len().into());
        let of = |item: &dyn Fn(usize) -> Value| {
            let items = self.items.all().iter().map(|at| item(*at));
            Value::from(items.collect::<Vec<_>>())
        };
        let (name, items) = match &self.items {
            Items::Letters(_) => ("list.html", of(&|at| making.entry(at))),
            Items::Related(_) => ("thread.html", of(&|at| making.related(at))),
            Items::Threads(_) => ("threads.html", of(&|at| making.thread(at))),
            Items::Problems(_) => ("problems.html", of(&|at| making.problem(at))),
            Items::Meetings(all, _) => ("programme.html", of(&|at| making.meeting(&all[at]))),
        };
        context.insert_value("items", items);
        making.site.render(name, making.path, context)
    }
}
