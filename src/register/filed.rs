//! A letter of a folder as it is filed, with what its meetings are found by.

use std::borrow::Cow;

use super::entry::{Entry, process};
use super::filing::Filing;
use super::speakers::Speaks;
use super::text::Text;
use crate::calendar::{AnnouncedMeeting, Announcement, announced};
use crate::letter::Day;
use crate::office::Office;
use crate::record::Record;
use crate::zone::Zone;

/// A letter as it is filed, with what its meetings are found by.
#[derive(Debug, Clone)]
pub struct Filed {
    filing: Filing<'static>,
    process: Option<Text<'static>>,
    zone: Option<Zone>,
    /// Its meetings, without the words for their days.
    meetings: Box<[AnnouncedMeeting]>,
}

impl Filed {
    /// What is filed of a record of an office.
    pub fn new(record: &Record, office: &Office) -> Self {
        let letter = &record.letter;
        Self {
            filing: Filing::new(record),
            process: process(letter, office).map(|name| name.to_owned().into()),
            zone: office.zone,
            meetings: announced(&letter.meetings).into(),
        }
    }

    /// The id of its record.
    pub fn id(&self) -> &str {
        &self.filing.id
    }

    /// Its meetings, for whoever follows them over letters of some threads.
    pub fn announcement(&self, thread: Option<usize>) -> Announcement<'_> {
        Announcement {
            letter: &self.filing.id,
            office: &self.filing.office,
            zone: self.zone,
            date: self.filing.day(),
            process: self.process.as_deref(),
            entry: "",
            thread,
            meetings: Cow::Borrowed(&self.meetings),
            names: Vec::new(),
        }
    }

    /// Whether two letters are filed alike and speak of the same meetings.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.order() == other.order()
            && self.filing.office == other.filing.office
            && self.process == other.process
            && self.meetings == other.meetings
    }

    /// A letter's place among all: by date, then by id; undated ones last.
    pub fn order(&self) -> (bool, Option<Day>, &str) {
        (self.filing.date.is_none(), self.filing.filed(), &self.filing.id)
    }
}

/// A meeting without the words for its days.
fn bare(meeting: &AnnouncedMeeting) -> AnnouncedMeeting {
    let mut meeting = meeting.clone();
    meeting.when = None;
    if let Some(was) = &mut meeting.was {
        was.when = None;
    }
    meeting
}

impl From<&Entry<'_>> for Filed {
    fn from(entry: &Entry<'_>) -> Self {
        Self {
            filing: entry.filing.clone().into_owned(),
            process: entry.process.clone().map(Text::into_owned),
            zone: entry.zone,
            meetings: entry.meetings.open().iter().map(bare).collect(),
        }
    }
}

impl AsRef<Filing<'static>> for Filed {
    fn as_ref(&self) -> &Filing<'static> {
        &self.filing
    }
}

impl Speaks<'static> for Filed {
    fn process(&self) -> Option<&str> {
        self.process.as_deref()
    }

    fn meeting_ids(&self) -> Option<Vec<Option<String>>> {
        let ids = || self.meetings.iter().map(|meeting| meeting.id.clone());
        (!self.meetings.is_empty()).then(|| ids().collect())
    }
}
