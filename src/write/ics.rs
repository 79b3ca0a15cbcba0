//! iCalendar: the meetings of a package, for a calendar.

use std::collections::HashSet;

use super::{LetterFile, Writers};
use crate::calendar::{self, Announcement, Event, Feed};
use crate::finding::{Finding, Level};
use crate::letter::LetterRef;
use crate::package::{Earlier, EarlierLetter, Member, Package};
use crate::register::{Entry, mentions};
use crate::source::Place;

/// Calendars, as a row of the table of formats.
pub(super) struct Calendar;

impl super::writers::Writer for Calendar {
    fn write(&self, package: &Package, _: &Writers<'_>) -> Result<LetterFile, Vec<Finding>> {
        write(package)
    }

    fn nothing(&self, package: &Package) -> Option<Finding> {
        nothing(package, &events(package))
    }

    fn preflight(&self, package: &Package, _: &Writers<'_>) -> Vec<Finding> {
        nothing(package, &events(package)).into_iter().collect()
    }
}

/// The meetings of a package as one calendar.
///
/// It says of them what the programme of all letters says once this one has gone out: earlier
/// letters announced them, those that are enclosed among them, and what the letter itself says
/// comes after. A calendar that took in the calendars of the letters one after the other, and so
/// each meeting with its name, its number and all its entries, shows no more and no less.
///
/// # Errors
/// That there is nothing to put into a calendar.
pub fn write(package: &Package) -> Result<LetterFile, Vec<Finding>> {
    let events = events(package);
    if let Some(finding) = nothing(package, &events) {
        return Err(vec![finding]);
    }
    let feed = Feed {
        name: &package.letter().document.title,
        wording: (&*package.letter().house().calendar).into(),
        subscribed: false,
    };
    let bytes = match package.letter().document.draft() {
        Some(word) => calendar::write_draft(&events, feed, &word),
        None => calendar::write(&events, feed, |_| None),
    };
    Ok(LetterFile { bytes, notes: unseen(package, &events) })
}

/// What became of the meetings that the letters of a package speak of.
fn events(package: &Package) -> Vec<Event<'_>> {
    let earlier = package.earlier.as_ref().map_or(&[][..], |earlier| &earlier.letters);
    let before: HashSet<&str> = earlier.iter().map(|letter| &*letter.entry.id).collect();
    let is_before = |member: &&Member| before.contains(member.bundle().record.id.as_str());
    let (known, mut enclosed): (Vec<_>, Vec<&Member>) =
        package.first_version().iter().skip(1).partition(is_before);
    enclosed.sort_by_key(|member| member.day());
    // Only of letters that announce something the register's entry is needed.
    let members = enclosed.into_iter().chain([package.letter()]);
    let members = members.filter(|member| !member.letter().meetings.is_empty());
    let own: HashSet<&str> = (members.clone().map(|member| member.id.as_str()))
        .chain(known.iter().map(|member| member.bundle().record.id.as_str()))
        .collect();
    let earlier = earlier.iter().map(announced_earlier);
    let announcement = |member| announcement(member, package.earlier.as_deref());
    let mut events = calendar::events(earlier.chain(members.map(announcement)));
    events.retain(|event| event.letters.iter().any(|letter| own.contains(letter)));
    events
}

fn announcement<'a>(member: &'a Member, earlier: Option<&'a Earlier>) -> Announcement<'a> {
    let id = &member.bundle().record.id;
    let names = earlier.and_then(|earlier| earlier.names.get(id));
    of(member.entry(), &member.id, Some(0), names.map_or(&[], Vec::as_slice))
}

fn announced_earlier(letter: &EarlierLetter) -> Announcement<'_> {
    of(&letter.entry, &letter.entry.id, letter.thread, &letter.names)
}

fn of<'a>(
    entry: &'a Entry<'_>,
    letter: &'a str,
    thread: Option<usize>,
    names: &'a [Option<String>],
) -> Announcement<'a> {
    Announcement {
        letter,
        office: &entry.office,
        zone: entry.zone,
        date: entry.day(),
        process: entry.process.as_deref(),
        entry: &entry.sentence,
        thread,
        meetings: entry.meetings.open(),
        names: names.iter().map(Option::as_deref).collect(),
    }
}

/// What the calendar cannot know: letters that are named and do not lie beside the record, and
/// meetings that are changed and that none of the letters there announced.
fn unseen(package: &Package, events: &[Event<'_>]) -> Vec<Finding> {
    let letter = package.letter();
    if letter.letter().meetings.is_empty() {
        return Vec::new();
    }
    let place = |path: &str| letter.bundle().record.place(path);
    let is_missing = |named: &LetterRef| match &package.earlier {
        Some(earlier) => earlier.missing.contains(named),
        None => named.sender.is_none(),
    };
    let mut told: Vec<&LetterRef> = Vec::new();
    let mut notes = Vec::new();
    for mention in mentions(letter.letter()) {
        if is_missing(mention.letter) && !told.contains(&mention.letter) {
            told.push(mention.letter);
            let message = "the calendar cannot know what this letter announced: its record is not found beside this one";
            notes.push(
                Finding::new("earlier-letter", Level::Note, message).at(place(&mention.path())),
            );
        }
    }
    let begun = |event: &&Event<'_>| {
        let first = event.history.first();
        first.is_some_and(|turn| turn.letter == letter.id && turn.sequence > 0)
    };
    // A letter that is named and is not there may have announced any of them.
    for event in events.iter().filter(begun).filter(|_| told.is_empty()) {
        let name = event.id.as_ref().or(event.state.title.as_ref());
        let name = name.map_or_else(|| "a meeting".to_owned(), |name| format!("`{name}`"));
        let message = format!(
            "the letter changes {name}, and no letter beside it announced that: the calendar cannot know what was announced"
        );
        notes.push(Finding::new("earlier-letter", Level::Note, message).at(place("meetings")));
    }
    let help = "put the record of the earlier letter beside this one, so that calendars drop what no longer holds";
    notes.into_iter().map(|note| note.help(help)).collect()
}

fn nothing(package: &Package, events: &[Event<'_>]) -> Option<Finding> {
    if events.iter().any(|event| !event.slots.is_empty()) {
        return None;
    }
    let finding = if events.is_empty() {
        Finding::error(
            "no-meetings",
            "the letter announces no meeting, so a calendar of it would be empty",
        )
        .help(
            "add `meetings:` with their `dates:` to the record, or leave `ics` out of the formats",
        )
    } else {
        Finding::error("no-meetings", "the letter gives no date for any of its meetings, so a calendar of it would be empty")
            .help("add `dates:` to the meetings, a month as 2018-02 if no more is known, or leave `ics` out of the formats")
    };
    Some(finding.at(Place::new(package.letter().record(), 0..0)))
}
