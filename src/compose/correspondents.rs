//! Who wrote the letters that a letter encloses and refers to.

use std::sync::Arc;

use super::engine::Engine;
use crate::finding::Finding;
use crate::gather::Bundle;
use crate::letter::LetterRef;
use crate::office::Office;
use crate::record::Record;
use crate::register::{Author, Correspondents};

/// Those who wrote what a letter encloses and follows; `language` is that of the letter.
pub(super) fn of(engine: &Engine, bundle: &Bundle, language: &str) -> Correspondents {
    let letter = &bundle.record.letter;
    let author = |at: usize| {
        let (_, enclosed) = bundle.enclosed.iter().find(|(place, _)| *place == at)?;
        let letter = &enclosed.record.letter;
        let office = engine.office_in_language(&letter.office, language).ok()?;
        Some(Author { office, several: letter.signatories.len() > 1 })
    };
    let earlier = |reference: &LetterRef| {
        let office = office_of(engine, bundle, reference)?;
        engine.office(office).ok()
    };
    Correspondents {
        enclosed: (0..letter.enclosures.len()).map(author).collect(),
        earlier: letter
            .follows
            .iter()
            .map(|follows| earlier(&follows.letter))
            .collect(),
    }
}

/// The offices that wrote the letters a letter refers to, as they call themselves in its language;
/// none where somebody outside wrote one.
#[derive(Debug)]
pub(super) struct References {
    /// Of each letter that it follows.
    pub(super) follows: Vec<Option<Arc<Office>>>,
    /// Of the letter that announced the old dates of each meeting; as many as meetings.
    pub(super) announced: Vec<Option<Arc<Office>>>,
}

/// Looks the offices up that a record refers to; an unknown one is a finding.
pub(super) fn references(
    engine: &Engine,
    bundle: &Bundle,
    language: &str,
    findings: &mut Vec<Finding>,
) -> References {
    let record = &bundle.record;
    let letter = &record.letter;
    let mut office = |reference: &LetterRef, path: &dyn Fn() -> String| {
        if reference.sender.is_some() {
            return None;
        }
        let named = reference.office.as_deref().unwrap_or(&letter.office);
        let office = office_of(engine, bundle, reference).unwrap_or(named);
        let found = engine.office_in_language(office, language).ok();
        if found.is_none() {
            let finding = engine.unknown_office(office).at(record.place(&path()));
            let named = reference.id.is_some().then(|| {
                let date = reference.date.map_or_else(|| "…".to_owned(), |date| date.to_string());
                let own = &letter.office;
                format!("what follows the date in an id is the office: where it is a topic, put the record of that letter beside this one, or write {{ office: {own}, date: {date} }}, with the office that wrote it")
            });
            let help = "for a letter of somebody else write { sender: \"the …\", date: … }";
            let finding = named.into_iter().fold(finding, Finding::help);
            findings.push(finding.help(help));
        }
        found
    };
    let follows = letter.follows.iter().enumerate();
    let follows =
        follows.map(|(at, follows)| office(&follows.letter, &|| format!("follows[{at}].letter")));
    let follows = follows.collect();
    let meetings = letter.meetings.iter().enumerate();
    let announced = meetings.map(|(at, meeting)| {
        let reference = meeting.was.as_ref()?.letter.as_ref()?;
        office(reference, &|| format!("meetings[{at}].was.letter"))
    });
    References { follows, announced: announced.collect() }
}

/// The other offices that write a letter too; an unknown one is a finding.
pub(super) fn joint(
    engine: &Engine,
    record: &Record,
    language: &str,
    findings: &mut Vec<Finding>,
) -> Vec<Arc<Office>> {
    let mut offices = Vec::new();
    for (at, office) in record.letter.jointly_with.iter().enumerate() {
        match engine.office_in_language(office, language) {
            Ok(office) => offices.push(office),
            Err(_) => {
                let place = record.place(&format!("jointly-with[{at}]"));
                findings.push(engine.unknown_office(office).at(place));
            }
        }
    }
    offices
}

/// The office that wrote a letter that is referred to, where it is one of this set.
fn office_of<'r>(engine: &Engine, bundle: &'r Bundle, reference: &'r LetterRef) -> Option<&'r str> {
    let own = &bundle.record.letter.office;
    let named = reference.office.as_deref().unwrap_or(own);
    match (&reference.sender, &reference.id) {
        (Some(_), _) => None,
        // An id may name a topic after the office: `2026-03-18-co-facilitators-silence`; or a topic
        // alone, and the letter itself tells its office.
        (None, Some(id)) => engine
            .office_prefix(named)
            .or_else(|| bundle.writers.get(id).map(String::as_str)),
        (None, None) => Some(named),
    }
}
