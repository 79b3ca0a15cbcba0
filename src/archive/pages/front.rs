//! The front page: what this archive is, how much it holds, and the ways in.

use serde::Serialize;

use super::divide::Subpage;
use super::heading::{Heading, Label};
use super::{Page, PageKind, Plan, Renderer};
use crate::archive::card::UNDATED;
use crate::archive::views::{Summary, Views};
use crate::finding::Finding;

/// How many of the newest letters the front page shows.
const NEWEST: usize = 20;

/// The front page.
#[derive(Debug, Clone)]
pub(super) struct Front {
    letters: usize,
    years: Vec<Subpage>,
    ways: Vec<Way>,
    newest: Vec<usize>,
}

/// A way into the archive: a word, the folder, how much is there.
pub(super) type Way = (&'static str, &'static str, usize);

/// The newest letters, the newest first; undated ones are never new.
pub(super) fn newest(plan: &Plan<'_>, count: usize) -> Vec<usize> {
    let cards = plan.catalogue.cards.iter().enumerate().rev();
    let dated = cards.filter(|(_, card)| card.date.is_some());
    dated.map(|(at, _)| at).take(count).collect()
}

pub(super) fn plan(plan: &mut Plan<'_>, years: Vec<Subpage>, ways: Vec<Way>) {
    let letters = plan.catalogue.cards.len();
    let front = Front { letters, years, ways, newest: newest(plan, NEWEST) };
    plan.pages
        .push(Page { path: "index.html".to_owned(), kind: PageKind::Front(Box::new(front)) });
}

/// What the front page is made of.
#[derive(Debug, Serialize)]
pub(super) struct FrontPage<'v> {
    letters: usize,
    years: &'v [Subpage],
    ways: &'v [Way],
    newest: Vec<Summary<'v>>,
}

impl Front {
    pub(super) fn page<'v>(&'v self, views: &'v Views<'v>) -> FrontPage<'v> {
        let Self { letters, years, ways, newest } = self;
        FrontPage { letters: *letters, years, ways, newest: views.all(newest) }
    }
}

impl FrontPage<'_> {
    pub(super) fn render(&self, renderer: &Renderer<'_>) -> Result<Vec<u8>, Vec<Finding>> {
        let label = Label::Text(renderer.site.title.clone());
        let mut heading = Heading::new("register", "", label);
        heading.trail.clear();
        let mut context = renderer.headed(&heading);
        context.insert_value("count", self.letters.into());
        let dated = |part: &&Subpage| part.label != Label::Word(UNDATED);
        let span = (self.years.iter().find(dated))
            .zip(self.years.iter().rfind(dated))
            .map(|(first, last)| match (&first.label, &last.label) {
                (first, last) if first == last => renderer.label(first),
                (first, last) => format!("{}–{}", renderer.label(first), renderer.label(last)),
            });
        context.insert_value("span", span.into());
        context.insert_value("years", renderer.parts(self.years));
        context.insert_value("ways", renderer.ways(self.ways));
        context.insert_value("newest", renderer.entries(&self.newest));
        renderer.render("front.html", context)
    }
}
