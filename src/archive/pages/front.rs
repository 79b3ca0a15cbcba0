//! The front page: what this archive is, how much it holds, and the ways in.

use super::divide::Part;
use super::heading::Heading;
use super::{Making, Plan, What, prints};
use crate::archive::card::UNDATED;
use crate::finding::Finding;

use super::heading::Label;

/// How many of the newest letters the front page shows.
const NEWEST: usize = 20;

/// The front page.
#[derive(Debug, Clone)]
pub(super) struct Front {
    letters: usize,
    years: Vec<Part>,
    ways: Vec<Way>,
    newest: Vec<usize>,
}

/// A way into the archive: a word, the folder, how much is there.
pub(super) type Way = (&'static str, &'static str, usize);

/// The newest letters, the newest first; undated ones are never new.
pub(super) fn newest(plan: &Plan, count: usize) -> Vec<usize> {
    let cards = plan.catalogue.cards.iter().enumerate().rev();
    let dated = cards.filter(|(_, card)| card.date.is_some());
    dated.map(|(at, _)| at).take(count).collect()
}

pub(super) fn plan(plan: &mut Plan, years: Vec<Part>, ways: Vec<Way>) {
    let front =
        Front { letters: plan.catalogue.cards.len(), years, ways, newest: newest(plan, NEWEST) };
    let path = "index.html".to_owned();
    let mut fingerprinter = plan.site.fingerprinter(&path);
    prints::count(&mut fingerprinter, front.letters);
    fingerprinter.add(format!("{:?}{:?}", front.years, front.ways));
    for at in &front.newest {
        fingerprinter.add(plan.prints.entries[*at]);
    }
    let (print, what) = (fingerprinter.fingerprint(), What::Front(Box::new(front)));
    plan.pages.push(super::Page { path, print, what });
}

impl Front {
    pub(super) fn make(&self, making: &Making) -> Result<Vec<u8>, Vec<Finding>> {
        let label = Label::Text(making.site.title.clone());
        let mut heading = Heading::new("register", "", label);
        heading.trail.clear();
        let mut context = making.headed(&heading);
        context.insert_value("count", self.letters.into());
        let dated = |part: &&Part| part.label != Label::Word(UNDATED);
        let span = (self.years.iter().find(dated))
            .zip(self.years.iter().rfind(dated))
            .map(|(first, last)| match (&first.label, &last.label) {
                (first, last) if first == last => making.label(first),
                (first, last) => format!("{}–{}", making.label(first), making.label(last)),
            });
        context.insert_value("span", span.into());
        context.insert_value("years", making.parts(&self.years));
        context.insert_value("ways", making.ways(&self.ways));
        context.insert_value("newest", making.entries(self.newest.iter().copied()));
        making.site.render("front.html", making.path, context)
    }
}
