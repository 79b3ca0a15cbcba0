//! Stretches of a text, to be asked whether others meet them.

use std::ops::Range;

/// Stretches in the order of their first bytes.
#[derive(Debug, Default)]
pub(super) struct Ranges {
    starts: Vec<usize>,
    /// The last end of each stretch and all before it.
    ends: Vec<usize>,
}

impl Ranges {
    /// Some stretches.
    pub(super) fn of(ranges: impl IntoIterator<Item = Range<usize>>) -> Self {
        let mut ranges: Vec<_> = ranges.into_iter().collect();
        ranges.sort_unstable_by_key(|range| range.start);
        let ends = ranges.iter().scan(0, |last, range| {
            *last = range.end.max(*last);
            Some(*last)
        });
        Self { ends: ends.collect(), starts: ranges.iter().map(|range| range.start).collect() }
    }

    /// Whether one of them has a byte in common with a stretch.
    pub(super) fn meet(&self, range: &Range<usize>) -> bool {
        self.last_end(range.end) > range.start
    }

    /// Whether a stretch lies within one of them, and is no end of it.
    pub(super) fn hold(&self, range: &Range<usize>) -> bool {
        self.last_end(range.start) > range.end
    }

    /// The last end of those that begin before a byte.
    fn last_end(&self, before: usize) -> usize {
        let count = self.starts.partition_point(|start| *start < before);
        count
            .checked_sub(1)
            .and_then(|at| self.ends.get(at))
            .copied()
            .unwrap_or(0)
    }
}
