//! The iCalendar file (RFC 5545), as it is published (RFC 5546, section 3.2.1).
//!
//! Every entry keeps its name and its place for good. What is cancelled stays, with
//! `STATUS:CANCELLED`. No organiser is invented, though RFC 5546 asks for one: a letter names
//! who announces a meeting, not an address that answers for it. Nothing depends on the clock:
//! an entry is stamped with the date of the letter that changed it last.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::event::Event;
use super::lines::Lines;
use super::name;
use super::slots::{Slot, When, moment};
use super::state::Standing;
use super::words::CalendarWording;
use crate::letter::{Clock, Day, Mode};
use crate::zone::{Zone, observances};

/// What a calendar says of itself.
#[derive(Debug, Clone, Copy)]
pub struct Feed<'a> {
    /// What it is called.
    pub name: &'a str,
    /// The language it is in.
    pub wording: CalendarWording<'a>,
    /// It is read again every day by those who subscribe (RFC 7986, section 5.7).
    pub subscribed: bool,
}

/// One file of all events; `page` is the address where one can read of an event.
pub fn write(
    events: &[Event<'_>],
    feed: Feed<'_>,
    page: impl Fn(&Event<'_>) -> Option<String>,
) -> Vec<u8> {
    let mut out = head(&zones(events), feed);
    for event in events {
        out.extend(entries(event, feed.wording, page(event).as_deref()));
    }
    out.extend(TAIL);
    out
}

/// One file of events that a draft announces: `word` stands before its name and before each
/// entry, and no entry is confirmed. An entry is named apart from that of the letter that goes
/// out in the end: both would bear one number (`SEQUENCE`), and a calendar keeps the first.
pub fn write_draft(events: &[Event<'_>], feed: Feed<'_>, word: &str) -> Vec<u8> {
    let name = marked(Some(word), feed.name);
    let mut out = head(&zones(events), Feed { name: &name, ..feed });
    for event in events {
        out.extend(all(event, feed.wording, None, Some(word)));
    }
    out.extend(TAIL);
    out
}

/// A name with the word that marks a draft before it.
fn marked<'n>(draft: Option<&str>, name: &'n str) -> Cow<'n, str> {
    match draft {
        Some(word) => format!("{word}: {name}").into(),
        None => name.into(),
    }
}

/// How a file begins in which these zones are used.
pub fn head(zones: &[ZoneSpan], feed: Feed<'_>) -> Vec<u8> {
    let mut lines = Lines::default();
    lines.put("BEGIN", "VCALENDAR");
    lines.put("PRODID", "-//Chancery//Calendar of meetings//EN");
    lines.put("VERSION", "2.0");
    lines.put("CALSCALE", "GREGORIAN");
    lines.put("METHOD", "PUBLISH");
    lines.text("NAME", feed.name);
    lines.text("X-WR-CALNAME", feed.name);
    if feed.subscribed {
        lines.put("REFRESH-INTERVAL;VALUE=DURATION", "P1D");
        lines.put("X-PUBLISHED-TTL", "P1D");
    }
    for span in zones {
        timezone(&mut lines, span.zone, span.first, span.last);
    }
    lines.finish()
}

/// The entries of one event.
pub fn entries(event: &Event<'_>, wording: CalendarWording<'_>, page: Option<&str>) -> Vec<u8> {
    all(event, wording, page, None)
}

fn all(
    event: &Event<'_>,
    wording: CalendarWording<'_>,
    page: Option<&str>,
    draft: Option<&str>,
) -> Vec<u8> {
    let mut lines = Lines::default();
    for (place, slot) in event.slots.iter().enumerate() {
        lines.component("VEVENT", |lines| entry(lines, event, (place, slot), wording, page, draft));
    }
    lines.finish()
}

/// How the file ends.
pub const TAIL: &[u8] = b"END:VCALENDAR\r\n";

fn entry(
    lines: &mut Lines,
    event: &Event<'_>,
    (place, slot): (usize, &Slot),
    wording: CalendarWording<'_>,
    page: Option<&str>,
    draft: Option<&str>,
) {
    let uid = name::entry(&event.uid, place);
    match draft {
        Some(_) => lines.put("UID", &format!("draft-{uid}")),
        None => lines.put("UID", &uid),
    }
    let stamp = format!("{}T000000Z", digits(event.modified));
    lines.put("DTSTAMP", &stamp);
    lines.put("LAST-MODIFIED", &stamp);
    lines.put("SEQUENCE", &event.sequence.to_string());
    let status = match status(event, slot) {
        "CONFIRMED" if draft.is_some() => "TENTATIVE",
        status => status,
    };
    lines.put("STATUS", status);
    when(lines, slot);
    lines.text("SUMMARY", &marked(draft, &wording.summary(event, slot)));
    if let Some(room) = &slot.room {
        lines.text("LOCATION", room);
    } else if event.state.mode == Some(Mode::Virtual) {
        lines.text("LOCATION", wording.say("online"));
    }
    lines.text("DESCRIPTION", &wording.description(event, slot));
    if let Some(process) = &event.process {
        lines.text("CATEGORIES", process);
    }
    if let Some(page) = page {
        lines.link("URL", page);
    }
    // A whole month is not busy because of one day that is not yet known.
    if matches!(slot.when, When::Month(_)) {
        lines.put("TRANSP", "TRANSPARENT");
    }
}

/// A month or an open end is never certain.
fn status(event: &Event, slot: &Slot) -> &'static str {
    match (event.state.standing, slot.when) {
        (Standing::Cancelled, _) => "CANCELLED",
        _ if slot.dropped => "CANCELLED",
        (Standing::Tentative, _) | (_, When::Month(_)) => "TENTATIVE",
        (Standing::Confirmed, _) => "CONFIRMED",
    }
}

