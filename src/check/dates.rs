//! Days that prose names, as rules ask for them.

use std::ops::Range;

use crate::language::facts::{DateMention, Fact};

/// The days among facts, in order; months are none, and neither is what may be two days.
pub fn mentions(facts: &[Fact]) -> Vec<DateMention> {
    let dates = facts.iter().filter_map(Fact::dates);
    dates
        .filter(|date| date.has_days() && !date.is_ambiguous())
        .cloned()
        .collect()
}

/// Of the days that a text names, in order, those that begin within some bytes.
pub fn among<'m>(mentions: &'m [DateMention], range: &Range<usize>) -> &'m [DateMention] {
    let start = mentions.partition_point(|mention| mention.range.start < range.start);
    let end = mentions.partition_point(|mention| mention.range.start < range.end);
    &mentions[start..end.max(start)]
}
