//! When the clocks of a zone are put forward and back (RFC 5545, section 3.6.5).

use std::sync::{Arc, LazyLock};

use chrono::{Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime};

use super::yearly::{self, Yearly};
use super::{Moment, Zone};
use crate::memo::Memo;

/// A rule of a zone's clocks, followed once or every year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observance {
    /// Clocks are put forward.
    pub daylight: bool,
    /// What people call the time: `EST`.
    pub name: String,
    /// Seconds east of Greenwich until then.
    pub from: i32,
    /// Seconds east of Greenwich since then.
    pub to: i32,
    /// From when it was first followed, as the clocks showed it until then.
    pub onset: NaiveDateTime,
    /// How it comes again every year; none where it came once.
    pub yearly: Option<Yearly>,
}

/// Years that the database has something to say of.
const YEARS: (i32, i32) = (1850, 2100);

/// From when rules are looked for whose calendars begin later.
const USUAL: i32 = 1970;

/// What the clocks of a zone follow from the beginning of one year to the end of another: each rule
/// from when it was first followed, and to when, if it no longer is. In the order of their onsets.
pub fn observances(zone: Zone, first: i32, last: i32) -> Vec<Observance> {
    let (first, last) = (first.clamp(YEARS.0, YEARS.1), last.clamp(YEARS.0, YEARS.1));
    let known = rules(zone, first.min(USUAL));
    let (start, end) = (new_year(first), new_year(last.saturating_add(1)) + Duration::days(2));
    // Of what was before the first year, only the rule that it began with.
    let began = known.iter().filter_map(|rule| rule.last_before(start)).max();
    let from = began.unwrap_or(start);
    let used = known.iter().filter(|rule| rule.begins() < end && rule.ends() >= from);
    let mut used: Vec<_> = used.map(|rule| rule.observance.clone()).collect();
    if began.is_none() {
        let now = zone.at(start);
        used.insert(
            0,
            Observance {
                daylight: now.daylight,
                name: now.name,
                from: now.offset,
                to: now.offset,
                onset: new_year(USUAL).min(start),
                yearly: None,
            },
        );
    }
    used
}

/// The rules of a zone from a year on; the same for every calendar, and looked for once.
fn rules(zone: Zone, first: i32) -> Arc<Vec<Rule>> {
    static KNOWN: LazyLock<Memo<(&'static str, i32), Vec<Rule>>> = LazyLock::new(Memo::default);
    let key = (zone.name(), first);
    let made = KNOWN.get_or(&key, || Ok::<_, std::convert::Infallible>(found(zone, first)));
    match made {
        Ok(rules) => rules,
        Err(never) => match never {},
    }
}

/// A rule with its onsets in Universal Time.
#[derive(Debug)]
struct Rule {
    observance: Observance,
    onsets: Vec<NaiveDateTime>,
}

impl Rule {
    fn begins(&self) -> NaiveDateTime {
        self.onsets.first().copied().unwrap_or_default()
    }

    fn ends(&self) -> NaiveDateTime {
        let forever = self
            .observance
            .yearly
            .as_ref()
            .is_some_and(|yearly| yearly.until.is_none());
        let last = self.onsets.last().copied().unwrap_or_default();
        if forever { NaiveDateTime::MAX } else { last }
    }

    fn last_before(&self, moment: NaiveDateTime) -> Option<NaiveDateTime> {
        self.onsets.iter().copied().filter(|onset| *onset <= moment).max()
    }
}

fn found(zone: Zone, first: i32) -> Vec<Rule> {
    // Changes of one kind, as the clocks showed them and in Universal Time.
    struct Kind {
        old: i32,
        new: Moment,
        onsets: Vec<(NaiveDateTime, NaiveDateTime)>,
    }
    let mut kinds: Vec<Kind> = Vec::new();
    for (moment, old, new) in changes(zone, new_year(first), new_year(YEARS.1 + 1)) {
        let onset = moment + Duration::seconds(old.offset.into());
        match kinds
            .iter_mut()
            .find(|kind| kind.old == old.offset && kind.new == new)
        {
            Some(kind) => kind.onsets.push((onset, moment)),
            None => kinds.push(Kind { old: old.offset, new, onsets: vec![(onset, moment)] }),
        }
    }
    let mut rules = Vec::new();
    for Kind { old, new, onsets } in kinds {
        let shown: Vec<_> = onsets.iter().map(|(onset, _)| *onset).collect();
        for (range, shape) in yearly::runs(&shown) {
            let onsets: Vec<_> = onsets[range].to_vec();
            let (onset, (last, until)) = (onsets[0].0, onsets[onsets.len() - 1]);
            // One that is followed to the end of the database is followed for good.
            let until = (last.year() < YEARS.1 - 1).then_some(until);
            rules.push(Rule {
                observance: Observance {
                    daylight: new.daylight,
                    name: new.name.clone(),
                    from: old,
                    to: new.offset,
                    onset,
                    yearly: shape.map(|shape| Yearly { shape, until }),
                },
                onsets: onsets.into_iter().map(|(_, moment)| moment).collect(),
            });
        }
    }
    rules.sort_by_key(Rule::begins);
    rules
}

/// The first moment of a year that the calendar has.
fn new_year(year: i32) -> NaiveDateTime {
    NaiveDate::from_ymd_opt(year, 1, 1)
        .unwrap_or_default()
        .and_time(NaiveTime::MIN)
}

/// Every change of the clocks in a time: when (in Universal Time), what was, what is.
fn changes(
    zone: Zone,
    start: NaiveDateTime,
    end: NaiveDateTime,
) -> Vec<(NaiveDateTime, Moment, Moment)> {
    let mut found = Vec::new();
    // Since 1970 no two changes of a zone lie closer together than a week.
    let step = Duration::days(if start < new_year(USUAL) { 1 } else { 5 });
    let (mut day, mut old) = (start, zone.at(start));
    while day < end {
        let next = day + step;
        if zone.is_at(next, &old) {
            day = next;
            continue;
        }
        // The first second of the new rule, by halves.
        let (mut low, mut high) = (0, step.num_seconds());
        while high - low > 1 {
            let middle = (low + high) / 2;
            if zone.is_at(day + Duration::seconds(middle), &old) {
                low = middle;
            } else {
                high = middle;
            }
        }
        let new = zone.at(next);
        found.push((day + Duration::seconds(high), old, new.clone()));
        (day, old) = (next, new);
    }
    found
}
