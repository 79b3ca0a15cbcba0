//! The letter as wording templates see it: the record, with everything it names resolved.

mod issued;
mod people;
mod references;
mod said;

use std::sync::Arc;

use serde::Serialize;

use super::address::{Address, Courtesies};
use super::correspondents::References;
use crate::gather::Bundle;
use crate::house::House;
use crate::language::{DateOptions, Run, Voice};
use crate::letter::{Date, Deadline, Letter, Meeting, Silence};
use crate::office::{Apart, Office};
use crate::pattern::fill;
use crate::register::Correspondents;
pub(super) use issued::IssuedView;
use people::{AddresseeView, SenderView, SignatoryView};
use references::{EnclosureView, FollowsView, ProcessView, ReferenceView};
pub(super) use said::Said;

/// Everything of one letter that a wording template may print; with
/// [`HouseView`](super::house_view::HouseView) its field names are the templates' vocabulary.
#[derive(Debug, Serialize)]
pub(super) struct View<'a> {
    /// The record's own fields.
    letter: &'a Letter,
    /// Who writes.
    pub(super) sender: SenderView<'a>,
    /// I or we.
    voice: &'a Voice,
    /// More than one signs.
    many: bool,
    salutation: Option<&'a str>,
    /// A salutation for each of several addressees who are greeted otherwise.
    salutations: &'a [String],
    closing: Option<&'a str>,
    /// The word of the salutation that returns in the close.
    salutation_word: Option<&'a str>,
    /// The addressees as a sentence names them.
    addressed: Vec<AddresseeView<'a>>,
    /// Ready-made blocks that the prose places itself, so that the wording need not.
    placed: Vec<&'a str>,
    /// The lines of each address.
    pub(super) addressees: Vec<&'a [String]>,
    copies: Vec<&'a [String]>,
    signatories: Vec<SignatoryView<'a>>,
    follows: Vec<FollowsView<'a>>,
    /// Those that the page shows apart, in one line.
    earlier: Option<String>,
    /// The letter that announced the old dates of each meeting; as many as meetings.
    announced: Vec<Option<ReferenceView<'a>>>,
    enclosures: Vec<EnclosureView<'a>>,
    pub(super) process: Option<ProcessView<'a>>,
    /// Nobody is glad of what the letter tells: its meetings are all off, or a silence was broken.
    bad_news: bool,
    /// Who writes is spoken of in the third person.
    third: bool,
    /// The year of all meetings, if they share one.
    year: Option<i32>,
    /// The lines of letterheads side by side, where several offices write.
    letterheads: Vec<Vec<&'a str>>,
    /// How it is issued as a document.
    issued: Option<IssuedView>,
    title: String,
}

/// What a record names, resolved.
#[derive(Debug)]
pub(super) struct Resolved<'a> {
    /// Who wrote the letters that it encloses and refers to, for the register.
    pub(super) correspondents: &'a Correspondents,
    /// Who wrote the letters that it refers to, in the language of the letter.
    pub(super) references: &'a References,
    pub(super) addresses: &'a [Address<'a>],
    pub(super) copies: &'a [Address<'a>],
    pub(super) courtesies: &'a Courtesies,
    /// The other offices that write the letter too.
    pub(super) joint: &'a [Arc<Office>],
}

