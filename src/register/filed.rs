//! A letter of a folder as it is filed, with what its meetings are found by.

use super::entry::{Entry, process};
use super::filing::Filing;
use super::speakers::Speaks;
use super::text::Text;
use crate::letter::{Day, Meeting};
use crate::office::Office;
use crate::record::Record;

/// A letter as it is filed, with what its meetings are found by.
#[derive(Debug, Clone)]
pub struct Filed {
    filing: Filing<'static>,
    process: Option<Text<'static>>,
    /// None where it speaks of no meeting.
    ids: Option<Vec<Option<String>>>,
}

impl Filed {
    /// What is filed of a record of an office.
    pub fn new(record: &Record, office: &Office) -> Self {
        let letter = &record.letter;
        let mut ids = Vec::new();
        add(&letter.meetings, &mut ids);
        Self {
            filing: Filing::new(record),
            process: process(letter, office).map(|name| name.to_owned().into()),
            ids: (!letter.meetings.is_empty()).then_some(ids),
        }
    }

    /// The id of its record.
    pub fn id(&self) -> &str {
        &self.filing.id
    }

    /// A letter's place among all: by date, then by id; undated ones last.
    pub fn order(&self) -> (bool, Option<Day>, &str) {
        (self.filing.date.is_none(), self.filing.filed(), &self.filing.id)
    }
}

fn add(meetings: &[Meeting], ids: &mut Vec<Option<String>>) {
    for meeting in meetings {
        ids.push(meeting.id.clone());
        add(&meeting.meetings, ids);
    }
}

impl From<&Entry<'_>> for Filed {
    fn from(entry: &Entry<'_>) -> Self {
        Self {
            filing: entry.filing.clone().into_owned(),
            process: entry.process.clone().map(Text::into_owned),
            ids: entry.meeting_ids(),
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
        self.ids.clone()
    }
}
