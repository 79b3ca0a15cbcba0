//! A page with a list: of letters, of threads, of references that lead nowhere, of meetings.

use serde::Serialize;
use tera::Value;

use super::entry::list;
use super::heading::Heading;
use super::programme::ProgrammeItem;
use super::threads::ThreadLetter;
use super::{Plan, Renderer};
use crate::archive::views::{ProblemSummary, Summary, ThreadSummary, Views};
use crate::finding::Finding;
use crate::letter::Day;

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
    /// Letters, each with what its receiver noted on it.
    Received(Vec<usize>),
    /// Threads.
    Threads(Vec<usize>),
    /// Problems of the catalogue.
    Problems(Vec<usize>),
    /// Meetings.
    Meetings(Vec<usize>),
}

impl Items {
    pub(super) fn all(&self) -> &[usize] {
        match self {
            Self::Letters(items)
            | Self::Related(items)
            | Self::Received(items)
            | Self::Threads(items)
            | Self::Problems(items)
            | Self::Meetings(items) => items,
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
            Self::Received(_) => Self::Received(items),
            Self::Threads(_) => Self::Threads(items),
            Self::Problems(_) => Self::Problems(items),
            Self::Meetings(_) => Self::Meetings(items),
        }
    }

    /// The day under which an item is filed.
    pub(super) fn filed(&self, plan: &Plan<'_>, item: usize) -> Option<Day> {
        let catalogue = plan.catalogue;
        let letter = match self {
            Self::Letters(_) | Self::Related(_) => item,
            Self::Received(_) => return catalogue.cards[item].received.as_ref()?.date,
            Self::Threads(_) => *catalogue.threads[item].letters.first()?,
            Self::Problems(_) => catalogue.problems[item].letter,
            Self::Meetings(_) => return plan.meetings[item].day,
        };
        plan.views.filed_under(letter)
    }
}

/// What a page with a list is made of.
#[derive(Debug, Serialize)]
pub(super) struct ListPage<'v> {
    heading: &'v Heading,
    pub(super) items: ItemViews<'v>,
}

#[derive(Debug, Serialize)]
pub(super) enum ItemViews<'v> {
    Letters(Vec<Summary<'v>>),
    Related(Vec<ThreadLetter<'v>>),
    Received(Vec<Summary<'v>>),
    Threads(Vec<ThreadSummary<'v>>),
    Problems(Vec<ProblemSummary<'v>>),
    Meetings(Vec<&'v ProgrammeItem>),
}

impl List {
    pub(super) fn page<'v>(
        &'v self,
        views: &'v Views<'v>,
        meetings: &'v [ProgrammeItem],
    ) -> ListPage<'v> {
        let all = || self.items.all().iter().copied();
        let items = match &self.items {
            Items::Letters(letters) => ItemViews::Letters(views.all(letters)),
            Items::Related(_) => {
                ItemViews::Related(all().map(|at| ThreadLetter::new(views, at)).collect())
            }
            Items::Received(letters) => ItemViews::Received(views.all(letters)),
            Items::Threads(_) => ItemViews::Threads(all().map(|at| views.thread(at)).collect()),
            Items::Problems(_) => ItemViews::Problems(all().map(|at| views.problem(at)).collect()),
            Items::Meetings(_) => ItemViews::Meetings(all().map(|at| &meetings[at]).collect()),
        };
        ListPage { heading: &self.heading, items }
    }
}

impl ListPage<'_> {
    /// The page; `meetings` makes the values of meetings.
    pub(super) fn render(
        &self,
        renderer: &Renderer<'_>,
        meetings: impl FnOnce(&[&ProgrammeItem]) -> Vec<Value>,
    ) -> Result<Vec<u8>, Vec<Finding>> {
        let (name, count, items) = match &self.items {
            ItemViews::Letters(all) => ("list.html", all.len(), renderer.entries(all)),
            ItemViews::Received(all) => ("received.html", all.len(), renderer.entries(all)),
            ItemViews::Related(all) => {
                ("thread.html", all.len(), list(all, |one| renderer.related(one)))
            }
            ItemViews::Threads(all) => {
                ("threads.html", all.len(), list(all, |one| renderer.thread(one)))
            }
            ItemViews::Problems(all) => {
                ("problems.html", all.len(), list(all, |one| renderer.problem(one)))
            }
            ItemViews::Meetings(all) => ("programme.html", all.len(), meetings(all).into()),
        };
        let mut context = renderer.headed(self.heading);
        context.insert_value("count", count.into());
        context.insert_value("items", items);
        renderer.render(name, context)
    }
}
