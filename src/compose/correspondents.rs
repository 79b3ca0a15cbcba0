//! Who wrote the letters that a letter encloses and refers to.

use super::engine::Engine;
use crate::gather::Bundle;
use crate::letter::LetterRef;
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
        let named = reference.office.as_deref().unwrap_or(&letter.office);
        let office = match (&reference.sender, &reference.id) {
            (Some(_), _) => None,
            // An id may name a topic after the office.
            (None, Some(_)) => engine.office_in(named),
            (None, None) => Some(named),
        };
        engine.office(office?).ok()
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
