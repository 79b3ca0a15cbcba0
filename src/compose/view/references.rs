//! The letters that a letter refers to and encloses, as wordings see them.

use serde::Serialize;

use super::people::SenderView;
use crate::compose::correspondents::References;
use crate::gather::Bundle;
use crate::house::House;
use crate::language::{DateOptions, Run};
use crate::letter::{
    Date, Day, Enclosed, Letter, LetterRef, Paper, Person, Relation, Signatory, Whose,
};
use crate::office::{Apart, Office};
use crate::pattern::fill;
use crate::register::Correspondents;

/// A letter that is referred to.
#[derive(Debug, Serialize)]
pub(super) struct ReferenceView<'a> {
    date: Option<Day>,
    /// The office that writes now wrote it too.
    own: bool,
    sender: Option<SenderView<'a>>,
}

impl<'a> ReferenceView<'a> {
    /// A letter that `letter` refers to; `office` wrote it, where it is one of this set.
    fn new(letter: &Letter, reference: &'a LetterRef, office: Option<&'a Office>) -> Self {
        let outside = reference.sender.as_deref().map(SenderView::outside);
        let sender = office.map(|office| SenderView::new(office, office.sender.usually_many()));
        Self {
            date: reference.date,
            own: office.is_some_and(|office| office.id == letter.office),
            sender: outside.or(sender),
        }
    }
}

/// A letter that is followed.
#[derive(Debug, Serialize)]
pub(super) struct FollowsView<'a> {
    #[serde(flatten)]
    letter: ReferenceView<'a>,
    relation: Relation,
    about: Option<&'a str>,
    reference: Option<&'a str>,
    paper: Paper,
    whose: Option<Whose>,
}

/// The letters that a letter follows, in the order of its record.
pub(super) fn follows<'a>(letter: &'a Letter, references: &'a References) -> Vec<FollowsView<'a>> {
    let follows = letter.follows.iter().zip(&references.follows);
    let views = follows.map(|(follows, office)| FollowsView {
        letter: ReferenceView::new(letter, &follows.letter, office.as_deref()),
        relation: follows.relation.unwrap_or(Relation::Follows),
        about: follows.about.as_deref(),
        reference: follows.reference.as_deref(),
        paper: follows.paper.unwrap_or(Paper::Letter),
        whose: follows.whose,
    });
    views.collect()
}

/// Earlier letters by number and date, in one line, where the page shows them apart.
pub(super) fn earlier(letter: &Letter, house: &House) -> Option<String> {
    let (language, style) = (&house.language, &house.office.style);
    if house.office.show.follows == Apart::Text || letter.follows.is_empty() {
        return None;
    }
    let named = letter.follows.iter().filter_map(|follows| {
        let date = follows.letter.date;
        let date = date.map(|day| Run::join(&language.date(day, style, DateOptions::default())));
        let number = follows.reference.as_deref().or(follows.about.as_deref());
        match (number, date) {
            (Some(number), Some(date)) => {
                let label = language.label("numbered-dated").unwrap_or_default();
                Some(fill(label, &[("number", number), ("date", &date)]))
            }
            (Some(number), None) => Some(number.to_owned()),
            (None, date) => date,
        }
    });
    let named: Vec<_> = named.collect();
    let between = language.label("semicolon").unwrap_or("; ");
    (!named.is_empty()).then(|| named.join(between))
}

/// The letter that announced the old dates of each meeting; as many as meetings.
pub(super) fn announced<'a>(
    letter: &'a Letter,
    references: &'a References,
) -> Vec<Option<ReferenceView<'a>>> {
    let meetings = letter.meetings.iter().zip(&references.announced);
    let views = meetings.map(|(meeting, office)| {
        let reference = meeting.was.as_ref()?.letter.as_ref()?;
        Some(ReferenceView::new(letter, reference, office.as_deref()))
    });
    views.collect()
}

