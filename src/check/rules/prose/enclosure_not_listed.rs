//! An enclosure that the prose mentions and nobody put in.

use crate::check::passage::Passage;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::List;

pub(super) static RULE: Rule = Rule {
    name: "enclosure-not-listed",
    family: Family::Prose,
    level: Level::Error,
    most: Level::Error,
    summary: "the prose encloses something, and the record has no enclosure",
    checks: "Phrases that enclose: \"enclose herewith\", \"please find attached\", \"the attached draft\". The \
             weaker of them (\"the attached\", \"is attached\") are a warning. What is attached to another letter \
             or to a resolution, importance that is attached, and quoted text are passed over.",
    why: "The forgotten enclosure is the commonest mistake of all mail.",
    example: "Please find attached the draft programme.   (no `enclosures`)",
    instead: "enclosures:\n  - { title: the draft programme, file: programme.pdf }",
    source: "United Nations Correspondence Manual, ST/DCS/4/Rev.1, paragraph 32",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    if !letter.letter.enclosures.is_empty() {
        return;
    }
    for passage in letter.prose.iter().filter(|passage| !passage.quoted) {
        let certain = passage.found(List::Encloses).first();
        let likely = || {
            let mut hits = passage.found(List::MayEnclose).iter();
            hits.find(|hit| !is_elsewhere(passage, hit.end))
        };
        let (hit, level) = match certain {
            Some(hit) => (hit, Level::Error),
            None => match likely() {
                Some(hit) => (hit, Level::Warning),
                None => continue,
            },
        };
        if passage.is_quotation(hit.start) {
            continue;
        }
        found.push(
            RULE.finding("the prose mentions an enclosure, and the record has none")
                .at(passage.place(hit.range()))
                .level(level)
                .help("add it: `enclosures: { title: the draft programme, file: programme.pdf }`"),
        );
    }
}

/// Whether the next words say that it is attached to something else.
fn is_elsewhere(passage: &Passage<'_>, end: usize) -> bool {
    let next = passage.after_space(end);
    passage.found_at(List::AttachedElsewhere, next).is_some()
        && passage.found_at(List::AttachedHere, next).is_none()
}
