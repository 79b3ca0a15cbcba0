//! "Co-Chairs" over one name, "Co-Chair" over two.

use crate::check::passage::Passage;
use crate::check::words::word_right_before;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::{Hit, List};

pub(super) static RULE: Rule = Rule {
    name: "chairs-number",
    family: Family::Prose,
    level: Level::Warning,
    most: Level::Warning,
    summary: "Co-Chairs with one signatory, or Co-Chair with several",
    checks: "\"As Co-Chairs\", \"capacity as Co-Facilitators\" and the like in the prose against the number of \
             signatories, the capacity of each signatory, which is one person's, and, as a note, an office of \
             several that signs by one. Capacities of others (\"in their capacity as Co-Chairs\"), and the Co-Chairs \
             spoken of in the third person, are passed over.",
    why: "Joint letters are signed jointly: a missing name looks like a missing consent.",
    example: "In our capacity as Co-Chairs …   (one signatory)",
    instead: "In my capacity as Co-Chair …, or the second signatory",
    source: "general practice",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let signatories = &letter.letter.signatories;
    let count = signatories.len();
    let Some(offices) = letter.pairs(List::JointOffices).filter(|_| count > 0) else {
        return;
    };
    let plural = |hit: &&Hit| hit.item % 2 == 1;
    for (at, signatory) in signatories.iter().enumerate() {
        let Some(capacity) = signatory.capacity.as_deref().map(|it| letter.passage(it)) else {
            continue;
        };
        if let Some(hit) = capacity.found(List::JointOffices).iter().find(plural) {
            let (one, several) = &offices[hit.item / 2];
            found.push(
                RULE.finding(format!("one person is {one}, not {several}"))
                    .at(letter.record.place(&format!("signatories[{at}].capacity")))
                    .help(format!("write \"{one}\"")),
            );
        }
    }
    for passage in letter.prose.iter().filter(|passage| !passage.quoted) {
        let hits = passage.found(List::JointOffices).iter();
        for hit in hits.filter(|hit| plural(hit) == (count == 1)) {
            if !is_capacity(letter, passage, hit.start) || passage.is_quotation(hit.start) {
                continue;
            }
            let (one, several) = &offices[hit.item / 2];
            let wrong = if count == 1 { several } else { one };
            let people =
                if count == 1 { "one person signs".to_owned() } else { format!("{count} sign") };
            found.push(
                RULE.finding(format!("\"{wrong}\", and {people}"))
                    .at(passage.place(hit.range()))
                    .related(letter.record.place("signatories"), "who signs")
                    .help("correct the word, or the signatories"),
            );
        }
    }
    let office = &letter.house.office;
    if count == 1 && office.sender.usually_many() {
        let several = office.sender.names(true).0;
        if offices.iter().any(|(_, many)| several.contains(many.as_str())) {
            found.push(
                RULE.finding(format!("one person signs for {several}"))
                    .at(letter.record.place("signatories"))
                    .level(Level::Note)
                    .help("add the other signatory, if it is a joint letter"),
            );
        }
    }
}

/// Whether those who sign say in what capacity, right before a place: "in our capacity as", or a
/// sentence that begins with it. "In their capacity as" is that of others.
fn is_capacity(letter: &Piece<'_>, passage: &Passage<'_>, at: usize) -> bool {
    let text = passage.text();
    let mut end = text[..at].trim_end().len();
    let word = word_right_before(text, at);
    if letter.has(List::Articles, word) {
        end = text[..end - word.len()].trim_end().len();
    }
    let Some(capacity) = passage.found_before(List::InCapacity, end) else {
        return false;
    };
    let owner = word_right_before(text, capacity.start);
    if letter.has(List::OwnedByOthers, owner) {
        return false;
    }
    let before = text[..capacity.start].trim_end().len();
    let sentence = passage.sentence(capacity.start).start;
    let words = text[sentence.min(before)..before].split_whitespace().count();
    passage.found_before(List::Owning, before).is_some() || words <= MOST_WORDS
}

/// So many words may stand before a capacity that begins its sentence: "En nuestra", "In the".
const MOST_WORDS: usize = 2;