/// Something enclosed.
#[derive(Debug, Serialize)]
pub(super) struct EnclosureView<'a> {
    /// `letter`, `file`, `document` or `programme`.
    what: &'static str,
    title: Option<&'a str>,
    document: Option<&'a str>,
    concerning: Option<&'a str>,
    /// Of an enclosed letter: who wrote it, when, and about what.
    sender: Option<SenderView<'a>>,
    date: Option<Date>,
    reference: Option<&'a str>,
    /// Who signed it, one by one.
    persons: Vec<AuthorView<'a>>,
    /// In what capacity: "Co-Chairs of the intergovernmental negotiations".
    capacity: Option<&'a str>,
    process: Option<ProcessView<'a>>,
    meetings: usize,
}

/// Somebody who signed an enclosed letter.
#[derive(Debug, Serialize)]
struct AuthorView<'a> {
    honorific: Option<&'a str>,
    name: Option<&'a str>,
    title: Option<&'a str>,
    organisation: Option<&'a str>,
}

impl<'a> AuthorView<'a> {
    fn signed(signatory: &'a Signatory) -> Self {
        Self {
            honorific: signatory.honorific.as_deref(),
            name: signatory.name.as_deref(),
            title: signatory.title.as_deref(),
            organisation: None,
        }
    }

    fn named(person: &'a Person) -> Self {
        Self {
            honorific: person.honorific.as_deref(),
            name: person.name.as_deref().or(person.group.as_deref()),
            title: person.title.as_deref(),
            organisation: person.organisation.as_deref(),
        }
    }
}

/// What is enclosed. A letter that is missing or broken has findings of its own elsewhere.
pub(super) fn enclosures<'a>(
    bundle: &'a Bundle,
    correspondents: &'a Correspondents,
) -> Vec<EnclosureView<'a>> {
    let enclosures = bundle.record.letter.enclosures.iter().zip(&correspondents.enclosed);
    let views = enclosures.enumerate().map(|(at, (enclosure, author))| {
        let found = bundle.enclosed.iter().find(|(place, _)| *place == at);
        let inner = found.map(|(_, enclosed)| &*enclosed.record.letter);
        let process = inner.zip(author.as_ref());
        EnclosureView {
            what: match enclosure.kind() {
                Enclosed::Letter(_) => "letter",
                Enclosed::File(_) => "file",
                Enclosed::Programme => "programme",
                // Somebody's letter that has no record here.
                Enclosed::Document if !enclosure.from.is_empty() => "letter",
                Enclosed::Document => "document",
            },
            title: enclosure.title.as_deref(),
            document: enclosure.document.as_deref(),
            concerning: enclosure.concerning.as_deref(),
            sender: author.as_ref().map(SenderView::of),
            date: enclosure
                .date
                .map(Date::Day)
                .or_else(|| inner.and_then(|letter| letter.date)),
            reference: inner.and_then(|letter| letter.reference.as_deref()),
            persons: match inner.filter(|_| enclosure.from.is_empty()) {
                Some(letter) => letter.signatories.iter().map(AuthorView::signed).collect(),
                None => enclosure.from.iter().map(AuthorView::named).collect(),
            },
            capacity: enclosure.capacity.as_deref(),
            process: process.and_then(|(letter, author)| ProcessView::of(letter, &author.office)),
            meetings: inner.map_or(0, |letter| letter.meetings.len()),
        }
    });
    views.collect()
}

/// A process, by all its names.
#[derive(Debug, Serialize)]
pub(in crate::compose) struct ProcessView<'a> {
    name: &'a str,
    title: &'a str,
    short: &'a str,
    word: Option<&'a str>,
    session: Option<&'a str>,
}

impl<'a> ProcessView<'a> {
    /// The process of a letter, or of its office; a name that is left out is the next shorter one.
    pub(super) fn of(letter: &'a Letter, office: &'a Office) -> Option<Self> {
        let process = letter.process.as_ref().or(office.process.as_ref())?;
        let name = &process.name;
        Some(Self {
            name,
            title: process.title.as_ref().unwrap_or(name),
            short: process.short.as_ref().unwrap_or(name),
            word: process.word.as_deref(),
            session: process.session.as_deref(),
        })
    }
}
