//! A package as rules see it: each letter with its record, office, document and prose.

use std::ops::Range;
use std::sync::Arc;

use super::dates;
use super::filled;
use super::passage::Passage;
use super::prose::{self, Items, Prose};
use super::schedule::{Room, Schedule, Scheduled};
use crate::compose::Engine;
use crate::document::{Document, Role};
use crate::finding::Finding;
use crate::gather::Bundle;
use crate::house::House;
use crate::language::List;
use crate::language::facts::DateMention;
use crate::letter::{Day, Letter, Manual};
use crate::package::Package;
use crate::record::{Record, Version};
use crate::source::Place;
use crate::text::{fold, is_alike};

/// A letter with the letters it encloses, at any depth.
#[derive(Debug)]
pub struct Case<'a> {
    /// The letter itself first, each enclosed letter after the one that encloses it.
    pub pieces: Vec<Piece<'a>>,
}

/// One letter of a package.
#[derive(Debug)]
pub struct Piece<'a> {
    /// Its record.
    pub record: &'a Record,
    /// What the record says.
    pub letter: &'a Letter,
    /// The office that writes it, in the letter's language.
    pub house: Arc<House>,
    /// What it was composed to, where it could be.
    pub document: Option<&'a Document>,
    /// Its prose, paragraph by paragraph.
    pub prose: Vec<Passage<'a>>,
    /// The lists of its prose, outside of quotations.
    pub lists: Vec<Items>,
    /// The bytes of bold words within the sentences of its prose.
    pub bold: Vec<Range<usize>>,
    /// Running text in its other fields: subject, titles, close.
    pub fields: Vec<Passage<'a>>,
    /// The days that each paragraph of the prose names.
    pub mentions: Vec<Vec<DateMention>>,
    /// The pieces that it encloses, by their number in the case.
    pub encloses: Vec<usize>,
    /// The schedule of its meetings.
    pub schedule: Schedule<'a>,
    /// Paragraphs of the prose with the values of their merge fields.
    filled: Vec<Option<Passage<'a>>>,
}

/// A letter in its languages, the main one first; at least two.
#[derive(Debug)]
pub struct Versions<'a> {
    /// The letter in each, without what it encloses.
    pub all: &'a [&'a Piece<'a>],
}

impl<'a> Versions<'a> {
    /// The letter in its main language.
    pub fn main(&self) -> &'a Piece<'a> {
        self.all[0]
    }

    /// The letter in each other language, with what the record knows of it as a version.
    pub fn others(&self) -> impl Iterator<Item = (&'a Piece<'a>, &'a Version)> {
        let others = self.all.iter().skip(1);
        others.filter_map(|piece| Some((*piece, piece.record.version.as_ref()?)))
    }
}

impl<'a> Case<'a> {
    /// A package to check.
    ///
    /// # Errors
    /// What is wrong with the office or language of its letters.
    pub fn new(
        engine: &Engine,
        bundle: &'a Arc<Bundle>,
        package: Option<&'a Package>,
    ) -> Result<Self, Vec<Finding>> {
        let mut case = Self { pieces: Vec::new() };
        let mut findings = Vec::new();
        case.add(engine, bundle, package, &mut findings);
        if findings.is_empty() { Ok(case) } else { Err(findings) }
    }

    fn add(
        &mut self,
        engine: &Engine,
        bundle: &'a Arc<Bundle>,
        package: Option<&'a Package>,
        findings: &mut Vec<Finding>,
    ) -> usize {
        let at = self.pieces.len();
        let members = package.into_iter().flat_map(|package| &package.members);
        let member = members
            .into_iter()
            .find(|member| Arc::ptr_eq(member.bundle(), bundle));
        let house = match member {
            Some(member) => Ok(Arc::clone(member.house())),
            None => engine.house_of(&bundle.record),
        };
        match house {
            Ok(house) => {
                self.pieces.push(Piece::new(
                    &bundle.record,
                    house,
                    member.map(|member| &member.document),
                ));
                for (_, enclosed) in &bundle.enclosed {
                    let enclosed = self.add(engine, enclosed, package, findings);
                    if let Some(piece) = self.pieces.get_mut(at) {
                        piece.encloses.push(enclosed);
                    }
                }
            }
            Err(mut mistakes) => findings.append(&mut mistakes),
        }
        at
    }

    /// The letter itself.
    pub fn cover(&self) -> &Piece<'a> {
        &self.pieces[0]
    }

    /// Each letter with each letter it encloses.
    pub fn pairs(&self) -> impl Iterator<Item = (&Piece<'a>, &Piece<'a>)> {
        self.pieces.iter().flat_map(move |cover| {
            let enclosed = cover.encloses.iter().filter_map(|at| self.pieces.get(*at));
            enclosed.map(move |enclosed| (cover, enclosed))
        })
    }

    /// What is wrong with the levels of rules in the offices' settings.
    pub(super) fn settings(&self) -> Vec<Finding> {
        let houses = self.pieces.iter().map(|piece| &piece.house);
        let houses = houses.filter(|house| !house.office.rules.is_empty());
        let wrong = houses.flat_map(|house| super::settings(&house.office.rules, &house.settings));
        wrong.collect()
    }
}

