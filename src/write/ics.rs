//! iCalendar: the meetings of a package, for a calendar.

use super::{LetterFile, Writers};
use crate::calendar::{self, Announcement, Feed};
use crate::finding::Finding;
use crate::package::{Member, Package};
use crate::source::Place;

/// Calendars, as a row of the table of formats.
pub(super) struct Calendar;

impl super::writers::Writer for Calendar {
    fn write(&self, package: &Package, _: &Writers<'_>) -> Result<LetterFile, Vec<Finding>> {
        Ok(write(package)?.into())
    }

    fn preflight(&self, package: &Package, _: &Writers<'_>) -> Vec<Finding> {
        write(package).err().unwrap_or_default()
    }
}

/// The meetings of a package as one calendar.
///
/// The letters that are enclosed announced their meetings; what the letter itself says of them
/// comes after.
///
/// # Errors
/// That there is nothing to put into a calendar.
pub fn write(package: &Package) -> Result<Vec<u8>, Vec<Finding>> {
    let mut enclosed: Vec<&Member> = package.first_version().iter().skip(1).collect();
    enclosed.sort_by_key(|member| member.day());
    let members = enclosed.into_iter().chain([package.letter()]);
    // Only of letters that announce something the register's entry is needed.
    let members = members.filter(|member| !member.letter().meetings.is_empty());
    let events = calendar::events(members.map(announcement));
    if events.iter().all(|event| event.slots.is_empty()) {
        return Err(vec![nothing(package, events.is_empty())]);
    }
    let feed = Feed {
        name: &package.letter().document.title,
        wording: (&*package.letter().house().calendar).into(),
        subscribed: false,
    };
    Ok(match package.letter().document.draft() {
        Some(word) => calendar::write_draft(&events, feed, &word),
        None => calendar::write(&events, feed, |_| None),
    })
}

fn announcement(member: &Member) -> Announcement<'_> {
    let entry = member.entry();
    Announcement {
        letter: &member.id,
        office: &entry.office,
        zone: entry.zone,
        date: entry.day(),
        process: entry.process.as_deref(),
        entry: &entry.sentence,
        thread: Some(0),
        meetings: entry.meetings.open(),
    }
}

fn nothing(package: &Package, none: bool) -> Finding {
    let finding = if none {
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
    finding.at(Place::new(package.letter().record(), 0..0))
}
