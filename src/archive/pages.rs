//! The pages and files of the site around the letters' own: planned all at once, made one by one.
//!
//! [`Pages`] says which pages there are. What a page is made of is a value ([`PageData`]): it is
//! hashed to learn whether the page is the one that was made before, and rendered if it is not.
//! Rendering sees this value and the site, and nothing else.

mod divide;
mod entry;
mod front;
mod groups;
mod heading;
mod letter;
mod list;
mod machines;
mod programme;
mod received;
mod registers;
mod threads;

use rayon::prelude::*;
use serde::Serialize;
use tera::Context;

use super::catalogue::Catalogue;
use super::feeds::{Feed, FeedFile};
use super::site::Site;
use super::views::Views;
use crate::finding::Finding;
use crate::text::Fingerprint;
use divide::Subpages;
use front::{Front, FrontPage};
use letter::LetterPage;
use list::{List, ListPage};
pub use programme::{ProgrammeEntry, ProgrammeItem, ProgrammeLine};

/// A page or file of the site.
#[derive(Debug, Clone)]
pub struct Page {
    /// Where it stands within the site: `2018/index.html`.
    pub path: String,
    kind: PageKind,
}

impl Page {
    fn feed(path: &str, feed: Feed) -> Self {
        Self { path: path.to_owned(), kind: PageKind::Feed(feed) }
    }
}

#[derive(Debug, Clone)]
enum PageKind {
    /// A letter, and its places among the problems of the catalogue.
    Letter(usize, Vec<usize>),
    Front(Box<Front>),
    List(Box<List>),
    Subpages(Box<Subpages>),
    /// What a server shows where there is no page.
    Missing,
    Style,
    Feed(Feed),
}

/// All that a page is made of, beside the site and its own path.
#[derive(Debug, Serialize)]
pub struct PageData<'v>(Data<'v>);

