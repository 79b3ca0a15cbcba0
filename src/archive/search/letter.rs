//! What a letter is found by, and what the page shows of it.

use serde::Serialize;

use crate::archive::card::Card;
use crate::calendar::AnnouncedMeeting;
use crate::letter::{Day, End};
use crate::register::{Citation, CitationKind, Enclosed, Text};

/// A meeting that lasts longer is found by its first and last days.
pub(super) const DAYS: usize = 40;

/// What the page shows of a letter.
#[derive(Serialize)]
pub(super) struct Hit<'a> {
    address: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    entry: &'a str,
    lang: &'a str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    rtl: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    people: Vec<&'a str>,
    /// The symbols of the document that it is issued as, and the number under which it was received.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    numbers: Vec<&'a str>,
}

impl<'a> Hit<'a> {
    pub(super) fn of(card: &'a Card<'_>) -> Self {
        Self {
            address: &card.address,
            date: card.date.map(|day| day.to_string()),
            entry: &card.sentence,
            lang: &card.language,
            rtl: card.rtl,
            subject: card.subject.as_deref(),
            numbers: numbers(card).collect(),
            people: card.signatories.iter().map(|signed| signed.name.as_str()).collect(),
        }
    }
}

/// The numbers that others gave a letter.
fn numbers<'c>(card: &'c Card<'_>) -> impl Iterator<Item = &'c str> {
    let symbols = card.issued.iter().flat_map(|issued| &issued.organs);
    let received = card.received.iter().filter_map(|received| received.number.as_deref());
    symbols.map(|organ| organ.symbol.as_str()).chain(received)
}

/// What counts more than the text of a letter: titles, people and symbols.
pub(super) fn head<'c>(card: &'c Card<'_>, meetings: &'c [AnnouncedMeeting]) -> Vec<&'c str> {
    let mut parts = vec![card.id.as_str(), &card.sentence, &card.sender];
    let optional = [&card.subject, &card.reference, &card.process];
    parts.extend(optional.into_iter().flatten().map(Text::as_str));
    parts.extend(card.addressees.iter().map(Text::as_str));
    for signed in &card.signatories {
        parts.push(&signed.name);
        let more = [&signed.title, &signed.capacity];
        parts.extend(more.into_iter().flatten().map(Text::as_str));
    }
    parts.extend(numbers(card));
    parts.extend(card.received.iter().filter_map(|received| received.by.as_deref()));
    parts.extend(card.cites.iter().filter_map(|cited| cited.title.as_deref()));
    for enclosed in &card.encloses {
        if let Enclosed::Other(name) = enclosed {
            parts.push(name);
        }
    }
    parts.extend(meetings.iter().filter_map(|meeting| meeting.title.as_deref()));
    parts
}

/// A symbol in full, which is found by its parts: "A/RES/72/313" for resolution 72/313.
pub(super) fn symbol(cited: &Citation<'_>) -> String {
    let symbol = &cited.symbol;
    let bare = symbol.starts_with(|c: char| c.is_ascii_digit());
    match cited.kind {
        CitationKind::Resolution if bare => format!("A/RES/{symbol}"),
        CitationKind::Decision if bare => format!("A/DEC/{symbol}"),
        _ => symbol.to_string(),
    }
}

/// What is known of a date that is no day, as a search by figures finds it: "1926-03", "1926".
pub(super) fn incomplete(card: &Card<'_>) -> Option<String> {
    let date = card.date.filter(|date| date.day().is_none())?;
    let (first, last) = (date.earliest()?.to_string(), date.latest()?.to_string());
    let shared = [7, 4]
        .into_iter()
        .find(|length| first[..*length] == last[..*length])?;
    Some(first[..shared].to_owned())
}

/// The days of a letter: its own, that of its receipt, that on which it is issued as a document, and
/// those of its meetings, also of those that it moves.
pub(super) fn days(card: &Card<'_>, meetings: &[AnnouncedMeeting]) -> Vec<Day> {
    let received = card.received.as_ref().and_then(|received| received.date);
    let issued = card.issued.as_ref().and_then(|issued| issued.date);
    let mut days: Vec<_> = card.day().into_iter().chain(received).chain(issued).collect();
    for meeting in meetings {
        let was = meeting.was.as_ref().and_then(|was| was.dates.as_ref());
        for range in meeting.dates.iter().chain(was).flat_map(|dates| dates.ranges()) {
            // Of a month, its name in the text says enough.
            if range.end == End::Month {
                continue;
            }
            let last = range.last().unwrap_or(range.start);
            let run = std::iter::successors(Some(range.start), |day| day.next());
            days.extend(run.take_while(|day| *day <= last).take(DAYS));
            days.push(last);
        }
    }
    days
}
