//! The mark of somebody who does not sign.

use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::List;
use crate::letter::Signature;
use crate::text::fold;

pub(super) static RULE: Rule = Rule {
    name: "unknown-signature",
    family: Family::Prose,
    level: Level::Warning,
    most: Level::Warning,
    summary: "a signature is that of nobody who signs",
    checks: "The transcription of a mark against the names of all signatories. One part of a name in common, or \
             initials, will do; \"(Signed)\", \"illegible\", marks of one letter and lines of courtesy by hand (\"With kind \
             regards\") say nothing.",
    why: "Either the mark was misread, or somebody else signed for a signatory, and the letter should say so.",
    example: "name: Kaha Imnadze\nsignature: { transcription: Jana Dussaisch }",
    instead: "signature: { transcription: K. Imnadze }",
    source: "United Nations Editorial Manual: \"(Signed)\" and the signatory's name",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let signatories = &letter.letter.signatories;
    let names: Vec<_> = signatories
        .iter()
        .filter_map(|signatory| signatory.name.as_deref())
        .collect();
    if names.is_empty() {
        return;
    }
    for (at, signatory) in signatories.iter().enumerate() {
        let Some(Signature::Transcription(mark)) = &signatory.signature else {
            continue;
        };
        if says_nothing(letter, mark) || names.iter().any(|name| agrees(mark, name)) {
            continue;
        }
        found.push(
            RULE.finding(format!("\"{mark}\" is none of those who sign"))
                .at(letter
                    .record
                    .place(&format!("signatories[{at}].signature.transcription")))
                .related(
                    letter.record.place(&format!("signatories[{at}].name")),
                    "the mark stands above this name",
                )
                .help("read the mark again, or say in `sic` whose it is"),
        );
    }
}

fn says_nothing(letter: &Piece<'_>, mark: &str) -> bool {
    if is_courtesy(letter, mark) {
        return true;
    }
    let mark = fold(mark);
    let words = letter.list(List::Unsigned).unwrap_or_default();
    mark.chars().filter(|c| c.is_alphabetic()).count() < 2
        || mark.contains(['[', '('])
        || words.iter().any(|word| mark.contains(&fold(word)))
}

/// Whether somebody wrote a line and not a name: by its words, or by small letters, of which a name
/// has only particles.
fn is_courtesy(letter: &Piece<'_>, mark: &str) -> bool {
    let small =
        |word: &str| word.chars().count() > 4 && word.chars().all(|c| c.is_lowercase() || c == '-');
    let hits = letter.house.phrases.find(mark);
    hits.iter().any(|hit| hit.list == List::CourtesyLines)
        || mark.split(|c: char| c.is_whitespace() || c == ',').any(small)
}

/// Whether a mark can be that of a name: a part in common, or the initials.
fn agrees(mark: &str, name: &str) -> bool {
    let parts = |text: &str| -> Vec<String> {
        let folded = fold(text);
        folded
            .split(|c: char| !c.is_alphanumeric())
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (mark, name) = (parts(mark), parts(name));
    let common = mark.iter().filter(|part| part.chars().count() > 2).any(|part| {
        name.iter().any(|own| {
            own == part || (own.chars().count() > 4 && strsim::damerau_levenshtein(own, part) <= 2)
        })
    });
    let initials: String = name.iter().filter_map(|part| part.chars().next()).collect();
    let marked: String = mark.concat();
    common
        || (marked.chars().count() <= 3 && initials.contains(&marked))
        || mark.iter().filter_map(|part| part.chars().next()).collect::<String>() == initials
            && mark.iter().all(|part| part.len() == 1)
}
