//! What a folder of letters is remembered by: a few facts of each, never the whole of it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::sic::Sics;
use crate::letter::{Dates, Day, LetterRef, Relation, Status, TimeRange};
use crate::record::Record;
use crate::source::{Place, Source};

/// The letters of a folder. Their texts are asked for only where a finding points at them.
pub struct Index<'a> {
    /// The letters, in the order of their ids.
    pub letters: Vec<Entry>,
    by_id: BTreeMap<String, usize>,
    by_day: BTreeMap<(String, Day), Vec<usize>>,
    texts: &'a (dyn Fn(&str) -> Option<Arc<Source>> + Sync),
}

/// What is remembered of a letter.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// The name its places give.
    pub name: String,
    /// The office that wrote it.
    pub office: String,
    /// The process its meetings belong to, where the record names one.
    pub process: Option<String>,
    /// Its date.
    pub date: Option<Day>,
    /// The letters it refers to.
    pub refers: Vec<Mentioned>,
    /// The ids of the letters it encloses.
    pub encloses: Vec<String>,
    /// Its meetings.
    pub meetings: Vec<Planned>,
    /// What it keeps on purpose.
    pub sic: BTreeMap<String, String>,
}

/// A letter that another refers to.
#[derive(Debug, Clone)]
pub struct Mentioned {
    /// The letter.
    pub letter: LetterRef,
    /// How the one stands to the other; none where it only announced a date.
    pub relation: Option<Relation>,
    /// Bytes in the record.
    pub range: Range<usize>,
}

/// A meeting that a letter announces.
#[derive(Debug, Clone)]
pub struct Planned {
    /// Its id, where it has one.
    pub id: Option<String>,
    /// What it is called.
    pub title: Option<String>,
    /// When it is held, with the bytes in the record.
    pub dates: Option<(Dates, Range<usize>)>,
    /// When it was to be held before.
    pub was: Option<Dates>,
    /// Times of day.
    pub times: Vec<TimeRange>,
    /// The room, with the bytes in the record.
    pub room: Option<(String, Range<usize>)>,
    /// It will not be held.
    pub cancelled: bool,
    /// It runs beside another on purpose.
    pub parallel: bool,
    /// Bytes of the meeting's first line in the record.
    pub range: Range<usize>,
}

impl Entry {
    /// What is remembered of a record.
    pub fn new(record: &Record) -> Self {
        let letter = &record.letter;
        let mut refers: Vec<Mentioned> = Vec::new();
        for (at, follows) in letter.follows.iter().enumerate() {
            refers.push(Mentioned {
                letter: follows.letter.clone(),
                relation: Some(follows.relation.unwrap_or(Relation::Follows)),
                range: record.place(&format!("follows[{at}].letter")).range(),
            });
        }
        for (at, meeting) in letter.meetings.iter().enumerate() {
            if let Some(letter) = meeting.was.as_ref().and_then(|was| was.letter.as_ref()) {
                refers.push(Mentioned {
                    letter: letter.clone(),
                    relation: None,
                    range: record.place(&format!("meetings[{at}].was.letter")).range(),
                });
            }
        }
        let encloses = letter
            .enclosures
            .iter()
            .filter_map(|enclosure| enclosure.letter.clone());
        Self {
            id: record.id.clone(),
            name: record.source.name().to_owned(),
            office: letter.office.clone(),
            process: letter.process.as_ref().map(|process| process.name.clone()),
            date: letter.date,
            refers,
            encloses: encloses.collect(),
            meetings: planned(record),
            sic: letter.sic.0.clone(),
        }
    }
}

/// The meetings of a record; a segment within a meeting shares its rooms, and is passed over.
fn planned(record: &Record) -> Vec<Planned> {
    let meetings = record.letter.meetings.iter().enumerate();
    let plan = meetings.map(|(at, meeting)| {
        let range = |field: &str| record.place(&format!("meetings[{at}].{field}")).range();
        let whole = record.place(&format!("meetings[{at}]"));
        let line = whole.text().lines().next().map_or(0, str::len);
        Planned {
            id: meeting.id.clone(),
            title: meeting.title.clone(),
            dates: meeting.dates.clone().map(|dates| (dates, range("dates"))),
            was: meeting.was.as_ref().and_then(|was| was.dates.clone()),
            times: meeting.times.clone(),
            room: meeting.room.clone().map(|room| (room, range("room"))),
            cancelled: meeting.status == Some(Status::Cancelled),
            parallel: meeting.parallel,
            range: whole.range().start..whole.range().start + line,
        }
    });
    plan.collect()
}

impl<'a> Index<'a> {
    /// An index of letters. `texts` gives the text of a record by the name its places give.
    pub fn new(
        mut letters: Vec<Entry>,
        texts: &'a (dyn Fn(&str) -> Option<Arc<Source>> + Sync),
    ) -> Self {
        letters.sort_by(|a, b| (&a.id, &a.name).cmp(&(&b.id, &b.name)));
        let mut by_day: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (at, entry) in letters.iter().enumerate() {
            if let Some(date) = entry.date {
                by_day.entry((entry.office.clone(), date)).or_default().push(at);
            }
        }
        let by_id = letters
            .iter()
            .enumerate()
            .map(|(at, entry)| (entry.id.clone(), at))
            .collect();
        Self { letters, by_id, by_day, texts }
    }

    /// Where bytes of a letter's record stand.
    pub fn place(&self, entry: &Entry, range: Range<usize>) -> Place {
        let source =
            (self.texts)(&entry.name).unwrap_or_else(|| Source::new(entry.name.as_str(), ""));
        Place::new(&source, range)
    }

    /// The letter with this id.
    pub fn by_id(&self, id: &str) -> Option<&Entry> {
        self.by_id.get(id).and_then(|at| self.letters.get(*at))
    }

    /// The letters that an office wrote on a day.
    pub fn of_day(&self, office: &str, day: Day) -> Vec<&Entry> {
        let found = self.by_day.get(&(office.to_owned(), day));
        found
            .into_iter()
            .flatten()
            .filter_map(|at| self.letters.get(*at))
            .collect()
    }

    /// The letters that a reference in `from` can mean; none where somebody outside wrote it.
    pub fn meant(&self, from: &Entry, reference: &LetterRef) -> Vec<&Entry> {
        if let Some(id) = &reference.id {
            return self.by_id(id).into_iter().collect();
        }
        match (&reference.sender, reference.date) {
            (None, Some(day)) => {
                self.of_day(reference.office.as_ref().unwrap_or(&from.office), day)
            }
            _ => Vec::new(),
        }
    }

    /// The days of an office's letters, in order.
    pub fn days_of<'s>(&'s self, office: &'s str) -> impl Iterator<Item = (Day, &'s Entry)> {
        let first = (office.to_owned(), Day::from_epoch(-719_162));
        self.by_day
            .range(first..)
            .take_while(move |((of, _), _)| of == office)
            .flat_map(|((_, day), found)| found.iter().map(|at| (*day, *at)))
            .filter_map(|(day, at)| Some((day, self.letters.get(at)?)))
    }

    pub(super) fn sics(&self) -> Sics<'_> {
        self.letters
            .iter()
            .map(|entry| (entry.name.as_str(), (entry.name.as_str(), &entry.sic)))
            .collect()
    }
}
