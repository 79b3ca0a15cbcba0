//! The register for other programs, and the list of pages for search engines.

use super::{Plan, What, front, prints};
use crate::archive::feeds::{Feed, MOST_ADDRESSES, NEWEST};
use crate::text::{Fingerprint, Fingerprinter};

pub(super) fn plan(plan: &mut Plan) {
    let all = everything(plan);
    for (path, feed) in
        [("register.csv", Feed::Csv), ("register.json", Feed::Json), ("cmif.xml", Feed::Cmif)]
    {
        plan.push(path.to_owned(), &[all], What::Feed(feed));
    }
    let newest = front::newest(plan, NEWEST);
    let cards: Vec<_> = newest.iter().map(|at| plan.prints.cards[*at]).collect();
    let feed = What::Feed(Feed::Atom(newest));
    plan.push("feed.atom".to_owned(), &cards, feed);
    if plan.site.base.is_some() {
        sitemap(plan);
    }
}

/// A fingerprint of all cards, with what `register.json` says of how they are joined.
fn everything(plan: &Plan) -> Fingerprint {
    let (cards, catalogue) = (&plan.prints.cards, plan.catalogue);
    let mut all = Fingerprinter::default();
    for (card, links) in cards.iter().zip(&catalogue.links) {
        all.add(card);
        for link in &links.to {
            all.add(cards[link.letter]);
            all.add(prints::relation(link.relation));
        }
        if let Some(thread) = links.thread {
            all.add(&catalogue.threads[thread].id);
        }
    }
    all.fingerprint()
}

/// Where the list of pages would be too long, it is a list of such lists.
fn sitemap(plan: &mut Plan) {
    let pages = plan.pages.iter().map(|page| &page.path).chain(&plan.there);
    let mut pages: Vec<String> =
        pages.filter(|path| path.ends_with("index.html")).cloned().collect();
    pages.sort();
    let path = "sitemap.xml".to_owned();
    if pages.len() <= MOST_ADDRESSES {
        plan.push(path, &pages.clone(), What::Feed(Feed::Sitemap(pages)));
        return;
    }
    let mut parts = Vec::new();
    for (at, pages) in pages.chunks(MOST_ADDRESSES).enumerate() {
        let path = format!("sitemap-{}.xml", at + 1);
        parts.push(path.clone());
        plan.push(path, pages, What::Feed(Feed::Sitemap(pages.to_vec())));
    }
    plan.push(path, &parts.clone(), What::Feed(Feed::Sitemaps(parts)));
}
