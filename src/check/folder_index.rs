//! What a folder of letters is remembered by: a few facts of each, never the whole of it.

use std::collections::BTreeMap;
use std::ops::{Deref, Range};
use std::sync::{Arc, Mutex, PoisonError};

use super::sic::Sics;
use crate::calendar::AnnouncedMeeting;
use crate::letter::{Dates, Day, LetterRef, Status};
use crate::record::Record;
use crate::register::{Enclosed, Filing, Index, Meaning, Reference, Threads, mentions};
use crate::source::{Place, Source};

/// The letters of a folder, as rules see them. Their texts are asked for only where a finding
/// points at them.
pub struct FolderIndex<'a> {
    /// The letters, in the order of their ids.
    pub letters: Vec<FolderLetter>,
    index: Index,
    texts: &'a (dyn Fn(&str) -> Option<Arc<Source>> + Sync),
    /// The texts that findings pointed at, by name: a record may have thousands of them.
    known: Mutex<BTreeMap<String, Arc<Source>>>,
}

/// What is remembered of a letter: what it is filed by, and where a finding would point.
#[derive(Debug, Clone)]
pub struct FolderLetter {
    /// What it is filed by, and which letters it names.
    pub filing: Filing<'static>,
    /// The name its places give.
    pub name: String,
    /// The process its meetings belong to, where the record names one.
    pub process: Option<String>,
    /// Bytes in the record of each letter it refers to.
    references: Vec<Range<usize>>,
    /// Bytes in the record of each thing it encloses.
    enclosures: Vec<Range<usize>>,
    /// Its meetings, without those within another: a segment shares its rooms.
    pub meetings: Vec<FolderMeeting>,
    /// What it keeps on purpose.
    pub sic: BTreeMap<String, String>,
}

/// A meeting that a letter announces.
#[derive(Debug, Clone)]
pub struct FolderMeeting {
    /// What the letter says of it.
    pub announced: AnnouncedMeeting,
    /// It runs beside another on purpose.
    pub parallel: bool,
    /// Bytes of its dates in the record.
    pub dates: Range<usize>,
    /// Bytes of its room in the record.
    pub room: Range<usize>,
    /// Bytes of its first line in the record.
    pub line: Range<usize>,
}

impl FolderMeeting {
    /// When it was to be held before.
    pub fn previous_dates(&self) -> Option<&Dates> {
        self.announced.was.as_ref()?.dates.as_ref()
    }

    /// It will not be held.
    pub fn is_cancelled(&self) -> bool {
        self.announced.status == Some(Status::Cancelled)
    }
}

impl FolderLetter {
    /// What is remembered of a record.
    pub fn new(record: &Record) -> Self {
        let letter = &record.letter;
        let range = |path: &str| record.place(path).range();
        let enclosures = 0..letter.enclosures.len();
        Self {
            filing: Filing::new(record),
            name: record.source.name().to_owned(),
            process: letter.process.as_ref().map(|process| process.name.clone()),
            references: mentions(letter).map(|mention| range(&mention.path())).collect(),
            enclosures: enclosures
                .map(|at| range(&format!("enclosures[{at}].letter")))
                .collect(),
            meetings: meetings(record),
            sic: letter.sic.0.clone(),
        }
    }

    /// The letters it refers to, each with its bytes in the record.
    pub fn references(&self) -> impl Iterator<Item = (&Reference<'static>, &Range<usize>)> {
        self.filing.refers.iter().zip(&self.references)
    }

    /// The ids of the letters it encloses, each with its bytes in the record.
    pub fn enclosed_letters(&self) -> impl Iterator<Item = (&str, &Range<usize>)> {
        let enclosed = self.filing.encloses.iter().zip(&self.enclosures);
        enclosed.filter_map(|(enclosed, range)| match enclosed {
            Enclosed::Letter(id) => Some((id.as_str(), range)),
            Enclosed::Other(_) => None,
        })
    }
}

/// A letter of a folder answers for what it is filed by.
impl Deref for FolderLetter {
    type Target = Filing<'static>;

    fn deref(&self) -> &Filing<'static> {
        &self.filing
    }
}

impl AsRef<Filing<'static>> for FolderLetter {
    fn as_ref(&self) -> &Filing<'static> {
        &self.filing
    }
}

fn meetings(record: &Record) -> Vec<FolderMeeting> {
    let meetings = record.letter.meetings.iter().enumerate();
    let all = meetings.map(|(at, meeting)| {
        let range = |field: &str| record.place(&format!("meetings[{at}].{field}")).range();
        let whole = record.place(&format!("meetings[{at}]"));
        let start = whole.range().start;
        let line = whole.text().lines().next().map_or(0, str::len);
        FolderMeeting {
            announced: meeting.into(),
            parallel: meeting.parallel,
            dates: range("dates"),
            room: range("room"),
            line: start..start + line,
        }
    });
    all.collect()
}

impl<'a> FolderIndex<'a> {
    /// An index of letters. `texts` gives the text of a record by the name its places give.
    pub fn new(
        mut letters: Vec<FolderLetter>,
        texts: &'a (dyn Fn(&str) -> Option<Arc<Source>> + Sync),
    ) -> Self {
        letters.sort_by(|a, b| (&a.id, &a.name).cmp(&(&b.id, &b.name)));
        let index = Index::new(&letters);
        Self { letters, index, texts, known: Mutex::default() }
    }

    /// Where bytes of a letter's record stand.
    pub fn place(&self, letter: &FolderLetter, range: Range<usize>) -> Place {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let source = known.entry(letter.name.clone()).or_insert_with(|| {
            (self.texts)(&letter.name).unwrap_or_else(|| Source::new(letter.name.as_str(), ""))
        });
        Place::new(source, range)
    }

    /// The place of the letter with this id.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.index.find(&self.letters, id)
    }

    /// What a reference means that a letter makes.
    pub fn meaning(&self, from: &FolderLetter, reference: &LetterRef) -> Meaning {
        self.index.meaning(&self.letters, &from.filing, reference)
    }

    /// The letters that a reference in `from` can mean; none where somebody outside wrote it.
    pub fn meant(&self, from: &FolderLetter, reference: &LetterRef) -> Vec<&FolderLetter> {
        let meaning = self.meaning(from, reference);
        meaning.letters().iter().map(|at| &self.letters[*at]).collect()
    }

    /// The letters that an office wrote between two days, by day.
    pub fn written(
        &self,
        office: &str,
        days: (Day, Day),
    ) -> impl DoubleEndedIterator<Item = &FolderLetter> {
        let places = self.index.written(&self.letters, office, days);
        places.map(|at| &self.letters[at])
    }

    /// The offices that wrote letters of the folder.
    pub fn offices(&self) -> impl Iterator<Item = &str> {
        self.index.offices(&self.letters)
    }

    /// What the letters say of each other.
    pub fn threads(&self) -> Threads {
        Threads::new(&self.letters, &self.index)
    }

    pub(super) fn sics(&self) -> Sics<'_> {
        self.letters
            .iter()
            .map(|letter| (letter.name.as_str(), (letter.name.as_str(), &letter.sic)))
            .collect()
    }
}
