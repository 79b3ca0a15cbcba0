//! The register for other programs, and the list of pages for search engines.

use std::collections::BTreeMap;

use super::{Page, PageKind, Plan, front};
use crate::archive::card::UNDATED;
use crate::archive::feeds::{Feed, MOST_ADDRESSES, NEWEST, YearFile};

pub(super) fn plan(plan: &mut Plan<'_>) {
    let mut push = |path: &str, feed| plan.pages.push(Page::feed(path, feed));
    push("register.csv", Feed::Csv);
    push("cmif.xml", Feed::Cmif);
    register(plan);
    let newest = front::newest(plan, NEWEST);
    plan.pages.push(Page::feed("feed.atom", Feed::Atom(newest)));
    if plan.site.base.is_some() {
        sitemap(plan);
    }
}

fn register(plan: &mut Plan<'_>) {
    let cards = &plan.catalogue.cards;
    let path = "register.json";
    if cards.len() <= plan.site.most_letters {
        plan.pages
            .push(Page::feed(path, Feed::Json((0..cards.len()).collect())));
        return;
    }
    let mut years: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, card) in cards.iter().enumerate() {
        years.entry(card.year().unwrap_or(UNDATED)).or_default().push(at);
    }
    let mut parts = Vec::with_capacity(years.len());
    for (year, letters) in years {
        let address = format!("register/{year}.json");
        parts.push(YearFile {
            year: year.to_owned(),
            letters: letters.len(),
            address: address.clone(),
        });
        plan.pages
            .push(Page { path: address, kind: PageKind::Feed(Feed::Json(letters)) });
    }
    plan.pages.push(Page::feed(path, Feed::JsonParts(parts)));
}

/// Where the list of pages would be too long, it is a list of such lists.
fn sitemap(plan: &mut Plan<'_>) {
    let pages = plan.pages.iter().map(|page| &page.path);
    let mut pages: Vec<String> =
        pages.filter(|path| path.ends_with("index.html")).cloned().collect();
    pages.sort();
    let path = "sitemap.xml";
    if pages.len() <= MOST_ADDRESSES {
        plan.pages.push(Page::feed(path, Feed::Sitemap(pages)));
        return;
    }
    let mut parts = Vec::new();
    for (at, pages) in pages.chunks(MOST_ADDRESSES).enumerate() {
        let part = format!("sitemap-{}.xml", at + 1);
        plan.pages.push(Page::feed(&part, Feed::Sitemap(pages.to_vec())));
        parts.push(part);
    }
    plan.pages.push(Page::feed(path, Feed::Sitemaps(parts)));
}
