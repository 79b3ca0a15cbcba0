//! "Two documents", and one enclosure.

use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::List;

pub(super) static RULE: Rule = Rule {
    name: "enclosure-count",
    family: Family::Prose,
    level: Level::Warning,
    most: Level::Warning,
    summary: "the prose and the record disagree on the number of enclosures",
    checks: "A number before documents, letters, papers, texts, annexes, files or enclosures, in a sentence that \
             also encloses or attaches, against the number of `enclosures`. Documents that a sentence only \
             speaks of are passed over, and so is a number that is right for a part of the enclosures' titles.",
    why: "The addressee looks for the second document, and writes to ask for it.",
    example: "Please find attached two documents.   (one enclosure)",
    instead: "Please find attached one document, or the second enclosure",
    source: "United Nations Correspondence Manual, ST/DCS/4/Rev.1, paragraph 32",
    scope: Scope::Letter(check),
};

/// Numbers up to this one are read in words.
const MOST: u32 = 10;

fn check(letter: &Piece<'_>, found: &mut Found) {
    let count = letter.letter.enclosures.len();
    if count == 0 || letter.list(List::Enclosable).is_none() {
        return;
    }
    let language = &letter.house.language;
    let numbers: Vec<_> = (1..=MOST).map(|number| language.number(number)).collect();
    for passage in letter.prose.iter().filter(|passage| !passage.quoted) {
        if passage.found(List::EnclosingVerbs).is_empty() {
            continue;
        }
        for at in 0..passage.words().len() {
            let start = passage.words()[at].range.start;
            let Some(number) = number(passage.word(at), &numbers).filter(|it| *it != count) else {
                continue;
            };
            // One adjective may stand between: "two draft documents".
            let is_thing = |ahead: &usize| letter.has(List::Enclosable, passage.word(at + ahead));
            let Some(thing) = (1..=2).find(is_thing) else { continue };
            // "one of the documents" counts nothing, and neither does "article 2 documents".
            let names = at > 0 && letter.is_label(passage.word(at - 1));
            let encloses = || {
                passage
                    .found_in(List::EnclosingVerbs, passage.sentence(start))
                    .is_some()
            };
            if !names && encloses() && !passage.is_quotation(start) {
                let range = start..passage.words()[at + thing].range.end;
                let are = if count == 1 {
                    "is 1 enclosure".to_owned()
                } else {
                    format!("are {count} enclosures")
                };
                found.push(
                    RULE.finding(format!("the prose says {number}, and there {are}"))
                        .at(passage.place(range))
                        .related(letter.record.place_of_key("enclosures"), "the enclosures")
                        .help("correct the number, or the enclosures"),
                );
            }
        }
    }
}

/// The number that a word says, in letters or in figures.
fn number(word: &str, numbers: &[String]) -> Option<usize> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return word.parse().ok().filter(|number| (1..=20).contains(number));
    }
    let lower = || str::chars(word).flat_map(char::to_lowercase);
    numbers
        .iter()
        .position(|number| number.chars().eq(lower()))
        .map(|at| at + 1)
}
