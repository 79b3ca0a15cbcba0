//! The catalogue: the cards of all letters, joined by what they say of each other.

use super::card::Card;
use crate::register::{Index, Links, Problem, Thread, Threads};

/// The cards of all letters, with what joins them. A letter is known by its place in `cards`.
#[derive(Debug, Default)]
pub struct Catalogue<'a> {
    /// The letters, by date and id; undated ones last.
    pub cards: Vec<Card<'a>>,
    /// What joins each letter to others; as many as cards.
    pub links: Vec<Links>,
    /// Letters that belong together, two or more each.
    pub threads: Vec<Thread>,
    /// References that lead nowhere, to several letters, or into a circle.
    pub problems: Vec<Problem>,
    index: Index,
}

impl<'a> Catalogue<'a> {
    /// Joins cards. Their order does not matter.
    pub fn new(mut cards: Vec<Card<'a>>) -> Self {
        cards.sort_by(|a, b| a.order().cmp(&b.order()));
        let index = Index::new(&cards);
        let Threads { links, threads, problems, .. } = Threads::new(&cards, &index);
        Self { cards, links, threads, problems, index }
    }

    /// The place of the letter with this id.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.index.find(&self.cards, id)
    }
}
