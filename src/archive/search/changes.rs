//! What a change of letters means for an index.

use std::collections::HashMap;

use super::Index;
use crate::text::Fingerprint;

/// The letters of an index before and now, by their numbers. What is the same letter has the same
/// fingerprint, and letters that stay do not change their order.
#[derive(Debug)]
pub(in crate::archive) struct Changes {
    /// The new number of each old letter; none for one that is gone or has changed.
    numbers: Vec<Option<u32>>,
    /// The new numbers of letters that are new or have changed, in order.
    pub(in crate::archive) added: Vec<u32>,
}

impl Changes {
    pub(in crate::archive) fn between(before: &[Fingerprint], now: &[Fingerprint]) -> Self {
        let known: HashMap<_, _> = now.iter().zip(0_u32..).collect();
        let numbers: Vec<_> = before.iter().map(|print| known.get(print).copied()).collect();
        let mut is_new = vec![true; now.len()];
        for number in numbers.iter().flatten() {
            is_new[*number as usize] = false;
        }
        let added = (0_u32..)
            .zip(is_new)
            .filter_map(|(number, is_new)| is_new.then_some(number));
        Self { numbers, added: added.collect() }
    }

    /// Nothing has changed.
    pub(in crate::archive) fn are_none(&self) -> bool {
        self.added.is_empty() && (0_u32..).zip(&self.numbers).all(|(at, now)| *now == Some(at))
    }

    /// The index of the letters that stay.
    pub(in crate::archive) fn keep(&self, index: &Index) -> Index {
        index.renumbered(&|letter| *self.numbers.get(letter as usize)?)
    }
}
