//! The pages and files of the site around the letters' own: planned all at once, made one by one.
//!
//! [`plan`] says which pages there are and takes a fingerprint of what each is made from, so
//! that a later build makes only those whose fingerprint changed. [`make`] makes one.

mod data;
mod divide;
mod entry;
mod front;
mod groups;
mod heading;
mod letter;
mod list;
mod prints;
mod programme;
mod registers;
mod threads;

use tera::Context;

use super::catalogue::Catalogue;
use super::feeds::Feed;
use super::site::Site;
use crate::finding::Finding;
use crate::text::Fingerprint;
use divide::Parts;
use front::Front;
use list::List;
use prints::Prints;
pub(super) use prints::entry as entry_print;
pub use programme::{ProgrammeEntry, ProgrammeLine};

/// A page or file of the site, with the fingerprint of all that it is made from.
#[derive(Debug, Clone)]
pub struct Page {
    /// Where it stands within the site: `2018/index.html`.
    pub path: String,
    /// Changes if, and only if, something changes that the page is made from.
    pub print: Fingerprint,
    what: What,
}

impl Page {
    /// What the file is that is written while it is made, for it speaks of all letters.
    pub(super) fn feed(&self) -> Option<&Feed> {
        match &self.what {
            What::Feed(feed) => Some(feed),
            _ => None,
        }
    }
}

#[derive(Debug, Clone)]
enum What {
    /// A letter, and its places among the problems of the catalogue.
    Letter(usize, Vec<usize>),
    Front(Box<Front>),
    List(Box<List>),
    Parts(Box<Parts>),
    /// What a server shows where there is no page.
    Missing,
    Style,
    Feed(Feed),
}

/// Every page and file of the site but the letters' own files: fixed by its arguments.
///
/// `programme` holds the meetings in the order in which their page shows them.
pub fn plan(site: &Site, catalogue: &Catalogue<'_>, programme: Vec<ProgrammeEntry>) -> Vec<Page> {
    planned(site, catalogue, Vec::new(), |plan| programme::plan(plan, programme))
}

/// Every page and file but the letters' own and the programme's, whose pages are there already.
pub(super) fn plan_around(site: &Site, catalogue: &Catalogue<'_>, there: Vec<String>) -> Vec<Page> {
    planned(site, catalogue, there, |_| {})
}

fn planned(
    site: &Site,
    catalogue: &Catalogue<'_>,
    there: Vec<String>,
    programme: impl FnOnce(&mut Plan<'_>),
) -> Vec<Page> {
    let mut plan = Plan {
        site,
        catalogue,
        prints: Prints::new(catalogue),
        there,
        pages: Vec::with_capacity(catalogue.cards.len() * 2),
    };
    letter::plan(&mut plan);
    let (years, ways) = groups::plan(&mut plan);
    front::plan(&mut plan, years, ways);
    threads::plan(&mut plan);
    programme(&mut plan);
    let nothing: &[&str] = &[];
    plan.push("404.html".to_owned(), nothing, What::Missing);
    plan.push("assets/site.css".to_owned(), nothing, What::Style);
    registers::plan(&mut plan);
    plan.pages
}

/// Makes a planned page. `article` gives the article of a letter, by its place in the catalogue;
/// only the page of that letter asks for it.
///
/// # Errors
/// A mistake of a site design, at its place; a letter whose article cannot be had.
pub fn make(
    page: &Page,
    site: &Site,
    catalogue: &Catalogue<'_>,
    article: &dyn Fn(usize) -> Result<String, String>,
) -> Result<Vec<u8>, Vec<Finding>> {
    let made = Making { site, catalogue, path: &page.path };
    match &page.what {
        What::Letter(at, problems) => {
            let article = article(*at).map_err(|why| {
                let id = &catalogue.cards[*at].id;
                vec![Finding::error(
                    "no-letter-page",
                    format!("the page of `{id}` cannot be made: {why}"),
                )]
            })?;
            letter::make(&made, *at, problems, &article)
        }
        What::Front(front) => front.make(&made),
        What::List(list) => list.make(&made),
        What::Parts(parts) => parts.make(&made),
        What::Missing => made.missing(),
        What::Style => Ok(site.css.clone().into_bytes()),
        What::Feed(feed) => {
            let mut bytes = Vec::new();
            let written = feed.write(site, catalogue, &mut bytes);
            let why = |error: std::io::Error| vec![Finding::error("register", error.to_string())];
            written.map_err(why).map(|()| bytes)
        }
    }
}

/// The pages planned so far.
struct Plan<'a> {
    site: &'a Site,
    catalogue: &'a Catalogue<'a>,
    prints: Prints,
    pages: Vec<Page>,
    /// Pages that are there already and not planned again.
    there: Vec<String>,
}

impl Plan<'_> {
    /// Plans a page that is made from `inputs`.
    fn push<I: AsRef<[u8]>>(&mut self, path: String, inputs: &[I], what: What) {
        let mut fingerprinter = self.site.fingerprinter(&path);
        for input in inputs {
            fingerprinter.add(input);
        }
        let print = fingerprinter.fingerprint();
        self.pages.push(Page { path, print, what });
    }
}

/// What the making of any page can ask for.
struct Making<'a> {
    site: &'a Site,
    catalogue: &'a Catalogue<'a>,
    path: &'a str,
}

impl Making<'_> {
    fn missing(&self) -> Result<Vec<u8>, Vec<Finding>> {
        let mut context = Context::new();
        // A server shows this page at any depth, so its links begin at the top.
        let root = self.site.base.as_deref().unwrap_or("/");
        context.insert_value("root", root.into());
        context.insert_value("title", self.site.words.say("missing").into());
        self.site.render("missing.html", self.path, context)
    }
}
