//! A few letters that show how all will look: the first, the longest, the oddest.

use std::collections::BTreeSet;

/// Finds the rows that a sample is made of.
#[derive(Debug, Default)]
pub(super) struct Sampler {
    wanted: usize,
    first: Option<u64>,
    /// Length and row, longest first; of equals the earlier.
    longest: Vec<(usize, u64)>,
    /// Oddness and row, oddest first; of equals the earlier.
    oddest: Vec<(usize, u64)>,
}

impl Sampler {
    pub(super) fn new(wanted: usize) -> Self {
        Self { wanted, ..Self::default() }
    }

    /// Looks at a row, with its length and oddness.
    pub(super) fn see(&mut self, row: u64, length: usize, oddness: usize) {
        self.first.get_or_insert(row);
        for (list, weight) in [(&mut self.longest, length), (&mut self.oddest, oddness)] {
            let at = list.partition_point(|(other, _)| *other >= weight);
            // One more than wanted of either: the same row may be in both.
            if at <= 2 * self.wanted {
                list.insert(at, (weight, row));
                list.truncate(2 * self.wanted + 1);
            }
        }
    }

    /// The rows: the first, then the longest and the oddest by turns.
    pub(super) fn rows(&self) -> BTreeSet<u64> {
        let mut rows: BTreeSet<u64> = self.first.iter().copied().take(self.wanted).collect();
        let (mut longest, mut oddest) = (self.longest.iter(), self.oddest.iter());
        let mut turn = false;
        let mut idle = 0;
        while rows.len() < self.wanted && idle < 2 {
            turn = !turn;
            let list = if turn { &mut longest } else { &mut oddest };
            match list.find(|(_, row)| !rows.contains(row)) {
                Some((_, row)) => {
                    rows.insert(*row);
                    idle = 0;
                }
                None => idle += 1,
            }
        }
        rows
    }
}
