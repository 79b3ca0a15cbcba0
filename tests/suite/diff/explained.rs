//! Every changed word of two letters is explained by a change, however little they have in common.

use super::{LANGUAGES, bundle, compared, difference};
use crate::prelude::*;
use chancery::difference::{Difference, Part};

/// What one of both letters says, passage by passage.
fn said(told: &Difference, stands: Part) -> Vec<String> {
    let passage = |line: &difference::Line| {
        let pieces = line.pieces.iter();
        let pieces = pieces.filter(|it| it.stands == stands || it.stands == Part::Both);
        pieces.map(|piece| piece.text.as_str()).collect::<String>()
    };
    let passages = told.page.iter().map(passage);
    passages.filter(|passage| !passage.trim().is_empty()).collect()
}

/// All pairs of letters in the folder, in whatever office, kind and language.
#[test]
fn every_changed_word_of_unrelated_letters_is_explained() {
    let engine = engine();
    let letters: Vec<_> = letters()
        .into_iter()
        .filter_map(|(id, text, syntax)| Some((id.clone(), bundle(&id, &text, syntax)?)))
        .filter(|(_, bundle)| chancery::compose::package(&engine, bundle).is_ok())
        .collect();
    let passages = |told: &Difference| (said(told, Part::Old), said(told, Part::New));
    let mut wrong = Vec::new();
    for (at, (one, old)) in letters.iter().enumerate() {
        // Every letter with half of the others, once as the old one and once as the new one.
        let others = letters
            .iter()
            .enumerate()
            .filter(|(to, _)| *to != at && (at + to) % 2 == 1);
        for (to, (other, new)) in others {
            let language = LANGUAGES[(at + to) % LANGUAGES.len()];
            let told = compared(&engine, old, new, language);
            let pieces = told.page.iter().flat_map(|line| &line.pieces);
            let changed = pieces.filter(|it| it.stands != Part::Both && !it.text.trim().is_empty());
            for piece in changed.filter(|piece| piece.change.is_none()) {
                wrong.push(format!("{one} → {other}: {:?}", piece.text));
            }
            assert_eq!(told.unexplained, 0, "{one} → {other}: {}", difference::text(&told));
            let seen = |at: usize| told.changes[at].in_letter;
            assert!(
                told.page
                    .iter()
                    .flat_map(|it| &it.pieces)
                    .filter_map(|it| it.change)
                    .all(seen)
            );
            // Both letters stand on the page whole.
            let (was, is) = passages(&told);
            let itself = |bundle| passages(&compared(&engine, bundle, bundle, language)).0;
            assert_eq!((was, is), (itself(old), itself(new)), "{one} → {other}");
        }
    }
    assert!(wrong.is_empty(), "{} words\n{}", wrong.len(), wrong.join("\n"));
}