/// Begin and end. Whole days end before the day after their last (RFC 5545, section 3.6.1); a
/// meeting whose end is not given has none.
fn when(lines: &mut Lines, slot: &Slot) {
    let When::Hours(day, times) = slot.when else {
        let when = slot.when;
        lines.put("DTSTART;VALUE=DATE", &digits(when.first()));
        if let Some(after) = when.after() {
            lines.put("DTEND;VALUE=DATE", &digits(after));
        }
        return;
    };
    // A time without a zone is that of whoever reads it (RFC 5545, section 3.3.5).
    let mut put = |name: &str, day: Day, time: Clock| {
        let Some((day, time)) = moment(day, time) else {
            return;
        };
        let moment = format!("{}T{:02}{:02}00", digits(day), time.hour, time.minute);
        match slot.zone {
            Some(zone) if zone.name() == "UTC" => lines.put(name, &format!("{moment}Z")),
            Some(zone) => lines.put(&format!("{name};TZID={}", zone.name()), &moment),
            None => lines.put(name, &moment),
        }
    };
    let last = if times.is_overnight() { day.next().unwrap_or(day) } else { day };
    put("DTSTART", day, times.from);
    if let Some(to) = times.to {
        put("DTEND", last, to);
    }
}

fn digits(day: Day) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// A zone, with the first and the last year in which its times are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ZoneSpan {
    /// The zone.
    pub zone: Zone,
    /// The first year.
    pub first: i32,
    /// The last year.
    pub last: i32,
}

/// The zones of all times, by their names.
pub fn zones(events: &[Event<'_>]) -> Vec<ZoneSpan> {
    let slots = events.iter().flat_map(|event| &event.slots);
    merge_zones(slots.filter_map(|slot| {
        let zone = slot.zone.filter(|zone| zone.name() != "UTC")?;
        let When::Hours(day, _) = slot.when else { return None };
        Some(ZoneSpan { zone, first: day.year(), last: day.year() })
    }))
}

/// Each zone once, over all years in which it is used, by their names.
pub fn merge_zones(spans: impl IntoIterator<Item = ZoneSpan>) -> Vec<ZoneSpan> {
    let mut zones: BTreeMap<&str, ZoneSpan> = BTreeMap::new();
    for span in spans {
        let known = zones.entry(span.zone.name()).or_insert(span);
        known.first = known.first.min(span.first);
        known.last = known.last.max(span.last);
    }
    zones.into_values().collect()
}

/// What the clocks of a zone followed in these years (RFC 5545, section 3.6.5).
fn timezone(lines: &mut Lines, zone: Zone, first: i32, last: i32) {
    lines.component("VTIMEZONE", |lines| {
        lines.put("TZID", zone.name());
        for rule in observances(zone, first, last) {
            let kind = if rule.daylight { "DAYLIGHT" } else { "STANDARD" };
            lines.component(kind, |lines| {
                lines.put("DTSTART", &rule.onset.format("%Y%m%dT%H%M%S").to_string());
                // No list of days (`RDATE`): not every calendar reads it.
                if let Some(yearly) = rule.yearly {
                    lines.put("RRULE", &yearly.to_string());
                }
                lines.put("TZOFFSETFROM", &offset(rule.from));
                lines.put("TZOFFSETTO", &offset(rule.to));
                lines.text("TZNAME", &rule.name);
            });
        }
    });
}

/// An offset from Universal Time, with seconds only where it has any (RFC 5545, section 3.3.14).
fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let all = seconds.unsigned_abs();
    let (hours, minutes, rest) = (all / 3600, all / 60 % 60, all % 60);
    match rest {
        0 => format!("{sign}{hours:02}{minutes:02}"),
        rest => format!("{sign}{hours:02}{minutes:02}{rest:02}"),
    }
}
