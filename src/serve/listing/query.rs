//! What the list is asked for.

use memchr::memmem::Finder;
use serde::Deserialize;

use super::ListEntry;
use crate::text::fold;

/// What the list is asked for; empty fields ask for nothing.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(in crate::serve) struct Query {
    /// Words, each of which must be there in whole or in part.
    pub(in crate::serve) q: String,
    pub(in crate::serve) office: String,
    pub(in crate::serve) kind: String,
    pub(in crate::serve) state: String,
    /// Part of the name of somebody who signs or is addressed.
    pub(in crate::serve) person: String,
    /// The page of the list, from 1.
    pub(in crate::serve) page: usize,
}

/// The words of a query, folded as those of letters are.
pub(super) struct FoldedQuery {
    words: Vec<Finder<'static>>,
    person: Finder<'static>,
}

impl Query {
    pub(super) fn folded(&self) -> FoldedQuery {
        let words = self.q.split_whitespace().map(fold).filter(|word| !word.is_empty());
        let finder = |word: &str| Finder::new(word).into_owned();
        FoldedQuery {
            words: words.map(|word| finder(&word)).collect(),
            person: finder(&fold(self.person.trim())),
        }
    }

    pub(super) fn meets(&self, asked: &FoldedQuery, listed: &ListEntry) -> bool {
        let is = |wanted: &str, value: &str| wanted.is_empty() || wanted == value;
        is(&self.office, &listed.office)
            && is(&self.kind, &listed.kind)
            && is(&self.state, listed.state.name())
            && asked
                .words
                .iter()
                .all(|word| word.find(listed.folded.as_bytes()).is_some())
            && asked.person.find(listed.folded_people.as_bytes()).is_some()
    }

    /// Whether it asks for anything but all letters.
    pub(in crate::serve) fn is_some(&self) -> bool {
        [&self.q, &self.office, &self.kind, &self.state, &self.person]
            .iter()
            .any(|field| !field.trim().is_empty())
    }

    /// The same query for another page, as an address has it.
    pub(in crate::serve) fn for_page(&self, page: usize) -> String {
        let encode = |text: &str| crate::text::percent::encode(text, crate::text::percent::SEGMENT);
        let fields = [
            ("q", &self.q),
            ("office", &self.office),
            ("kind", &self.kind),
            ("state", &self.state),
            ("person", &self.person),
        ];
        let mut out: String = (fields.iter().filter(|(_, value)| !value.is_empty()))
            .map(|(name, value)| format!("{name}={}&", encode(value)))
            .collect();
        out.push_str(&format!("page={page}"));
        out
    }
}
