//! The letters that their receivers entered, in the order in which they came.

use super::Plan;
use super::divide::Level;
use super::front::Way;
use super::groups::natural;
use super::heading::{Heading, Label};
use super::list::Items;

/// The folder of the list.
const FOLDER: &str = "received";

/// Plans the list, where there is one; returns the way in for the front page.
pub(super) fn plan(plan: &mut Plan<'_>) -> Option<Way> {
    let cards = plan.catalogue.cards.iter().enumerate();
    let mut received: Vec<_> = cards
        .filter_map(|(at, card)| {
            let noted = card.received.as_ref()?;
            let number = natural(noted.number.as_deref().unwrap_or_default());
            Some(((noted.date.is_none(), noted.date, number), at))
        })
        .collect();
    if received.is_empty() {
        return None;
    }
    received.sort();
    let letters: Vec<_> = received.into_iter().map(|(_, at)| at).collect();
    let count = letters.len();
    let heading = Heading::new("register", "", Label::Word("receipts"));
    plan.list(heading, FOLDER, Items::Received(letters), Level::Whole);
    Some(("receipts", FOLDER, count))
}