impl<'a> View<'a> {
    /// A letter of a house.
    pub(super) fn new(bundle: &'a Bundle, house: &'a House, resolved: &Resolved<'a>) -> Self {
        let (letter, office) = (&*bundle.record.letter, &*house.office);
        let many = office.sender.speaks_as_many(letter.signatories.len());
        let sender = SenderView::new(office, many);
        let kind = letter.kind.as_deref().unwrap_or("letter");
        let title = letter.subject.clone();
        let title = title.unwrap_or_else(|| title_of(letter.date, sender, house));
        let lines = |addresses: &'a [Address<'a>]| {
            addresses.iter().map(|address| &*address.lines).collect()
        };
        Self {
            voice: house.language.voice(if many { 2 } else { 1 }),
            many,
            salutation: resolved.courtesies.salutation.as_deref(),
            salutations: &resolved.courtesies.each,
            closing: resolved.courtesies.closing.as_deref(),
            salutation_word: resolved.courtesies.word.as_deref(),
            addressed: people::addressees(letter, resolved.addresses),
            placed: placed(letter, office),
            addressees: lines(resolved.addresses),
            copies: lines(resolved.copies),
            signatories: people::signatories(letter, house),
            // A wording without clauses says whatever it is given.
            follows: match office.show.follows {
                Apart::Head | Apart::Foot if house.wording.plan(kind).is_none() => Vec::new(),
                _ => references::follows(letter, resolved.references),
            },
            earlier: references::earlier(letter, house),
            letterheads: letterheads(office, resolved.joint),
            issued: IssuedView::of(letter, house),
            announced: references::announced(letter, resolved.references),
            enclosures: references::enclosures(bundle, resolved.correspondents),
            process: ProcessView::of(letter, office),
            bad_news: bad_news(letter),
            third: letter
                .kind
                .as_deref()
                .and_then(|kind| house.wording.plan(kind))
                .is_some_and(|plan| plan.third_person),
            year: year(letter),
            letter,
            sender,
            title,
        }
    }

    /// A short title of the letter.
    pub(super) fn into_title(self) -> String {
        self.title
    }
}

/// The lines of the letterheads of several offices, each beside those of the others.
fn letterheads<'a>(office: &'a Office, joint: &'a [Arc<Office>]) -> Vec<Vec<&'a str>> {
    if joint.is_empty() {
        return Vec::new();
    }
    let all: Vec<_> = std::iter::once(office)
        .chain(joint.iter().map(|one| &**one))
        .collect();
    let longest = all.iter().map(|one| one.letterhead.len()).max().unwrap_or(0);
    let line = |at: usize| {
        all.iter()
            .map(move |one| one.letterhead.get(at).map_or("", String::as_str))
    };
    (0..longest).map(|at| line(at).collect()).collect()
}

/// The ready-made blocks that the prose asks for by name, and what the page shows apart.
fn placed<'a>(letter: &'a Letter, office: &Office) -> Vec<&'a str> {
    let mut placed = placed_by_prose(letter);
    placed.extend(office.show.apart());
    placed
}

/// The ready-made blocks that the prose asks for by name.
fn placed_by_prose(letter: &Letter) -> Vec<&str> {
    let prose = letter.body.as_ref().map_or("", |body| body.0.as_str());
    let fields = prose.split("{{").skip(1).map(str::trim_start);
    fields
        .map(|rest| &rest[..rest.find([' ', '|', '}']).unwrap_or(rest.len())])
        .collect()
}

fn bad_news(letter: &Letter) -> bool {
    let broken = |deadline: &Deadline| deadline.silence == Some(Silence::Broken);
    let is_off = !letter.meetings.is_empty() && letter.meetings.iter().all(Meeting::is_off);
    is_off || letter.deadlines.first().is_some_and(broken)
}

fn year(letter: &Letter) -> Option<i32> {
    let mut years = letter
        .meetings
        .iter()
        .filter_map(|meeting| meeting.dates.as_ref())
        .map(|dates| dates.first().year());
    let first = years.next()?;
    years.all(|year| year == first).then_some(first)
}

/// The title of a letter without subject, as registers word it.
fn title_of(date: Option<Date>, sender: SenderView<'_>, house: &House) -> String {
    let language = &house.language;
    let (label, date) = match date {
        Some(date) => {
            let label = if date.day().is_some() { "letter-dated" } else { "letter-of" };
            let options = DateOptions::default();
            (label, Run::join(&language.date(date, &house.office.style, options)))
        }
        None => ("letter-undated", String::new()),
    };
    let names = [("date", date.as_str()), ("of-sender", sender.genitive), ("sender", sender.name)];
    fill(language.label(label).unwrap_or_default(), &names)
}
