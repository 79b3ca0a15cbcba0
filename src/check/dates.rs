//! Days that prose names, as rules ask for them.

use std::ops::Range;

use crate::language::facts::{DateMention, Fact, Order, PartialDate};
use crate::letter::Day;

/// A day or several, as one phrase of prose names them: "Thursday, 1 to 2 February 2018".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Bytes of the phrase, weekday and year included.
    pub range: Range<usize>,
    /// Bytes of the phrase without its weekdays.
    pub core: Range<usize>,
    /// The weekdays that it names, counted from Monday as 0, and their bytes; two at most.
    pub weekdays: Vec<(usize, Range<usize>)>,
    /// The days, in the order named; at least one.
    pub days: Vec<PartialDate>,
    /// The days are the two ends of a range.
    pub span: bool,
    /// The bytes of its year, where it has one.
    pub year: Option<Range<usize>>,
    /// What is named first.
    pub order: Order,
}

/// Of the days that a text names, in order, those that begin within some bytes.
pub fn among<'m>(mentions: &'m [Mention], range: &Range<usize>) -> &'m [Mention] {
    let start = mentions.partition_point(|mention| mention.range.start < range.start);
    let end = mentions.partition_point(|mention| mention.range.start < range.end);
    &mentions[start..end.max(start)]
}

/// How many days lie between two.
pub fn distance(a: Day, b: Day) -> i64 {
    a.distance(b)
}

/// The days among facts, in order; months are none, and neither is what may be two days.
pub fn mentions(facts: &[Fact]) -> Vec<Mention> {
    let dates = facts
        .iter()
        .filter_map(|fact| Some((fact.range.clone(), fact.dates()?)));
    let days =
        dates.filter(|(_, date)| date.has_days() && date.days.iter().all(|day| !day.ambiguous));
    days.map(|(range, date)| mention(range, date)).collect()
}

fn mention(range: Range<usize>, date: &DateMention) -> Mention {
    Mention {
        range,
        core: date.style.core.clone(),
        weekdays: date.weekdays.clone(),
        days: date.days.clone(),
        span: date.is_range(),
        year: date.year.clone(),
        order: date.style.order,
    }
}
