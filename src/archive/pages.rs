//! Stub.
use super::catalogue::Catalogue;
use super::print::{Print, Printer};
use super::site::Site;
use crate::finding::Finding;
pub(super) struct Page {
    pub(super) path: String,
    pub(super) print: Print,
    at: usize,
}
pub(super) fn plan(site: &Site, c: &Catalogue) -> Vec<Page> {
    (0..c.cards.len())
        .map(|at| Page {
            path: format!("{}/index.html", c.cards[at].address),
            print: Printer::default()
                .add(site.print())
                .add(format!("{:?}", c.cards[at]))
                .print(),
            at,
        })
        .collect()
}
pub(super) fn make(
    page: &Page,
    _: &Site,
    _: &Catalogue,
    letter: &dyn Fn(usize) -> Result<String, String>,
) -> Result<Vec<u8>, Vec<Finding>> {
    Ok(letter(page.at).unwrap_or_default().into_bytes())
}
