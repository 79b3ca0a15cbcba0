//! When the clocks of a zone are put forward and back (RFC 5545, section 3.6.5).

use chrono::{Duration, NaiveDate, NaiveDateTime};

use super::{Moment, Zone};

/// A rule of a zone's clocks, with each moment from which it was followed.
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
    /// From when, as the clocks showed it until then; in order, at least one.
    pub onsets: Vec<NaiveDateTime>,
}

/// Years that the database has something to say of.
const YEARS: (i32, i32) = (1850, 2100);

/// What the clocks of a zone follow from the beginning of one year to the end of another.
pub fn observances(zone: Zone, first: i32, last: i32) -> Vec<Observance> {
    let year = |year: i32| {
        let year = year.clamp(YEARS.0, YEARS.1);
        NaiveDate::from_ymd_opt(year, 1, 1)
            .unwrap_or_default()
            .and_time(chrono::NaiveTime::MIN)
    };
    let (start, end) = (year(first), year(last.saturating_add(1)) + Duration::days(2));
    let mut changes = changes(zone, start - Duration::days(400), end);
    // Of what was before the first year, only the rule that it began with.
    let before = changes.iter().filter(|(moment, ..)| *moment <= start).count();
    changes.drain(..before.saturating_sub(1));
    let mut observances: Vec<Observance> = Vec::new();
    if before == 0 {
        let now = zone.at(start);
        let always = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap_or_default();
        let always = always.and_time(chrono::NaiveTime::MIN).min(start);
        observances.push(Observance {
            daylight: now.daylight,
            name: now.name,
            from: now.offset,
            to: now.offset,
            onsets: vec![always],
        });
    }
    for (moment, old, new) in changes {
        let onset = moment + Duration::seconds(old.offset.into());
        let known = observances.iter_mut().find(|known| {
            (known.daylight, &known.name, known.from, known.to)
                == (new.daylight, &new.name, old.offset, new.offset)
        });
        match known {
            Some(known) => known.onsets.push(onset),
            None => observances.push(Observance {
                daylight: new.daylight,
                name: new.name,
                from: old.offset,
                to: new.offset,
                onsets: vec![onset],
            }),
        }
    }
    observances
}

/// Every change of the clocks in a time: when (in Universal Time), what was, what is.
fn changes(
    zone: Zone,
    start: NaiveDateTime,
    end: NaiveDateTime,
) -> Vec<(NaiveDateTime, Moment, Moment)> {
    let mut found = Vec::new();
    let (mut day, mut old) = (start, zone.at(start));
    while day < end {
        let next = day + Duration::days(1);
        let new = zone.at(next);
        if new != old {
            // The first second of the new rule, by halves.
            let (mut low, mut high) = (0, 86_400);
            while high - low > 1 {
                let middle = (low + high) / 2;
                if zone.at(day + Duration::seconds(middle)) == old {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            found.push((day + Duration::seconds(high), old, new.clone()));
        }
        (day, old) = (next, new);
    }
    found
}
