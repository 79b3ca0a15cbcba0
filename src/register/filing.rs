//! What a letter is filed by, and which letters it names.

use serde::{Deserialize, Serialize};

use super::text::{Text, own};
use crate::letter::{self, Date, Day, Enclosure, Letter, LetterRef, Relation};
use crate::record::Record;

/// What a letter is filed by, and which letters it names: all of it stands in the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filing<'a> {
    /// The id of its record.
    #[serde(borrow)]
    pub id: Text<'a>,
    /// The office that wrote it: `pga`.
    #[serde(borrow)]
    pub office: Text<'a>,
    /// The date it bears.
    pub date: Option<Date>,
    /// The letters it refers to.
    #[serde(borrow)]
    pub refers: Vec<Reference<'a>>,
    /// What it encloses, in order.
    #[serde(borrow)]
    pub encloses: Vec<Enclosed<'a>>,
}

/// A letter that another refers to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference<'a> {
    /// The letter.
    pub letter: LetterRef,
    /// How the one stands to the other; none where it only announced the old dates of a meeting.
    pub relation: Option<Relation>,
    /// What the earlier letter was about.
    #[serde(borrow)]
    pub about: Option<Text<'a>>,
}

/// What a letter encloses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Enclosed<'a> {
    /// A letter, by the id of its record.
    Letter(#[serde(borrow)] Text<'a>),
    /// Something else, as people call it: a title, a symbol, a file.
    Other(#[serde(borrow)] Text<'a>),
}

impl Filing<'_> {
    /// What a record is filed by, with every reference of the record in its order.
    pub fn new(record: &Record) -> Filing<'static> {
        let letter = &record.letter;
        Filing {
            id: record.id.clone().into(),
            office: letter.office.clone().into(),
            date: letter.date,
            refers: mentions(letter).map(|mention| mention.reference()).collect(),
            encloses: letter.enclosures.iter().map(enclosed).collect(),
        }
    }

    /// A copy that borrows nothing.
    pub fn into_owned(self) -> Filing<'static> {
        let refers = self.refers.into_iter().map(|reference| Reference {
            letter: reference.letter,
            relation: reference.relation,
            about: reference.about.map(Text::into_owned),
        });
        let encloses = self.encloses.into_iter().map(|enclosed| match enclosed {
            Enclosed::Letter(id) => Enclosed::Letter(id.into_owned()),
            Enclosed::Other(name) => Enclosed::Other(name.into_owned()),
        });
        Filing {
            id: self.id.into_owned(),
            office: self.office.into_owned(),
            date: self.date,
            refers: refers.collect(),
            encloses: encloses.collect(),
        }
    }

    /// The day it bears, where it is known and there is no doubt of it.
    pub fn day(&self) -> Option<Day> {
        self.date.and_then(Date::day)
    }

    /// The day it is filed by: the earliest that its date can mean.
    pub fn filed(&self) -> Option<Day> {
        self.date.map(Date::filed)
    }

    /// Leaves each letter among the references once: five meetings that one letter moved are one
    /// reference to it.
    pub(super) fn name_each_once(&mut self) {
        let all = std::mem::take(&mut self.refers);
        for reference in all {
            if !self.refers.iter().any(|known| known.letter == reference.letter) {
                self.refers.push(reference);
            }
        }
    }
}

/// A place where a letter names an earlier one.
#[derive(Debug, Clone, Copy)]
pub struct Mention<'l> {
    place: MentionPlace,
    /// The earlier letter.
    pub letter: &'l LetterRef,
    /// How the one stands to the other; none where it only announced the old dates of a meeting.
    pub relation: Option<Relation>,
    about: Option<&'l String>,
}

#[derive(Debug, Clone, Copy)]
enum MentionPlace {
    Follows(usize),
    Meeting(usize),
}

impl Mention<'_> {
    /// Where it stands in the record: `follows[0].letter`.
    pub fn path(&self) -> String {
        match self.place {
            MentionPlace::Follows(at) => format!("follows[{at}].letter"),
            MentionPlace::Meeting(at) => format!("meetings[{at}].was.letter"),
        }
    }

    fn reference(self) -> Reference<'static> {
        Reference { letter: self.letter.clone(), relation: self.relation, about: own(self.about) }
    }
}

/// The places where a letter names earlier ones: what it follows, then the letters that announced
/// the old dates of its meetings.
pub fn mentions(letter: &Letter) -> impl Iterator<Item = Mention<'_>> {
    let follows = letter.follows.iter().enumerate().map(|(at, follows)| Mention {
        place: MentionPlace::Follows(at),
        letter: &follows.letter,
        relation: Some(follows.relation.unwrap_or(Relation::Follows)),
        about: follows.about.as_ref(),
    });
    let announced = letter.meetings.iter().enumerate().filter_map(|(at, meeting)| {
        Some(Mention {
            place: MentionPlace::Meeting(at),
            letter: meeting.was.as_ref()?.letter.as_ref()?,
            relation: None,
            about: None,
        })
    });
    follows.chain(announced)
}

fn enclosed(enclosure: &Enclosure) -> Enclosed<'static> {
    if let letter::Enclosed::Letter(id) = enclosure.kind() {
        return Enclosed::Letter(id.to_owned().into());
    }
    let name = enclosure.title.as_ref().or(enclosure.document.as_ref());
    let name = own(name.or(enclosure.file.as_ref()));
    Enclosed::Other(name.unwrap_or_else(|| "programme".into()))
}