impl<'a> Piece<'a> {
    fn new(record: &'a Record, house: Arc<House>, document: Option<&'a Document>) -> Self {
        let Prose { passages: mut prose, columns, lists, bold } = Prose::of(record, &house);
        let filled = filled::of(&prose, document);
        for ((passage, columns), shown) in prose.iter_mut().zip(&columns).zip(&filled) {
            let row = &record.letter.row;
            if let Some(filled) = filled::with_cells(passage, columns, shown.as_ref(), row) {
                *passage = filled;
            }
        }
        let mentions = prose
            .iter()
            .map(|passage| dates::mentions(passage.facts_in_figures()))
            .collect();
        Self {
            record,
            letter: &record.letter,
            document,
            prose,
            lists,
            bold,
            fields: prose::of_fields(record, &house),
            mentions,
            house,
            encloses: Vec::new(),
            schedule: Schedule::of(&record.letter),
            filled,
        }
    }

    /// The words of one of its language's lists; none where the language lacks it or has no such
    /// mistake.
    pub fn list(&self, list: List) -> Option<&[String]> {
        self.house.lexicon.checker.words(list)
    }

    /// The pairs of one of its language's lists, likewise.
    pub fn pairs(&self, list: List) -> Option<&[(String, String)]> {
        self.house.lexicon.checker.pairs(list)
    }

    /// Whether a rule without words holds in its language.
    pub fn holds(&self, list: List) -> bool {
        self.house.lexicon.checker.hold(list)
    }

    /// Whether one of its language's lists has a word, whatever its case.
    pub fn has(&self, list: List, word: &str) -> bool {
        self.house.lexicon.checker.has(list, word)
    }

    /// Whether one of its language's lists has a word as it is written.
    pub fn has_exactly(&self, list: List, word: &str) -> bool {
        self.house.lexicon.checker.has_exactly(list, word)
    }

    /// Whether the office keeps the manual of the United Nations: as its style says, or else by its
    /// letterhead and institution, where one of them names something. An institution that is only
    /// accredited to the United Nations has a manual of its own.
    pub fn keeps_manual(&self) -> bool {
        let office = &self.house.office;
        if let Some(manual) = office.style.manual {
            return manual == Manual::UnitedNations;
        }
        let institution = office.sender.institution.as_ref();
        if office.letterhead.is_empty() && institution.is_none() {
            return true;
        }
        let mut said = office.letterhead.join(" ");
        for names in institution.into_iter().chain([&office.sender.name]) {
            said.push(' ');
            said.push_str(names.of(false));
        }
        let mut said = fold(&said);
        for phrase in self.list(List::Accredited).unwrap_or_default() {
            said = said.replace(&fold(phrase), "");
        }
        let names = self.list(List::UnitedNations);
        names.is_none_or(|names| names.iter().any(|name| said.contains(&fold(name))))
    }

    /// Whether the number of a noun stands after it in its language: "room".
    pub fn is_label(&self, word: &str) -> bool {
        let labels = &self.house.lexicon.reading.numbers.labels;
        labels.iter().any(|label| is_alike(label, word))
    }

    /// A text of the record that is no running text, as a passage without a place.
    pub fn passage(&self, text: &'a str) -> Passage<'a> {
        Passage::of_field(self.record, &self.house, text, String::new())
    }

    /// Each paragraph of the prose with the days it names.
    pub fn dated(&self) -> impl Iterator<Item = (&Passage<'a>, &[DateMention])> {
        self.prose.iter().zip(self.mentions.iter().map(Vec::as_slice))
    }

    /// Prose and the other running text.
    pub fn passages(&self) -> impl Iterator<Item = &Passage<'a>> {
        self.prose.iter().chain(&self.fields)
    }

    /// Prose and the other running text, without what is quoted and titles that others wrote.
    pub fn own(&self) -> impl Iterator<Item = &Passage<'a>> {
        self.passages()
            .filter(|passage| !passage.quoted && !is_title_of_others(passage))
    }

    /// The same as `own`, with the values of merge fields where the page shows them.
    pub fn own_filled(&self) -> impl Iterator<Item = &Passage<'a>> {
        let prose = self.prose.iter().zip(&self.filled);
        let prose = prose.map(|(bare, filled)| filled.as_ref().unwrap_or(bare));
        prose
            .chain(&self.fields)
            .filter(|passage| !passage.quoted && !is_title_of_others(passage))
    }

    /// Its meetings, at any depth.
    pub fn meetings(&self) -> &[Scheduled<'a>] {
        self.schedule.meetings()
    }

    /// Where a field of a meeting stands in the record.
    pub fn place_of(&self, scheduled: &Scheduled<'_>, field: &str) -> Place {
        self.record.place(&self.schedule.path(scheduled, field))
    }

    /// Where a room stands in the record.
    pub fn place_of_room(&self, room: &Room<'_>) -> Place {
        self.record.place(&self.schedule.path_of_room(room))
    }

    /// A day as this letter's office writes it.
    pub fn day(&self, day: Day) -> String {
        let style = &self.house.office.style;
        let options = crate::language::DateOptions::default();
        crate::language::Run::join(&self.house.language.date(day, style, options))
    }

    /// The words of a part of the composed letter.
    pub fn part(&self, role: Role) -> Option<String> {
        let document = self.document?;
        let words: Vec<_> = document.part(role).map(prose::words_of).collect();
        (!words.is_empty()).then(|| words.join("\n"))
    }
}

/// Whether a passage is a title that others wrote.
fn is_title_of_others(passage: &Passage<'_>) -> bool {
    let title = |path: &str| path.starts_with("cites") || path.ends_with("].title");
    passage.path().is_some_and(title)
}
