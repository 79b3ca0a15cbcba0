//! What is wrong with a list, said once for all rows that have it.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use crate::finding::{Finding, Level};

/// All that is wrong with a list: each thing once, with its rows.
#[derive(Debug, Clone, Default)]
pub struct ListFindings(BTreeMap<ByWords, Runs>);

/// Runs of rows, each with its first and last; row 1 holds the names of the columns.
type Runs = Vec<(u64, u64)>;

/// A finding that is one with those that say the same.
#[derive(Debug, Clone)]
struct ByWords(Finding);

impl Ord for ByWords {
    fn cmp(&self, other: &Self) -> Ordering {
        fn key(finding: &Finding) -> impl Ord + '_ {
            let Finding { level, rule, column, message, help, .. } = finding;
            (*level, *rule, column, message, help)
        }
        let place = |finding: &Finding| finding.place.as_ref().map(ToString::to_string);
        key(&self.0)
            .cmp(&key(&other.0))
            .then_with(|| place(&self.0).cmp(&place(&other.0)))
    }
}

impl PartialOrd for ByWords {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for ByWords {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for ByWords {}

impl ListFindings {
    /// Notes what is wrong with a row. Rows come in their order.
    pub(super) fn note(&mut self, row: u64, finding: Finding) {
        let rows = self.0.entry(ByWords(finding)).or_default();
        match rows.last_mut() {
            Some((_, last)) if *last == row || *last + 1 == row => *last = row,
            _ => rows.push((row, row)),
        }
    }

    /// Each finding with the runs of rows that have it, in the order of the rows.
    pub fn all(&self) -> Vec<(&Finding, &[(u64, u64)])> {
        let mut all: Vec<_> = self.0.iter().map(|(finding, rows)| (&finding.0, &**rows)).collect();
        all.sort_by_key(|(finding, rows)| (rows.first().copied(), Reverse(finding.level)));
        all
    }

    /// Whether any of them is an error.
    pub fn has_errors(&self) -> bool {
        self.0.keys().any(|finding| finding.0.level == Level::Error)
    }

    /// Whether something is wrong with the list as such, and so with every letter.
    pub fn has_errors_of_list(&self) -> bool {
        let of_list = |rows: &Runs| rows.first().is_some_and(|(first, _)| *first == 1);
        let mut all = self.0.iter();
        all.any(|(finding, rows)| finding.0.level == Level::Error && of_list(rows))
    }

    /// How many there are, each counted once.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Rows in words: `3`, `3–5`, `3, 7–9`; of many runs the first ones.
pub(super) fn rows(runs: &[(u64, u64)]) -> String {
    const SHOWN: usize = 4;
    let run = |(first, last): &(u64, u64)| {
        if first == last { first.to_string() } else { format!("{first}–{last}") }
    };
    let mut shown: Vec<_> = runs.iter().take(SHOWN).map(run).collect();
    let rest: u64 = runs.iter().skip(SHOWN).map(|(first, last)| last - first + 1).sum();
    if rest > 0 {
        shown.push(format!("and {rest} more"));
    }
    shown.join(", ")
}