#[derive(Debug, Serialize)]
enum Data<'v> {
    Letter(Box<LetterPage<'v>>),
    Front(FrontPage<'v>),
    List(ListPage<'v>),
    Subpages(&'v Subpages),
    Missing,
    Style,
    Feed(FeedFile<'v>),
}

impl PageData<'_> {
    /// The fingerprint of a page at `path`; `site` is that of what makes all pages.
    pub fn fingerprint(&self, site: Fingerprint, path: &str) -> Fingerprint {
        Fingerprint::of(&(site, path, self))
    }

    /// What the file is that is written while it is made, for it speaks of all letters.
    pub(super) fn feed(&self) -> Option<&FeedFile<'_>> {
        match &self.0 {
            Data::Feed(feed) => Some(feed),
            _ => None,
        }
    }
}

/// What is fetched only when a page is rendered, for its fingerprint is known without it.
pub trait Sources: Sync {
    /// The article of a letter, by its place in the catalogue.
    ///
    /// # Errors
    /// Why it cannot be had.
    fn article(&self, letter: usize) -> Result<String, String>;

    /// What became of some meetings, in the order in which their page shows them.
    fn meetings(&self, meetings: &[&ProgrammeItem]) -> Vec<ProgrammeEntry>;
}

/// The pages of a site, planned.
pub struct Pages<'c> {
    site: &'c Site,
    catalogue: &'c Catalogue<'c>,
    pub(super) views: Views<'c>,
    meetings: Vec<ProgrammeItem>,
    /// The pages.
    pub all: Vec<Page>,
}

impl<'c> Pages<'c> {
    /// Every page and file of the site but the letters' own files: fixed by its arguments.
    pub fn new(site: &'c Site, catalogue: &'c Catalogue<'c>, meetings: Vec<ProgrammeItem>) -> Self {
        Self::of(site, catalogue, Views::new(catalogue), meetings)
    }

    pub(super) fn of(
        site: &'c Site,
        catalogue: &'c Catalogue<'c>,
        views: Views<'c>,
        meetings: Vec<ProgrammeItem>,
    ) -> Self {
        let pages = Vec::with_capacity(catalogue.cards.len() * 2);
        let mut plan = Plan { site, catalogue, views: &views, meetings: &meetings, pages };
        plan.letters();
        let (years, mut ways) = groups::plan(&mut plan);
        ways.extend(received::plan(&mut plan));
        front::plan(&mut plan, years, ways);
        threads::plan(&mut plan);
        programme::plan(&mut plan);
        plan.push("404.html", PageKind::Missing);
        plan.push("assets/site.css", PageKind::Style);
        registers::plan(&mut plan);
        let all = plan.pages;
        Self { site, catalogue, views, meetings, all }
    }

    /// What a page is made of.
    pub fn data<'v>(&'v self, page: &'v Page) -> PageData<'v> {
        PageData(match &page.kind {
            PageKind::Letter(at, problems) => {
                Data::Letter(Box::new(LetterPage::new(&self.views, *at, problems)))
            }
            PageKind::Front(front) => Data::Front(front.page(&self.views)),
            PageKind::List(list) => Data::List(list.page(&self.views, &self.meetings)),
            PageKind::Subpages(parts) => Data::Subpages(parts),
            PageKind::Missing => Data::Missing,
            PageKind::Style => Data::Style,
            PageKind::Feed(feed) => Data::Feed(feed.file(self.catalogue, &self.views)),
        })
    }

    /// Makes a page of its data.
    ///
    /// # Errors
    /// A mistake of a site design, at its place; a letter whose article cannot be had.
    pub fn render(
        &self,
        page: &Page,
        data: &PageData<'_>,
        sources: &dyn Sources,
    ) -> Result<Vec<u8>, Vec<Finding>> {
        let renderer = Renderer { site: self.site, path: &page.path };
        match &data.0 {
            Data::Letter(letter) => {
                let article = match page.kind {
                    PageKind::Letter(at, _) => sources.article(at),
                    _ => Err("it is none of a letter".to_owned()),
                };
                let article = article.map_err(|why| {
                    let id = &letter.entry.id;
                    let message = format!("the page of `{id}` cannot be made: {why}");
                    vec![Finding::error("no-letter-page", message)]
                })?;
                letter.render(&renderer, &article)
            }
            Data::Front(front) => front.render(&renderer),
            Data::List(list) => list.render(&renderer, |meetings| {
                let entries = sources.meetings(meetings);
                entries
                    .iter()
                    .map(|entry| renderer.meeting(entry, &self.views))
                    .collect()
            }),
            Data::Subpages(parts) => parts.render(&renderer),
            Data::Missing => renderer.missing(),
            Data::Style => Ok(self.site.css.clone().into_bytes()),
            Data::Feed(feed) => {
                let mut bytes = Vec::new();
                let written = feed.write(self.site, &mut bytes);
                let why =
                    |error: std::io::Error| vec![Finding::error("register", error.to_string())];
                written.map_err(why).map(|()| bytes)
            }
        }
    }
}

/// The pages planned so far.
struct Plan<'a> {
    site: &'a Site,
    catalogue: &'a Catalogue<'a>,
    views: &'a Views<'a>,
    meetings: &'a [ProgrammeItem],
    pages: Vec<Page>,
}

impl Plan<'_> {
    fn push(&mut self, path: &str, kind: PageKind) {
        self.pages.push(Page { path: path.to_owned(), kind });
    }

    /// The page of each letter.
    fn letters(&mut self) {
        let cards = &self.catalogue.cards;
        let mut problems: Vec<Vec<usize>> = vec![Vec::new(); cards.len()];
        for (at, problem) in self.catalogue.problems.iter().enumerate() {
            problems[problem.letter].push(at);
        }
        let pages = cards.par_iter().zip(problems).enumerate();
        self.pages.par_extend(pages.map(|(at, (card, problems))| Page {
            path: format!("{}/index.html", card.address),
            kind: PageKind::Letter(at, problems),
        }));
    }
}

/// Makes values for the designs of pages, and pages of them.
struct Renderer<'a> {
    site: &'a Site,
    path: &'a str,
}

impl Renderer<'_> {
    fn render(&self, design: &str, context: Context) -> Result<Vec<u8>, Vec<Finding>> {
        self.site.render(design, self.path, context)
    }

    fn missing(&self) -> Result<Vec<u8>, Vec<Finding>> {
        let mut context = Context::new();
        // A server shows this page at any depth, so its links begin at the top.
        let root = self.site.base.as_deref().unwrap_or("/");
        context.insert_value("root", root.into());
        context.insert_value("title", self.say("missing").into());
        self.render("missing.html", context)
    }
}
